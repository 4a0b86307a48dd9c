package theme_test

import (
	"bytes"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/page"
	"careerguide/internal/theme"
)

// files returns a site's own layouts, of name and text in turn.
func files(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		fsys["layouts/"+pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return fsys
}

// What the parser refuses has a hint in plain words.
func TestSyntaxHints(t *testing.T) {
	for _, tt := range []struct{ main, at, message, hint string }{
		{"<p>{{.Title}</p>", "2:1", "", "two braces"},
		{"<p>{{.Title</p>\n", "2:1", "", "two braces"},
		{"<p>{{if .Title}}</p>", "3:1", "unexpected EOF", `{{define "main"}} on line 1, or a block within it`},
		{"<p></p>{{end}}", "3:1", "unexpected {{end}}", "one {{end}} more"},
		{"{{else}}", "2:1", "{{else}}", "stands once"},
		{"{{lenn .Title}}", "2:1", `function "lenn" not defined`, `did you mean "len"?`},
		{"{{rang .Crumbs}}{{end}}", "2:1", `function "rang" not defined`, `did you mean "range"?`},
		{"{{Title}}", "2:1", `function "Title" not defined`, "{{.Title}}"},
		{"{{zzzzzzzzzz}}", "2:1", "not defined", "the functions are and, call"},
		{`{{template "crumb" .Crumbs}}`, "2:12", `no such template "crumb"`, `did you mean "crumbs"?`},
		{`{{template "nothing-like-it" .}}`, "2:12", "no such template", `{{define "nothing-like-it"}}`},
		{"{{$x}}", "2:1", `undefined variable "$x"`, "{{$x := …}}"},
		{`{{if eq .Title "x}}{{end}}`, "2:1", "unterminated quoted string", "quotation marks"},
		{"{{if eq .Title “x”}}{{end}}", "2:1", "", "straight quotation marks"},
		{"{{if .Title = 1}}{{end}}", "2:1", "", "{{if eq .A .B}}"},
		{"{{if}}x{{end}}", "2:1", "missing value for if", "{{if .Title}}"},
		{"{{break}}", "2:1", "outside {{range}}", "a turn of {{range}}"},
		{"{{if (eq 1 1}}{{end}}", "2:1", "", "each ( needs its )"},
	} {
		_, found := theme.Load(files("page.html", "{{define \"main\"}}\n"+tt.main+"\n{{end}}"), theme.Options{Minify: true})
		if len(found) != 1 {
			t.Errorf("%s: %d findings: %v", tt.main, len(found), found)
			continue
		}
		f := found[0]
		if !strings.HasPrefix(f.String(), "layouts/page.html:"+tt.at[:2]) || !strings.Contains(f.Message, tt.message) || !strings.Contains(f.Hint, tt.hint) {
			t.Errorf("%s: %v (hint %s), want %s, %s (hint %s)", tt.main, f, f.Hint, tt.at, tt.message, tt.hint)
		}
	}
}

// A fault is told at its own place, whichever way a page comes to it, with the
// name that was meant.
func TestFaultsAtTheirPlace(t *testing.T) {
	for name, tt := range map[string]struct {
		fsys              fstest.MapFS
		at, message, hint string
	}{
		"shared": {files("partials/footer.html", "{{define \"footer\"}}\n<p>\n {{.Tittle}}</p>{{end}}"),
			"layouts/partials/footer.html:3:4", `executing "footer" at <.Tittle>: can't evaluate field Tittle`, "did you mean .Title?"},
		"shared, in a partial of it": {files("partials/footer.html", "{{define \"footer\"}}{{template \"deep\" .}}{{end}}\n\n{{define \"deep\"}}{{.Logo.URL}}{{end}}"),
			"layouts/partials/footer.html:3:25", "nil pointer evaluating *page.Image.URL", ""},
		"shared that cannot be escaped": {files("partials/footer.html", "{{define \"footer\"}}\n<p title=\"{{end}}"),
			"layouts/partials/footer.html:1:1", "", ""},
		"shared by itself": {files("partials/head-extra.html", "\n{{define \"head-extra\"}}{{shared \"head-extra\" .Site}}{{end}}", "partials/footer.html", "{{define \"footer\"}}\n{{shared \"footer\" .}}{{end}}"),
			"layouts/partials/head-extra.html:", "", ""},
		"of a page":  {files("page.html", "{{define \"main\"}}\n{{index .Sections 3}}{{end}}"), "layouts/page.html:2:3", "index out of range", ""},
		"of a field": {files("page.html", "{{define \"main\"}}\n{{range .Sections}}{{.Headings}}{{end}}{{end}}"), "layouts/page.html:2:22", "can't evaluate", "did you mean .Heading?"},
	} {
		for _, minify := range []bool{true, false} {
			tt.fsys = maps.Clone(tt.fsys)
			th, found := theme.Load(tt.fsys, theme.Options{Minify: minify})
			if found.HasErrors() {
				t.Errorf("%s: %v", name, found)
				continue
			}
			var b bytes.Buffer
			d := page.Article{Common: page.Common{Site: &page.Site{}}, Sections: []page.Section{{}}}
			f := th.Layouts.Execute(t.Context(), &b, "page", "/x/", d)
			if f == nil {
				t.Errorf("%s: no finding (minified: %t)", name, minify)
				continue
			}
			if !strings.HasPrefix(f.String(), tt.at) || !strings.Contains(f.Message, tt.message) || f.Hint != tt.hint || !strings.HasSuffix(f.Message, "(on the page /x/)") {
				t.Errorf("%s: %v (hint %q), want %s %s (hint %q)", name, f, f.Hint, tt.at, tt.message, tt.hint)
			}
		}
	}
}

// A layout without an end is one finding, at its action, in a moment.
func TestRunawayLayouts(t *testing.T) {
	if raceEnabled { // the turns take longer than a second then, and are what is counted here
		defer func(second time.Duration) { theme.Limits.Time = second }(theme.Limits.Time)
		theme.Limits.Time = time.Minute
	}
	for name, tt := range map[string]struct {
		main, at, message string
	}{
		"a number":                          {"{{range 1000000000}}{{end}}", "layouts/page.html:2:", "turns of {{range}}"},
		"a number, html/template":           {"{{range 1000000000}}{{end}}{{html .Title}}", "layouts/page.html:2:", "turns of {{range}}"},
		"a page without end":                {"{{range 1000000}}{{$.Title}}{{end}}", "layouts/page.html:2:", "larger than 64 MiB"},
		"a page without end, html/template": {"{{range 1000000}}{{$.Title}}{{end}}{{html .Title}}", "layouts/page.html:2:", "larger than 64 MiB"},
		"itself":                            {"{{template \"main\" .}}", "layouts/page.html:2:", "1000 deep"},
		"itself, html/template":             {"{{template \"main\" .}}{{html .Title}}", "layouts/page.html:2:", "1000 deep"},
	} {
		// One minute for what takes a second: the machine may be busy.
		start := time.Now()
		th, found := theme.Load(files("page.html", "{{define \"main\"}}\n"+tt.main+"{{end}}"), theme.Options{Minify: true})
		if found.HasErrors() {
			t.Fatal(found)
		}
		d := page.Article{Common: page.Common{Site: &page.Site{}, Title: strings.Repeat("long ", 100)}}
		f := th.Layouts.Execute(t.Context(), &bytes.Buffer{}, "page", "/x/", d)
		if f == nil || !strings.HasPrefix(f.String(), tt.at) || !strings.Contains(f.Message, tt.message) || f.Hint == "" {
			t.Errorf("%s: %v, want %s %s", name, f, tt.at, tt.message)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
		t.Logf("%s: %v in %v", name, f, time.Since(start))
	}
}
