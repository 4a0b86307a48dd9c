package page

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"iter"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/site"
)

// data lists the files about all roles.
func (m *maker) data() []Page {
	pages := []Page{
		{URL: "/roles.json", Parts: m.allJSON},
		{URL: "/roles.csv", Parts: m.allCSV},
		{URL: "/llms.txt", Parts: m.llms},
	}
	if m.env.RoleSchema != nil {
		pages = append(pages, Page{URL: "/roles.schema.json", Bytes: func(*content.Body) []byte { return m.env.RoleSchema() }})
	}
	return pages
}

func (m *maker) allJSON(yield func([]byte) bool) {
	b := fmt.Appendf(nil, `{"$schema":%q,"title":%s,"roles":[`, m.cfg.BaseURL.Absolute("/roles.schema.json"), bytes.TrimSuffix(encode(m.cfg.Title), []byte("\n")))
	for i, r := range m.indexed() {
		if i > 0 {
			b = append(b, ",\n"...)
		}
		if b = append(b, bytes.TrimSuffix(encode(m.record(r)), []byte("\n"))...); !yield(b) {
			return
		}
		b = b[:0]
	}
	yield(append(b, "]}\n"...))
}

// indexed are the roles that search engines may show.
func (m *maker) indexed() []*site.Role {
	list := make([]*site.Role, 0, len(m.site.Roles))
	for _, r := range m.site.Roles {
		if !r.NoIndex {
			list = append(list, r)
		}
	}
	return list
}

// columns are those of /roles.csv.
var columns = []string{"slug", "title", "category", "summary", "onet_soc", "isco08", "currency", "period", "mean", "median", "p10", "p25", "p75", "p90", "min", "max",
	"as_of", "source", "growth_percent", "annual_openings", "updated", "url"}

func (m *maker) allCSV(yield func([]byte) bool) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	write := func(row []string) bool {
		for i, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) && !isFigure(cell) {
				row[i] = "'" + cell // no formula, in a spreadsheet (OWASP, CSV injection)
			}
		}
		_ = w.Write(row) // to memory
		w.Flush()
		defer b.Reset()
		return yield(b.Bytes())
	}
	if !write(slices.Clone(columns)) {
		return
	}
	for _, r := range m.indexed() {
		s, o := r.Role.Salary, r.Role.Outlook
		if !write([]string{r.Slug, r.Title, string(r.Role.Category), r.Summary, string(r.Role.Codes.ONetSOC), string(r.Role.Codes.ISCO08), string(s.Currency), string(s.Period),
			s.Mean.String(), s.Median.String(), s.P10.String(), s.P25.String(), s.P75.String(), s.P90.String(), s.Min.String(), s.Max.String(),
			s.AsOf.String(), m.source(s.Source).Name, o.GrowthPercent.String(), o.AnnualOpenings.String(), r.Updated.String(), m.cfg.BaseURL.Absolute(r.URL())}) {
			return
		}
	}
}

// isFigure reports whether a cell is a number, which may be negative.
func isFigure(s string) bool { return strings.Trim(s, "-0123456789.") == "" }

// llms is the site for language models (llmstxt.org).
func (m *maker) llms(yield func([]byte) bool) {
	var b []byte
	line := strings.NewReplacer("\n", " ", "\r", " ", "[", "(", "]", ")").Replace
	absolute := m.cfg.BaseURL.Absolute
	b = fmt.Appendf(b, "# %s\n\n", line(m.cfg.Title))
	if m.cfg.Description != "" {
		b = fmt.Appendf(b, "> %s\n\n", line(m.cfg.Description))
	}
	b = fmt.Appendf(b, "%s: [JSON](%s), [CSV](%s)\n", m.words("all-roles"), absolute("/roles.json"), absolute("/roles.csv"))
	// list adds the articles under a heading, but for those that are not to be found.
	list := func(heading string, articles iter.Seq[*content.Article]) bool {
		shown := false
		for a := range articles {
			if a.NoIndex {
				continue
			}
			if !shown {
				b, shown = fmt.Appendf(b, "\n## %s\n\n", heading), true
			}
			url := absolute(a.URL())
			if a.Kind == content.RoleKind && m.cfg.MarkdownPages {
				url += "index.md"
			}
			b = fmt.Appendf(b, "- [%s](%s): %s\n", line(a.Title), url, line(a.Summary))
		}
		defer func() { b = b[:0] }()
		return yield(b)
	}
	for _, c := range m.site.Categories {
		if !list(line(c.Title), articlesOf(c.Roles, func(r *site.Role) *content.Article { return r.Article })) {
			return
		}
	}
	if list(m.words("guides"), slices.Values(m.site.Guides)) {
		list(m.words("rankings"), articlesOf(m.site.Rankings, func(r *site.Ranking) *content.Article { return r.Article }))
	}
}

func articlesOf[T any](list []T, article func(T) *content.Article) iter.Seq[*content.Article] {
	return func(yield func(*content.Article) bool) {
		for _, item := range list {
			if !yield(article(item)) {
				return
			}
		}
	}
}
