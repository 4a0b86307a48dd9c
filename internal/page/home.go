package page

import (
	"cmp"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

const (
	newestRoles = 6
	bestPaid    = 6
	homeGuides  = 4
)

func (m *maker) home() Page {
	return Page{URL: "/", Layout: "home", InSitemap: true, Data: func(*content.Body) any {
		description := m.cfg.Description
		if description == "" {
			description = m.words("description.home", "title", m.cfg.Title, "count", m.count(len(m.site.Roles), "roles"))
		}
		d := meta{url: "/", layout: "home", title: m.cfg.Title, description: description}
		d.ld = []object{thing("WebSite").text("name", m.cfg.Title).text("url", m.cfg.BaseURL.String()).text("description", description).text("inLanguage", m.cfg.Language.String())}
		h := Home{Common: m.common(d), Categories: m.hubs(), Roles: len(m.site.Roles)}
		for _, r := range m.newest() {
			h.Newest = append(h.Newest, m.card(&r.Card))
		}
		for _, c := range m.bestPaid() {
			h.BestPaid = append(h.BestPaid, m.card(c))
		}
		for _, g := range m.site.Guides[:min(homeGuides, len(m.site.Guides))] {
			h.Guides = append(h.Guides, m.articleCard(g))
		}
		return h
	}}
}

// newest returns the roles updated last; those without a date stay out.
func (m *maker) newest() []*site.Role {
	var dated []*site.Role
	for _, r := range m.site.Roles {
		if r.Updated.Known() {
			dated = append(dated, r)
		}
	}
	slices.SortStableFunc(dated, func(a, b *site.Role) int { return b.Updated.Compare(a.Updated) })
	return dated[:min(newestRoles, len(dated))]
}

// bestPaid returns the roles with the highest median for a year, in the
// currency that most roles are paid in.
func (m *maker) bestPaid() []*site.Card {
	cards := m.medians(m.site.Roles)
	slices.SortStableFunc(cards, func(a, b *site.Card) int { return cmp.Compare(b.PayPerYear(), a.PayPerYear()) })
	if len(cards) < 2 {
		return nil
	}
	return cards[:min(bestPaid, len(cards))]
}

// medians returns the roles whose median is known in the commonest currency.
func (m *maker) medians(roles []*site.Role) []*site.Card {
	counts := map[career.Currency]int{}
	for _, r := range roles {
		if r.Card.Pay.Known() && !r.Card.IsMean {
			counts[r.Card.Currency]++
		}
	}
	var currency career.Currency
	for c, n := range counts {
		if n > counts[currency] || n == counts[currency] && (currency == "" || c < currency) {
			currency = c
		}
	}
	var cards []*site.Card
	for _, r := range roles {
		if r.Card.Pay.Known() && !r.Card.IsMean && r.Card.Currency == currency {
			cards = append(cards, &r.Card)
		}
	}
	return cards
}

// hubs lists the categories with the median of their roles' medians.
func (m *maker) hubs() []Hub {
	list := make([]Hub, 0, len(m.site.Categories))
	for _, c := range m.site.Categories {
		h := Hub{Title: c.Title, URL: m.href(c.URL), Count: m.count(len(c.Roles), "roles")}
		if c.Article != nil {
			h.Summary = c.Article.Summary
		}
		h.Median = m.medianOf(c.Roles)
		list = append(list, h)
	}
	return list
}

// medianOf writes the median of the roles' yearly medians in the commonest
// currency; "" for fewer than two.
func (m *maker) medianOf(roles []*site.Role) string {
	cards := m.medians(roles)
	if len(cards) < 2 {
		return ""
	}
	pays := make([]float64, len(cards))
	for i, c := range cards {
		pays[i] = c.PayPerYear()
	}
	slices.Sort(pays)
	middle := pays[len(pays)/2]
	if len(pays)%2 == 0 {
		middle = (middle + pays[len(pays)/2-1]) / 2
	}
	return m.words("hub.median", "amount", m.locale.Money(career.Int(int(middle+0.5)), cards[0].Currency), "per", m.per(career.Year))
}

func (m *maker) search() Page {
	return Page{URL: "/search/", Layout: "search", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/search/", layout: "search", title: m.words("title.search"), description: m.words("description.search")}
		return Search{Common: m.common(d), Roles: m.href("/roles/"), Index: m.letterIndex("", nil)}
	}}
}

// notFound needs no noindex: it is sent with the status 404, and nothing links to
// its own address.
func (m *maker) notFound() Page {
	return Page{URL: "/404.html", Layout: "404", Data: func(*content.Body) any {
		d := meta{url: "/404.html", layout: "404", title: m.words("title.404"), description: m.words("description.404")}
		c := m.common(d)
		c.Head.Canonical, c.Crumbs, c.Head.JSONLD = "", nil, ""
		return NotFound{Common: c, Index: m.letterIndex("", nil)}
	}}
}

// guides returns the list of guides and each of them.
func (m *maker) guides() []Page {
	pages := []Page{{URL: "/guides/", Layout: "guides", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/guides/", layout: "guides", title: m.words("title.guides"), description: m.words("description.guides")}
		g := Guides{}
		for _, a := range m.site.Guides {
			g.Guides = append(g.Guides, m.articleCard(a))
		}
		if len(g.Guides) > 0 {
			d.ld = []object{m.itemList(d.title, g.Guides)}
		}
		g.Common = m.common(d)
		return g
	}}}
	for _, a := range m.site.Guides {
		pages = append(pages, m.article(a, "guide", []Link{{Title: m.words("guides"), URL: m.href("/guides/")}}))
	}
	return pages
}

func (m *maker) standalone() []Page {
	var pages []Page
	for _, a := range m.site.Pages {
		pages = append(pages, m.article(a, "page", nil))
	}
	return pages
}

func (m *maker) article(a *content.Article, layout string, crumbs []Link) Page {
	return Page{URL: a.URL(), Layout: layout, Source: a.File, Article: a, InSitemap: !a.NoIndex, Modified: site.Latest(a), Data: func(body *content.Body) any {
		d := meta{url: a.URL(), layout: layout, title: a.Title, description: a.Summary, crumbs: crumbs, article: a, noindex: a.NoIndex}
		if layout == "guide" {
			d.ogType = "article"
			d.ld = []object{m.webPage("Article", a.Title, a.URL(), a).text("headline", a.Title).text("description", a.Summary)}
		}
		v := Article{Common: m.common(d), Byline: m.byline(a), Summary: a.Summary, Intro: m.html(text{a, body}, body.Intro), Sections: m.sections(text{a, body})}
		v.Contents = m.contents(v.Sections)
		if address, size, ok := m.site.Image(a); ok {
			forms := m.site.LeadSources(a, body)
			v.Image = &Image{URL: m.href(address), Width: size.Width, Height: size.Height, Srcset: forms.Srcset, WebP: forms.WebP, Sizes: forms.Sizes}
		}
		return v
	}}
}

// redirects returns a page for each address that has moved: aliases, and the
// pages of roles that are folded into the overview.
func (m *maker) redirects() []Page {
	var pages []Page
	for _, move := range m.site.Moves() {
		pages = append(pages, Page{URL: move.From, Layout: "redirect", Source: move.Source, Data: func(*content.Body) any {
			to, _, _ := strings.Cut(move.To, "#")
			c := Common{Site: m.shared, Layout: "redirect", Title: m.words("redirect.moved")}
			c.Head = Head{Title: c.Title, Canonical: m.cfg.BaseURL.Absolute(to), NoIndex: true}
			return Redirect{Common: c, Target: m.href(move.To)}
		}})
	}
	return pages
}
