package publish

import (
	"context"
	"sync"

	"careerguide/internal/output"
)

// Plan is what a deploy does, in this order.
type Plan struct {
	Waves     []Wave
	Uploads   int   // files that are sent
	Bytes     int64 // their size together
	Deletes   int   // files that are deleted
	Unchanged int   // files that are there as they are to be
	Foreign   int   // files that are there and that no deploy put there: they stay
}

// Wave is a part of a plan that is complete before the next one begins.
type Wave struct {
	Name    string // "assets"
	Uploads []Upload
	Deletes []string
}

// Upload is a file that is sent.
type Upload struct {
	Name string
	Size int64
	New  bool // there is none of this name yet
	file *file
}

// checks is how many files are looked at at once, where a listing does not
// tell enough.
const checks = 16

// makePlan compares the files with what is at the target.
//
// Pages that are new come before those that change, which may link to them.
// Deletions follow all uploads and begin with what refers to others: old pages
// need old assets until the new pages are in place.
func makePlan(ctx context.Context, h host, files []*file, there map[string]remote, all bool) (Plan, error) {
	var p Plan
	changed := make([]bool, len(files))
	index := make([]int, len(files))
	wanted := make(map[string]bool, len(files))
	for i, f := range files {
		index[i], wanted[f.name] = i, true
	}
	err := each(ctx, checks, index, func(ctx context.Context, i int) error {
		r, ok := there[files[i].name]
		if !ok || all {
			changed[i] = true
			return nil
		}
		same, err := h.same(ctx, files[i], r)
		changed[i] = !same
		return err
	})
	if err != nil {
		return p, err
	}
	var gone []string
	for _, name := range sortedNames(there) {
		if !wanted[name] {
			gone = append(gone, name)
		}
	}
	var mu sync.Mutex
	ours := map[string]bool{}
	err = each(ctx, checks, gone, func(ctx context.Context, name string) error {
		yes, err := h.owns(ctx, name, there[name])
		if yes && err == nil {
			mu.Lock()
			ours[name] = true
			mu.Unlock()
		}
		return err
	})
	if err != nil {
		return p, err
	}
	waves := []Wave{{Name: "assets"}, {Name: "search"}, {Name: "new pages"}, {Name: "pages"}, {Name: "feeds and lists"},
		{Name: "feeds and lists to delete"}, {Name: "pages to delete"}, {Name: "search to delete"}, {Name: "assets to delete"}}
	for i, f := range files {
		if !changed[i] {
			p.Unchanged++
			continue
		}
		_, replaced := there[f.name]
		at := map[output.Rank]int{output.Asset: 0, output.Index: 1, output.Page: 2, output.Listing: 4}[rankOf(f.name)]
		if at == 2 && replaced {
			at = 3
		}
		waves[at].Uploads = append(waves[at].Uploads, Upload{f.name, f.size, !replaced, f})
		p.Uploads++
		p.Bytes += f.size
	}
	for _, name := range gone {
		if !ours[name] {
			p.Foreign++
			continue
		}
		at := map[output.Rank]int{output.Listing: 5, output.Page: 6, output.Index: 7, output.Asset: 8}[rankOf(name)]
		waves[at].Deletes = append(waves[at].Deletes, name)
		p.Deletes++
	}
	for _, w := range waves {
		if len(w.Uploads)+len(w.Deletes) > 0 {
			p.Waves = append(p.Waves, w)
		}
	}
	return p, nil
}

// counter tells how far a deploy is.
type counter struct {
	mu    sync.Mutex
	done  int
	total int
	tell  func(done, total int)
}

func newCounter(total int, tell func(done, total int)) *counter {
	return &counter{total: total, tell: tell}
}

func (c *counter) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done++
	if c.tell != nil {
		c.tell(c.done, c.total)
	}
}

// run does a plan wave by wave, some files of a wave at once. It stops at the
// first error, with all waves before complete.
func (p *Plan) run(ctx context.Context, atOnce int, tell func(done, total int), put func(context.Context, *file) error, remove func(context.Context, string) error) error {
	c := newCounter(p.Uploads+p.Deletes, tell)
	for _, w := range p.Waves {
		err := each(ctx, atOnce, w.Uploads, func(ctx context.Context, u Upload) error {
			defer c.step()
			return put(ctx, u.file)
		})
		if err == nil {
			err = each(ctx, atOnce, w.Deletes, func(ctx context.Context, name string) error {
				defer c.step()
				return remove(ctx, name)
			})
		}
		if err != nil {
			return err
		}
	}
	return nil
}
