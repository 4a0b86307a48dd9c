package page

import (
	"html/template"

	"careerguide/internal/career"
	"careerguide/internal/figure"
	"careerguide/internal/site"
)

// years writes a tier's years: "1–2 years", "5 years and more".
func (m *maker) years(r career.Range) string {
	return m.span("years", r.Min, r.Max)
}

// span writes a range by the words NAME.range, NAME.from, NAME.upto, and for
// two equal bounds NAME.one or NAME.one.one.
func (m *maker) span(name string, low, high career.Number) string {
	switch {
	case low.Known() && high.Known() && low != high:
		return m.words(name+".range", "min", m.locale.Number(low), "max", m.locale.Number(high))
	case low.Known() && high.Known():
		key := name + ".one"
		if low == career.Int(1) {
			key += ".one"
		}
		return m.words(key, "count", m.locale.Number(low))
	case low.Known():
		return m.words(name+".from", "min", m.locale.Number(low))
	case high.Known():
		return m.words(name+".upto", "max", m.locale.Number(high))
	}
	return ""
}

func (m *maker) experience(r *site.Role) []Tier {
	s := r.Role.Salary
	low, high := 0.0, 0.0
	onScale := func(t career.TierSalary) bool {
		return t.Currency.Or(s.Currency) == s.Currency && t.Period.Or(s.Period) == s.Period
	}
	for _, t := range r.Role.Experience {
		if onScale(t.Salary) {
			high = max(high, t.Salary.Max.Float(), t.Salary.Mean.Float(), t.Salary.Median.Float(), t.Salary.Min.Float())
		}
	}
	tiers := make([]Tier, len(r.Role.Experience))
	for i, t := range r.Role.Experience {
		pay, currency, period := t.Salary, t.Salary.Currency.Or(s.Currency), t.Salary.Period.Or(s.Period)
		v := Tier{Name: t.Tier, Years: m.years(t.Years), Expects: t.Expects, Pay: m.payRange(pay.Min, pay.Max, currency, period)}
		var middle template.HTML
		if pay.Median.Known() {
			middle = m.payWords("card.median", "amount", m.amount(pay.Median, currency, period), "per", m.payPer(period))
		} else if pay.Mean.Known() {
			middle = m.payWords("card.mean", "amount", m.amount(pay.Mean, currency, period), "per", m.payPer(period))
		}
		v.Pay = joined(v.Pay, middle)
		if onScale(pay) {
			switch {
			case pay.Min.Known() && pay.Max.Known():
				v.Bar = template.HTML(figure.Bar(pay.Min.Float(), pay.Max.Float(), low, high))
			case pay.Median.Known() || pay.Mean.Known():
				at := pay.Median.Or(pay.Mean).Float()
				v.Bar = template.HTML(figure.Bar(at, at, low, high))
			}
		}
		tiers[i] = v
	}
	return tiers
}

func compact(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func (m *maker) education(r *site.Role) *Education {
	f := r.Role
	if len(f.Education)+len(f.Certifications) == 0 {
		return nil
	}
	e := &Education{}
	required := 0
	for _, l := range f.Education {
		v := EducationLevel{Name: m.words("level." + string(l.Level)), Fields: m.list(l.Fields, "or")}
		if l.Requirement != "" {
			v.Requirement = m.words("requirement." + string(l.Requirement))
		}
		if l.Share.Known() {
			v.Share = m.percent(l.Share, false)
			v.Bar = template.HTML(figure.Share(l.Share.Float()))
		}
		if l.Requirement == "required" {
			required++
		}
		e.Levels = append(e.Levels, v)
	}
	e.OneOf = required > 1
	for _, c := range f.Certifications {
		v := Certification{Name: c.Name, Issuer: c.Issuer, Tier: c.Tier, URL: m.site.Href(c.URL)}
		if c.Requirement != "" {
			v.Requirement = m.words("requirement." + string(c.Requirement))
		}
		if c.Region != "" {
			v.Region = m.locale.Region(c.Region)
		}
		if c.IsLicense() {
			e.Licenses = append(e.Licenses, v)
		} else {
			e.Certifications = append(e.Certifications, v)
		}
	}
	return e
}

func (m *maker) outlook(r *site.Role) *Outlook {
	o := r.Role.Outlook
	if !o.Known() && o.Note == "" {
		return nil
	}
	v := &Outlook{Note: o.Note}
	if o.GrowthPercent.Known() {
		v.Rows = append(v.Rows, Fact{Label: m.words("outlook.growth"), Value: escape(m.percent(o.GrowthPercent, true)), Note: escape(m.projection(o))})
	}
	if o.AnnualOpenings.Known() {
		v.Rows = append(v.Rows, Fact{Label: m.words("outlook.openings"), Value: escape(m.locale.Number(o.AnnualOpenings)), Note: escape(m.words("outlook.openings.note"))})
	}
	if o.Known() {
		v.Source = m.citation(o.Source, career.Date{})
	}
	return v
}

func (m *maker) skills(r *site.Role) []Skill {
	list := make([]Skill, len(r.Role.Skills))
	for i, s := range r.Role.Skills {
		v := Skill{Name: s.Name, Why: s.Why, Importance: m.locale.Number(s.Importance)}
		if hub := r.SkillOf(i); hub != nil {
			v.URL = m.href(hub.URL)
		}
		if s.Kind != "" {
			v.Kind = m.words("kind." + string(s.Kind))
		}
		if s.Importance.Known() {
			v.Bar = template.HTML(figure.Importance(s.Importance.Float()))
		}
		list[i] = v
	}
	return list
}

func (m *maker) week(h career.Hours) string { return m.span("hours", h.Min, h.Max) }

func (m *maker) hours(r *site.Role) *Hours {
	h := r.Role.WorkingHours
	if !h.Known() {
		return nil
	}
	return &Hours{Week: m.week(h), Pattern: h.Pattern}
}
