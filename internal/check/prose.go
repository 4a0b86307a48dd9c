package check

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

// symbols are how prose writes a currency.
var symbols = map[career.Currency][]string{
	"USD": {"$", "US$", "USD"}, "EUR": {"€", "EUR"}, "GBP": {"£", "GBP"}, "CHF": {"CHF", "Fr."}, "CAD": {"$", "C$", "CAD"}, "AUD": {"$", "A$", "AUD"},
	"INR": {"₹", "INR"}, "JPY": {"¥", "JPY"}, "SEK": {"SEK"}, "NOK": {"NOK"}, "DKK": {"DKK"}, "PLN": {"PLN", "zł"},
}

var (
	amount   = regexp.MustCompile(`(?:(US\$|C\$|A\$|[$€£₹¥]|\b[A-Z]{3})\s?(\d[\d,.]*\d|\d)\s?([kK]\b)?|(\d[\d,.]*\d|\d)\s?([kK])?\s?([€£]|\b(?:EUR|USD|GBP|CHF|SEK|PLN)\b))`)
	percent  = regexp.MustCompile(`(-|−|minus )?(\d+(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b|Prozent\b)`)
	sentence = regexp.MustCompile(`[^.!?]+(?:[.!?]+(?:\d[^.!?]*[.!?]*)*)?`)
	meanWord = regexp.MustCompile(`(?i)\b(?:average|mean|averages|durchschnitt\w*)\b`)
	medianWd = regexp.MustCompile(`(?i)\b(?:median|half (?:of (?:them|all|these)[^.]* )?earn|mittlere\w*)\b`)
	others   = regexp.MustCompile(`(?i)\b(?:entry|junior|senior|mid|lead|experienced|starting|beginners?|bonus|overtime|range|from|between|top|highest|lowest|percentile|tenth|quarter|other|all occupations|compared|than|industr|federal|national)\b`)
	growth   = regexp.MustCompile(`(?i)\b(?:grow|growth|projected|decline|shrink|increase)\w*\b`)
	periods  = []struct {
		period career.Period
		words  *regexp.Regexp
	}{
		{career.Hour, regexp.MustCompile(`(?i)\b(?:an|per|each|a|pro|die) (?:hour|stunde)\b|\bhourly\b|/\s?h(?:our|r)?\b`)},
		{career.Day, regexp.MustCompile(`(?i)\b(?:a|per|each|pro) (?:day|tag)\b|\bdaily\b`)},
		{career.Week, regexp.MustCompile(`(?i)\b(?:a|per|each|pro) (?:week|woche)\b|\bweekly\b`)},
		{career.Month, regexp.MustCompile(`(?i)\b(?:a|per|each|pro|im) (?:month|monat)\b|\bmonthly\b`)},
		{career.Year, regexp.MustCompile(`(?i)\b(?:a|per|each|pro|im) (?:year|jahr)\b|\b(?:yearly|annual|annually|jährlich)\b`)},
	}
)

// inProse is how far a figure in the text may lie from its field: texts round.
const inProse = 0.02

// payProse finds a mean or median in the text that is not the field's. It
// reads sentences of the salary section and of answers that state one amount
// and speak of nobody but the role as a whole.
func payProse(a *article) {
	s := a.Role.Salary
	if !s.Mean.Known() && !s.Median.Known() {
		return
	}
	for _, l := range a.text {
		if l.section != content.Salary && l.section != content.FAQ && l.section != "" && l.section != content.Conclusion {
			continue
		}
		for _, span := range sentence.FindAllStringIndex(l.text, -1) {
			text := l.text[span[0]:span[1]]
			field, value := "", career.Number{}
			switch isMean, isMedian := meanWord.MatchString(text), medianWd.MatchString(text); {
			case isMean == isMedian:
				continue
			case isMean:
				field, value = "mean", s.Mean
			default:
				field, value = "median", s.Median
			}
			found := amount.FindAllStringSubmatchIndex(text, -1)
			if !value.Known() || len(found) != 1 || others.MatchString(text) || a.namesPart(text) {
				continue
			}
			n, ok := parseAmount(text, found[0], s.Currency)
			if !ok {
				continue
			}
			period := s.Period
			for _, p := range periods {
				if p.words.MatchString(text) {
					period = p.period
					break
				}
			}
			want := perYear(value, s.Period) / period.PerYear()
			slack := inProse
			if period != s.Period {
				slack = tolerance
			}
			if math.Abs(n-want) > want*slack {
				a.reportAt(at(l, span[0]+found[0][0]), "mend the one that is wrong", "the text gives a %s of %s, and salary.%s is %s a %s", field, strings.TrimSpace(text[found[0][0]:found[0][1]]), field, value, s.Period)
			}
		}
	}
}

// namesPart reports whether a text speaks of a region or a tier of the role.
func (a *article) namesPart(text string) bool {
	lower := strings.ToLower(text)
	for _, r := range a.Role.Salary.Regions {
		if r.Name != "" && strings.Contains(lower, strings.ToLower(r.Name)) {
			return true
		}
	}
	for _, t := range a.Role.Experience {
		if strings.Contains(lower, strings.ToLower(t.Tier)) {
			return true
		}
	}
	return false
}

// parseAmount reads an amount of a currency.
func parseAmount(text string, m []int, currency career.Currency) (float64, bool) {
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return text[m[2*i]:m[2*i+1]]
	}
	symbol, digits, thousand := group(1), group(2), group(3)
	if digits == "" {
		digits, thousand, symbol = group(4), group(5), group(6)
	}
	ok := false
	for _, s := range symbols[currency] {
		ok = ok || s == symbol
	}
	if !ok && symbol != string(currency) {
		return 0, false
	}
	n, ok := number(digits)
	if thousand != "" {
		n *= 1000
	}
	return n, ok
}

// number reads digits with separators of thousands and decimals.
func number(digits string) (float64, bool) {
	last := strings.LastIndexAny(digits, ".,")
	if last >= 0 && len(digits)-last-1 != 3 { // decimals
		digits = strings.NewReplacer(".", "", ",", "").Replace(digits[:last]) + "." + digits[last+1:]
	} else {
		digits = strings.NewReplacer(".", "", ",", "").Replace(digits)
	}
	n, err := strconv.ParseFloat(digits, 64)
	return n, err == nil
}

// outlookProse finds a growth in the text that is not the field's.
func outlookProse(a *article) {
	want := a.Role.Outlook.GrowthPercent
	if !want.Known() {
		return
	}
	for _, l := range a.text {
		if l.section != content.Outlook && l.section != content.FAQ && l.section != "" {
			continue
		}
		for _, span := range sentence.FindAllStringIndex(l.text, -1) {
			text := l.text[span[0]:span[1]]
			found := percent.FindAllStringSubmatchIndex(text, -1)
			if len(found) != 1 || !growth.MatchString(text) || others.MatchString(text) || strings.Contains(strings.ToLower(text), "average") {
				continue
			}
			n, ok := number(strings.Replace(text[found[0][4]:found[0][5]], ",", ".", 1))
			if ok && math.Abs(n-math.Abs(want.Float())) > 0.5 {
				a.reportAt(at(l, span[0]+found[0][0]), "mend the one that is wrong", "the text gives a growth of %s, and outlook.growth_percent is %s", text[found[0][0]:found[0][1]], want)
			}
		}
	}
}
