package watch

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// held returns how many goroutines and descriptors this process has.
func held(t *testing.T) (goroutines, descriptors int) {
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skipf("no list of descriptors: %v", err)
	}
	return runtime.NumGoroutine(), len(all)
}

// TestNothingIsLeft ends watches and counts what is left of them.
func TestNothingIsLeft(t *testing.T) {
	s := newSite(t, nurse, "content/guides/a.md", "layouts/home.html")
	goroutines, descriptors := held(t)
	for i := range 50 {
		ctx, end := context.WithCancel(context.Background())
		batches, err := Watch(ctx, s.root, Options{Poll: i%5 == 0, PollEvery: ms, Quiet: ms / 10})
		if err != nil {
			t.Fatal(err)
		}
		for n := range 20 {
			s.write(nurse, fmt.Sprint(i, n))
			if n%2 == 0 { // else the watch ends with a batch that nobody took
				<-batches
			}
		}
		end()
		for range batches {
		}
	}
	// A goroutine that has closed a channel may need a moment to be gone.
	deadline := time.Now().Add(10 * time.Second)
	for {
		g, d := held(t)
		if g <= goroutines && d <= descriptors {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines and %d descriptors, before it %d and %d", g, d, goroutines, descriptors)
		}
		time.Sleep(ms)
	}
}

// TestThousandBatches proves that a long watch does not grow.
func TestThousandBatches(t *testing.T) {
	rounds := 1000
	if testing.Short() {
		rounds = 100
	}
	w := newSite(t, nurse).watch(Options{Quiet: ms / 10})
	w.write(nurse, "0")
	w.next()
	goroutines, descriptors := held(t)
	for i := range rounds {
		dir := fmt.Sprintf("content/%d", i)
		w.mkdir(dir)
		w.write(dir+"/a.md", "new")
		for !slices.Contains(w.next().Paths, dir+"/a.md") {
		}
		w.remove(dir)
	}
	if g, d := held(t); g > goroutines+5 || d > descriptors+5 {
		t.Errorf("%d goroutines and %d descriptors, before it %d and %d", g, d, goroutines, descriptors)
	}
}

// TestEndsSoon ends watches of a large tree: while it is quiet, while a batch
// waits and while events come in.
func TestEndsSoon(t *testing.T) {
	s := newSite(t, large("content/roles", 2000)...)
	for _, poll := range []bool{false, true} {
		for _, busy := range []bool{false, true} {
			w := s.watch(Options{Poll: poll, PollEvery: ms})
			if busy {
				for i := range 1000 {
					s.write(fmt.Sprintf("content/roles/%d/%d.md", i%50, i), "new")
				}
			}
			w.end()
			start := time.Now()
			for range w.batches {
			}
			d := time.Since(start)
			t.Logf("poll %v, busy %v: ended after %v", poll, busy, d)
			if d > 2*time.Second { // 100 ms on a machine that has nothing else to do
				t.Errorf("poll %v, busy %v: ended after %v", poll, busy, d)
			}
		}
	}
}

// large names n files in 50 folders.
func large(dir string, n int) (files []string) {
	for i := range n {
		files = append(files, fmt.Sprintf("%s/%d/%d.md", dir, i%50, i))
	}
	return files
}

// TestSwitch proves that a switch of 5,000 files between two branches is told
// without a loss, in few batches.
func TestSwitch(t *testing.T) {
	n := 5000
	if testing.Short() {
		n = 1000
	}
	for _, poll := range []bool{false, true} {
		s := newSite(t, large("content/roles", n)...)
		w := s.watch(Options{Poll: poll, PollEvery: 50 * ms, Max: time.Minute})
		start := time.Now()
		for i, name := range large("content/roles", n) {
			switch i % 3 {
			case 0:
				s.remove(name)
			case 1:
				s.write(name, "new")
			default:
				s.remove(name)
				s.write(name, "new")
			}
		}
		wrote := time.Since(start)
		paths, batches := w.until("content/end.md")
		t.Logf("poll %v: %d files written in %v, told after %v in %d batches", poll, n, wrote, time.Since(start), batches)
		want := large("content/roles", n)
		slices.Sort(want)
		if !slices.Equal(paths, want) {
			t.Errorf("poll %v: %d of %d files were told", poll, len(paths), n)
		}
		// A busy machine may stop the writer for longer than a burst's quiet.
		if batches > 10 {
			t.Errorf("poll %v: %d batches", poll, batches)
		}
	}
}

// TestLatency measures what a writer feels: from the end of a save to the
// batch.
func TestLatency(t *testing.T) {
	s := newSite(t, large("content/roles", 1000)...)
	w := s.watch(Options{})
	text := strings.Repeat("A sentence of the article.\n", 300)
	var took, since []time.Duration
	for i := range 60 {
		s.write(fmt.Sprintf("content/roles/%d/%d.md", i%50, i), text)
		saved := time.Now()
		b := w.next()
		took = append(took, time.Since(saved))
		since = append(since, time.Since(b.At))
	}
	slices.Sort(took)
	slices.Sort(since)
	t.Logf("median %v, 95 %%: %v, worst %v; from the first event: median %v", took[30], took[56], took[59], since[30])
	if took[30] > 150*ms { // 15 ms on a machine that has nothing else to do
		t.Errorf("median %v", took[30])
	}
}
