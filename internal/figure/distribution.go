package figure

import "strings"

// Distribution is pay along one axis: the band from P10 to P90, the darker
// one from P25 to P75, marks for median and mean, and an employer's range
// below. Absent figures have Text "".
type Distribution struct {
	P10, P25, Median, Mean, P75, P90, Min, Max Mark
	PostingMin, PostingMax                     Mark
	PostingLabel                               string // "Posting range"
}

// Measures of the drawing, in its own units. It is as wide as a phone, so
// that its text is never scaled down by much.
const (
	wide     = 320.0
	margin   = 4.0 // beside the axis, for the strokes
	textSize = 12.0
	line     = 15.0 // between the baselines of a label's two lines
	bandSize = 18.0
)

// SVG draws the distribution, or nothing if there are fewer than two figures.
func (d Distribution) SVG() string {
	low, high, n := d.span()
	if n < 2 {
		return ""
	}
	place := func(v float64) float64 {
		if low == high {
			return wide / 2
		}
		return margin + (v/2-low/2)/(high/2-low/2)*(wide-2*margin)
	}

	above, rowsAbove := arrange(place, d.Median, d.Mean)
	below, rowsBelow := arrange(place, d.Min, d.P10, d.P25, d.P75, d.P90, d.Max)
	top := float64(rowsAbove)*rowHeight + 2
	foot := top + bandSize
	height := foot + float64(rowsBelow)*rowHeight + 2
	posting := d.PostingMin.known() && d.PostingMax.known()

	var b strings.Builder
	b.Grow(2048)
	put := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(p)
		}
	}
	band := func(class string, from, to Mark, y, h float64) {
		x1, x2 := place(min(from.Value, to.Value)), place(max(from.Value, to.Value))
		if x2-x1 < 2 {
			x1, x2 = x1-1, x1+1
		}
		put(`<path class="`, class, `" d="M`, coordinate(x1), ` `, coordinate(y), `H`, coordinate(x2), `v`, coordinate(h), `H`, coordinate(x1), `z"/>`)
	}
	stroke := func(class string, x, y1, y2 float64) {
		put(`<path class="`, class, `" d="M`, coordinate(x), ` `, coordinate(y1), `V`, coordinate(y2), `"/>`)
	}

	// The bands, the widest first.
	middle := top + bandSize/2
	put(`<path class="axis" d="M0 `, coordinate(middle), `H`, coordinate(wide), `"/>`)
	if d.Min.known() && d.Max.known() {
		band("range", d.Min, d.Max, top+5, bandSize-10)
	}
	if d.P10.known() && d.P90.known() {
		band("band", d.P10, d.P90, top+2, bandSize-4)
	}
	if d.P25.known() && d.P75.known() {
		band("inner", d.P25, d.P75, top+2, bandSize-4)
	}

	for _, l := range above {
		put(l.leadPath(top, -1))
	}
	for _, l := range below {
		stroke("tick", l.at, top+2, foot-2)
		put(l.leadPath(foot-2, 1))
	}
	if d.Mean.known() {
		stroke("mark mean", place(d.Mean.Value), top, foot)
	}
	if d.Median.known() {
		stroke("mark", place(d.Median.Value), top, foot)
	}
	for _, l := range above {
		put(l.svg(top - float64(l.row)*rowHeight - 9 - line))
	}
	for _, l := range below {
		put(l.svg(foot + float64(l.row)*rowHeight + 3 + line))
	}

	if posting {
		from, to := d.PostingMin, d.PostingMax
		if from.Value > to.Value {
			from, to = to, from
		}
		label, _ := arrange(place, Mark{from.Value/2 + to.Value/2, d.PostingLabel, from.Text + "–" + to.Text})
		band("posting", from, to, height+6, 5)
		put(label[0].svg(height + 12 + line))
		height += 16 + 2*line
	}
	return `<svg class="pay" viewBox="0 0 ` + coordinate(wide) + ` ` + coordinate(height) + `" aria-hidden="true" focusable="false">` + b.String() + `</svg>`
}

// span returns the ends of the axis and how many figures there are.
func (d Distribution) span() (low, high float64, n int) {
	marks := []Mark{d.P10, d.P25, d.Median, d.Mean, d.P75, d.P90, d.Min, d.Max}
	if d.PostingMin.known() && d.PostingMax.known() {
		marks = append(marks, d.PostingMin, d.PostingMax)
	}
	for _, m := range marks {
		if !m.known() {
			continue
		}
		if n == 0 {
			low, high = m.Value, m.Value
		}
		low, high = min(low, m.Value), max(high, m.Value)
		n++
	}
	return low, high, n
}
