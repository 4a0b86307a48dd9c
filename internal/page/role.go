package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// rolePages returns the pages of a role: the overview, those of the four that
// have something to show and stand alone, and the role as data.
func (m *maker) rolePages(r *site.Role) []Page {
	pages := []Page{m.overview(r)}
	for _, kind := range config.RolePages {
		if !m.cfg.StandsAlone(kind) || !r.Has(kind, m.cfg) {
			continue
		}
		if kind == config.Related {
			pages = append(pages, m.related(r))
			continue
		}
		pages = append(pages, m.rolePage(r, kind))
	}
	if m.cfg.Documents {
		pages = append(pages, m.documents(r)...)
	}
	if m.cfg.MarkdownPages {
		pages = append(pages, m.roleMarkdown(r))
	}
	if p, ok := m.cardPage(r); ok {
		pages = append(pages, p)
	}
	return append(pages, m.roleData(r))
}

func (m *maker) newPage(r *site.Role, kind config.RolePage, layout string, data func(body *content.Body) any) Page {
	return Page{URL: r.PageURL(kind), Layout: layout, Source: r.File, Article: r.Article, InSitemap: !r.NoIndex, Modified: site.Latest(r.Article), Data: data}
}

// title returns a role page's title, before the site's name.
func (m *maker) title(r *site.Role, kind config.RolePage) string {
	switch kind {
	case config.JobDescription:
		if r.Updated.Known() && !r.Role.ReviewBy.Before(m.env.Now) {
			return m.words("title.job-description-updated", "title", r.Title, "year", itoa(r.Updated.Year))
		}
		return m.words("title.job-description", "title", r.Title)
	case config.WhatTheyDo:
		return m.words("title.what-they-do", "title", r.Title, "a", r.Role.Article, "plural", r.Role.Plural)
	case config.FAQ:
		return m.words("title.faq", "title", r.Title)
	case config.Related:
		return m.words("title.related", "title", r.Title, "plural", r.Role.Plural)
	}
	return m.words("title.overview", "title", r.Title)
}

// roleMeta makes what a role page's head is made of.
func (m *maker) roleMeta(r *site.Role, kind config.RolePage, layout string) meta {
	d := meta{
		url: r.PageURL(kind), layout: layout, title: m.title(r, kind), article: r.Article, noindex: r.NoIndex, ogType: "article",
		crumbs: []Link{{Title: m.words("roles"), URL: m.href("/roles/")}},
	}
	if c := r.Category; c != nil {
		d.crumbs = append(d.crumbs, Link{Title: c.Title, URL: m.href(c.URL)})
	}
	if kind == site.Overview {
		d.description, d.crumb = r.Summary, r.Title
	} else {
		d.crumb = m.words("tab." + string(kind))
		d.crumbs = append(d.crumbs, Link{Title: r.Title, URL: m.href(r.URL())})
		d.description = m.words("description."+string(kind), "title", r.Title, "plural", r.Role.Plural, "a", r.Role.Article)
	}
	seo := r.Role.SEO.Of(kind)
	if seo.Title != "" {
		d.head = seo.Title
	}
	if seo.Description != "" {
		d.description = seo.Description
	}
	return d
}

func (m *maker) roleHeader(r *site.Role, current config.RolePage) RoleHeader {
	h := RoleHeader{Title: r.Title, Byline: m.byline(r.Article), Alternates: r.Role.AlternateTitles[:min(30, len(r.Role.AlternateTitles))]}
	if c := r.Category; c != nil {
		h.Category = Link{Title: c.Title, URL: m.href(c.URL)}
	}
	h.Tabs = m.tabs(r, current)
	return h
}

// tabs links the pages of a role.
func (m *maker) tabs(r *site.Role, current config.RolePage) []Link {
	tabs := []Link{{Title: m.words("tab.overview"), URL: m.href(r.URL()), Current: current == site.Overview}}
	for _, kind := range config.RolePages {
		if m.cfg.StandsAlone(kind) && r.Has(kind, m.cfg) {
			tabs = append(tabs, Link{Title: m.words("tab." + string(kind)), URL: m.href(r.PageURL(kind)), Current: current == kind})
		}
	}
	return tabs
}

