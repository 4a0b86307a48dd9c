package watch

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// entry is a file of a folder.
type entry struct {
	path string
	stamp
}

// stamp differs between two looks at a file that was written in between.
type stamp struct {
	size int64 // bytes
	time int64 // of the last change, Unix nanoseconds
}

// list returns the files and folders of a folder that are part of the site, by
// path. What cannot be read is not there: it will be told of when it changes.
func (s *source) list(folder string) (files []entry, folders []string) {
	if folder == "." {
		return s.top()
	}
	all, _ := os.ReadDir(s.abs(folder))
	for _, e := range all {
		if temporary(e.Name()) {
			continue
		}
		name := path.Join(folder, e.Name())
		if e.IsDir() {
			folders = append(folders, name)
			continue
		}
		info, err := e.Info()
		if err == nil && s.isFile(name, info) {
			files = append(files, entry{name, stampOf(info)})
		}
	}
	return files, folders
}

// top lists what is watched directly below the site's root.
func (s *source) top() (files []entry, folders []string) {
	for _, name := range s.o.Roots {
		if info, err := os.Lstat(s.abs(name)); err == nil && info.IsDir() {
			folders = append(folders, name)
		}
	}
	for _, name := range s.o.Files {
		if info, err := os.Lstat(s.abs(name)); err == nil && s.isFile(name, info) {
			files = append(files, entry{name, stampOf(info)})
		}
	}
	return files, folders
}

// concerns reports whether a path that an event names is watched: its folder
// is, and its name is that of a root or file, or no editor's.
func (s *source) concerns(name string) bool {
	in := path.Dir(name)
	if s.tree[in] == nil {
		return false
	}
	if in == "." {
		return slices.Contains(s.o.Roots, name) || slices.Contains(s.o.Files, name)
	}
	return !temporary(path.Base(name))
}

// isFile reports whether something is a file to tell of: a regular file, or a
// link that does not lead to a folder.
func (s *source) isFile(name string, info fs.FileInfo) bool {
	if !inside(name) && !slices.Contains(s.o.Files, name) {
		return false
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := os.Stat(s.abs(name))
		return err != nil || !target.IsDir()
	}
	return info.Mode().IsRegular()
}

// inside reports whether a path lies below a root.
func inside(name string) bool { return path.Dir(name) != "." }

func stampOf(info fs.FileInfo) stamp {
	return stamp{info.Size(), info.ModTime().UnixNano()}
}

func (s *source) abs(name string) string {
	return filepath.Join(s.root, filepath.FromSlash(name))
}
