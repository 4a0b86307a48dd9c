package picture

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	readwebp "golang.org/x/image/webp"
)

// scene is a picture with slow and quick changes, that is dark in its upper
// left corner only.
func scene(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	noise := uint32(1)
	for y := range height {
		for x := range width {
			noise = noise*1664525 + 1013904223
			c := color.RGBA{uint8(120 + 100*x/width), uint8(120 + 100*y/height), uint8(150 + noise>>27), 255}
			if x < width/4 && y < height/4 {
				c = color.RGBA{10, 10, 10, 255}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func asJPEG(t *testing.T, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// told is a short form of variants: "480 800 480w".
func told(list []Variant) string {
	var words []string
	for _, v := range list {
		w := fmt.Sprint(v.Width)
		if v.WebP {
			w += "w"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

func TestVariants(t *testing.T) {
	small := asJPEG(t, scene(1000, 700), 5) // smaller than any variant of quality
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"a.jpg", asJPEG(t, scene(1700, 900), 95), "480 800 1200 1600"},
		{"a.jpeg", asJPEG(t, scene(1200, 900), 95), "480 800"},
		{"a.JPG", asJPEG(t, scene(481, 20), 95), "480"},
		{"a.jpg", asJPEG(t, scene(480, 900), 95), ""},
		{"a.jpg", small, "480"},
		{"a.png", asPNG(t, scene(900, 500)), "480 800"},
		{"a.png", asPNG(t, image.NewGray(image.Rect(0, 0, 1300, 6000))), "480 480w"},         // the wider ones are too tall
		{"a.png", asPNG(t, image.NewGray(image.Rect(0, 0, 900, 2500))), "480 800 480w 800w"}, // it has too many pixels itself
		{"a.jpg", asJPEG(t, image.NewGray(image.Rect(0, 0, 1700, 6000)), 100), "480 800"},
		{"a.png", asPNG(t, image.NewGray(image.Rect(0, 0, 900, 500))), "480 800 480w 800w 900w"},
	} {
		config, _, _ := image.DecodeConfig(bytes.NewReader(tt.data))
		if testing.Short() && config.Width*config.Height > 1_000_000 {
			continue
		}
		list, err := Variants(tt.name, tt.data)
		if err != nil || told(list) != tt.want {
			t.Errorf("%s of %d bytes: %s, %v; want %s", tt.name, len(tt.data), told(list), err, tt.want)
		}
		sizes := map[int]int{config.Width: len(tt.data)}
		for _, v := range list {
			decode := image.Decode
			if v.WebP {
				decode = func(r io.Reader) (image.Image, string, error) { img, err := readwebp.Decode(r); return img, "", err }
			}
			img, _, err := decode(bytes.NewReader(v.Data))
			if err != nil {
				t.Errorf("%s, %d: %v", tt.name, v.Width, err)
				continue
			}
			want := int(math.Round(float64(config.Height) * float64(v.Width) / float64(config.Width)))
			if b := img.Bounds(); b.Dx() != v.Width || b.Dy() != want {
				t.Errorf("%s, %d: of size %v, want height %d", tt.name, v.Width, b, want)
			}
			if v.WebP && len(v.Data) >= sizes[v.Width] {
				t.Errorf("%s, %d: %d bytes of WebP for %d", tt.name, v.Width, len(v.Data), sizes[v.Width])
			}
			if !v.WebP {
				sizes[v.Width] = len(v.Data)
				if len(v.Data) >= len(tt.data) {
					t.Errorf("%s, %d: %d bytes of %d", tt.name, v.Width, len(v.Data), len(tt.data))
				}
			}
		}
		if testing.Short() {
			continue
		}
		again, _ := Variants(tt.name, tt.data)
		if !slices.EqualFunc(list, again, func(a, b Variant) bool {
			return a.Width == b.Width && a.WebP == b.WebP && bytes.Equal(a.Data, b.Data)
		}) {
			t.Errorf("%s: others the second time", tt.name)
		}
	}
}

// WebP is there for every width or for none.
func TestLighter(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 500, 100))
	b := newBitmap(img)
	narrow := func(bytes int) scaled { return scaled{Variant{Width: 480, Data: make([]byte, bytes)}, img} }
	for _, tt := range []struct{ narrow, original, want int }{{5000, 5000, 2}, {10, 5000, 0}, {5000, 10, 0}} {
		if got := lighter(b, img, []scaled{narrow(tt.narrow)}, tt.original); len(got) != tt.want {
			t.Errorf("of %d and %d bytes: %d, want %d", tt.narrow, tt.original, len(got), tt.want)
		}
	}
}

// Of this picture the encoder makes a file that cannot be decoded: it must not
// reach a page.
func TestBadWebP(t *testing.T) {
	img := newBitmap(scene(900, 500)).scale(480, 267)
	if data := losslessWebP(img); data != nil {
		if _, err := readwebp.Decode(bytes.NewReader(data)); err != nil {
			t.Errorf("%d bytes: %v", len(data), err)
		}
	}
	if data := losslessWebP(scene(300, 200)); data == nil {
		t.Error("nothing of another picture")
	}
}

// A variant shows what the original does: no pixel is far from the mean of
// those that it stands for.
func TestScale(t *testing.T) {
	rgba := scene(600, 400)
	nrgba := image.NewNRGBA(rgba.Rect)
	paletted := image.NewPaletted(rgba.Rect, color.Palette{color.RGBA{10, 10, 10, 255}, color.RGBA{200, 180, 160, 255}, color.NRGBA{200, 0, 0, 100}})
	gray := image.NewGray(rgba.Rect)
	deep := image.NewNRGBA64(rgba.Rect)
	for y := range 400 {
		for x := range 600 {
			c := rgba.RGBAAt(x, y)
			nrgba.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(x * 255 / 600)})
			deep.Set(x, y, color.NRGBA{c.R, c.G, c.B, uint8(y * 255 / 400)})
			gray.Set(x, y, c)
			switch {
			case c.R == 10:
			case x < 400:
				paletted.SetColorIndex(x, y, 1)
			default:
				paletted.SetColorIndex(x, y, 2)
			}
		}
	}
	ycc, err := jpeg.Decode(bytes.NewReader(asJPEG(t, rgba, 90)))
	if err != nil {
		t.Fatal(err)
	}
	for _, img := range []image.Image{rgba, nrgba, paletted, gray, deep, ycc, rgba.SubImage(image.Rect(100, 50, 500, 350)), ycc.(*image.YCbCr).SubImage(image.Rect(100, 50, 500, 350))} {
		b := img.Bounds()
		w, h := b.Dx()/4, b.Dy()/4
		got := newBitmap(img).scale(w, h)
		for y := 4; y < h-4; y += 5 {
			for x := 4; x < w-4; x += 5 {
				if d := min(abs(x-w/4), abs(y-h/4), abs(x-2*w/3)); d < 4 {
					continue // near an edge
				}
				var sum [4]float64
				for i := range 16 {
					r, g, bl, a := img.At(b.Min.X+4*x+i%4, b.Min.Y+4*y+i/4).RGBA()
					for c, v := range []uint32{r, g, bl, a} {
						sum[c] += float64(v) / 256 / 16
					}
				}
				r, g, bl, a := got.At(x, y).RGBA()
				for c, v := range []uint32{r, g, bl, a} {
					if math.Abs(float64(v)/256-sum[c]) > 14 {
						t.Fatalf("%T at %d, %d: channel %d is %d, want about %.0f", img, x, y, c, v/256, sum[c])
					}
				}
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }

// segment puts a segment into a JPEG, after its first marker.
func segment(data []byte, kind byte, payload string) []byte {
	s := append([]byte{0xff, kind}, binary.BigEndian.AppendUint16(nil, uint16(len(payload)+2))...)
	return slices.Concat(data[:2], s, []byte(payload), data[2:])
}

// turnedTIFF is Exif with an orientation.
func turnedTIFF(orientation byte) string {
	return "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{orientation}) + "\x00\x00\x00\x00\x00\x00"
}

// A photo that lies on its side in the file is upright in its variants, which
// say nothing of it any more. The dark corner tells.
func TestOrientation(t *testing.T) {
	plain := asJPEG(t, scene(1000, 600), 95)
	for o, corner := range map[byte]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}, 9: {0, 0}, 0: {0, 0}} {
		data := segment(plain, 0xe1, turnedTIFF(o))
		width, height := 1000, 600
		if o >= 5 && o <= 8 {
			width, height = 600, 1000
		}
		if w, h, err := Size("a.jpg", bytes.NewReader(data)); err != nil || w != width || h != height {
			t.Errorf("orientation %d: size %d × %d, %v", o, w, h, err)
		}
		list, err := Variants("a.jpg", data)
		if err != nil || len(list) == 0 {
			t.Fatalf("orientation %d: %d variants, %v", o, len(list), err)
		}
		if n := readNotes("jpeg", list[0].Data); n.orientation != 1 {
			t.Errorf("orientation %d: the variant has %d", o, n.orientation)
		}
		img, err := jpeg.Decode(bytes.NewReader(list[0].Data))
		if err != nil {
			t.Fatal(err)
		}
		b := img.Bounds()
		if b.Dx() != 480 || b.Dy() != 480*height/width {
			t.Errorf("orientation %d: %v", o, b)
		}
		for _, at := range []image.Point{{0, 0}, {1, 0}, {0, 1}, {1, 1}} {
			r, _, _, _ := img.At(10+at.X*(b.Dx()-20), 10+at.Y*(b.Dy()-20)).RGBA()
			if dark := r < 0x4000; dark != (at == corner) {
				t.Errorf("orientation %d: corner %v is dark: %t", o, at, dark)
			}
		}
	}
}

func pngChunk(kind, payload string) []byte {
	c := append(binary.BigEndian.AppendUint32(nil, uint32(len(payload))), kind+payload...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

// Colours stay what they are: profiles go along, and where there is one, or
// gamma alone, there is no WebP, which would lack it.
func TestProfile(t *testing.T) {
	profile := "ICC_PROFILE\x00\x01\x01 some profile"
	list, err := Variants("a.jpg", segment(asJPEG(t, scene(600, 400), 95), 0xe2, profile))
	if err != nil || len(list) != 1 || !bytes.Contains(list[0].Data, []byte(profile)) {
		t.Errorf("JPEG: %s, %v", told(list), err)
	}
	plain := asPNG(t, scene(600, 400))
	with := func(chunks ...[]byte) []byte {
		return slices.Concat(plain[:33], slices.Concat(chunks...), plain[33:])
	}
	for _, tt := range []struct {
		data []byte
		want string
		kept string
	}{
		{with(), "480 480w 600w", ""},
		{with(pngChunk("gAMA", "\x00\x00\xb1\x8f")), "480", "gAMA"},
		{with(pngChunk("sRGB", "\x00"), pngChunk("gAMA", "\x00\x00\xb1\x8f")), "480 480w 600w", "sRGB"},
		{with(pngChunk("iCCP", "p\x00\x00x")), "480", "iCCP"},
		{with(pngChunk("tEXt", "Comment\x00secret")), "480 480w 600w", ""},
		{with(pngChunk("acTL", "\x00\x00\x00\x02\x00\x00\x00\x00")), "", ""}, // an animation
	} {
		list, err := Variants("a.png", tt.data)
		if err != nil || told(list) != tt.want {
			t.Errorf("%s: %s, %v; want %s", tt.kept, told(list), err, tt.want)
			continue
		}
		for _, v := range list {
			if v.WebP {
				continue
			}
			if !bytes.Contains(v.Data, []byte(tt.kept)) || bytes.Contains(v.Data, []byte("secret")) {
				t.Errorf("%s: not kept, or too much", tt.kept)
			}
			if _, err := png.Decode(bytes.NewReader(v.Data)); err != nil {
				t.Errorf("%s: %v", tt.kept, err)
			}
		}
	}
}

// Files that are made to do harm make no variants, and cost nothing.
func TestHostileVariants(t *testing.T) {
	photo, drawing := asJPEG(t, scene(700, 500), 90), asPNG(t, scene(700, 500))
	huge := slices.Concat([]byte("\x89PNG\r\n\x1a\n"), pngChunk("IHDR", "\x00\x00\xff\xff\x00\x00\xff\xff\x08\x06\x00\x00\x00"), drawing[33:])
	hugeJPEG := bytes.Clone(photo)
	at := bytes.Index(hugeJPEG, []byte{0xff, 0xc0})
	copy(hugeJPEG[at+5:], "\xff\xff\xff\xff")
	scan := photo[bytes.Index(photo, []byte{0xff, 0xda}):]
	scans := slices.Concat(photo[:len(photo)-2], bytes.Repeat(scan[:len(scan)-2], 600), scan[len(scan)-2:])
	for _, tt := range []struct {
		name, file string
		data       []byte
		refused    bool
	}{
		{"a JPEG of 601 scans", "a.jpg", scans, false},
		{"PNG of 65535 × 65535", "a.png", huge, false},
		{"JPEG of 65535 × 65535", "a.jpg", hugeJPEG, false},
		{"PNG called JPEG", "a.jpg", drawing, true},
		{"JPEG called PNG", "a.png", photo, true},
		{"another format", "a.gif", drawing, true},
		{"nothing", "a.png", nil, true},
		{"half a PNG", "a.png", drawing[:len(drawing)/2], true},
		{"half a JPEG", "a.jpg", photo[:len(photo)/2], true},
		{"a PNG's header", "a.png", drawing[:33], true},
		{"a JPEG's header", "a.jpg", photo[:at+20], true},
		{"Exif that loops", "a.jpg", segment(photo, 0xe1, "Exif\x00\x00II\x2a\x00\xff\xff\xff\xff"), false},
		{"Exif that is short", "a.jpg", segment(photo, 0xe1, "Exif\x00\x00MM"), false},
		{"Exif of many entries", "a.jpg", segment(photo, 0xe1, "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\xff\xff"), false},
		{"a chunk longer than the file", "a.png", slices.Concat(drawing[:33], []byte("\xff\xff\xff\xffiCCP")), true},
	} {
		list, err := Variants(tt.file, tt.data)
		if tt.name == "a JPEG of 601 scans" && list != nil {
			t.Errorf("%s: %s", tt.name, told(list))
		}
		if (err != nil) != tt.refused || tt.refused && list != nil {
			t.Errorf("%s: %s, %v", tt.name, told(list), err)
		}
	}
	if _, _, err := Size("a.jpg", bytes.NewReader(hugeJPEG)); err != nil {
		t.Errorf("its size: %v", err)
	}
}

func TestHasVariants(t *testing.T) {
	for _, tt := range []struct {
		name          string
		width, height int
		has, tooLarge bool
	}{
		{"a.png", 481, 1, true, false}, {"a.png", 480, 1, false, false}, {"a.JPEG", 6000, 4000, true, false}, {"a.png", 6000, 4000, false, true}, {"a.png", 3840, 2160, true, false},
		{"a.jpg", 65535, 65535, false, true}, {"a.gif", 900, 900, false, false}, {"a.svg", 900, 900, false, false}, {"a.webp", 65535, 65535, false, false},
		{"a.jpg", 0, 0, false, false}, {"a.jpg", math.MaxInt, math.MaxInt, false, true}, {"a.jpg", 900, 0, false, false},
	} {
		if has, tooLarge := HasVariants(tt.name, tt.width, tt.height), TooLarge(tt.name, tt.width, tt.height); has != tt.has || tooLarge != tt.tooLarge {
			t.Errorf("%s of %d × %d: %t, %t", tt.name, tt.width, tt.height, has, tooLarge)
		}
	}
}

func TestVariantName(t *testing.T) {
	for want, v := range map[string]Variant{"plans/ward.800.abc.jpg": {Width: 800}, "plans/ward.480.abc.webp": {Width: 480, WebP: true}} {
		if got := v.Name("plans/ward.jpg", "abc"); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
