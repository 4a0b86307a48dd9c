package page

import (
	"slices"

	"careerguide/internal/content"
	"careerguide/internal/search"
)

// indexBase is the address of the search's index.
const indexBase = "/search/index/"

// index are the files that a reader's browser searches.
func (m *maker) index() []Page {
	var documents []search.Document
	kind := map[content.Kind]string{content.RoleKind: m.words("kind.role"), content.GuideKind: m.words("kind.guide"), content.CategoryKind: m.words("kind.category")}
	for _, r := range m.site.Roles {
		if r.NoIndex {
			continue
		}
		d := search.Document{Title: r.Title, URL: m.href(r.URL()), Kind: kind[content.RoleKind], Note: m.cardPay(&r.Card), Alternates: r.Role.AlternateTitles,
			Hidden: r.Role.HiddenTitles, Summary: r.Summary}
		if r.Role.Plural != "" {
			d.Hidden = append(slices.Clip(d.Hidden), r.Role.Plural)
		}
		if r.Category != nil {
			d.Category = r.Category.Title
		}
		for _, s := range r.Role.Skills {
			d.Skills = append(d.Skills, s.Name)
		}
		documents = append(documents, d)
	}
	for _, g := range m.site.Guides {
		if !g.NoIndex {
			documents = append(documents, search.Document{Title: g.Title, URL: m.href(g.URL()), Kind: kind[content.GuideKind], Summary: g.Summary})
		}
	}
	for _, c := range m.site.Categories {
		if c.Article == nil || !c.Article.NoIndex {
			documents = append(documents, search.Document{Title: c.Title, URL: m.href(c.URL), Kind: kind[content.CategoryKind], Note: m.count(len(c.Roles), "roles")})
		}
	}
	for _, r := range m.site.Rankings {
		if !r.NoIndex {
			documents = append(documents, search.Document{Title: r.Title, URL: m.href(r.URL()), Kind: m.words("kind.ranking"), Summary: r.Summary})
		}
	}
	for _, k := range m.site.Skills {
		if k.Indexed() {
			documents = append(documents, search.Document{Title: k.Name, URL: m.href(k.URL), Kind: m.words("kind.hub"), Note: m.count(len(k.Roles), "roles")})
		}
	}
	files := search.Index(documents, m.words("search.stop-words"))
	pages := make([]Page, len(files))
	for i, f := range files {
		pages[i] = Page{URL: indexBase + f.Name, Bytes: func(*content.Body) []byte { return f.Data }}
	}
	return pages
}
