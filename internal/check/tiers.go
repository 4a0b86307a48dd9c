package check

import (
	"fmt"
	"regexp"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

// tierYears compares each tier that names years with the one before it.
func tierYears(a *article) {
	before := -1
	for i, t := range a.Role.Experience {
		if !t.Years.Known() {
			continue
		}
		if before >= 0 {
			a.compareTiers(before, i)
		}
		before = i
	}
}

func (a *article) compareTiers(i, j int) {
	lower, upper := a.Role.Experience[i], a.Role.Experience[j]
	from, start := lower.Years.Min.Or(career.Int(0)), upper.Years.Min.Or(career.Int(0))
	end := lower.Years.Max
	path := fmt.Sprintf("experience[%d].years", j)
	switch {
	case start.Compare(from) <= 0:
		a.report(path, "write the tiers lowest first", "tier %q does not begin after %q", upper.Tier, lower.Tier)
	case !end.Known():
		a.report(fmt.Sprintf("experience[%d].years", i), "give it a max", "tier %q is open-ended, but %q follows", lower.Tier, upper.Tier)
	case start.Less(end):
		a.report(path, fmt.Sprintf("begin it at %s", end), "tier %q overlaps %q: it begins at %s, before %s", upper.Tier, lower.Tier, start, end)
	case end.Less(start):
		a.report(path, fmt.Sprintf("begin it at %s", end), "a gap between the tiers: %q ends at %s, %q begins at %s", lower.Tier, end, upper.Tier, start)
	}
}

// tierMiddle is what a tier pays, as one figure for a year.
func (a *article) tierMiddle(t career.Tier) (value float64, currency career.Currency, ok bool) {
	s := t.Salary
	period := s.Period.Or(a.Role.Salary.Period)
	currency = s.Currency.Or(a.Role.Salary.Currency)
	if s.Min.Known() && s.Max.Known() && !s.Median.Known() && !s.Mean.Known() {
		return (perYear(s.Min, period) + perYear(s.Max, period)) / 2, currency, true
	}
	n := s.Median.Or(s.Mean).Or(s.Min).Or(s.Max)
	return perYear(n, period), currency, n.Known()
}

func tierPay(a *article) {
	last, lastCurrency, name := 0.0, career.Currency(""), ""
	for i, t := range a.Role.Experience {
		value, currency, ok := a.tierMiddle(t)
		if !ok {
			continue
		}
		if name != "" && currency == lastCurrency && value <= last {
			a.report(fmt.Sprintf("experience[%d].salary", i), "more experience is paid more, or the tiers are in the wrong order", "tier %q is paid no more than %q", t.Tier, name)
		}
		last, lastCurrency, name = value, currency, t.Tier
	}
}

var overBound = regexp.MustCompile(`(?i)\b(?:over|more than|above|mehr als|über)\s+(\d+)\s*(?:years?|yrs?|jahren?)(?:\W|$)`)

// boundsIn finds the bounds of years in a text: the submatches of overBound.
func boundsIn(text string) [][]int {
	if !mayHaveYears(text) {
		return nil
	}
	return overBound.FindAllStringSubmatchIndex(text, -1)
}

// mayHaveYears is a quick look before overBound: a number, and a y or a j
// after it.
func mayHaveYears(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		rest := strings.TrimLeft(text[i+1:], " \t\n\f\r")
		if rest != "" && (rest[0]|0x20 == 'y' || rest[0]|0x20 == 'j') {
			return true
		}
	}
	return false
}

// tierBound finds a top tier that is "over 5 years" where it begins, or the
// tier before it ends, at 5: somebody with exactly 5 is in neither.
func tierBound(a *article) {
	tiers := a.Role.Experience
	if len(tiers) < 2 {
		return
	}
	top := len(tiers) - 1
	excluded := func(years string) bool {
		return years == tiers[top].Years.Min.String() || years == tiers[top-1].Years.Max.String()
	}
	const message, hint = "the top tier excludes exactly %s years", "write \"%s years or more\""
	for p := range a.in(content.Experience) {
		for _, m := range boundsIn(p.text) {
			if n := p.text[m[2]:m[3]]; excluded(n) {
				a.reportAt(p.at(m[0]), fmt.Sprintf(hint, n), message, n)
			}
		}
	}
	field := func(text, path string, index ...any) {
		if bounds := boundsIn(text); len(bounds) > 0 {
			if n := text[bounds[0][2]:bounds[0][3]]; excluded(n) {
				a.report(fmt.Sprintf(path, index...), fmt.Sprintf(hint, n), message, n)
			}
		}
	}
	field(tiers[top].Tier, "experience[%d].tier", top)
	for i, e := range tiers[top].Expects {
		field(e, "experience[%d].expects[%d]", top, i)
	}
}

// tierUnknown finds a certification for a tier that there is not.
func tierUnknown(a *article) {
	tiers := map[string]bool{}
	for _, t := range a.Role.Experience {
		tiers[plainWords(t.Tier)] = true
	}
	for i, c := range a.Role.Certifications {
		if words := plainWords(c.Tier); words != "" && len(tiers) > 0 && !tiers[words] {
			a.report(fmt.Sprintf("certifications[%d].tier", i), "name one of experience's", "there is no tier %q", c.Tier)
		}
	}
}
