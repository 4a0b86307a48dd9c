package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/output"
	"careerguide/internal/page"
	"careerguide/internal/record"
)

// memory is what a build knows of the one before it. The zero value knows
// nothing, and everything is built.
type memory struct {
	Options
	output   string // absolute
	began    time.Time
	sources  map[string]record.Sum
	past     *record.Record // of an earlier build, whether it holds or not; nil if there is none
	last     *record.Record // nil if there is none that holds, or the output is not the one that it left
	tree     *output.Tree   // the output that it left; nil with last
	articles *record.Store  // of kept articles, once they were asked for
	changed  []string       // names of sources that are not as they were
	why      error          // that the record could not be used
}

// recall looks at the sources, and at the record of the last build of the same
// output, which it opens. Close gives the output back.
func recall(ctx context.Context, o Options) (*memory, error) {
	m := &memory{Options: o, began: time.Now()}
	if o.Root == "" {
		return m, nil
	}
	var err error
	if m.output, err = filepath.Abs(o.Output); err != nil {
		return nil, fmt.Errorf("output %s: %w", o.Output, err)
	}
	var wg sync.WaitGroup
	var failed error
	wg.Go(func() { failed = m.load() })
	m.sources, err = record.Scan(ctx, o.Source)
	wg.Wait()
	if err = errors.Join(err, failed); err != nil {
		m.close()
		return nil, err
	}
	if m.last != nil {
		m.changed = m.last.Changed(m.sources)
	}
	if len(m.changed) > 0 {
		m.tree.Look(ctx) // while articles are read
	}
	return m, nil
}

// load reads the record, and opens the output if it is the one that the last
// build left.
func (m *memory) load() error {
	m.last, m.why = record.Load(m.Root, m.output)
	m.past = m.last
	if errors.Is(m.why, record.ErrNone) {
		m.why = nil
	}
	if m.last == nil || !m.last.Holds(m.Program, m.settings(), m.Now) {
		m.last = nil
		return nil
	}
	var err error
	if m.tree, err = output.Open(m.Output, m.outputOptions()); err != nil {
		return err
	}
	if list := m.tree.List(); string(m.last.Output) != string(list[:]) {
		m.close()
		m.last = nil
	}
	return nil
}

// close gives back the output, if that is open, with what was staged for it.
func (m *memory) close() {
	if m.tree != nil {
		_ = m.tree.Abort() // a stage that stays is removed by the next build
	}
	m.tree = nil
}

// settings are the options that change what is built.
func (o Options) settings() string {
	return fmt.Sprintf("%q drafts=%t future=%t minify=%t compress=%t", o.BaseURL, o.Drafts, o.Future, o.Minify, o.Compress)
}

// notice says why everything was built, where a record could not be used.
func (m *memory) notice() diag.List {
	if m.why == nil {
		return nil
	}
	return diag.List{{Severity: diag.Notice, Rule: "record", Message: m.why.Error() + "; everything was built"}}
}

func (o Options) outputOptions() output.Options {
	return output.Options{Protected: o.Protected, Force: o.Force, Verify: o.Verify, Preview: o.Drafts || o.Future}
}

// same tells the last build's result again if no source has changed and the
// output is as it was. It reports false where it is not.
func (m *memory) same(ctx context.Context, result *Result) (bool, error) {
	if m.last == nil || len(m.changed) > 0 {
		return false, nil
	}
	if !m.tree.KeepOthers(ctx) {
		return false, ctx.Err()
	}
	var err error
	if result.Output, err = m.tree.Commit(); err != nil {
		return false, err
	}
	result.Pages, result.Again = m.last.Pages, true
	result.Findings = m.last.Findings
	for _, a := range m.last.Articles {
		result.Findings = append(result.Findings, a.Findings...)
	}
	return true, nil
}

// edited returns the articles of which only the text has changed, if nothing
// else has.
func (m *memory) edited(articles []*content.Article) ([]*content.Article, bool) {
	if m.last == nil || len(m.changed) == 0 {
		return nil, false
	}
	byFile := make(map[string]*content.Article, len(articles))
	for _, a := range articles {
		byFile[a.File] = a
	}
	var edited []*content.Article
	for _, name := range m.changed {
		a, was := byFile[name], m.last.Articles[name]
		if a == nil || was.Shape != shape(a) || was.Pictures {
			return nil, false
		}
		edited = append(edited, a)
	}
	return edited, true
}

