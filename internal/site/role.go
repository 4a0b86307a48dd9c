package site

import (
	"reflect"
	"slices"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/markdown"
)

// Overview names a role's first page among its pages.
const Overview config.RolePage = ""

// Card is all that the page of another role may show of a role.
type Card struct {
	Slug     string
	Title    string
	URL      string
	Summary  string
	Category string        // slug
	Pay      career.Number // the median, else the mean
	IsMean   bool          // Pay is a mean
	Currency career.Currency
	Period   career.Period
}

// PayPerYear returns the pay for a full-time year, 0 if unknown.
func (c Card) PayPerYear() float64 { return c.Pay.Float() * c.Period.PerYear() }

// Role is a role with its place in the site.
type Role struct {
	*content.Article
	Card     Card
	Category *Category
	From, To []Step

	site  *Site
	named []*Role // the roles that it names, then those that name it
	order int     // among all roles, by title

	skills        []*Skill // of its skills, one by one; nil where no other role names it
	pairs         []*Pair
	before, after []*Role // whose steps lead here, or that a step here leads to, by either's word
}

// Step is a role before or after another one.
type Step struct {
	Title string
	Card  *Card // nil for a role not written yet

	role *Role // the card's
}

// Section is a section in its place on a page: written in the body, or made
// from the front matter, or both.
type Section struct {
	ID      string
	Key     string            // "" for a free section
	Written *markdown.Section // nil if the body has none
}

func newRole(site *Site, a *content.Article) Role {
	s := &a.Role.Salary
	return Role{site: site, Article: a, Card: Card{
		Slug: a.Slug, Title: a.Title, URL: a.URL(), Summary: a.Summary, Category: string(a.Role.Category),
		Pay: s.Headline(), IsMean: !s.Median.Known(), Currency: s.Currency, Period: s.Period,
	}}
}

// The sections of each page, in their order on it. Free sections and
// how-to-become stand on the overview before the conclusion.
var sectionsOf = map[config.RolePage][]string{
	Overview:              {content.Salary, content.Experience, content.Education, content.Outlook, content.CareerPath},
	config.JobDescription: {content.Duties, content.Template},
	config.WhatTheyDo:     {content.WhatTheyDo, content.Skills, content.WorkEnvironment},
	config.FAQ:            {content.FAQ, content.InterviewQuestions},
}

// written returns the sections of a body by their keys, and those that stand
// where the writer put them.
func written(body *content.Body) (known map[string]*markdown.Section, free []Section) {
	known = map[string]*markdown.Section{}
	for i := range body.Sections {
		w := &body.Sections[i]
		if w.Key == "" || w.Key == content.HowToBecome {
			free = append(free, Section{w.ID, w.Key, w})
			continue
		}
		known[w.Key] = w
	}
	return known, free
}

// has reports whether the role has a section, written or made from the front
// matter.
func (r *Role) has(key string) bool {
	return slices.Contains(r.Article.Sections, key) || r.hasFieldsFor(key)
}

// hasAny reports whether the role has a section that belongs on a page.
func (r *Role) hasAny(page config.RolePage) bool {
	return slices.ContainsFunc(sectionsOf[page], r.has)
}

// hasFieldsFor reports whether the front matter alone makes a section.
func (r *Role) hasFieldsFor(key string) bool {
	f := r.Role
	switch key {
	case content.Salary:
		return f.Salary.Any() || f.Salary.Note != "" || slices.ContainsFunc(f.Salary.Regions, func(r career.Region) bool { return r.Any() })
	case content.Experience:
		return len(f.Experience) > 0
	case content.Education:
		return len(f.Education) > 0 || len(f.Certifications) > 0
	case content.Outlook:
		return f.Outlook.Known() || f.Outlook.Note != ""
	case content.CareerPath:
		return len(r.From)+len(r.To) > 0
	case content.Template:
		return f.Posting != nil && !reflect.ValueOf(*f.Posting).IsZero()
	case content.Skills:
		return len(f.Skills) > 0
	case content.WorkEnvironment:
		return f.WorkingHours.Known()
	}
	return false
}

