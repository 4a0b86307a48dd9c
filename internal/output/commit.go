package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Commit puts the files in place and removes stale ones. If it goes wrong
// before the first file moved, the output is as it was; later, each file in it
// is whole and the next build goes on from there.
func (t *Tree) Commit() (Summary, error) {
	t.mu.Lock()
	closed, fault := t.closed, t.fault
	t.mu.Unlock()
	if closed {
		return Summary{}, errors.New("the output is closed")
	}
	if fault != nil {
		return Summary{}, errors.Join(fault, t.Abort())
	}
	var s Summary
	for _, f := range t.files {
		s.Files++
		s.Bytes += f.size
	}
	var err error
	if t.state == missing {
		err = t.commitNew()
	} else {
		err = t.commitOver(&s)
	}
	s.Written = len(t.Written())
	// The site is in place: a stage that stays is removed by the next build.
	_ = t.Abort()
	return s, err
}

// Written returns the names of the files that are new or changed, sorted.
func (t *Tree) Written() []string {
	var names []string
	for name, f := range t.files {
		if f.staged {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// commitNew makes the stage the output.
func (t *Tree) commitNew() error {
	data := record{files: t.files, preview: t.preview}.encode()
	if err := create(t.stage.path(RecordName), data); err != nil {
		return fmt.Errorf("write %s: %w", RecordName, Cause(err))
	}
	t.list = sha256.Sum256(data)
	if err := os.MkdirAll(filepath.Dir(t.dir), 0o755); err != nil {
		return fmt.Errorf("write %s: %w", t.name, Cause(err))
	}
	if err := t.rename(t.stage.base, t.dir); err != nil {
		return fmt.Errorf("write %s: %w", t.name, Cause(err))
	}
	return nil
}

// commitOver moves what changed into an output that exists.
func (t *Tree) commitOver(s *Summary) error {
	p, err := t.plan()
	if err != nil {
		return err
	}
	final := record{files: t.files, names: t.previous.names, preview: t.preview}
	if len(p.moves)+len(p.clear)+len(p.stale) == 0 && t.unchanged(final) {
		return nil
	}
	lines := final.lines()
	if len(p.moves)+len(p.clear)+len(p.stale) > 0 {
		both := record{files: t.files, pending: true}
		all := lines
		if len(p.gone) > 0 {
			both.files = maps.Clone(t.files)
			for _, name := range p.gone {
				both.files[name] = t.previous.files[name]
			}
			all = both.lines()
		}
		if err := t.writeRecord(both.head(), all); err != nil {
			return err
		}
	}
	for _, name := range p.clear {
		n, err := t.remove(name)
		if err != nil {
			return err
		}
		s.Removed += n
	}
	made := folders{base: t.dir}
	for _, name := range p.moves {
		err := made.make(path.Dir(name))
		if err == nil {
			err = t.rename(t.stage.path(name), made.path(name))
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", name, Cause(err))
		}
	}
	for _, name := range p.stale {
		n, err := t.remove(name)
		if err != nil {
			return err
		}
		s.Removed += n
	}
	for _, name := range p.tidy {
		_ = os.Remove(made.path(name)) // stays if it holds something
	}
	return t.writeRecord(final.head(), lines)
}

// gone returns the names of files that the build before had and this one has
// not, or not yet, unsorted.
func (t *Tree) gone() []string {
	names := make([]string, 0, len(t.previous.files)-min(len(t.files), len(t.previous.files)))
	for name := range t.previous.files {
		if _, ok := t.files[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// unchanged reports whether the record on disk says what r says.
func (t *Tree) unchanged(r record) bool {
	same := func(a, b file) bool { return a.sum == b.sum && a.size == b.size }
	return !t.previous.written.IsZero() && !t.previous.pending && t.previous.preview == r.preview && maps.EqualFunc(t.previous.files, r.files, same)
}

// remove deletes a file, or an empty folder, and returns how many files it was.
func (t *Tree) remove(name string) (int, error) {
	place := filepath.Join(t.dir, filepath.FromSlash(name))
	info, err := os.Lstat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err == nil {
		err = os.Remove(place)
	}
	if err != nil {
		return 0, fmt.Errorf("remove %s: %w", name, Cause(err))
	}
	if info.IsDir() {
		return 0, nil
	}
	return 1, nil
}

// writeRecord replaces the record in the output.
func (t *Tree) writeRecord(head string, lines []byte) error {
	staged := t.stage.path(RecordName)
	data := withHead(head, lines)
	err := create(staged, data)
	if err == nil {
		err = t.rename(staged, filepath.Join(t.dir, RecordName))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", RecordName, Cause(err))
	}
	t.list = sha256.Sum256(data)
	return nil
}
