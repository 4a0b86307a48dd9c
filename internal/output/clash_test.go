package output

import (
	"errors"
	"path/filepath"
	"sync"
	"testing"
)

// A file in the place of a folder names both, in whichever order they come,
// and the output stays as it was.
func TestClash(t *testing.T) {
	for _, tt := range []struct {
		names []string // of which the last cannot be
		want  ClashError
	}{
		{[]string{"sitemap.xml", "sitemap.xml/a/index.html"}, ClashError{"sitemap.xml", "sitemap.xml/a/index.html"}},
		{[]string{"sitemap.xml/a/index.html", "sitemap.xml"}, ClashError{"sitemap.xml", "sitemap.xml/a/index.html"}},
		{[]string{"a/b/c", "a/b/c/d/e/f"}, ClashError{"a/b/c", "a/b/c/d/e/f"}},
		{[]string{"a/z", "a/y", "a/x", "a/w", "a/v", "a/u", "a/t", "a/s", "a/c/d", "a/b", "a.b/c", "a"}, ClashError{"a", "a/b"}},
		{[]string{"a/b/c", "ab", "a/b"}, ClashError{"a/b", "a/b/c"}},
		{[]string{"a", "a-b/c", "a/b"}, ClashError{"a", "a/b"}},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, pages{"index.html": "old"})
		tree := open(t, dir, Options{})
		last := len(tt.names) - 1
		for _, name := range tt.names[:last] {
			if err := tree.Write(name, []byte(name)); err != nil {
				t.Fatalf("%q: %v", tt.names, err)
			}
		}
		err := tree.Write(tt.names[last], []byte("last"))
		clash, ok := errors.AsType[*ClashError](err)
		if !ok || *clash != tt.want {
			t.Errorf("%q: %v, want %v", tt.names, err, tt.want)
		}
		_, err = tree.Commit()
		if clash, ok := errors.AsType[*ClashError](err); !ok || *clash != tt.want {
			t.Errorf("%q: commit says %v, want %v", tt.names, err, tt.want)
		}
		pages{"index.html": "old"}.in(t, dir)
		alone(t, dir)
	}
}

// Written at once, one of two that clash is refused, with the same names.
func TestClashAtOnce(t *testing.T) {
	for range 50 {
		tree := open(t, filepath.Join(t.TempDir(), "public"), Options{})
		var wg sync.WaitGroup
		faults := make([]error, 2)
		for i, name := range []string{"a", "a/b"} {
			wg.Go(func() { faults[i] = tree.Write(name, []byte(name)) })
		}
		wg.Wait()
		if (faults[0] == nil) == (faults[1] == nil) {
			t.Fatalf("faults %v", faults)
		}
		if clash, ok := errors.AsType[*ClashError](errors.Join(faults...)); !ok || *clash != (ClashError{"a", "a/b"}) {
			t.Fatalf("faults %v", faults)
		}
		if err := tree.Abort(); err != nil {
			t.Fatal(err)
		}
	}
}
