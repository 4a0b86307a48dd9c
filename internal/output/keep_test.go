package output

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// A file of the build before is kept without its bytes, if it is as that build
// left it.
func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	if err := os.WriteFile(filepath.Join(dir, "assets/site.css"), []byte("another"), 0o644); err != nil {
		t.Fatal(err)
	}
	tree := open(t, dir, Options{})
	if err := tree.Write("sitemap.xml", []byte(small["sitemap.xml"])); err != nil {
		t.Fatal(err)
	}
	if err := tree.Write("index.html", []byte("NEW")); err != nil {
		t.Fatal(err)
	}
	if !tree.Kept("sitemap.xml") || tree.Kept("index.html") || tree.Kept("roles/nurse/index.html") {
		t.Error("Kept tells of files that were not kept, or not of one that was")
	}
	for name, want := range map[string]bool{"roles/nurse/index.html": true, "assets/site.css": false, "none.html": false} {
		if ok, err := tree.Keep(name); ok != want || err != nil {
			t.Errorf("Keep(%s) = %t, %v", name, ok, err)
		}
		if tree.Listed(name) != (name != "none.html") {
			t.Errorf("Listed(%s) = %t", name, tree.Listed(name))
		}
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	pages{"index.html": "NEW", "sitemap.xml": small["sitemap.xml"], "roles/nurse/index.html": small["roles/nurse/index.html"]}.in(t, dir)
}

// Whatever happened to a file that was not written anew, the others are not
// kept, whether they were looked at before or only now; what is written anew
// may be gone.
func TestKeepOthersLooks(t *testing.T) {
	site := pages{"a": "1", "b/c": "2", "d": "3"}
	for name, harm := range map[string]func(dir string) error{
		"nothing": func(string) error { return nil },
		"gone":    func(dir string) error { return os.Remove(filepath.Join(dir, "b", "c")) },
		"other":   func(dir string) error { return os.WriteFile(filepath.Join(dir, "d"), []byte("x"), 0o644) },
		"a link": func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "d")), os.Symlink("a", filepath.Join(dir, "d")))
		},
		"a folder": func(dir string) error {
			return errors.Join(os.Remove(filepath.Join(dir, "d")), os.Mkdir(filepath.Join(dir, "d"), 0o755))
		},
		"the one that is new": func(dir string) error { return os.Remove(filepath.Join(dir, "a")) },
	} {
		for _, look := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "public")
			build(t, dir, site)
			if err := harm(dir); err != nil {
				t.Fatal(err)
			}
			tree := open(t, dir, Options{})
			if look {
				tree.Look(t.Context())
			}
			if err := tree.Write("a", []byte("new")); err != nil {
				t.Fatal(err)
			}
			want := name == "nothing" || name == "the one that is new"
			if got := tree.KeepOthers(t.Context()); got != want {
				t.Errorf("%s, looked before %t: kept %t", name, look, got)
			}
			if !want {
				continue
			}
			if _, err := tree.Commit(); err != nil {
				t.Fatal(err)
			}
			pages{"a": "new", "b/c": "2", "d": "3"}.in(t, dir)
		}
	}
}

// Once the build is given up, nothing is kept.
func TestKeepOthersStops(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, pages{"a": "1"})
	for _, look := range []bool{false, true} {
		ctx, stop := context.WithCancel(t.Context())
		tree := open(t, dir, Options{})
		stop()
		if look {
			tree.Look(ctx)
		}
		if tree.KeepOthers(ctx) {
			t.Errorf("looked before %t: kept all", look)
		}
		if err := tree.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}
