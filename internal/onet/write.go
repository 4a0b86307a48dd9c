package onet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// Write writes the files of a plan below the site's root, each as a whole: it
// is written beside its place and then moved there. A file that has come or
// changed since the plan was made is not written over; that is an error.
func (p *Plan) Write(ctx context.Context, root *os.Root) error {
	for _, c := range p.Changes {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := c.write(root); err != nil {
			return fmt.Errorf("write %s: %w", c.Name, err)
		}
	}
	return nil
}

var errMeanwhile = errors.New("the file has changed meanwhile; run the import again")

func (c Change) write(root *os.Root) (err error) {
	dir, base := path.Split(c.Name)
	if err := root.MkdirAll(path.Clean(dir), 0o755); err != nil {
		return err
	}
	mode := fs.FileMode(0o644)
	if c.Old != nil {
		info, err := root.Stat(c.Name)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	temporary := dir + "." + base + ".tmp"
	f, err := root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = root.Remove(temporary)
		}
	}()
	_, err = f.Write(c.New)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	if c.Old == nil {
		if _, err := root.Lstat(c.Name); !errors.Is(err, fs.ErrNotExist) {
			return errMeanwhile
		}
	} else if now, err := root.ReadFile(c.Name); err != nil || !bytes.Equal(now, c.Old) {
		return errMeanwhile
	}
	return root.Rename(temporary, c.Name)
}

// Diff returns what the plan would change, as unified diffs.
func (p *Plan) Diff() string {
	var b strings.Builder
	for _, c := range p.Changes {
		old := "a/" + c.Name
		if c.Old == nil {
			old = "/dev/null"
		}
		_, text, _ := bytes.Cut(diff.Diff(old, c.Old, "b/"+c.Name, c.New), []byte("\n")) // the first line names a command
		b.Write(text)
	}
	return b.String()
}
