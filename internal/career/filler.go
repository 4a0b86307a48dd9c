package career

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A language writes figures of one form alike but for their digits. Libraries
// take their time for each figure, so they write one of each form, and its
// digits are replaced.

// form is what the way of writing a figure depends on, in a language.
type form struct {
	currency Currency // "" for a figure without one
	negative bool
	whole    int // digits before the point
	decimals int // and after it
}

// filler writes figures of a form.
type filler struct {
	between []string // what stands before each digit, and behind the last
	zero    rune     // the language's digits follow it
}

// write writes a known figure as library does, which is called under the lock.
func (l *Locale) write(n Number, c Currency, library func(Number) string) string {
	digits := n.String()
	plain := strings.TrimPrefix(digits, "-")
	of := form{c, n.Negative(), len(plain), decimals(plain)}
	if of.decimals > 0 {
		of.whole -= of.decimals + 1
	}
	made, ok := l.forms.Load(of)
	if !ok {
		l.mu.Lock()
		made, _ = l.forms.LoadOrStore(of, newFiller(of, library))
		l.mu.Unlock()
	}
	if f := made.(*filler); f != nil {
		return f.fill(plain)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return library(n)
}

// decimals returns how many digits a plain decimal form has after the point.
func decimals(plain string) int {
	_, after, _ := strings.Cut(plain, ".")
	return len(after)
}

// newFiller returns what writes figures of a form; nil where the digits of what
// is made cannot be told.
func newFiller(of form, library func(Number) string) *filler {
	sample := int64(0) // 1111.11 in thousandths
	for range of.whole + of.decimals {
		sample = sample*10 + 1
	}
	for range 3 - of.decimals {
		sample *= 10
	}
	if of.negative {
		sample = -sample
	}
	var f filler
	rest := library(thousandths(sample))
	for i := strings.IndexFunc(rest, unicode.IsDigit); i >= 0; i = strings.IndexFunc(rest, unicode.IsDigit) {
		one := []rune(rest[i:])[0]
		if f.zero != 0 && one != f.zero+1 && one != f.zero {
			return nil
		}
		if f.zero == 0 {
			f.zero = one - 1
		}
		if one == f.zero { // beyond the decimals of the figure: "48.50"
			break
		}
		f.between = append(f.between, rest[:i])
		rest = rest[i+len(string(one)):]
	}
	if len(f.between) != of.whole+of.decimals || strings.ContainsFunc(rest, func(c rune) bool { return unicode.IsDigit(c) && c != f.zero }) {
		return nil
	}
	f.between = append(f.between, rest)
	return &f
}

// fill writes the digits of a plain decimal form without its sign.
func (f *filler) fill(plain string) string {
	b := make([]byte, 0, 4*len(plain)+8)
	i := 0
	for _, c := range plain {
		if c == '.' {
			continue
		}
		b = append(b, f.between[i]...)
		b = utf8.AppendRune(b, f.zero+(c-'0'))
		i++
	}
	return string(append(b, f.between[i]...))
}
