package page

import (
	"html/template"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

// Pay as HTML: amounts and the words for their period are marked, so that
// assets/js/lib/pay.js can put a page's pay into another period.

// amount writes an amount: <data value="79000" data-pay="USD year">$79,000</data>;
// "" where it is not known.
func (m *maker) amount(n career.Number, c career.Currency, p career.Period) template.HTML {
	if !n.Known() {
		return ""
	}
	return template.HTML(`<data value="` + n.String() + `" data-pay="` + payUnit(c, p) + `">` + template.HTMLEscapeString(m.locale.Money(n, c)) + `</data>`)
}

// payUnit is what an amount is counted in: "USD year".
func payUnit(c career.Currency, p career.Period) string { return string(c) + " " + string(p) }

// payPer writes a period: <span data-per>per year</span>.
func (m *maker) payPer(p career.Period) template.HTML { return m.perHTML[p] }

// markPeriods makes what payPer returns.
func markPeriods(words Words) map[career.Period]template.HTML {
	marked := map[career.Period]template.HTML{}
	for _, p := range career.Periods {
		marked[p] = `<span data-per>` + escape(words("per."+string(p))) + `</span>`
	}
	return marked
}

// payWords is words for HTML; the values are HTML.
func (m *maker) payWords(key string, pairs ...template.HTML) template.HTML {
	text := template.HTMLEscapeString(m.words(key))
	var b strings.Builder
	b.Grow(256)
	for {
		before, rest, ok := strings.Cut(text, "{")
		name, after, closed := strings.Cut(rest, "}")
		if !ok || !closed {
			b.WriteString(text)
			return template.HTML(b.String())
		}
		b.WriteString(before)
		i := 0
		for i < len(pairs) && string(pairs[i]) != name {
			i += 2
		}
		if i < len(pairs) {
			b.WriteString(string(pairs[i+1]))
		} else {
			b.WriteString("{" + name + "}")
		}
		text = after
	}
}

// payAmounts writes a range of pay without its period: "$60,000–$75,000".
func (m *maker) payAmounts(low, high career.Number, c career.Currency, p career.Period) template.HTML {
	switch {
	case low.Known() && high.Known() && low != high:
		return m.payWords("pay.range", "min", m.amount(low, c, p), "max", m.amount(high, c, p))
	case low.Known() && high.Known():
		return m.amount(low, c, p)
	case low.Known():
		return m.payWords("pay.from", "min", m.amount(low, c, p))
	case high.Known():
		return m.payWords("pay.upto", "max", m.amount(high, c, p))
	}
	return ""
}

// payRange writes a range of pay: "$60,000–$75,000 per year".
func (m *maker) payRange(low, high career.Number, c career.Currency, p career.Period) template.HTML {
	amounts := m.payAmounts(low, high, c, p)
	if amounts == "" {
		return ""
	}
	return amounts + " " + m.payPer(p)
}

// joined sets one piece after the other.
func joined(a, b template.HTML) template.HTML {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

// payPeriods are the periods to choose from: hour, month and year, and the
// page's own; none where it has no pay.
func (m *maker) payPeriods(own career.Period) []PayPeriod {
	if own == "" {
		return nil
	}
	var list []PayPeriod
	for _, p := range career.Periods {
		if p == own || p == career.Hour || p == career.Month || p == career.Year {
			list = append(list, PayPeriod{Value: string(p), Label: m.per(p), Own: p == own})
		}
	}
	return list
}

// ownPeriod is the period that a role's page speaks of: the survey's, else the
// posting's, else the first region's.
func ownPeriod(f *content.Role) career.Period {
	s := f.Salary
	if s.Any() {
		return s.Period
	}
	if p := f.Posting; p != nil && (p.Pay.Min.Known() || p.Pay.Max.Known()) {
		return p.Pay.Period.Or(s.Period)
	}
	for _, r := range s.Regions {
		if r.Any() {
			return r.Period.Or(s.Period)
		}
	}
	return ""
}
