package card

import (
	"image/color"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// Look is a card's colours.
type Look struct {
	Paper, Ink, Accent color.RGBA // opaque
}

// Default is the look of the default theme, on light.
var Default = Look{
	Paper:  color.RGBA{0xfd, 0xfc, 0xf9, 0xff},
	Ink:    color.RGBA{0x1f, 0x1c, 0x19, 0xff},
	Accent: color.RGBA{0x8c, 0x2f, 0x1a, 0xff},
}

// With returns the look with the colours that a theme sets, as CSS writes
// them. One that is empty, or not understood, stays as it is.
func (l Look) With(paper, ink, accent string) Look {
	for _, set := range []struct {
		to  *color.RGBA
		css string
	}{{&l.Paper, paper}, {&l.Ink, ink}, {&l.Accent, accent}} {
		if c, ok := Colour(set.css); ok {
			*set.to = c
		}
	}
	return l
}

// Colour reads an opaque colour of CSS: #rgb, #rrggbb, rgb(…) of three
// numbers or percentages, hsl(…), or a name.
func Colour(css string) (color.RGBA, bool) {
	css = strings.ToLower(strings.TrimSpace(css))
	if digits, ok := strings.CutPrefix(css, "#"); ok {
		return hexadecimal(digits)
	}
	if name, rest, ok := strings.Cut(css, "("); ok && strings.HasSuffix(rest, ")") {
		values := strings.FieldsFunc(strings.TrimSuffix(rest, ")"), func(r rune) bool { return r == ',' || r == ' ' })
		if len(values) != 3 {
			return color.RGBA{}, false
		}
		switch name {
		case "rgb", "rgba":
			return rgb(values)
		case "hsl", "hsla":
			return hsl(values)
		}
		return color.RGBA{}, false
	}
	c, ok := colornames.Map[css]
	return c, ok
}

func hexadecimal(digits string) (color.RGBA, bool) {
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 0xff}, true
}

// number reads "12" or "12%", a percentage as a share of whole.
func number(s string, whole float64) (float64, bool) {
	digits, percent := strings.CutSuffix(s, "%")
	f, err := strconv.ParseFloat(digits, 64)
	if err != nil || !(f > -1e6 && f < 1e6) {
		return 0, false
	}
	if percent {
		f = f * whole / 100
	}
	return f, true
}

func channel(f float64) uint8 { return uint8(min(max(f, 0), 255) + 0.5) }

func rgb(values []string) (color.RGBA, bool) {
	var c [3]uint8
	for i, v := range values {
		f, ok := number(v, 255)
		if !ok {
			return color.RGBA{}, false
		}
		c[i] = channel(f)
	}
	return color.RGBA{c[0], c[1], c[2], 0xff}, true
}

func hsl(values []string) (color.RGBA, bool) {
	h, ok := number(strings.TrimSuffix(values[0], "deg"), 360)
	s, okS := number(values[1], 1)
	l, okL := number(values[2], 1)
	if !ok || !okS || !okL || !strings.HasSuffix(values[1], "%") || !strings.HasSuffix(values[2], "%") {
		return color.RGBA{}, false
	}
	s, l = min(max(s, 0), 1), min(max(l, 0), 1)
	for h = h / 30; h < 0; {
		h += 12
	}
	at := func(n float64) uint8 {
		k := n + h
		for k >= 12 {
			k -= 12
		}
		return channel(255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))))
	}
	return color.RGBA{at(0), at(8), at(4), 0xff}, true
}

// mix returns a colour between two: share of a, the rest of b.
func mix(a, b color.RGBA, share float64) color.RGBA {
	between := func(a, b uint8) uint8 { return channel(share*float64(a) + (1-share)*float64(b)) }
	return color.RGBA{between(a.R, b.R), between(a.G, b.G), between(a.B, b.B), 0xff}
}
