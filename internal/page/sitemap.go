package page

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"iter"

	"careerguide/internal/content"
)

// sitemapSize is the most addresses that a sitemap may have (sitemaps.org).
const sitemapSize = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// sitemaps lists every page to be found: one file, or above its size several
// with an index. It returns how many pages the groups have, too.
func (m *maker) sitemaps(groups []Group) ([]Page, int) {
	var files []Page
	var begin place // of the next file
	pages, listed := 0, 0
	add := func(end place) {
		files = append(files, Page{URL: fmt.Sprintf("/sitemap-%d.xml", len(files)+1), Parts: m.sitemap(groups, begin, end)})
		begin, listed = end, 0
	}
	for i, g := range groups {
		for j, p := range g() {
			pages++
			if !p.InSitemap {
				continue
			}
			if listed == sitemapSize {
				add(place{i, j})
			}
			listed++
		}
	}
	add(place{group: len(groups)})
	if len(files) == 1 {
		files[0].URL = "/sitemap.xml"
		return files, pages
	}
	return append(files, Page{URL: "/sitemap.xml", Bytes: func(*content.Body) []byte {
		var b bytes.Buffer
		b.WriteString(xml.Header + `<sitemapindex xmlns="` + sitemapSpace + `">`)
		for _, f := range files {
			b.WriteString("<sitemap><loc>")
			xml.EscapeText(&b, []byte(m.cfg.BaseURL.Absolute(f.URL)))
			b.WriteString("</loc></sitemap>")
		}
		b.WriteString("</sitemapindex>\n")
		return b.Bytes()
	}}), pages
}

// place is where a page stands among groups.
type place struct{ group, page int }

// sitemap writes a sitemap of the pages from one place up to another.
func (m *maker) sitemap(groups []Group, from, to place) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var b bytes.Buffer
		b.WriteString(xml.Header + `<urlset xmlns="` + sitemapSpace + `">`)
		for i := from.group; i < len(groups) && i <= to.group; i++ {
			pages := groups[i]()
			if i == to.group {
				pages = pages[:to.page]
			}
			if i == from.group {
				pages = pages[from.page:]
			}
			for _, p := range pages {
				if p.InSitemap {
					m.sitemapURL(&b, p)
				}
			}
			if !yield(b.Bytes()) {
				return
			}
			b.Reset()
		}
		b.WriteString("</urlset>\n")
		yield(b.Bytes())
	}
}

func (m *maker) sitemapURL(b *bytes.Buffer, p Page) {
	b.WriteString("<url><loc>")
	xml.EscapeText(b, []byte(m.cfg.BaseURL.Absolute(p.URL)))
	b.WriteString("</loc>")
	if p.Modified.Known() {
		b.WriteString("<lastmod>" + p.Modified.String() + "</lastmod>")
	}
	b.WriteString("</url>")
}
