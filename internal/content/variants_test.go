package content

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"
	"testing/fstest"

	"careerguide/internal/config"
	"careerguide/internal/picture"
)

func grey(t *testing.T, width, height int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes()}
}

// Variants are made of wide pictures that a page shows, once each, where the
// site wants them; one that is too large is told of.
func TestAddVariants(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	for _, tt := range []struct {
		name, settings, front string
		want                  []string
		told                  int
	}{
		{"guides/g.md", "", "image: lead.png", []string{"content/guides/lead.png", "content/guides/wide.png"}, 1},
		{"guides/g.md", "images: {}\n", "", []string{"content/guides/wide.png"}, 1},
		{"guides/g.md", "images: {variants: true}\n", "image: wide.png", []string{"content/guides/wide.png"}, 1},
		{"guides/g.md", "images: {variants: false}\n", "image: lead.png", nil, 0},
		{"roles/g.md", "", "category: c\nimage: lead.png", []string{"content/roles/wide.png"}, 1}, // a role's page does not show its image
	} {
		folder := "content/" + tt.name[:len(tt.name)-len("/g.md")]
		fsys := fstest.MapFS{
			"content/site.yaml":   {Data: []byte("title: T\nbase_url: https://example.org/\n" + tt.settings)},
			"content/" + tt.name:  {Data: []byte("---\ntitle: G\nsummary: S\n" + tt.front + "\n---\n![a](wide.png) ![b](wide.png)\n\n![c](small.png) ![d](huge.png) ![e](wide.svg)\n")},
			folder + "/wide.png":  grey(t, 600, 10),
			folder + "/lead.png":  grey(t, 700, 10),
			folder + "/small.png": grey(t, 480, 10),
			folder + "/huge.png":  grey(t, 60000, 250),
			folder + "/wide.svg":  {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>`)},
		}
		cfg, found := config.Load(fsys)
		articles, more := Load(fsys, cfg, Options{})
		if found = append(found, more...); len(found) > 0 {
			t.Fatal(found)
		}
		body, found := articles[0].ReadBody()
		if len(found) != tt.told || tt.told == 1 && (found[0].Rule != "image-size" || found[0].Line < 8) {
			t.Errorf("%s %s: %v", tt.name, tt.settings, found)
		}
		var asked []string
		articles[0].AddVariants(body, func(file string) Variants {
			asked = append(asked, file)
			return Variants{Sum: "s", List: []picture.Variant{{Width: 480}}}
		})
		slices.Sort(asked)
		if !slices.Equal(asked, tt.want) || len(body.Variants) != len(tt.want) {
			t.Errorf("%s %s: %v, want %v", tt.name, tt.settings, asked, tt.want)
		}
	}
}

// The name of a variant is another where the file has other bytes, or another
// kind.
func TestNewVariants(t *testing.T) {
	seen := map[string]bool{}
	for _, of := range []struct{ file, data string }{{"a.png", "1"}, {"a.png", "2"}, {"a.jpg", "1"}, {"b/c.PNG", "1"}} {
		sum, v := NewVariants(of.file, []byte(of.data))
		if v.Sum == "" || string(sum[:]) == "" || v.List != nil {
			t.Errorf("%v: %+v", of, v)
		}
		seen[v.Sum] = true
	}
	if len(seen) != 3 { // the first and the last are the same
		t.Errorf("%d sums", len(seen))
	}
}
