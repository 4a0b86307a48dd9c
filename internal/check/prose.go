package check

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

var (
	meanWord   = regexp.MustCompile(`(?i)\b(?:average|averages|mean|durchschnitt\w*)\b`)
	medianWord = regexp.MustCompile(`(?i)\bmedian\b|\bhalf (?:of [^.,;$€£]{0,60} )?earn(?:s|ed)? (?:more|less) than\b`)
	afterwards = regexp.MustCompile(`(?i)^(?: (?:a|an|per) (?:year|month|week|day|hour))?,? (?:on (average)|at the (median)|is the (median|mean|average))\b`)
	ofOthers   = regexp.MustCompile(`(?i)\b(?:entry|junior|senior|mid|lead|experienced|starting|beginners?|bonus|overtime|range|from|between|top|highest|lowest|percentile|tenth|quarter|other|others|all occupations|compared|gap|difference|\d+-hour|industr\w+|in the (?:\w+ )?sector|nearly|about the same)\b`)
	ofPlaces   = regexp.MustCompile(`\b[Ii]n (?:the )?([A-Z]\w+)`)
	bounded    = regexp.MustCompile(`(?i)\b(?:over|under|above|below|(?:more|less|higher|lower) than|at least|up to)\s*$`)
	yearIn     = regexp.MustCompile(`\b(?:19|20)\d\d\b`)
	notPlaces  = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "United", "US", "U", "USD", "EUR"}
)

// payProse finds amounts in the text that contradict the fields: a mean or
// median that is another one, and a figure that is one digit off a field's.
func payProse(a *article) {
	s := a.Role.Salary
	if !s.Any() {
		return
	}
	for p := range a.in(content.Salary, content.FAQ, content.Conclusion, intro) {
		if !mayHaveAmount(p.text) {
			continue
		}
		for from, to := range sentences(p.text) {
			text := p.text[from:to]
			found := amountsIn(text)
			if len(found) == 0 || a.speaksOfAnotherYear(text) {
				continue
			}
			period := periodIn(text, s.Period)
			rest := 0 // where what belongs to the next amount begins
			for i, x := range found {
				end := len(text)
				if i+1 < len(found) {
					end = found[i+1].from
				}
				before, after := text[rest:x.from], text[x.to:end]
				rest = x.to
				field := ""
				if m := afterwards.FindStringSubmatch(after); m != nil {
					rest += len(m[0])
					field = statistic(m[0])
				} else if i == 0 || !a.ofAnother(before) {
					field = statistic(before)
				}
				message := ""
				switch value := s.Mean; {
				case field != "" && !a.ofAnother(before) && !(bounded.MatchString(before) && !strings.Contains(strings.ToLower(before), "half ")):
					if field == "median" {
						value = s.Median
					}
					message = a.contradicts(x, text[x.from:x.to], period, field, value)
				case p.key() == content.Salary:
					message = a.digitOff(x, text)
				}
				if message != "" {
					a.reportAt(p.at(from+x.from), mend, "%s", message)
				}
			}
		}
	}
}

// statistic returns which of mean and median a text speaks of last, or "".
func statistic(text string) string {
	mean, median := meanWord.FindAllStringIndex(text, -1), medianWord.FindAllStringIndex(text, -1)
	switch {
	case len(mean) == 0 && len(median) == 0:
		return ""
	case len(median) == 0 || len(mean) > 0 && mean[len(mean)-1][0] > median[len(median)-1][0]:
		return "mean"
	}
	return "median"
}

// speaksOfAnotherYear reports whether a text names years, and none is the
// salary's.
func (a *article) speaksOfAnotherYear(text string) bool {
	years := yearIn.FindAllString(text, -1)
	asOf := a.Role.Salary.AsOf
	return len(years) > 0 && asOf.Known() && !slices.Contains(years, strconv.Itoa(asOf.Year))
}

// ofAnother reports whether a text speaks of a part of the role or of others:
// a tier, a region, the bounds of a range.
func (a *article) ofAnother(text string) bool {
	if ofOthers.MatchString(text) {
		return true
	}
	for _, m := range ofPlaces.FindAllStringSubmatch(text, -1) {
		if !slices.Contains(notPlaces, m[1]) {
			return true
		}
	}
	words := " " + plainWords(text) + " "
	for _, r := range a.Role.Salary.Regions {
		if r.Name != "" && strings.Contains(words, " "+plainWords(r.Name)+" ") {
			return true
		}
	}
	return slices.ContainsFunc(a.Role.Experience, func(t career.Tier) bool { return strings.Contains(words, " "+plainWords(t.Tier)+" ") })
}

// contradicts says how an amount a period that a text calls the mean or median
// differs from the field, "" if it does not.
func (a *article) contradicts(x amount, text string, period career.Period, field string, value career.Number) string {
	s := a.Role.Salary
	if !value.Known() {
		return ""
	}
	if !x.in(s.Currency) {
		if a.paysIn(x) {
			return ""
		}
		return fmt.Sprintf("the text gives a %s of %s, and the salary is in %s", field, text, s.Currency)
	}
	want := perYear(value, s.Period) / period.PerYear()
	if says(x.value, x.unit, want) || period != s.Period && math.Abs(x.value-want) <= want*tolerance {
		return ""
	}
	return fmt.Sprintf("the text gives a %s of %s %s, and salary.%s is %s %s", field, text, each(period), field, value, each(s.Period))
}

// paysIn reports whether a region is paid in the currency of an amount.
func (a *article) paysIn(x amount) bool {
	return slices.ContainsFunc(a.Role.Salary.Regions, func(r career.Region) bool { return x.in(r.Currency) })
}

// digitOff says that an exact amount is none of the article's figures but one
// digit away from one: dropped, added, changed or changed places with the next.
func (a *article) digitOff(x amount, text string) string {
	if x.value < 1000 || x.unit >= 1000 || !x.in(a.Role.Salary.Currency) {
		return ""
	}
	digits := career.Float(x.value).String()
	near := ""
	look := func(path string, n career.Number) bool {
		if n.Known() && n.String() == digits {
			return true
		}
		if n.Known() && near == "" && oneSlip(n.String(), digits) {
			near = fmt.Sprintf("the text says %s, one digit off %s: %s", text[x.from:x.to], path, n)
		}
		return false
	}
	for _, f := range a.figures {
		for _, n := range f.Named() {
			if look(f.path+"."+n.Name, n.Value) {
				return ""
			}
		}
	}
	for i, t := range a.Role.Experience {
		for _, n := range []career.Number{t.Salary.Min, t.Salary.Max, t.Salary.Mean, t.Salary.Median} {
			if look(fmt.Sprintf("experience[%d].salary", i), n) {
				return ""
			}
		}
	}
	if p, ok := a.posting(); ok && (look("posting.pay.min", p.Min) || look("posting.pay.max", p.Max)) {
		return ""
	}
	return near
}
