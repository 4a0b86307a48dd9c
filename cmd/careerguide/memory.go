package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// gcPercent is how far the heap of a build may grow before it is collected, in
// percent of what lives, as long as there is memory.
const gcPercent = 300

// firstLimit is the memory, in bytes, from which on garbage is collected more
// often than that, until it is known how many articles there are.
const firstLimit = 1 << 30

// memoryBound is how a build uses memory, and how the program did before.
type memoryBound struct {
	percent int
	limit   int64 // GOMEMLIMIT, if it is set: there is never more
}

func boundMemory() memoryBound {
	b := memoryBound{debug.SetGCPercent(gcPercent), debug.SetMemoryLimit(-1)}
	debug.SetMemoryLimit(min(b.limit, firstLimit))
	return b
}

func (b memoryBound) lift() {
	debug.SetGCPercent(b.percent)
	debug.SetMemoryLimit(b.limit)
}

// set sets the memory from which on garbage is collected more often than
// gcPercent says, for articles that are still to be read; 0 where all are there.
// It is always well above what lives, so that collecting does not become all
// that is done.
func (b memoryBound) set(toCome int) {
	const base, anArticle = 240 << 20, 12_000
	if toCome == 0 {
		runtime.GC() // to know what lives
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	debug.SetMemoryLimit(min(b.limit, base+anArticle*int64(toCome)+int64(2.3*float64(live[0].Value.Uint64()))))
}
