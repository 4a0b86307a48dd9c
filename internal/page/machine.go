package page

import (
	"encoding/json"
	"fmt"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// The role as data, for programs and for the comparison of roles:
// /roles/<slug>/index.json each, /roles.json and /roles.csv all. Fields are
// called as in the front matter. Its schema is /roles.schema.json.

// Record is a role as data.
type Record struct {
	Schema          string                 `json:"$schema,omitempty"`
	URL             string                 `json:"url"` // absolute
	Slug            string                 `json:"slug"`
	Title           string                 `json:"title"`
	Plural          string                 `json:"plural"`
	Summary         string                 `json:"summary"`
	Category        *RecordLink            `json:"category,omitempty"`
	AlternateTitles []string               `json:"alternate_titles,omitempty"`
	Codes           career.Codes           `json:"codes,omitzero"`
	Authors         []string               `json:"authors,omitempty"`
	Published       career.Date            `json:"published,omitzero"`
	Updated         career.Date            `json:"updated,omitzero"`
	Salary          *career.Salary         `json:"salary,omitempty"`
	Experience      []career.Tier          `json:"experience,omitempty"`
	Education       []career.Education     `json:"education,omitempty"`
	Certifications  []career.Certification `json:"certifications,omitempty"`
	WorkingHours    career.Hours           `json:"working_hours,omitzero"`
	Skills          []career.Skill         `json:"skills,omitempty"`
	Outlook         *career.Outlook        `json:"outlook,omitempty"`
	From            []RecordLink           `json:"from,omitempty"` // roles that lead here
	To              []RecordLink           `json:"to,omitempty"`
	Related         []RecordLink           `json:"related,omitempty"`
	Posting         *career.Posting        `json:"posting,omitempty"`
	Pages           []RecordLink           `json:"pages"` // of the role
}

// Records is all roles as data: /roles.json.
type Records struct {
	Schema string   `json:"$schema"`
	Title  string   `json:"title"` // the site's
	Roles  []Record `json:"roles"` // by title; without those that ask search engines to leave them out
}

// RecordLink names something of the site by its address. One without an
// address is not written yet.
type RecordLink struct {
	Title string `json:"title"`
	Slug  string `json:"slug,omitempty"`
	URL   string `json:"url,omitempty"` // absolute
}

func (m *maker) record(r *site.Role) Record {
	absolute := m.cfg.BaseURL.Absolute
	f := r.Role
	v := Record{
		URL: absolute(r.URL()), Slug: r.Slug, Title: r.Title, Plural: f.Plural, Summary: r.Summary, AlternateTitles: f.AlternateTitles, Codes: f.Codes,
		Authors: r.Authors, Published: r.Published, Updated: r.Updated, Experience: f.Experience, Education: f.Education, Certifications: f.Certifications,
		WorkingHours: f.WorkingHours, Skills: f.Skills, Posting: f.Posting,
	}
	if c := r.Category; c != nil {
		v.Category = &RecordLink{c.Title, c.Slug, absolute(c.URL)}
	}
	if f.Salary.Any() || len(f.Salary.Regions) > 0 || f.Salary.Note != "" {
		s := f.Salary
		s.Source = m.source(s.Source)
		s.Regions = make([]career.Region, len(f.Salary.Regions))
		for i, region := range f.Salary.Regions {
			region.Source = m.source(region.Source)
			s.Regions[i] = region
		}
		v.Salary = &s
	}
	if f.Outlook.Known() || f.Outlook.Note != "" {
		o := f.Outlook
		o.Source = m.source(o.Source)
		v.Outlook = &o
	}
	steps := func(list []site.Step) []RecordLink {
		var links []RecordLink
		for _, s := range list {
			l := RecordLink{Title: s.Title}
			if s.Card != nil {
				l.Slug, l.URL = s.Card.Slug, absolute(s.Card.URL)
			}
			links = append(links, l)
		}
		return links
	}
	v.From, v.To = steps(r.From), steps(r.To)
	for _, rel := range r.Related() {
		v.Related = append(v.Related, RecordLink{rel.Card.Title, rel.Card.Slug, absolute(rel.Card.URL)})
	}
	for _, tab := range m.tabs(r, site.Overview) {
		v.Pages = append(v.Pages, RecordLink{Title: tab.Title, URL: m.cfg.BaseURL.Origin() + tab.URL})
	}
	return v
}

// source returns a source as sources.yaml describes it.
func (m *maker) source(s career.Source) career.Source {
	if s.Key != "" {
		s = m.cfg.Sources[s.Key]
	}
	s.Key = ""
	return s
}

// roleData is the role as /roles/<slug>/index.json.
func (m *maker) roleData(r *site.Role) Page {
	return Page{URL: r.URL() + "index.json", Source: r.File, Bytes: func(*content.Body) []byte {
		v := m.record(r)
		v.Schema = m.cfg.BaseURL.Absolute("/roles.schema.json")
		return encode(v)
	}}
}

// encode writes JSON with a line end. HTML's characters are escaped, so that
// a script element could hold it.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // no value of ours fails
	}
	return append(data, '\n')
}

// roleMarkdown is the role as /roles/<slug>/index.md: its facts as a list and
// its text as plain Markdown.
func (m *maker) roleMarkdown(r *site.Role) Page {
	return Page{URL: r.URL() + "index.md", Source: r.File, Article: r.Article, Bytes: func(body *content.Body) []byte {
		var b strings.Builder
		fmt.Fprintf(&b, "# %s\n\n%s\n\n", r.Title, r.Summary)
		if r.Updated.Known() {
			fmt.Fprintf(&b, "- %s: %s\n", m.words("updated"), m.date(r.Updated))
		}
		for _, f := range m.facts(r) {
			fmt.Fprintf(&b, "- %s: %s", f.Label, stripTags(string(f.Value)))
			if f.Note != "" {
				fmt.Fprintf(&b, " (%s)", stripTags(string(f.Note)))
			}
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "- URL: %s\n", m.cfg.BaseURL.Absolute(r.URL()))
		text := func(s string) {
			if s = strings.TrimSpace(s); s != "" {
				b.WriteString("\n" + s + "\n")
			}
		}
		text(body.Intro.Text)
		for _, page := range append([]config.RolePage{site.Overview}, config.RolePages...) {
			if page != site.Overview && !m.cfg.StandsAlone(page) {
				continue
			}
			for _, s := range r.Sections(page, body, m.cfg) {
				heading := stripTags(string(m.heading(r, s.Key)))
				if s.Written != nil {
					heading = s.Written.Heading
				}
				fmt.Fprintf(&b, "\n## %s\n", heading)
				if s.Key == content.Salary {
					if v := m.salary(r); v != nil {
						for _, row := range v.Rows {
							fmt.Fprintf(&b, "\n- %s: %s %s", row.Label, stripTags(string(row.Value)), stripTags(string(v.Period)))
						}
						b.WriteString("\n")
					}
				}
				if s.Written == nil {
					continue
				}
				text(s.Written.Body.Text)
				for _, p := range s.Written.Parts {
					fmt.Fprintf(&b, "\n### %s\n", p.Heading)
					text(p.Body.Text)
				}
			}
		}
		return []byte(b.String())
	}}
}
