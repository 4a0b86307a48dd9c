package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// resolve returns a path made absolute, with the symlinks of the part that
// exists followed.
func resolve(name string) (string, error) {
	if name == "" {
		return "", errors.New("no folder is named")
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	rest := ""
	for dir := abs; ; dir = filepath.Dir(dir) {
		real, err := filepath.EvalSymlinks(dir)
		if err == nil {
			if info, err := os.Stat(real); err == nil && !info.IsDir() {
				return "", fmt.Errorf("%s is a file", dir)
			}
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			return "", err
		}
		if _, err := os.Lstat(dir); err == nil {
			return "", fmt.Errorf("%s is a symlink that leads nowhere", dir)
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

// safe refuses an output that would endanger what is not ours to write. Its
// errors go on after the output's name.
func safe(dir string, protected []string) error {
	if dir == filepath.Dir(dir) {
		return errors.New("is the root of the file system")
	}
	if home, err := os.UserHomeDir(); err == nil && filepath.IsAbs(home) {
		// A home that cannot be resolved holds nothing.
		if home, err := resolve(home); err == nil && within(home, dir) {
			return errors.New("is or holds the home folder")
		}
	}
	for i, name := range protected {
		p, err := resolve(name)
		if err != nil {
			return fmt.Errorf("cannot be told from %s: %w", name, Cause(err))
		}
		switch what := "the site's folder " + name; {
		case within(p, dir) && within(dir, p):
			return fmt.Errorf("is %s", what)
		case within(p, dir):
			return fmt.Errorf("holds %s", what)
		case i > 0 && within(dir, p):
			return fmt.Errorf("lies in %s", what)
		}
	}
	return nil
}

// within reports whether a folder is, or lies below, another. Both are
// resolved. Folders that exist are compared as the file system sees them,
// which may not tell "Content" from "content".
func within(inner, outer string) bool {
	if rel, err := filepath.Rel(outer, inner); err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return true
	}
	want, err := os.Stat(outer)
	if err != nil {
		return false
	}
	for dir := inner; ; dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, want) {
			return true
		}
		if dir == filepath.Dir(dir) {
			return false
		}
	}
}
