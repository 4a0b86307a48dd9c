package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

// make writes the files of a release, of which those that the live one has too
// are the same files.
func (r *releases) make(ctx context.Context, name string, files []*file, read func(*file) ([]byte, error)) error {
	base := r.path("releases", name+partExt)
	dirs := map[string]bool{".": true}
	for _, f := range files {
		dirs[path.Dir(f.name)] = true
	}
	for dir := range dirs {
		if err := os.MkdirAll(filepath.Join(base, filepath.FromSlash(dir)), 0o755); err != nil {
			return fmt.Errorf("make %s: %w", dir, output.Cause(err))
		}
	}
	var written time.Time
	if r.live != "" {
		var err error
		if _, _, written, err = r.readList(r.live); err != nil {
			return err
		}
	}
	c := newCounter(len(files), r.tell)
	return each(ctx, 2*runtime.GOMAXPROCS(0), files, func(_ context.Context, f *file) error {
		defer c.step()
		place := filepath.Join(base, filepath.FromSlash(f.name))
		if old := r.path("releases", r.live, filepath.FromSlash(f.name)); r.files[f.name] == (sum{f.sum, f.size}) && untouched(old, f.size, written) && os.Link(old, place) == nil {
			return nil
		}
		data, err := read(f)
		if err == nil {
			err = create(place, data)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", f.name, output.Cause(err))
		}
		return nil
	})
}

// untouched reports whether a file is read-only still, of its size, and older
// than the list of its release.
func untouched(place string, size int64, written time.Time) bool {
	info, err := os.Lstat(place)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o222 == 0 && info.Size() == size && info.ModTime().Before(written)
}

func exists(place string) bool {
	_, err := os.Lstat(place)
	return err == nil
}

// create writes a read-only file that does not exist yet.
func create(place string, data []byte) error {
	f, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// kept returns the releases that stay, oldest first: the newest ones, and the
// others that are named.
func (r *releases) kept(names []string, others ...string) []string {
	from := max(0, len(names)-r.keep)
	var list []string
	for i, name := range names {
		if i >= from || slices.Contains(others, name) {
			list = append(list, name)
		}
	}
	return list
}

// lasting reports whether a file of this name never has other bytes.
func lasting(name string) bool {
	plain, _ := hosting.Encoding(name)
	return hosting.IsHashed(plain)
}

// lend gives a release, in the folder at, the hashed assets of others that it
// has not itself.
func (r *releases) lend(at, name string, own sums, others []string) error {
	for _, other := range others {
		if other == name {
			continue
		}
		files, _, _, err := r.readList(other)
		if err != nil {
			continue // it has nothing that could be told
		}
		for asset, s := range files {
			if _, ok := own[asset]; ok || !lasting(asset) {
				continue
			}
			from, to := r.path("releases", other, filepath.FromSlash(asset)), r.path("releases", at, filepath.FromSlash(asset))
			if _, err := os.Lstat(to); err == nil {
				continue
			}
			if info, err := os.Lstat(from); err != nil || !info.Mode().IsRegular() || info.Size() != s.size {
				continue
			}
			err := os.MkdirAll(filepath.Dir(to), 0o755)
			if err == nil && os.Link(from, to) != nil {
				var data []byte
				if data, err = os.ReadFile(from); err == nil {
					err = create(to, data)
				}
			}
			if err != nil {
				return fmt.Errorf("write %s: %w", asset, output.Cause(err))
			}
		}
	}
	return nil
}

// inside reports whether a folder is another or lies below it.
func inside(inner, outer string) bool {
	a, err := filepath.Abs(inner)
	b, e := filepath.Abs(outer)
	if err != nil || e != nil {
		return false
	}
	rel, err := filepath.Rel(resolved(b), resolved(a))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// resolved follows the symlinks of the part of a path that exists.
func resolved(name string) string {
	if followed, err := filepath.EvalSymlinks(name); err == nil || name == filepath.Dir(name) {
		return followed
	}
	return filepath.Join(resolved(filepath.Dir(name)), filepath.Base(name))
}
