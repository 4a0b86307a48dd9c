package record

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

func TestStore(t *testing.T) {
	root := t.TempDir()
	s := OpenStore(root, "cards")
	a, b := SumOf([]byte("a")), SumOf([]byte("b"))
	if _, ok := s.Get(a); ok {
		t.Error("something in an empty store")
	}
	if entries, _ := os.ReadDir(root); len(entries) > 0 {
		t.Errorf("reading wrote %v", entries)
	}
	s.Put(a, []byte("made of a"))
	s.Put(b, nil)
	if data, ok := s.Get(a); !ok || string(data) != "made of a" {
		t.Errorf("%q, %t", data, ok)
	}
	if data, ok := s.Get(b); !ok || len(data) > 0 {
		t.Errorf("%q, %t", data, ok)
	}
	if text, err := os.ReadFile(filepath.Join(root, Folder, ".gitignore")); string(text) != "*\n" {
		t.Errorf(".gitignore: %q, %v", text, err)
	}
	// Another run uses one of the two.
	s = OpenStore(root, "cards")
	if _, ok := s.Get(a); !ok {
		t.Error("forgotten")
	}
	s.Sweep()
	if _, ok := s.Get(a); !ok {
		t.Error("what was used was swept away")
	}
	if _, ok := s.Get(b); ok {
		t.Error("what was not used has stayed")
	}
	OpenStore(root, "cards").Sweep()
	if _, err := os.Stat(filepath.Join(root, Folder, "cards")); err == nil {
		t.Error("an empty folder has stayed")
	}
}

// What is torn or something else is as good as nothing, and is replaced.
func TestStoreDamaged(t *testing.T) {
	root := t.TempDir()
	of := SumOf([]byte("a"))
	OpenStore(root, "x").Put(of, []byte("made of a"))
	name := filepath.Join(root, Folder, "x", fmt.Sprintf("%x", string(of)))
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	damaged := [][]byte{nil, []byte("something else"), append(bytes.Clone(whole), 'x')}
	for n := range whole {
		damaged = append(damaged, whole[:n])
		other := bytes.Clone(whole)
		other[n] ^= 1
		damaged = append(damaged, other)
	}
	for _, data := range damaged {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		s := OpenStore(root, "x")
		if got, ok := s.Get(of); ok {
			t.Fatalf("%q was read as %q", data, got)
		}
		s.Put(of, []byte("anew"))
		if got, ok := s.Get(of); !ok || string(got) != "anew" {
			t.Fatalf("after %q: %q, %t", data, got, ok)
		}
	}
}

func TestNoStore(t *testing.T) {
	s := OpenStore("", "x")
	s.Put("a", []byte("a"))
	if _, ok := s.Get("a"); ok {
		t.Error("kept nowhere")
	}
	s.Sweep()

	root := t.TempDir() // where a file stands in the folder's place
	if err := os.WriteFile(filepath.Join(root, Folder), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s = OpenStore(root, "x")
	s.Put("a", []byte("a"))
	if _, ok := s.Get("a"); ok {
		t.Error("kept in a file")
	}
	s.Sweep()
}

func TestStoreConcurrent(t *testing.T) {
	root := t.TempDir()
	var wg sync.WaitGroup
	for range 4 {
		s := OpenStore(root, "x")
		for range 2 {
			wg.Go(func() {
				for i := range 50 {
					of := SumOf([]byte{byte(i)})
					s.Put(of, bytes.Repeat([]byte{byte(i)}, 5000))
					if data, ok := s.Get(of); ok && !bytes.Equal(data, bytes.Repeat([]byte{byte(i)}, 5000)) {
						t.Errorf("%d: torn", i)
					}
				}
			})
		}
	}
	wg.Wait()
	if entries, _ := os.ReadDir(filepath.Join(root, Folder, "x")); len(entries) != 50 {
		t.Errorf("%d files", len(entries))
	}
}

// A link in the place of the folder, or of a store, leads to what is somebody's:
// nothing there is written or removed.
func TestStoreBehindLink(t *testing.T) {
	for _, link := range []string{Folder, Folder + "/cards"} {
		root, somebodys := t.TempDir(), t.TempDir()
		for _, name := range []string{"photo.jpg", "cards/photo.jpg", fmt.Sprintf("cards/%064x", 7)} {
			place := filepath.Join(somebodys, name)
			if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), os.WriteFile(place, []byte("mine"), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
		place := filepath.Join(root, link)
		if err := errors.Join(os.MkdirAll(filepath.Dir(place), 0o755), os.Symlink(somebodys, place)); err != nil {
			t.Fatal(err)
		}
		before := files(t, somebodys)
		s := OpenStore(root, "cards")
		s.Put(SumOf([]byte("a")), []byte("made"))
		s.Sweep()
		if err := new(Record).Save(root, "/out"); (err == nil) == (link == Folder) {
			t.Errorf("%s: a record was saved: %v", link, err)
		}
		if now := files(t, somebodys); !slices.Equal(now, before) {
			t.Errorf("%s: there is %v, was %v", link, now, before)
		}
	}
}

func files(t *testing.T, dir string) (list []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		data, _ := os.ReadFile(name)
		list = append(list, name+": "+string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What no store has named is left alone.
func TestSweepLeavesOthers(t *testing.T) {
	root := t.TempDir()
	OpenStore(root, "x").Put(SumOf([]byte("a")), []byte("made of a"))
	mine := filepath.Join(root, Folder, "x", "notes.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	OpenStore(root, "x").Sweep()
	entries, _ := os.ReadDir(filepath.Join(root, Folder, "x"))
	if len(entries) != 1 || entries[0].Name() != "notes.txt" {
		t.Errorf("left are %v", entries)
	}
}
