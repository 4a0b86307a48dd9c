package check

import (
	"fmt"
	"math"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// staleMonths is how old a figure of pay may be: OEWS is 23 months old when
// its successor comes, and a survey may be late.
const staleMonths = 30

// figures is a set of figures in an article, with what it inherits.
type figures struct {
	path   string // "salary" or "salary.regions[0]"
	name   string // of the region; "" for the salary itself
	region career.RegionCode
	career.Figures
	source   career.Source
	asOf     career.Date
	currency career.Currency
	period   career.Period
}

// pay returns every set of figures that an article states.
func (a *article) pay() []figures {
	s := a.Role.Salary
	var list []figures
	if s.Any() {
		list = append(list, figures{path: "salary", Figures: s.Figures, source: s.Source, asOf: s.AsOf, currency: s.Currency, period: s.Period})
	}
	for i, r := range s.Regions {
		if !r.Any() {
			continue
		}
		f := figures{path: fmt.Sprintf("salary.regions[%d]", i), name: string(r.Region), region: r.Region, Figures: r.Figures,
			source: r.Source, asOf: r.AsOf, currency: r.Currency.Or(s.Currency), period: r.Period.Or(s.Period)}
		if !f.source.Known() {
			f.source = s.Source
		}
		if !f.asOf.Known() {
			f.asOf = s.AsOf
		}
		list = append(list, f)
	}
	return list
}

// surveyed reports whether there is a figure that only a survey can say.
func (f figures) surveyed() bool { return f.Mean.Known() || f.Distribution() }

func paySource(a *article) {
	for _, f := range a.pay() {
		if !f.surveyed() {
			continue
		}
		if !f.source.Known() {
			a.report(f.path, "write source: a key of sources.yaml, or {name: …, url: …}", "the figures of %s name no source", f.path)
		}
		if !f.asOf.Known() && !f.source.Year.Known() && !f.source.Date.Known() {
			a.report(f.path, "write as_of: the month or year that the survey speaks of", "the figures of %s have no date", f.path)
		}
	}
}

func payStale(a *article) {
	for _, f := range a.pay() {
		asOf := f.asOf
		if !asOf.Known() {
			asOf = f.source.Date
		}
		if !asOf.Known() && f.source.Year.Known() {
			asOf = career.Date{Year: int(f.source.Year.Float()), Month: 12}
		}
		if !asOf.Known() || !f.surveyed() {
			continue
		}
		months := (a.now.Year()-asOf.Year)*12 + int(a.now.Month()) - int(asOf.Month)
		if months > staleMonths {
			path := f.path + ".as_of"
			if f.asOf != asOf || f.name != "" && a.Role.Salary.AsOf == asOf {
				path = f.path
			}
			a.report(path, "look for the survey's next edition", "the figures of %s are %d months old", f.path, months)
		}
	}
}

func payMeanAlone(a *article) {
	for _, f := range a.pay() {
		if f.Mean.Known() && !f.Distribution() {
			a.report(f.path+".mean", "add the median: a few high salaries raise a mean", "a mean alone, with neither median nor percentiles")
		}
	}
}

// posting returns the pay that the template offers, with what it inherits.
func (a *article) posting() (p career.PostingPay, ok bool) {
	if a.Role.Posting == nil {
		return p, false
	}
	p = a.Role.Posting.Pay
	p.Currency, p.Period = p.Currency.Or(a.Role.Salary.Currency), p.Period.Or(a.Role.Salary.Period)
	return p, p.Min.Known() || p.Max.Known()
}

// tolerance is how far two figures may lie apart that say the same, as a
// share: 2,080 hours a year are a convention.
const tolerance = 0.05

func payOutsidePosting(a *article) {
	p, ok := a.posting()
	s := a.Role.Salary
	if !ok || p.Currency != s.Currency {
		return
	}
	low, high := perYear(p.Min, p.Period), perYear(p.Max, p.Period)
	for _, n := range []career.NamedNumber{{Name: "mean", Value: s.Mean}, {Name: "median", Value: s.Median}} {
		value := perYear(n.Value, s.Period)
		slack := 0.0
		if p.Period != s.Period {
			slack = tolerance
		}
		below := p.Min.Known() && value < low*(1-slack)
		above := p.Max.Known() && value > high*(1+slack)
		if n.Value.Known() && (below || above) {
			side := "below"
			if above {
				side = "above"
			}
			a.report("salary."+n.Name, "one of the two is wrong, or the posting is for another tier: say so in its note",
				"the %s %s lies %s the posting's pay of %s", n.Name, n.Value, side, payRange(p))
		}
	}
}

func payRange(p career.PostingPay) string {
	switch {
	case !p.Min.Known():
		return "up to " + p.Max.String()
	case !p.Max.Known():
		return "from " + p.Min.String()
	}
	return p.Min.String() + " to " + p.Max.String()
}

func payPeriods(a *article) {
	p, ok := a.posting()
	s := a.Role.Salary
	if !ok || p.Period == s.Period || p.Currency != s.Currency || !p.Min.Known() || !p.Max.Known() {
		return
	}
	middle := s.Headline()
	if !middle.Known() {
		return
	}
	low, high := perYear(p.Min, p.Period), perYear(p.Max, p.Period)
	value := perYear(middle, s.Period)
	if value < low*(1-tolerance) || value > high*(1+tolerance) {
		a.report("posting.pay", "at 2,080 hours a year they should agree", "pay by the %s and the salary by the %s disagree: %s is %s a year, and the salary %s",
			p.Period, s.Period, payRange(p), rounded((low+high)/2), rounded(value))
	}
}

func rounded(f float64) string { return career.Float(math.Round(f)).String() }

func payOpen(a *article) {
	if p, ok := a.posting(); ok && p.Min.Known() != p.Max.Known() {
		path, missing := "posting.pay.min", "max"
		if !p.Min.Known() {
			path, missing = "posting.pay.max", "min"
		}
		a.report(path, "laws on pay transparency ask for both ends", "an open-ended range: pay has no %s", missing)
	}
}

func payWide(a *article) {
	p, ok := a.posting()
	if !ok || !p.Min.Known() || !p.Max.Known() || p.Min.Float() <= 0 {
		return
	}
	wide := (p.Max.Float() - p.Min.Float()) / p.Min.Float()
	severity := diag.Warning
	switch {
	case wide > 1:
		severity = diag.Error
	case wide <= 0.5:
		return
	}
	a.reportAs(severity, "posting.pay", "narrow it to what you would offer: over half of the minimum is hardly a range", "the range of pay is %.0f%% of its minimum wide", wide*100)
}

func payRegionCurrency(a *article) {
	for _, f := range a.pay() {
		if f.region == "" {
			continue
		}
		if want := career.CurrencyOf(f.region); want != "" && want != f.currency {
			a.report(f.path, fmt.Sprintf("write currency: %s, or say in note why not", want), "%s pays in %s, but the figures are in %s", f.region, want, f.currency)
		}
	}
}
