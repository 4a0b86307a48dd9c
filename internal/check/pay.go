package check

import (
	"fmt"
	"math"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// staleMonths is how old a figure of pay may be: OEWS is 23 months old when
// its successor comes, and a survey may be late.
const staleMonths = 30

// tolerance is how far two figures of different periods may lie apart that
// say the same, as a share: 2,080 hours a year are a convention.
const tolerance = 0.05

// figures is a set of figures in an article, with what it inherits.
type figures struct {
	path   string            // "salary" or "salary.regions[0]"
	region career.RegionCode // "" for the salary itself
	career.Figures
	sourced  bool
	date     career.Date // that they speak of; a year's is its December
	datePath string      // the field that says so
	currency career.Currency
	period   career.Period
}

// appendFigures adds every set of figures that an article states.
func (a *article) appendFigures(list []figures) []figures {
	if a.Role == nil {
		return list
	}
	s := a.Role.Salary
	whole := figures{path: "salary", Figures: s.Figures, sourced: s.Source.Known(), currency: s.Currency, period: s.Period}
	whole.date, whole.datePath = a.dated(s.AsOf, s.Source, "salary")
	if s.Any() {
		list = append(list, whole)
	}
	for i, r := range s.Regions {
		if !r.Any() {
			continue
		}
		f := whole
		f.path, f.region, f.Figures = fmt.Sprintf("salary.regions[%d]", i), r.Region, r.Figures
		f.currency, f.period = r.Currency.Or(s.Currency), r.Period.Or(s.Period)
		f.sourced = f.sourced || r.Source.Known()
		if date, path := a.dated(r.AsOf, r.Source, f.path); date.Known() {
			f.date, f.datePath = date, path
		}
		list = append(list, f)
	}
	return list
}

// dated returns the date of figures below a path: as_of, else that of their
// source, and the field that has it.
func (a *article) dated(asOf career.Date, source career.Source, path string) (career.Date, string) {
	if asOf.Known() {
		return asOf, path + ".as_of"
	}
	if source.Key != "" {
		source = a.site.Config.Sources[source.Key]
	}
	if source.Year.Known() {
		return career.Date{Year: int(source.Year.Float()), Month: time.December}, path + ".source"
	}
	return source.Date, path + ".source"
}

// surveyed reports whether there is a figure that only a survey can say.
func (f figures) surveyed() bool { return f.Mean.Known() || f.Distribution() }

func paySource(a *article) {
	for _, f := range a.figures {
		if !f.surveyed() {
			continue
		}
		if !f.sourced {
			a.report(f.path, "write source: a key of sources.yaml, or {name: …, url: …}", "the figures of %s name no source", f.path)
		}
		if !f.date.Known() {
			a.report(f.path, "write as_of: the month or day that the survey speaks of", "the figures of %s have no date", f.path)
		}
	}
}

func payStale(a *article) {
	told := map[string]bool{} // regions share the salary's date
	for _, f := range a.figures {
		if !f.date.Known() || !f.surveyed() || told[f.datePath] {
			continue
		}
		if months := (a.now.Year()-f.date.Year)*12 + int(a.now.Month()) - int(f.date.Month); months > staleMonths {
			told[f.datePath] = true
			a.report(f.datePath, "look for the survey's next edition", "the figures of %s are %d months old", f.path, months)
		}
	}
}

func payMeanAlone(a *article) {
	for _, f := range a.figures {
		if f.Mean.Known() && !f.Distribution() && (f.region == "" || !a.Role.Salary.Distribution()) {
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

// payOutsidePosting compares like with like; payPeriods is for the rest.
func payOutsidePosting(a *article) {
	p, ok := a.posting()
	s := a.Role.Salary
	if !ok || p.Currency != s.Currency || p.Period != s.Period {
		return
	}
	for _, n := range []career.NamedNumber{{Name: "mean", Value: s.Mean}, {Name: "median", Value: s.Median}} {
		side := ""
		switch {
		case n.Value.Less(p.Min):
			side = "below"
		case p.Max.Less(n.Value):
			side = "above"
		default:
			continue
		}
		a.report("salary."+n.Name, "one of the two is wrong, or the posting is for another tier: set the range to what the role is paid",
			"the %s %s lies %s the posting's pay of %s", n.Name, n.Value, side, payRange(p))
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
	if !ok || p.Period == s.Period || p.Currency != s.Currency {
		return
	}
	headline := s.Headline()
	if !headline.Known() {
		return
	}
	value := perYear(headline, s.Period)
	if p.Min.Known() && value < perYear(p.Min, p.Period)*(1-tolerance) || p.Max.Known() && value > perYear(p.Max, p.Period)*(1+tolerance) {
		own := career.Float(math.Round(value/p.Period.PerYear()*100) / 100)
		a.report("posting.pay", "at 2,080 hours a year they should agree", "pay by the %s and salary by the %s disagree: the range is %s %s, and the salary comes to %s",
			p.Period, s.Period, payRange(p), each(p.Period), own)
	}
}

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
	severity := a.rule.Severity
	switch {
	case wide > 1:
		severity = diag.Error
	case wide <= 0.5:
		return
	}
	a.reportAs(severity, "posting.pay", "narrow it to what you would offer", "the range of pay is %.0f%% of its minimum wide", wide*100)
}

func payRegionCurrency(a *article) {
	for _, f := range a.figures {
		if f.region == "" {
			continue
		}
		if want := career.CurrencyOf(f.region); want != "" && want != f.currency {
			a.report(f.path, fmt.Sprintf("write currency: %s and the figures in it", want), "%s pays in %s, but the figures are in %s", f.region, want, f.currency)
		}
	}
}

// payCurrency finds a posting or a tier in another currency than the salary:
// one job in one country has one.
func payCurrency(a *article) {
	s := a.Role.Salary
	if !s.Any() {
		return
	}
	if p, ok := a.posting(); ok && p.Currency != s.Currency {
		a.report("posting.pay.currency", "one of the two is wrong", "the posting pays in %s, and the salary is in %s", p.Currency, s.Currency)
	}
	for i, t := range a.Role.Experience {
		if t.Salary.Any() && t.Salary.Currency.Or(s.Currency) != s.Currency {
			a.report(fmt.Sprintf("experience[%d].salary.currency", i), "one of the two is wrong", "tier %q is paid in %s, and the salary is in %s", t.Tier, t.Salary.Currency, s.Currency)
		}
	}
}
