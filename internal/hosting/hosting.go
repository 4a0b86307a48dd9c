// Package hosting makes the files that a site's host reads: redirects, headers
// and what else it has to be told, in the host's own form.
//
//	files, left := hosting.Files(hosting.Site{Host: config.Netlify, Base: base, …})
//
// Everything here is a function from values to bytes. What the hosts have in
// common is in three places: which headers a file is sent with ([Headers]),
// what pages may load ([Policy]), and how an address is written so that it can
// be nothing else than an address (escape.go).
//
// # What each host reads
//
//	netlify           _redirects, _headers
//	cloudflare-pages  _redirects, _headers
//	vercel            vercel.json
//	github-pages      .nojekyll, CNAME; the policy stands in the pages
//	caddy             careerguide.caddy, to be imported
//	nginx             careerguide.nginx, to be included
//	s3                nothing: headers are set as each file is uploaded
//
// The files for Caddy and nginx stand in the output, beside the pages, and tell
// the server not to send them. There they are part of a release: the redirects
// of a version come and go with its pages, and a rollback brings the old ones
// back. A dotfile would not be deployed, and a file outside the output would be
// nobody's to remove.
//
// # Addresses
//
// A redirect leads from the name of a file in the output to an address below
// the base URL. Services that are given the output as a whole (Netlify,
// Cloudflare Pages, Vercel) look for the former: whatever stands before it in
// the base URL is taken off by the proxy that serves the path. Caddy and nginx
// see the whole path.
package hosting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"careerguide/internal/config"
)

// Site is what the files are made of.
type Site struct {
	Host      config.Host // "" for none
	Base      config.BaseURL
	Domain    string     // of GitHub Pages: "careers.example.org"; may be ""
	Policy    string     // as Policy returns it
	Redirects []Redirect // the first of those from one address holds
	Bundles   []string   // addresses of styles and scripts with a hash in their name: "/assets/site.0123456789.css"
}

// Redirect leads from an address that has moved to the one that it has now.
// Both are addresses on the site, without the path of the base URL.
type Redirect struct {
	From string // as a file's name has it, not escaped: "/old path/"
	To   string // as a link has it: "/roles/nurse/#salary"
}

// File is a file of the output.
type File struct {
	Name string // "_redirects"
	Data []byte
}

// The files that are not for readers.
const (
	CaddyFile = "careerguide.caddy"
	NginxFile = "careerguide.nginx"
)

// Files returns the files that the host reads, and how many redirects had no
// room in them: those are left to the pages that redirect.
func Files(s Site) (files []File, left int) {
	s.Redirects = usable(s.Redirects)
	switch s.Host {
	case config.Netlify:
		return netlify(s), 0
	case config.CloudflarePages:
		return cloudflare(s)
	case config.Vercel:
		return vercel(s)
	case config.GitHubPages:
		return github(s), 0
	case config.Caddy:
		return []File{{CaddyFile, caddy(s)}}, 0
	case config.Nginx:
		return []File{{NginxFile, nginx(s)}}, 0
	}
	return nil, 0
}

// Names returns the addresses of the files that are made for a site's host, and
// of security.txt, in no order that matters.
func Names(cfg *config.Site) []string {
	var names []string
	files, _ := Files(Site{Host: cfg.Hosting.Host, Domain: DomainOf(cfg.Hosting, cfg.BaseURL)})
	for _, f := range files {
		names = append(names, "/"+f.Name)
	}
	if !cfg.Security.IsZero() {
		names = append(names, config.SecurityFile)
	}
	return names
}

// IsOwn reports whether a file of the output is for the host alone: no reader
// asks for it.
func IsOwn(name string) bool {
	return slices.Contains([]string{"_redirects", "_headers", "vercel.json", CaddyFile, NginxFile, "CNAME", ".nojekyll"}, name)
}

// usable leaves out redirects that no file of the output could have, since a
// name there has no control characters, those that lead to themselves, and the
// second of one address in any form: nginx would not start with it.
func usable(list []Redirect) []Redirect {
	seen := map[string]bool{"": true, "/" + feedFile: true, "/" + NginxFile: true, "/" + CaddyFile: true}
	var kept []Redirect
	for _, r := range list {
		if !strings.HasPrefix(r.From, "/") || strings.HasPrefix(r.From, "//") || strings.HasPrefix(r.To, "//") || !strings.HasPrefix(r.To, "/") || !utf8.ValidString(r.From+r.To) ||
			strings.ContainsFunc(r.From+r.To, unicode.IsControl) || strings.Contains(r.From, `\`) || len(r.From)+len(r.To) > longest || seen[key(r.From)] {
			continue
		}
		seen[key(r.From)] = true
		if path, _, _ := strings.Cut(r.To, "#"); key(path) != key(r.From) {
			kept = append(kept, r)
		}
	}
	return kept
}

// longest is the most bytes of two addresses that every server's reader of
// settings takes.
const longest = 1200

// forms returns the addresses that lead to a file: a folder's with the slash
// at its end and without, and with index.html where it is written so.
func forms(from string) []string {
	bare := key(from)
	switch {
	case bare == from:
		return []string{from}
	case strings.HasSuffix(from, "/"):
		return []string{from, bare}
	}
	return []string{from, bare + "/", bare}
}

// key is the same for all addresses of a file.
func key(address string) string {
	return strings.TrimSuffix(strings.TrimSuffix(address, "/index.html"), "/")
}

func github(s Site) []File {
	files := []File{{Name: ".nojekyll"}}
	if s.Domain != "" {
		files = append(files, File{"CNAME", []byte(s.Domain + "\n")})
	}
	return files
}

// DomainOf returns the domain that GitHub Pages is told: the one that is set,
// or else that of a base URL which is a domain's root and none of GitHub's own.
func DomainOf(h config.Hosting, base config.BaseURL) string {
	name := base.Host()
	switch {
	case h.Host != config.GitHubPages:
		return ""
	case h.Domain != "":
		return string(h.Domain)
	case base.Path() != "/" || name == "github.io" || strings.HasSuffix(name, ".github.io") || !strings.Contains(name, ".") || strings.Trim(name, "0123456789.") == "":
		return ""
	}
	return name
}
