package build

import (
	"bytes"
	"context"
	"errors"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/compress"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/hosting"
	"careerguide/internal/output"
	"careerguide/internal/page"
	"careerguide/internal/record"
	"careerguide/internal/render"
	"careerguide/internal/site"
	"careerguide/internal/source"
)

// writer renders pages and stages them: what its goroutines share.
type writer struct {
	Options
	*linked
	tree   *output.Tree
	groups []page.Group
	total  int // pages of the groups
	done   atomic.Int64
	failed atomic.Bool // there is an error among the findings
	faults faults      // of layouts
	keeps  bool        // compressed forms of the build before are those that this one would make
	packed atomic.Int64
	longer atomic.Bool // a file that had a compressed form has none any more

	mu     sync.Mutex
	found  diag.List
	fault  error
	bodies map[string]record.Article // by file
}

func newWriter(tree *output.Tree, l *linked, o Options, groups []page.Group, total int) *writer {
	return &writer{Options: o, linked: l, tree: tree, groups: groups, total: total, bodies: map[string]record.Article{}}
}

// run renders groups of pages, several at a time, and stages them together with
// the files beside articles that they show. An article's body is parsed when its
// pages are rendered, and checked then; once there is an error, nothing is
// rendered any more and the other bodies are only checked.
func (w *writer) run(ctx context.Context, timings *Timings) error {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			var b bytes.Buffer
			var c compress.Compressor
			local := layoutTimes{}
			defer timings.add(local)
			for {
				i := int(next.Add(1)) - 1
				if i >= len(w.groups) || ctx.Err() != nil || !w.group(ctx, &b, &c, w.groups[i](), local) {
					return
				}
			}
		})
	}
	wg.Wait()
	for _, a := range w.articles {
		if a.Hidden {
			w.bodies[a.File] = learned(a, nil, false, nil)
		}
	}
	if w.fault == nil {
		w.fault = ctx.Err()
	}
	return w.fault
}

// wrong reports whether anything is wrong, so that nothing is to be committed.
func (w *writer) wrong() bool { return w.failed.Load() || w.faults.any() }

// findings returns what was found, and where anything is wrong one a place.
// Faults of layouts are among them unless there are other errors: then not
// every page was rendered, and which of them were is a matter of chance.
func (w *writer) findings() diag.List {
	switch {
	case w.failed.Load() || w.fault != nil:
		return onePerPlace(w.found)
	case w.faults.any():
		return onePerPlace(append(w.found, w.faults.list()...))
	}
	return w.found
}

func (w *writer) report(found diag.List, fault error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, found...)
	if w.fault == nil {
		w.fault = fault
	}
	if found.HasErrors() {
		w.failed.Store(true)
	}
}

// group renders and stages pages that show one body. It returns false where
// the machine failed.
func (w *writer) group(ctx context.Context, b *bytes.Buffer, c *compress.Compressor, pages []page.Page, times layoutTimes) bool {
	var body *content.Body
	var pictures []site.Picture
	if i := slices.IndexFunc(pages, func(p page.Page) bool { return p.Article != nil }); i >= 0 {
		a := pages[i].Article
		var found diag.List
		body, found = readBody(a, w.site)
		if len(found) > 0 {
			w.report(found, nil)
		}
		if !w.wrong() {
			a.AddVariants(body, w.made.variants)
		}
		pictures = w.site.Pictures(a, body)
		if w.Root != "" {
			w.learn(a.File, learned(a, body, len(pictures) > 0, found))
		}
	}
	for _, p := range pages {
		if w.failed.Load() || ctx.Err() != nil {
			return true
		}
		if w.faults.known(p) {
			continue
		}
		if p.Parts != nil {
			if !w.faults.any() && !w.stageParts(p, c) {
				return false
			}
			continue
		}
		start := time.Now()
		data, f := render.Page(b, p, body, w.theme.Layouts)
		if f != nil {
			w.faults.add(p, *f)
			continue
		}
		times.add(p.Layout, time.Since(start))
		if w.faults.any() {
			continue // nothing will be committed
		}
		if !w.stageText(p.File(), data, c) {
			return false
		}
		w.rendered()
	}
	if w.wrong() {
		return true
	}
	for _, picture := range pictures {
		data := picture.Data
		if data == nil {
			var err error
			if data, err = source.Read(w.Source, picture.File, content.MaxImage); err != nil {
				w.report(diag.List{source.Unreadable(picture.File, err)}, nil)
				continue
			}
		}
		if !w.stageText(picture.URL[1:], data, c) {
			return false
		}
	}
	return true
}

// rendered tells of one more page.
func (w *writer) rendered() {
	if n := w.done.Add(1); w.Progress != nil {
		w.Progress(int(n), w.total)
	}
}

func (w *writer) learn(file string, a record.Article) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.bodies[file] = a
}

// stage stages a file of the site. It returns false where the machine failed.
func (w *writer) stage(name string, data []byte) bool {
	return w.staged(w.tree.Write(name, data))
}

// staged judges the error of a file that was staged.
func (w *writer) staged(err error) bool {
	if clash, ok := errors.AsType[*output.ClashError](err); ok {
		w.report(diag.List{w.clash(clash)}, nil)
		return true
	}
	if err != nil {
		w.report(nil, err)
	}
	return err == nil
}

// stageText stages a file and, where the build compresses, its forms.
func (w *writer) stageText(name string, data []byte, c *compress.Compressor) bool {
	return w.stage(name, data) && (!w.Compress || !hosting.IsText(name) || w.compressed(name, func() []byte { return data }, c))
}

// stageParts is stageText for a file in parts. Only a compressor needs it as a
// whole.
func (w *writer) stageParts(p page.Page, c *compress.Compressor) bool {
	name := p.File()
	if !w.staged(w.tree.WriteParts(name, p.Parts)) {
		return false
	}
	w.rendered()
	whole := func() []byte {
		data, _ := render.Page(new(bytes.Buffer), p, nil, w.theme.Layouts)
		return data
	}
	return !w.Compress || !hosting.IsText(name) || w.compressed(name, whole, c)
}

// clash is the finding of a file that stands where another needs a folder. The
// site looks for them among its addresses; a picture beside an article is
// known only when it is written.
func (w *writer) clash(c *output.ClashError) diag.Finding {
	return diag.Finding{File: w.origin(c.Below), Severity: diag.Error, Rule: "address", Message: c.Error(), Hint: "change the alias or rename one of them"}
}

// origin returns the file of the source that a file of the site is made of;
// the name itself where none is known.
func (w *writer) origin(name string) string {
	for _, group := range w.groups {
		for _, p := range group() {
			if p.File() == name && p.Source != "" {
				return p.Source
			}
		}
	}
	for _, f := range w.theme.Files {
		if f.URL[1:] == name {
			return f.File
		}
	}
	for _, a := range w.site.Published() {
		// A picture's name is its article's address and its own below it.
		if inside, ok := strings.CutPrefix("/"+name, a.URL()); ok && path.Ext(inside) != ".html" {
			return path.Join(path.Dir(a.File), inside)
		}
	}
	return name
}

// onePerPlace keeps one finding for each place: a fault of a partial comes up
// under many layouts.
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

// assets stages the theme's files.
func (w *writer) assets(ctx context.Context) error {
	var c compress.Compressor
	for _, f := range w.theme.Files {
		if err := ctx.Err(); err != nil {
			return err
		}
		data, err := f.Data()
		if err != nil {
			w.report(diag.List{source.Unreadable(f.File, err)}, nil)
			continue
		}
		if !w.stageText(f.URL[1:], data, &c) {
			return w.fault
		}
	}
	return nil
}
