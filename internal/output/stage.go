package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
)

// key tells one output from another in a short name.
func key(dir string) string {
	sum := sha256.Sum256([]byte(dir))
	return fmt.Sprintf("%x", sum[:8])
}

// makeStage makes the folder where files wait for Commit, on the output's
// file system, after it removed what a killed build left. Its errors go on
// after the output's name.
func (t *Tree) makeStage() error {
	name := reserved + "stage-" + key(t.dir)
	inside := filepath.Join(t.dir, name)
	beside := filepath.Join(ancestor(t.dir), name)
	for _, left := range []string{inside, beside} {
		_ = os.RemoveAll(left) // what stays is told by Mkdir below
	}
	if t.state == missing {
		t.stage.base = beside
		if err := os.Mkdir(beside, 0o755); err != nil {
			return fmt.Errorf(": make a folder in %s: %w", filepath.Dir(beside), Cause(err))
		}
		return nil
	}
	t.stage.base = inside
	if err := os.Mkdir(inside, 0o755); err != nil {
		return fmt.Errorf(": make a folder in it: %w", Cause(err))
	}
	// What can be moved out can be moved in again. It cannot where the folder
	// around is read-only, or the output is a mount of its own.
	if os.Rename(inside, beside) == nil {
		t.stage.base = beside
	}
	return nil
}

// ancestor returns the nearest folder above dir that exists.
func ancestor(dir string) string {
	for dir = filepath.Dir(dir); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil {
			break
		}
	}
	return dir
}

// folders makes the folders below a base, each once.
type folders struct {
	base string
	mu   sync.Mutex
	made map[string]bool
}

// path returns where the file or folder of a slash-separated name is.
func (f *folders) path(name string) string {
	return filepath.Join(f.base, filepath.FromSlash(name))
}

// make makes a folder and those above it. Goroutines may make the same one.
func (f *folders) make(name string) error {
	f.mu.Lock()
	done := name == "." || f.made[name]
	f.mu.Unlock()
	if done {
		return nil
	}
	if err := f.make(path.Dir(name)); err != nil {
		return err
	}
	if err := os.Mkdir(f.path(name), 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made == nil {
		f.made = map[string]bool{}
	}
	f.made[name] = true
	return nil
}
