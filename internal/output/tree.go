// Package output puts a built site on disk: whole files or none, changed
// files only, stale ones removed, nothing foreign touched.
//
// Files are staged in a hidden folder beside or inside the output and moved
// into place by Commit. Which files of the output are ours stands in the
// output itself, in Record.
package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// Options say where a build may write.
type Options struct {
	Protected []string // folders that the output must not be, hold or lie in; the first is the site's root, which may hold it
	Force     bool     // take over a folder that no build of ours made
}

// Tree is an output folder that is being written.
type Tree struct {
	dir   string // absolute
	stage string // absolute
	whole bool   // dir does not exist yet: the stage becomes it
	old   record
	lock  *os.File

	mu      sync.Mutex
	files   record          // what this build wrote
	folders map[string]bool // made in the stage
	done    bool
}

// Summary is what a build put in place.
type Summary struct {
	Files   int   // in the output
	Bytes   int64 // of them
	Written int   // new or changed
	Removed int   // no longer part of the site
}

// Open prepares an output folder. Nothing of it changes before Commit.
func Open(dir string, o Options) (*Tree, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", dir, err)
	}
	if err := refuse(abs, o.Protected); err != nil {
		return nil, err
	}
	t := &Tree{dir: abs, files: record{}, folders: map[string]bool{}}
	if t.lock, err = lock(abs); err != nil {
		return nil, err
	}
	if err := t.inspect(o.Force); err != nil {
		t.release()
		return nil, err
	}
	if err := t.makeStage(); err != nil {
		t.release()
		return nil, err
	}
	return t, nil
}

// inspect reads what the folder holds.
func (t *Tree) inspect(force bool) error {
	info, err := os.Stat(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		t.whole = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("output %s: %w", t.dir, err)
	}
	if !info.IsDir() {
		return fmt.Errorf("output %s is a file, not a folder", t.dir)
	}
	t.old, err = readRecord(filepath.Join(t.dir, Record))
	if err == nil {
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	entries, err := os.ReadDir(t.dir)
	if err != nil {
		return fmt.Errorf("output %s: %w", t.dir, err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !force {
			return fmt.Errorf("output %s is not empty and was not made by careerguide: choose an empty folder or use --force", t.dir)
		}
	}
	return nil
}

const stageName = ".careerguide-stage"

// makeStage makes the folder that files are staged in, on the file system of
// the output.
func (t *Tree) makeStage() error {
	t.stage = filepath.Join(t.dir, stageName)
	if t.whole {
		parent := filepath.Dir(t.dir)
		if err := os.MkdirAll(parent, 0o755); err != nil {
			return fmt.Errorf("output %s: %w", t.dir, err)
		}
		t.stage = filepath.Join(parent, "."+filepath.Base(t.dir)+stageName)
	}
	if err := os.RemoveAll(t.stage); err != nil { // of a run that was killed
		return fmt.Errorf("output %s: %w", t.dir, err)
	}
	if err := os.Mkdir(t.stage, 0o755); err != nil {
		return fmt.Errorf("output %s: %w", t.dir, err)
	}
	return nil
}

// Write stages a file. Name is slash-separated and relative:
// "roles/nurse/index.html". It is safe for concurrent use, and data may be
// used again once it returns.
func (t *Tree) Write(name string, data []byte) error {
	if !fs.ValidPath(name) || strings.ContainsAny(name, "\\\x00") || name == Record || strings.HasPrefix(name, stageName) {
		return fmt.Errorf("write %s: not a name for a file of the site", name)
	}
	sum := sha256.Sum256(data)
	entry := entry{hash: hex.EncodeToString(sum[:]), size: int64(len(data))}
	folder := path.Dir(name)
	t.mu.Lock()
	if _, twice := t.files[name]; twice {
		t.mu.Unlock()
		return fmt.Errorf("write %s: two files of the site have this name", name)
	}
	t.files[name] = entry
	made := t.folders[folder]
	t.mu.Unlock()
	if old, ok := t.old[name]; ok && old == entry && t.inPlace(name, entry.size) {
		return nil
	}
	if !made {
		if err := os.MkdirAll(filepath.Join(t.stage, filepath.FromSlash(folder)), 0o755); err != nil {
			return wrap("write", name, err)
		}
		t.mu.Lock()
		t.folders[folder] = true
		t.mu.Unlock()
	}
	f, err := os.OpenFile(filepath.Join(t.stage, filepath.FromSlash(name)), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return wrap("write", name, err)
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return wrap("write", name, err)
}

// inPlace reports whether a regular file of the size stands at its place.
func (t *Tree) inPlace(name string, size int64) bool {
	info, err := os.Lstat(filepath.Join(t.dir, filepath.FromSlash(name)))
	return err == nil && info.Mode().IsRegular() && info.Size() == size
}

// Abort drops what was staged. After Commit it does nothing.
func (t *Tree) Abort() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return nil
	}
	t.done = true
	err := os.RemoveAll(t.stage)
	t.release()
	if err != nil {
		return fmt.Errorf("remove the staged files: %w", err)
	}
	return nil
}

func (t *Tree) release() {
	if t.lock != nil {
		unlock(t.lock)
		t.lock = nil
	}
}

// wrap names the file and not the place where it was staged.
func wrap(verb, name string, err error) error {
	if err == nil {
		return nil
	}
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &pathError):
		err = pathError.Err
	case errors.As(err, &linkError):
		err = linkError.Err
	}
	return fmt.Errorf("%s %s: %w", verb, name, err)
}
