package build_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"
)

// However the pages are rendered, the same fault of a layout is told of the
// same page: the first by its address. Of each layout there is one, and a
// partial's stands once for all.
func TestFaultsAreTheSame(t *testing.T) {
	files := map[string]*fstest.MapFile{
		"layouts/faq.html":             {Data: []byte("{{define \"main\"}}\n<p>{{.Nope}}</p>{{end}}")},
		"layouts/guide.html":           {Data: []byte("{{define \"main\"}}<p>{{template \"byline\" .}}</p>{{end}}")},
		"layouts/page.html":            {Data: []byte("{{define \"main\"}}<p>{{template \"byline\" .}}</p>{{end}}")},
		"layouts/partials/byline.html": {Data: []byte("{{define \"byline\"}}{{.Nope}}{{end}}")},
	}
	for i := range 40 {
		files[fmt.Sprintf("content/roles/a%02d.md", 99-i)] = role(fmt.Sprintf("Worker %d", i), "care", nil, "## FAQ\n\n### Is it hard?\n\nAt times.\n")
		files[fmt.Sprintf("content/guides/g%02d.md", 99-i)] = &fstest.MapFile{Data: []byte("---\ntitle: Guide\nsummary: S\n---\nText.\n")}
	}
	files["content/pages/about.md"] = &fstest.MapFile{Data: []byte("---\ntitle: About\nsummary: S\n---\nText.\n")}
	builds := 10
	if testing.Short() {
		builds = 2
	}
	for range builds {
		var got []string
		for _, f := range run(t, &build.Options{Source: small(files), Minify: true}).Findings {
			_, page, _ := strings.Cut(f.Message, "(on the page ")
			got = append(got, fmt.Sprintf("%s:%d %s", f.File, f.Line, strings.TrimSuffix(page, ")")))
		}
		if want := "[layouts/faq.html:2 /roles/a60/faq/ layouts/partials/byline.html:1 /about/]"; fmt.Sprint(got) != want {
			t.Fatalf("%v, want %s", got, want)
		}
	}
}
