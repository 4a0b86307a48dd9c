package page

import (
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// Skills is the data of skills.html, one page of the list of skills.
type Skills struct {
	Common
	Count  string
	Skills []SkillLink
	Pages  []Link
}

// SkillLink leads to a skill's hub.
type SkillLink struct {
	Title string
	URL   string
	Count string // "4 roles"
}

// SkillHub is the data of skill.html, one page of a skill's hub.
type SkillHub struct {
	Common
	Count  string
	Median string // median of the roles' yearly medians in one currency; may be ""
	Roles  []CardLink
	Pages  []Link
}

// skillPages lists the skills that two roles or more name, and their hubs.
func (m *maker) skillPages() []Page {
	var pages []Page
	all := m.site.Skills
	if len(all) == 0 {
		return nil
	}
	for n, count := 1, site.ListPages(len(all)); n <= count; n++ {
		pages = append(pages, m.skillList(n, count))
	}
	for _, k := range all {
		for n, count := 1, site.ListPages(len(k.Roles)); n <= count; n++ {
			pages = append(pages, m.skillHub(k, n, count))
		}
	}
	return pages
}

func (m *maker) skillList(n, count int) Page {
	const base = "/skills/"
	url := site.ListURL(base, n)
	return Page{URL: url, Layout: "skills", InSitemap: true, Data: func(*content.Body) any {
		v := Skills{Count: m.count(len(m.site.Skills), "skills"), Pages: m.pager(base, n, count)}
		d := meta{url: url, layout: "skills", title: m.paged(m.words("title.skills"), n), description: m.paged(m.words("description.skills", "count", v.Count), n)}
		start := (n - 1) * site.PageSize
		for _, k := range m.site.Skills[start:min(start+site.PageSize, len(m.site.Skills))] {
			v.Skills = append(v.Skills, SkillLink{k.Name, m.href(k.URL), m.count(len(k.Roles), "roles")})
		}
		v.Common = m.common(d)
		m.neighbours(&v.Head, base, n, count)
		return v
	}}
}

func (m *maker) skillHub(k *site.Skill, n, count int) Page {
	url := site.ListURL(k.URL, n)
	return Page{URL: url, Layout: "skill", InSitemap: k.Indexed(), Data: func(*content.Body) any {
		v := SkillHub{Count: m.count(len(k.Roles), "roles"), Median: m.medianOf(k.Roles), Pages: m.pager(k.URL, n, count)}
		d := meta{url: url, layout: "skill", title: m.paged(m.words("title.skill", "title", k.Name), n), crumb: k.Name, noindex: !k.Indexed(),
			crumbs: []Link{{Title: m.words("skills"), URL: m.href("/skills/")}}}
		d.description = m.paged(m.words("description.skill", "title", k.Name, "count", v.Count), n)
		for _, r := range page(k.Roles, n) {
			c := m.card(&r.Card)
			for i := range r.Role.Skills {
				if r.SkillOf(i) == k {
					c.Why = r.Role.Skills[i].Why
					break
				}
			}
			v.Roles = append(v.Roles, c)
		}
		d.ld = []object{m.itemList(d.title, v.Roles)}
		v.Common = m.common(d)
		m.neighbours(&v.Head, k.URL, n, count)
		return v
	}}
}
