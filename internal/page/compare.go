package page

import (
	"encoding/json"
	"html/template"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// Comparison is roles side by side. assets/js/compare.js makes the same from
// the roles as data; a test compares the two.
type Comparison struct {
	Roles      []CardLink
	Remarks    []string      // of pay
	Periods    []PayPeriod   // that a reader may have it in; none if no figure is known
	Chart      template.HTML // svg element or ""
	Pay        *Versus       // nil if no figure is known
	Experience []Side        // one a role, as are those below; nil if nothing is known of any
	Education  []Side
	Shared     []string // skills that all name, as the first one does
	Skills     []Side   // the others
	Outlook    *Versus
}

// Versus is a table with a column a role.
type Versus struct {
	Caption template.HTML
	Roles   []CardLink
	Rows    []VersusRow
	Source  Citation   // of all figures; without a name where they have several
	Sources []Citation // likewise, one a role; without a name where there is no figure to cite
}

// VersusRow is a line of the table.
type VersusRow struct {
	Label string
	Cells []Fact // Value "" where it is not known
}

// Side is what one of the roles has to say of something.
type Side struct {
	Title string
	Items []Fact // Label and Note
}

// Compare is the data of compare.html, where a reader chooses roles.
type Compare struct {
	Common
	Roles string // URL of the folder of the roles
	Words string // of the comparison, as JSON by key
	Pairs []Link // to look at first
	Index []Link // the A to Z
}

// ComparePair is the data of compare-pair.html.
type ComparePair struct {
	Common
	Comparison Comparison
	More       []Link // comparisons that one of the two is part of, and the choice
}

// maxPairs is how many pairs the page of the comparison names.
const maxPairs = 60

// compareKeys are the words that assets/js/compare.js needs.
func compareKeys() []string {
	keys := strings.Fields(`compare.remove compare.one-more compare.full compare.missing compare.failed compare.done compare.roles compare.pay compare.experience
		compare.education compare.skills compare.skills.shared compare.skills.none compare.outlook compare.unknown compare.figure compare.nothing compare.converted pay.show pay.computed
		compare.currencies compare.median.more compare.median.same compare.mean.more compare.mean.same pay.range pay.from pay.upto table.pay table.outlook
		card.median card.mean percent license outlook.growth outlook.openings source unknown.source as-of or date.day date.month
		years.range years.from years.upto years.one years.one.one`)
	for _, n := range (career.Figures{}).Named() {
		keys = append(keys, "pay."+n.Name)
	}
	for _, p := range career.Periods {
		keys = append(keys, "per."+string(p))
	}
	for _, l := range career.Levels {
		keys = append(keys, "level."+string(l))
	}
	for _, r := range career.Requirements {
		keys = append(keys, "requirement."+string(r))
	}
	for n := range 12 {
		keys = append(keys, "month."+itoa(n+1))
	}
	return keys
}

// compare lists the page where a reader chooses roles, and the pages of pairs.
func (m *maker) compare() []Page {
	if !m.site.Compares() {
		return nil
	}
	pages := []Page{{URL: "/compare/", Layout: "compare", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/compare/", layout: "compare", title: m.words("title.compare"), description: m.words("description.compare")}
		v := Compare{Common: m.common(d), Roles: m.href("/roles/"), Words: m.compareWords(), Index: m.letterIndex("", nil)}
		for _, p := range m.site.Pairs[:min(maxPairs, len(m.site.Pairs))] {
			v.Pairs = append(v.Pairs, m.pairLink(p))
		}
		return v
	}}}
	for _, p := range m.site.Pairs {
		pages = append(pages, m.pair(p))
	}
	return pages
}

func (m *maker) compareWords() string {
	words := map[string]string{}
	for _, key := range compareKeys() {
		words[key] = m.words(key)
	}
	data, _ := json.Marshal(words)
	return string(data)
}

func (m *maker) pairLink(p *site.Pair) Link {
	return Link{Title: m.words("title.compare-pair", "a", p.A.Title, "b", p.B.Title), URL: m.href(p.URL)}
}

func (m *maker) pair(p *site.Pair) Page {
	noindex := p.A.NoIndex || p.B.NoIndex
	modified := site.Latest(p.A.Article)
	if b := site.Latest(p.B.Article); b.Compare(modified) > 0 {
		modified = b
	}
	return Page{URL: p.URL, Layout: "compare-pair", Source: p.A.File, InSitemap: !noindex, Modified: modified, Data: func(*content.Body) any {
		title := func(key string) string { return m.words(key, "a", p.A.Title, "b", p.B.Title) }
		d := meta{url: p.URL, layout: "compare-pair", title: title("title.compare-pair"), head: title("head.compare-pair"), description: title("description.compare-pair"),
			noindex: noindex, crumbs: []Link{{Title: m.words("compare"), URL: m.href("/compare/")}}}
		v := ComparePair{Comparison: m.comparison([]*site.Role{p.A, p.B})}
		d.ld = []object{m.itemList(d.title, v.Comparison.Roles)}
		for _, r := range []*site.Role{p.A, p.B} {
			for _, other := range r.Pairs() {
				if other != p {
					v.More = append(v.More, m.pairLink(other))
				}
			}
		}
		v.Common = m.common(d)
		return v
	}}
}

// compareLinks lead from a role to its comparisons.
func (m *maker) compareLinks(r *site.Role) []Link {
	if !m.site.Compares() {
		return nil
	}
	var list []Link
	for _, p := range r.Pairs() {
		list = append(list, m.pairLink(p))
	}
	return list
}

// compareAny leads to the choice of a role to compare with.
func (m *maker) compareAny(r *site.Role) Link {
	if !m.site.Compares() {
		return Link{}
	}
	return Link{Title: m.words("compare.any", "title", r.Title), URL: m.href("/compare/") + "?roles=" + r.Slug}
}

func (m *maker) comparison(roles []*site.Role) Comparison {
	v := Comparison{}
	for _, r := range roles {
		v.Roles = append(v.Roles, CardLink{Title: r.Title, URL: m.href(r.URL()), Summary: r.Summary})
	}
	m.comparePay(&v, roles)
	v.Experience = sides(roles, func(r *site.Role) []Fact {
		var items []Fact
		for i, t := range m.experience(r) {
			items = append(items, Fact{Label: r.Role.Experience[i].Tier, Note: joined(escape(t.Years), t.Pay)})
		}
		return items
	})
	v.Education = sides(roles, m.compareEducation)
	m.compareSkills(&v, roles)
	v.Outlook = m.compareOutlook(v.Roles, roles)
	return v
}

// sides makes what each role says; nil if none says anything.
func sides(roles []*site.Role, of func(*site.Role) []Fact) []Side {
	list := make([]Side, len(roles))
	any := false
	for i, r := range roles {
		list[i] = Side{Title: r.Title, Items: of(r)}
		any = any || len(list[i].Items) > 0
	}
	if !any {
		return nil
	}
	return list
}
