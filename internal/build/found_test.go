package build_test

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/build"
)

func TestNoIndex(t *testing.T) {
	site := mustBuild(t, build.Options{Source: fstest.MapFS{
		"content/site.yaml":          settings(nil),
		"content/roles/nurse.md":     role("Nurse", "care", object{"noindex": true, "updated": "2026-01-01"}, body),
		"content/roles/medic.md":     role("Medic", "care", object{"updated": "2026-01-01"}, body),
		"content/guides/start.md":    file(object{"title": "Start", "summary": "How to start.", "noindex": true}, "Begin.\n"),
		"content/categories/care.md": file(object{"title": "Care", "noindex": true}, ""),
	}, Minify: true})
	site.check(t)
	for _, name := range site.pages() {
		want := strings.HasPrefix(name, "roles/nurse/") || slices.Contains([]string{"guides/start/index.html", "categories/care/index.html"}, name)
		robots := value(first(site.docs[name], "meta[name=robots]"), "content")
		if got := strings.Contains(robots, "noindex"); got != want {
			t.Errorf("%s: noindex %t", name, got)
		}
		listed := bytes.Contains(site.files["sitemap.xml"], []byte("<loc>"+site.address(name).String()+"</loc>"))
		if listed != (!want && name != "404.html") {
			t.Errorf("%s: in the sitemap %t", name, listed)
		}
	}
	if bytes.Contains(site.files["feed.xml"], []byte("/nurse/")) {
		t.Error("the feed tells of a page that is not to be found")
	}
}

func TestFeed(t *testing.T) {
	files := fstest.MapFS{"content/site.yaml": settings(object{"author": "The editors"})}
	for i := range 40 {
		files[fmt.Sprintf("content/roles/r-%02d.md", i)] = role(fmt.Sprintf("Role <%02d> & more", i), "care",
			object{"updated": fmt.Sprintf("2026-%02d-%02d", 1+i*7%5, 1+i*11%28), "published": "2025-01-01", "authors": []string{"Ada", "Bo"}}, "")
	}
	files["content/roles/undated.md"] = role("Undated", "care", nil, "")
	site := mustBuild(t, build.Options{Source: files, Minify: true})
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		Title   string   `xml:"title"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			Title   string `xml:"title"`
			ID      string `xml:"id"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
			Link    struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Authors []string `xml:"author>name"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(site.files["feed.xml"], &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Title != "Sample" || feed.ID != "https://site.example/" || len(feed.Entries) == 0 || feed.Updated != feed.Entries[0].Updated {
		t.Errorf("the feed says %+v", feed)
	}
	self := false
	for _, l := range feed.Links {
		self = self || l.Rel == "self" && l.Href == "https://site.example/feed.xml"
	}
	if !self {
		t.Error("the feed does not link to itself")
	}
	ids := map[string]bool{}
	for i, e := range feed.Entries {
		at, err := time.Parse(time.RFC3339, e.Updated)
		if err != nil {
			t.Errorf("entry %s: %v", e.ID, err)
		}
		if i > 0 {
			if before, _ := time.Parse(time.RFC3339, feed.Entries[i-1].Updated); at.After(before) {
				t.Errorf("entry %d is newer than the one before it", i)
			}
		}
		if ids[e.ID] || e.ID == "" {
			t.Errorf("entry %q stands there twice", e.ID)
		}
		ids[e.ID] = true
		if _, _, outside, err := site.target("index.html", e.Link.Href); outside || err != nil {
			t.Errorf("entry %s leads nowhere: %v", e.ID, err)
		}
		if !strings.HasPrefix(e.Title, "Role <") || e.Summary == "" || len(e.Authors) != 2 {
			t.Errorf("entry %+v", e)
		}
	}
}

func TestRobotsAndNotFound(t *testing.T) {
	site := mustBuild(t, build.Options{Source: small(nil), Minify: true})
	if robots := string(site.files["robots.txt"]); !strings.Contains(robots, "\nSitemap: https://site.example/sitemap.xml\n") || strings.Contains(robots, "Disallow: /\n") {
		t.Errorf("robots.txt is %q", robots)
	}
	doc := site.docs["404.html"]
	if n := first(doc, "link[rel=canonical]"); n != nil {
		t.Errorf("404.html has the canonical address %s", value(n, "href"))
	}
	if n := first(doc, "meta[property=og:url]"); n != nil {
		t.Errorf("404.html has an og:url %s", value(n, "content"))
	}
	for n := range doc.Descendants() { // it is shown at any depth
		for _, a := range n.Attr {
			if slices.Contains(references, a.Key) && !strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "#") && !strings.HasPrefix(a.Val, "https://") {
				t.Errorf("404.html refers to %q", a.Val)
			}
		}
	}
}
