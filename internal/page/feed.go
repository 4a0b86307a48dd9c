package page

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

// feedEntries is how many articles the feed has.
const feedEntries = 30

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  *atomPerson `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title     string       `xml:"title"`
	ID        string       `xml:"id"`
	Link      atomLink     `xml:"link"`
	Published string       `xml:"published,omitempty"`
	Updated   string       `xml:"updated"`
	Authors   []atomPerson `xml:"author"`
	Summary   string       `xml:"summary"`
}

// feed is the Atom feed: the roles and guides updated last. An article
// without a date of update stays out of it.
func (m *maker) feed() Page {
	return Page{URL: "/feed.xml", Bytes: func(*content.Body) []byte {
		var dated []*content.Article
		for _, r := range m.site.Roles {
			dated = append(dated, r.Article)
		}
		dated = append(dated, m.site.Guides...)
		dated = slices.DeleteFunc(dated, func(a *content.Article) bool { return !a.Updated.Known() || a.NoIndex })
		slices.SortFunc(dated, func(a, b *content.Article) int {
			return cmp.Or(b.Updated.Compare(a.Updated), strings.Compare(a.URL(), b.URL()))
		})
		author := cmp.Or(m.cfg.Author, m.cfg.Title)
		f := atomFeed{
			Lang: m.cfg.Language.String(), Title: m.cfg.Title, ID: m.cfg.BaseURL.String(), Author: &atomPerson{author},
			Links:   []atomLink{{Rel: "self", Href: m.cfg.BaseURL.Absolute("/feed.xml")}, {Href: m.cfg.BaseURL.String()}},
			Updated: stamp(career.Date{Year: 1970, Month: time.January, Day: 1}),
		}
		if len(dated) > 0 {
			f.Updated = stamp(dated[0].Updated)
		}
		for _, a := range dated[:min(feedEntries, len(dated))] {
			e := atomEntry{Title: a.Title, ID: m.cfg.BaseURL.Absolute(a.URL()), Updated: stamp(a.Updated), Summary: a.Summary}
			e.Link.Href = e.ID
			if a.Published.Known() {
				e.Published = stamp(a.Published)
			}
			for _, name := range a.Authors {
				e.Authors = append(e.Authors, atomPerson{name})
			}
			f.Entries = append(f.Entries, e)
		}
		return document(f)
	}}
}

func stamp(d career.Date) string { return d.Time().Format(time.RFC3339) }

func document(v any) []byte {
	b, err := xml.Marshal(v)
	if err != nil {
		panic(err) // no value of ours fails
	}
	return append(append([]byte(xml.Header), b...), '\n')
}

func (m *maker) robots() Page {
	return Page{URL: "/robots.txt", Bytes: func(*content.Body) []byte {
		return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s\n", m.cfg.BaseURL.Absolute("/sitemap.xml"))
	}}
}
