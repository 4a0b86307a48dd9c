package build

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"
)

// Timings are how long each stage took, and each layout.
type Timings struct {
	last    time.Time
	stages  []stageTime
	mu      *sync.Mutex
	layouts layoutTimes
}

type stageTime struct {
	name string
	took time.Duration
}

type layoutTime struct {
	pages int
	took  time.Duration // of all its pages, over all cores
}

type layoutTimes map[string]layoutTime

func (l layoutTimes) add(name string, took time.Duration) {
	t := l[name]
	l[name] = layoutTime{t.pages + 1, t.took + took}
}

func newTimings() Timings {
	return Timings{last: time.Now(), mu: &sync.Mutex{}, layouts: layoutTimes{}}
}

func (t *Timings) mark(stage string) {
	now := time.Now()
	t.stages = append(t.stages, stageTime{stage, now.Sub(t.last)})
	t.last = now
}

func (t *Timings) add(l layoutTimes) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for name, more := range l {
		sum := t.layouts[name]
		t.layouts[name] = layoutTime{sum.pages + more.pages, sum.took + more.took}
	}
}

// Write prints the time of each stage, and of the slowest layouts.
func (t *Timings) Write(w io.Writer) {
	for _, s := range t.stages {
		fmt.Fprintf(w, "%-16s %8.1f ms\n", s.name, ms(s.took))
	}
	names := make([]string, 0, len(t.layouts))
	for name := range t.layouts {
		if name != "" {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		return cmp.Or(cmp.Compare(t.layouts[b].took, t.layouts[a].took), cmp.Compare(a, b))
	})
	fmt.Fprintln(w, "slowest layouts:")
	for _, name := range names[:min(5, len(names))] {
		l := t.layouts[name]
		fmt.Fprintf(w, "%-16s %8.1f ms in %d pages, %.3f ms each\n", name, ms(l.took), l.pages, ms(l.took)/float64(l.pages))
	}
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
