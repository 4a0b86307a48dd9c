package hosting

import (
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
		if d.header && !header {
			continue
		}
		sources := d.sources
		if d.added != nil {
			if more := d.added(p); len(more) > 0 {
				if sources == nil {
					sources = with([]config.PolicySource{self}, p.DefaultSrc)
				}
				sources = with(sources, more)
			}
		}
		if sources == nil {
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
