package page

import (
	"html/template"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
	"careerguide/internal/site"
)

// templatePart is a part of the job description with its plain text.
type templatePart struct {
	key string
	Part
	text string
}

// templateSection makes the section of the job description that an employer
// copies.
func (m *maker) templateSection(r *site.Role, placed site.Section, body *content.Body) Section {
	s := Section{ID: placed.ID, Key: placed.Key, Heading: m.heading(r, content.Template)}
	if w := placed.Written; w != nil {
		s.Heading = template.HTML(w.HeadingHTML)
		if len(w.Parts) > 0 {
			s.Body = m.html(text{r.Article, body}, w.Body) // introduces the template
		}
	}
	intro, parts := m.templateParts(r, placed.Written, body)
	if len(parts) == 0 {
		return s
	}
	plain := compact(r.Title, intro)
	s.Template = &Template{Title: r.Title, Documents: m.documentLinks(r)}
	for _, p := range parts {
		s.Template.Parts = append(s.Template.Parts, p.Part)
		plain = append(plain, strings.TrimSpace(p.text))
	}
	s.Template.Text = strings.Join(plain, "\n\n") + "\n"
	s.Template.Draft = m.draft(r, s.Template.Text)
	return s
}

// templateParts makes the parts of the job description, with the plain text
// that introduces it. A part that the writer wrote is taken whole; posting
// fills in the others, and the duties' list stands for missing
// responsibilities.
func (m *maker) templateParts(r *site.Role, w *markdown.Section, body *content.Body) (intro string, parts []templatePart) {
	t := text{r.Article, body}
	if w != nil {
		if len(w.Parts) > 0 {
			intro = strings.TrimSpace(w.Body.Text)
		} else if w.Body.HTML != "" {
			heading := m.words("part.job-brief")
			parts = append(parts, templatePart{content.JobBrief, Part{partID(content.JobBrief), escape(heading), m.html(t, w.Body)}, heading + "\n\n" + w.Body.Text})
		}
		for _, p := range w.Parts {
			parts = append(parts, templatePart{content.TemplatePart(p.Heading), Part{p.ID, template.HTML(p.HeadingHTML), m.html(t, p.Body)}, p.Heading + "\n\n" + p.Body.Text})
		}
	}
	has := func(key string) int {
		return slices.IndexFunc(parts, func(p templatePart) bool { return p.key == key })
	}
	if has(content.Responsibilities) < 0 {
		if p, ok := m.dutiesPart(t); ok {
			parts = slices.Insert(parts, has(content.JobBrief)+1, p)
		}
	}
	if r.Role.Posting != nil {
		if has(content.Benefits) < 0 && len(r.Role.Posting.Benefits) > 0 {
			p := m.listPart(content.Benefits, r.Role.Posting.Benefits)
			if at := has(content.AdditionalInformation); at >= 0 {
				parts = slices.Insert(parts, at, p)
			} else {
				parts = append(parts, p)
			}
		}
		if has(content.AdditionalInformation) < 0 {
			if p, ok := m.additional(r); ok {
				parts = append(parts, p)
			}
		}
	}
	return intro, parts
}

// partID is the id of a part that the writer did not write.
func partID(key string) string { return "template-" + key }

func (m *maker) dutiesPart(t text) (templatePart, bool) {
	i := slices.IndexFunc(t.body.Sections, func(s markdown.Section) bool { return s.Key == content.Duties })
	if i < 0 {
		return templatePart{}, false
	}
	w := &t.body.Sections[i]
	heading := m.words("part.responsibilities")
	p := templatePart{key: content.Responsibilities, Part: Part{ID: partID(content.Responsibilities), Heading: escape(heading)}}
	items := w.Items
	for _, part := range w.Parts {
		items = append(items[:len(items):len(items)], part.Items...)
	}
	if len(items) == 0 {
		p.Body, p.text = m.html(t, w.Body), heading+"\n\n"+w.Body.Text
		return p, w.Body.HTML != ""
	}
	var html, text strings.Builder
	html.WriteString("<ul>")
	text.WriteString(heading + "\n\n")
	for _, item := range items {
		html.WriteString("<li>" + string(m.html(t, item)) + "</li>")
		text.WriteString("- " + strings.TrimSpace(item.Text) + "\n")
	}
	html.WriteString("</ul>")
	p.Body, p.text = template.HTML(html.String()), text.String()
	return p, true
}

func (m *maker) listPart(key string, items []string) templatePart {
	heading := m.words("part." + key)
	var html, text strings.Builder
	html.WriteString("<ul>")
	text.WriteString(heading + "\n\n")
	for _, item := range items {
		html.WriteString("<li>" + template.HTMLEscapeString(item) + "</li>")
		text.WriteString("- " + item + "\n")
	}
	html.WriteString("</ul>")
	return templatePart{key, Part{partID(key), escape(heading), template.HTML(html.String())}, text.String()}
}

// additional makes the part of additional information from posting's facts.
// Each line says which fact it is, for the form that fills in the template.
func (m *maker) additional(r *site.Role) (templatePart, bool) {
	p := r.Role.Posting
	heading := m.words("part.additional-information")
	var html, text strings.Builder
	html.WriteString("<ul>")
	text.WriteString(heading + "\n\n")
	any := false
	add := func(key, value string) {
		if value == "" {
			return
		}
		any = any || key != "title"
		label := m.words("posting." + key)
		html.WriteString(`<li data-fact="` + key + `"><strong>` + template.HTMLEscapeString(label) + ":</strong> " + template.HTMLEscapeString(value) + "</li>")
		text.WriteString("- " + label + ": " + value + "\n")
	}
	types := make([]string, len(p.EmploymentType))
	for i, t := range p.EmploymentType {
		types[i] = m.words("employment." + string(t))
	}
	pay := strings.Join(compact(stripTags(string(m.postingPay(r))), p.Pay.Note), ". ")
	add("title", r.Title)
	add("pay", pay)
	add("employment", m.list(types, "or"))
	if p.Workplace != "" {
		add("workplace", m.words("workplace."+string(p.Workplace)))
	}
	add("location", p.Location)
	add("travel", p.Travel)
	add("physical", p.PhysicalRequirements)
	add("reports-to", m.list(p.ReportsTo, "or"))
	add("apply", p.Apply)
	add("equal-opportunity", p.EqualOpportunity)
	html.WriteString("</ul>")
	part := templatePart{content.AdditionalInformation, Part{partID(content.AdditionalInformation), escape(heading), template.HTML(html.String())}, text.String()}
	return part, any
}
