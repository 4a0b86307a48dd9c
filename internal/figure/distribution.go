package figure

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
func (p Distribution) SVG() string {
	low, high, n := p.span()
	if n < 2 {
		return ""
	}
	place := func(v float64) float64 {
		if low == high {
			return wide / 2
		}
		return margin + (v/2-low/2)/(high/2-low/2)*(wide-2*margin)
	}

	above, rowsAbove := arrange(place, p.Median, p.Mean)
	below, rowsBelow := arrange(place, p.Min, p.P10, p.P25, p.P75, p.P90, p.Max)
	top := float64(rowsAbove)*rowHeight + 2
	foot := top + bandSize
	height := foot + float64(rowsBelow)*rowHeight + 2
	posting := p.PostingMin.known() && p.PostingMax.known()

	full := height // with the posting's range
	if posting {
		full += 16 + 2*line
	}
	d := make(drawing, 0, 3072)
	d.open("pay", full)
	band := func(class string, from, to Mark, y, h float64) {
		x1, x2 := place(min(from.Value, to.Value)), place(max(from.Value, to.Value))
		if x2-x1 < 2 {
			x1, x2 = x1-1, x1+1
		}
		d.box(class, x1, x2, y, h)
	}
	stroke := func(class string, x, y1, y2 float64) { d.path(class, x, y1).raw("V").at(y2).end() }

	// The bands, the widest first.
	middle := top + bandSize/2
	d.path("axis", 0, middle).raw("H").at(wide).end()
	if p.Min.known() && p.Max.known() {
		band("range", p.Min, p.Max, top+5, bandSize-10)
	}
	if p.P10.known() && p.P90.known() {
		band("band", p.P10, p.P90, top+2, bandSize-4)
	}
	if p.P25.known() && p.P75.known() {
		band("inner", p.P25, p.P75, top+2, bandSize-4)
	}

	for i := range above {
		d.lead(&above[i], top, -1)
	}
	for i := range below {
		stroke("tick", below[i].at, top+2, foot-2)
		d.lead(&below[i], foot-2, 1)
	}
	if p.Mean.known() {
		stroke("mark mean", place(p.Mean.Value), top, foot)
	}
	if p.Median.known() {
		stroke("mark", place(p.Median.Value), top, foot)
	}
	for i := range above {
		d.label(&above[i], top-float64(above[i].row)*rowHeight-9-line)
	}
	for i := range below {
		d.label(&below[i], foot+float64(below[i].row)*rowHeight+3+line)
	}

	if posting {
		from, to := p.PostingMin, p.PostingMax
		if from.Value > to.Value {
			from, to = to, from
		}
		text := from.Text + "–" + to.Text
		label, _ := arrange(place, Mark{Value: from.Value/2 + to.Value/2, Label: p.PostingLabel, Text: text})
		if label[0].text == text && from.Unit != "" {
			label[0].ends = []Mark{from, to}
		}
		band("posting", from, to, height+6, 5)
		d.label(&label[0], height+12+line)
	}
	d.raw("</svg>")
	return string(d)
}

// span returns the ends of the axis and how many figures there are.
func (p Distribution) span() (low, high float64, n int) {
	marks := []Mark{p.P10, p.P25, p.Median, p.Mean, p.P75, p.P90, p.Min, p.Max}
	if p.PostingMin.known() && p.PostingMax.known() {
		marks = append(marks, p.PostingMin, p.PostingMax)
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
