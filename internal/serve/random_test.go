package serve

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"careerguide/internal/corpus"
	"careerguide/internal/watch"
)

var (
	seed  = flag.Uint64("seed", 20260615, "of the random edits")
	edits = flag.Int("edits", 100, "number of random edits")
)

// sync makes the folder like a tree of files.
func (s *testSite) sync(tree map[string]string) {
	s.t.Helper()
	for name := range s.sums() {
		if _, ok := tree[name]; !ok {
			s.remove(name)
			for dir := filepath.Dir(filepath.Join(s.dir, name)); dir != s.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) {
			}
		}
	}
	for name, text := range tree {
		if data, err := os.ReadFile(filepath.Join(s.dir, name)); err != nil || string(data) != text {
			s.write(name, text)
		}
	}
}

// TestRandomEdits edits a site at random. After each step the server answers
// with what a clean build writes, and with nothing else; where the build has
// errors, it tells the same.
func TestRandomEdits(t *testing.T) {
	steps := *edits
	if testing.Short() {
		steps = 20
	}
	t.Logf("seed %d", *seed)
	a := corpus.NewAuthor(*seed)
	r := newRig(t, a.Tree())
	output := filepath.Join(t.TempDir(), "out")
	known := map[string]bool{}
	compare := func(step int, what string) bool {
		built, errors := r.clean(output)
		if errors != nil {
			for name := range known {
				r.get(strings.TrimSuffix(r.server.state.Load().site.Config.BaseURL.Path(), "/") + name) // faults of layouts are known when they are rendered
			}
			if told := r.errors(); !onlyFaults(told, errors) {
				t.Errorf("step %d, %s:\nserved: %s\nbuilt:  %s", step, what, strings.Join(told, "\n        "), strings.Join(errors, "\n        "))
			}
			return false
		}
		if told := r.errors(); len(told) > 0 {
			t.Errorf("step %d, %s: errors that no build has:\n%s", step, what, strings.Join(told, "\n"))
		}
		for i, d := range r.differences(built, known) {
			if i < 5 {
				t.Errorf("step %d, %s: %s", step, what, d)
			}
		}
		return true
	}
	if !compare(0, "the start") {
		t.Fatal("the start has errors")
	}
	good, wrong := a.Copy(), 0
	for step := 1; step <= steps; step++ {
		var what []string
		if wrong > 0 && (wrong > 3 || a.IntN(5) > 1) {
			a.Revert(good)
			what = append(what, "mended")
		} else {
			for range 1 + a.IntN(4)/3 {
				what = append(what, a.Edit())
			}
		}
		r.sync(a.Tree())
		r.take()
		if compare(step, strings.Join(what, "; ")) {
			good, wrong = a.Copy(), 0
		} else {
			wrong++
		}
		if t.Failed() {
			t.Fatalf("run again with -seed %d", *seed)
		}
	}
}

// onlyFaults reports whether the server tells all of a build's errors, and
// beside them faults of layouts alone: a build tells one of each layout.
func onlyFaults(told, built []string) bool {
	for _, e := range built {
		if !slices.Contains(told, e) {
			return false
		}
	}
	for _, e := range told {
		if !slices.Contains(built, e) && !strings.HasPrefix(e, "layouts/") {
			return false
		}
	}
	return true
}

// TestRandomSaves is TestRandomEdits over the real watch: the server settles
// on what a clean build writes.
func TestRandomSaves(t *testing.T) {
	steps := 30
	if testing.Short() {
		steps = 8
	}
	t.Logf("seed %d", *seed)
	a := corpus.NewAuthor(*seed)
	s := newSite(t, a.Tree())
	o := s.options()
	server := newServer(o)
	ctx, cancel := context.WithCancel(t.Context())
	batches, err := watch.Watch(ctx, s.dir, watch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		server.work(ctx, batches, "")
	}()
	defer func() {
		cancel()
		<-ended
	}()
	<-server.ready
	r := &rig{testSite: s, server: server}
	output, known := filepath.Join(t.TempDir(), "out"), map[string]bool{}
	good, wrong := a.Copy(), false
	for step := 1; step <= steps; step++ {
		var what []string
		if wrong {
			a.Revert(good)
			what = []string{"mended"}
		} else {
			for range 1 + a.IntN(3) {
				what = append(what, a.Edit())
			}
		}
		s.sync(a.Tree())
		built, errors := s.clean(output)
		if wrong = errors != nil; !wrong {
			good = a.Copy()
		}
		compare := func() (wrong []string) {
			told := r.errors()
			if errors == nil {
				wrong = r.differences(built, known)
			} else if onlyFaults(told, errors) {
				return nil
			}
			if !slices.Equal(told, errors) && len(told)+len(errors) > 0 {
				wrong = append(wrong, "served: "+strings.Join(told, "\n        "), "built:  "+strings.Join(errors, "\n        "))
			}
			return wrong
		}
		deadline := time.Now().Add(slower * 20 * time.Second)
		differ := compare()
		for ; len(differ) > 0 && time.Now().Before(deadline); differ = compare() {
			for name := range known { // faults of layouts are known when they are rendered
				if errors != nil {
					r.get(name)
				}
			}
			time.Sleep(20 * time.Millisecond)
		}
		if len(differ) > 0 {
			t.Fatalf("step %d, %s:\n%s", step, strings.Join(what, "; "), strings.Join(differ[:min(len(differ), 5)], "\n"))
		}
	}
}
