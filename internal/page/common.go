package page

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"golang.org/x/text/language"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/markdown"
	"careerguide/internal/site"
)

func itoa(n int) string { return strconv.Itoa(n) }

// siteData is what every page shows of the site; it is made once.
func (m *maker) siteData() *Site {
	d := &Site{
		Title: m.cfg.Title, Description: m.cfg.Description, Language: m.cfg.Language.String(), Social: m.cfg.Social.X,
		Dir:  direction(m.cfg.Language.Tag),
		Home: m.href("/"), Roles: m.href("/roles/"), Search: Link{Title: m.words("search"), URL: m.href("/search/")}, SearchIndex: m.href(indexBase), Feed: m.href("/feed.xml"),
	}
	d.Policy = m.metaPolicy()
	if m.env.Stylesheet != "" {
		d.Stylesheet = m.href(m.env.Stylesheet)
	}
	if m.env.Script != "" {
		d.Script = m.href(m.env.Script)
	}
	if m.env.Icon != "" {
		d.Icon = m.href(m.env.Icon)
	}
	if m.cfg.Logo != "" {
		target := m.site.Logo()
		d.Logo = &Image{URL: target.URL, Alt: m.cfg.Title, Width: target.Width, Height: target.Height}
	}
	for _, item := range m.cfg.Menu {
		if href := m.site.Href(item.URL); href != "" {
			d.Menu = append(d.Menu, Link{Title: item.Title, URL: href})
		}
	}
	if len(m.cfg.Menu) == 0 {
		d.Menu = []Link{{Title: m.words("roles"), URL: m.href("/roles/")}, {Title: m.words("categories"), URL: m.href("/categories/")}}
		if len(m.site.Guides) > 0 {
			d.Menu = append(d.Menu, Link{Title: m.words("guides"), URL: m.href("/guides/")})
		}
	}
	for _, list := range []struct {
		key, url string
		there    bool
	}{{"rankings", "/rankings/", len(m.site.Rankings) > 0}, {"skills", "/skills/", len(m.site.Skills) > 0}, {"compare", "/compare/", m.site.Compares()}, {"generator", site.GeneratorURL, m.site.Generates()}} {
		if list.there {
			d.Footer = append(d.Footer, Link{Title: m.words(list.key), URL: m.href(list.url)})
		}
	}
	for _, p := range m.site.Pages {
		d.Footer = append(d.Footer, Link{Title: p.Title, URL: m.href(p.URL())})
	}
	return d
}

// direction returns "rtl" for a language that is written from the right.
func direction(tag language.Tag) string {
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg":
		return "rtl"
	}
	return ""
}

// meta is what a page's head and heading are made of.
type meta struct {
	url         string
	layout      string
	title       string // the h1
	head        string // the title element without the site's name; default: title
	crumb       string // this page among the crumbs; default: title
	description string
	crumbs      []Link // between home and this page
	article     *content.Article
	noindex     bool
	ld          []object // structured data beside the breadcrumbs
	ogType      string   // default: website
}

// common makes the part that all data types share.
func (m *maker) common(d meta) Common {
	if d.head == "" {
		d.head = d.title
	}
	if d.ogType == "" {
		d.ogType = "website"
	}
	p := Common{Layout: d.layout, Title: d.title}
	if script := m.env.Scripts[d.layout]; script != "" {
		p.Script = m.href(script)
	}
	p.Head = Head{
		Title: d.head, Description: d.description, Canonical: m.cfg.BaseURL.Absolute(d.url), Type: d.ogType, NoIndex: d.noindex,
	}
	if d.url == "/" {
		p.Head.Title = m.cfg.Title
	} else {
		p.Head.Title = d.head + " – " + m.cfg.Title
		p.Crumbs = append([]Link{{Title: m.words("home"), URL: m.href("/")}}, d.crumbs...)
		p.Crumbs = append(p.Crumbs, Link{Title: cmp.Or(d.crumb, d.title), URL: m.href(d.url), Current: true})
		d.ld = append(d.ld, m.breadcrumbs(p.Crumbs))
	}
	if a := d.article; a != nil {
		p.Head.Published, p.Head.Modified, p.Head.Authors = a.Published.String(), a.Updated.String(), a.Authors
		if address, size, ok := m.site.Image(a); ok {
			p.Head.Image, p.Head.ImageWidth, p.Head.ImageHeight = m.cfg.BaseURL.Absolute(address), size.Width, size.Height
		} else if r := m.site.Role(a.Slug); r != nil && r.Article == a {
			m.headCard(&p.Head, r)
		}
	}
	if p.Head.Image == "" && m.shared.Logo != nil && m.cfg.Logo.IsLocal() {
		p.Head.Image = m.cfg.BaseURL.Absolute(string(m.cfg.Logo))
	}
	p.Head.JSONLD = scripts(d.ld)
	p.Site = m.siteFrom(m.href(d.url))
	return p
}

