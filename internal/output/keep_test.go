package output

import (
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
