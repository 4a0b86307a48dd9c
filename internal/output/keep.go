package output

import (
	"context"
	"maps"
	"runtime"
	"sync"
	"sync/atomic"
)

// List returns the sum of the list of files that the build before left, and
// after Commit that of this one's; zero if there is none. The same list with
// every file kept is the same site.
func (t *Tree) List() [32]byte { return t.list }

// Kept reports whether a file that was written has the bytes that the build
// before gave it, and is on disk with them.
func (t *Tree) Kept(name string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, ok := t.files[name]
	return ok && !f.staged
}

// Listed reports whether the build before had a file of this name.
func (t *Tree) Listed(name string) bool {
	_, ok := t.previous.files[name]
	return ok
}

// Keep makes a file of the build before one of this build, without its bytes.
// It reports false, and does nothing, if there was none, or it is no longer as
// that build left it.
func (t *Tree) Keep(name string) (bool, error) {
	f, ok := t.previous.files[name]
	if !ok || !t.current(name, f) {
		return false, nil
	}
	added, err := t.add(name, f)
	return added, err
}

// KeepOthers makes files of the build before files of this one: all that have
// not been written anew. It reports false, and nothing is to be committed, if
// one of them is no longer as that build left it, if that build was killed, or
// if a file was written that it did not have.
func (t *Tree) KeepOthers(ctx context.Context) bool {
	if t.state != occupied || t.previous.pending {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	for name := range t.files {
		if _, ok := t.previous.files[name]; !ok {
			return false
		}
	}
	if !t.allCurrent(ctx, t.gone()) {
		return false
	}
	all := maps.Clone(t.previous.files)
	maps.Copy(all, t.files)
	t.files = all
	return true
}

// allCurrent reports whether files are on disk as the build before left them.
func (t *Tree) allCurrent(ctx context.Context, names []string) bool {
	var wg sync.WaitGroup
	var next atomic.Int64
	var lost atomic.Bool
	const run = 256 // names at a time
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for !lost.Load() && ctx.Err() == nil {
				from := int(next.Add(run)) - run
				if from >= len(names) {
					return
				}
				for _, name := range names[from:min(from+run, len(names))] {
					if !t.current(name, t.previous.files[name]) {
						lost.Store(true)
						return
					}
				}
			}
		})
	}
	wg.Wait()
	return !lost.Load() && ctx.Err() == nil
}
