package career

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/bojanz/currency"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// library writes a figure as the libraries do, digit for digit.
func library(tag language.Tag, n Number, c Currency) string {
	if c == "" {
		return message.NewPrinter(tag).Sprint(number.Decimal(n.Float(), number.MaxFractionDigits(3)))
	}
	f := currency.NewFormatter(currency.NewLocale(tag.String()))
	f.MinDigits, f.MaxDigits = 0, 0
	if !n.Whole() {
		own := decimals(n.String())
		f.MinDigits, _ = currency.GetDigits(string(c))
		f.MinDigits = max(f.MinDigits, uint8(own))
		f.MaxDigits = f.MinDigits
	}
	a, err := currency.NewAmount(n.String(), string(c))
	if err != nil {
		return n.String() + " " + string(c)
	}
	return f.Format(a)
}

// What is filled in is what the libraries write, in languages that group,
// point, sign and count in different ways.
func TestFilledAsWritten(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	tags := append(display.Supported.Tags(), language.MustParse("en-IN"), language.MustParse("de-AT"), language.MustParse("ar-EG"))
	for _, tag := range tags {
		l := NewLocale(tag)
		for _, c := range []Currency{"", "USD", "EUR", "JPY", "KWD"} {
			for range 20 {
				n := thousandths(random.Int64N(1_000_000_000_000_000) / pow(10, random.IntN(16)))
				if random.IntN(3) > 0 { // most figures are whole
					n = thousandths(n.milli() / 1000 * 1000)
				}
				if random.IntN(4) == 0 {
					n = thousandths(-n.milli())
				}
				got := l.Number(n)
				if c != "" {
					got = l.Money(n, c)
				}
				if want := library(tag, n, c); got != want {
					t.Fatalf("%s: %s %s is %q, want %q", tag, n, c, got, want)
				}
			}
		}
	}
}

func pow(base, n int) int64 {
	p := int64(1)
	for range n {
		p *= int64(base)
	}
	return p
}

// Where the digits cannot be told from what is made, each figure is made.
func TestNotFilled(t *testing.T) {
	l := NewLocale(language.English)
	for name, make := range map[string]func(Number) string{
		"a digit before": func(n Number) string { return "7: " + n.String() }, "a digit behind": func(n Number) string { return n.String() + " (2)" },
		"fewer digits": func(n Number) string { return n.String()[:1] }, "words": func(Number) string { return "some" }, "nothing": func(Number) string { return "" },
		"other digits": func(n Number) string { return strings.Replace(n.String(), "11", "१1", 1) },
	} {
		for _, n := range []Number{Int(11), Int(1234567), Float(48.25), Int(-20), Int(7)} {
			c := Currency(name) // so that no two ways share a form
			if got := l.write(n, c, make); got != make(n) {
				t.Errorf("%s: %s is %q, want %q", name, n, got, make(n))
			}
		}
	}
}

// Figures are written by many at once.
func TestFilledAtOnce(t *testing.T) {
	l := NewLocale(language.English)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for n := range 1000 {
				if got := l.Money(Int(n*n), "USD"); got != library(language.English, Int(n*n), "USD") {
					t.Errorf("%d is %q", n*n, got)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkMoney(b *testing.B) {
	l := NewLocale(language.English)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		l.Money(Int(40_000+i%100_000), "USD")
	}
}
