package source

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// Folder is the files below a folder, as those of os.Root are, for a program
// that reads many of them and ends. The folders that hold them are opened once,
// instead of step by step for each file; one that is moved meanwhile is still
// read.
type Folder struct {
	plain
	root *os.Root

	mu     sync.Mutex
	open   map[string]*os.Root // nil for one that has to be gone to step by step
	opened int                 // of them, those that are no nil
}

// plain is what os.Root's file system does.
type plain interface {
	fs.StatFS
	fs.ReadDirFS
	fs.ReadFileFS
	fs.ReadLinkFS
}

// mostOpen is how many folders are kept open.
const mostOpen = 16

// OpenFolder opens a folder.
func OpenFolder(name string) (*Folder, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Folder{plain: root.FS().(plain), root: root, open: map[string]*os.Root{}}, nil
}

// Close closes the folder.
func (f *Folder) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, root := range f.open {
		if root != nil {
			root.Close()
		}
	}
	clear(f.open)
	return f.root.Close()
}

// Open opens a file below the folder.
func (f *Folder) Open(name string) (fs.File, error) {
	if root := f.holding(name); root != nil {
		if file, err := root.Open(path.Base(name)); err == nil {
			return file, nil
		}
	}
	return f.plain.Open(name) // a link may lead out of the file's folder; and this error has the whole name
}

// holding returns the folder that holds a file; nil if it is not kept open.
func (f *Folder) holding(name string) *os.Root {
	dir := path.Dir(name)
	if dir == "." || !fs.ValidPath(name) {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	root, known := f.open[dir]
	if !known && f.opened < mostOpen {
		if root, _ = f.root.OpenRoot(dir); root != nil {
			f.opened++
		}
		f.open[dir] = root
	}
	return root
}
