package watch

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// change is one event of one file.
type change struct {
	path string // as in Batch
	kind kind
	// partial says that the writer is probably not done: the file is empty, or
	// nothing is known but that it differs.
	partial bool
}

type kind uint8

const (
	written kind = iota // a file that was there before
	created             // a file that was not
	gone                // a file that is there no more
	left                // what may have been a folder, with files that were never seen
	lost                // events were lost; no path
)

// timing says how long a batch is held back.
type timing struct {
	quiet time.Duration // after the last event of one file
	hold  time.Duration // while a file is gone or partial: the rest of its save is on its way
	burst time.Duration // after the last event of many files
	max   time.Duration // in any case
}

// newTiming derives the patience from the options: with 8 ms of quiet, an
// unfinished save is given 40 ms and a burst of 50 files and more 100 ms.
func newTiming(o Options) timing {
	return timing{
		quiet: o.Quiet,
		hold:  5 * o.Quiet,
		burst: max(100*time.Millisecond, 5*o.Quiet),
		max:   o.Max,
	}
}

// maxPaths is how many files a batch names before it says Rescan instead.
const maxPaths = 10_000

// settle gathers changes into batches until in is closed. It always receives,
// so that a slow receiver of out never holds up the source. A batch on offer
// that was not taken yet is withdrawn when another change comes in, and offered
// again, with that change in it, when it has settled. Nothing is offered once
// done is closed.
func settle(done <-chan struct{}, in <-chan change, out chan<- Batch, t timing) {
	p := newPending(t)
	timer := time.NewTimer(time.Hour)
	timer.Stop()
	defer timer.Stop()
	var offer chan<- Batch // out while b is on offer
	var b Batch
	for {
		select {
		case c, ok := <-in:
			if !ok {
				return
			}
			offer = nil
			p.add(c, time.Now())
			timer.Reset(time.Until(p.due()))
		case <-timer.C:
			// A change that waits came before the time was over.
			select {
			case c, ok := <-in:
				if !ok {
					return
				}
				p.add(c, time.Now())
				if wait := time.Until(p.due()); wait > 0 {
					timer.Reset(wait)
					continue
				}
			default:
			}
			if b = p.settled(); b.Rescan || len(b.Paths) > 0 {
				offer = out
			} else {
				p.clear()
			}
		case offer <- b:
			offer = nil
			p.delivered(b)
		case <-done:
			offer, out, done = nil, nil, nil
		}
	}
}

// pending is a batch that is being gathered.
type pending struct {
	timing
	files map[string]mark
	open  int  // how many of files keep the batch on hold
	lost  bool // see Batch.Rescan
	// told is what the batch before named, all whether it was a Rescan: what
	// the receiver may have read while this batch was gathered, so that it may
	// know files that came and went meanwhile.
	told  []string
	all   bool
	first time.Time // of the batch
	since time.Time // the first event since the batch last settled
	last  time.Time
}

// mark is what happened to a file within a batch.
type mark struct {
	born    bool // it was not there before the batch
	gone    bool // it is not there now
	partial bool
}

// passing reports whether the file came and went.
func (m mark) passing() bool { return m.born && m.gone }

func (m mark) open() bool { return m.partial && !m.gone || m.gone && !m.born }

func newPending(t timing) *pending {
	return &pending{timing: t, files: map[string]mark{}, all: true}
}

func (p *pending) add(c change, now time.Time) {
	if p.first.IsZero() {
		p.first = now
	}
	if p.since.IsZero() {
		p.since = now
	}
	p.last = now
	switch {
	case c.kind == lost, c.kind == left && p.all:
		p.overflow()
	case c.kind == left:
		// The receiver may have met any of what it was told of in there.
		below := c.path + "/"
		from, _ := slices.BinarySearch(p.told, below)
		for _, path := range p.told[from:] {
			if !strings.HasPrefix(path, below) {
				break
			}
			p.mark(change{path: path, kind: gone})
		}
	default:
		p.mark(c)
	}
	if len(p.files) > maxPaths {
		p.overflow()
	}
}

// mark notes what happened to a file.
func (p *pending) mark(c change) {
	if p.lost {
		return
	}
	m, there := p.files[c.path]
	if !there {
		m.born = c.kind == created
	} else if m.open() {
		p.open--
	}
	m.gone, m.partial = c.kind == gone, c.partial
	if m.open() {
		p.open++
	}
	p.files[c.path] = m
}

func (p *pending) overflow() {
	p.lost, p.open = true, 0
	p.files = map[string]mark{}
}

// due is when the batch is ready if nothing else happens. The quiet time grows
// with every fourth file, up to that of a burst.
func (p *pending) due() time.Time {
	quiet := min(p.burst, p.quiet*time.Duration(1+len(p.files)/4))
	if p.lost {
		quiet = p.burst
	}
	if p.open > 0 {
		quiet = max(quiet, p.hold)
	}
	at, latest := p.last.Add(quiet), p.since.Add(p.max)
	if at.After(latest) {
		return latest
	}
	return at
}

// settled returns the batch as it stands, and counts the time of the next one
// that it may be merged with anew.
func (p *pending) settled() Batch {
	p.since = time.Time{}
	b := Batch{Rescan: p.lost, At: p.first}
	for _, path := range slices.Sorted(maps.Keys(p.files)) {
		if p.files[path].passing() && !p.all {
			if _, met := slices.BinarySearch(p.told, path); !met {
				continue
			}
		}
		b.Paths = append(b.Paths, path)
	}
	return b
}

// delivered begins the batch after b, which the receiver took.
func (p *pending) delivered(b Batch) {
	p.told, p.all = b.Paths, b.Rescan
	p.clear()
}

func (p *pending) clear() {
	*p = pending{timing: p.timing, files: map[string]mark{}, told: p.told, all: p.all}
}
