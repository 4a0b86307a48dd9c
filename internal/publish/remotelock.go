package publish

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// remoteLock is a file beside the folder that says that a deploy is under way.
// Whoever has it writes to it now and then; one that nobody has written to for
// long is of a deploy that was killed, and taken over. If that deploy was only
// asleep, it finds another's text in the file when it wakes, and ends.
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
			err = s.op(ctx, 0, func(c *connection) error { return l.write(c, 0) })
		}
		if err == nil {
			inner, stop := context.WithCancel(context.WithoutCancel(ctx))
			l.stop = stop
			go l.live(inner, beat)
			return l, nil
		}
		old, e := s.isStale(ctx, place)
		if e != nil || !old {
			return nil, fmt.Errorf("another deploy to %s is under way: %s", s.address+":"+s.folder, holder(data))
		}
		if e := s.setAside(ctx, place, data); e != nil {
			err = e
			break
		}
	}
	return nil, fmt.Errorf("write %s: %w", place, err)
}

// holder returns whose lock a text is of, without what tells two of one
// process apart.
func holder(text []byte) string {
	who := string(text)
	if end := strings.LastIndex(who, ", "); end >= 0 {
		who = who[:end]
	}
	if who == "" {
		return "another deploy"
	}
	return who
}

// setAside takes a stale lock away. It is renamed first: of several that find
// it one gets it, and nobody takes away what another has put in its place.
func (s *server) setAside(ctx context.Context, place string, text []byte) error {
	aside := place + "." + rand.Text()
	err := s.op(ctx, 0, func(c *connection) error { return c.Rename(place, aside) })
	got, e := s.readFile(ctx, aside)
	switch {
	case errors.Is(e, fs.ErrNotExist) && errors.Is(err, fs.ErrNotExist):
		return nil // another was faster
	case e != nil:
		return cmp.Or(err, e)
	case bytes.Equal(got, text):
		err = s.op(ctx, 0, func(c *connection) error { return c.Remove(aside) })
	default:
		err = s.op(ctx, 0, func(c *connection) error { return c.Rename(aside, place) })
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil // an answer was lost
	}
	return err
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

// live signs the lock now and then.
func (l *remoteLock) live(ctx context.Context, every time.Duration) {
	defer close(l.done)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_ = l.sign(ctx) // the next one may go well
		}
	}
}

// sign writes to the lock if it is ours still. If it is another's, the deploy
// is over: nothing more is done on the server.
//
// The file is opened for writing before it is read, so that what is written to
// is ours though another take the lock over in between.
func (l *remoteLock) sign(ctx context.Context) error {
	place := l.folder + lockSuffix
	var text []byte
	err := l.op(ctx, 0, func(c *connection) error {
		to, err := c.OpenFile(place, os.O_WRONLY)
		if err != nil {
			return err
		}
		from, err := c.Open(place)
		if err != nil {
			return errors.Join(err, to.Close())
		}
		if text, err = io.ReadAll(from); err == nil && string(text) == l.text {
			_, err = to.Write([]byte(l.text))
		}
		return errors.Join(err, from.Close(), to.Close())
	})
	if errors.Is(err, fs.ErrNotExist) {
		text, err = nil, nil
	}
	if err == nil && string(text) != l.text {
		err = fmt.Errorf("the lock was taken over by %s", holder(text))
		l.end(err)
	}
	return err
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

// give gives the lock back, if it is ours. One that stays is stale before long.
func (l *remoteLock) give(ctx context.Context) {
	l.stop()
	<-l.done
	if l.sign(ctx) == nil {
		_ = l.op(ctx, 0, func(c *connection) error { return c.Remove(l.folder + lockSuffix) })
	}
}
