package figure

import (
	"math"
	"unicode/utf8"
)

// Sides is the pay of several roles, one below the other on one scale that
// begins at zero. assets/js/compare.js draws the same.
type Sides struct {
	Rows []SidesRow
	Text func(amount float64) string // an amount of the axis
	Unit string                      // of the amounts, as Mark has it
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
	d := make(drawing, 0, 2048)
	d.open("pay sides", foot+20)
	band := func(class string, from, to, y, h float64) {
		if finite(from) && finite(to) {
			d.box(class, place(from), place(to), y, h)
		}
	}
	mark := func(class string, v, y float64) {
		if finite(v) {
			d.path(class, place(v), y).raw("v18").end()
		}
	}
	for i, r := range s.Rows {
		y := float64(i)*sidesRow + sidesBand
		d.raw(`<text class="name" text-anchor="start" x="0" y="`).at(y - 6).raw(`">`).text(cut(r.Title, sidesTitle)).raw("</text>")
		for v := 0.0; v <= end+step/2; v += step {
			mark("axis", v, y)
		}
		band("range", r.Min, r.Max, y+6, 6)
		band("band", r.P10, r.P90, y+2, 14)
		band("inner", r.P25, r.P75, y+2, 14)
		mark("mark mean", r.Mean, y)
		mark("mark", r.Median, y)
	}
	d.path("axis", 0, foot).raw("H").at(wide).end()
	every := step // tick is labelled, but with four of them every second one: a phone has no room for more
	if end > 3.5*step {
		every = 2 * step
	}
	for v := 0.0; v <= end+step/2; v += every {
		anchor, x := "middle", place(v)
		if v == 0 {
			anchor, x = "start", 0
		} else if v > end-step/2 {
			anchor, x = "end", wide
		}
		d.raw(`<text text-anchor="`).raw(anchor).raw(`" x="`).at(x).raw(`" y="`).at(foot+15).raw(`"`).data(v, s.Unit).raw(">").text(s.Text(v)).raw("</text>")
	}
	d.raw("</svg>")
	return string(d)
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
