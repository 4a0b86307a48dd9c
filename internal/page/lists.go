package page

import (
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// roleLists returns the A to Z: one page, or above site.PageSize roles an
// index and the pages of each letter.
func (m *maker) roleLists() []Page {
	letters := m.site.Letters()
	all := Page{URL: "/roles/", Layout: "roles", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/roles/", layout: "roles", title: m.words("title.roles"), description: m.words("description.roles", "count", m.count(len(m.site.Roles), "roles"))}
		r := Roles{Count: m.count(len(m.site.Roles), "roles"), Index: m.letterIndex("", letters)}
		if !m.site.Paged() {
			var cards []CardLink
			for _, l := range letters {
				v := m.letter(l, l.Roles)
				r.Letters = append(r.Letters, v)
				cards = append(cards, v.Roles...)
			}
			if len(cards) > 0 {
				d.ld = []object{m.itemList(d.title, cards)}
			}
		}
		r.Common = m.common(d)
		return r
	}}
	pages := []Page{all}
	if !m.site.Paged() {
		return pages
	}
	for _, l := range letters {
		count := site.ListPages(len(l.Roles))
		for n := 1; n <= count; n++ {
			pages = append(pages, m.letterPage(letters, l, n, count))
		}
	}
	return pages
}

func (m *maker) letterPage(letters []site.Letter, l site.Letter, n, count int) Page {
	base := "/roles/a-z/" + l.Slug + "/"
	url := site.ListURL(base, n)
	return Page{URL: url, Layout: "roles", InSitemap: true, Data: func(*content.Body) any {
		title := m.paged(m.words("title.letter", "letter", l.Name), n)
		d := meta{url: url, layout: "roles", title: title, crumbs: []Link{{Title: m.words("roles"), URL: m.href("/roles/")}}}
		d.description = m.words("description.letter", "letter", l.Name, "count", m.count(len(l.Roles), "roles"))
		d.description = m.paged(d.description, n)
		v := m.letter(l, page(l.Roles, n))
		d.ld = []object{m.itemList(title, v.Roles)}
		r := Roles{Letters: []Letter{v}, Index: m.letterIndex(l.Slug, letters), Count: m.count(len(l.Roles), "roles"), Pages: m.pager(base, n, count)}
		r.Common = m.common(d)
		m.neighbours(&r.Head, base, n, count)
		return r
	}}
}

func (m *maker) letter(l site.Letter, roles []*site.Role) Letter {
	v := Letter{Letter: l.Name, ID: "letter-" + l.Slug}
	for _, r := range roles {
		v.Roles = append(v.Roles, m.card(&r.Card))
	}
	return v
}

// letterIndex links every letter. Where the list of roles is one page, on
// that page itself the links are anchors.
func (m *maker) letterIndex(current string, letters []site.Letter) []Link {
	here := letters != nil
	if !here {
		letters = m.site.Letters()
	}
	list := make([]Link, len(letters))
	for i, l := range letters {
		list[i] = Link{Title: l.Name, Current: l.Slug == current}
		switch {
		case m.site.Paged():
			list[i].URL = m.href("/roles/a-z/" + l.Slug + "/")
		case here:
			list[i].URL = "#letter-" + l.Slug
		default:
			list[i].URL = m.href("/roles/#letter-" + l.Slug)
		}
	}
	return list
}

// page returns the nth part of a list.
func page(roles []*site.Role, n int) []*site.Role {
	start := (n - 1) * site.PageSize
	return roles[min(start, len(roles)):min(start+site.PageSize, len(roles))]
}

func (m *maker) paged(title string, n int) string {
	if n == 1 {
		return title
	}
	return m.words("title.page", "title", title, "page", itoa(n))
}

// pager links the pages of a list; nil if there is one.
func (m *maker) pager(base string, current, count int) []Link {
	if count < 2 {
		return nil
	}
	list := make([]Link, count)
	for i := range list {
		list[i] = Link{Title: itoa(i + 1), URL: m.href(site.ListURL(base, i+1)), Current: i+1 == current}
	}
	return list
}

func (m *maker) neighbours(h *Head, base string, n, count int) {
	if n > 1 {
		h.Previous = m.cfg.BaseURL.Absolute(site.ListURL(base, n-1))
	}
	if n < count {
		h.Next = m.cfg.BaseURL.Absolute(site.ListURL(base, n+1))
	}
}

// categories returns the list of hubs and the pages of each.
func (m *maker) categories() []Page {
	pages := []Page{{URL: "/categories/", Layout: "categories", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/categories/", layout: "categories", title: m.words("title.categories"), description: m.words("description.categories", "count", m.count(len(m.site.Roles), "roles"))}
		hubs := m.hubs()
		var cards []CardLink
		for _, h := range hubs {
			cards = append(cards, CardLink{Title: h.Title, URL: h.URL})
		}
		if len(cards) > 0 {
			d.ld = []object{m.itemList(d.title, cards)}
		}
		return Categories{Common: m.common(d), Categories: hubs}
	}}}
	for _, c := range m.site.Categories {
		count := site.ListPages(len(c.Roles))
		for n := 1; n <= count; n++ {
			pages = append(pages, m.category(c, n, count))
		}
	}
	return pages
}

func (m *maker) category(c *site.Category, n, count int) Page {
	url := site.ListURL(c.URL, n)
	p := Page{URL: url, Layout: "category", InSitemap: c.Article == nil || !c.Article.NoIndex}
	if c.Article != nil {
		p.Source, p.Modified = c.Article.File, site.Latest(c.Article)
		if n == 1 {
			p.Article = c.Article
		}
	}
	p.Data = func(body *content.Body) any {
		v := Category{Count: m.count(len(c.Roles), "roles"), Pages: m.pager(c.URL, n, count)}
		d := meta{url: url, layout: "category", title: m.paged(c.Title, n), article: c.Article, crumbs: []Link{{Title: m.words("categories"), URL: m.href("/categories/")}}}
		d.description = m.words("description.category", "title", d.title, "count", v.Count)
		if a := c.Article; a != nil {
			d.noindex = a.NoIndex
			if n == 1 {
				v.Summary = a.Summary
				if a.Summary != "" {
					d.description = a.Summary
				}
				v.Intro = m.html(text{a, body}, body.Intro)
				v.Sections = m.sections(text{a, body})
			}
		}
		for _, r := range page(c.Roles, n) {
			v.Roles = append(v.Roles, m.card(&r.Card))
		}
		if len(v.Roles) > 0 {
			d.ld = []object{m.itemList(d.title, v.Roles)}
		}
		v.Common = m.common(d)
		m.neighbours(&v.Head, c.URL, n, count)
		return v
	}
	return p
}
