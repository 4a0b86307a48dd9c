package watch

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/fsnotify/fsnotify"
)

// notices collects what a writer is told.
type notices struct {
	mu    sync.Mutex
	texts []string
}

func (n *notices) add(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.texts = append(n.texts, text)
}

// only fails unless there is one notice, with this in it.
func (n *notices) only(t *testing.T, part string) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.texts) != 1 || !strings.Contains(n.texts[0], part) {
		t.Errorf("notices %q, want one with %q", n.texts, part)
	}
}

// rescan fails unless the next batch is a Rescan.
func (w watched) rescan() {
	w.Helper()
	if b := w.next(); !b.Rescan || b.Paths != nil || b.At.IsZero() {
		w.Fatalf("no Rescan: %+v", b)
	}
}

// TestOverflow proves that a loss of events is one Rescan, after which the
// watch covers what came meanwhile.
func TestOverflow(t *testing.T) {
	for name, fault := range map[string]error{
		"overflow": fsnotify.ErrEventOverflow,
		"other":    syscall.EINVAL,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fail := make(chan error)
			gate := make(chan bool)
			told := &notices{}
			o := patient
			o.Notice = told.add
			o.open = func() (*notifier, error) {
				n, err := open()
				if err != nil {
					return nil, err
				}
				n.failed = fail
				// While the gate is shut, no event gets through.
				from, to := n.events, make(chan fsnotify.Event)
				n.events = to
				go func() {
					open := true
					for {
						select {
						case open = <-gate:
						case e, ok := <-from:
							if !ok {
								return
							}
							if open {
								select {
								case to <- e:
								case open = <-gate:
								}
							}
						}
					}
				}()
				return n, nil
			}
			w := newSite(t, nurse, "content/end.md", "content/gone/a.md").watch(o)
			w.quiet()
			gate <- false
			w.mkdir("content/new/deep")
			w.write("content/new/deep/a.md", "missed")
			w.rename("content/gone", "content/moved")
			w.write(nurse, "missed")
			fail <- fault
			w.rescan()
			w.write("content/new/deep/a.md", "new")
			w.names("content/new/deep/a.md")
			w.write("content/moved/a.md", "new")
			w.names("content/moved/a.md")
			w.quiet()
			if fault == fsnotify.ErrEventOverflow {
				fail <- fault
				w.rescan()
				w.quiet()
				if len(told.texts) > 0 {
					t.Errorf("notices %q", told.texts)
				}
				return
			}
			// A system that fails again is given up.
			fail <- fault
			w.rescan()
			told.only(t, "invalid argument")
			w.quiet()
		})
	}
}

// TestRealOverflow fills the kernel's queue while nobody reads it.
func TestRealOverflow(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("makes 40,000 events")
	}
	ready := make(chan struct{})
	o := patient
	first := true
	o.open = func() (*notifier, error) {
		n, err := open()
		if err != nil || !first {
			return n, err
		}
		first = false
		from, to := n.events, make(chan fsnotify.Event)
		n.events = to
		go func() {
			<-ready
			for e := range from {
				to <- e
			}
		}()
		return n, err
	}
	w := newSite(t, nurse, "content/roles/b.md").watch(o)
	for range 10_000 { // two events each; equal neighbours would be merged
		w.write(nurse, "x")
		w.write("content/roles/b.md", "x")
	}
	close(ready)
	for !w.next().Rescan {
	}
	w.write(nurse, "new")
	if b := w.next(); b.Rescan { // of the overflow that was told while we got here
		w.write(nurse, "newer")
	} else if strings.Join(b.Paths, " ") != nurse {
		t.Errorf("the batch names %q", b.Paths)
	}
}

// TestLimit proves that a writer is told once where folders cannot be watched,
// and gets the same batches.
func TestLimit(t *testing.T) {
	refuse := func(after int, err error) func() (*notifier, error) {
		return func() (*notifier, error) {
			if after == 0 {
				return nil, fmt.Errorf("no: %w", err)
			}
			n, e := open()
			if e != nil {
				return nil, e
			}
			add, added := n.add, 0
			n.add = func(folder string) error {
				if added++; added > after {
					return err
				}
				return add(folder)
			}
			return n, nil
		}
	}
	for name, test := range map[string]struct {
		after int
		err   error
		hint  string
	}{
		"no watch at all":   {0, syscall.EMFILE, "sudo sysctl fs.inotify.max_user_instances=1024"},
		"not the root":      {1, syscall.ENOSPC, "sudo sysctl fs.inotify.max_user_watches=524288"},
		"not all folders":   {2, syscall.ENOSPC, "sudo sysctl fs.inotify.max_user_watches=524288"},
		"not a new one":     {3, syscall.ENOSPC, "sudo sysctl fs.inotify.max_user_watches=524288"},
		"something unknown": {2, errors.New("dragons"), "(dragons)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := &notices{}
			o := patient
			o.PollEvery, o.Notice, o.open = 10*ms, told.add, refuse(test.after, test.err)
			w := newSite(t, nurse, "content/end.md").watch(o)
			if test.after < 3 {
				told.only(t, test.hint)
			}
			w.mkdir("content/new")
			w.write("content/new/a.md", "new")
			if test.after < 3 {
				w.names("content/new/a.md")
			} else {
				w.rescan()
			}
			w.quiet()
			w.rename("content/new", "content/moved")
			w.names("content/moved/a.md content/new/a.md")
			w.quiet()
			told.only(t, test.hint)
		})
	}
}

// TestSiteMoves proves that a site that was moved away and back is still told
// of.
func TestSiteMoves(t *testing.T) {
	t.Parallel()
	told := &notices{}
	o := patient
	o.PollEvery, o.Notice = 10*ms, told.add
	w := newSite(t, nurse, "content/end.md").watch(o)
	w.quiet()
	away := w.root + "-away"
	w.ok(os.Rename(w.root, away))
	w.rescan()
	told.only(t, "moved or deleted")
	w.ok(os.Rename(away, w.root))
	if b := w.next(); b.Rescan || len(b.Paths) != 2 {
		t.Errorf("the batch: %+v", b)
	}
	w.quiet()
}
