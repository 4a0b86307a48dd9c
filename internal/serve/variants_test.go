package serve

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"careerguide/internal/corpus"
	"careerguide/internal/picture"
)

// Cards and variants of pictures are served at the addresses where a build
// writes them, with the same bytes, and follow what they are made of.
func TestMadePictures(t *testing.T) {
	files := smallSite()
	files["content/site.yaml"] += "social_cards: true\n"
	files["content/roles/health/wide.png"] = corpus.Drawing(900, 300)
	files["content/roles/health/nurse.md"] += "\n![wide](wide.png)\n"
	r := newRig(t, files)
	output := filepath.Join(t.TempDir(), "out")
	known := map[string]bool{}
	compare := func(what string, cards, variants int) {
		t.Helper()
		built, errors := r.clean(output)
		if errors != nil {
			t.Fatal(errors)
		}
		for _, d := range r.differences(built, known) {
			t.Errorf("%s: %s", what, d)
		}
		for name := range built {
			switch {
			case strings.Contains(name, "/card."):
				cards--
				if got := r.get(name); got.Header().Get("Content-Type") != "image/png" {
					t.Errorf("%s: %s is %s", what, name, got.Header().Get("Content-Type"))
				}
			case strings.Contains(name, "/wide."):
				variants--
			}
		}
		if cards != 0 || variants != 0 {
			t.Errorf("%s: %d cards and %d variants are missing", what, cards, variants)
		}
	}
	compare("the start", 1, 6) // two narrower ones, three of WebP, and the picture
	r.write("content/roles/health/wide.png", corpus.Drawing(500, 300))
	r.take()
	compare("another picture", 1, 2) // no narrower one: it would save nothing
	r.write("content/roles/health/wide.png", corpus.Drawing(900, 300)[:60])
	r.take()
	compare("a torn picture", 1, 1)
	r.write("content/roles/health/nurse.md", strings.Replace(files["content/roles/health/nurse.md"], "title: ", "title: Senior ", 1))
	r.take()
	compare("another title", 1, 1)
	if _, err := os.Stat(filepath.Join(r.dir, ".careerguide")); err == nil {
		t.Error("the server wrote something")
	}
}

// What is kept is bounded, and what many ask for at once is made right.
func TestVariantsKept(t *testing.T) {
	files := smallSite()
	files["content/roles/health/wide.png"] = corpus.Drawing(900, 300)
	s := newRig(t, files).server
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if v := s.variantsOf("content/roles/health/wide.png"); len(v.List) != 5 {
				t.Errorf("%d variants", len(v.List))
			}
		})
	}
	wg.Wait()
	if v := s.variantsOf("content/roles/health/nothing.png"); v.List != nil || v.Sum != "" {
		t.Errorf("of nothing: %+v", v)
	}
	v := &s.variants
	half := []picture.Variant{{Data: make([]byte, maxVariants/2)}}
	for i, want := range []int{2, 1, 2, 1} { // the first stands beside those from above
		if v.put([32]byte{byte(i)}, half); len(v.of) != want || v.bytes > maxVariants {
			t.Errorf("after %d more: %d are kept, %d bytes", i+1, len(v.of), v.bytes)
		}
	}
}
