package card

import (
	"image"
	"image/color"
	"sync"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/vector"
)

// The card's measures, in pixels.
const (
	margin   = 84
	measure  = Width - 2*margin
	band     = 14  // of the accent, along the top
	siteLine = 112 // baseline of the site's name
	siteSize = 34

	titleTop    = 172 // the title stands between these
	titleBottom = 416
	freeBottom  = 540 // the latter where there is no pay
	leading     = 1.1 // from line to line, in ems

	rule      = 462 // the hairline above the pay
	labelLine = 511
	labelSize = 28
	payLine   = 568
	paySize   = 52
	payLeast  = 28
	mostLines = 3
)

// titleSizes are the sizes of titles, from the one that is tried first.
var titleSizes = []int{108, 100, 92, 84, 76, 68, 62, 56, 50}

// Levels of a colour over paper, for smooth edges. With paper there are
// sixteen colours, so that a pixel takes four bits.
const (
	ink    = 6
	accent = 5
	quiet  = 4
)

// tone is a run of the palette: a colour over paper in levels.
type tone struct{ first, levels int }

var (
	inkTone    = tone{1, ink}
	accentTone = tone{1 + ink, accent}
	quietTone  = tone{1 + ink + accent, quiet}
)

func palette(l Look) []color.RGBA {
	p := []color.RGBA{l.Paper}
	for _, c := range []struct {
		color  color.RGBA
		levels int
	}{{l.Ink, ink}, {l.Accent, accent}, {mix(l.Ink, l.Paper, 0.72), quiet}} {
		for i := 1; i <= c.levels; i++ {
			p = append(p, mix(c.color, l.Paper, float64(i)/float64(c.levels)))
		}
	}
	return p
}

// sheet is what a card is drawn on. Sheets are used again.
type sheet struct {
	pix    []uint8 // an index of the palette for each pixel, row by row
	mask   *image.Alpha
	raster vector.Rasterizer
	pen    pen
	png    pngWriter
}

var sheets = sync.Pool{New: func() any {
	return &sheet{pix: make([]uint8, Width*Height), mask: image.NewAlpha(image.Rect(0, 0, Width, 256))}
}}

// PNG draws the card. What [CanSet] does not hold for is not shown, or as the
// font's sign for a letter that it lacks.
func (c Card) PNG() []byte {
	s := sheets.Get().(*sheet)
	defer sheets.Put(s)
	clear(s.pix)
	f := faces()

	s.fill(0, 0, Width, band, accentTone)
	s.use(f.regular, siteSize)
	s.text(shortened(clip(c.Site), measure, s.pen.width), siteLine, quietTone)
	bottom := freeBottom
	if c.Pay != "" {
		bottom = titleBottom
		s.fill(margin, rule, Width-margin, rule+2, tone{quietTone.first, 1})
		if c.Label != "" {
			s.use(f.regular, labelSize)
			s.text(shortened(clip(c.Label), measure, s.pen.width), labelLine, quietTone)
		}
		s.use(f.semibold, paySize)
		pay := clip(c.Pay)
		for s.pen.width(pay) > measure && s.pen.size > payLeast {
			s.pen.size -= 4
		}
		s.text(shortened(pay, measure, s.pen.width), payLine, accentTone)
	}
	s.use(f.semibold, 0)
	lines := s.title(clip(c.Title), bottom-titleTop)
	size := float64(s.pen.size)
	step := leading * size
	// From the top of the first line's capitals to the last baseline.
	height := (float64(len(lines)-1) + capitals/leading) * step
	y := titleTop + 0.42*(float64(bottom-titleTop)-height) + capitals*size
	for i, l := range lines {
		s.text(l, int(y+float64(i)*step+0.5), inkTone)
	}

	return s.png.write(s.pix, palette(c.Look))
}

// capitals is the height of the font's capital letters, in ems.
const capitals = 0.66

func (s *sheet) use(face *sfnt.Font, size int) { s.pen.face, s.pen.size = face, size }

// title breaks a title at the largest size at which it fits the height, and
// leaves the pen at that size.
func (s *sheet) title(title string, height int) []string {
	for _, s.pen.size = range titleSizes {
		size := float64(s.pen.size)
		most := min(mostLines, 1+int((float64(height)-capitals*size)/(leading*size)))
		if lines := broken(title, measure, most, s.pen.width); lines != nil {
			return lines
		}
	}
	return cut(title, measure, mostLines, s.pen.width)
}

// fill paints a rectangle in the deepest level of a tone.
func (s *sheet) fill(x0, y0, x1, y1 int, t tone) {
	for y := y0; y < y1; y++ {
		row := s.pix[y*Width:][x0:x1]
		for i := range row {
			row[i] = uint8(t.first + t.levels - 1)
		}
	}
}

// text sets a line at the left margin.
func (s *sheet) text(text string, baseline int, t tone) {
	size := s.pen.size
	above, below := size*11/10, size*4/10
	top := max(baseline-above, 0)
	height := min(baseline+below, Height) - top
	line, _ := s.pen.set(text)
	s.raster.Reset(Width, height)
	s.pen.trace(&s.raster, line, margin, float32(baseline-top))
	s.mask.Rect = image.Rect(0, 0, Width, height)
	clear(s.mask.Pix[:Width*height])
	s.raster.Draw(s.mask, s.mask.Rect, image.Opaque, image.Point{})
	for y := range height {
		row := s.pix[(top+y)*Width:][:Width]
		for x, a := range s.mask.Pix[y*Width:][:Width] {
			if level := (int(a)*t.levels + 127) / 255; level > 0 {
				row[x] = uint8(t.first + level - 1)
			}
		}
	}
}
