package review

import (
	"encoding/json"
	"math"
)

// Kinds of pay of a role.
const (
	Salary  = "salary"  // what the job pays, as a survey says
	Region  = "region"  // the same in one region
	Tier    = "tier"    // at a tier of experience
	Posting = "posting" // what the job posting offers
)

// PayChange is pay of a role that is not what it was.
type PayChange struct {
	Role  Role   `json:"role"` // as it is now
	Kind  string `json:"kind"`
	Of    string `json:"of,omitempty"` // the region's code, or the tier's name
	Label string `json:"label"`        // for people: "Nurse, California (US-CA)"
	// Currency and Period are those of the new figures. If either changed, or
	// one side has no figures, no figure has a percentage.
	Currency    string         `json:"currency"`
	Period      string         `json:"period"`
	OldCurrency string         `json:"old_currency"`
	OldPeriod   string         `json:"old_period"`
	Figures     []FigureChange `json:"figures"` // those that changed, the headline first
	// Most is the greatest move of a figure in percent, for a full-time year where
	// the period changed; null where nothing can be compared.
	Most *float64 `json:"most"`
	all  bool     // every figure moved by the same percentage
}

// FigureChange is a figure as it was and as it is; null is none.
type FigureChange struct {
	Name    string       `json:"name"` // "median"
	Old     *json.Number `json:"old"`
	New     *json.Number `json:"new"`
	Percent *float64     `json:"percent"`
}

// CurrencyChanged reports whether the figures are of another money.
func (p *PayChange) CurrencyChanged() bool {
	return p.OldCurrency != "" && p.Currency != "" && p.OldCurrency != p.Currency
}

// PeriodChanged reports whether the figures are for another time.
func (p *PayChange) PeriodChanged() bool {
	return p.OldPeriod != "" && p.Period != "" && p.OldPeriod != p.Period
}

// figures are amounts, named as in front matter.
type figures struct {
	Mean   *json.Number `json:"mean"`
	Median *json.Number `json:"median"`
	P10    *json.Number `json:"p10"`
	P25    *json.Number `json:"p25"`
	P75    *json.Number `json:"p75"`
	P90    *json.Number `json:"p90"`
	Min    *json.Number `json:"min"`
	Max    *json.Number `json:"max"`
}

type namedFigure struct {
	name  string
	value *json.Number
}

// named lists the figures, those that are quoted first.
func (f figures) named() []namedFigure {
	return []namedFigure{{"median", f.Median}, {"mean", f.Mean}, {"min", f.Min}, {"max", f.Max}, {"p10", f.P10}, {"p25", f.P25}, {"p75", f.P75}, {"p90", f.P90}}
}

type salary struct {
	figures
	Currency string `json:"currency"`
	Period   string `json:"period"`
	Regions  []struct {
		figures
		Region   string `json:"region"`
		Name     string `json:"name"`
		Currency string `json:"currency"`
		Period   string `json:"period"`
	} `json:"regions"`
}

type tier struct {
	Tier   string `json:"tier"`
	Salary struct {
		figures
		Currency string `json:"currency"`
		Period   string `json:"period"`
	} `json:"salary"`
}

type posting struct {
	Pay struct {
		figures
		Currency string `json:"currency"`
		Period   string `json:"period"`
	} `json:"pay"`
}

// pay is the figures of one place of a role's article.
type pay struct {
	kind, of, label  string
	currency, period string
	figures
}

// pays lists all pay of a role, each place once.
func (r *role) pays() []pay {
	currency, period := "", ""
	var list []pay
	if s := r.Salary; s != nil {
		currency, period = s.Currency, s.Period
		list = append(list, pay{Salary, "", r.Title, currency, period, s.figures})
		for _, g := range s.Regions {
			label := r.Title + ", " + g.Region
			if g.Name != "" {
				label = r.Title + ", " + g.Name + " (" + g.Region + ")"
			}
			list = append(list, pay{Region, g.Region, label, or(g.Currency, currency), or(g.Period, period), g.figures})
		}
	}
	for _, t := range r.Experience {
		list = append(list, pay{Tier, t.Tier, r.Title + ", " + t.Tier, or(t.Salary.Currency, currency), or(t.Salary.Period, period), t.Salary.figures})
	}
	if p := r.Posting; p != nil {
		list = append(list, pay{Posting, "", r.Title + ", posting", or(p.Pay.Currency, currency), or(p.Pay.Period, period), p.Pay.figures})
	}
	return list
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// comparePay returns the pay of a role that changed, in the order of its
// article; what is gone comes last.
func comparePay(was, is *role) []PayChange {
	type place struct{ kind, of string }
	before, after := was.pays(), is.pays()
	old := map[place]pay{}
	for _, p := range before {
		old[place{p.kind, p.of}] = p
	}
	var list []PayChange
	seen := map[place]bool{}
	add := func(old, new pay) {
		if change, ok := change(old, new); ok {
			change.Role = is.named()
			list = append(list, change)
		}
	}
	for _, p := range after {
		at := place{p.kind, p.of}
		if !seen[at] {
			seen[at] = true
			add(old[at], p)
		}
	}
	for _, p := range before {
		if at := (place{p.kind, p.of}); !seen[at] {
			seen[at] = true
			add(p, pay{kind: p.kind, of: p.of, label: p.label})
		}
	}
	return list
}

// change compares the figures of one place.
func change(old, new pay) (PayChange, bool) {
	c := PayChange{Kind: new.kind, Of: new.of, Label: new.label, Currency: new.currency, Period: new.period, OldCurrency: old.currency, OldPeriod: old.period}
	other := c.CurrencyChanged() || c.PeriodChanged()
	known, moved := 0, 0
	shown := ""
	c.all = true
	before := old.named()
	for i, f := range new.named() {
		a, b := before[i].value, f.value
		if a == nil && b == nil {
			continue
		}
		known++
		if !other && a != nil && b != nil && equal(*a, *b) {
			continue
		}
		change := FigureChange{Name: f.name, Old: a, New: b}
		if a != nil && b != nil && !c.CurrencyChanged() {
			if p, ok := percent(float(*a)*perYear(c.OldPeriod), float(*b)*perYear(c.Period)); ok {
				if !other {
					change.Percent = &p
				}
				if c.Most == nil || math.Abs(p) > math.Abs(*c.Most) {
					c.Most = &p
				}
				if moved++; moved == 1 {
					shown = signed(p)
				}
				c.all = c.all && shown == signed(p)
			}
		}
		c.Figures = append(c.Figures, change)
	}
	c.all = c.all && !other && moved == known && moved > 1
	return c, len(c.Figures) > 0
}

func equal(a, b json.Number) bool { return a == b || float(a) == float(b) }

func float(n json.Number) float64 {
	f, _ := n.Float64()
	return f
}

// percent returns by how much b is more than a; what is too little to matter is
// rounded off, since it is the processor's.
func percent(a, b float64) (float64, bool) {
	if a == 0 {
		return 0, false
	}
	p := math.Round((b-a)/math.Abs(a)*1e8) / 1e6
	return p, !math.IsNaN(p) && !math.IsInf(p, 0)
}

// perYear is how many of a period a full-time year has: 2,080 hours.
func perYear(period string) float64 {
	switch period {
	case "hour":
		return 2080
	case "day":
		return 260
	case "week":
		return 52
	case "month":
		return 12
	}
	return 1
}
