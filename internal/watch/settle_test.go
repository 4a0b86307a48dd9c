package watch

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const ms = time.Millisecond

// at is a change at a time after the start.
type at struct {
	after time.Duration
	change
}

// got is a batch as a table tells it.
type got struct {
	after, first time.Duration
	paths        string // with spaces between; "*" for a Rescan
}

func run(t *testing.T, events []at, want []got) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		in, out, done := make(chan change), make(chan Batch), make(chan struct{})
		go func() {
			settle(done, in, out, newTiming(Options{}.withDefaults()))
			close(out)
		}()
		go func() {
			for _, e := range events {
				time.Sleep(time.Until(start.Add(e.after)))
				in <- e.change
			}
			time.Sleep(time.Minute)
			close(done)
			close(in)
		}()
		var have []got
		for b := range out {
			g := got{time.Since(start), b.At.Sub(start), strings.Join(b.Paths, " ")}
			if b.Rescan {
				g.paths += "*"
			}
			have = append(have, g)
		}
		if !slices.Equal(have, want) {
			t.Errorf("batches\n%v\nwant\n%v", have, want)
		}
	})
}

func TestSettle(t *testing.T) {
	write := func(after time.Duration, path string) at { return at{after, change{path: path}} }
	empty := func(after time.Duration, path string) at { return at{after, change{path: path, partial: true}} }
	make := func(after time.Duration, path string) at { return at{after, change{path: path, kind: created}} }
	leave := func(after time.Duration, path string) at { return at{after, change{path: path, kind: gone}} }
	many := func(after time.Duration, n int) (events []at, names string) {
		for i := range n {
			name := fmt.Sprintf("%05d", i)
			events = append(events, write(after, name))
			names += " " + name
		}
		return events, strings.TrimSpace(names)
	}
	sixty, sixtyNames := many(5*ms, 60)
	crowd, _ := many(0, maxPaths+1)
	var endless []at
	for i := range 500 {
		endless = append(endless, write(time.Duration(i)*7*ms, "a"))
	}

	for name, test := range map[string]struct {
		events []at
		want   []got
	}{
		"one write":  {[]at{write(5*ms, "a")}, []got{{13 * ms, 5 * ms, "a"}}},
		"two writes": {[]at{write(0, "a"), write(7*ms, "a")}, []got{{15 * ms, 0, "a"}}},
		"two saves":  {[]at{write(0, "a"), write(9*ms, "a")}, []got{{8 * ms, 0, "a"}, {17 * ms, 9 * ms, "a"}}},
		"sorted":     {[]at{write(0, "b"), write(0, "c"), write(1*ms, "a")}, []got{{9 * ms, 0, "a b c"}}},
		"truncate, write late": {
			[]at{empty(0, "a"), write(39*ms, "a")},
			[]got{{47 * ms, 0, "a"}},
		},
		"an empty file": {[]at{empty(0, "a")}, []got{{40 * ms, 0, "a"}}},
		"rename away, create late": {
			[]at{leave(0, "a"), make(39*ms, "a")},
			[]got{{47 * ms, 0, "a"}},
		},
		"deleted": {[]at{leave(0, "a")}, []got{{40 * ms, 0, "a"}}},
		"two unfinished, one finished": {
			[]at{leave(0, "a"), empty(0, "b"), write(1*ms, "a")},
			[]got{{41 * ms, 0, "a b"}},
		},
		"the first batch names what came and went": {
			[]at{make(0, "a"), leave(1*ms, "a")},
			[]got{{9 * ms, 0, "a"}},
		},
		"later batches do not": {
			[]at{write(0, "a"), make(20*ms, "b"), write(20*ms, "a"), leave(21*ms, "b"), make(40*ms, "c"), leave(40*ms, "c")},
			[]got{{8 * ms, 0, "a"}, {29 * ms, 20 * ms, "a"}},
		},
		"but what the receiver may have met": {
			[]at{write(0, "x"), leave(20*ms, "a"), make(80*ms, "a"), leave(81*ms, "a"), make(200*ms, "b"), leave(201*ms, "b")},
			[]got{{8 * ms, 0, "x"}, {60 * ms, 20 * ms, "a"}, {89 * ms, 80 * ms, "a"}},
		},
		"the one after a Rescan does": {
			[]at{write(0, "a"), {20 * ms, change{kind: lost}}, make(200*ms, "b"), leave(200*ms, "b")},
			[]got{{8 * ms, 0, "a"}, {120 * ms, 20 * ms, "*"}, {208 * ms, 200 * ms, "b"}},
		},
		"replaced: it was there before": {
			[]at{write(0, "x"), leave(20*ms, "a"), make(21*ms, "a"), leave(22*ms, "a")},
			[]got{{8 * ms, 0, "x"}, {62 * ms, 20 * ms, "a"}},
		},
		"a folder that left, with what was told of in it": {
			[]at{write(0, "a/x"), write(0, "a/y"), write(0, "ab"), {20 * ms, change{path: "a", kind: left}}, write(20*ms, "z")},
			[]got{{8 * ms, 0, "a/x a/y ab"}, {60 * ms, 20 * ms, "a/x a/y z"}},
		},
		"a folder that left at the start": {
			[]at{{0, change{path: "a", kind: left}}, write(200*ms, "x"), {300 * ms, change{path: "a", kind: left}}},
			[]got{{100 * ms, 0, "*"}, {208 * ms, 200 * ms, "x"}},
		},
		"a burst":             {sixty, []got{{105 * ms, 5 * ms, sixtyNames}}},
		"too many":            {crowd, []got{{100 * ms, 0, "*"}}},
		"a loss takes over":   {append(sixty, at{6 * ms, change{kind: lost}}, write(7*ms, "z")), []got{{107 * ms, 5 * ms, "*"}}},
		"events without end":  {endless, []got{{2000 * ms, 0, "a"}, {3501 * ms, 2002 * ms, "a"}}},
		"nothing":             {nil, nil},
		"four are not a few":  {many4(), []got{{16 * ms, 0, "a b c d"}}},
		"three are but a few": {many4()[:3], []got{{8 * ms, 0, "a b c"}}},
	} {
		t.Run(name, func(t *testing.T) { run(t, test.events, test.want) })
	}
}

