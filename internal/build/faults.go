package build

import (
	"sync"
	"sync/atomic"

	"careerguide/internal/diag"
	"careerguide/internal/page"
)

// faults are those of layouts. A layout's fault is the same on a thousand
// pages, which are rendered in any order: of each layout the fault is kept that
// is on the page whose address comes first, so that the same site tells the
// same.
type faults struct {
	some atomic.Bool

	mu       sync.Mutex
	byLayout map[string]fault
}

type fault struct {
	url     string
	finding diag.Finding
}

func (f *faults) any() bool { return f.some.Load() }

// known reports whether a page need not be rendered: its layout has a fault on
// a page before it.
func (f *faults) known(p page.Page) bool {
	if !f.any() {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	before, ok := f.byLayout[p.Layout]
	return ok && before.url < p.URL
}

func (f *faults) add(p page.Page, finding diag.Finding) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.byLayout == nil {
		f.byLayout = map[string]fault{}
	}
	if other, ok := f.byLayout[p.Layout]; !ok || p.URL < other.url {
		f.byLayout[p.Layout] = fault{p.URL, finding}
	}
	f.some.Store(true)
}

// list returns the fault of each layout that has one.
func (f *faults) list() diag.List {
	var list diag.List
	for _, fault := range f.byLayout {
		list = append(list, fault.finding)
	}
	return list
}