// siteFrom is what a page shows of the site: links to itself are marked. All
// pages that no such link leads to share one value.
func (m *maker) siteFrom(href string) *Site {
	leads := func(l Link) bool { return l.URL == href }
	if !leads(m.shared.Search) && !slices.ContainsFunc(m.shared.Menu, leads) && !slices.ContainsFunc(m.shared.Footer, leads) {
		return m.shared
	}
	s := *m.shared
	s.Menu, s.Footer = slices.Clone(s.Menu), slices.Clone(s.Footer)
	for _, links := range [][]Link{s.Menu, s.Footer} {
		for i := range links {
			links[i].Current = leads(links[i])
		}
	}
	s.Search.Current = leads(s.Search)
	return &s
}

// text is an article with its body.
type text struct {
	*content.Article
	body *content.Body
}

// html fills in the links of a fragment of an article.
func (m *maker) html(t text, f markdown.Fragment) template.HTML {
	return template.HTML(f.Resolve(func(ref markdown.Reference, kind markdown.SlotKind) markdown.Target {
		return m.site.Target(t.Article, t.body, ref, kind)
	}))
}

// parts makes the h3s of a written section.
func (m *maker) parts(t text, w *markdown.Section) []Part {
	parts := make([]Part, len(w.Parts))
	for i, p := range w.Parts {
		parts[i] = Part{ID: p.ID, Heading: template.HTML(p.HeadingHTML), Body: m.html(t, p.Body)}
	}
	return parts
}

// written makes a section of the writer's words alone.
func (m *maker) written(t text, w *markdown.Section) Section {
	return Section{ID: w.ID, Key: w.Key, Heading: template.HTML(w.HeadingHTML), Body: m.html(t, w.Body), Parts: m.parts(t, w)}
}

func (m *maker) sections(t text) []Section {
	list := make([]Section, len(t.body.Sections))
	for i := range t.body.Sections {
		list[i] = m.written(t, &t.body.Sections[i])
	}
	return list
}

// contents lists a page's sections, where there are enough to need it.
func (m *maker) contents(sections []Section) []Link {
	if len(sections) < 3 {
		return nil
	}
	list := make([]Link, len(sections))
	for i, s := range sections {
		list[i] = Link{Title: stripTags(string(s.Heading)), URL: "#" + s.ID}
	}
	return list
}

// card shows another role.
func (m *maker) card(c *site.Card) CardLink {
	return CardLink{Title: c.Title, URL: m.href(c.URL), Summary: c.Summary, Pay: escape(m.cardPay(c))}
}

// roleCard shows another role on a role's page, where pay can be switched.
func (m *maker) roleCard(c *site.Card) CardLink {
	card := CardLink{Title: c.Title, URL: m.href(c.URL), Summary: c.Summary}
	if c.Pay.Known() {
		key := "card.median"
		if c.IsMean {
			key = "card.mean"
		}
		card.Pay = m.payWords(key, "amount", m.amount(c.Pay, c.Currency, c.Period), "per", m.payPer(c.Period))
	}
	return card
}

func (m *maker) cardPay(c *site.Card) string {
	if !c.Pay.Known() {
		return ""
	}
	key := "card.median"
	if c.IsMean {
		key = "card.mean"
	}
	return m.words(key, "amount", m.locale.Money(c.Pay, c.Currency), "per", m.per(c.Period))
}

// articleCard shows a guide.
func (m *maker) articleCard(a *content.Article) CardLink {
	return CardLink{Title: a.Title, URL: m.href(a.URL()), Summary: a.Summary, Why: m.date(site.Latest(a))}
}

func (m *maker) per(p career.Period) string { return m.words("per." + string(p)) }
