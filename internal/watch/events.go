package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/fsnotify/fsnotify"
)

// source names the files of a site as they change, by events where the system
// has them for us and else by polling.
type source struct {
	root string // absolute
	o    Options
	n    *notifier        // nil: poll
	tree tree             // what n watches
	seen map[string]stamp // what was there at the last look, when polling
	// changes is nil while the state of the site is read that its first
	// changes are told against.
	changes chan<- change
	faults  int // errors of n other than an overflow
}

var errRootGone = errors.New("the site's folder is gone")

// begin puts the watch in place.
func (s *source) begin(ctx context.Context) {
	for _, name := range s.o.Roots {
		if info, err := os.Lstat(s.abs(name)); err == nil && info.Mode()&fs.ModeSymlink != 0 {
			s.o.Notice(fmt.Sprintf("%s is a link: links are not followed, so changes in it are not seen", name))
		}
	}
	if !s.o.Poll {
		err := s.open(ctx)
		if err == nil || ctx.Err() != nil {
			return
		}
		s.stop()
		s.o.Notice(explain(err))
	}
	s.seen = s.look(ctx)
}

// run tells of changes until ctx ends.
func (s *source) run(ctx context.Context, changes chan<- change) {
	s.changes = changes
	if s.n != nil {
		err := s.follow(ctx)
		s.stop()
		if ctx.Err() != nil {
			return
		}
		s.o.Notice(explain(err))
		s.seen = s.look(ctx)
		s.tell(change{kind: lost})
	}
	s.poll(ctx)
}

// open watches the site anew, from nothing, and tells of no file.
func (s *source) open(ctx context.Context) error {
	changes := s.changes
	s.changes = nil
	defer func() { s.changes = changes }()
	n, err := s.o.open()
	if err != nil {
		return err
	}
	s.n, s.tree = n, tree{}
	if err := n.add(s.root); err != nil {
		return err
	}
	s.tree.enter(".")
	return s.read(ctx, ".")
}

func (s *source) stop() {
	if s.n != nil {
		s.n.close()
	}
	s.n, s.tree = nil, nil
}

// follow handles events until ctx ends or the system has no more for us; the
// error says why.
func (s *source) follow(ctx context.Context) error {
	for {
		var err error
		select {
		case <-ctx.Done():
			return ctx.Err()
		case e, ok := <-s.n.events:
			if !ok {
				return errors.New("the system sends no more events")
			}
			err = s.handle(ctx, e)
		case err = <-s.n.failed:
			if s.faults++; errors.Is(err, fsnotify.ErrEventOverflow) {
				s.faults = 0
			}
			// The folders that are watched may be others by now. A system that
			// fails once more is given up.
			if s.faults < 2 {
				s.stop()
				err = s.open(ctx)
				s.tell(change{kind: lost})
			}
		}
		if err != nil {
			return err
		}
	}
}

// handle tells of the files that an event is about.
//
// The disk may be ahead of the events: what is found there is told of when it
// is found, and again when its own event arrives. What an event says is gone is
// forgotten even if it is there again, since then another event follows.
func (s *source) handle(ctx context.Context, e fsnotify.Event) error {
	rel, err := filepath.Rel(s.root, e.Name)
	if err != nil || e.Op&^fsnotify.Chmod == 0 {
		return nil
	}
	name := filepath.ToSlash(rel)
	leaves := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if name == "." && leaves {
		return errRootGone
	}
	if !s.concerns(name) {
		return nil
	}
	if leaves {
		if !s.tree.sees(name) {
			s.tell(change{path: name, kind: left})
		}
		s.leave(name)
	}
	if !e.Has(fsnotify.Create) && !e.Has(fsnotify.Write) {
		return nil
	}
	info, err := os.Lstat(s.abs(name))
	switch {
	case err != nil:
		// It has left already, and an event will say so; until then it is a
		// file, since somebody else may have met it.
		if inside(name) || slices.Contains(s.o.Files, name) {
			s.found(name, stamp{}, false)
		}
	case info.IsDir():
		if e.Has(fsnotify.Create) || s.tree[name] == nil {
			return s.enter(ctx, name)
		}
	case s.isFile(name, info):
		s.found(name, stampOf(info), true)
	}
	return nil
}

// leave takes whatever has this name, and all below it, out of the watch, and
// tells that the files are gone.
func (s *source) leave(name string) {
	files, folders := s.tree.drop(name)
	// A parent without its watch would not tell of folders that move out of it.
	for _, f := range slices.Backward(folders) {
		// A folder that is deleted is out of the watch already.
		_ = s.n.remove(s.abs(f))
	}
	for _, f := range files {
		s.tell(change{path: f, kind: gone})
	}
}

// enter watches a folder and all below it, and tells of every file there: those
// that came before the watch are found by reading the folder after it.
//
// A folder that is watched already leaves first. It may be another of the same
// name by now, perhaps one that fsnotify still knows by an older name; adding
// it over the old watch would leave fsnotify 1.10 with a watch without a
// record, and its next Remove would panic.
func (s *source) enter(ctx context.Context, folder string) error {
	s.leave(folder)
	if err := s.n.add(s.abs(folder)); err != nil {
		if isGone(err) {
			return nil
		}
		return err
	}
	if info, err := os.Lstat(s.abs(folder)); err != nil || !info.IsDir() {
		// A link took its place meanwhile, and the system followed it.
		_ = s.n.remove(s.abs(folder))
		return nil
	}
	s.tree.enter(folder)
	return s.read(ctx, folder)
}

func (s *source) read(ctx context.Context, folder string) error {
	files, folders := s.list(folder)
	for _, f := range files {
		s.found(f.path, f.stamp, true)
	}
	for _, f := range folders {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.enter(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// found tells of a file that is there, or was until it could be looked at.
func (s *source) found(name string, is stamp, seen bool) {
	c := change{path: name, kind: written, partial: is.size == 0}
	if s.tree.put(name, seen) {
		c.kind = created
	}
	s.tell(c)
}

func (s *source) tell(c change) {
	if s.changes != nil {
		s.changes <- c
	}
}
