package output

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// pages are the files of a site by name.
type pages map[string]string

// open opens an output and has the test give it up in the end.
func open(t testing.TB, dir string, o Options) *Tree {
	t.Helper()
	tree, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Abort() })
	return tree
}

// stageAll opens an output and writes a site to it.
func stageAll(t testing.TB, dir string, site pages) *Tree {
	t.Helper()
	tree := open(t, dir, Options{})
	for name, data := range site {
		if err := tree.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

// build writes a site and commits it.
func build(t testing.TB, dir string, site pages) Summary {
	t.Helper()
	s, err := stageAll(t, dir, site).Commit()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents returns what is below a folder: files with their data, folders and
// symlinks with their mode, all with their time where times is set.
func contents(t testing.TB, dir string, times bool) pages {
	t.Helper()
	found := pages{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || p == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		what := info.Mode().String()
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			what = string(data)
		}
		if times && !info.IsDir() {
			what += info.ModTime().String()
		}
		rel, err := filepath.Rel(dir, p)
		found[filepath.ToSlash(rel)] = what
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// in checks that an output holds a site and its record, and nothing else.
func (want pages) in(t testing.TB, dir string) {
	t.Helper()
	got := contents(t, dir, false)
	if _, ok := got[RecordName]; !ok {
		t.Errorf("no %s", RecordName)
	}
	delete(got, RecordName)
	for name, what := range got {
		if strings.HasPrefix(what, "d") && len(what) == 10 {
			empty, err := os.ReadDir(filepath.Join(dir, name))
			if err != nil || len(empty) == 0 {
				t.Errorf("empty folder %s (%v)", name, err)
			}
			delete(got, name)
		}
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// put writes a file that careerguide knows nothing of.
func put(t testing.TB, place, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(place, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

// alone checks that a build left nothing beside the output.
func alone(t testing.TB, dir string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil || len(entries) != 1 {
		t.Errorf("beside the output: %v, %v", entries, err)
	}
}

var small = pages{"index.html": "home", "roles/nurse/index.html": "nurse", "assets/site.css": "css", "sitemap.xml": "map"}

func with(site pages, name, data string) pages {
	more := maps.Clone(site)
	more[name] = data
	return more
}

func TestCold(t *testing.T) {
	for _, state := range []string{"missing", "empty", "dotfiles", "parent missing"} {
		t.Run(state, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			want := maps.Clone(small)
			switch state {
			case "empty":
				os.Mkdir(dir, 0o755)
			case "dotfiles":
				put(t, filepath.Join(dir, ".git/HEAD"), "ref")
				put(t, filepath.Join(dir, ".well-known/other"), "other")
				want[".git/HEAD"], want[".well-known/other"] = "ref", "other"
			case "parent missing":
				dir = filepath.Join(dir, "a/b")
			}
			site := with(small, ".well-known/security.txt", "mail")
			want[".well-known/security.txt"] = "mail"
			if s := build(t, dir, site); s != (Summary{Files: 5, Bytes: 19, Written: 5}) {
				t.Errorf("summary %+v", s)
			}
			want.in(t, dir)
			alone(t, dir)
		})
	}
}

func TestRebuild(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, with(small, "roles/welder/index.html", "welder"))
	old := contents(t, dir, true)
	time.Sleep(5 * time.Millisecond)

	if s := build(t, dir, with(small, "roles/welder/index.html", "welder")); s.Written+s.Removed != 0 || s.Files != 5 {
		t.Errorf("unchanged: %+v", s)
	}
	if got := contents(t, dir, true); !maps.Equal(got, old) {
		t.Errorf("unchanged: got %q, want %q", got, old)
	}

	site := with(small, "index.html", "HOME")
	if s := build(t, dir, site); s != (Summary{Files: 4, Bytes: 15, Written: 1, Removed: 1}) {
		t.Errorf("changed: %+v", s)
	}
	site.in(t, dir)
	if got := contents(t, dir, true); got["sitemap.xml"] != old["sitemap.xml"] || got["index.html"] == old["index.html"] {
		t.Errorf("changed: got %q, want %q", got, old)
	}
	alone(t, dir)
}

// A file of ours that somebody edited is written anew, even at the same size.
func TestRebuildMendsEdits(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	put(t, filepath.Join(dir, "index.html"), "h4x!")
	if s := build(t, dir, small); s.Written != 1 {
		t.Errorf("summary %+v", s)
	}
	small.in(t, dir)
}

func TestFileBecomesFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	for _, site := range []pages{{"a": "1", "b": "2"}, {"a/x/y": "3", "b": "2"}, {"a": "1"}} {
		build(t, dir, site)
		site.in(t, dir)
	}
}

func TestAbort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	old := contents(t, dir, true)
	tree := stageAll(t, dir, with(small, "index.html", "new"))
	for range 2 {
		if err := tree.Abort(); err != nil {
			t.Fatal(err)
		}
	}
	if got := contents(t, dir, true); !maps.Equal(got, old) {
		t.Errorf("got %q, want %q", got, old)
	}
	alone(t, dir)
	if err := tree.Write("a", nil); err == nil || err.Error() != "write a: the output is closed" {
		t.Errorf("Write: %v", err)
	}
	if _, err := tree.Commit(); err == nil {
		t.Error("Commit after Abort")
	}
}

func TestWriteRefuses(t *testing.T) {
	const shape = "not the name of a file inside the output"
	for name, want := range map[string]string{
		"": `write "": ` + shape, ".": `write ".": ` + shape, "..": `write "..": ` + shape, "../a": `write "../a": ` + shape,
		"a/../../b": `write "a/../../b": ` + shape, "/a": `write "/a": ` + shape, `a\b`: `write "a\\b": ` + shape,
		"a/": `write "a/": ` + shape, "a\nb": `write "a\nb": ` + shape, RecordName: `write ".careerguide-files": ` + shape,
		"f/x/y": "write f/x/y: f is both a file and the folder of f/x/y", "d": "write d: d is both a file and the folder of d/e",
		"f": "write f: two different files have this name",
	} {
		tree := stageAll(t, filepath.Join(t.TempDir(), "public"), pages{"f": "1", "d/e": "2"})
		if err := tree.Write("f", []byte("1")); err != nil {
			t.Errorf("the same again: %v", err)
		}
		err := tree.Write(name, []byte("3"))
		if err == nil || err.Error() != want {
			t.Errorf("Write(%q) = %v, want %s", name, err, want)
		}
		if _, err := tree.Commit(); err == nil {
			t.Errorf("Commit after Write(%q)", name)
		}
		if _, err := os.Lstat(tree.dir); err == nil {
			t.Errorf("Write(%q) left an output", name)
		}
	}
}

func TestConcurrentWrites(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	tree := open(t, dir, Options{})
	var wg sync.WaitGroup
	want := pages{}
	for i := range 200 {
		want[fmt.Sprintf("a/%d/%d/index.html", i%7, i)] = fmt.Sprint(i)
	}
	for w := range 4 {
		wg.Go(func() {
			b := make([]byte, 0, 8)
			for i := w; i < 200; i += 4 {
				b = fmt.Append(b[:0], i)
				if err := tree.Write(fmt.Sprintf("a/%d/%d/index.html", i%7, i), b); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	want.in(t, dir)
}

func BenchmarkWrite1000(b *testing.B) {
	data := make([]byte, 8<<10)
	for b.Loop() {
		dir := filepath.Join(b.TempDir(), "public")
		tree := open(b, dir, Options{})
		for i := range 1000 {
			if err := tree.Write(fmt.Sprintf("roles/role-%d/index.html", i), data); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := tree.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/1000, "µs/file")
}

func BenchmarkUnchanged1000(b *testing.B) {
	site := pages{}
	for i := range 1000 {
		site[fmt.Sprintf("roles/role-%d/index.html", i)] = strings.Repeat("x", 8<<10)
	}
	dir := filepath.Join(b.TempDir(), "public")
	build(b, dir, site)
	for b.Loop() {
		build(b, dir, site)
	}
}

// sum is the hash that a record lists.
func sum(data string) file {
	return file{sum: sha256.Sum256([]byte(data)), size: int64(len(data))}
}
