package move

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// destination returns where a link of an article leads after the move, as it is
// then to be written; the same text for one that need not change.
func (m *mover) destination(a *content.Article, link string) string {
	if moved, ok := m.absolute(link); ok {
		return moved
	}
	switch {
	case strings.HasPrefix(link, "//") || scheme.MatchString(link):
		return link
	case strings.HasPrefix(link, "/"):
		return m.address(link)
	}
	return m.file(a, link)
}

// absolute is destination for an absolute address of this site; it reports
// false for every other.
func (m *mover) absolute(link string) (string, bool) {
	base := m.site.Config.BaseURL.String()
	if len(link) < len(base) || !strings.EqualFold(link[:len(base)], base) {
		return link, false
	}
	return link[:len(base)] + strings.TrimPrefix(m.address("/"+link[len(base):]), "/"), true
}

var scheme = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

// file returns a link to a file, relative to an article's.
func (m *mover) file(a *content.Article, link string) string {
	file, anchor, anchored := strings.Cut(link, "#")
	plain, err := url.PathUnescape(file)
	if err != nil || !strings.HasSuffix(plain, ".md") {
		return link
	}
	name := path.Join(path.Dir(a.File), plain)
	from, to := path.Dir(m.nameAfter(a.File)), m.nameAfter(name)
	if from == path.Dir(a.File) && to == name {
		return link
	}
	written := (&url.URL{Path: relative(from, to)}).EscapedPath()
	if strings.HasPrefix(file, "./") && !strings.HasPrefix(written, "../") {
		written = "./" + written
	}
	if anchored {
		written += "#" + anchor
	}
	return written
}

// relative returns a file's path as a link from a folder.
func relative(folder, file string) string {
	from, to := strings.Split(folder, "/"), strings.Split(file, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

// below is what may follow an article's address.
var below = regexp.MustCompile(`^(/(index\.(html|json|md)|([a-z-]+)(/(index\.html)?)?|[0-9]+/?)?)?$`)

// address returns an address of the site after the move.
func (m *mover) address(link string) string {
	if m.old == m.new {
		return link
	}
	end := len(link)
	if i := strings.IndexAny(link, "?#"); i >= 0 {
		end = i
	}
	plain, err := url.PathUnescape(link[:end])
	if err != nil {
		return link
	}
	if rest, ok := strings.CutPrefix(plain, strings.TrimSuffix(m.old.url, "/")); ok {
		if part := below.FindStringSubmatch(rest); part != nil && (part[4] == "" || m.article.Kind == content.RoleKind && slices.Contains(config.RolePages, config.RolePage(part[4]))) {
			return strings.TrimSuffix(m.new.url, "/") + rest + link[end:]
		}
	}
	if m.article.Kind != content.RoleKind {
		return link
	}
	key := strings.TrimSuffix(strings.TrimSuffix(plain, "index.html"), "/") + "/"
	for _, p := range m.site.Pairs {
		other := p.A.Slug
		if other == m.old.slug {
			other = p.B.Slug
		} else if p.B.Slug != m.old.slug {
			continue
		}
		if key == p.URL {
			return strings.TrimSuffix(site.PairURL(m.new.slug, other), "/") + strings.TrimPrefix(plain, strings.TrimSuffix(p.URL, "/")) + link[end:]
		}
	}
	if key == "/compare/" && strings.HasPrefix(link[end:], "?") {
		return link[:end] + m.query(link[end:])
	}
	return link
}

// query returns the query of a comparison that names roles: "?roles=nurse,chef".
func (m *mover) query(query string) string {
	rest, anchor, anchored := strings.Cut(query, "#")
	slugs, ok := strings.CutPrefix(rest, "?roles=")
	if !ok {
		return query
	}
	list := strings.Split(slugs, ",")
	for i := range list {
		if list[i] == m.old.slug {
			list[i] = m.new.slug
		}
	}
	rest = "?roles=" + strings.Join(list, ",")
	if anchored {
		rest += "#" + anchor
	}
	return rest
}
