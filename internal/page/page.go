// Package page lists the pages of a site, each with its address, its layout
// and its data: all that a layout reads. Build renders every one of them and
// the dev server the one that is asked for, so the two cannot disagree.
package page

import (
	"html/template"
	"iter"
	"strings"
	"time"

	"careerguide/internal/card"
	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// Page is one file of the site.
type Page struct {
	URL    string // address on the site, without the base URL's path: "/roles/nurse/"
	Layout string // "overview"; "" for a file that no layout makes
	Source string // the article that it comes from, "content/roles/nurse.md"; may be ""

	// Article is the one whose body the page shows; nil if it shows none.
	Article *content.Article
	// Data returns what the layout receives, from the body of Article; nil if
	// there is no layout.
	Data func(body *content.Body) any
	// Bytes returns the whole file where there is no layout.
	Bytes func(body *content.Body) []byte
	// Parts are the file in turn, instead, where it grows with the number of
	// roles. A part holds until the next one.
	Parts iter.Seq[[]byte]

	InSitemap bool
	Modified  career.Date // unknown for pages that many articles make
}

// File returns the page's path below the output folder:
// "roles/nurse/index.html".
func (p Page) File() string {
	name := strings.TrimPrefix(p.URL, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		return name + "index.html"
	}
	return name
}

// Words returns a word of the interface in the site's language, with the
// values of its placeholders in pairs of name and value.
type Words func(key string, pairs ...string) string

// Env is what pages take from outside the site's content.
type Env struct {
	Words      Words
	Now        time.Time
	Stylesheet string            // address of the bundled stylesheet, "/assets/site.abc.css"; may be ""
	Script     string            // likewise
	Scripts    map[string]string // likewise, by the layout whose pages load it
	Icon       string            // address of the favicon; may be ""
	RoleSchema func() []byte     // JSON Schema of Record and Records; nil for none
	// Unguarded pages state no policy of their own, even where their host is
	// told none: what the dev server adds to them has styles in it.
	Unguarded bool
	// Draw returns a card's picture, which it may have kept; nil draws it anew.
	Draw func(card.Card) []byte
}

// maker makes the pages of one site.
type maker struct {
	site   *site.Site
	cfg    *config.Site
	env    Env
	words  Words
	locale *career.Locale
	shared *Site

	perHTML map[career.Period]template.HTML // the words for periods, as pay.go marks them
}

// href returns a site address for an href attribute.
func (m *maker) href(address string) string { return m.cfg.BaseURL.Href(address) }

// date writes a date as the site's language does.
func (m *maker) date(d career.Date) string {
	if !d.Known() {
		return ""
	}
	month := m.words("month." + itoa(int(d.Month)))
	if d.Day == 0 {
		return m.words("date.month", "month", month, "year", itoa(d.Year))
	}
	return m.words("date.day", "month", month, "day", itoa(d.Day), "year", itoa(d.Year))
}

// list joins names as the language does: "a, b and c".
func (m *maker) list(names []string, join string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + m.words(join) + " " + names[len(names)-1]
}

// count writes a number of things: "1 role", "24 roles".
func (m *maker) count(n int, what string) string {
	key := "count." + what + ".other"
	if n == 1 {
		key = "count." + what + ".one"
	}
	return m.words(key, "count", m.locale.Number(career.Int(n)))
}

func (m *maker) byline(a *content.Article) Byline {
	return Byline{
		Authors: m.list(a.Authors, "and"), Published: m.date(a.Published), Updated: m.date(a.Updated),
		PublishedISO: a.Published.String(), UpdatedISO: a.Updated.String(),
	}
}