// Sections returns what stands on a page of the role, in order. body is the
// role's own.
func (r *Role) Sections(page config.RolePage, body *content.Body, cfg *config.Site) []Section {
	known, free := written(body)
	var list []Section
	add := func(keys ...string) {
		for _, key := range keys {
			if w := known[key]; w != nil && !w.Empty() || r.hasFieldsFor(key) {
				list = append(list, Section{key, key, w})
			}
		}
	}
	add(sectionsOf[page]...)
	if page != Overview {
		return list
	}
	list = append(list, free...)
	for _, folded := range config.RolePages {
		if !cfg.StandsAlone(folded) {
			add(sectionsOf[folded]...)
		}
	}
	add(content.Conclusion)
	return list
}

// HasTemplate reports whether the role has a job description to copy.
func (r *Role) HasTemplate() bool { return r.has(content.Template) }

// foldsRelated reports whether there is anything to fold into the overview
// where related roles have no page of their own; steps and alternate titles
// stand there already.
func (r *Role) foldsRelated() bool { return r.hasRelations() || len(r.Role.Links) > 0 }

// HasRelated reports whether there is anything for a page of related roles.
func (r *Role) HasRelated() bool {
	return len(r.From)+len(r.To)+len(r.Role.AlternateTitles)+len(r.Role.Links) > 0 || r.hasRelations()
}

// Has reports whether the role has something to show on a page, be it a page
// of its own or folded into the overview.
func (r *Role) Has(page config.RolePage, cfg *config.Site) bool {
	switch {
	case page == Overview:
		return true
	case page == config.Related && cfg.StandsAlone(page):
		return r.HasRelated()
	case page == config.Related:
		return r.foldsRelated()
	}
	return r.hasAny(page)
}

// redirects reports whether the address of a page that is folded into the
// overview leads there.
func (r *Role) redirects(page config.RolePage, cfg *config.Site) bool {
	return !cfg.StandsAlone(page) && (r.Has(page, cfg) || page == config.Related && r.HasRelated())
}

// PageURL returns the address of a page of the role: "/roles/nurse/faq/".
func (r *Role) PageURL(page config.RolePage) string {
	if page == Overview {
		return r.URL()
	}
	return r.URL() + string(page) + "/"
}

// PageOf returns the page that bears a section or another anchor of the
// article. The anchors are asked for only where no section has the id.
func (r *Role) PageOf(anchor string, anchors func() *content.Anchors, cfg *config.Site) (config.RolePage, bool) {
	if page, ok := pageOfSection(anchor, cfg); ok && r.has(anchor) {
		return page, true
	}
	list := anchors()
	if slices.Contains(list.Intro, anchor) {
		return Overview, true
	}
	for _, s := range list.Sections {
		if s.ID == anchor || slices.Contains(s.Inside, anchor) {
			page, _ := pageOfSection(s.Key, cfg)
			return page, true
		}
	}
	return Overview, false
}

// pageOfSection returns the page that a section belongs on; false for a key
// that no known section has.
func pageOfSection(key string, cfg *config.Site) (config.RolePage, bool) {
	for _, page := range config.RolePages {
		if slices.Contains(sectionsOf[page], key) {
			if cfg.StandsAlone(page) {
				return page, true
			}
			return Overview, true
		}
	}
	return Overview, content.IsSection(key)
}

// FoldedAt returns the address on the overview of a page that does not stand
// alone.
func (r *Role) FoldedAt(page config.RolePage) string {
	if page == config.Related && r.foldsRelated() {
		return r.URL() + "#related"
	}
	for _, key := range sectionsOf[page] {
		if r.has(key) {
			return r.URL() + "#" + key
		}
	}
	return r.URL()
}

// Latest returns the newest of an article's dates: updated, else published.
func Latest(a *content.Article) career.Date {
	if a.Updated.Known() {
		return a.Updated
	}
	return a.Published
}