func many4() (events []at) {
	for _, name := range []string{"a", "b", "c", "d"} {
		events = append(events, at{0, change{path: name}})
	}
	return events
}

// TestSlowReceiver proves that a receiver that is busy loses nothing, holds up
// no source, and never gets a batch that has not settled.
func TestSlowReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		in, out := make(chan change), make(chan Batch)
		go settle(nil, in, out, newTiming(Options{}.withDefaults()))
		in <- change{path: "a"}
		time.Sleep(time.Second)
		in <- change{path: "b"}
		time.Sleep(10 * time.Second)
		in <- change{path: "c", partial: true}
		if d := time.Since(start); d != 11*time.Second {
			t.Errorf("the source was held up: %v", d)
		}
		b := <-out
		if d := time.Since(start); d != 11*time.Second+40*ms || fmt.Sprint(b.Paths) != "[a b c]" || !b.At.Equal(start) {
			t.Errorf("after %v: %v, first event after %v", d, b.Paths, b.At.Sub(start))
		}
		close(in)
	})
}

// TestEndWithoutReceiver proves that nobody needs to take the last batch.
func TestEndWithoutReceiver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		in, out, done := make(chan change), make(chan Batch), make(chan struct{})
		go func() {
			settle(done, in, out, newTiming(Options{}.withDefaults()))
			close(out)
		}()
		in <- change{path: "a"}
		time.Sleep(time.Second)
		close(done)
		synctest.Wait()
		select {
		case b := <-out:
			t.Errorf("offered after the end: %v", b)
		default:
		}
		in <- change{path: "b"} // a source may still be in the middle of a walk
		close(in)
		if b, ok := <-out; ok {
			t.Errorf("offered after the end: %v", b)
		}
	})
}

// TestNothingIsLost lets a receiver that reads what batches name keep up with
// random changes, whatever its pace.
func TestNothingIsLost(t *testing.T) {
	for seed := range uint64(50) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			in, out := make(chan change), make(chan Batch)
			go func() {
				settle(nil, in, out, newTiming(Options{}.withDefaults()))
				close(out)
			}()
			var mu sync.Mutex
			disk := map[string]int{} // a file's version; 0 is none
			go func() {
				for v := 1; v <= 300; v++ {
					name := string(rune('a' + r.IntN(8)))
					c := change{path: name, partial: r.IntN(3) == 0}
					mu.Lock()
					switch {
					case disk[name] == 0:
						disk[name], c.kind = v, created
					case r.IntN(2) == 0:
						disk[name], c.kind = 0, gone
					default:
						disk[name] = v
					}
					mu.Unlock()
					in <- c
					time.Sleep(time.Duration(r.IntN(12)) * ms)
				}
				time.Sleep(time.Minute)
				close(in)
			}()
			pace := rand.New(rand.NewPCG(seed, 2))
			known := map[string]int{}
			for b := range out {
				if !slices.IsSorted(b.Paths) {
					t.Errorf("not sorted: %v", b.Paths)
				}
				for _, name := range b.Paths {
					time.Sleep(time.Duration(pace.IntN(50)) * ms)
					mu.Lock()
					known[name] = disk[name]
					mu.Unlock()
				}
				time.Sleep(time.Duration(pace.IntN(50)) * ms)
			}
			for name, v := range disk {
				if known[name] != v {
					t.Errorf("seed %d: %s has version %d, the receiver knows %d", seed, name, v, known[name])
				}
			}
		})
	}
}