func (m *maker) overview(r *site.Role) Page {
	return m.newPage(r, site.Overview, "overview", func(body *content.Body) any {
		d := m.roleMeta(r, site.Overview, "overview")
		d.ld = []object{m.occupation(r), m.webPage("WebPage", d.title, d.url, r.Article)}
		if !m.cfg.StandsAlone(config.FAQ) {
			if faq := m.faqPage(r, m.title(r, config.FAQ), d.url, r.Sections(site.Overview, body, m.cfg)); faq != nil {
				d.ld[1] = faq
			}
		}
		sections := m.roleSections(r, site.Overview, body)
		if !m.cfg.StandsAlone(config.Related) && r.Has(config.Related, m.cfg) {
			s := Section{ID: "related", Key: "related", Heading: escape(m.title(r, config.Related)), Related: m.relatedCards(r), Links: m.links(r), Compare: m.compareLinks(r)}
			at := len(sections)
			if at > 0 && sections[at-1].Key == content.Conclusion {
				at--
			}
			sections = slices.Insert(sections, at, s)
			if len(s.Related) > 0 {
				d.ld = append(d.ld, m.itemList(m.title(r, config.Related), s.Related))
			}
		}
		return Overview{
			Common: m.common(d), Role: m.roleHeader(r, site.Overview), Intro: m.html(text{r.Article, body}, body.Intro),
			Facts: m.facts(r), Contents: m.contents(sections), Sections: sections,
		}
	})
}

func (m *maker) rolePage(r *site.Role, kind config.RolePage) Page {
	return m.newPage(r, kind, string(kind), func(body *content.Body) any {
		d := m.roleMeta(r, kind, string(kind))
		page := m.webPage("WebPage", d.title, d.url, r.Article)
		if kind == config.FAQ {
			if faq := m.faqPage(r, d.title, d.url, r.Sections(kind, body, m.cfg)); faq != nil {
				page = faq
			}
		}
		d.ld = []object{page}
		sections := m.roleSections(r, kind, body)
		return Overview{Common: m.common(d), Role: m.roleHeader(r, kind), Contents: m.contents(sections), Sections: sections}
	})
}

// heading returns the words that head a section which the writer did not head.
func (m *maker) heading(r *site.Role, key string) template.HTML {
	return escape(m.words("heading."+key, "title", r.Title, "a", r.Role.Article, "plural", r.Role.Plural))
}

func escape(s string) template.HTML { return template.HTML(template.HTMLEscapeString(s)) }

// roleSections makes the sections of a role's page.
func (m *maker) roleSections(r *site.Role, kind config.RolePage, body *content.Body) []Section {
	placed := r.Sections(kind, body, m.cfg)
	list := make([]Section, 0, len(placed)+1)
	for _, p := range placed {
		s := Section{ID: p.ID, Key: p.Key}
		switch {
		case p.Key == content.Template:
			s = m.templateSection(r, p, body)
		case p.Written != nil:
			s = m.written(text{r.Article, body}, p.Written)
		default:
			s.Heading = m.heading(r, p.Key)
		}
		switch p.Key {
		case content.Salary:
			s.Salary = m.salary(r)
		case content.Experience:
			s.Experience = m.experience(r)
		case content.Education:
			s.Education = m.education(r)
		case content.Outlook:
			s.Outlook = m.outlook(r)
		case content.CareerPath:
			s.Path = m.path(r)
		case content.Skills:
			s.Skills = m.skills(r)
		case content.WorkEnvironment:
			s.Hours = m.hours(r)
		}
		list = append(list, s)
	}
	return list
}

// facts are the facts at a glance.
func (m *maker) facts(r *site.Role) []Fact {
	f := r.Role
	var facts []Fact
	pay := func(key string, value template.HTML) {
		if value != "" {
			facts = append(facts, Fact{Label: m.words("fact." + key), Value: value, URL: "#salary"})
		}
	}
	add := func(key, value, note, url string) {
		if value != "" {
			facts = append(facts, Fact{Label: m.words("fact." + key), Value: escape(value), Note: escape(note), URL: url})
		}
	}
	pay(m.payFact(r))
	for _, want := range []career.Requirement{"required", "typical"} {
		i := slices.IndexFunc(f.Education, func(e career.Education) bool { return e.Requirement == want })
		if i >= 0 {
			add("education", m.words("level."+string(f.Education[i].Level)), m.words("requirement."+string(want)), "#education")
			break
		}
	}
	if len(f.Experience) > 0 {
		add("experience", m.years(f.Experience[0].Years), f.Experience[0].Tier, "#experience")
	}
	var licenses []string
	for _, c := range f.Certifications {
		if c.IsLicense() && c.Requirement == "required" {
			licenses = append(licenses, c.Name)
		}
	}
	add("license", m.list(licenses, "and"), "", "#education")
	if h := f.WorkingHours; h.Min.Known() || h.Max.Known() {
		add("hours", m.week(h), "", "")
	}
	if g := f.Outlook.GrowthPercent; g.Known() {
		add("growth", m.percent(g, true), m.projection(f.Outlook), "#outlook")
	}
	names := make([]string, len(f.Skills))
	for i, s := range f.Skills {
		names[i] = s.Name
	}
	add("skills", strings.Join(names, ", "), "", "")
	add("onet-soc", string(f.Codes.ONetSOC), "", "")
	add("isco08", string(f.Codes.ISCO08), "", "")
	add("esco", string(f.Codes.ESCO), "", "")
	return facts
}

