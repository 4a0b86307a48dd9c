// Package build runs the stages of a build from top to bottom: content files
// in, a site on disk out.
package build

import (
	"context"
	"io/fs"
	"sync"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/output"
	"careerguide/internal/page"
	"careerguide/internal/record"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// Options are what a build takes from the world.
type Options struct {
	Source    fs.FS                 // the site's root
	Output    string                // folder to write, as the operating system names it
	Protected []string              // folders that Output must not be: the site's root first
	Force     bool                  // write into a folder that was not made by a build
	BaseURL   string                // replaces site.yaml's; may be ""
	Drafts    bool                  // build drafts
	Future    bool                  // build what is published later than Now
	Minify    bool                  // leave out what a browser drops
	Compress  bool                  // write texts as .br and .gz, too
	Now       time.Time             // the day of the build
	Progress  func(done, total int) // may be nil; called by several goroutines
	ToCome    func(articles int)    // may be nil; told how many are about to be read, and before every page is rendered that none is
	Verify    bool                  // read every file of the output again, whatever its time

	// Root is the site's root as the operating system names it, where the
	// record of this build is kept for the next; "" for none.
	Root    string
	Program record.Sum // of the program that runs: another one's record is not used
}

// Result is what a build made.
type Result struct {
	Pages    int
	Output   output.Summary
	Timings  Timings
	Findings diag.List // errors, warnings and notices; with an error nothing was written

	Again     bool        // whether pages of the build before were kept, unrendered
	Rewritten []Rewritten // files that are new or changed, by name

	Compressed int // forms of texts that were made anew; those of texts that are as they were are kept
}

// linked is a site as it stands before its pages are rendered.
type linked struct {
	theme    *theme.Theme
	articles []*content.Article
	site     *site.Site
	pages    *page.List
	found    diag.List
	made     *made
}

// read reads settings, theme and articles, but for those that m remembers.
func read(ctx context.Context, o Options, m *memory, timings *Timings) (*config.Site, *theme.Theme, []*content.Article, diag.List) {
	cfg, found := config.Load(o.Source)
	if o.BaseURL != "" {
		if err := cfg.BaseURL.UnmarshalText([]byte(o.BaseURL)); err != nil {
			found = append(found, diag.Finding{File: "--base-url", Severity: diag.Error, Rule: "value", Message: err.Error()})
		}
	}
	found = append(found, cfg.Published(o.Now)...)
	var t *theme.Theme
	var more diag.List
	var beside sync.WaitGroup
	beside.Go(func() { t, more = theme.Load(o.Source, theme.OptionsOf(cfg, o.Minify)) })
	kept := m.kept()
	beside.Wait()
	found = append(found, more...)
	timings.mark("theme")
	library := content.NewLibrary(o.Source, cfg, content.Options{Now: o.Now, Drafts: o.Drafts, Future: o.Future, FootnoteBack: t.Words.Get("footnote.back")})
	files, more := library.Files()
	found = append(found, more...)
	if o.ToCome != nil {
		o.ToCome(len(files) - len(kept))
	}
	articles, more := readArticles(ctx, library, files, kept)
	timings.mark("content")
	return cfg, t, articles, append(found, more...)
}

// link runs the stages up to the list of pages, which is nil where there are
// errors: then all bodies have been checked, too. Once ctx is done, what it
// returns is worth nothing.
func link(ctx context.Context, o Options, m *memory, timings *Timings) *linked {
	l := &linked{made: newMade(o)}
	var cfg *config.Site
	cfg, l.theme, l.articles, l.found = read(ctx, o, m, timings)
	if l.found.HasErrors() || ctx.Err() != nil {
		l.found = append(l.found, checkBodies(ctx, l.articles, nil)...)
		return l
	}
	var more diag.List
	l.site, more = site.Link(cfg, l.articles, l.theme.Assets())
	l.found = append(l.found, more...)
	timings.mark("site")
	if l.found.HasErrors() || ctx.Err() != nil {
		l.found = append(l.found, checkBodies(ctx, l.site.Published(), l.site)...)
		return l
	}
	t := l.theme
	l.pages = page.Pages(l.site, page.Env{Words: t.Words.Get, Now: o.Now, Stylesheet: t.Stylesheet, Script: t.Script, Scripts: t.Scripts, Icon: t.Icon, Draw: l.made.card})
	l.found = append(l.found, unhosted(cfg, l.pages)...)
	return l
}

// Run builds the site. An error is a failure of the machine; the mistakes of
// writers are findings. In both cases the output stays as it was.
//
// Where there is a record of the last build, and its output is as that build
// left it, Run makes no more than what has changed: nothing, where no source
// has; the pages of an article, where only its text has. Otherwise every page
// is rendered, and of the files those are written that are not the same.
func Run(ctx context.Context, o Options) (Result, error) {
	result := Result{Timings: newTimings()}
	m, err := recall(ctx, o)
	if err != nil {
		return result, err
	}
	defer m.close()
	result.Timings.mark("sources")
	if done, err := m.same(ctx, &result); done || err != nil {
		return result, err
	}
	l := link(ctx, o, m, &result.Timings)
	if err := ctx.Err(); err != nil {
		return result, err
	}
	result.Findings = append(m.notice(), l.found...)
	if l.pages == nil {
		return result, nil
	}
	if edited, ok := m.edited(l.articles); ok {
		if done, err := m.rewrite(ctx, l, edited, &result); done || err != nil {
			return result, err
		}
	}
	return result, m.build(ctx, l, &result)
}

// build renders every page.
func (m *memory) build(ctx context.Context, l *linked, result *Result) error {
	if m.ToCome != nil {
		m.ToCome(0)
	}
	groups, total := l.pages.Groups()
	result.Timings.mark("pages")
	m.close() // what was staged for less than the whole is dropped
	tree, err := output.Open(m.Output, m.outputOptions())
	if err != nil {
		return err
	}
	defer tree.Abort()
	w := newWriter(tree, l, m.Options, groups, total)
	w.keeps = m.packed(tree)
	err = w.run(ctx, &result.Timings)
	if err == nil && !w.wrong() {
		err = w.assets(ctx)
	}
	result.Findings = append(result.Findings, w.findings()...)
	if err != nil || result.Findings.HasErrors() {
		return err
	}
	result.Timings.mark("render")
	result.Pages, result.Compressed = total, int(w.packed.Load())
	if result.Output, err = tree.Commit(); err != nil {
		return err
	}
	result.Rewritten = m.explain(l, tree.Written())
	m.save(l, tree, w, result)
	l.made.sweep()
	result.Timings.mark("output")
	return nil
}
