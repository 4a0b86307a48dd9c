package picture

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func encoded(t *testing.T, format string, width, height int) string {
	t.Helper()
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, width, height))
	var err error
	switch format {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// webp is a picture of 1 × 1.
const webp = "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"

func TestSize(t *testing.T) {
	pixel, err := base64.StdEncoding.DecodeString(webp)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name, data    string
		width, height int
		err           string
	}{
		{"a.png", encoded(t, "png", 30, 20), 30, 20, ""},
		{"a/b.PNG", encoded(t, "png", 1, 2), 1, 2, ""},
		{"a.jpg", encoded(t, "jpeg", 7, 5), 7, 5, ""},
		{"a.jpeg", encoded(t, "jpeg", 7, 5), 7, 5, ""},
		{"a.gif", encoded(t, "gif", 3, 4), 3, 4, ""},
		{"a.webp", string(pixel), 1, 1, ""},
		{"a.svg", `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20px"/>`, 10, 20, ""},
		{"a.svg", "\ufeff<?xml version=\"1.0\"?><!-- c --><svg viewBox='0 0 24 12'></svg>", 24, 12, ""},
		{"a.svg", `<svg viewBox="0,0,24,12" width="48"/>`, 48, 24, ""},
		{"a.svg", `<svg viewBox="0 0 24 12" height="6"/>`, 12, 6, ""},
		{"a.svg", `<svg viewBox="0 0 24 12" width="100%" height="100%"/>`, 24, 12, ""},
		{"a.svg", `<svg/>`, 0, 0, ""},
		{"a.svg", `<svg width="1e9" height="5"/>`, 0, 0, ""},
		{"a.svg", `<svg width="NaN" height="Inf"/>`, 0, 0, ""},
		{"a.svg", `<svg viewBox="0 0 -4 NaN"/>`, 0, 0, ""},
		{"a.svg", `<html><svg width="1"/></html>`, 0, 0, "not a picture in the format svg"},
		{"a.svg", "", 0, 0, "not a picture in the format svg"},
		{"a.svg", encoded(t, "png", 1, 1), 0, 0, "not a picture in the format svg"},
		{"a.png", "", 0, 0, "not a picture in the format png"},
		{"a.png", "text", 0, 0, "not a picture in the format png"},
		{"a.png", encoded(t, "png", 9, 9)[:20], 0, 0, "not a picture in the format png"},
		{"a.jpg", encoded(t, "png", 1, 1), 0, 0, "named as jpeg but in the format png"},
		{"a.png", string(pixel), 0, 0, "named as png but in the format webp"},
		{"a.bmp", "BM", 0, 0, "not a format for pages: use png, jpg, gif, webp or svg"},
		{"png", encoded(t, "png", 1, 1), 0, 0, "not a format for pages: use png, jpg, gif, webp or svg"},
	} {
		width, height, err := Size(tt.name, strings.NewReader(tt.data))
		message := ""
		if err != nil {
			message = err.Error()
		}
		if width != tt.width || height != tt.height || message != tt.err {
			t.Errorf("%s %.40q: %d × %d, %q; want %d × %d, %q", tt.name, tt.data, width, height, message, tt.width, tt.height, tt.err)
		}
	}
}

func TestIs(t *testing.T) {
	for name, want := range map[string]bool{"a.png": true, "x/A.JPEG": true, "a.svg": true, "a.avif": false, "png": false, "a.md": false, "": false} {
		if Is(name) != want {
			t.Errorf("Is(%q) is not %v", name, want)
		}
	}
}
