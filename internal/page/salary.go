package page

import (
	"html/template"

	"careerguide/internal/career"
	"careerguide/internal/figure"
	"careerguide/internal/site"
)

// figures lists the known figures in rising rank.
func (m *maker) figures(f career.Figures, c career.Currency, p career.Period) []Fact {
	var rows []Fact
	for _, n := range f.Named() {
		if n.Value.Known() {
			rows = append(rows, Fact{Label: m.words("pay." + n.Name), Value: m.amount(n.Value, c, p), Note: escape(m.words("pay." + n.Name + ".note"))})
		}
	}
	return rows
}

func (m *maker) salary(r *site.Role) *Salary {
	s := r.Role.Salary
	v := &Salary{Note: s.Note}
	if s.Any() {
		v.Period = m.payPer(s.Period)
		v.Caption = m.payWords("table.pay", "per", v.Period)
		v.Rows = m.figures(s.Figures, s.Currency, s.Period)
		v.Source = m.citation(s.Source, s.AsOf)
		v.Chart = m.payChart(r)
		switch pay := s.Headline(); {
		case s.Median.Known():
			v.Headline, v.Label = m.amount(pay, s.Currency, s.Period), m.payWords("salary.median-label", "per", v.Period)
		case pay.Known():
			v.Headline, v.Label = m.amount(pay, s.Currency, s.Period), m.payWords("salary.mean-label", "per", v.Period)
		}
	}
	if p := r.Role.Posting; p != nil {
		v.PostingRange = m.postingRange(r)
	}
	v.Regions = m.regions(s)
	if len(v.Rows) == 0 && v.Note == "" && len(v.Regions) == 0 && v.PostingRange == "" {
		return nil
	}
	v.Periods = m.payPeriods(ownPeriod(r.Role))
	return v
}

func (m *maker) payChart(r *site.Role) template.HTML {
	s := r.Role.Salary
	unit := payUnit(s.Currency, s.Period)
	mark := func(name string, n career.Number) figure.Mark {
		if !n.Known() {
			return figure.Mark{}
		}
		return figure.Mark{Value: n.Float(), Label: m.words("pay." + name), Text: m.locale.Money(n, s.Currency), Unit: unit}
	}
	d := figure.Distribution{
		P10: mark("p10", s.P10), P25: mark("p25", s.P25), Median: mark("median", s.Median), Mean: mark("mean", s.Mean),
		P75: mark("p75", s.P75), P90: mark("p90", s.P90), Min: mark("min", s.Min), Max: mark("max", s.Max),
	}
	if p := r.Role.Posting; p != nil && p.Pay.Currency.Or(s.Currency) == s.Currency && p.Pay.Period.Or(s.Period) == s.Period {
		d.PostingMin, d.PostingMax = mark("min", p.Pay.Min), mark("max", p.Pay.Max)
		d.PostingLabel = m.words("salary.posting")
	}
	return template.HTML(d.SVG())
}

// postingPay writes the range that the job description offers.
func (m *maker) postingPay(r *site.Role) template.HTML {
	p, s := r.Role.Posting.Pay, r.Role.Salary
	return m.payRange(p.Min, p.Max, p.Currency.Or(s.Currency), p.Period.Or(s.Period))
}

// postingRange is postingPay without the period where the table's own is the
// same.
func (m *maker) postingRange(r *site.Role) template.HTML {
	p, s := r.Role.Posting.Pay, r.Role.Salary
	if s.Any() && p.Period.Or(s.Period) == s.Period {
		return m.payAmounts(p.Min, p.Max, p.Currency.Or(s.Currency), s.Period)
	}
	return m.postingPay(r)
}

func (m *maker) regions(s career.Salary) []RegionPay {
	var list []RegionPay
	scale := 0.0
	for _, r := range s.Regions {
		if h := r.Headline(); h.Known() && r.Currency.Or(s.Currency) == s.Currency && r.Period.Or(s.Period) == s.Period {
			scale = max(scale, h.Float())
		}
	}
	scale = max(scale, s.Headline().Float())
	for _, r := range s.Regions {
		currency, period := r.Currency.Or(s.Currency), r.Period.Or(s.Period)
		row := RegionPay{Name: r.Name, Note: r.Note, Figures: m.figures(r.Figures, currency, period)}
		if row.Name == "" {
			row.Name = m.locale.Region(r.Region)
		}
		if len(row.Figures) > 0 {
			for i := range row.Figures {
				row.Figures[i].Value += " " + m.payPer(period)
			}
			source, date := r.Source, r.AsOf
			if !source.Known() {
				source = s.Source
			}
			if !date.Known() && !r.Source.Known() {
				date = s.AsOf
			}
			row.Source = m.citation(source, date)
			if h := r.Headline(); h.Known() && currency == s.Currency && period == s.Period {
				row.Bar = template.HTML(figure.Bar(0, h.Float(), 0, scale))
			}
		}
		list = append(list, row)
	}
	return list
}

// citation says where figures come from.
func (m *maker) citation(s career.Source, asOf career.Date) Citation {
	if s.Key != "" {
		s = m.cfg.Sources[s.Key]
	}
	c := Citation{Name: s.Name, Publisher: s.Publisher, License: s.License, Date: m.date(asOf)}
	if c.Date == "" {
		c.Date = m.date(s.Date)
	}
	if c.Date == "" && s.Year.Known() {
		c.Date = s.Year.String()
	}
	if s.URL != "" {
		c.URL = m.site.Href(s.URL)
	}
	return c
}
