package figure

import (
	"cmp"
	"slices"
)

// label is a mark's name with its amount below it, and the lead that ties it
// to its place on the axis. The lead crosses no other label and no other
// lead: labels keep the order of their marks in every row.
type label struct {
	name, text string
	value      float64
	unit       string    // of the value, for a script that converts it; may be ""
	ends       []Mark    // of a range that is the text; else none
	at         float64   // of the mark on the axis
	width      float64   // of the text
	row        int       // 0 is nearest to the axis
	x          float64   // middle of the text
	lead       []float64 // where the lead enters each row, the label's own last
}

const (
	gap       = 8.0 // between what stands side by side
	leadSpace = 4.0 // that a lead takes between labels
	rowHeight = 2*line + 8.0
	// textLimit leaves room for the leads of all other labels beside a text.
	textLimit = wide - 6*(gap+leadSpace)
)

func newLabel(m Mark, at float64) label {
	l := label{name: fit(m.Label, textSize, textLimit), text: fit(m.Text, textSize, textLimit), at: at}
	if l.text == m.Text {
		l.value, l.unit = m.Value, m.Unit
	}
	l.width = max(width(l.name, textSize), width(l.text, textSize))
	return l
}

// arrange sets the labels of the known marks in as few rows as keep them
// apart, and returns them with the number of rows.
func arrange(place func(float64) float64, marks ...Mark) (labels []label, rows int) {
	for _, m := range marks {
		if m.known() {
			labels = append(labels, newLabel(m, place(m.Value)))
		}
	}
	slices.SortStableFunc(labels, func(a, b label) int { return cmp.Compare(a.at, b.at) })
	for rows = min(1, len(labels)); rows < len(labels) && !roomy(labels, rows); {
		rows++
	}
	for i := range labels {
		labels[i].row = i % rows
	}
	for row := range rows {
		setRow(labels, row)
	}
	return labels, rows
}

// roomy reports whether the labels fit in so many rows.
func roomy(labels []label, rows int) bool {
	for row := range rows {
		total := -gap
		for i, l := range labels {
			switch own := i % rows; {
			case own == row:
				total += l.width + gap
			case own > row:
				total += leadSpace + gap
			}
		}
		if total > wide {
			return false
		}
	}
	return true
}

// setRow places the texts of a row, and the leads that pass it, as near to
// their marks as their neighbours allow: a least-squares fit that keeps order.
func setRow(labels []label, row int) {
	type block struct{ sum, n float64 }
	var items []*label
	var offsets []float64
	var blocks []block
	offset := 0.0
	for i := range labels {
		l := &labels[i]
		if l.row < row {
			continue
		}
		w := leadSpace
		if l.row == row {
			w = l.width
		}
		items, offsets = append(items, l), append(offsets, offset)
		blocks = append(blocks, block{l.enters() - w/2 - offset, 1})
		for n := len(blocks); n > 1 && blocks[n-2].sum*blocks[n-1].n > blocks[n-1].sum*blocks[n-2].n; n-- {
			blocks[n-2].sum += blocks[n-1].sum
			blocks[n-2].n += blocks[n-1].n
			blocks = blocks[:n-1]
		}
		offset += w + gap
	}
	room := max(wide-(offset-gap), 0)
	i := 0
	for _, b := range blocks {
		start := min(max(b.sum/b.n, 0), room)
		for range int(b.n) {
			l, from := items[i], start+offsets[i]
			i++
			if l.row > row {
				l.lead = append(l.lead, from+leadSpace/2)
				continue
			}
			l.x = from + l.width/2
			reach := max(l.width/2-4, 0)
			l.lead = append(l.lead, min(max(l.enters(), l.x-reach), l.x+reach))
		}
	}
}

// enters returns where the lead comes from into the next row.
func (l *label) enters() float64 {
	if n := len(l.lead); n > 0 {
		return l.lead[n-1]
	}
	return l.at
}

// lead ties a label to the axis at y: down if sign is 1, up if it is -1.
func (d *drawing) lead(l *label, y, sign float64) {
	d.path("lead", l.at, y)
	for row, x := range l.lead {
		top := y + sign*(float64(row)*rowHeight+6)
		d.raw("L").at(x).raw(" ").at(top)
		if row < l.row {
			d.raw("V").at(top + sign*(rowHeight-6))
		}
	}
	d.end()
}

// label writes a label, the baseline of its name at y.
func (d *drawing) label(l *label, y float64) {
	x, anchor := l.x, ""
	switch half := l.width / 2; {
	case x-half <= 0.05:
		x, anchor = 0, ` text-anchor="start"`
	case x+half >= wide-0.05:
		x, anchor = wide, ` text-anchor="end"`
	}
	d.raw("<text").raw(anchor).raw(` x="`).at(x).raw(`" y="`).at(y).raw(`">`).text(l.name)
	d.raw(`<tspan x="`).at(x).raw(`" y="`).at(y + line).raw(`"`)
	if len(l.ends) == 0 {
		d.data(l.value, l.unit).raw(">").text(l.text)
	} else {
		d.raw(">")
		for i, m := range l.ends {
			if i > 0 {
				d.raw("–")
			}
			d.raw("<tspan").data(m.Value, m.Unit).raw(">").text(m.Text).raw("</tspan>")
		}
	}
	d.raw("</tspan></text>")
}
