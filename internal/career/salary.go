package career

import (
	"slices"
	"strings"

	"golang.org/x/text/currency"
)

// Currency is an ISO 4217 code: "USD".
type Currency string

// UnmarshalText refuses codes that ISO 4217 does not list.
func (c *Currency) UnmarshalText(text []byte) error {
	unit, err := currency.ParseISO(string(text))
	if err != nil || strings.ToUpper(string(text)) != string(text) {
		hint := "use the three capital letters of ISO 4217, as in USD or EUR"
		if err == nil {
			hint = "did you mean " + unit.String() + "?"
		}
		return &hintError{quote(string(text)) + " is not a currency", hint}
	}
	if isNoMoney(string(text)) {
		return &hintError{quote(string(text)) + " is not a currency that anybody is paid in", "use the code of a country's money, as in USD or EUR"}
	}
	*c = Currency(text)
	return nil
}

// isNoMoney reports whether an ISO 4217 code stands for a test, for no
// currency, for a metal or for a unit of account. They all begin with X, as do
// those of moneys that several countries share.
func isNoMoney(code string) bool {
	return strings.HasPrefix(code, "X") && !slices.Contains([]string{"XAF", "XCD", "XCG", "XOF", "XPF"}, code)
}

// Period is the time that an amount is paid for.
type Period string

// The periods, from the shortest.
const (
	Hour  Period = "hour"
	Day   Period = "day"
	Week  Period = "week"
	Month Period = "month"
	Year  Period = "year"
)

// Periods lists every period.
var Periods = []Period{Hour, Day, Week, Month, Year}

// UnmarshalText refuses unknown periods.
func (p *Period) UnmarshalText(text []byte) (err error) {
	*p, err = oneOf("period", text, Periods)
	return err
}

// PerYear returns how many of the period a full-time year has: 2,080 hours,
// 260 days, 52 weeks, 12 months (the conversion of BLS OEWS).
func (p Period) PerYear() float64 {
	switch p {
	case Hour:
		return 2080
	case Day:
		return 260
	case Week:
		return 52
	case Month:
		return 12
	}
	return 1
}

// ISO8601 returns the period as a duration for schema.org: "P1Y".
func (p Period) ISO8601() string {
	return map[Period]string{Hour: "PT1H", Day: "P1D", Week: "P1W", Month: "P1M", Year: "P1Y"}[p]
}

// Source is where a figure comes from: a key of sources.yaml, or a source
// described in place.
type Source struct {
	Key       string `json:"key,omitempty" decode:"short,hidden"`
	Name      string `json:"name,omitempty"`
	URL       URL    `json:"url,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	License   string `json:"license,omitempty"`
	Date      Date   `json:"date,omitzero"`
	Year      Number `json:"year,omitzero"`
}

// Known reports whether a source is given.
func (s Source) Known() bool { return s.Key != "" || s.Name != "" }

// Figures are the amounts that a survey or an employer gives for one period.
type Figures struct {
	Mean   Number `json:"mean,omitzero"`   // the arithmetic average
	Median Number `json:"median,omitzero"` // half earn less
	P10    Number `json:"p10,omitzero"`    // a tenth earn less
	P25    Number `json:"p25,omitzero"`
	P75    Number `json:"p75,omitzero"`
	P90    Number `json:"p90,omitzero"`
	Min    Number `json:"min,omitzero"` // a usual range where there is no survey
	Max    Number `json:"max,omitzero"`
}

// Any reports whether any figure is known.
func (f Figures) Any() bool {
	return f.Mean.Known() || f.Distribution() || f.Min.Known() || f.Max.Known()
}

// Distribution reports whether the median or a percentile is known.
func (f Figures) Distribution() bool {
	return f.Median.Known() || f.P10.Known() || f.P25.Known() || f.P75.Known() || f.P90.Known()
}

// Headline is the one figure to quote: the median, else the mean.
func (f Figures) Headline() Number { return f.Median.Or(f.Mean) }

// Named returns the figures with their field names, in rising order of rank.
func (f Figures) Named() []NamedNumber {
	return []NamedNumber{
		{"min", f.Min}, {"p10", f.P10}, {"p25", f.P25}, {"median", f.Median},
		{"mean", f.Mean}, {"p75", f.P75}, {"p90", f.P90}, {"max", f.Max},
	}
}

// NamedNumber is a figure with the name of its field.
type NamedNumber struct {
	Name  string
	Value Number
}

// Percentiles returns the known figures that must not fall: p10 to p90.
func (f Figures) Percentiles() []NamedNumber {
	var list []NamedNumber
	for _, n := range []NamedNumber{{"p10", f.P10}, {"p25", f.P25}, {"median", f.Median}, {"p75", f.P75}, {"p90", f.P90}} {
		if n.Value.Known() {
			list = append(list, n)
		}
	}
	return list
}

// Salary is what the job pays, as a survey would say it.
type Salary struct {
	Currency Currency `json:"currency,omitempty"` // required with any figure
	Period   Period   `json:"period,omitempty"`   // required with any figure
	Figures
	Source  Source   `json:"source,omitzero"`
	AsOf    Date     `json:"as_of,omitzero"` // the date that the figures speak of
	Note    string   `json:"note,omitempty"`
	Regions []Region `json:"regions,omitempty"`
}

// Region is pay in one country or subdivision. What it does not give it
// inherits from the salary.
type Region struct {
	Region   RegionCode `json:"region" decode:"required"`
	Name     string     `json:"name,omitempty"`
	Currency Currency   `json:"currency,omitempty"`
	Period   Period     `json:"period,omitempty"`
	Figures
	Source Source `json:"source,omitzero"`
	AsOf   Date   `json:"as_of,omitzero"`
	Note   string `json:"note,omitempty"`
}

// RegionCode is an ISO 3166-1 country ("DE") or 3166-2 subdivision ("US-CA").
type RegionCode string

// UnmarshalText checks the form, and the country against ISO 3166-1.
func (r *RegionCode) UnmarshalText(text []byte) error {
	country, sub, has := strings.Cut(string(text), "-")
	ok := isCountry(country)
	if has {
		ok = ok && len(sub) >= 1 && len(sub) <= 3 && strings.Trim(sub, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == ""
	}
	if !ok {
		return &hintError{quote(string(text)) + " is not a region", "use ISO 3166: a country such as DE or a subdivision such as US-CA"}
	}
	*r = RegionCode(text)
	return nil
}

// Or returns c, or d where c is not given.
func (c Currency) Or(d Currency) Currency {
	if c == "" {
		return d
	}
	return c
}

// Or returns p, or q where p is not given.
func (p Period) Or(q Period) Period {
	if p == "" {
		return q
	}
	return p
}
