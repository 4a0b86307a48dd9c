package source

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"testing/fstest"
)

// A folder is what os.Root makes of it, links that stay inside and links that
// lead out included.
func TestFolder(t *testing.T) {
	outside, dir := t.TempDir(), t.TempDir()
	put := func(name string) {
		t.Helper()
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), os.WriteFile(place, []byte(name), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	names := []string{"site.yaml", "content/roles/nurse.md"}
	for i := range 2 * mostOpen {
		names = append(names, fmt.Sprintf("content/roles/care-%d/medic-%d.md", i, i))
	}
	for _, name := range names {
		put(name)
	}
	if err := os.WriteFile(filepath.Join(outside, "secret"), []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{
		"content/roles/linked.md": "../../site.yaml", "content/roles/care-3/up.md": "../nurse.md", "content/roles/out.md": filepath.Join(outside, "secret"),
		"content/roles/care-1/out.md": "../../../../../" + filepath.Base(outside) + "/secret", "content/elsewhere": outside, "content/again": "roles",
	} {
		if err := os.Symlink(to, filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	asked := append(slices.Clone(names), "content/roles/linked.md", "content/roles/care-3/up.md", "content/roles/out.md", "content/roles/care-1/out.md", "content/elsewhere/secret",
		"content/again/nurse.md", "content", "content/roles", ".", "", "content/roles/", "/etc/passwd", "../x", "content/../site.yaml", "content/roles/none.md", "none/none.md", "site.yaml/x")
	for range 2 {
		for _, name := range asked {
			got, gotErr := fs.ReadFile(f, name)
			want, wantErr := fs.ReadFile(root.FS(), name)
			if string(got) != string(want) || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Errorf("%q: %q, %v; want %q, %v", name, got, gotErr, want, wantErr)
			}
			file, gotErr := f.Open(name)
			other, wantErr := root.FS().Open(name)
			if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Errorf("open %q: %v, want %v", name, gotErr, wantErr)
			}
			if gotErr == nil && wantErr == nil {
				a, _ := file.Stat()
				b, _ := other.Stat()
				if !os.SameFile(a, b) {
					t.Errorf("%q is another file", name)
				}
				file.Close()
				other.Close()
			}
		}
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for _, name := range names {
				if data, err := ReadListed(f, name, 1<<10); err != nil || string(data) != name {
					t.Errorf("%q: %q, %v", name, data, err)
				}
			}
		})
	}
	wg.Wait()
	if f.opened != mostOpen {
		t.Errorf("%d folders are open, want %d", f.opened, mostOpen)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	if _, err := f.Open("content/roles/nurse.md"); err == nil {
		t.Error("a file was opened in a folder that is closed")
	}
}

func TestFolderIsAFileSystem(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a", "b/c", "b/d/e"} {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), os.WriteFile(place, []byte(name), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	f, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := fstest.TestFS(f, "a", "b/c", "b/d/e"); err != nil {
		t.Error(err)
	}
}
