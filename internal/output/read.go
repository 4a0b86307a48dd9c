package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// Built is a site on disk as a build left it, to read. No build writes to it
// until Close.
type Built struct {
	name  string // as the user named it
	root  *os.Root
	lock  *lock
	files map[string]file
	list  [sha256.Size]byte

	// Preview says that the site is not for readers: there may be drafts in it.
	Preview bool

	mu      sync.Mutex
	folders map[string]bool // those known to be folders, not symlinks
}

// OpenBuilt opens a built site. What is in its folder beside the files that
// the build wrote is not part of it.
func OpenBuilt(dir string) (*Built, error) {
	real, err := resolve(dir)
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", dir, Cause(err))
	}
	if _, err := os.Stat(real); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("output %s does not exist; run careerguide build", dir)
	}
	held, err := acquire(real)
	if err != nil {
		return nil, fmt.Errorf("output %s %w", dir, err)
	}
	b := &Built{name: dir, lock: held, folders: map[string]bool{".": true}}
	r, list, found, err := readRecord(real)
	switch {
	case err != nil:
		err = fmt.Errorf("output %s: %w", dir, err)
	case !found:
		err = fmt.Errorf("output %s was not made by careerguide build", dir)
	case r.pending:
		err = fmt.Errorf("output %s is of a build that was stopped in the middle; run careerguide build again", dir)
	default:
		b.files, b.list, b.Preview = r.files, list, r.preview
		b.root, err = os.OpenRoot(real)
	}
	if err != nil {
		held.release()
		return nil, err
	}
	return b, nil
}

// Close lets builds write again.
func (b *Built) Close() error {
	b.lock.release()
	return b.root.Close()
}

// Names returns the names of the files, sorted.
func (b *Built) Names() []string {
	names := make([]string, 0, len(b.files))
	for name := range b.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Sum returns the SHA-256 and the size of a file.
func (b *Built) Sum(name string) (sum [sha256.Size]byte, size int64) {
	f := b.files[name]
	return f.sum, f.size
}

// List returns the sum of the list of files, as Tree.List does.
func (b *Built) List() [sha256.Size]byte { return b.list }

// ReadFile returns the bytes of a file. It is an error if they are not those
// that the build wrote, or if a symlink leads to them.
func (b *Built) ReadFile(name string) ([]byte, error) {
	f, ok := b.files[name]
	if !ok {
		return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
	}
	if err := b.plain(name); err != nil {
		return nil, err
	}
	data, err := b.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, Cause(err))
	}
	if int64(len(data)) != f.size || sha256.Sum256(data) != f.sum {
		return nil, fmt.Errorf("%s in output %s is not as the build wrote it; run careerguide build --verify", name, b.name)
	}
	return data, nil
}

// plain refuses symlinks on the way to a file, which are none of ours.
func (b *Built) plain(name string) error {
	info, err := b.root.Lstat(filepath.FromSlash(name))
	if err != nil {
		return fmt.Errorf("read %s: %w", name, Cause(err))
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s in output %s is not a file; run careerguide build", name, b.name)
	}
	for dir := path.Dir(name); ; dir = path.Dir(dir) {
		b.mu.Lock()
		known := b.folders[dir]
		b.mu.Unlock()
		if known {
			return nil
		}
		info, err := b.root.Lstat(filepath.FromSlash(dir))
		if err != nil {
			return fmt.Errorf("read %s: %w", name, Cause(err))
		}
		if !info.IsDir() {
			return fmt.Errorf("%s in output %s is not a folder; run careerguide build", dir, b.name)
		}
		b.mu.Lock()
		b.folders[dir] = true
		b.mu.Unlock()
	}
}
