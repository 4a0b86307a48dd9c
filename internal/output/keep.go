package output

import (
	"context"
	"maps"
	"runtime"
	"slices"
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
	if !t.asLeft(ctx, t.gone()) {
		return false
	}
	all := maps.Clone(t.previous.files)
	maps.Copy(all, t.files)
	t.files = all
	return true
}

// Look begins to look at what the build before left, beside whatever else is
// done, for KeepOthers to know. It ends with ctx.
func (t *Tree) Look(ctx context.Context) {
	t.looked = make(chan []string, 1)
	go func() {
		t.looked <- t.lost(ctx, slices.Collect(maps.Keys(t.previous.files)), (runtime.GOMAXPROCS(0)+1)/2)
	}()
}

// asLeft reports whether files are on disk as the build before left them.
func (t *Tree) asLeft(ctx context.Context, names []string) bool {
	var lost []string
	if t.looked != nil {
		lost = <-t.looked
		t.looked = nil
	} else {
		lost = t.lost(ctx, names, runtime.GOMAXPROCS(0))
	}
	return ctx.Err() == nil && !slices.ContainsFunc(lost, func(name string) bool {
		_, anew := t.files[name]
		return !anew
	})
}

// lost returns those of some files that are not on disk as the build before left
// them. Several are looked at at once. Once ctx is done, it returns what it has.
func (t *Tree) lost(ctx context.Context, names []string, atOnce int) []string {
	var wg sync.WaitGroup
	var next atomic.Int64
	var mu sync.Mutex
	var lost []string
	const run = 256 // names at a time
	for range atOnce {
		wg.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(run)) - run
				if from >= len(names) {
					return
				}
				for _, name := range names[from:min(from+run, len(names))] {
					if !t.current(name, t.previous.files[name]) {
						mu.Lock()
						lost = append(lost, name)
						mu.Unlock()
					}
				}
			}
		})
	}
	wg.Wait()
	return lost
}
