package publish

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

func TestServerLock(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	send(t, o, site("one"))
	s, err := openServer(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(t.Context(), o)
	if err == nil || !strings.Contains(err.Error(), "another deploy to ") || !strings.Contains(err.Error(), fmt.Sprintf("process %d, since ", os.Getpid())) {
		t.Errorf("got %v", err)
	}
	s.close()
	send(t, o, site("two"))
	// One that was killed is got over, once nobody has been heard of for long.
	put(t, h.dir+lockSuffix, "elsewhere, process 1, since long ago, X\n")
	if _, err := Run(t.Context(), o); err == nil || !strings.HasSuffix(err.Error(), "is under way: elsewhere, process 1, since long ago") {
		t.Errorf("got %v", err)
	}
	then := time.Now().Add(-2 * stale)
	if err := os.Chtimes(h.dir+lockSuffix, then, then); err != nil {
		t.Fatal(err)
	}
	send(t, o, site("three"))
	if got := fmt.Sprint(h.beside()); got != "[www www.careerguide-files]" {
		t.Errorf("beside: %s", got)
	}
}

// A deploy that slept while another took its lock over ends, and touches
// neither the site nor the other's lock.
func TestServerLockTaken(t *testing.T) {
	const other = "elsewhere, process 2, since now, Y\n"
	for _, tt := range []struct {
		what, want string
		take       func(lock string) error
	}{
		{"taken over", "the lock was taken over by elsewhere, process 2, since now", func(lock string) error { return os.WriteFile(lock, []byte(other), 0o644) }},
		{"renamed away", "the lock was taken over by elsewhere, process 2, since now", func(lock string) error {
			err := os.Remove(lock)
			if err == nil {
				err = os.WriteFile(lock, []byte(other), 0o644)
			}
			return err
		}},
		{"being made", "the lock was taken over by another deploy", func(lock string) error { return os.Truncate(lock, 0) }},
		{"given back since", "the lock was taken over by another deploy", os.Remove},
	} {
		h := newRemoteHost(t)
		o := h.options(t, h.env(t))
		send(t, o, site("one"))
		before := below(t, h.dir)
		lock := h.dir + lockSuffix
		s := must(openServer(t.Context(), o)).(*server)
		there := must(s.list(t.Context()))
		plan := must(makePlan(t.Context(), s, []*file{{name: "new.html"}}, there, false))
		if err := tt.take(lock); err != nil {
			t.Fatal(err)
		}
		left, _ := os.ReadFile(lock)
		s.lock.stop()
		<-s.lock.done
		inner, stop := context.WithCancel(t.Context())
		s.lock.stop, s.lock.done = stop, make(chan struct{})
		go s.lock.live(inner, time.Millisecond)
		var err error
		for until := time.Now().Add(10 * time.Second); err == nil && time.Now().Before(until); time.Sleep(time.Millisecond) {
			_, err = s.read(t.Context(), "index.html")
		}
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%s: %v", tt.what, err)
		}
		err = s.apply(t.Context(), &plan, nil, func(*file) ([]byte, error) { return nil, nil })
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%s: applied, %v", tt.what, err)
		}
		s.close()
		before.want(t, below(t, h.dir))
		after, _ := os.ReadFile(lock)
		if string(after) != string(left) {
			t.Errorf("%s: the other's lock is %q, was %q", tt.what, after, left)
		}
	}
}

// A lock that is another's by the end is not removed, nor written to.
func TestServerLockGiven(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	lock := h.dir + lockSuffix
	s := must(openServer(t.Context(), o)).(*server)
	then := time.Now().Add(-2 * stale)
	if err := os.Chtimes(lock, then, then); err != nil {
		t.Fatal(err)
	}
	if err := s.lock.sign(t.Context()); err != nil || time.Since(must(os.Stat(lock)).ModTime()) > stale {
		t.Errorf("a lock that is signed is not fresh: %v", err)
	}
	const other = "elsewhere, process 2, since now, Y\n"
	put(t, lock, other)
	s.close()
	if data, err := os.ReadFile(lock); string(data) != other {
		t.Errorf("%q, %v", data, err)
	}
}

// Of a stale lock nothing is taken away but itself.
func TestServerLockStale(t *testing.T) {
	h := newRemoteHost(t)
	o := h.options(t, h.env(t))
	lock := h.dir + lockSuffix
	s := mustOpen(t, o).(*server)
	for _, tt := range []struct{ there, want string }{{"old", "[]"}, {"new", "[www.careerguide-lock]"}, {"", "[]"}} {
		os.Remove(lock)
		if tt.there != "" {
			put(t, lock, tt.there)
		}
		err := s.setAside(t.Context(), lock, []byte("old"))
		if got := fmt.Sprint(h.beside()); err != nil || got != tt.want {
			t.Errorf("%q: %s, %v", tt.there, got, err)
		}
	}
}
