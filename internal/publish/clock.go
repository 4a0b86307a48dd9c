package publish

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Clock is the time, and how to let it pass.
type Clock struct {
	Now   func() time.Time                                 // nil for the system's
	Sleep func(ctx context.Context, d time.Duration) error // nil for the system's
}

func (c Clock) now() time.Time {
	if c.Now == nil {
		return time.Now()
	}
	return c.Now()
}

func (c Clock) sleep(ctx context.Context, d time.Duration) error {
	if c.Sleep != nil {
		return c.Sleep(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// passing is an error that may be gone the next time.
type passing struct {
	error
	after time.Duration // what the other side asks to wait; 0 if it does not
}

func (p passing) Unwrap() error { return p.error }

const (
	attempts  = 6
	firstWait = 500 * time.Millisecond
	longest   = 20 * time.Second // between two attempts
)

// retry does something until it goes well, fails for good, or has failed too
// often. Each wait is twice as long as the one before, less a random part, so
// that many clients do not come back at once.
func (c Clock) retry(ctx context.Context, do func(ctx context.Context) error) error {
	wait := firstWait
	for n := 1; ; n++ {
		err := do(ctx)
		var p passing
		if err == nil || n == attempts || !errors.As(err, &p) {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		d := wait/2 + rand.N(wait/2)
		if p.after > d {
			d = p.after
		}
		if err := c.sleep(ctx, min(d, longest)); err != nil {
			return err
		}
		wait *= 2
	}
}
