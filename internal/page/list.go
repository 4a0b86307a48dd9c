package page

import (
	"strings"
	"sync"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// List is the pages of a site.
type List struct {
	*maker
	forHost func() hostFiles
	others  func() map[string]Page // by address: all but those of roles, of the search's index, and sitemaps
	finds   func() map[string]Page // those of the search's index
}

// Pages returns the list of a site's pages; none is made before it is asked for.
func Pages(s *site.Site, env Env) *List {
	m := &maker{site: s, cfg: s.Config, env: env, words: env.Words, locale: career.NewLocale(s.Config.Language.Tag)}
	m.shared = m.siteData()
	m.perHTML = markPeriods(env.Words)
	l := &List{maker: m, forHost: sync.OnceValue(m.host)}
	l.others = sync.OnceValue(func() map[string]Page { return byURL(append(l.before(), l.behind()...)) })
	l.finds = sync.OnceValue(func() map[string]Page { return byURL(l.index()) })
	return l
}

func byURL(pages []Page) map[string]Page {
	all := make(map[string]Page, len(pages))
	for _, p := range pages {
		all[p.URL] = p
	}
	return all
}

// Group returns pages that are best made together: those of one role, those
// that show the body of another article, or some that show none.
type Group func() []Page

// Groups returns all pages of the site in a fixed order, and how many they
// are. The pages of a role are listed when their group is called: they are
// many, and need not live at once.
func (l *List) Groups() ([]Group, int) {
	groups := append(l.listed(), grouped(l.index())...)
	sitemaps, n := l.sitemaps(groups)
	return append(groups, grouped(sitemaps)...), n + len(sitemaps)
}

// All returns what the groups have, one page after the other, all in memory:
// tests look at them so.
func (l *List) All() []Page {
	groups, n := l.Groups()
	pages := make([]Page, 0, n)
	for _, g := range groups {
		pages = append(pages, g()...)
	}
	return pages
}

// listed returns the groups of all pages that a sitemap may list.
func (l *List) listed() []Group {
	groups := make([]Group, 0, len(l.site.Roles)+100)
	groups = append(groups, grouped(l.before())...)
	for _, r := range l.site.Roles {
		groups = append(groups, func() []Page { return l.rolePages(r) })
	}
	return append(groups, grouped(l.behind())...)
}

// before lists the pages that stand before those of roles.
func (l *List) before() []Page { return append([]Page{l.home()}, l.roleLists()...) }

// behind lists the pages that stand behind those of roles, but for the search's
// index and the sitemaps.
func (l *List) behind() []Page {
	pages := l.categories()
	pages = append(pages, l.guides()...)
	pages = append(pages, l.rankings()...)
	pages = append(pages, l.skillPages()...)
	pages = append(pages, l.compare()...)
	pages = append(pages, l.generator()...)
	pages = append(pages, l.standalone()...)
	pages = append(pages, l.search(), l.notFound())
	pages = append(pages, l.redirects()...)
	pages = append(pages, l.feed(), l.robots())
	pages = append(pages, l.data()...)
	return append(pages, l.hosted(l.forHost())...)
}

// grouped parts pages into groups.
func grouped(pages []Page) []Group {
	const most = 8 // pages without a body
	var groups []Group
	for start := 0; start < len(pages); {
		end := start + 1
		for end < len(pages) && pages[end].Article == pages[start].Article && (pages[start].Article != nil || end < start+most) {
			end++
		}
		group := pages[start:end]
		groups = append(groups, func() []Page { return group })
		start = end
	}
	return groups
}

// At returns the page at an address, the same that the groups have.
func (l *List) At(url string) (Page, bool) {
	if rest, ok := strings.CutPrefix(url, "/roles/"); ok {
		slug, _, _ := strings.Cut(rest, "/")
		if r := l.site.Role(slug); r != nil {
			for _, p := range l.rolePages(r) {
				if p.URL == url {
					return p, true
				}
			}
		}
	}
	if strings.HasPrefix(url, "/sitemap") && strings.HasSuffix(url, ".xml") {
		sitemaps, _ := l.sitemaps(l.listed())
		for _, p := range sitemaps {
			if p.URL == url {
				return p, true
			}
		}
	}
	if strings.HasPrefix(url, indexBase) {
		p, ok := l.finds()[url]
		return p, ok
	}
	p, ok := l.others()[url]
	return p, ok
}

// Of returns the addresses of the pages that show the body or the facts of an
// article; cards on other pages are not among them.
func (l *List) Of(a *content.Article) []string {
	switch a.Kind {
	case content.RoleKind:
		var urls []string
		if r := l.site.Role(a.Slug); r != nil {
			for _, p := range l.rolePages(r) {
				urls = append(urls, p.URL)
			}
		}
		return urls
	case content.GuideKind, content.PageKind, content.CategoryKind, content.RankingKind:
		return []string{a.URL()}
	}
	return nil
}
