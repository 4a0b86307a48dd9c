package site

import (
	"testing"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
	"careerguide/internal/picture"
)

func TestSources(t *testing.T) {
	s := clean(t, "theme: {measure: 42rem}\n", map[string]string{"guides/g.md": "title: G"})
	a := s.Guides[0]
	img := content.Image{File: "content/guides/a b.jpg", Name: "a b.jpg", Width: 900, Height: 10}
	a.Picture = img
	const sizes = "(min-width: 42rem) 42rem, 92vw"
	own := func(widths ...int) (list []picture.Variant) {
		for _, w := range widths {
			list = append(list, picture.Variant{Width: w})
		}
		return list
	}
	for _, tt := range []struct {
		list []picture.Variant
		want markdown.Sources
	}{
		{nil, markdown.Sources{}},
		{own(480, 800), markdown.Sources{Srcset: "/guides/g/a%20b.480.abc.jpg 480w, /guides/g/a%20b.800.abc.jpg 800w, /guides/g/a%20b.jpg 900w", Sizes: sizes}},
		// The original is not offered where the widest variant is enough.
		{own(480, 1600), markdown.Sources{Srcset: "/guides/g/a%20b.480.abc.jpg 480w, /guides/g/a%20b.1600.abc.jpg 1600w", Sizes: sizes}},
		{[]picture.Variant{{Width: 900, WebP: true}}, markdown.Sources{WebP: "/guides/g/a%20b.900.abc.webp 900w", Sizes: sizes}},
	} {
		body := &content.Body{Variants: map[string]content.Variants{img.File: {Sum: "abc", List: tt.list}}}
		if got := s.sources(a, img, body, s.textSizes()); got != tt.want {
			t.Errorf("%+v\nwant %+v", got, tt.want)
		}
		if got := s.LeadSources(a, body); got.Srcset != tt.want.Srcset || got.WebP != tt.want.WebP {
			t.Errorf("above the text: %+v", got)
		}
		files := s.Pictures(a, body)
		if len(files) != 1+len(tt.list) {
			t.Errorf("%d files of %d variants", len(files), len(tt.list))
		}
	}
	for measure, want := range map[string]string{
		"": "(min-width: 35rem) 35rem, 92vw", "600px": "(min-width: 600px) 600px, 92vw", "60ch": "(min-width: 35rem) 35rem, 92vw",
	} {
		if got := clean(t, "theme: {measure: \""+measure+"\"}\n", nil).textSizes(); got != want {
			t.Errorf("measure %s: %s, want %s", measure, got, want)
		}
	}
}
