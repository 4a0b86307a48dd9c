package watch

import (
	"context"
	"time"
)

const (
	// pollAgain is how soon a tree is looked at again that has just changed. It
	// is shorter than timing.hold, so that the rest of a save joins its batch.
	pollAgain = 20 * time.Millisecond
	// pollLongest limits the wait where one look took very long.
	pollLongest = 10 * time.Second
)

// poll looks at all files again and again and tells how they differ from
// s.seen. A file that is written twice between two ticks of the file system's
// clock without changing its size is seen once.
func (s *source) poll(ctx context.Context) {
	timer := time.NewTimer(s.o.PollEvery)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		start := time.Now()
		now := s.look(ctx)
		if ctx.Err() != nil {
			return
		}
		cost := time.Since(start)
		if s.compare(now) {
			timer.Reset(min(pollLongest, max(pollAgain, 4*cost)))
		} else {
			timer.Reset(min(pollLongest, max(s.o.PollEvery, 20*cost)))
		}
	}
}

// compare tells of the differences and keeps the new state. Every change is
// partial: a look cannot tell whether the writer is done.
func (s *source) compare(now map[string]stamp) (differs bool) {
	for name, is := range now {
		was, there := s.seen[name]
		switch {
		case !there:
			s.tell(change{path: name, kind: created, partial: true})
		case was != is:
			s.tell(change{path: name, kind: written, partial: true})
		default:
			continue
		}
		differs = true
	}
	for name := range s.seen {
		if _, there := now[name]; !there {
			s.tell(change{path: name, kind: gone})
			differs = true
		}
	}
	s.seen = now
	return differs
}

// look returns the files of the site. It stops early when ctx ends.
func (s *source) look(ctx context.Context) map[string]stamp {
	seen := make(map[string]stamp, len(s.seen))
	open := []string{"."}
	for len(open) > 0 && ctx.Err() == nil {
		files, folders := s.list(open[len(open)-1])
		open = append(open[:len(open)-1], folders...)
		for _, f := range files {
			seen[f.path] = f.stamp
		}
	}
	return seen
}
