package figure

import (
	"html"
	"math"
	"strings"
	"unicode/utf8"
)

// Sides is the pay of several roles, one below the other on one scale that
// begins at zero. assets/js/compare.js draws the same.
type Sides struct {
	Rows []SidesRow
	Text func(amount float64) string // an amount of the axis
}

// SidesRow is the pay of one role. Absent figures are NaN.
type SidesRow struct {
	Title                                      string
	Min, P10, P25, Median, Mean, P75, P90, Max float64
}

// Measures of the drawing.
const (
	sidesRow   = 46.0
	sidesBand  = 20.0 // from a row's top to its band
	sidesTitle = 44   // characters
)

// SVG draws the rows, or nothing if none has a figure.
func (s Sides) SVG() string {
	high := 0.0
	for _, r := range s.Rows {
		for _, v := range []float64{r.Min, r.P10, r.P25, r.Median, r.Mean, r.P75, r.P90, r.Max} {
			if finite(v) {
				high = max(high, v)
			}
		}
	}
	if high <= 0 {
		return ""
	}
	step := stepOf(high)
	end := math.Ceil(high/step) * step
	place := func(v float64) float64 { return margin + v/end*(wide-2*margin) }
	foot := float64(len(s.Rows)) * sidesRow
	var b strings.Builder
	put := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
	}
	band := func(class string, from, to, y, h float64) {
		if finite(from) && finite(to) {
			put(`<path class="`, class, `" d="M`, coordinate(place(from)), ` `, coordinate(y), `H`, coordinate(place(to)), `v`, coordinate(h), `H`, coordinate(place(from)), `z"/>`)
		}
	}
	mark := func(class string, v, y float64) {
		if finite(v) {
			put(`<path class="`, class, `" d="M`, coordinate(place(v)), ` `, coordinate(y), `v18"/>`)
		}
	}
	for i, r := range s.Rows {
		y := float64(i)*sidesRow + sidesBand
		put(`<text class="name" text-anchor="start" x="0" y="`, coordinate(y-6), `">`, html.EscapeString(cut(r.Title, sidesTitle)), `</text>`)
		for v := 0.0; v <= end+step/2; v += step {
			put(`<path class="axis" d="M`, coordinate(place(v)), ` `, coordinate(y), `v18"/>`)
		}
		band("range", r.Min, r.Max, y+6, 6)
		band("band", r.P10, r.P90, y+2, 14)
		band("inner", r.P25, r.P75, y+2, 14)
		mark("mark mean", r.Mean, y)
		mark("mark", r.Median, y)
	}
	put(`<path class="axis" d="M0 `, coordinate(foot), `H`, coordinate(wide), `"/>`)
	for v := 0.0; v <= end+step/2; v += step {
		anchor, x := "middle", place(v)
		if v == 0 {
			anchor, x = "start", 0
		} else if v > end-step/2 {
			anchor, x = "end", wide
		}
		put(`<text text-anchor="`, anchor, `" x="`, coordinate(x), `" y="`, coordinate(foot+15), `">`, html.EscapeString(s.Text(v)), `</text>`)
	}
	return `<svg class="pay sides" viewBox="0 0 ` + coordinate(wide) + ` ` + coordinate(foot+20) + `" aria-hidden="true" focusable="false">` + b.String() + `</svg>`
}

// stepOf returns the step of an axis up to an amount: 1, 2 or 5 and zeros, so
// that there are at most four.
func stepOf(high float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(high/4)))
	for _, factor := range []float64{1, 2, 5} {
		if high <= 4*factor*power {
			return factor * power
		}
	}
	return 10 * power
}

// cut ends a text after n characters, and marks the cut.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n-1]) + "…"
}
