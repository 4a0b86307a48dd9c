package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func openBuilt(t *testing.T, dir string) *Built {
	t.Helper()
	b, err := OpenBuilt(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b
}

func TestReadBuilt(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	put(t, filepath.Join(dir, ".env"), "SECRET=1")
	put(t, filepath.Join(dir, "roles/mine.html"), "mine")
	b := openBuilt(t, dir)
	var want []string
	for name, data := range small {
		want = append(want, name)
		if got, err := b.ReadFile(name); err != nil || string(got) != data {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if _, size := b.Sum(name); size != int64(len(data)) {
			t.Errorf("%s: size %d", name, size)
		}
	}
	slices.Sort(want)
	if !slices.Equal(b.Names(), want) {
		t.Errorf("names %q, want %q", b.Names(), want)
	}
	if _, err := b.ReadFile(".env"); err == nil {
		t.Error("a foreign file is read")
	}
	if _, err := Open(dir, Options{}); err == nil || !strings.Contains(err.Error(), "is being written") {
		t.Errorf("a build writes to what is read: %v", err)
	}
}

// A file that is not as the build wrote it is an error, and so is a symlink
// anywhere on the way to it, wherever it leads.
func TestReadTorn(t *testing.T) {
	const name = "roles/nurse/index.html"
	for what, damage := range map[string]func(place string) error{
		"changed":   func(place string) error { return os.WriteFile(place, []byte("NURSE"), 0o644) },
		"cut short": func(place string) error { return os.Truncate(place, 2) },
		"gone":      os.Remove,
		"a link": func(place string) error {
			return errors.Join(os.Rename(place, place+"2"), os.Symlink(filepath.Base(place)+"2", place))
		},
		"a linked folder": func(place string) error {
			dir := filepath.Dir(place)
			return errors.Join(os.Rename(dir, dir+"2"), os.Symlink(filepath.Base(dir)+"2", dir))
		},
		"a linked folder above": func(place string) error {
			dir := filepath.Dir(filepath.Dir(place))
			return errors.Join(os.Rename(dir, dir+"2"), os.Symlink(filepath.Base(dir)+"2", dir))
		},
	} {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, small)
		b := openBuilt(t, dir)
		if err := damage(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(what, err)
		}
		if data, err := b.ReadFile(name); err == nil {
			t.Errorf("%s: read %q", what, data)
		}
	}
}

func TestOpenBuiltRefuses(t *testing.T) {
	base := t.TempDir()
	foreign, pending := filepath.Join(base, "foreign"), filepath.Join(base, "pending")
	put(t, filepath.Join(foreign, "index.html"), "mine")
	put(t, filepath.Join(pending, RecordName), versionPending+"\n")
	for dir, want := range map[string]string{
		filepath.Join(base, "none"): "does not exist", foreign: "was not made by careerguide build", pending: "stopped in the middle",
	} {
		if _, err := OpenBuilt(dir); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestLockFile(t *testing.T) {
	place := filepath.Join(t.TempDir(), "lock")
	release, err := LockFile(place)
	if err != nil {
		t.Fatal(err)
	}
	held := new(HeldError)
	if _, err := LockFile(place); !errors.As(err, &held) || held.Process != strconv.Itoa(os.Getpid()) {
		t.Errorf("got %v, want %s", err, fmt.Sprint(os.Getpid()))
	}
	release()
	if release, err = LockFile(place); err != nil {
		t.Fatal(err)
	}
	release()
}
