package build_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	minhtml "github.com/tdewolff/minify/v2/html"
	"golang.org/x/net/html"

	"careerguide/internal/build"
)

// TestMinify compares a site without the white space that browsers drop with
// the same site as the layouts write it, and with what a minifier makes of it.
func TestMinify(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every page of the sample site twice")
	}
	small := mustBuild(t, build.Options{Source: sample(), Minify: true})
	large := mustBuild(t, build.Options{Source: sample()})
	if !slices.Equal(small.html(), large.html()) {
		t.Fatalf("pages %v, and minified %v", large.html(), small.html())
	}
	minifier := &minhtml.Minifier{KeepEndTags: true, KeepQuotes: true, KeepDocumentTags: true, KeepDefaultAttrVals: true}
	saved := 0
	for _, name := range small.html() {
		a, b := lines(large.docs[name]), lines(small.docs[name])
		// Only the names of bundles may differ, as their texts do.
		for i := range a {
			if i >= len(b) || a[i] != b[i] && !strings.Contains(a[i], `="/assets/`) {
				t.Errorf("%s: line %d\n\tas written %s\n\tminified   %s", name, i, a[i], strings.Join(b[min(i, len(b)):min(i+1, len(b))], ""))
				break
			}
		}
		if len(b) > len(a) {
			t.Errorf("%s: minified, the page has %d lines instead of %d", name, len(b), len(a))
		}

		page := small.files[name]
		saved += len(large.files[name]) - len(page)
		var out bytes.Buffer
		if err := minifier.Minify(minify.New(), &out, bytes.NewReader(page), nil); err != nil {
			t.Fatal(err)
		}
		// JSON in an attribute has its quotes as references, which the escaper writes.
		quotes := 4 * bytes.Count(page, []byte("&#34;"))
		if more := 100 * float64(len(page)-out.Len()-quotes) / float64(len(page)); more >= 3 {
			t.Errorf("%s: a minifier saves another %.1f%% of %d bytes", name, more, len(page))
		}
	}
	if saved <= 0 {
		t.Errorf("minified, the pages are no smaller (%d bytes)", -saved)
	}
}

// lines writes a page as a browser lays it out: elements that break the line
// with their attributes on a line each, and the text between them, in which
// runs of white space are one space. A space lost between two words shows.
func lines(doc *html.Node) []string {
	var out []string
	var line strings.Builder
	flush := func() {
		if s := squeeze(line.String()); s != "" {
			out = append(out, s)
		}
		line.Reset()
	}
	var walk func(n *html.Node, preformatted bool)
	walk = func(n *html.Node, preformatted bool) {
		switch n.Type {
		case html.TextNode:
			if preformatted {
				out = append(out, fmt.Sprintf("%q", n.Data))
			} else {
				line.WriteString(n.Data)
			}
			return
		case html.CommentNode:
			out = append(out, "<!--"+n.Data)
		}
		if n.Type != html.ElementNode {
			for c := range n.ChildNodes() {
				walk(c, preformatted)
			}
			return
		}
		tag := "<" + n.Data
		for _, a := range n.Attr {
			if a.Key == "content" && value(n, "name") == "viewport" { // a list, in which spaces are nothing
				a.Val = strings.ReplaceAll(a.Val, ", ", ",")
			}
			tag += fmt.Sprintf(" %s=%q", a.Key, a.Val)
		}
		tag += ">"
		keep := preformatted || n.Data == "pre" || n.Data == "textarea" || n.Data == "script"
		if inline[n.Data] && !preformatted {
			line.WriteString(tag)
		} else {
			flush()
			out = append(out, tag)
		}
		for c := range n.ChildNodes() {
			walk(c, keep)
		}
		if inline[n.Data] && !preformatted {
			line.WriteString("</" + n.Data + ">")
		} else {
			flush()
			out = append(out, "</"+n.Data+">")
		}
	}
	walk(doc, false)
	flush()
	return out
}
