package check

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
)

// symbols are how prose writes a currency, beside its code.
var symbols = map[career.Currency][]string{
	"USD": {"$", "US$"}, "EUR": {"€"}, "GBP": {"£"}, "CHF": {"Fr."}, "CAD": {"$", "C$"}, "AUD": {"$", "A$"}, "NZD": {"$"}, "SGD": {"$"}, "MXN": {"$"},
	"INR": {"₹"}, "JPY": {"¥"}, "CNY": {"¥"}, "PLN": {"zł"}, "SEK": {"kr"}, "NOK": {"kr"}, "DKK": {"kr"},
}

var (
	amountForm = regexp.MustCompile(`(US\$|C\$|A\$|[$€£₹¥]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|SEK|NOK|DKK|PLN))\s?(\d[\d,.]*\d|\d)(?:\s?(k|K|million|thousand)\b)?` +
		`|(\d[\d,.]*\d|\d)(?:\s?(k|K|million|thousand))?\s?([€£]|kr\b|zł|(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|SEK|NOK|DKK|PLN)\b)`)
	periodWords = []struct {
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

// amount is an amount of money in a text.
type amount struct {
	from, to int // its bytes
	symbol   string
	value    float64
	unit     float64 // of its last digit that is not a rounded nought: 1000 in 80,000
}

// mayHaveAmount is a quick look before amounts.
func mayHaveAmount(text string) bool {
	for i := range len(text) {
		if c := text[i]; c >= '0' && c <= '9' {
			return strings.ContainsAny(text, "$€£₹¥") || slices.ContainsFunc([]string{"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "INR", "JPY", "SEK", "NOK", "DKK", "PLN", "kr", "zł"},
				func(s string) bool { return strings.Contains(text, s) })
		}
	}
	return false
}

// amountsIn finds the amounts of a text.
func amountsIn(text string) []amount {
	var list []amount
	for _, m := range amountForm.FindAllStringSubmatchIndex(text, -1) {
		group := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		x := amount{from: m[0], to: m[1], symbol: group(1) + group(6)}
		var ok bool
		if x.value, x.unit, ok = figure(group(2) + group(4)); !ok {
			continue
		}
		switch group(3) + group(5) {
		case "k", "K", "thousand":
			x.value, x.unit = x.value*1e3, x.unit*1e3
		case "million":
			x.value, x.unit = x.value*1e6, x.unit*1e6
		}
		list = append(list, x)
	}
	return list
}

// in reports whether an amount is of a currency.
func (x amount) in(c career.Currency) bool {
	return x.symbol == string(c) || slices.Contains(symbols[c], x.symbol)
}

// figure reads digits with separators of thousands and of decimals, which
// three digits at the end tell apart; unit is as in amount.
func figure(digits string) (value, unit float64, ok bool) {
	last := strings.LastIndexAny(digits, ".,")
	whole, decimals := digits, ""
	if last >= 0 && len(digits)-last-1 != 3 {
		whole, decimals = digits[:last], digits[last+1:]
	}
	whole = separators.Replace(whole)
	value, err := strconv.ParseFloat(whole+"."+decimals+"0", 64)
	if err != nil {
		return 0, 0, false
	}
	if decimals != "" {
		return value, math.Pow10(-len(decimals)), true
	}
	return value, math.Pow10(len(whole) - len(strings.TrimRight(whole, "0"))), true
}

var separators = strings.NewReplacer(".", "", ",", "")

// rounding is how far a rounded figure in a text may lie from its field, as a
// share.
const rounding = 0.03

// says reports whether a figure of a text may stand for a value: the value
// itself, or the value rounded or cut off at the unit that the text is given in.
func says(n, unit, value float64) bool {
	off := value - n
	return math.Abs(off) < 1e-6 || off >= -unit/2 && off < unit && math.Abs(off) <= value*rounding
}

// periodIn returns the period that a text names, or the given one.
func periodIn(text string, or career.Period) career.Period {
	for _, p := range periodWords {
		if p.words.MatchString(text) {
			return p.period
		}
	}
	return or
}
