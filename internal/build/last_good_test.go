package build_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"
)

// small is a site of a few roles; what is given replaces or adds files.
func small(more map[string]*fstest.MapFile) fstest.MapFS {
	site := fstest.MapFS{
		"content/site.yaml":      settings(nil),
		"content/roles/nurse.md": role("Nurse", "care", nil, "## FAQ\n\n### Is it hard?\n\nAt times.\n"),
		"content/roles/medic.md": role("Medic", "care", nil, "## Duties\n\n- Help\n"),
	}
	maps.Copy(site, more)
	return site
}

// TestLastGood fails builds in every way that a build can fail: the output of
// the last good one stays as it was, and nothing is left beside it.
func TestLastGood(t *testing.T) {
	page := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tests := []struct {
		name  string
		files map[string]*fstest.MapFile
		want  []string // in one finding
	}{
		{"unknown field", map[string]*fstest.MapFile{"content/roles/nurse.md": role("Nurse", "care", object{"salery": 1}, "")},
			[]string{"content/roles/nurse.md:", "salery"}},
		{"dangling link", map[string]*fstest.MapFile{"content/roles/medic.md": role("Medic", "care", nil, "See [nobody](nobody.md).")},
			[]string{"content/roles/medic.md:", "nobody.md"}},
		{"settings", map[string]*fstest.MapFile{"content/site.yaml": page("title: [")}, []string{"content/site.yaml:"}},
		{"layout that does not parse", map[string]*fstest.MapFile{"layouts/faq.html": page("{{define \"main\"}}\n<p>{{if}}</p>{{end}}")},
			[]string{"layouts/faq.html:2:"}},
		{"layout with an unknown field", map[string]*fstest.MapFile{"layouts/faq.html": page("{{define \"main\"}}\n\n<p>{{.Nope}}</p>{{end}}")},
			[]string{"layouts/faq.html:3:", "Nope", "/roles/nurse/faq/"}},
		{"partial with an unknown field", map[string]*fstest.MapFile{"layouts/partials/byline.html": page("{{define \"byline\"}}\n<p>{{.Nope}}</p>{{end}}")},
			[]string{"layouts/partials/byline.html:2:", "Nope", "on the page /"}},
		{"layout that fails on one page", map[string]*fstest.MapFile{"layouts/faq.html": page("{{define \"main\"}}<h1>x</h1>\n<p>{{index .Sections 7}}</p>{{end}}")},
			[]string{"layouts/faq.html:2:", "/roles/nurse/faq/"}},
		{"layout that would not escape", map[string]*fstest.MapFile{"layouts/faq.html": page("{{define \"main\"}}\n<a href='{{if .Title}}x'{{end}}>{{end}}")},
			[]string{"layouts/faq.html:2:"}},
	}
	parent := t.TempDir()
	good := build.Options{Source: small(nil), Output: filepath.Join(parent, "public"), Minify: true}
	mustBuild(t, good)
	before := sums(t, parent)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, minify := range []bool{true, false} {
				o := build.Options{Source: small(tt.files), Output: good.Output, Minify: minify}
				result := run(t, &o)
				if !result.Findings.HasErrors() {
					t.Fatal("the build did not fail")
				}
				found := false
				for _, f := range result.Findings {
					all := true
					for _, part := range tt.want {
						all = all && strings.Contains(f.String(), part)
					}
					found = found || all
				}
				if !found {
					t.Errorf("minify=%t: no finding has %q:\n%s", minify, tt.want, list(result.Findings))
				}
				if diff := differences(before, sums(t, parent)); diff != nil {
					t.Errorf("minify=%t: the output changed:\n%s", minify, strings.Join(diff, "\n"))
				}
			}
		})
	}
	t.Run("cancelled", func(t *testing.T) {
		for _, at := range []int64{0, 1, 9} { // before the first page, after it, in the middle
			ctx, cancel := context.WithCancel(t.Context())
			var steps atomic.Int64
			o := build.Options{Source: corpusOf(12), Output: good.Output, Minify: true, Now: buildDay, Progress: func(int, int) {
				if steps.Add(1) == at {
					cancel()
				}
			}}
			if at == 0 {
				cancel()
			}
			_, err := build.Run(ctx, o)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("cancelled after %d pages: error %v", at, err)
			}
			if diff := differences(before, sums(t, parent)); diff != nil {
				t.Errorf("cancelled after %d pages: the output changed:\n%s", at, strings.Join(diff, "\n"))
			}
			cancel()
		}
	})
	t.Run("no output yet", func(t *testing.T) {
		dir := t.TempDir()
		o := build.Options{Source: small(tests[4].files), Output: filepath.Join(dir, "public")}
		run(t, &o)
		if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
			t.Errorf("a failed build left %v (%v)", entries, err)
		}
	})
}

// TestLayoutFaults names a fault that all pages share once, in the order of
// its places.
func TestLayoutFaults(t *testing.T) {
	o := build.Options{Source: small(map[string]*fstest.MapFile{
		"layouts/partials/footer.html": {Data: []byte("{{define \"footer\"}}{{.Nope}}{{end}}")},
	}), Minify: true}
	result := run(t, &o)
	if n := len(result.Findings); n != 1 {
		t.Errorf("%d findings for one fault:\n%s", n, list(result.Findings))
	}
}
