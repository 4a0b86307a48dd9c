package page

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

// payMaker writes pay with words of its own.
func payMaker(words map[string]string) *maker {
	get := func(key string, pairs ...string) string {
		if text, ok := words[key]; ok {
			return text
		}
		return key
	}
	m := &maker{words: get, locale: career.NewLocale(language.AmericanEnglish)}
	m.perHTML = markPeriods(m.words)
	return m
}

// Amounts and periods are marked, whatever the words are.
func TestPayRange(t *testing.T) {
	const (
		a   = `<data value="12.5" data-pay="USD hour">$12.50</data>`
		b   = `<data value="40" data-pay="USD hour">$40</data>`
		per = ` <span data-per>per &lt;hour&gt;</span>`
	)
	low, high, none := career.Float(12.5), career.Int(40), career.Number{}
	for _, test := range []struct {
		words     string
		low, high career.Number
		want      string
	}{
		{"{min}–{max}", low, high, a + "–" + b + per},
		{"<b>{max}</b> & {min} {min}", low, high, "&lt;b&gt;" + b + "&lt;/b&gt; &amp; " + a + " " + a + per},
		{"{min}{other}{", low, high, a + "{other}{" + per},
		{"} {min}", low, high, "} " + a + per},
		{"{min}–{max}", high, high, b + per},
		{"from {min}", low, none, "from " + a + per},
		{"up to {max}", none, high, "up to " + b + per},
		{"{min}–{max}", none, none, ""},
	} {
		m := payMaker(map[string]string{"pay.range": test.words, "pay.from": test.words, "pay.upto": test.words, "per.hour": "per <hour>"})
		if got := string(m.payRange(test.low, test.high, "USD", career.Hour)); got != test.want {
			t.Errorf("%q:\n got %s\nwant %s", test.words, got, test.want)
		}
	}
}

// Hour, month and year are to choose from, and the page's own period; a page
// without pay has no choice.
func TestPayPeriods(t *testing.T) {
	month := content.Role{Salary: career.Salary{Currency: "EUR", Period: career.Month, Figures: career.Figures{Min: career.Int(1)}}}
	posted := content.Role{Posting: &career.Posting{Pay: career.PostingPay{Max: career.Int(1), Period: career.Day}}}
	regional := content.Role{Salary: career.Salary{Period: career.Year, Regions: []career.Region{{}, {Period: career.Week, Figures: career.Figures{Mean: career.Int(1)}}}}}
	unpaid := content.Role{Salary: career.Salary{Period: career.Year, Note: "Varies."}, Posting: &career.Posting{}}
	for want, role := range map[string]content.Role{
		"hour [month] year": month, "hour [day] month year": posted, "hour [week] month year": regional, "": unpaid,
	} {
		var got []string
		for _, p := range payMaker(nil).payPeriods(ownPeriod(&role)) {
			if p.Label != "per."+p.Value {
				t.Errorf("%s is called %s", p.Value, p.Label)
			}
			if p.Own {
				p.Value = "[" + p.Value + "]"
			}
			got = append(got, p.Value)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("got %v, want %s", got, want)
		}
	}
}
