package review

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// signed writes a percentage for people: "+38%", "-2.5%".
func signed(p float64) string {
	format := "%+.0f%%"
	switch a := math.Abs(p); {
	case a == 0:
		return "0%"
	case a < 0.1:
		format = "%+.2g%%"
	case a < 9.95:
		format = "%+.1f%%"
	}
	return strings.Replace(fmt.Sprintf(format, p), ".0%", "%", 1)
}

// amount writes a figure with commas between thousands: "93,600".
func amount(n *json.Number) string {
	if n == nil {
		return "none"
	}
	text := n.String()
	whole, rest, _ := strings.Cut(text, ".")
	digits := strings.TrimPrefix(whole, "-")
	if strings.Trim(digits, "0123456789") != "" || strings.Trim(rest, "0123456789") != "" {
		return text
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	if strings.HasPrefix(whole, "-") {
		digits = "-" + digits
	}
	if rest != "" {
		digits += "." + rest
	}
	return digits
}

// unit is what figures are counted in: "USD a year".
func unit(currency, period string) string {
	article := " a "
	if period == "hour" {
		article = " an "
	}
	if period == "" {
		return currency
	}
	return currency + article + period
}

// what says how pay changed, without its label: "median +38% (93,600 → 129,168
// USD a year)".
func (p *PayChange) what() string {
	if p.CurrencyChanged() || p.PeriodChanged() {
		var parts []string
		if p.CurrencyChanged() {
			parts = append(parts, "currency changed from "+p.OldCurrency+" to "+p.Currency)
		}
		if p.PeriodChanged() {
			parts = append(parts, "period changed from "+p.OldPeriod+" to "+p.Period)
		}
		f := p.Figures[0]
		return fmt.Sprintf("%s: %s %s %s → %s %s", strings.Join(parts, ", "), f.Name, amount(f.Old), unit(p.OldCurrency, p.OldPeriod), amount(f.New), unit(p.Currency, p.Period))
	}
	in := unit(or(p.Currency, p.OldCurrency), or(p.Period, p.OldPeriod))
	if p.all {
		f := p.Figures[0]
		return fmt.Sprintf("all figures %s, %s %s → %s %s", signed(*f.Percent), f.Name, amount(f.Old), amount(f.New), in)
	}
	var parts []string
	for i, f := range p.Figures {
		money := in
		if i > 0 {
			money = ""
		}
		parts = append(parts, f.what(money))
	}
	return strings.Join(parts, "; ")
}

// what says how a figure changed; in is what it is counted in, or "".
func (f *FigureChange) what(in string) string {
	if in != "" {
		in = " " + in
	}
	switch {
	case f.Old == nil:
		return f.Name + " is new, " + amount(f.New) + in
	case f.New == nil:
		return f.Name + " is gone, was " + amount(f.Old) + in
	case f.Percent == nil:
		return fmt.Sprintf("%s %s → %s%s", f.Name, amount(f.Old), amount(f.New), in)
	}
	return fmt.Sprintf("%s %s (%s → %s%s)", f.Name, signed(*f.Percent), amount(f.Old), amount(f.New), in)
}

// size writes a number of bytes for people.
func size(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1000*1000:
		return fmt.Sprintf("%.1f kB", float64(n)/1000)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

// some counts things: "1 page", "2 pages".
func some(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if strings.HasSuffix(thing, "address") {
		return strconv.Itoa(n) + " " + thing + "es"
	}
	return strconv.Itoa(n) + " " + thing + "s"
}

// files says how the two sides differ as files.
func (c *Counts) files() string {
	if c.Files.Old == nil {
		return fmt.Sprintf("%s, %s, %s", some(c.Pages.New, "page"), some(c.Files.New, "file"), size(c.Bytes.New))
	}
	return fmt.Sprintf("%d → %s, %d → %s: %d added, %d removed, %d changed; %s → %s", *c.Pages.Old, some(c.Pages.New, "page"), *c.Files.Old, some(c.Files.New, "file"),
		c.Files.Added, c.Files.Removed, c.Files.Changed, size(*c.Bytes.Old), size(c.Bytes.New))
}

// line keeps text of a site on its line, and from giving orders to a terminal.
func line(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || r == 0x2028 || r == 0x2029:
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
