package check

import (
	"fmt"

	"careerguide/internal/career"
)

// How far figures of one role may lie apart. The widest spread of a survey
// known to OEWS, from the tenth percentile to the ninetieth, is ninefold, in
// steps of less than four; a digit too many or too few is a tenfold.
const (
	widestStep   = 5 // from one percentile to the next that is given
	widestTier   = 3 // from a tier's minimum to its maximum
	tierToSalary = 4 // from a tier's middle to the salary's headline
	regionToAll  = 3 // from a region's headline to the salary's
	meanToMedian = 2
)

// plausible is what a full-time year pays, in currencies of which one unit
// buys about as much as another's: less is a figure by the hour or the month
// that was called yearly, and more the reverse.
var plausible = map[career.Currency]bool{"USD": true, "EUR": true, "GBP": true, "CHF": true, "CAD": true, "AUD": true, "NZD": true}

const (
	leastAYear = 5_000
	mostAYear  = 1_000_000
)

// payMagnitude finds figures that are a digit off, or for another period than
// they say.
func payMagnitude(a *article) {
	for _, f := range a.figures {
		a.judgeFigures(f)
	}
	a.judgeTiers()
	if p, ok := a.posting(); ok {
		for _, n := range []career.NamedNumber{{Name: "min", Value: p.Min}, {Name: "max", Value: p.Max}} {
			a.judgeYear("posting.pay."+n.Name, n.Value, p.Currency, p.Period)
		}
	}
}

// judgeYear reports what no full-time year pays.
func (a *article) judgeYear(path string, n career.Number, currency career.Currency, period career.Period) bool {
	if !n.Known() || !plausible[currency] || period == "" {
		return false
	}
	year := perYear(n, period)
	side := "more"
	switch {
	case year < leastAYear:
		side = "less"
	case year <= mostAYear:
		return false
	}
	a.report(path, "look at its digits and at its period", "%s %s %s is %s than anybody is paid: %.0f a year", n, currency, each(period), side, year)
	return true
}

// judgeFigures compares the figures of one set, and a region's with the
// salary's.
func (a *article) judgeFigures(f figures) {
	for _, n := range f.Named() {
		if a.judgeYear(f.path+"."+n.Name, n.Value, f.currency, f.period) {
			return
		}
	}
	steps := f.Percentiles()
	for i := 1; i < len(steps); i++ {
		low, high := steps[i-1], steps[i]
		if high.Value.Float() <= low.Value.Float()*widestStep {
			continue
		}
		odd, other := high, low
		if low.Name == "p10" || low.Name == "p25" {
			odd, other = low, high
		}
		a.report(f.path+"."+odd.Name, "look at its digits", "%s %s is far from %s %s", odd.Name, odd.Value, other.Name, other.Value)
	}
	switch mean, median := f.Mean.Float(), f.Median.Float(); {
	case f.Mean.Less(f.P10):
		a.report(f.path+".mean", "look at its digits", "mean %s is below p10 %s", f.Mean, f.P10)
	case f.P90.Less(f.Mean):
		a.report(f.path+".mean", "look at its digits", "mean %s is above p90 %s", f.Mean, f.P90)
	case f.Mean.Known() && f.Median.Known() && (mean > median*meanToMedian || median > mean*meanToMedian):
		a.report(f.path+".mean", "look at its digits", "mean %s is far from median %s", f.Mean, f.Median)
	}
	s := a.Role.Salary
	if f.region == "" || f.currency != s.Currency {
		return
	}
	here, all := f.Headline(), s.Headline()
	if here.Known() && all.Known() && apart(perYear(here, f.period), perYear(all, s.Period), regionToAll) {
		name := "median"
		if !f.Median.Known() {
			name = "mean"
		}
		a.report(f.path+"."+name, "look at its digits and at its period", "%s in %s is far from the salary's %s", here, f.region, all)
	}
}

// apart reports whether one of two figures is over n times the other.
func apart(a, b, n float64) bool { return a > b*n || b > a*n }

// judgeTiers compares what tiers pay with one another and with the salary.
func (a *article) judgeTiers() {
	s := a.Role.Salary
	headline := s.Headline()
	low, high, ranged := 0.0, 0.0, 0
	for i, t := range a.Role.Experience {
		pay := t.Salary
		path := fmt.Sprintf("experience[%d].salary", i)
		period, currency := pay.Period.Or(s.Period), pay.Currency.Or(s.Currency)
		odd := false
		for _, n := range []career.NamedNumber{{Name: "min", Value: pay.Min}, {Name: "max", Value: pay.Max}, {Name: "mean", Value: pay.Mean}, {Name: "median", Value: pay.Median}} {
			odd = odd || a.judgeYear(path+"."+n.Name, n.Value, currency, period)
		}
		value, _, ok := a.tierMiddle(t)
		switch {
		case odd || !ok || currency != s.Currency:
			continue
		case pay.Min.Known() && pay.Max.Known() && apart(pay.Min.Float(), pay.Max.Float(), widestTier):
			a.report(path, "look at their digits", "tier %q is paid from %s to %s: the two are far apart", t.Tier, pay.Min, pay.Max)
			continue
		case headline.Known() && apart(value, perYear(headline, s.Period), tierToSalary):
			a.report(path, "look at its digits and at its period", "tier %q is paid far from the salary's %s", t.Tier, headline)
			continue
		}
		if pay.Min.Known() && pay.Max.Known() {
			if ranged == 0 {
				low = perYear(pay.Min, period)
			}
			low, high = min(low, perYear(pay.Min, period)), max(high, perYear(pay.Max, period))
			ranged++
		}
	}
	if value := perYear(s.Median, s.Period); s.Median.Known() && ranged > 1 && ranged == len(a.Role.Experience) && (value < low || value > high) {
		a.report("salary.median", "one of the two is wrong", "median %s lies outside of what the tiers pay, %s to %s a year", s.Median, career.Float(low), career.Float(high))
	}
}
