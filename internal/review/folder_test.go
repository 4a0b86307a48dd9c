package review

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"careerguide/internal/output"
)

func TestDir(t *testing.T) {
	dir := t.TempDir()
	recorded := filepath.Join(dir, "recorded")
	tree, err := output.Open(recorded, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"index.html": "a", "roles/nurse/index.html": "b"} {
		if err := tree.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(dir, "plain")
	if err := os.CopyFS(plain, os.DirFS(recorded)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(plain, output.RecordName)); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".git/config", ".env", ".well-known/x", "foreign.txt"} {
		for _, root := range []string{recorded, plain} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(root, name), []byte("x"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	a, err := Dir(recorded)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Dir(plain)
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(a.Files)); !slices.Equal(got, []string{"index.html", "roles/nurse/index.html"}) {
		t.Errorf("by the record: %q", got)
	}
	if got := slices.Sorted(maps.Keys(b.Files)); !slices.Equal(got, []string{".well-known/x", "foreign.txt", "index.html", "roles/nurse/index.html"}) {
		t.Errorf("by walking: %q", got)
	}
	for name, f := range a.Files {
		if b.Files[name] != f {
			t.Errorf("%s differs", name)
		}
	}
	if data, err := b.Read(t.Context(), "roles/nurse/index.html"); err != nil || string(data) != "b" {
		t.Errorf("%q %v", data, err)
	}
	if _, err := Dir(filepath.Join(dir, "absent")); err == nil {
		t.Error("a folder that is not there was read")
	}
}
