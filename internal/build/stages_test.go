package build_test

import (
	"bytes"
	"fmt"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/page"
	"careerguide/internal/render"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// benchRoles is how many roles the benchmarks of single stages have.
const benchRoles = 1000

// stages is a site of n roles, as far as each stage brings it.
type stages struct {
	cfg      *config.Site
	theme    *theme.Theme
	library  *content.Library
	files    []content.File
	articles []*content.Article
	site     *site.Site
}

func stagesOf(b *testing.B, n int) *stages {
	b.Helper()
	fsys := corpusOf(n)
	s := &stages{}
	cfg, found := config.Load(fsys)
	th, more := theme.Load(fsys, theme.OptionsOf(cfg, true))
	found = append(found, more...)
	s.cfg, s.theme = cfg, th
	s.library = content.NewLibrary(fsys, cfg, content.Options{Now: buildDay})
	s.files, more = s.library.Files()
	found = append(found, more...)
	s.articles, more = s.library.Read(b.Context(), s.files)
	found = append(found, more...)
	s.site, more = site.Link(cfg, s.articles, th.Assets())
	if found = append(found, more...); found.HasErrors() {
		b.Fatal(list(found))
	}
	return s
}

func (s *stages) pages() *page.List {
	return page.Pages(s.site, page.Env{Words: s.theme.Words.Get, Now: buildDay, Stylesheet: s.theme.Stylesheet, Script: s.theme.Script, Scripts: s.theme.Scripts, Icon: s.theme.Icon})
}

// BenchmarkParse reads a role: its front matter, as a site is linked, and its
// body, as its pages are made.
func BenchmarkParse(b *testing.B) {
	s := stagesOf(b, 100)
	b.Run("front", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			s.library.Read(b.Context(), s.files[i%len(s.files):][:1])
		}
	})
	b.Run("body", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			s.articles[i%len(s.articles)].ReadBody()
		}
	})
}

// BenchmarkLink links roles that are read, and links them again, as a server
// does after an edit.
func BenchmarkLink(b *testing.B) {
	for _, n := range []int{benchRoles, 10 * benchRoles} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s := stagesOf(b, n)
			b.ReportAllocs()
			for b.Loop() {
				site.Link(s.cfg, s.articles, s.theme.Assets())
			}
		})
	}
}

// BenchmarkPage lists the pages of a site, finds one of them, and makes the
// data of one.
func BenchmarkPage(b *testing.B) {
	s := stagesOf(b, benchRoles)
	b.Run("list", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.pages().Groups()
		}
	})
	l := s.pages()
	url := s.articles[0].URL()
	b.Run("at", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			l.At(url)
		}
	})
	b.Run("data", func(b *testing.B) {
		body, _ := s.articles[0].ReadBody()
		p, _ := l.At(url)
		b.ReportAllocs()
		for b.Loop() {
			p.Data(body)
		}
	})
}

// BenchmarkRender makes the data of a page of each layout and renders it.
func BenchmarkRender(b *testing.B) {
	s := stagesOf(b, benchRoles)
	seen := map[string]bool{}
	for _, p := range s.pages().All() {
		if p.Layout == "" || seen[p.Layout] {
			continue
		}
		seen[p.Layout] = true
		b.Run(p.Layout, func(b *testing.B) {
			var body *content.Body
			if p.Article != nil {
				body, _ = p.Article.ReadBody()
			}
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				data, f := render.Page(&out, p, body, s.theme.Layouts)
				if f != nil {
					b.Fatal(f)
				}
				b.SetBytes(int64(len(data)))
			}
		})
	}
}
