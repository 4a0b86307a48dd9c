package card

import (
	"sync"
	"unicode"

	"codeberg.org/go-fonts/stix/stix2textregular"
	"codeberg.org/go-fonts/stix/stix2textsemibold"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
	"golang.org/x/text/unicode/norm"
)

// faces are the two cuts of STIX Two Text that cards are set in, parsed once.
var faces = sync.OnceValue(func() (f struct{ regular, semibold *sfnt.Font }) {
	parse := func(data []byte) *sfnt.Font {
		face, err := sfnt.Parse(data)
		if err != nil {
			panic("a font inside the program cannot be read: " + err.Error())
		}
		return face
	}
	f.regular, f.semibold = parse(stix2textregular.TTF), parse(stix2textsemibold.TTF)
	return f
})

// CanSet reports whether cards can show a text: the font has its letters, and
// the script is one whose letters stand beside each other unchanged, from left
// to right.
func CanSet(text string) bool {
	f := faces()
	var b sfnt.Buffer
	for _, r := range norm.NFC.String(text) {
		if r == softHyphen || unicode.IsSpace(r) {
			continue
		}
		if !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) || unicode.In(r, unicode.M, unicode.C) {
			return false
		}
		for _, face := range []*sfnt.Font{f.regular, f.semibold} {
			if i, err := face.GlyphIndex(&b, r); err != nil || i == 0 {
				return false
			}
		}
	}
	return true
}

const softHyphen = '\u00ad'

// pen sets text in one face at one size.
type pen struct {
	buffer sfnt.Buffer
	face   *sfnt.Font
	size   int // pixels to the em
}

// glyph is a letter at its place on the line.
type glyph struct {
	index sfnt.GlyphIndex
	x     float32
}

// set places the letters of a line, kerned; advance is its width in pixels.
func (p *pen) set(text string) (line []glyph, advance float32) {
	ppem := fixed.I(p.size)
	var x fixed.Int26_6
	var last sfnt.GlyphIndex
	for _, r := range norm.NFC.String(text) {
		if r == softHyphen {
			continue
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		index, err := p.face.GlyphIndex(&p.buffer, r)
		if err != nil {
			continue
		}
		if last != 0 {
			if kern, err := p.face.Kern(&p.buffer, last, index, ppem, font.HintingNone); err == nil {
				x += kern
			}
		}
		line = append(line, glyph{index, pixels(x)})
		if a, err := p.face.GlyphAdvance(&p.buffer, index, ppem, font.HintingNone); err == nil {
			x += a
		}
		last = index
	}
	return line, pixels(x)
}

func (p *pen) width(text string) float32 {
	_, w := p.set(text)
	return w
}

func pixels(x fixed.Int26_6) float32 { return float32(x) / 64 }

// trace adds the outlines of a line to a rasteriser, its first letter at x on
// a baseline at y.
func (p *pen) trace(to *vector.Rasterizer, line []glyph, x, y float32) {
	for _, g := range line {
		segments, err := p.face.LoadGlyph(&p.buffer, g.index, fixed.I(p.size), nil)
		if err != nil {
			continue
		}
		at := func(pt fixed.Point26_6) (float32, float32) { return x + g.x + pixels(pt.X), y + pixels(pt.Y) }
		for _, s := range segments {
			ax, ay := at(s.Args[0])
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				to.ClosePath()
				to.MoveTo(ax, ay)
			case sfnt.SegmentOpLineTo:
				to.LineTo(ax, ay)
			case sfnt.SegmentOpQuadTo:
				to.QuadTo(ax, ay, bx, by)
			case sfnt.SegmentOpCubeTo:
				to.CubeTo(ax, ay, bx, by, cx, cy)
			}
		}
		to.ClosePath()
	}
}
