// Package build runs the stages of a build from top to bottom: content files
// in, a site on disk out.
package build

import (
	"context"
	"io/fs"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/output"
	"careerguide/internal/page"
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
	Now       time.Time             // the day of the build
	Progress  func(done, total int) // may be nil; called by several goroutines
}

// Result is what a build made.
type Result struct {
	Pages    int
	Output   output.Summary
	Timings  Timings
	Findings diag.List // errors, warnings and notices; with an error nothing was written
}

// read reads settings, theme and articles.
func read(ctx context.Context, o Options, timings *Timings) (*config.Site, *theme.Theme, []*content.Article, diag.List) {
	cfg, found := config.Load(o.Source)
	if o.BaseURL != "" {
		if err := cfg.BaseURL.UnmarshalText([]byte(o.BaseURL)); err != nil {
			found = append(found, diag.Finding{File: "--base-url", Severity: diag.Error, Rule: "value", Message: err.Error()})
		}
	}
	t, more := theme.Load(o.Source, theme.OptionsOf(cfg, o.Minify))
	found = append(found, more...)
	timings.mark("theme")
	library := content.NewLibrary(o.Source, cfg, content.Options{Now: o.Now, Drafts: o.Drafts, Future: o.Future, FootnoteBack: t.Words.Get("footnote.back")})
	files, more := library.Files()
	found = append(found, more...)
	articles, more := library.Read(ctx, files)
	timings.mark("content")
	return cfg, t, articles, append(found, more...)
}

// prepare runs the stages up to the list of pages. Once ctx is done, what it
// returns is worth nothing.
func prepare(ctx context.Context, o Options, timings *Timings) (pages []page.Page, s *site.Site, t *theme.Theme, found diag.List) {
	cfg, t, articles, found := read(ctx, o, timings)
	if found.HasErrors() || ctx.Err() != nil {
		return nil, nil, t, append(found, checkBodies(ctx, articles, nil)...)
	}
	s, more := site.Link(cfg, articles, t.Assets())
	found = append(found, more...)
	timings.mark("site")
	if found.HasErrors() || ctx.Err() != nil {
		return nil, s, t, append(found, checkBodies(ctx, s.Published(), s)...)
	}
	pages = page.Pages(s, page.Env{Words: t.Words.Get, Now: o.Now, Stylesheet: t.Stylesheet, Script: t.Script, Scripts: t.Scripts, Icon: t.Icon}).All()
	timings.mark("pages")
	return pages, s, t, found
}

// Run builds the site. An error is a failure of the machine; the mistakes of
// writers are findings. In both cases the output stays as it was.
func Run(ctx context.Context, o Options) (Result, error) {
	result := Result{Timings: newTimings()}
	pages, s, t, found := prepare(ctx, o, &result.Timings)
	if err := ctx.Err(); err != nil {
		return result, err
	}
	result.Findings = found
	if found.HasErrors() {
		return result, nil
	}
	tree, err := output.Open(o.Output, output.Options{Protected: o.Protected, Force: o.Force})
	if err != nil {
		return result, err
	}
	defer tree.Abort()
	more, err := write(ctx, tree, pages, s, t, o, &result.Timings)
	result.Findings = append(result.Findings, more...)
	if err != nil || result.Findings.HasErrors() {
		return result, err
	}
	result.Timings.mark("render")
	result.Pages = len(pages)
	result.Output, err = tree.Commit()
	result.Timings.mark("output")
	return result, err
}
