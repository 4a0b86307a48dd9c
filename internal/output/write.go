package output

import (
	"bufio"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
)

// Write stages a file of the site. The name is slash-separated and relative to
// the output: "roles/nurse/index.html". The data may be reused after return.
func (t *Tree) Write(name string, data []byte) error {
	return t.noted(name, t.write(name, data))
}

// WriteParts stages a file whose parts come one after the other, and are never
// in memory together.
func (t *Tree) WriteParts(name string, parts iter.Seq[[]byte]) error {
	return t.noted(name, t.writeParts(name, parts))
}

// noted returns what went wrong with a file, which Commit will say, too.
func (t *Tree) noted(name string, err error) error {
	if err == nil {
		return nil
	}
	if validName(name) {
		err = fmt.Errorf("write %s: %w", name, Cause(err))
	} else {
		err = fmt.Errorf("write %q: %w", name, Cause(err))
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fault == nil {
		t.fault = err
	}
	return err
}

func (t *Tree) write(name string, data []byte) error {
	if !validName(name) {
		return errors.New("not the name of a file inside the output")
	}
	f := file{sum: sha256.Sum256(data), size: int64(len(data))}
	f.staged = !t.current(name, f)
	if added, err := t.add(name, f); err != nil || !added || !f.staged {
		return err
	}
	if err := t.stage.make(path.Dir(name)); err != nil {
		return err
	}
	return create(t.stage.path(name), data)
}

func (t *Tree) writeParts(name string, parts iter.Seq[[]byte]) (err error) {
	if !validName(name) {
		return errors.New("not the name of a file inside the output")
	}
	// Whether the file is another than the one on disk is known at its end.
	place := t.stage.path(fmt.Sprintf("%spart-%d", reserved, t.parted.Add(1)))
	waiting, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	moved := false
	defer func() {
		if !moved { // the stage becomes the output: nothing else may be in it
			err = errors.Join(err, os.Remove(place))
		}
	}()
	h, to := sha256.New(), bufio.NewWriterSize(waiting, 1<<16)
	var f file
	for part := range parts {
		h.Write(part)
		f.size += int64(len(part))
		if _, err = to.Write(part); err != nil {
			break
		}
	}
	if err = errors.Join(err, to.Flush(), waiting.Close()); err != nil {
		return err
	}
	h.Sum(f.sum[:0])
	f.staged = !t.current(name, f)
	if added, err := t.add(name, f); err != nil || !added || !f.staged {
		return err
	}
	if err := t.stage.make(path.Dir(name)); err != nil {
		return err
	}
	err = os.Rename(place, t.stage.path(name))
	moved = err == nil
	return err
}

// current reports whether the file on disk is f. It is read only where its
// time leaves room for doubt: not older than the record of the last build.
func (t *Tree) current(name string, f file) bool {
	listed, ok := t.previous.files[name]
	if !ok || listed.sum != f.sum || listed.size != f.size {
		return false
	}
	place := filepath.Join(t.dir, filepath.FromSlash(name))
	info, err := os.Lstat(place)
	if err != nil || !info.Mode().IsRegular() || info.Size() != f.size {
		return false
	}
	if !t.verify && !t.previous.pending && info.ModTime().Before(t.previous.written) {
		return true
	}
	return holds(place, f)
}

// create writes a file that does not exist yet.
func create(place string, data []byte) error {
	f, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// holds reports whether the file at a place has the bytes of f.
func holds(place string, f file) bool {
	from, err := os.Open(place)
	if err != nil {
		return false
	}
	defer from.Close()
	h := sha256.New()
	_, err = io.Copy(h, from)
	return err == nil && [sha256.Size]byte(h.Sum(nil)) == f.sum
}
