package content

import (
	"slices"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// Ranking is the front matter that only a ranking has.
type Ranking struct {
	By    Measure       `json:"by" decode:"required"`
	Over  Over          `json:"over,omitzero"`   // default: all
	Order Order         `json:"order,omitempty"` // default: desc
	Count career.Number `json:"count,omitzero"`  // of roles shown; default: 10
}

// Limits of what a ranking shows.
const (
	defaultCount = 10
	maxCount     = 500
)

// Shown returns how many roles the ranking shows at most.
func (r *Ranking) Shown() int { return int(r.Count.Or(career.Int(defaultCount)).Float()) }

// Measure is the figure of a role that a ranking goes by, named as in a role's
// front matter: "salary.median".
type Measure string

// Measures lists every figure that roles can be ranked by.
var Measures = []Measure{
	"salary.median", "salary.mean", "salary.p10", "salary.p25", "salary.p75", "salary.p90", "salary.min", "salary.max",
	"outlook.growth_percent", "outlook.annual_openings",
}

// UnmarshalText refuses figures that nobody ranks by.
func (m *Measure) UnmarshalText(text []byte) error {
	if *m = Measure(text); !slices.Contains(Measures, *m) {
		return unknownMeasure(text)
	}
	return nil
}

// IsPay reports whether the figure is an amount of money for a period.
func (m Measure) IsPay() bool { return m != "outlook.growth_percent" && m != "outlook.annual_openings" }

// Of returns a role's figure.
func (m Measure) Of(r *Role) career.Number {
	s := r.Salary
	switch m {
	case "salary.median":
		return s.Median
	case "salary.mean":
		return s.Mean
	case "salary.p10":
		return s.P10
	case "salary.p25":
		return s.P25
	case "salary.p75":
		return s.P75
	case "salary.p90":
		return s.P90
	case "salary.min":
		return s.Min
	case "salary.max":
		return s.Max
	case "outlook.growth_percent":
		return r.Outlook.GrowthPercent
	case "outlook.annual_openings":
		return r.Outlook.AnnualOpenings
	}
	return career.Number{}
}

type unknownMeasure string

func (e unknownMeasure) Error() string { return "unknown figure \"" + string(e) + "\"" }

// Word returns the word that names no figure.
func (e unknownMeasure) Word() string { return string(e) }

// Known returns the names of the figures.
func (unknownMeasure) Known() []string { return texts(Measures) }

// Order is which figures come first.
type Order string

// The orders.
const (
	Descending Order = "desc" // the greatest first
	Ascending  Order = "asc"
)

// UnmarshalText refuses other words.
func (o *Order) UnmarshalText(text []byte) error {
	if *o = Order(text); *o != Descending && *o != Ascending {
		return unknownOrder(text)
	}
	return nil
}

type unknownOrder string

func (e unknownOrder) Error() string { return "unknown order \"" + string(e) + "\"" }

// Word returns the word that is no order.
func (e unknownOrder) Word() string { return string(e) }

// Known returns the orders.
func (unknownOrder) Known() []string { return texts([]Order{Descending, Ascending}) }

func texts[T ~string](list []T) []string {
	words := make([]string, len(list))
	for i, v := range list {
		words[i] = string(v)
	}
	return words
}

// Over is the roles that a ranking orders: all of them, those listed, those of
// a category, or those that take a skill.
type Over struct {
	Roles    []career.Slug `json:"roles,omitempty" decode:"short,list"` // "all", or slugs
	Category career.Slug   `json:"category,omitempty"`
	Skill    string        `json:"skill,omitempty"`
}

// All reports whether every role of the site is ranked.
func (o Over) All() bool {
	return o.Category == "" && o.Skill == "" && (len(o.Roles) == 0 || len(o.Roles) == 1 && o.Roles[0] == "all")
}

// ranking checks the fields that only a ranking has.
func (v *validator) ranking() {
	r := v.article.Ranking
	v.within("count", r.Count, 1, maxCount, "roles")
	if r.Count.Known() && !r.Count.Whole() {
		v.report(diag.Error, "count", "value", "", "count %s is not a whole number", r.Count)
	}
	given := 0
	for _, path := range []string{"over.roles", "over.category", "over.skill"} {
		if !v.tree.Has(path) {
			continue
		}
		if given++; given == 2 {
			v.report(diag.Error, path, "value", "write one of over: all, over: [slugs], over: {category: slug} and over: {skill: name}", "a ranking goes over one thing")
		}
	}
}
