package record

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/diag"
)

func sample() *Record {
	return &Record{
		Program: SumOf([]byte("p")), Settings: "s", From: date(1), Until: date(9), Output: SumOf([]byte("o")), Pages: 5,
		Sources:  map[string]Sum{"content/a.md": SumOf([]byte("a"))},
		Articles: map[string]Article{"content/a.md": {Shape: "x", Anchors: "y", Pictures: true, URL: "/a/", Title: "A", Prints: []uint32{1, 2}, Findings: diag.List{{File: "content/a.md", Position: diag.Position{Line: 3, Column: 2}, Severity: diag.Warning, Rule: "r", Message: "m", Hint: "h"}}}},
		Findings: diag.List{{Message: "of the site"}},
		Departed: []Departure{{Gone: []Former{{"content/b.md", Article{URL: "/b/"}}}, New: []string{"content/a.md"}}},
	}
}

func date(day int) time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }

func TestSaveAndLoad(t *testing.T) {
	root := t.TempDir()
	if _, err := Load(root, "/out"); !errors.Is(err, ErrNone) {
		t.Errorf("no record: %v", err)
	}
	want := sample()
	for range 2 { // over itself, too
		if err := want.Save(root, "/out"); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Load(root, "/out")
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, %v\nwant %+v", got, err, want)
	}
	if _, err := Load(root, "/other"); !errors.Is(err, ErrNone) {
		t.Errorf("the record of another output: %v", err)
	}
	if text, err := os.ReadFile(filepath.Join(root, Folder, ".gitignore")); string(text) != "*\n" {
		t.Errorf(".gitignore: %q, %v", text, err)
	}
	if entries, _ := os.ReadDir(filepath.Join(root, Folder)); len(entries) != 2 {
		t.Errorf("files: %v", entries)
	}
}

// A record that is torn, of another version or no record at all is not used,
// and does not end the program.
func TestDamaged(t *testing.T) {
	root := t.TempDir()
	if err := sample().Save(root, "/out"); err != nil {
		t.Fatal(err)
	}
	name := place(root, "/out")
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	try := func(data []byte, want string) {
		t.Helper()
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(root, "/out"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: %v, want %q", data, err, want)
		}
	}
	for _, n := range []int{len(header) + 70, len(whole) / 2, len(whole) - 1} {
		try(whole[:n], "damaged")
	}
	for i := len(header); i < len(whole); i += 7 {
		other := slices.Clone(whole)
		other[i] ^= 1
		try(other, "damaged")
	}
	try(nil, "understands")
	try([]byte(strings.Replace(string(whole), "record 1", "record 2", 1)), "understands")
	try([]byte("something else\n"), "understands")
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(name, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(root, "/out"); err == nil {
		t.Error("a folder was read")
	}
	if err := sample().Save(root, "/out"); err == nil {
		t.Error("a folder was written over")
	}
	if entries, _ := os.ReadDir(filepath.Join(root, Folder)); len(entries) != 2 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestHolds(t *testing.T) {
	r := sample()
	p := r.Program
	for _, tt := range []struct {
		program  Sum
		settings string
		now      time.Time
		want     bool
	}{
		{p, "s", date(1), true}, {p, "s", date(8).Add(23 * time.Hour), true}, {p, "s", date(9), false}, {p, "s", date(1).Add(-time.Second), false},
		{"", "s", date(2), false}, {p, "t", date(2), false},
	} {
		if got := r.Holds(tt.program, tt.settings, tt.now); got != tt.want {
			t.Errorf("%q %s %v: %t", tt.program, tt.settings, tt.now, got)
		}
	}
	if r.Until = (time.Time{}); !r.Holds(p, "s", date(30)) {
		t.Error("a record without an end has ended")
	}
}

// Whatever changes in a file, its sum does; and so it is with links.
func TestScan(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("content/a.md", "a")
	write("content/deep/er/b.md", strings.Repeat("b", 200_000))
	write("assets/static/.well-known/c", "")
	write("layouts/d.html", "d")
	write("other/e", "e")
	write("other/inside", "linked")
	for link, to := range map[string]string{"content/inside.md": "../other/inside", "content/outside.md": "/etc/passwd", "content/gone.md": "nothing", "content/folder": "deep"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	scan := func() map[string]Sum {
		t.Helper()
		sums, err := Scan(t.Context(), root.FS())
		if err != nil {
			t.Fatal(err)
		}
		return sums
	}
	first := scan()
	want := []string{"assets/static/.well-known/c", "content/a.md", "content/deep/er/b.md", "content/folder", "content/gone.md", "content/inside.md", "content/outside.md", "layouts/d.html"}
	if got := slices.Sorted(maps.Keys(first)); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if first["content/a.md"] != SumOf([]byte("a")) {
		t.Error("the sum of a file is another")
	}
	changed := func(what string, want ...string) {
		t.Helper()
		now := scan()
		r := Record{Sources: first}
		got := r.Changed(now)
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
		first = now
	}
	changed("nothing")
	write("content/a.md", "c")
	changed("a byte", "content/a.md")
	write("other/inside", "other")
	write("other/e", "f")
	changed("a link's file", "content/inside.md")
	if err := os.Remove(filepath.Join(dir, "layouts/d.html")); err != nil {
		t.Fatal(err)
	}
	write("nothing", "")
	write("content/nothing", "now there")
	changed("one gone, one come", "content/gone.md", "content/nothing", "layouts/d.html")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Scan(ctx, root.FS()); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestYounger(t *testing.T) {
	fsys := fstest.MapFS{"old": {ModTime: date(1)}, "same": {ModTime: date(2)}, "young": {ModTime: date(3)}}
	got := Younger(fsys, map[string]Sum{"old": "", "same": "", "young": "", "gone": ""}, date(2))
	if slices.Sort(got); !slices.Equal(got, []string{"gone", "same", "young"}) {
		t.Errorf("%v", got)
	}
}
