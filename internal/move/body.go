package move

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
)

// A link's address is found by trying: Markdown has many ways to write one, and
// the parser knows them all. Each place where the text of the address stands is
// changed for itself; it was a link's if the parser then sees another link, and
// all else as before. So code that shows the same text stays as it is.

// rewriteBody changes the links of an article's text.
func (m *mover) rewriteBody(a *content.Article, data []byte) []byte {
	before, ok := m.parse(a, data)
	if !ok {
		return data
	}
	meant := map[string]string{}
	for ref, kind := range before.References() {
		if kind != markdown.LinkStart {
			continue
		}
		if to := m.destination(a, ref.Destination); to != ref.Destination {
			meant[ref.Destination] = to
		}
	}
	if len(meant) == 0 {
		return data
	}
	type place struct {
		at       int
		old, new string
	}
	var places []place
	for old, new := range meant {
		for _, spelling := range []string{old, html.EscapeString(old)} {
			for at := 0; ; at++ {
				i := bytes.Index(data[at:], []byte(spelling))
				if i < 0 {
					break
				}
				at += i
				places = append(places, place{at, spelling, new})
			}
			if old == html.EscapeString(old) {
				break
			}
		}
	}
	// Of two addresses that begin at one place the longer is the whole.
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(a.at-b.at, len(b.old)-len(a.old), strings.Compare(a.old, b.old)) })
	out, end := make([]byte, 0, len(data)), 0
	for _, p := range places {
		if p.at < end {
			continue
		}
		trial := slices.Concat(data[:p.at], []byte(p.new), data[p.at+len(p.old):])
		if after, ok := m.parse(a, trial); !ok || !m.onlyLinks(a, before, after, p.old, p.new, false) {
			continue
		}
		out = append(append(out, data[end:p.at]...), p.new...)
		end = p.at + len(p.old)
	}
	out = append(out, data[end:]...)
	after, ok := m.parse(a, out)
	if ok && m.onlyLinks(a, before, after, "", "", true) {
		return out
	}
	for ref, kind := range before.References() {
		if to := m.destination(a, ref.Destination); kind == markdown.LinkStart && to != ref.Destination {
			m.fail(a.File, ref.Position, "link", fmt.Sprintf("link %q cannot be rewritten: its address is spelled with escapes", ref.Destination), "write it plainly: "+ref.Destination)
		}
	}
	return data
}

// parse parses the text of an article from other bytes than its file's.
func (m *mover) parse(a *content.Article, data []byte) (*content.Body, bool) {
	file, _ := content.FileOf(a.File)
	fsys := overlay{base: m.fsys, put: map[string][]byte{a.File: data}}
	articles, _ := content.NewLibrary(fsys, m.site.Config, content.Options{Now: m.Now, Drafts: true, Future: true}).Read(m.ctx, []content.File{file})
	if len(articles) != 1 {
		return nil, false
	}
	body, _ := articles[0].ReadBody()
	return body, true
}

// onlyLinks reports whether two texts differ in links that lead where they are
// meant to after the move, and in nothing else: in one or more of them, or in
// all that are to change. A bare address is its own text; old and new are those
// that may stand in it.
func (m *mover) onlyLinks(a *content.Article, before, after *content.Body, old, new string, all bool) bool {
	links := func(b *content.Body) (list []string) {
		for ref, kind := range b.References() {
			list = append(list, fmt.Sprint(kind)+ref.Destination)
		}
		return list
	}
	was, is := links(before), links(after)
	if len(was) != len(is) {
		return false
	}
	changed := 0
	texts := []string{}
	if !all {
		texts = append(texts, new, old)
	}
	for i := range was {
		link := was[i]
		if kind := fmt.Sprint(markdown.LinkStart); strings.HasPrefix(link, kind) {
			to := kind + m.destination(a, strings.TrimPrefix(link, kind))
			if all && is[i] != to || is[i] != link && is[i] != to {
				return false
			}
			if is[i] != link {
				changed++
				texts = append(texts, is[i][len(kind):], link[len(kind):])
			}
		} else if is[i] != link {
			return false
		}
	}
	if changed == 0 {
		return false
	}
	same := strings.NewReplacer(texts...)
	one, other := fragments(before), fragments(after)
	if len(one) != len(other) {
		return false
	}
	for i := range one {
		if one[i] != other[i] && same.Replace(one[i]) != same.Replace(other[i]) {
			return false
		}
	}
	return true
}

// fragments returns the HTML of a text; the addresses of its links are not in it.
func fragments(b *content.Body) []string {
	list := []string{b.Intro.HTML}
	for _, s := range b.Sections {
		list = append(list, s.ID, s.HeadingHTML, s.Body.HTML)
		for _, p := range s.Parts {
			list = append(list, p.ID, p.HeadingHTML, p.Body.HTML)
		}
	}
	return list
}
