package page

import (
	"encoding/json"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// Generator is the data of generator.html, where a reader picks the role to
// write a job description for.
type Generator struct {
	Common
	Index      string // URL of the templates' titles and addresses, as JSON
	Categories []GeneratorCategory
}

// GeneratorCategory is the roles of a category that have a template.
type GeneratorCategory struct {
	Title string
	Roles []Link
	More  Link // the category's hub, where more roles have a template than are listed; else zero
}

// maxTemplates is how many templates of a category a large site lists. The
// others are found by their title, or from their category's hub.
const maxTemplates = 40

// templateURL is the address of a role's template; "" if it has none.
func (m *maker) templateURL(r *site.Role) string {
	if !r.HasTemplate() {
		return ""
	}
	if !m.cfg.StandsAlone(config.JobDescription) {
		return m.href(r.URL()) + "#" + content.Template
	}
	return m.href(r.PageURL(config.JobDescription)) + "#" + content.Template
}

// generator lists the page where a reader picks a template, and the list that
// its script reads.
func (m *maker) generator() []Page {
	if !m.site.Generates() {
		return nil
	}
	return []Page{
		{URL: site.GeneratorURL, Layout: "generator", InSitemap: true, Data: func(*content.Body) any { return m.generatorData() }},
		{URL: site.GeneratorURL + "roles.json", Bytes: func(*content.Body) []byte { return m.generatorIndex() }},
	}
}

func (m *maker) generatorData() Generator {
	d := meta{url: site.GeneratorURL, layout: "generator", title: m.words("title.generator"), description: m.words("description.generator")}
	v := Generator{Common: m.common(d), Index: m.href(site.GeneratorURL + "roles.json")}
	for _, c := range m.site.Categories {
		list := GeneratorCategory{Title: c.Title}
		for _, r := range c.Roles {
			url := m.templateURL(r)
			if url == "" || r.NoIndex {
				continue
			}
			if m.site.Paged() && len(list.Roles) == maxTemplates {
				list.More = Link{Title: m.count(len(c.Roles), "roles"), URL: m.href(c.URL)}
				break
			}
			list.Roles = append(list.Roles, Link{Title: r.Title, URL: url})
		}
		if len(list.Roles) > 0 {
			v.Categories = append(v.Categories, list)
		}
	}
	return v
}

// generatorIndex is the templates as JSON: an array of [title, slug], with the
// address that comes before a slug and that which follows it at its head.
func (m *maker) generatorIndex() []byte {
	before, after := m.href("/roles/"), "/#"+content.Template
	if m.cfg.StandsAlone(config.JobDescription) {
		after = "/" + string(config.JobDescription) + after
	}
	rows := [][2]string{{before, after}}
	for _, r := range m.site.Roles {
		if r.HasTemplate() && !r.NoIndex {
			rows = append(rows, [2]string{r.Title, r.Slug})
		}
	}
	data, _ := json.Marshal(rows)
	return data
}
