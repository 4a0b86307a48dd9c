package page

import (
	"encoding/json"
	"html/template"
	"math"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/figure"
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

// comparePay puts pay in one period, where the periods differ in that of a
// year, and draws it where there is one currency.
func (m *maker) comparePay(v *Comparison, roles []*site.Role) {
	var currencies []string
	var periods []career.Period
	for _, r := range roles {
		if s := r.Role.Salary; s.Any() {
			if !slices.Contains(currencies, string(s.Currency)) {
				currencies = append(currencies, string(s.Currency))
			}
			if !slices.Contains(periods, s.Period) {
				periods = append(periods, s.Period)
			}
		}
	}
	if len(periods) == 0 {
		v.Remarks = []string{m.words("compare.nothing")}
		return
	}
	period := periods[0]
	if len(periods) > 1 {
		period = career.Year
		v.Remarks = append(v.Remarks, m.words("compare.converted"))
	}
	amount := func(s career.Salary, n career.Number) career.Number {
		if !n.Known() || s.Period == period {
			return n
		}
		return career.Int(int(math.Round(n.Float() * s.Period.PerYear())))
	}
	v.Periods = m.payPeriods(period)
	v.Pay = &Versus{Caption: m.payWords("table.pay", "per", m.payPer(period)), Roles: v.Roles}
	names := career.Figures{}.Named()
	for i, n := range names {
		row := VersusRow{Label: m.words("pay." + n.Name)}
		known := false
		for _, r := range roles {
			s := r.Role.Salary
			value := amount(s, s.Named()[i].Value)
			known = known || value.Known()
			row.Cells = append(row.Cells, Fact{Value: m.amount(value, s.Currency, period)})
		}
		if known {
			v.Pay.Rows = append(v.Pay.Rows, row)
		}
	}
	for _, r := range roles {
		c := Citation{}
		if s := r.Role.Salary; s.Any() {
			c = m.citation(s.Source, s.AsOf)
			if c.Name == "" {
				c.Name = m.words("unknown.source")
			}
		}
		v.Pay.Sources = append(v.Pay.Sources, c)
	}
	v.Pay.Source = common(v.Pay.Sources)
	if len(currencies) > 1 {
		v.Remarks = append(v.Remarks, m.words("compare.currencies", "currencies", strings.Join(currencies, ", ")))
		return
	}
	if len(roles) == 2 {
		v.Remarks = slices.Insert(v.Remarks, 0, m.compareHeadline(roles, amount)...)
	}
	f := func(s career.Salary, n career.Number) float64 {
		if n = amount(s, n); n.Known() {
			return n.Float()
		}
		return math.NaN()
	}
	drawing := figure.Sides{Unit: payUnit(career.Currency(currencies[0]), period), Text: func(a float64) string { return m.locale.Money(career.Float(a), career.Currency(currencies[0])) }}
	for _, r := range roles {
		s := r.Role.Salary
		drawing.Rows = append(drawing.Rows, figure.SidesRow{Title: r.Title, Min: f(s, s.Min), P10: f(s, s.P10), P25: f(s, s.P25), Median: f(s, s.Median),
			Mean: f(s, s.Mean), P75: f(s, s.P75), P90: f(s, s.P90), Max: f(s, s.Max)})
	}
	v.Chart = template.HTML(drawing.SVG())
}

// compareHeadline says which of two roles pays more, by a figure that both
// have.
func (m *maker) compareHeadline(roles []*site.Role, amount func(career.Salary, career.Number) career.Number) []string {
	a, b := roles[0].Role.Salary, roles[1].Role.Salary
	name, x, y := "median", amount(a, a.Median), amount(b, b.Median)
	if !x.Known() || !y.Known() {
		name, x, y = "mean", amount(a, a.Mean), amount(b, b.Mean)
	}
	if x.Float() <= 0 || y.Float() <= 0 {
		return nil
	}
	more, less := roles[0], roles[1]
	if x.Less(y) {
		more, less, x, y = less, more, y, x
	}
	percent := int(math.Round((x.Float()/y.Float() - 1) * 100))
	if percent == 0 {
		return []string{m.words("compare."+name+".same", "a", roles[0].Title, "b", roles[1].Title)}
	}
	return []string{m.words("compare."+name+".more", "a", more.Title, "b", less.Title, "percent", m.percent(career.Int(percent), false))}
}

func (m *maker) compareEducation(r *site.Role) []Fact {
	var items []Fact
	for _, e := range r.Role.Education {
		f := Fact{Label: m.words("level." + string(e.Level))}
		requirement, share := "", ""
		if e.Requirement != "" {
			requirement = m.words("requirement." + string(e.Requirement))
		}
		if e.Share.Known() {
			share = m.percent(e.Share, false)
		}
		f.Note = escape(strings.Join(compact(requirement, share, m.list(e.Fields, "or")), "; "))
		items = append(items, f)
	}
	for _, c := range r.Role.Certifications {
		if !c.IsLicense() {
			continue
		}
		requirement := ""
		if c.Requirement != "" {
			requirement = m.words("requirement." + string(c.Requirement))
		}
		items = append(items, Fact{Label: c.Name, Note: escape(strings.Join(compact(m.words("license"), requirement), "; "))})
	}
	return items
}

func (m *maker) compareSkills(v *Comparison, roles []*site.Role) {
	has := make([]map[string]bool, len(roles))
	for i, r := range roles {
		has[i] = map[string]bool{}
		for _, s := range r.Role.Skills {
			has[i][site.SkillKey(s.Name)] = true
		}
	}
	shared := func(name string) bool {
		return !slices.ContainsFunc(has, func(keys map[string]bool) bool { return !keys[site.SkillKey(name)] })
	}
	for _, s := range roles[0].Role.Skills {
		if shared(s.Name) {
			v.Shared = append(v.Shared, s.Name)
		}
	}
	v.Skills = sides(roles, func(r *site.Role) []Fact {
		var items []Fact
		for _, s := range r.Role.Skills {
			if !shared(s.Name) {
				items = append(items, Fact{Label: s.Name})
			}
		}
		return items
	})
}

func (m *maker) compareOutlook(cards []CardLink, roles []*site.Role) *Versus {
	v := &Versus{Caption: escape(m.words("table.outlook")), Roles: cards}
	growth, openings := VersusRow{Label: m.words("outlook.growth")}, VersusRow{Label: m.words("outlook.openings")}
	known := [2]bool{}
	for _, r := range roles {
		o := r.Role.Outlook
		g, n, c := Fact{}, Fact{}, Citation{}
		if o.GrowthPercent.Known() {
			g = Fact{Value: escape(m.percent(o.GrowthPercent, true)), Note: escape(m.projection(o))}
			known[0] = true
		}
		if o.AnnualOpenings.Known() {
			n.Value = escape(m.locale.Number(o.AnnualOpenings))
			known[1] = true
		}
		if o.Known() {
			c = m.citation(o.Source, career.Date{})
			if c.Name == "" {
				c.Name = m.words("unknown.source")
			}
		}
		growth.Cells, openings.Cells, v.Sources = append(growth.Cells, g), append(openings.Cells, n), append(v.Sources, c)
	}
	for i, row := range []VersusRow{growth, openings} {
		if known[i] {
			v.Rows = append(v.Rows, row)
		}
	}
	if len(v.Rows) == 0 {
		return nil
	}
	v.Source = common(v.Sources)
	return v
}

// common returns the citation that all figures have, those without one left
// out; zero if there are two.
func common(list []Citation) Citation {
	only := Citation{}
	for _, c := range list {
		if only.Name != "" && c.Name != "" && c != only {
			return Citation{}
		}
		if c.Name != "" {
			only = c
		}
	}
	return only
}
