package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/diag"
)

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{
		"content/empty":      {},
		"content/ten":        {Data: []byte("0123456789")},
		"content/pipe":       {Mode: fs.ModeNamedPipe | 0o644},
		"content/device":     {Mode: fs.ModeDevice | 0o644},
		"content/unreadable": {Mode: fs.ModeIrregular},
	}
	for _, tt := range []struct{ name, want, err string }{
		{"content/empty", "", ""},
		{"content/ten", "0123456789", ""},
		{"content", "", "not a regular file"},
		{"content/pipe", "", "not a regular file"},
		{"content/device", "", "not a regular file"},
		{"content/unreadable", "", "not a regular file"},
		{"content/none", "", "open content/none: file does not exist"},
		{"../content/ten", "", "open ../content/ten: file does not exist"},
	} {
		data, err := Read(fsys, tt.name, 10)
		if message(err) != tt.err || string(data) != tt.want {
			t.Errorf("Read(%q) = %q, %v; want %q, %s", tt.name, data, err, tt.want, tt.err)
		}
		if err := Check(fsys, tt.name, 10); (err == nil) != (tt.err == "") {
			t.Errorf("Check(%q) = %v, want %q", tt.name, err, tt.err)
		}
	}
	if _, err := ReadListed(fsys, "content/pipe", 10); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a pipe listed as a regular file: %v", err)
	}
	for limit, want := range map[int64]string{9: "larger than 9 bytes", 0: "larger than 0 bytes"} {
		if _, err := Read(fsys, "content/ten", limit); message(err) != want {
			t.Errorf("limit %d: %v, want %s", limit, err, want)
		}
	}
	for n, want := range map[int64]string{1000: "1000 bytes", 1 << 10: "1 KiB", 1500 << 10: "1500 KiB", 16 << 20: "16 MiB", 2 << 30: "2 GiB"} {
		if size(n) != want {
			t.Errorf("%d is %s, want %s", n, size(n), want)
		}
	}
}

func message(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// unopened fails a test that opens a file of it.
type unopened struct {
	fstest.MapFS
	t *testing.T
}

func (u unopened) Open(name string) (fs.File, error) {
	u.t.Errorf("%s was opened", name)
	return u.MapFS.Open(name)
}

// What is no regular file is refused before it is opened.
func TestPipeIsNotOpened(t *testing.T) {
	fsys := unopened{fstest.MapFS{"pipe": {Mode: fs.ModeNamedPipe}}, t}
	if _, err := Read(fsys, "pipe", 10); !errors.Is(err, ErrNotRegular) {
		t.Error(err)
	}
}

// changing is a file whose data or time is not what it was when it was opened.
type changing struct {
	fs.File
	data   io.Reader
	later  time.Duration
	looked int
}

type changed struct {
	fs.FileInfo
	later time.Duration
}

func (c changed) ModTime() time.Time { return c.FileInfo.ModTime().Add(c.later) }

func (c *changing) Open(string) (fs.File, error) { return c, nil }
func (c *changing) Read(b []byte) (int, error)   { return c.data.Read(b) }
func (c *changing) Stat() (fs.FileInfo, error) {
	info, err := c.File.Stat()
	c.looked++
	return changed{info, time.Duration(c.looked) * c.later}, err
}

func TestChanged(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		later      time.Duration
		want       error
	}{
		{"as it was", "0123456789", 0, nil},
		{"longer", "0123456789a", 0, ErrChanged},
		{"shorter", "012345678", 0, ErrChanged},
		{"empty", "", 0, ErrChanged},
		{"written over", "0123456789", time.Second, ErrChanged},
	} {
		f, err := fstest.MapFS{"f": {Data: []byte("0123456789")}}.Open("f")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadListed(&changing{File: f, data: strings.NewReader(tt.data), later: tt.later}, "f", 100); err != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

// saved is a file system with a file that is saved while it is read for the
// first times.
type saved struct {
	fstest.MapFS
	saves int
}

func (s *saved) Open(name string) (fs.File, error) {
	f, err := s.MapFS.Open(name)
	if s.saves--; s.saves >= 0 && err == nil {
		return (&changing{File: f, data: strings.NewReader("half"), later: time.Second}).Open(name)
	}
	return f, err
}

// A save that is over by the next try is no fault of the file.
func TestReadAgain(t *testing.T) {
	for saves, want := range map[int]error{0: nil, 1: nil, 2: nil, 3: ErrChanged} {
		data, err := ReadListed(&saved{fstest.MapFS{"f": {Data: []byte("whole text")}}, saves}, "f", 100)
		if err != want || err == nil && string(data) != "whole text" {
			t.Errorf("%d saves: %q, %v, want %v", saves, data, err, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink(filepath.Dir(dir), filepath.Join(dir, "out")); err != nil {
		t.Skip(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	_, escape := Read(root.FS(), "out", 1)
	_, missing := Read(root.FS(), "none", 1)
	for _, tt := range []struct {
		err           error
		message, hint string
	}{
		{escape, "path escapes from parent", "a link may not lead out of the site's folder"},
		{missing, "no such file or directory", ""},
		{ErrNotRegular, "not a regular file", ""},
		{ErrChanged, "changed while it was read", "build again when it is saved"},
	} {
		want := diag.Finding{File: "a", Severity: diag.Error, Rule: "unreadable", Message: "cannot be read: " + tt.message, Hint: tt.hint}
		if got := Unreadable("a", tt.err); got != want {
			t.Errorf("%v: %+v, want %+v", tt.err, got, want)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	dir := b.TempDir()
	name := "content/roles/health/nurse.md"
	if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), make([]byte, 12_000), 0o644); err != nil {
		b.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer root.Close()
	for read, f := range map[string]func(fs.FS, string, int64) ([]byte, error){"Read": Read, "ReadListed": ReadListed} {
		b.Run(read, func(b *testing.B) {
			for b.Loop() {
				if _, err := f(root.FS(), name, 1<<20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
