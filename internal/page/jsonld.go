package page

import (
	"encoding/json"
	"html"
	"html/template"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// object is a schema.org thing as JSON, its fields in the order given.
type object []byte

func thing(kind string) object {
	return append(append(append(make(object, 0, 256), `{"@type":"`...), kind...), '"')
}

// appendString adds a string with <, > and & escaped, so that no text can end
// the script element.
func appendString(o []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			b, _ := json.Marshal(s)
			return append(o, b...)
		}
	}
	o = append(append(o, '"'), s...)
	return append(o, '"')
}

// field begins a field; its name is one of schema.org's.
func (o object) field(name string) object {
	o = append(append(o, `,"`...), name...)
	return append(o, `":`...)
}

// text adds a field, unless it is empty.
func (o object) text(name, value string) object {
	if value == "" {
		return o
	}
	return appendString(o.field(name), value)
}

func (o object) number(name string, n career.Number) object {
	if !n.Known() {
		return o
	}
	return append(o.field(name), n.String()...)
}

func (o object) thing(name string, value object) object {
	if value == nil {
		return o
	}
	return o.field(name).with(value)
}

func (o object) things(name string, values []object) object {
	if len(values) == 0 {
		return o
	}
	n := len(name) + len(`,"":[]`)
	for _, v := range values {
		n += len(v) + len("},")
	}
	o = append(slices.Grow(o, n).field(name), '[')
	for i, v := range values {
		if i > 0 {
			o = append(o, ',')
		}
		o = o.with(v)
	}
	return append(o, ']')
}

// with adds a finished object as a value.
func (o object) with(value object) object {
	return append(append(slices.Grow(o, len(value)+1), value...), '}')
}

func (o object) texts(name string, values []string) object {
	if len(values) == 0 {
		return o
	}
	b, _ := json.Marshal(values)
	return append(o.field(name), b...)
}

// scripts writes each thing as a script element.
func scripts(things []object) template.HTML {
	const before, after = `<script type="application/ld+json">{"@context":"https://schema.org",`, `}</script>`
	n := 0
	for _, t := range things {
		n += len(before) + len(t) + len(after)
	}
	var b strings.Builder
	b.Grow(n)
	for _, t := range things {
		b.WriteString(before)
		b.Write(t[1:])
		b.WriteString(after)
	}
	return template.HTML(b.String())
}

func (m *maker) breadcrumbs(crumbs []Link) object {
	if len(crumbs) == 0 {
		return thing("BreadcrumbList")
	}
	o := append(slices.Grow(thing("BreadcrumbList"), 160*len(crumbs)).field("itemListElement"), '[')
	for i, c := range crumbs {
		if i > 0 {
			o = append(o, ',')
		}
		o = append(append(o, `{"@type":"ListItem"`...).number("position", career.Int(i+1)).text("name", c.Title).text("item", m.absoluteHref(c.URL)), '}')
	}
	return append(o, ']')
}

// absoluteHref makes an href of this site absolute.
func (m *maker) absoluteHref(href string) string {
	if strings.HasPrefix(href, "/") {
		return m.cfg.BaseURL.Absolute("/" + strings.TrimPrefix(href, m.cfg.BaseURL.Path()))
	}
	return href
}

// webPage says who wrote a page and when.
func (m *maker) webPage(kind, name, url string, a *content.Article) object {
	o := thing(kind).text("name", name).text("url", m.cfg.BaseURL.Absolute(url)).text("inLanguage", m.cfg.Language.String())
	if a == nil {
		return o
	}
	people := make([]object, len(a.Authors))
	for i, name := range a.Authors {
		people[i] = thing("Person").text("name", name)
	}
	if len(people) == 0 && m.cfg.Author != "" {
		people = []object{thing("Organization").text("name", m.cfg.Author)}
	}
	return o.things("author", people).text("datePublished", a.Published.String()).text("dateModified", a.Updated.String())
}

