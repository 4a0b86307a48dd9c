package review

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"careerguide/internal/output"
)

// Dir returns the site in a folder: what the record of a build lists, or every
// file where there is no record.
func Dir(dir string) (Tree, error) {
	t := Tree{Name: dir, Files: map[string]File{}, Read: func(_ context.Context, name string) ([]byte, error) {
		return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	}}
	entries, err := output.Recorded(dir)
	if err != nil && !errors.Is(err, output.ErrNoRecord) {
		return t, err
	}
	for name, e := range entries {
		t.Files[name] = File{e.Size, string(e.Sum[:])}
	}
	if err != nil {
		err = t.walk(os.DirFS(dir))
	}
	return t, err
}

// walk lists the files of a folder without a record. Names with a dot before
// them are none of a site, but for .well-known.
func (t *Tree) walk(fsys fs.FS) error {
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name != "." && strings.HasPrefix(d.Name(), ".") && d.Name() != ".well-known":
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		f, err := fsys.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		n, err := io.Copy(h, f)
		t.Files[name] = File{n, string(h.Sum(nil))}
		return err
	})
	if err != nil {
		return fmt.Errorf("read the folder %s: %w", t.Name, err)
	}
	return nil
}
