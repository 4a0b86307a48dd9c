package move

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay is a site's files with changes that are not written yet.
type overlay struct {
	base fs.FS
	put  map[string][]byte // new content, by name
	from map[string]string // where files of the base go
	gone map[string]bool   // names of the base that are no more
}

// source returns the name in the base of a file that is there in the overlay.
func (o overlay) source(name string) string {
	for from, to := range o.from {
		if to == name {
			return from
		}
	}
	return name
}

// Open opens a file, or a folder to list it.
func (o overlay) Open(name string) (fs.File, error) {
	if data, ok := o.put[name]; ok {
		return &memoryFile{memoryInfo{path.Base(name), int64(len(data)), false}, bytes.NewReader(data)}, nil
	}
	source := o.source(name)
	if o.gone[name] && source == name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if source == name {
		entries, err := o.ReadDir(name)
		if err == nil {
			return &memoryFolder{memoryInfo{path.Base(name), 0, true}, entries}, nil
		}
		if info, failed := fs.Stat(o.base, name); failed == nil && info.IsDir() {
			return nil, err
		}
	}
	return o.base.Open(source)
}

// ReadDir lists a folder.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.base, name)
	there := map[string]fs.DirEntry{}
	for _, e := range entries {
		full := path.Join(name, e.Name())
		if !o.gone[full] && !o.emptied(full, e) {
			there[e.Name()] = overlayEntry{o, full, e.Type()}
		}
	}
	if len(there) == 0 && len(entries) > 0 {
		err = fs.ErrNotExist // all that was in it has moved away
	}
	add := func(file string) {
		rest, ok := strings.CutPrefix(file, name+"/")
		if name == "." {
			rest, ok = file, true
		}
		if !ok {
			return
		}
		first, _, deeper := strings.Cut(rest, "/")
		mode := fs.FileMode(0)
		if deeper {
			mode = fs.ModeDir
		}
		there[first] = overlayEntry{o, path.Join(name, first), mode}
		err = nil
	}
	for file := range o.put {
		add(file)
	}
	for _, file := range o.from {
		add(file)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	list := make([]fs.DirEntry, 0, len(there))
	for _, e := range there {
		list = append(list, e)
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// overlayEntry is an entry of a folder.
type overlayEntry struct {
	of   overlay
	name string
	mode fs.FileMode
}

func (e overlayEntry) Name() string               { return path.Base(e.name) }
func (e overlayEntry) IsDir() bool                { return e.mode.IsDir() }
func (e overlayEntry) Type() fs.FileMode          { return e.mode }
func (e overlayEntry) Info() (fs.FileInfo, error) { return fs.Stat(e.of, e.name) }

// emptied reports whether all files of a folder have moved away.
func (o overlay) emptied(folder string, e fs.DirEntry) bool {
	if !e.IsDir() || !slices.ContainsFunc(mapKeys(o.gone), func(name string) bool { return strings.HasPrefix(name, folder+"/") }) {
		return false
	}
	left := false
	_ = fs.WalkDir(o.base, folder, func(name string, d fs.DirEntry, err error) error {
		left = left || err != nil || !d.IsDir() && !o.gone[name]
		return nil
	})
	return !left
}

func mapKeys(m map[string]bool) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	return list
}

// memoryInfo describes a file or a folder of memory.
type memoryInfo struct {
	name   string
	size   int64
	folder bool
}

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.size }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return i.folder }
func (i memoryInfo) Sys() any           { return nil }
func (i memoryInfo) Mode() fs.FileMode {
	if i.folder {
		return fs.ModeDir | 0o755
	}
	return 0o644
}

type memoryFile struct {
	memoryInfo
	*bytes.Reader
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.memoryInfo, nil }
func (f *memoryFile) Close() error               { return nil }
func (f *memoryFile) Size() int64                { return f.memoryInfo.size }

type memoryFolder struct {
	memoryInfo
	entries []fs.DirEntry
}

func (f *memoryFolder) Stat() (fs.FileInfo, error) { return f.memoryInfo, nil }
func (f *memoryFolder) Close() error               { return nil }
func (f *memoryFolder) Read([]byte) (int, error)   { return 0, io.EOF }

// ReadDir returns the next entries; all of them where n is not above 0.
func (f *memoryFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n > len(f.entries) {
		if n > 0 && len(f.entries) == 0 {
			return nil, io.EOF
		}
		n = len(f.entries)
	}
	list := f.entries[:n]
	f.entries = f.entries[n:]
	return list, nil
}
