package output

import "testing"

// What refers to a file comes after it: pages after documents, listings after
// pages. A compressed form comes with what it is a form of.
func TestRankOf(t *testing.T) {
	for want, names := range map[Rank][]string{
		Asset: {"assets/site.0123456789.css", "files/terms.txt", "data/x.xml", "sitemap-of-the-campus.pdf", "files/sitemap.xml", "podcast.rss", "news/feed.xml", "roles.json", ".well-known/assetlinks.json",
			"search/index/nu.json", "search/index/nu-24-.json", "search/index/_0.json", "search/index/~rs.json", "search/index/-e9--e8-.json", "n.json"},
		Index:   {"search/index/n.json", "search/index/7.json", "search/index/-e9-.json"},
		Page:    {"index.html", "roles/nurse/index.html", "404.html"},
		Listing: {"sitemap.xml", "sitemap-2.xml", "llms.txt", ".well-known/security.txt"},
		Feed:    {"feed.xml"},
		Robots:  {"robots.txt"},
	} {
		for _, name := range names {
			for _, form := range []string{"", ".br", ".gz"} {
				if got := RankOf(name + form); got != want {
					t.Errorf("%s has rank %d, want %d", name+form, got, want)
				}
			}
		}
	}
}
