// Package figure draws the charts of a role's page as inline SVG, at build
// time. A drawing carries no figure that the table beside it lacks, so it is
// hidden from those who cannot see it; it uses classes and presentation
// attributes only, so that a strict Content-Security-Policy holds.
//
// The classes that a stylesheet gives colour to: pay (the svg element), band,
// inner, range, posting, tick, mark, lead, axis; bar (the svg element of the
// bars), track, fill.
package figure

import (
	"math"
	"unicode"
)

// Mark is a labelled value on a scale. Label and Text are shown as they are.
// A Unit is written beside the text with the value, for a script that converts
// it.
type Mark struct {
	Value float64
	Label string // "Median"
	Text  string // "$79,000"
	Unit  string // "USD year"; may be ""
}

// known reports whether the mark can be drawn.
func (m Mark) known() bool { return m.Text != "" && finite(m.Value) }

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// width estimates the width of a text in a sans-serif face of the given size,
// on the wide side.
func width(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x1100 && unicode.In(r, unicode.Han, unicode.Hangul, unicode.Hiragana, unicode.Katakana) || r >= 0xff00 && r < 0xffe0 || r >= 0x1f000:
			w += 1.05
		case unicode.Is(unicode.Mn, r):
		case r == 'W' || r == 'M' || r == 'm' || r == 'w' || r == '%' || r == '@':
			w += .92
		case unicode.IsUpper(r):
			w += .72
		case r == ' ' || r == ',' || r == '.' || r == 'i' || r == 'l' || r == 'j' || r == 't' || r == 'f' || r == 'r' || r == '-' || r == '\u00a0' || r == '\u202f':
			w += .36
		default:
			w += .6
		}
	}
	return w * size
}

// fit cuts a text that is wider than limit, and marks the cut.
func fit(s string, size, limit float64) string {
	if width(s, size) <= limit {
		return s
	}
	runes := []rune(s)
	if len(runes) > 400 {
		runes = runes[:400]
	}
	for len(runes) > 1 && width(string(runes)+"…", size) > limit {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}