func (m *maker) itemList(name string, cards []CardLink) object {
	var items []object
	for _, c := range cards {
		if c.URL != "" {
			items = append(items, thing("ListItem").number("position", career.Int(len(items)+1)).text("name", c.Title).text("url", m.absoluteHref(c.URL)))
		}
	}
	return thing("ItemList").text("name", name).number("numberOfItems", career.Int(len(items))).things("itemListElement", items)
}

// occupation says of a role what its overview shows.
func (m *maker) occupation(r *site.Role) object {
	f := r.Role
	o := thing("Occupation").text("name", r.Title).text("description", r.Summary).text("url", m.cfg.BaseURL.Absolute(r.URL()))
	if c := f.Codes.ONetSOC; c != "" {
		o = o.text("occupationalCategory", string(c))
	} else if c := f.Codes.ISCO08; c != "" {
		o = o.text("occupationalCategory", string(c))
	}
	o = o.thing("estimatedSalary", estimatedSalary(f.Salary))
	if len(f.Experience) > 0 && f.Experience[0].Years.Min.Known() {
		months := career.Float(f.Experience[0].Years.Min.Float() * 12)
		o = o.thing("experienceRequirements", thing("OccupationalExperienceRequirements").number("monthsOfExperience", months))
	}
	var credentials []object
	for _, e := range f.Education {
		if c := e.Level.Credential(); c != "" {
			credentials = append(credentials, thing("EducationalOccupationalCredential").text("credentialCategory", c).text("name", m.words("level."+string(e.Level))))
		}
	}
	o = o.things("educationRequirements", credentials)
	names := make([]string, len(f.Skills))
	for i, s := range f.Skills {
		names[i] = s.Name
	}
	return o.texts("skills", names)
}

// estimatedSalary gives a distribution only where a survey gave one: a mean
// is never published as a median.
func estimatedSalary(s career.Salary) object {
	switch {
	case s.Distribution():
		return thing("MonetaryAmountDistribution").text("name", "base").text("currency", string(s.Currency)).text("duration", s.Period.ISO8601()).
			number("percentile10", s.P10).number("percentile25", s.P25).number("median", s.Median).
			number("percentile75", s.P75).number("percentile90", s.P90)
	case s.Mean.Known():
		return thing("MonetaryAmount").text("currency", string(s.Currency)).
			thing("value", thing("QuantitativeValue").number("value", s.Mean).text("unitText", strings.ToUpper(string(s.Period))))
	case s.Min.Known() || s.Max.Known():
		return thing("MonetaryAmount").text("currency", string(s.Currency)).
			thing("value", thing("QuantitativeValue").number("minValue", s.Min).number("maxValue", s.Max).text("unitText", strings.ToUpper(string(s.Period))))
	}
	return nil
}

// faqPage says the questions of a page with their answers.
func (m *maker) faqPage(r *site.Role, name, url string, sections []site.Section) object {
	var questions []object
	for _, key := range []string{content.FAQ, content.InterviewQuestions} {
		for _, s := range sections {
			if s.Key != key || s.Written == nil || len(questions) > 0 && key == content.InterviewQuestions {
				continue
			}
			for _, p := range s.Written.Parts {
				if answer := strings.TrimSpace(p.Body.Text); answer != "" {
					questions = append(questions, thing("Question").text("name", p.Heading).thing("acceptedAnswer", thing("Answer").text("text", answer)))
				}
			}
		}
	}
	if len(questions) == 0 {
		return nil
	}
	return m.webPage("FAQPage", name, url, r.Article).things("mainEntity", questions)
}

// stripTags returns the text of inline HTML of our own making.
func stripTags(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return s
	}
	var b strings.Builder
	in := false
	for _, r := range s {
		switch {
		case r == '<':
			in = true
		case r == '>' && in:
			in = false
		case !in:
			b.WriteRune(r)
		}
	}
	return html.UnescapeString(b.String())
}
