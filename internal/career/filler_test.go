package career

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/bojanz/currency"
	"golang.org/x/text/language"
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
	for _, lang := range []string{"en", "en-IN", "de", "de-CH", "de-AT", "es", "pt-PT", "pl", "fr", "sv", "hi", "bn", "mr", "ar", "ar-EG", "fa", "ur", "my", "ja", "he", "lt", "et"} {
		tag := language.MustParse(lang)
		l := NewLocale(tag)
		for _, c := range []Currency{"", "USD", "EUR", "INR", "JPY", "KWD", "CHF", "SEK", "XAF"} {
			for range 150 {
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
					t.Fatalf("%s: %s %s is %q, want %q", lang, n, c, got, want)
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
