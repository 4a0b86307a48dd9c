package output

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

func TestSecondBuild(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	base := t.TempDir()
	dir := filepath.Join(base, "public")
	os.Mkdir(dir, 0o755)
	other := filepath.Join(base, "link")
	if err := os.Symlink(dir, other); err != nil {
		t.Fatal(err)
	}
	first := stageAll(t, dir, small)
	for _, name := range []string{dir, other} { // one output by two names
		want := fmt.Sprintf("output %s is being written by another build (process %d)", name, os.Getpid())
		if _, err := Open(name, Options{}); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	open(t, filepath.Join(base, "elsewhere"), Options{}).Abort() // another output is free
	if _, err := first.Commit(); err != nil {
		t.Fatal(err)
	}
	small.in(t, dir)
	build(t, other, next)
	next.in(t, dir)
	if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) != 0 {
		t.Errorf("left in the folder for temporary files: %v, %v", left, err)
	}
}

// A symlink where the lock belongs is not followed.
func TestLockSymlink(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	dir := t.TempDir()
	victim := filepath.Join(t.TempDir(), "victim")
	place := filepath.Join(os.TempDir(), fmt.Sprintf("careerguide-%d-%s.lock", os.Getuid(), key(dir)))
	if err := os.Symlink(victim, place); err != nil {
		t.Fatal(err)
	}
	open(t, dir, Options{}).Abort()
	if _, err := os.Lstat(victim); err == nil {
		t.Error("the lock made a file where the symlink leads")
	}
}
