package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// bitmap is a picture to be scaled.
type bitmap struct {
	image.Image
	width, height int
	gray          bool
	palette       [][4]uint8 // premultiplied
}

func newBitmap(img image.Image) *bitmap {
	b := img.Bounds()
	p := &bitmap{Image: img, width: b.Dx(), height: b.Dy()}
	switch img := img.(type) {
	case *image.Gray, *image.Gray16:
		p.gray = true
	case *image.Paletted:
		for _, c := range img.Palette {
			r, g, b, a := c.RGBA()
			p.palette = append(p.palette, [4]uint8{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)})
		}
	}
	return p
}

// kernel is how much each of some pixels in a line gives to one.
type kernel struct {
	from   int
	weight []float32
}

// kernels are those that scale a line of pixels from one length to a smaller
// one: Catmull and Rom's, as wide as it has to be.
func kernels(from, to int) []kernel {
	scale := float64(from) / float64(to)
	reach := 2 * scale
	list := make([]kernel, to)
	for i := range list {
		centre := (float64(i)+0.5)*scale - 0.5
		first, last := max(0, int(math.Ceil(centre-reach))), min(from-1, int(math.Floor(centre+reach)))
		k := kernel{from: first, weight: make([]float32, last-first+1)}
		sum := 0.0
		weights := make([]float64, last-first+1)
		for j := range weights {
			t := math.Abs(float64(first+j)-centre) / scale
			switch {
			case t < 1:
				weights[j] = (1.5*t-2.5)*t*t + 1
			case t < 2:
				weights[j] = ((-0.5*t+2.5)*t-4)*t + 2
			}
			sum += weights[j]
		}
		for j, w := range weights {
			k.weight[j] = float32(w / sum)
		}
		list[i] = k
	}
	return list
}

// scale returns the picture in a smaller size, an *image.NRGBA, or an
// *image.Gray of a gray one. Only a few lines of the original's width are
// held in between, however tall it is.
func (p *bitmap) scale(width, height int) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	across, down := kernels(p.width, width), kernels(p.height, height)
	line := make([]uint8, 4*p.width)
	lines := map[int][]float32{} // scaled across, by their place in the original
	var free [][]float32
	next := 0
	sum := make([]float32, 4*width)
	for y, k := range down {
		for ; next < k.from+len(k.weight); next++ {
			p.line(next, line)
			var to []float32
			if n := len(free); n > 0 {
				to, free = free[n-1], free[:n-1]
			} else {
				to = make([]float32, 4*width)
			}
			shrink(to, line, across)
			lines[next] = to
		}
		clear(sum)
		for j, w := range k.weight {
			for x, v := range lines[k.from+j] {
				sum[x] += w * v
			}
		}
		row := out.Pix[y*out.Stride:][:4*width]
		for x := 0; x < len(row); x += 4 {
			a := clamp(sum[x+3], 255)
			row[x], row[x+1], row[x+2], row[x+3] = clamp(sum[x], a), clamp(sum[x+1], a), clamp(sum[x+2], a), a
		}
		if y+1 < len(down) {
			for at := k.from; at < down[y+1].from; at++ {
				free = append(free, lines[at])
				delete(lines, at)
			}
		}
	}
	if p.gray {
		gray := image.NewGray(out.Rect)
		for i := range gray.Pix {
			gray.Pix[i] = out.Pix[4*i]
		}
		return gray
	}
	if out.Opaque() {
		return out
	}
	straight := image.NewNRGBA(out.Rect)
	draw.Draw(straight, out.Rect, out, image.Point{}, draw.Src)
	return straight
}

func clamp(f float32, most uint8) uint8 { return uint8(min(max(f, 0)+0.5, float32(most))) }

// shrink scales a line of four channels.
func shrink(to []float32, line []uint8, across []kernel) {
	for x, k := range across {
		var r, g, b, a float32
		at := line[4*k.from:][:4*len(k.weight)]
		for j, w := range k.weight {
			px := at[4*j:][:4]
			r += w * float32(px[0])
			g += w * float32(px[1])
			b += w * float32(px[2])
			a += w * float32(px[3])
		}
		px := to[4*x:][:4]
		px[0], px[1], px[2], px[3] = r, g, b, a
	}
}

// line reads a line of the picture in premultiplied RGBA.
func (p *bitmap) line(y int, to []uint8) {
	b := p.Bounds()
	y += b.Min.Y
	switch img := p.Image.(type) {
	case *image.RGBA:
		copy(to, img.Pix[img.PixOffset(b.Min.X, y):])
		return
	case *image.YCbCr:
		for x := range p.width {
			i, j := img.YOffset(b.Min.X+x, y), img.COffset(b.Min.X+x, y)
			px := to[4*x:][:4]
			px[0], px[1], px[2] = color.YCbCrToRGB(img.Y[i], img.Cb[j], img.Cr[j])
			px[3] = 255
		}
		return
	case *image.Gray:
		for x, v := range img.Pix[img.PixOffset(b.Min.X, y):][:p.width] {
			px := to[4*x:][:4]
			px[0], px[1], px[2], px[3] = v, v, v, 255
		}
		return
	case *image.NRGBA:
		row := img.Pix[img.PixOffset(b.Min.X, y):][:4*p.width]
		for x := 0; x < len(row); x += 4 {
			a := uint32(row[x+3])
			for c := range 3 {
				to[x+c] = uint8((uint32(row[x+c])*a + 127) / 255)
			}
			to[x+3] = uint8(a)
		}
		return
	case *image.Paletted:
		for x, i := range img.Pix[img.PixOffset(b.Min.X, y):][:p.width] {
			if int(i) < len(p.palette) {
				copy(to[4*x:], p.palette[i][:])
			} else {
				clear(to[4*x:][:4])
			}
		}
		return
	}
	for x := range p.width {
		r, g, bl, a := p.At(b.Min.X+x, y).RGBA()
		px := to[4*x:][:4]
		px[0], px[1], px[2], px[3] = uint8(r>>8), uint8(g>>8), uint8(bl>>8), uint8(a>>8)
	}
}

// upright turns a picture as an orientation of Exif says.
func upright(img image.Image, orientation int) image.Image {
	if orientation == 1 {
		return img
	}
	width, height := img.Bounds().Dx(), img.Bounds().Dy()
	if orientation >= 5 {
		width, height = height, width
	}
	var out draw.Image = image.NewRGBA(image.Rect(0, 0, width, height))
	if _, ok := img.(*image.Gray); ok {
		out = image.NewGray(out.Bounds())
	}
	for y := range height {
		for x := range width {
			right, bottom := width-1-x, height-1-y
			var from image.Point
			switch orientation {
			case 2:
				from = image.Pt(right, y)
			case 3:
				from = image.Pt(right, bottom)
			case 4:
				from = image.Pt(x, bottom)
			case 5:
				from = image.Pt(y, x)
			case 6:
				from = image.Pt(y, right)
			case 7:
				from = image.Pt(bottom, right)
			case 8:
				from = image.Pt(bottom, x)
			}
			out.Set(x, y, img.At(from.X, from.Y))
		}
	}
	return out
}
