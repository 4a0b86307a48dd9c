package move

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/frontmatter"
	"careerguide/internal/source"
)

// roleFields are the paths of fields that name a role by its slug, and
// categoryFields of those that name a category, without the numbers of items.
var (
	roleFields = []string{"related", "related[]", "over", "over[]", "over.roles", "over.roles[]",
		"progression.from", "progression.from[]", "progression.from[].slug", "progression.from.slug",
		"progression.to", "progression.to[]", "progression.to[].slug", "progression.to.slug"}
	categoryFields = []string{"category", "over.category"}
)

// field returns what a field says after the move.
func (m *mover) field(path string, n *decode.Node) string {
	named := roleFields
	switch {
	case path == "url" || strings.HasSuffix(path, ".url"):
		if strings.HasPrefix(n.Text, "/") {
			return m.address(n.Text)
		}
		return n.Text
	case m.article.Kind == content.CategoryKind:
		named = categoryFields
	case m.article.Kind != content.RoleKind:
		return n.Text
	}
	if strings.TrimSpace(n.Text) == m.old.slug && slices.Contains(named, path) {
		return m.new.slug
	}
	return n.Text
}

// walk calls f for every scalar below a node, with its path.
func walk(n *decode.Node, path string, f func(path string, n *decode.Node)) {
	if n.Kind != decode.Map && n.Kind != decode.List {
		f(path, n)
		return
	}
	for i := range n.Items {
		item := &n.Items[i]
		switch {
		case n.Kind == decode.List:
			walk(item, path+"[]", f)
		case path == "":
			walk(item, item.Key, f)
		default:
			walk(item, path+"."+item.Key, f)
		}
	}
}

// rewriteFields changes the front matter of an article.
func (m *mover) rewriteFields(a *content.Article, data []byte) []byte {
	e, finding := frontmatter.Open(a.File, data)
	if finding != nil {
		if a == m.article || m.named(a) {
			m.fail(a.File, finding.Position, "front-matter", "the front matter cannot be changed, and names what moves: it is not YAML between two lines of ---",
				"write its front matter as YAML, or change the name by hand everywhere")
		}
		return data
	}
	walk(e.Root(), "", func(path string, n *decode.Node) {
		if text := m.field(path, n); text != n.Text {
			e.Replace(n, text)
		}
	})
	if a == m.article {
		m.addAlias(e)
		if a.Meta.Slug != "" {
			e.Replace(e.Root().Get("slug"), m.new.slug)
		}
	}
	changed, err := e.Bytes()
	if err != nil {
		at := e.Root().Position()
		if n := e.Root().Get("aliases"); n != nil && a == m.article {
			at = n.Position()
		}
		m.fail(a.File, at, "intricate", frontmatter.ErrIntricate.Error(), "write aliases, related and progression without anchors, tags and empty values")
		return data
	}
	return changed
}

// addAlias makes the old address redirect. A draft's was never public. An alias
// that is the article's own address from now on gives its place to the new one.
func (m *mover) addAlias(e *frontmatter.Editor) {
	alias := frontmatter.Text(m.old.url)
	in, field := e.Root(), "aliases"
	if n := in.Get(field); n != nil && n.Kind == decode.Map {
		in, field = n, "overview"
	}
	n := in.Get(field)
	own := func(n *decode.Node) bool {
		return strings.TrimSuffix(strings.TrimSuffix(n.Text, "index.html"), "/")+"/" == m.new.url
	}
	switch {
	case n != nil && n.Kind == decode.List:
		if i := slices.IndexFunc(n.Items, func(item decode.Node) bool { return own(&item) }); i >= 0 {
			e.Replace(&n.Items[i], m.old.url)
			return
		}
		if !m.article.Draft {
			e.Append(n, alias)
		}
	case n != nil && own(n):
		e.Replace(n, m.old.url)
	case m.article.Draft:
	case n == nil:
		e.Set(in, field, frontmatter.List(alias))
	default:
		e.Set(in, field, frontmatter.List(frontmatter.Text(n.Text), alias))
	}
}

// named reports whether the typed fields of an article name what moves.
func (m *mover) named(a *content.Article) bool {
	is := func(path, text string) bool {
		return m.field(path, &decode.Node{Kind: decode.Text, Text: text}) != text
	}
	if a.Ranking != nil {
		for _, slug := range a.Ranking.Over.Roles {
			if is("over[]", string(slug)) {
				return true
			}
		}
		return is("over.category", string(a.Ranking.Over.Category))
	}
	r := a.Role
	if r == nil {
		return false
	}
	for _, slug := range r.Related {
		if is("related[]", string(slug)) {
			return true
		}
	}
	for _, s := range slices.Concat(r.Progression.From, r.Progression.To) {
		if is("progression.to[].slug", string(s.Slug)) {
			return true
		}
	}
	urls := []string{string(r.Salary.Source.URL), string(r.Outlook.Source.URL)}
	for _, l := range r.Links {
		urls = append(urls, string(l.URL))
	}
	for _, c := range r.Certifications {
		urls = append(urls, string(c.URL))
	}
	for _, g := range r.Salary.Regions {
		urls = append(urls, string(g.Source.URL))
	}
	return is("category", string(r.Category)) || slices.ContainsFunc(urls, func(u string) bool { return is("url", u) })
}

// rewriteSettings changes addresses in a file of settings, which is edited as
// the front matter of an article without a body.
func (m *mover) rewriteSettings(file string) {
	data, err := source.Read(m.fsys, file, maxFile)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			m.found = append(m.found, source.Unreadable(file, err))
		}
		return
	}
	if !m.mayName(data) {
		return
	}
	eol, end := "\n", ""
	if bytes.Contains(data, []byte("\r\n")) {
		eol = "\r\n"
	}
	if !bytes.HasSuffix(data, []byte("\n")) {
		end = eol
	}
	head, tail := "---"+eol, end+"---"+eol
	text := bytes.TrimPrefix(data, []byte("\ufeff"))
	e, finding := frontmatter.Open(file, []byte(head+string(text)+tail))
	if finding != nil {
		if bytes.Contains(data, []byte(strings.TrimSuffix(m.old.url, "/"))) {
			m.fail(file, diag.Position{}, "intricate", fmt.Sprintf("it cannot be changed safely, and may name %s", m.old.url), "change it by hand first, to an address that stays")
		}
		return
	}
	walk(e.Root(), "", func(path string, n *decode.Node) {
		if !strings.HasSuffix(path, "url") {
			return
		}
		text, ok := m.absolute(n.Text)
		if !ok {
			text = m.field(path, n)
		}
		if text != n.Text {
			e.Replace(n, text)
		}
	})
	changed, err := e.Bytes()
	if err != nil {
		m.fail(file, diag.Position{}, "intricate", "it cannot be changed safely: it uses anchors or tags", "write the addresses without them")
		return
	}
	changed = bytes.TrimSuffix(bytes.TrimPrefix(changed, []byte(head)), []byte(tail))
	if !bytes.Equal(changed, text) {
		m.after.put[file] = append(data[:len(data)-len(text):len(data)-len(text)], changed...)
	}
}
