package build_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"careerguide/internal/build"
)

func TestSite(t *testing.T) {
	for _, minify := range []bool{true, false} {
		t.Run(fmt.Sprintf("minify=%t", minify), func(t *testing.T) {
			t.Parallel()
			site := mustBuild(t, build.Options{Source: sample(), Minify: minify})
			if len(site.pages()) < 100 {
				t.Fatalf("only %d pages: the tests below prove little", len(site.pages()))
			}
			site.check(t)
			for _, name := range site.pages() {
				checkData(t, site, name)
			}
		})
	}
}

// check holds every page of a site to what all pages have in common.
func (s *tree) check(t *testing.T) {
	t.Helper()
	titles, descriptions, canonicals := map[string]string{}, map[string]string{}, map[string]string{}
	unique := func(what string, seen map[string]string, value, name string) {
		if value == "" {
			t.Errorf("%s: no %s", name, what)
		} else if other, ok := seen[value]; ok {
			t.Errorf("%s: the same %s as %s: %q", name, what, other, value)
		}
		seen[value] = name
	}
	for _, name := range s.html() {
		doc := s.docs[name]
		s.checkLinks(t, name)
		s.checkIDs(t, name)
		s.checkMarkup(t, name)
		s.checkHeadings(t, name)
		if first(doc, "html[lang]") == nil || value(first(doc, "html"), "lang") != value(first(s.docs["index.html"], "html"), "lang") {
			t.Errorf("%s: lang is %q", name, value(first(doc, "html"), "lang"))
		}
		if isRedirect(doc) {
			continue
		}
		if n := len(all(doc, "title")); n != 1 {
			t.Errorf("%s: %d titles", name, n)
		}
		unique("title", titles, text(first(doc, "title")), name)
		description := value(first(doc, "meta[name=description]"), "content")
		switch kind(doc) {
		case "overview", "job-description", "what-they-do", "faq", "related":
			unique("description", descriptions, description, name)
		default:
			if description == "" {
				t.Errorf("%s: no description", name)
			}
		}
		want := s.address(name).String()
		if name == "404.html" {
			want = ""
		} else {
			unique("canonical address", canonicals, value(first(doc, "link[rel=canonical]"), "href"), name)
		}
		if got := value(first(doc, "link[rel=canonical]"), "href"); got != want {
			t.Errorf("%s: canonical address %q, want %q", name, got, want)
		}
		if got := value(first(doc, "meta[property=og:url]"), "content"); got != want {
			t.Errorf("%s: og:url %q, want %q", name, got, want)
		}
		if got := value(first(doc, "link[rel=alternate][type=application/atom+xml]"), "href"); got != s.base.Path+"feed.xml" {
			t.Errorf("%s: feed %q", name, got)
		}
	}
}

// references are the attributes that hold an address.
var references = []string{"href", "src", "action", "formaction", "poster", "data", "cite", "xlink:href", "ping", "background"}

// checkLinks reports every reference that leads nowhere.
func (s *tree) checkLinks(t *testing.T, name string) {
	t.Helper()
	check := func(what, ref string) {
		if _, _, _, err := s.target(name, ref); err != nil {
			t.Errorf("%s: %s leads nowhere: %v", name, what, err)
		}
	}
	for n := range s.docs[name].Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			what := fmt.Sprintf("<%s %s=%q>", n.Data, a.Key, a.Val)
			switch {
			case slices.Contains(references, a.Key):
				if a.Val == "" {
					t.Errorf("%s: %s is empty", name, what)
				}
				check(what, a.Val)
			case a.Key == "srcset" || a.Key == "imagesrcset":
				for candidate := range strings.SplitSeq(a.Val, ",") {
					check(what, strings.Fields(candidate)[0])
				}
			case a.Key == "content" && (value(n, "property") == "og:url" || value(n, "property") == "og:image"):
				check(what, a.Val)
			case a.Key == "content" && value(n, "http-equiv") == "refresh":
				_, to, _ := strings.Cut(a.Val, "url=")
				check(what, to)
			case a.Key == "for" || a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "aria-controls":
				for id := range strings.FieldsSeq(a.Val) {
					if s.ids[name][id] == 0 {
						t.Errorf("%s: %s names no id", name, what)
					}
				}
			}
		}
	}
}

func (s *tree) checkIDs(t *testing.T, name string) {
	t.Helper()
	for id, n := range s.ids[name] {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			t.Errorf("%s: id %q stands there %d times", name, id, n)
		}
	}
}

// checkMarkup reports what a strict policy of a web server would refuse, and
// images that shift the page.
func (s *tree) checkMarkup(t *testing.T, name string) {
	t.Helper()
	for n := range s.docs[name].Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "style":
			t.Errorf("%s: a style element", name)
		case "script":
			if _, ok := attr(n, "src"); !ok && value(n, "type") != "application/ld+json" {
				t.Errorf("%s: a script in the page: %q", name, text(n))
			}
		case "img":
			for _, want := range []string{"alt", "width", "height"} {
				if v, ok := attr(n, want); !ok || v == "" && want != "alt" || v == "0" {
					t.Errorf("%s: the image %s has no %s", name, value(n, "src"), want)
				}
			}
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
			}
			if slices.Contains(references, a.Key) {
				if u, err := url.Parse(a.Val); err != nil || !slices.Contains([]string{"", "http", "https", "mailto", "tel"}, u.Scheme) {
					t.Errorf("%s: the scheme of <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// checkHeadings wants one h1, and no level left out on the way down.
func (s *tree) checkHeadings(t *testing.T, name string) {
	t.Helper()
	if n := len(all(s.docs[name], "h1")); n != 1 {
		t.Errorf("%s: %d h1", name, n)
	}
	level := 0
	for n := range s.docs[name].Descendants() {
		if n.Type != html.ElementNode || len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		if text(n) == "" {
			t.Errorf("%s: an empty %s", name, n.Data)
		}
		own := int(n.Data[1] - '0')
		if own > level+1 {
			t.Errorf("%s: %s %q follows an h%d", name, n.Data, text(n), level)
		}
		level = own
	}
}
