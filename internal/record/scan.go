package record

import (
	"context"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// folders hold all that a build reads.
var folders = []string{"content", "layouts", "assets"}

// Scan returns the sums of all files of a site, by name. What cannot be read
// has a sum too, of the reason: the build tells of it.
func Scan(ctx context.Context, fsys fs.FS) (map[string]Sum, error) {
	files := list(fsys)
	sums := make([]Sum, len(files))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			h, buffer := sha256.New(), make([]byte, 64<<10)
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				sums[i] = files[i].sum(fsys, h, buffer)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sources := make(map[string]Sum, len(files))
	for i, f := range files {
		sources[f.name] = sums[i]
	}
	return sources, nil
}

// file is a file as its folder lists it.
type file struct {
	name    string
	regular bool
}

// list returns all files in the folders.
func list(fsys fs.FS) []file {
	var files []file
	for _, folder := range folders {
		// What is wrong with a folder is told by those who read what is in it.
		_ = fs.WalkDir(fsys, folder, func(name string, d fs.DirEntry, err error) error {
			if d != nil && d.IsDir() && err == nil || errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			files = append(files, file{name, err == nil && d.Type().IsRegular()})
			return nil
		})
	}
	return files
}

// sum returns the sum of a file. A pipe or a device is not opened. That of a
// file to which a link leads says so: it is none of the bytes alone.
func (l file) sum(fsys fs.FS, h hash.Hash, buffer []byte) Sum {
	h.Reset()
	link := ""
	if !l.regular {
		info, err := fs.Stat(fsys, l.name) // where a link leads to
		if err != nil {
			return SumOf([]byte("unreadable: " + err.Error()))
		}
		if !info.Mode().IsRegular() {
			return SumOf([]byte("no file: " + info.Mode().String()))
		}
		link = "link "
	}
	f, err := fsys.Open(l.name)
	if err != nil {
		return SumOf([]byte("unreadable: " + err.Error()))
	}
	defer f.Close()
	// A plain reader: the buffer is used again, as a file's own way to copy does not.
	if _, err := io.CopyBuffer(h, struct{ io.Reader }{f}, buffer); err != nil {
		return SumOf([]byte("unreadable: " + err.Error()))
	}
	return Sum(link) + Sum(h.Sum(nil))
}

// Younger returns those of some sources that were written at a time or later:
// a build that began then may have read other bytes than it has the sum of.
func Younger(fsys fs.FS, sources map[string]Sum, than time.Time) []string {
	var names []string
	for name := range sources {
		if info, err := fs.Stat(fsys, name); err != nil || !info.ModTime().Before(than) {
			names = append(names, name)
		}
	}
	return names
}
