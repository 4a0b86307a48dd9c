package publish

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path"
	"strings"
	"time"
)

// remoteLock is a file beside the folder that says that a deploy is under way.
// Whoever has it writes to it now and then; one that nobody has written to for
// long is of a deploy that was killed.
type remoteLock struct {
	*server
	text string
	stop context.CancelFunc
	done chan struct{}
}

const (
	beat  = 20 * time.Second // between two signs of life
	stale = 90 * time.Second
)

// takeLock takes the lock, or says who has it.
func (s *server) takeLock(ctx context.Context) (*remoteLock, error) {
	name, err := os.Hostname()
	if err != nil {
		name = "a machine"
	}
	l := &remoteLock{server: s, text: fmt.Sprintf("%s, process %d, since %s, %s\n", name, os.Getpid(), s.clock.now().UTC().Format(time.RFC3339), rand.Text()), done: make(chan struct{})}
	place := s.folder + lockSuffix
	if err := s.op(ctx, 0, func(c *connection) error { return c.MkdirAll(path.Dir(place)) }); err != nil {
		return nil, fmt.Errorf("make %s: %w", path.Dir(place), err)
	}
	for range 2 {
		tries := 0
		err = s.op(ctx, 0, func(c *connection) error {
			tries++
			return l.write(c, os.O_CREATE|os.O_EXCL)
		})
		var data []byte
		if err != nil {
			var e error
			if data, e = s.readFile(ctx, place); e != nil {
				break // nobody has it: the folder cannot be written to
			}
		}
		if err != nil && tries > 1 && strings.HasPrefix(l.text, string(data)) { // an answer was lost, and the file is the one that we made
			err = s.op(ctx, 0, func(c *connection) error { return l.write(c, os.O_TRUNC) })
		}
		if err == nil {
			inner, stop := context.WithCancel(context.WithoutCancel(ctx))
			l.stop = stop
			go l.live(inner)
			return l, nil
		}
		old, e := s.isStale(ctx, place)
		if e != nil || !old {
			who := string(data)
			if end := strings.LastIndex(who, ", "); end >= 0 {
				who = who[:end] // without what tells two of one process apart
			}
			return nil, fmt.Errorf("another deploy to %s is under way: %s", s.address+":"+s.folder, who)
		}
		if err = s.op(ctx, 0, func(c *connection) error { return c.Remove(place) }); err != nil {
			break
		}
	}
	return nil, fmt.Errorf("write %s: %w", place, err)
}

// isStale reports whether a file is old, by the server's clock.
func (s *server) isStale(ctx context.Context, place string) (old bool, err error) {
	probe := fmt.Sprintf("%s.%d", place, os.Getpid())
	err = s.op(ctx, 0, func(c *connection) error {
		f, err := c.Create(probe)
		if err != nil {
			return err
		}
		_, err = f.Write([]byte("now\n"))
		err = errors.Join(err, f.Close())
		if err != nil {
			return err
		}
		now, err := c.Stat(probe)
		if err != nil {
			return err
		}
		then, err := c.Stat(place)
		if err != nil {
			return err
		}
		old = now.ModTime().Sub(then.ModTime()) > stale
		return c.Remove(probe)
	})
	return old, err
}

// live writes to the lock now and then.
func (l *remoteLock) live(ctx context.Context) {
	defer close(l.done)
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = l.op(ctx, 0, func(c *connection) error { return l.write(c, 0) }) // the next one may go well
		}
	}
}

// write writes to the lock, which a flag says how to open.
func (l *remoteLock) write(c *connection, flag int) error {
	f, err := c.OpenFile(l.folder+lockSuffix, os.O_WRONLY|flag)
	if err != nil {
		return err
	}
	_, err = f.Write([]byte(l.text))
	return errors.Join(err, f.Close())
}

// give gives the lock back. One that stays is stale before long.
func (l *remoteLock) give(ctx context.Context) {
	l.stop()
	<-l.done
	_ = l.op(ctx, 0, func(c *connection) error { return c.Remove(l.folder + lockSuffix) })
}
