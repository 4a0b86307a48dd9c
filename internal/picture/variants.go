package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"path"
	"strings"

	"github.com/HugoSmits86/nativewebp"
	readwebp "golang.org/x/image/webp"
)

// VariantsVersion is that of what [Variants] makes. It rises when the same
// picture makes other variants.
const VariantsVersion = 1

// Widths are those that variants have, in pixels: of a column of text on
// screens of one to three pixels to the point.
var Widths = []int{480, 800, 1200, 1600}

// Bounds of what variants are made of, in pixels. A picture of more is shown
// as it is: it would take more time and memory than any page is worth.
const (
	maxJPEGPixels = 25_000_000
	maxPNGPixels  = 9_000_000 // a screen of 3840 × 2160

	maxProgressive = 16_000_000  // of a JPEG that is progressive, which takes more memory
	maxScanned     = 200_000_000 // of all scans of a JPEG, which may have thousands

	// Of what is made. What has no loss takes longer.
	maxJPEGVariant = 5_000_000
	maxPNGVariant  = 2_500_000
	maxWebP        = 3_000_000 // of all together
)

// MaxPixels returns how many pixels a picture may have to get variants; 0 for
// a format that gets none.
func MaxPixels(name string) int {
	switch formats[strings.ToLower(path.Ext(name))] {
	case "jpeg":
		return maxJPEGPixels
	case "png":
		return maxPNGPixels
	}
	return 0
}

// Variant is a smaller form of a picture, or a lighter one.
type Variant struct {
	Width int // in pixels
	WebP  bool
	Data  []byte
}

// Name returns the name of a variant of a picture: "ward.800.0123abcd.jpg".
// sum tells pictures of one name apart that are not the same.
func (v Variant) Name(picture, sum string) string {
	ext := path.Ext(picture)
	base := strings.TrimSuffix(picture, ext)
	if v.WebP {
		ext = ".webp"
	}
	return fmt.Sprintf("%s.%d.%s%s", base, v.Width, sum, ext)
}

// HasVariants reports whether a picture may have variants: a PNG or JPEG that
// is wider than the narrowest of them, and of no more than [MaxPixels].
func HasVariants(name string, width, height int) bool {
	return width > Widths[0] && height > 0 && width <= MaxPixels(name)/height
}

// TooLarge reports whether it would have variants if it had fewer pixels.
func TooLarge(name string, width, height int) bool {
	most := MaxPixels(name)
	return most > 0 && width > Widths[0] && height > 0 && width > most/height
}

// costly reports whether decoding a picture would take more time or memory
// than its pixels let expect.
func (n notes) costly(pixels int) bool {
	return n.progressive && pixels > maxProgressive || n.scans > maxScanned/pixels
}

// Variants makes the variants of a PNG or JPEG, in rising width: narrower ones
// of its format, each smaller in bytes than the next, and for a PNG lossless
// WebP of these and of itself, where every one of them is smaller than its
// like. There are none of an animation, of a picture for which [HasVariants]
// does not hold, and of a JPEG that is made to take long. An error says that the
// picture cannot be decoded whole.
//
// The original's colour profile is that of the variants; its other notes, such
// as the place where a photo was taken, are left out.
func Variants(name string, data []byte) ([]Variant, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if format != formats[strings.ToLower(path.Ext(name))] || MaxPixels(name) == 0 {
		return nil, errors.New("not of the format that its name says")
	}
	notes := readNotes(format, data)
	width, height := notes.turned(config.Width, config.Height)
	if !HasVariants(name, width, height) || notes.animated || notes.costly(width*height) {
		return nil, nil
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	source := newBitmap(decoded)
	made := narrower(source, width, height, format, notes, len(data))
	if format == "png" && notes.plain() {
		made = append(made, lighter(source, decoded, made, len(data))...)
	}
	variants := make([]Variant, len(made))
	for i, m := range made {
		variants[i] = m.Variant
	}
	return variants, nil
}

// scaled is a variant with its picture.
type scaled struct {
	Variant
	picture image.Image
}

// narrower makes the narrower variants. One that saves less than a twentieth
// of the bytes of the next is left out.
func narrower(source *bitmap, width, height int, format string, n notes, bytesOfNext int) []scaled {
	var list []scaled
	original := source.Image
	for i := len(Widths) - 1; i >= 0; i-- {
		w := Widths[i]
		if w >= width {
			continue
		}
		h := max(1, (height*w+width/2)/width)
		if w*h > maxPNGVariant && (format == "png" || w*h > maxJPEGVariant) {
			continue // of a tall picture
		}
		across, down := n.turned(w, h)
		small := upright(source.scale(across, down), n.orientation)
		if width > 2*w && source.Image == original {
			source, n.orientation = newBitmap(small), 1 // fine enough for the others
		}
		data := encode(small, format, n)
		if len(data) > bytesOfNext-bytesOfNext/20 {
			continue
		}
		bytesOfNext = len(data)
		list = append([]scaled{{Variant{Width: w, Data: data}, small}}, list...)
	}
	return list
}

// quality of JPEGs: above it, bytes grow faster than anybody could see.
const quality = 80

func encode(img image.Image, format string, n notes) []byte {
	var b bytes.Buffer
	var err error
	if format == "jpeg" {
		err = jpeg.Encode(&b, img, &jpeg.Options{Quality: quality})
	} else {
		err = (&png.Encoder{CompressionLevel: png.DefaultCompression}).Encode(&b, img)
	}
	if err != nil {
		return nil
	}
	return n.insert(format, b.Bytes())
}

// lighter makes WebP of a PNG and of its narrower variants: all or none, so
// that a browser that chooses by width never chooses the heavier one. The
// original is left out where it would take too long.
func lighter(source *bitmap, original image.Image, list []scaled, bytesOfOriginal int) []scaled {
	all, pixels := list, 0
	for _, s := range list {
		pixels += s.picture.Bounds().Dx() * s.picture.Bounds().Dy()
	}
	if pixels+source.width*source.height <= maxWebP {
		all = append(list[:len(list):len(list)], scaled{Variant{Width: source.width, Data: make([]byte, bytesOfOriginal)}, original})
	}
	if pixels > maxWebP {
		return nil
	}
	var light []scaled
	for _, s := range all {
		data := losslessWebP(s.picture)
		if data == nil || len(data) >= len(s.Data) {
			return nil
		}
		light = append(light, scaled{Variant: Variant{Width: s.Width, WebP: true, Data: data}})
	}
	return light
}

// losslessWebP encodes a picture; nil where it cannot, or where what comes out
// would not show the same: of some pictures, the encoder makes files that no
// decoder reads.
func losslessWebP(img image.Image) []byte {
	same := image.NewNRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(same, same.Rect, img, img.Bounds().Min, draw.Src)
	var b bytes.Buffer
	if nativewebp.Encode(&b, same, nil) != nil {
		return nil
	}
	back, err := readwebp.Decode(bytes.NewReader(b.Bytes()))
	if err != nil || back.Bounds() != same.Rect {
		return nil
	}
	if got, ok := back.(*image.NRGBA); !ok || !bytes.Equal(got.Pix, same.Pix) {
		return nil
	}
	return b.Bytes()
}
