// Package picture reads the size of a picture, so that a page keeps its place
// before it loads, and makes smaller ones of it, for those who would load more
// than they see.
package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/gif" // formats that a page can show
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp" // likewise
)

// formats are the kinds of picture that browsers show, by extension.
var formats = map[string]string{
	".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".svg": "svg",
}

// Is reports whether a file's name is a picture's.
func Is(name string) bool { return formats[strings.ToLower(path.Ext(name))] != "" }

// Size returns the width and height of a picture in CSS pixels, as it is
// shown, which may be turned; of an SVG without them, 0. A picture that is not of the format that its name says is
// an error.
func Size(name string, r io.Reader) (width, height int, err error) {
	want := formats[strings.ToLower(path.Ext(name))]
	if want == "" {
		return 0, 0, errors.New("not a format for pages: use png, jpg, gif, webp or svg")
	}
	if want == "svg" {
		return svgSize(r)
	}
	var head bytes.Buffer // all that was read, down to the size
	config, format, err := image.DecodeConfig(io.TeeReader(r, &head))
	if err != nil {
		return 0, 0, fmt.Errorf("not a picture in the format %s", want)
	}
	if format != want {
		return 0, 0, fmt.Errorf("named as %s but in the format %s", want, format)
	}
	if config.Width <= 0 || config.Height <= 0 {
		return 0, 0, errors.New("a picture of no size")
	}
	width, height = readNotes(format, head.Bytes()).turned(config.Width, config.Height)
	return width, height, nil
}

func svgSize(r io.Reader) (width, height int, err error) {
	decoder := xml.NewDecoder(r)
	decoder.Strict = false
	for {
		token, err := decoder.Token()
		if err != nil {
			return 0, 0, errors.New("not a picture in the format svg")
		}
		root, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if root.Name.Local != "svg" {
			return 0, 0, errors.New("not a picture in the format svg")
		}
		var w, h float64
		var box []float64
		for _, a := range root.Attr {
			switch a.Name.Local {
			case "width":
				w = pixels(a.Value)
			case "height":
				h = pixels(a.Value)
			case "viewBox":
				for _, f := range strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' }) {
					box = append(box, pixels(f))
				}
			}
		}
		if len(box) == 4 && (w == 0 || h == 0) {
			switch {
			case w != 0 && box[2] > 0:
				h = w * box[3] / box[2]
			case h != 0 && box[3] > 0:
				w = h * box[2] / box[3]
			default:
				w, h = box[2], box[3]
			}
		}
		if !(w > 0 && w < 1e5 && h > 0 && h < 1e5) {
			return 0, 0, nil
		}
		return int(math.Round(w)), int(math.Round(h)), nil
	}
}

func pixels(s string) float64 {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || f < 0 {
		return 0
	}
	return f
}
