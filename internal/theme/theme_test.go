package theme

import (
	"strings"
	"testing"
	"testing/fstest"
)

// White space goes between blocks, looking past actions, and stays between
// inline elements.
func TestJoinBlocks(t *testing.T) {
	for in, want := range map[string]string{
		"<ul>\n  {{range .X}}\n  <li>a</li>\n  {{end}}\n</ul>":   "<ul>{{range .X}}<li>a</li>{{end}}</ul>",
		"<a>b</a>\n{{if .X}}\n<a>c</a>{{end}}":                   "<a>b</a>\n{{if .X}}\n<a>c</a>{{end}}",
		"<p>a</p>\n{{.X}}\n<p>b</p>":                             "<p>a</p>\n{{.X}}\n<p>b</p>",
		"<p title=\"a > b\">x</p>\n<p>y</p>":                     "<p title=\"a > b\">x</p><p>y</p>",
		"{{define \"main\"}}\n<h1>a</h1>\n{{end}}":               "{{define \"main\"}}<h1>a</h1>{{end}}",
		"<div>\n{{template \"x\" .}}\n</div>\n{{/* a\nb */}}\nc": "<div>{{template \"x\" .}}</div>\n{{/* a\nb */}}\nc",
	} {
		if got := joinBlocks(in); got != want {
			t.Errorf("joinBlocks(%q)\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	w := Words{"by": "By {authors}, {authors} and {who}", "odd": "} {"}
	for _, tt := range []struct{ got, want string }{
		{w.Get("by", "authors", "Ada {who}"), "By Ada {who}, Ada {who} and {who}"},
		{w.Get("odd", "a", "b"), "} {"},
		{w.Get("missing"), "missing"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}

// A site's own files replace one file each, words one by one, and a layout
// that shares itself is an error and no crash.
func TestOverlay(t *testing.T) {
	fsys := fstest.MapFS{
		"layouts/strings/de.yaml":          {Data: []byte("home: Anfang\n")},
		"layouts/partials/head-extra.html": {Data: []byte(`{{define "head-extra"}}{{shared "head-extra" .Site}}{{end}}`)},
		"assets/css/tokens.css":            {Data: []byte(":root{--accent:green}")},
		"assets/static/CNAME":              {Data: []byte("x.org")},
	}
	th, found := Load(fsys, Options{Language: "de-AT", Minify: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	if th.Words.Get("home") != "Anfang" || th.Words.Get("search") != "Suche" {
		t.Errorf("words: home %q, search %q", th.Words.Get("home"), th.Words.Get("search"))
	}
	type data struct{ Site *struct{ Site *int } }
	f := th.Layouts.Execute(t.Context(), &strings.Builder{}, "home", "/", data{new(struct{ Site *int })})
	if f == nil || !strings.HasPrefix(f.File, "layouts/") || f.Line == 0 || !strings.HasSuffix(f.Message, "(on the page /)") {
		t.Errorf("a layout at fault: %+v", f)
	}
	var css, copied bool
	for _, file := range th.Files {
		b, err := file.Data()
		if err != nil {
			t.Fatal(err)
		}
		css = css || file.URL == th.Stylesheet && strings.Contains(string(b), "--accent:green")
		copied = copied || file.URL == "/CNAME" && string(b) == "x.org"
	}
	if !css || !copied {
		t.Errorf("own token in the stylesheet: %t; static file copied: %t", css, copied)
	}
}
