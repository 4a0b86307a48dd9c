package check

import (
	"fmt"
	"regexp"

	"careerguide/internal/career"
)

func tierYears(a *article) {
	tiers := a.Role.Experience
	for i := 1; i < len(tiers); i++ {
		before, years := tiers[i-1].Years, tiers[i].Years
		path := fmt.Sprintf("experience[%d].years", i)
		if !before.Min.Known() && !before.Max.Known() || !years.Min.Known() && !years.Max.Known() {
			continue
		}
		start := years.Min.Or(career.Int(0))
		switch {
		case start.Compare(before.Min.Or(career.Int(0))) < 0 || start == before.Min && years.Max == before.Max:
			a.report(path, "write the tiers lowest first", "tier %q does not begin after %q", tiers[i].Tier, tiers[i-1].Tier)
		case !before.Max.Known():
			a.report(fmt.Sprintf("experience[%d].years", i-1), "give it a max", "tier %q is open-ended, but %q follows", tiers[i-1].Tier, tiers[i].Tier)
		case start.Less(before.Max):
			a.report(path, fmt.Sprintf("begin it at %s", before.Max), "tier %q overlaps %q: it begins at %s, before %s", tiers[i].Tier, tiers[i-1].Tier, start, before.Max)
		case before.Max.Less(start):
			a.report(path, fmt.Sprintf("begin it at %s", before.Max), "a gap between the tiers: %q ends at %s, %q begins at %s", tiers[i-1].Tier, before.Max, tiers[i].Tier, start)
		}
	}
}

// middle is what a tier pays, as one figure for a year.
func middle(a *article, t career.Tier) (value float64, currency career.Currency, ok bool) {
	s := t.Salary
	period := s.Period.Or(a.Role.Salary.Period)
	currency = s.Currency.Or(a.Role.Salary.Currency)
	switch {
	case s.Median.Known():
		return perYear(s.Median, period), currency, true
	case s.Mean.Known():
		return perYear(s.Mean, period), currency, true
	case s.Min.Known() && s.Max.Known():
		return (perYear(s.Min, period) + perYear(s.Max, period)) / 2, currency, true
	case s.Min.Known():
		return perYear(s.Min, period), currency, true
	case s.Max.Known():
		return perYear(s.Max, period), currency, true
	}
	return 0, currency, false
}

func tierPay(a *article) {
	last, lastCurrency, name := 0.0, career.Currency(""), ""
	for i, t := range a.Role.Experience {
		value, currency, ok := middle(a, t)
		if !ok {
			continue
		}
		if name != "" && currency == lastCurrency && value <= last {
			a.report(fmt.Sprintf("experience[%d].salary", i), "more experience is paid more, or the tiers are in the wrong order", "tier %q is paid no more than %q", t.Tier, name)
		}
		last, lastCurrency, name = value, currency, t.Tier
	}
}

var overBound = regexp.MustCompile(`(?i)\b(?:over|more than|above|mehr als|über)\s+(\d+)\s*(?:\+\s*)?(?:years?|yrs?|jahren?)\b`)

// tierBound finds a top tier that is "over 5 years" where the tier before it
// ends at 5: somebody with exactly 5 is in neither.
func tierBound(a *article) {
	tiers := a.Role.Experience
	if len(tiers) < 2 {
		return
	}
	before := tiers[len(tiers)-2].Years.Max
	for _, l := range a.text {
		if l.section != "experience" {
			continue
		}
		for _, m := range overBound.FindAllStringSubmatchIndex(l.text, -1) {
			if n := l.text[m[2]:m[3]]; before.Known() && n == before.String() {
				a.reportAt(at(l, m[0]), fmt.Sprintf("write \"%s years or more\"", n), "the top tier excludes exactly %s years, where %q ends", n, tiers[len(tiers)-2].Tier)
			}
		}
	}
	for i, e := range tiers[len(tiers)-1].Expects {
		if m := overBound.FindStringSubmatch(e); m != nil && before.Known() && m[1] == before.String() {
			a.report(fmt.Sprintf("experience[%d].expects[%d]", len(tiers)-1, i), fmt.Sprintf("write \"%s years or more\"", m[1]), "the top tier excludes exactly %s years", m[1])
		}
	}
	if m := overBound.FindStringSubmatch(tiers[len(tiers)-1].Tier + " years"); m != nil && m[1] == before.String() {
		a.report(fmt.Sprintf("experience[%d].tier", len(tiers)-1), "", "the top tier excludes exactly %s years", m[1])
	}
}
