package output

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestNotOurs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	put(t, filepath.Join(dir, "thesis.doc"), "mine")
	before := contents(t, dir, true)
	want := "output " + dir + " is not empty and was not made by careerguide\nchoose an empty folder or use --force"
	if _, err := Open(dir, Options{}); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if !maps.Equal(contents(t, dir, true), before) {
		t.Error("something was touched")
	}
	tree := open(t, dir, Options{Force: true})
	if err := tree.Write("index.html", []byte("home")); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	pages{"thesis.doc": "mine", "index.html": "home"}.in(t, dir)
	build(t, dir, pages{"other.html": "x"})
	pages{"thesis.doc": "mine", "other.html": "x"}.in(t, dir)
}

func TestForeignFiles(t *testing.T) {
	for _, c := range []struct{ name, file, data, refused string }{
		{"in the way", "new.html", "mine", "new.html"},
		{"where a folder must be", "new", "mine", "new"},
		{"in a folder where a file must be", "new.html/mine.txt", "mine", "new.html/mine.txt"},
		{"the same", "new.html", "1", ""},
		{"beside", "mine.txt", "mine", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			build(t, dir, pages{"index.html": "home", "stale.html": "x"})
			put(t, filepath.Join(dir, c.file), c.data)
			before := contents(t, dir, true)
			site := pages{"index.html": "changed", "new.html": "1", "new/index.html": "2"}
			_, err := stageAll(t, dir, site).Commit()
			if c.refused == "" {
				if err != nil {
					t.Fatal(err)
				}
				with(site, c.file, c.data).in(t, dir)
				return
			}
			if err == nil || !strings.Contains(err.Error(), " holds "+c.refused+", which careerguide did not make") {
				t.Errorf("got %v", err)
			}
			if got := contents(t, dir, true); !maps.Equal(got, before) {
				t.Errorf("got %q, want %q", got, before)
			}
			alone(t, dir)
		})
	}
}

// Symlinks in the output are not followed: neither a folder nor a file, in
// writing or deleting.
func TestSymlinks(t *testing.T) {
	for _, inside := range []bool{false, true} {
		for _, link := range []string{"roles", "roles/nurse", "roles/nurse/index.html"} {
			for _, stale := range []bool{false, true} {
				base := t.TempDir()
				dir := filepath.Join(base, "public")
				build(t, dir, with(small, "victim/nurse/index.html", "nurse"))
				victim := filepath.Join(base, "victim")
				if inside {
					victim = filepath.Join(dir, "victim")
				}
				put(t, filepath.Join(victim, "nurse/index.html"), "nurse")
				place := filepath.Join(dir, filepath.FromSlash(link))
				os.RemoveAll(place)
				if err := os.Symlink(filepath.Join(victim, strings.TrimPrefix(link, "roles")), place); err != nil {
					t.Fatal(err)
				}
				before := contents(t, base, true)
				site := pages{"index.html": "home", "assets/site.css": "css", "sitemap.xml": "map", "victim/nurse/index.html": "nurse"}
				if !stale {
					site["roles/nurse/index.html"] = "new"
				}
				_, err := stageAll(t, dir, site).Commit()
				if stale != (err == nil) {
					t.Errorf("%s, stale %v: %v", link, stale, err)
				}
				after := contents(t, base, true)
				delete(before, "public/"+RecordName) // a stale file is struck from it
				delete(after, "public/"+RecordName)
				if !maps.Equal(after, before) {
					t.Errorf("%s, stale %v: got %q, want %q", link, stale, after, before)
				}
			}
		}
	}
}
