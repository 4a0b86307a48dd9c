package figure

import "math"

// least is the shortest bar, in percent: what can still be seen.
const least = 1.5

// Bar draws the range from low to high on a scale that several bars share:
// the pay of a tier or of a region. A single value (low equal to high) is a
// short mark at its place. It returns "" for a scale or a value that is none.
func Bar(low, high, scaleMin, scaleMax float64) string {
	if !finite(low) || !finite(high) || !finite(scaleMin) || !finite(scaleMax) || scaleMin == scaleMax {
		return ""
	}
	low, high = min(low, high), max(low, high)
	scaleMin, scaleMax = min(scaleMin, scaleMax), max(scaleMin, scaleMax)
	// Halves, so that a scale as wide as the type does not overflow.
	percent := func(v float64) float64 {
		v = min(max(v, scaleMin), scaleMax)
		return (v/2 - scaleMin/2) / (scaleMax/2 - scaleMin/2) * 100
	}
	from, to := percent(low), percent(high)
	if to-from < least {
		middle := min(max((from+to)/2, least/2), 100-least/2)
		from, to = middle-least/2, middle+least/2
	}
	return bar(from, to)
}

// Share draws a percentage of a whole.
func Share(percent float64) string {
	if !finite(percent) {
		return ""
	}
	percent = min(max(percent, 0), 100)
	if percent > 0 {
		percent = max(percent, least)
	}
	return bar(0, percent)
}

// Importance draws an importance from 0 to 100.
func Importance(v float64) string { return Share(v) }

// bar draws from one percentage to another. The drawing is stretched to the
// width that it is given; its height is the stylesheet's.
func bar(from, to float64) string {
	from, to = math.Round(from*10)/10, math.Round(to*10)/10
	d := make(drawing, 0, 192)
	d.raw(`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="track" d="M0 0h100v4H0z"/>`)
	if to > from {
		d.path("fill", from, 0).raw("H").at(to).raw("V4H").at(from).raw("z").end()
	}
	d.raw("</svg>")
	return string(d)
}
