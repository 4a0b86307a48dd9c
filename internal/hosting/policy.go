package hosting

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"careerguide/internal/config"
)

// directive is a directive of a Content-Security-Policy.
type directive struct {
	name    string
	sources []config.PolicySource // that a site needs itself
	added   func(config.Policy) []config.PolicySource
	header  bool // the directive means nothing in a meta element
}

const none, self config.PolicySource = "'none'", "'self'"

// directives are those of a policy, in its order. One without sources stands
// in it only if the site adds some, beside those of default-src.
var directives = []directive{
	{name: "default-src", sources: []config.PolicySource{self}, added: func(p config.Policy) []config.PolicySource { return p.DefaultSrc }},
	{name: "script-src", added: func(p config.Policy) []config.PolicySource { return p.ScriptSrc }},
	{name: "style-src", added: func(p config.Policy) []config.PolicySource { return p.StyleSrc }},
	{name: "img-src", added: func(p config.Policy) []config.PolicySource { return p.ImgSrc }},
	{name: "font-src", added: func(p config.Policy) []config.PolicySource { return p.FontSrc }},
	{name: "connect-src", added: func(p config.Policy) []config.PolicySource { return p.ConnectSrc }},
	{name: "media-src", added: func(p config.Policy) []config.PolicySource { return p.MediaSrc }},
	{name: "frame-src", added: func(p config.Policy) []config.PolicySource { return p.FrameSrc }},
	{name: "base-uri", sources: []config.PolicySource{none}},
	{name: "form-action", sources: []config.PolicySource{self}, added: func(p config.Policy) []config.PolicySource { return p.FormAction }},
	{name: "object-src", sources: []config.PolicySource{none}},
	{name: "frame-ancestors", sources: []config.PolicySource{none}, added: func(p config.Policy) []config.PolicySource { return p.FrameAncestors }, header: true},
}

// Policy returns the Content-Security-Policy of a site, with what its settings
// add. Pages of the default theme need nothing but themselves.
func Policy(p config.Policy) string { return policy(p, true) }

// MetaPolicy returns the policy as a meta element can have it: without the
// directives that browsers heed in a header alone (CSP 3, 3.3).
func MetaPolicy(p config.Policy) string { return policy(p, false) }

func policy(p config.Policy, header bool) string {
	var parts []string
	for _, d := range directives {
		sources := d.of(p)
		if sources == nil || d.header && !header {
			continue
		}
		words := d.name
		for _, s := range sources {
			words += " " + string(s)
		}
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

// of returns the directive's sources; nil where it is left to default-src.
func (d directive) of(p config.Policy) []config.PolicySource {
	if d.added == nil {
		return d.sources
	}
	more := d.added(p)
	switch {
	case len(more) == 0:
		return d.sources
	case d.sources == nil:
		return with(with([]config.PolicySource{self}, p.DefaultSrc), more)
	}
	return with(d.sources, more)
}

// AllowsPicture reports whether pages may show a picture of another host, by
// its http or https address.
func AllowsPicture(p config.Policy, address string) bool {
	var sources []config.PolicySource
	for _, d := range directives {
		if s := d.of(p); s != nil && (d.name == "default-src" || d.name == "img-src") {
			sources = s
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(sources, func(s config.PolicySource) bool { return fits(string(s), u) })
}

// fits reports whether a source of a policy is that of an address, as CSP 3
// compares them (6.7.2.8), where pages come by https.
func fits(source string, u *url.URL) bool {
	if source == "*" {
		return true
	}
	if scheme, ok := strings.CutSuffix(source, ":"); ok {
		return u.Scheme == scheme || scheme == "http" && u.Scheme == "https"
	}
	scheme, rest, ok := strings.Cut(source, "://")
	if !ok {
		scheme, rest = "https", source
	}
	host, path, _ := strings.Cut(rest, "/")
	host, port, _ := strings.Cut(strings.ToLower(host), ":")
	name := strings.ToLower(u.Hostname())
	if below, any := strings.CutPrefix(host, "*."); any && !strings.HasSuffix(name, "."+below) || !any && name != host {
		return false
	}
	standard := map[string]string{"http": "80", "https": "443"}
	if at := cmp.Or(u.Port(), standard[u.Scheme]); port != "*" && at != cmp.Or(port, standard[u.Scheme]) {
		return false
	}
	path = "/" + path
	inside := path == "/" || u.EscapedPath() == path || strings.HasSuffix(path, "/") && strings.HasPrefix(u.EscapedPath(), path)
	return inside && (u.Scheme == scheme || u.Scheme == "https")
}

// with adds sources to those that there are. One that is 'none' alone takes
// them all back; beside others it says nothing.
func with(sources, more []config.PolicySource) []config.PolicySource {
	if len(more) == 1 && more[0] == none {
		return more
	}
	var list []config.PolicySource
	for _, s := range slices.Concat(sources, more) {
		if s != none && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	if list == nil {
		return []config.PolicySource{none}
	}
	return list
}
