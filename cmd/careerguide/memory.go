package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// gcPercent is how far the heap of a build may grow before it is collected, in
// percent of what lives, as long as there is memory.
const gcPercent = 180

// memoryBound is the most memory that a build may take: GOMEMLIMIT, if it is set.
type memoryBound int64

// set sets the memory from which on garbage is collected more often than
// gcPercent says, for articles that are still to be read; 0 where all are there.
// It is always well above what lives, so that collecting does not become all
// that is done.
func (most memoryBound) set(toCome int) {
	const base, anArticle = 240 << 20, 16_000
	if toCome == 0 {
		runtime.GC() // to know what lives
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	limit := base + anArticle*int64(toCome) + int64(1.9*float64(live[0].Value.Uint64()))
	debug.SetMemoryLimit(min(int64(most), limit))
}
