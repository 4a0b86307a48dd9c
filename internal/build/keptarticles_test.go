package build_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/corpus"
)

// After an edit of one text, a file of another page that somebody changed or
// deleted is made again, too.
func TestTextAndDamage(t *testing.T) {
	f := newFolder(t, corpus.Files(12))
	f.build(nil)
	names := rolesOf(f)
	other := strings.TrimSuffix(filepath.Base(names[1]), ".md")
	for step, harm := range []func(place string) error{os.Remove, func(place string) error { return os.WriteFile(place, []byte("not ours"), 0o644) }} {
		f.write(names[0], corpus.Files(12)[names[0]]+fmt.Sprintf("\nMore text %d.\n", step))
		if err := harm(f.path("public/roles/" + other + "/faq/index.html")); err != nil {
			t.Fatal(err)
		}
		if r := f.build(nil); r.Findings.HasErrors() {
			t.Fatal(list(r.Findings))
		}
		if clean, _ := f.clean(nil); !maps.Equal(sums(t, f.public()), sums(t, clean)) {
			t.Errorf("step %d: it is not what a clean build makes", step)
		}
	}
}

// rolesOf returns the files of the folder's roles, sorted.
func rolesOf(f *folder) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(sums(f.t, f.dir))) {
		if strings.HasPrefix(name, "content/roles/") && strings.HasSuffix(name, ".md") {
			names = append(names, name)
		}
	}
	return names
}

// An article to which a link leads is read again where its pages have to be
// made again, and is not taken for one that changed meanwhile.
func TestLinkedArticle(t *testing.T) {
	f := newFolder(t, map[string]string{
		"content/site.yaml": "title: T\nbase_url: https://example.org/\n", "content/roles/chef.md": "---\ntitle: Chef\nsummary: Cooks.\ncategory: food\n---\nText.\n",
		"shared/nurse.md": "---\ntitle: Nurse\nsummary: Cares.\ncategory: care\n---\nText.\n",
	})
	if err := os.Symlink("../../shared/nurse.md", f.path("content/roles/nurse.md")); err != nil {
		t.Fatal(err)
	}
	for _, edit := range []func(){func() {}, func() { f.edit("content/roles/chef.md", "title: Chef", "title: Cook") }, func() { f.edit("shared/nurse.md", "Text.", "Other text.") },
		func() { f.edit("shared/nurse.md", "Cares.", "Heals.") }, func() { f.edit("content/roles/chef.md", "Text.", "Other text.") }} {
		edit()
		if r := f.build(nil); r.Findings.HasErrors() {
			t.Fatal(list(r.Findings))
		}
		if other, _ := f.clean(nil); !maps.Equal(sums(t, f.public()), sums(t, other)) {
			t.Error("it is not what a clean build makes")
		}
	}
}