// rewrite renders the pages of the edited articles, and keeps all others. It
// reports false where that is not enough: the text has other anchors than it
// had, to which others may link, a file is no longer worth compressing, or the
// output is not as the last build left it.
func (m *memory) rewrite(ctx context.Context, l *linked, edited []*content.Article, result *Result) (bool, error) {
	var groups []page.Group
	total := 0
	for _, a := range edited {
		var pages []page.Page
		for _, url := range l.pages.Of(a) {
			if p, ok := l.pages.At(url); ok && p.Article == a {
				pages = append(pages, p)
			}
		}
		groups, total = append(groups, func() []page.Page { return pages }), total+len(pages)
	}
	w := newWriter(m.tree, l, m.Options, groups, total)
	w.keeps = m.packed(m.tree)
	if err := w.run(ctx, &result.Timings); err != nil {
		return false, err
	}
	for _, a := range edited {
		was, is := m.last.Articles[a.File], w.bodies[a.File]
		if is.Anchors != was.Anchors || is.Pictures {
			return false, nil
		}
	}
	if w.longer.Load() {
		return false, nil
	}
	for file, a := range m.last.Articles {
		if _, anew := w.bodies[file]; !anew {
			w.found = append(w.found, a.Findings...)
		}
	}
	if !w.wrong() && !m.tree.KeepOthers(ctx) {
		return false, ctx.Err()
	}
	result.Findings = append(result.Findings, w.findings()...)
	if result.Findings.HasErrors() {
		return true, nil
	}
	result.Timings.mark("render")
	result.Pages, result.Again, result.Compressed = m.last.Pages, true, int(w.packed.Load())
	var err error
	if result.Output, err = m.tree.Commit(); err != nil {
		return false, err
	}
	result.Rewritten = m.explain(l, m.tree.Written())
	m.save(l, m.tree, w, result)
	return true, nil
}

// save writes the record of this build. That it cannot is told, and no more:
// the site is built.
func (m *memory) save(l *linked, tree *output.Tree, w *writer, result *Result) {
	if m.Root == "" {
		return
	}
	list := tree.List()
	r := &record.Record{
		Program: m.Program, Settings: m.settings(), BaseURL: m.BaseURL, From: day(m.Now), Until: turn(l.articles, l.site.Config, m.Now),
		Output: record.Sum(list[:]), Pages: result.Pages, Sources: m.sources, Articles: w.bodies, Findings: l.found,
	}
	if m.Compress {
		r.Packed = packing()
	}
	doubtful := m.sources
	if result.Again { // those that stayed have the sums that they had
		doubtful = map[string]record.Sum{}
		for _, name := range m.changed {
			doubtful[name] = m.sources[name]
		}
		for file, a := range m.last.Articles {
			if _, anew := r.Articles[file]; !anew {
				r.Articles[file] = a
			}
		}
	}
	r.Departed = record.Departed(m.past, r.Articles, l.site.Serves)
	for _, name := range record.Younger(m.Source, doubtful, m.began) {
		delete(r.Sources, name)
	}
	if result.Again {
		r.Kept = m.last.Kept // but for the edited ones, which are few
		m.articles.Sweep()
	} else {
		r.Kept = m.keep(l, r.Sources)
	}
	if err := r.Save(m.Root, m.output); err != nil {
		result.Findings = append(result.Findings, diag.Finding{Severity: diag.Notice, Rule: "record",
			Message: "the record of this build cannot be written: " + err.Error(), Hint: "the next build will make every page anew"})
	}
}

// learned is what the next build has to know of an article; body is nil for
// one of which nothing is built.
func learned(a *content.Article, body *content.Body, pictures bool, found diag.List) record.Article {
	r := record.Article{Shape: shape(a), Pictures: pictures, Findings: found}
	if body != nil {
		r.URL, r.Title, r.Prints = a.URL(), a.Title, body.Prints()
		r.Anchors = record.SumOf(fmt.Appendf(nil, "%q", *body.Anchors()))
	}
	return r
}

func shape(a *content.Article) record.Sum {
	sum := a.Shape()
	return record.Sum(sum[:sha256.Size])
}

// day returns the beginning of the day of t in UTC.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }

// turn returns the first day after now's on which the same articles make
// another site: one is published, its review is due, or there is something else
// to say of the settings. Zero is never.
func turn(articles []*content.Article, cfg *config.Site, now time.Time) time.Time {
	var first time.Time
	consider := func(t time.Time) {
		if t.After(day(now)) && (first.IsZero() || t.Before(first)) {
			first = t
		}
	}
	for _, a := range articles {
		if a.Published.Known() {
			consider(a.Published.Time())
		}
		if a.Role != nil && a.Role.ReviewBy.Known() {
			due := a.Role.ReviewBy.Time()
			if a.Role.ReviewBy.Day == 0 {
				due = due.AddDate(0, 1, -1)
			}
			consider(due.AddDate(0, 0, 1))
		}
	}
	for _, t := range cfg.Turns() {
		consider(t)
	}
	return first
}
