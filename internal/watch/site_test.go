package watch

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patient gives a busy machine time enough to do all of a save within one
// batch.
var patient = Options{Quiet: 60 * ms, Files: []string{"site.yaml"}}

// site is a folder with the articles of the arguments.
type site struct {
	*testing.T
	root string
}

func newSite(t *testing.T, files ...string) site {
	t.Helper()
	s := site{t, t.TempDir()}
	for _, f := range files {
		s.mkdir(filepath.Dir(f))
		s.write(f, "---\ntitle: Nurse\n---\n")
	}
	return s
}

func (s site) path(name string) string { return filepath.Join(s.root, filepath.FromSlash(name)) }

func (s site) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

func (s site) write(name, text string) {
	s.Helper()
	s.ok(os.WriteFile(s.path(name), []byte(text), 0o644))
}

func (s site) mkdir(name string)      { s.Helper(); s.ok(os.MkdirAll(s.path(name), 0o755)) }
func (s site) rename(from, to string) { s.Helper(); s.ok(os.Rename(s.path(from), s.path(to))) }
func (s site) remove(name string)     { s.Helper(); s.ok(os.RemoveAll(s.path(name))) }
func (s site) link(to, name string)   { s.Helper(); s.ok(os.Symlink(to, s.path(name))) }

// watched is a site under watch.
type watched struct {
	site
	batches <-chan Batch
	end     context.CancelFunc
	asked   *int // how often quiet was
}

func (s site) watch(o Options) watched {
	s.Helper()
	ctx, end := context.WithCancel(context.Background())
	batches, err := Watch(ctx, s.root, o)
	s.ok(err)
	s.Cleanup(func() {
		end()
		for range batches {
		}
	})
	return watched{s, batches, end, new(int)}
}

func (w watched) next() Batch {
	w.Helper()
	select {
	case b, ok := <-w.batches:
		if !ok {
			w.Fatal("the watch has ended")
		}
		return b
	case <-time.After(30 * time.Second):
		w.Fatal("no batch")
	}
	panic("unreachable")
}

// names fails unless the next batch names exactly these files, with spaces
// between.
func (w watched) names(want string) {
	w.Helper()
	if b := w.next(); b.Rescan || strings.Join(b.Paths, " ") != want {
		w.Fatalf("the batch names %q (rescan %v), want %q", b.Paths, b.Rescan, want)
	}
}

// quiet fails if anything happened that was not told yet: the next batch must
// name a file that is written now, and nothing else.
func (w watched) quiet() {
	w.Helper()
	// Polling goes by size and time, and the clock of a file system is slow.
	*w.asked++
	w.write("content/end.md", strings.Repeat("?", *w.asked))
	w.names("content/end.md")
}

// until collects what batches name until one names a file that is written now.
func (w watched) until(end string) (paths []string, batches int) {
	w.Helper()
	w.write(end, "end")
	for !slices.Contains(paths, end) {
		b := w.next()
		if b.Rescan {
			w.Fatal("a Rescan")
		}
		paths = append(paths, b.Paths...)
		batches++
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	return slices.DeleteFunc(paths, func(p string) bool { return p == end }), batches
}

// read returns the contents of all files below a site's content folder.
func (s site) read() map[string]string {
	s.Helper()
	files := map[string]string{}
	s.ok(filepath.WalkDir(s.path("content"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if rel, err := filepath.Rel(s.root, name); err == nil {
			if text, err := os.ReadFile(name); err == nil {
				files[filepath.ToSlash(rel)] = string(text)
			}
		}
		return nil
	}))
	return files
}
