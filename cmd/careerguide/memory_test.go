package main

import (
	"math"
	"runtime/debug"
	"testing"
)

// limitNow returns the limit of memory that is set.
func limitNow() int64 { return debug.SetMemoryLimit(-1) }

// A build's memory grows with its articles and with what lives, never above
// what GOMEMLIMIT allows, and the program's own settings come back.
func TestMemoryBound(t *testing.T) {
	percent, limit := debug.SetGCPercent(77), debug.SetMemoryLimit(math.MaxInt64)
	defer func() {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(limit)
	}()
	b := boundMemory()
	if limitNow() != firstLimit {
		t.Errorf("the first limit is %d", limitNow())
	}
	b.set(1)
	few := limitNow()
	b.set(100_000)
	many := limitNow()
	if few < 200<<20 || few > 600<<20 || many-few < 1_000_000_000 || many > 1900<<20 {
		t.Errorf("the limits are %d and %d MiB", few>>20, many>>20)
	}
	b.set(0)
	before := limitNow()
	lives := make([]byte, 300<<20)
	b.set(0)
	if more := limitNow() - before; more < int64(len(lives))*3/2 {
		t.Errorf("%d MiB that live raise the limit by %d MiB", len(lives)>>20, more>>20)
	}
	lives[0] = 1
	b.lift()
	if got := debug.SetGCPercent(77); got != 77 || limitNow() != math.MaxInt64 {
		t.Errorf("afterwards %d percent and a limit of %d", got, limitNow())
	}

	debug.SetMemoryLimit(100 << 20) // as GOMEMLIMIT does
	b = boundMemory()
	for _, toCome := range []int{1, 100_000, 0} {
		if b.set(toCome); limitNow() != 100<<20 {
			t.Errorf("for %d articles the limit is %d MiB", toCome, limitNow()>>20)
		}
	}
	b.lift()
}
