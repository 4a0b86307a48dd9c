package career

import (
	"strings"
	"sync"

	"github.com/bojanz/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Locale writes amounts and numbers as a language does. It is safe for
// concurrent use.
type Locale struct {
	Tag language.Tag

	mu      sync.Mutex // the library's formatters are not concurrent
	money   *currency.Formatter
	printer *message.Printer
	regions display.Namer
	forms   sync.Map // form to *filler
}

// NewLocale returns the formats of a BCP 47 language.
func NewLocale(tag language.Tag) *Locale {
	regions := display.Regions(tag)
	if regions == nil { // a language without names of regions
		regions = display.Regions(language.English)
	}
	return &Locale{
		Tag:     tag,
		regions: regions,
		money:   currency.NewFormatter(currency.NewLocale(tag.String())),
		printer: message.NewPrinter(tag),
	}
}

// Money writes an amount with its currency: "$80,000", "$48.25",
// "3.150,50 €". Decimals are written only where the amount has them.
func (l *Locale) Money(amount Number, c Currency) string {
	if !amount.Known() {
		return ""
	}
	return l.write(amount, c, func(amount Number) string {
		digits := uint8(0)
		if !amount.Whole() {
			digits, _ = currency.GetDigits(string(c))
			digits = max(digits, uint8(decimals(amount.String())))
		}
		a, err := currency.NewAmount(amount.String(), string(c))
		if err != nil {
			return amount.String() + " " + string(c)
		}
		l.money.MinDigits, l.money.MaxDigits = digits, digits
		return l.money.Format(a)
	})
}

// Number writes a figure with the language's separators: "140,100".
func (l *Locale) Number(n Number) string {
	if !n.Known() {
		return ""
	}
	return l.write(n, "", func(n Number) string {
		return l.printer.Sprint(number.Decimal(n.Float(), number.MaxFractionDigits(3)))
	})
}

// Region names a region in the locale's language: "California, United
// States" is beyond it, so a subdivision is its country with its code.
func (l *Locale) Region(code RegionCode) string {
	country, sub, _ := strings.Cut(string(code), "-")
	region, err := language.ParseRegion(country)
	if err != nil {
		return string(code)
	}
	name := l.regions.Name(region)
	if name == "" {
		name = country
	}
	if sub != "" {
		return name + " (" + sub + ")"
	}
	return name
}
