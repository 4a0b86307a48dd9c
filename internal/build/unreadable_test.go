package build_test

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"
)

// lateFS refuses to open a file once it was opened some times: somebody
// took it away while the site was built.
type lateFS struct {
	fs.FS
	name   string
	good   int64
	opened atomic.Int64
}

func (l *lateFS) Open(name string) (fs.File, error) {
	if name == l.name && l.opened.Add(1) > l.good {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}

// TestTakenAway builds a site whose files go while it is built: a finding
// names each, and nothing is written.
func TestTakenAway(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	source := small(map[string]*fstest.MapFile{
		"content/roles/mark.md": role("Mark", "care", nil, "![A](a.png)\n"), "content/roles/a.png": {Data: picture.Bytes()},
		"assets/images/b.png": {Data: picture.Bytes()}, "assets/c.txt": {Data: []byte("c")},
	})
	for _, name := range []string{"content/roles/a.png", "assets/images/b.png", "assets/c.txt", "content/roles/mark.md"} {
		count := &lateFS{FS: source, name: name, good: 100}
		mustBuild(t, build.Options{Source: count, Minify: true})
		n := count.opened.Load()
		dir := t.TempDir()
		o := build.Options{Source: &lateFS{FS: source, name: name, good: n - 1}, Output: filepath.Join(dir, "public"), Minify: true}
		result := run(t, &o)
		if len(result.Findings) != 1 || result.Findings[0].String() != name+":1:1: cannot be read: permission denied" {
			t.Errorf("%s: %s", name, list(result.Findings))
		}
		if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
			t.Errorf("%s: a failed build left %v (%v)", name, entries, err)
		}
	}
}
