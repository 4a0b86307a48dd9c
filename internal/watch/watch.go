// Package watch turns file events into settled batches of changes: what a dev
// server needs to know which articles, layouts and assets to read again.
//
//	event source (fsnotify, or polling) ──► settle ──► Batch
//
// The source names files as they change (events.go, poll.go). settle.go holds
// them back until the writer is done, so that one save is one batch whatever
// the editor does for it: truncate and write, or write elsewhere and rename.
// names.go says which names are never an article.
//
// Folders are watched, never files, since a save by rename would end the watch
// of a file. Links are not followed: a link to a file is named when the link
// itself changes, a link to a folder is not entered. The source remembers the
// files of each folder, so that a folder that is renamed or deleted names every
// file that was below it.
package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Options say what to watch and how patiently. The zero value is usable.
type Options struct {
	// Roots are the folders directly below the site's root that are watched
	// with all that is in them; one that is absent is watched from the moment
	// it appears. Nil means content, layouts and assets.
	Roots []string
	// Files are single files directly below the site's root.
	Files []string

	// Quiet is how long nothing may happen before one changed file makes a
	// batch: 8 ms if zero. See timing for what else follows from it.
	Quiet time.Duration
	// Max is how long a batch may be held back while events go on coming: 2 s
	// if zero.
	Max time.Duration

	// Poll looks at every file again and again instead of waiting for events,
	// for file systems that send none (network shares, some containers).
	Poll bool
	// PollEvery is the least time between two looks: 500 ms if zero. A large
	// tree is looked at less often, so that looking takes 5 % of a core.
	PollEvery time.Duration

	// Notice receives what the writer should know, one sentence at a time: that
	// folders cannot be watched and are polled, that a root is a link. It is
	// called from one goroutine at a time and must return soon. May be nil.
	Notice func(text string)

	// open stands in for the system's events in tests.
	open func() (*notifier, error)
}

// Batch is what changed since the batch before. A save that is told once may be
// told again in the next batch, but none is left out.
type Batch struct {
	// Paths are the files that were changed, created or removed, sorted,
	// relative to the site's root and with slashes: "content/roles/nurse.md".
	// A file that came and went within the batch is left out, unless the
	// receiver can have met it: it read everything (at the start, and after a
	// Rescan), or what the batch before named.
	Paths []string
	// Rescan says that everything may have changed and Paths is empty: events
	// were lost, or are too many to name, or a folder was moved or deleted
	// while the receiver read everything.
	Rescan bool
	// At is when the first event of the batch was seen.
	At time.Time
}

// Watch watches a site until ctx ends. The watch is in place when Watch
// returns: whoever reads the site after that, and what a batch names before
// receiving the next, misses nothing. The channel is
// closed when no goroutine and no descriptor is left. A receiver may be slow:
// what happens meanwhile is merged into one next batch.
//
// The error says that root is no folder or that a name in o is no plain name.
// Where the system does not let folders be watched, o.Notice is told and they
// are polled. Polling does not see a file that comes and goes between two looks.
func Watch(ctx context.Context, root string, o Options) (<-chan Batch, error) {
	o = o.withDefaults()
	for _, name := range slices.Concat(o.Roots, o.Files) {
		if name == "" || name == "." || name == ".." || strings.ContainsAny(name, `/\`) {
			return nil, fmt.Errorf("watch %q: not a name directly below the site's root", name)
		}
	}
	dir, err := folder(root)
	if err != nil {
		return nil, fmt.Errorf("watch %s: %w", root, err)
	}
	changes := make(chan change)
	batches := make(chan Batch)
	s := &source{root: dir, o: o}
	s.begin(ctx)
	go func() {
		defer close(changes)
		s.run(ctx, changes)
	}()
	go func() {
		defer close(batches)
		settle(ctx.Done(), changes, batches, newTiming(o))
	}()
	return batches, nil
}

func (o Options) withDefaults() Options {
	if o.Roots == nil {
		o.Roots = []string{"content", "layouts", "assets"}
	}
	if o.Quiet <= 0 {
		o.Quiet = 8 * time.Millisecond
	}
	if o.Max <= 0 {
		o.Max = 2 * time.Second
	}
	if o.PollEvery <= 0 {
		o.PollEvery = 500 * time.Millisecond
	}
	if o.Notice == nil {
		o.Notice = func(string) {}
	}
	if o.open == nil {
		o.open = open
	}
	return o
}

// folder returns the absolute path of a folder, with links resolved: the site's
// root itself may be one.
func folder(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	if abs, err = filepath.EvalSymlinks(abs); err != nil {
		return "", err
	}
	info, err := os.Stat(abs)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", fmt.Errorf("not a folder")
	}
	return abs, nil
}