// payFact is the pay that is told first, and the name of its fact: the median,
// else the mean, else the usual range; "" where none is known.
func (m *maker) payFact(r *site.Role) (key string, value template.HTML) {
	s := r.Role.Salary
	switch n := s.Headline(); {
	case n.Known() && s.Median.Known():
		return "pay-median", m.amount(n, s.Currency, s.Period) + " " + m.payPer(s.Period)
	case n.Known():
		return "pay-mean", m.amount(n, s.Currency, s.Period) + " " + m.payPer(s.Period)
	case s.Any():
		return "pay", m.payRange(s.Min, s.Max, s.Currency, s.Period)
	}
	return "", ""
}

func (m *maker) related(r *site.Role) Page {
	return m.newPage(r, config.Related, "related", func(*content.Body) any {
		d := m.roleMeta(r, config.Related, "related")
		cards := m.relatedCards(r)
		d.ld = []object{m.webPage("WebPage", d.title, d.url, r.Article)}
		if len(cards) > 0 {
			d.ld = append(d.ld, m.itemList(d.title, cards))
		}
		return Related{
			Role: m.roleHeader(r, config.Related), Common: m.common(d), Related: cards, Path: m.path(r),
			Alternates: r.Role.AlternateTitles, Links: m.links(r), Compare: m.compareLinks(r), CompareAny: m.compareAny(r),
		}
	})
}

func (m *maker) relatedCards(r *site.Role) []CardLink {
	relations := r.Related()
	cards := make([]CardLink, len(relations))
	for i, rel := range relations {
		c := m.roleCard(rel.Card)
		c.Why = m.why(rel)
		c.Difference = m.difference(&r.Card, rel.Card)
		cards[i] = c
	}
	return cards
}

// why says why a role is related: the steps between the two and the skills
// that they share, else the category, else that a writer says so.
func (m *maker) why(rel site.Relation) string {
	var reasons []string
	if rel.Before {
		reasons = append(reasons, m.words("related.before"))
	}
	if rel.After {
		reasons = append(reasons, m.words("related.after"))
	}
	if len(rel.Skills) > 0 {
		reasons = append(reasons, m.words("related.skills", "skills", m.list(rel.Skills, "and")))
	}
	switch {
	case len(reasons) > 0:
		return strings.Join(reasons, "; ")
	case rel.Category:
		return m.words("related.category")
	}
	return m.words("related.linked")
}

// difference tells how the pay of another role compares, where both are known
// in one currency and are the same kind of figure.
func (m *maker) difference(own, other *site.Card) string {
	a, b := own.PayPerYear(), other.PayPerYear()
	if a <= 0 || b <= 0 || own.Currency != other.Currency || own.IsMean != other.IsMean {
		return ""
	}
	percent := int((b/a-1)*100 + 0.5*sign(b-a))
	switch {
	case percent > 0:
		return m.words("pay.more", "percent", m.percent(career.Int(percent), false))
	case percent < 0:
		return m.words("pay.less", "percent", m.percent(career.Int(-percent), false))
	}
	return m.words("pay.same")
}

func sign(f float64) float64 {
	if f < 0 {
		return -1
	}
	return 1
}

func (m *maker) links(r *site.Role) []Link {
	var list []Link
	for _, l := range r.Role.Links {
		if href := m.site.Href(l.URL); href != "" {
			list = append(list, Link{Title: l.Title, URL: href})
		}
	}
	return list
}

func (m *maker) path(r *site.Role) *Path {
	if len(r.From)+len(r.To) == 0 {
		return nil
	}
	steps := func(list []site.Step) []CardLink {
		cards := make([]CardLink, len(list))
		for i, s := range list {
			cards[i] = CardLink{Title: s.Title}
			if s.Card != nil {
				cards[i] = m.roleCard(s.Card)
				cards[i].Difference = m.difference(&r.Card, s.Card)
			}
		}
		return cards
	}
	return &Path{Here: r.Title, From: steps(r.From), To: steps(r.To)}
}

// percent writes a share or a change: "17%"; signed, "+17%".
func (m *maker) percent(n career.Number, signed bool) string {
	text := m.words("percent", "number", m.locale.Number(n))
	if signed && n.Float() > 0 {
		return "+" + text
	}
	return text
}

func (m *maker) projection(o career.Outlook) string {
	if !o.BaseYear.Known() || !o.ProjectedYear.Known() {
		return ""
	}
	return fmt.Sprintf("%s–%s", o.BaseYear, o.ProjectedYear)
}
