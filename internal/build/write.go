package build

import (
	"bytes"
	"context"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/diag"
	"careerguide/internal/output"
	"careerguide/internal/page"
	"careerguide/internal/render"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// write renders every page, several at a time, and stages it together with
// the files that pages show.
func write(ctx context.Context, tree *output.Tree, pages []page.Page, s *site.Site, t *theme.Theme, o Options, timings *Timings) (diag.List, error) {
	var (
		wg    sync.WaitGroup
		next  atomic.Int64
		done  atomic.Int64
		mu    sync.Mutex
		found diag.List
		fault error
	)
	fail := func(f *diag.Finding, err error) {
		mu.Lock()
		defer mu.Unlock()
		if f != nil {
			found = append(found, *f)
		}
		if fault == nil {
			fault = err
		}
	}
	const batch = 8 // neighbours share folders
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var b bytes.Buffer
			local := layoutTimes{}
			defer timings.add(local)
			for {
				first := int(next.Add(batch)) - batch
				if first >= len(pages) || ctx.Err() != nil {
					return
				}
				for _, p := range pages[first:min(first+batch, len(pages))] {
					b.Reset()
					start := time.Now()
					if f := render.Page(&b, p, t.Layouts); f != nil {
						fail(f, nil)
						continue
					}
					local.add(p.Layout, time.Since(start))
					if err := tree.Write(p.File(), b.Bytes()); err != nil {
						fail(nil, err)
						return
					}
					if n := done.Add(1); o.Progress != nil {
						o.Progress(int(n), len(pages))
					}
				}
			}
		})
	}
	wg.Wait()
	if fault == nil {
		fault = ctx.Err()
	}
	if fault != nil || found.HasErrors() {
		return onePerPlace(found), fault
	}
	return nil, writeFiles(tree, s, t, o.Source)
}

// onePerPlace keeps one finding for each line of a layout: a fault of a
// layout is the same on a thousand pages.
func onePerPlace(found diag.List) diag.List {
	type key struct {
		file string
		diag.Position
	}
	seen := map[key]bool{}
	var kept diag.List
	for _, f := range found.Sorted() {
		if k := (key{f.File, f.Position}); !seen[k] {
			seen[k] = true
			kept = append(kept, f)
		}
	}
	return kept
}

// writeFiles stages the theme's assets and the pictures beside articles.
func writeFiles(tree *output.Tree, s *site.Site, t *theme.Theme, source fs.FS) error {
	for _, f := range t.Files {
		data, err := f.Data()
		if err != nil {
			return err
		}
		if err := tree.Write(f.URL[1:], data); err != nil {
			return err
		}
	}
	for _, picture := range s.Pictures() {
		data, err := fs.ReadFile(source, picture.File)
		if err != nil {
			return err
		}
		if err := tree.Write(picture.URL[1:], data); err != nil {
			return err
		}
	}
	return nil
}
