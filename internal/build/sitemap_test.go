package build_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"testing"

	"careerguide/internal/build"
	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/page"
	"careerguide/internal/render"
	"careerguide/internal/site"
)

func wellFormed(data []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

type sitemap struct {
	XMLName xml.Name
	URLs    []struct {
		Loc     string `xml:"loc"`
		LastMod string `xml:"lastmod"`
	} `xml:"url"`
	Files []struct {
		Loc string `xml:"loc"`
	} `xml:"sitemap"`
}

func readSitemap(t *testing.T, data []byte) sitemap {
	t.Helper()
	var s sitemap
	if err := xml.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	if s.XMLName.Space != "http://www.sitemaps.org/schemas/sitemap/0.9" {
		t.Errorf("the sitemap's name is %v", s.XMLName)
	}
	return s
}

// TestSitemap lists every page that may be found, and no other: not the one
// that is sent with the status 404.
func TestSitemap(t *testing.T) {
	built := mustBuild(t, build.Options{Source: sample(), Minify: true})
	var listed, want []string
	for _, u := range readSitemap(t, built.files["sitemap.xml"]).URLs {
		listed = append(listed, u.Loc)
		if u.LastMod != "" && len(u.LastMod) != len("2026-01-02") && len(u.LastMod) != len("2026-01") {
			t.Errorf("%s: lastmod %q", u.Loc, u.LastMod)
		}
	}
	for _, name := range built.pages() {
		if name != "404.html" && first(built.docs[name], "meta[name=robots]") == nil {
			want = append(want, built.address(name).String())
		}
	}
	slices.Sort(listed)
	slices.Sort(want)
	if !slices.Equal(listed, want) {
		t.Errorf("the sitemap lists\n%v, want\n%v", listed, want)
	}
}

// TestSitemapSplit makes the page list of more guides than one sitemap may
// have; no page is rendered.
func TestSitemapSplit(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	cfg := &config.Site{Title: "Many"}
	if err := errors.Join(cfg.BaseURL.UnmarshalText([]byte("https://many.example/sub/")), cfg.Language.UnmarshalText([]byte("en"))); err != nil {
		t.Fatal(err)
	}
	const n = 50_010
	articles := make([]*content.Article, n)
	for i := range articles {
		slug := fmt.Sprintf("guide-%d", i)
		articles[i] = &content.Article{Kind: content.GuideKind, File: "content/guides/" + slug + ".md", Slug: slug,
			Meta: content.Meta{Title: slug, Summary: slug, Updated: career.Date{Year: 2026, Month: 1, Day: 2}}}
	}
	s, found := site.Link(cfg, articles, nil)
	if found.HasErrors() {
		t.Fatal(list(found))
	}
	files := map[string][]byte{}
	inSitemap := 0
	for _, p := range page.Pages(s, page.Env{Words: func(key string, _ ...string) string { return key }, Now: buildDay}).All() {
		if p.InSitemap {
			inSitemap++
		}
		if len(p.File()) > 7 && p.File()[:7] == "sitemap" {
			data, _ := render.Page(new(bytes.Buffer), p, nil, nil)
			files[p.File()] = data
		}
	}
	index := readSitemap(t, files["sitemap.xml"])
	if index.XMLName.Local != "sitemapindex" || len(index.Files) != 2 || len(index.URLs) != 0 || len(files) != 3 {
		t.Fatalf("%d files; the index is a %s of %d files", len(files), index.XMLName.Local, len(index.Files))
	}
	seen := map[string]bool{}
	for _, f := range index.Files {
		part := readSitemap(t, files[f.Loc[len("https://many.example/sub/"):]])
		if len(part.URLs) == 0 || len(part.URLs) > 50_000 || part.XMLName.Local != "urlset" {
			t.Errorf("%s lists %d pages", f.Loc, len(part.URLs))
		}
		for _, u := range part.URLs {
			seen[u.Loc] = true
		}
	}
	if len(seen) != inSitemap || inSitemap <= n {
		t.Errorf("the sitemaps list %d of %d pages", len(seen), inSitemap)
	}
}
