package figure

import (
	"html"
	"math"
	"strconv"
)

// drawing is an svg element as it is written.
type drawing []byte

// raw writes markup.
func (d *drawing) raw(markup string) *drawing {
	*d = append(*d, markup...)
	return d
}

// text writes a text.
func (d *drawing) text(s string) *drawing { return d.raw(html.EscapeString(s)) }

// at writes a coordinate, with one decimal at most: "12.5", "40".
func (d *drawing) at(v float64) *drawing {
	tenths := math.Round(v * 10)
	if !finite(tenths) {
		return d.raw("0")
	}
	if math.Abs(tenths) >= 1<<53 {
		*d = strconv.AppendFloat(*d, tenths/10, 'f', -1, 64)
		return d
	}
	n := int64(tenths)
	if n < 0 {
		*d = append(*d, '-')
		n = -n
	}
	*d = strconv.AppendInt(*d, n/10, 10)
	if n%10 != 0 {
		*d = append(*d, '.', '0'+byte(n%10))
	}
	return d
}

// data writes the attributes that tell a script a value and its unit; none
// without a unit.
func (d *drawing) data(value float64, unit string) *drawing {
	if unit == "" {
		return d
	}
	d.raw(` data-value="`)
	if n := int64(value); math.Abs(value) < 1<<53 && float64(n) == value {
		*d = strconv.AppendInt(*d, n, 10)
	} else {
		*d = strconv.AppendFloat(*d, value, 'f', -1, 64)
	}
	return d.raw(`" data-pay="`).text(unit).raw(`"`)
}

// path opens a path of a class at its first point.
func (d *drawing) path(class string, x, y float64) *drawing {
	return d.raw(`<path class="`).raw(class).raw(`" d="M`).at(x).raw(" ").at(y)
}

// end closes a path.
func (d *drawing) end() { d.raw(`"/>`) }

// box draws a rectangle.
func (d *drawing) box(class string, x1, x2, y, height float64) {
	d.path(class, x1, y).raw("H").at(x2).raw("v").at(height).raw("H").at(x1).raw("z").end()
}

// open begins an svg element.
func (d *drawing) open(class string, height float64) {
	d.raw(`<svg class="`).raw(class).raw(`" viewBox="0 0 `).at(wide).raw(" ").at(height).raw(`" aria-hidden="true" focusable="false">`)
}
