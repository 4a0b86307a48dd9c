package page

import (
	"maps"
	"slices"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/hosting"
)

// hostFiles are the files that the site's host reads.
type hostFiles struct {
	files []hosting.File
	left  int // redirects that had no room in them
}

// host makes them. Only what host names is made of anything: no host, no files.
func (m *maker) host() hostFiles {
	h := m.cfg.Hosting
	s := hosting.Site{Host: h.Host, Base: m.cfg.BaseURL, Domain: hosting.DomainOf(h, m.cfg.BaseURL), Policy: hosting.Policy(h.Policy)}
	if h.Host == "" {
		return hostFiles{}
	}
	for _, url := range append([]string{m.env.Stylesheet, m.env.Script}, slices.Sorted(maps.Values(m.env.Scripts))...) {
		if url != "" && hosting.IsHashed(url[1:]) {
			s.Bundles = append(s.Bundles, url)
		}
	}
	for _, move := range m.site.Moves() {
		s.Redirects = append(s.Redirects, hosting.Redirect{From: move.From, To: move.To})
	}
	var f hostFiles
	f.files, f.left = hosting.Files(s)
	return f
}

// hosted lists the files for the host, and security.txt.
func (m *maker) hosted(f hostFiles) []Page {
	var pages []Page
	for _, file := range f.files {
		pages = append(pages, Page{URL: "/" + file.Name, Bytes: func(*content.Body) []byte { return file.Data }})
	}
	if v := m.cfg.Security; !v.IsZero() {
		pages = append(pages, Page{URL: config.SecurityFile, Bytes: func(*content.Body) []byte { return hosting.SecurityText(v, m.cfg.BaseURL) }})
	}
	return pages
}

// RedirectsLeft returns how many redirects the files for the host have no room
// for: those are made by the pages at their addresses alone.
func (l *List) RedirectsLeft() int { return l.forHost().left }

// metaPolicy is the policy that pages state themselves, where their host
// cannot be told.
func (m *maker) metaPolicy() string {
	if m.cfg.Hosting.Host != config.GitHubPages || m.env.Unguarded {
		return ""
	}
	return hosting.MetaPolicy(m.cfg.Hosting.Policy)
}
