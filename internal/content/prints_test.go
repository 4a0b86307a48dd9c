package content

import (
	"slices"
	"testing"
	"testing/fstest"

	"careerguide/internal/config"
)

// A passage has a print of its own, which stays while its text does.
func TestPrints(t *testing.T) {
	prints := func(body string) []uint32 {
		t.Helper()
		fsys := fstest.MapFS{config.SiteFile: {Data: []byte("title: T\nbase_url: https://example.org/\n")},
			"content/roles/nurse.md": {Data: []byte("---\ntitle: Nurse\nsummary: S\ncategory: c\n---\n" + body)}}
		cfg, _ := config.Load(fsys)
		articles, found := Load(fsys, cfg, Options{})
		if found.HasErrors() {
			t.Fatal(found)
		}
		b, _ := articles[0].ReadBody()
		return b.Prints()
	}
	const body = "Intro.\n\n## Duties\n\n- One\n- Two\n\n## FAQ\n\n### Why?\n\nBecause.\n\n### How?\n\nSo.\n"
	all := prints(body)
	if len(all) != 4 || !slices.IsSorted(all) {
		t.Fatalf("%v", all)
	}
	if again := prints("Intro.\n\n\n## Duties\n\n-  One\n-  Two\n\n\n## FAQ\n\n### How?\n\nSo.\n\n### Why?\n\nBecause.\n"); !slices.Equal(again, all) {
		t.Errorf("in another order and with other space: %v, %v", again, all)
	}
	edited := prints("Intro.\n\n## Duties\n\n- One\n- Three\n\n## FAQ\n\n### Why?\n\nBecause.\n\n### How?\n\nSo.\n")
	same := 0
	for _, p := range edited {
		if slices.Contains(all, p) {
			same++
		}
	}
	if same != 3 || len(edited) != 4 {
		t.Errorf("one edit: %d of %d are the same", same, len(edited))
	}
	if none := prints("\n"); len(none) != 0 {
		t.Errorf("nothing: %v", none)
	}
}
