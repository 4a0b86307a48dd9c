package page

import (
	"html/template"
	"math"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/figure"
	"careerguide/internal/site"
)

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
