package build

import (
	"context"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// Check runs the stages up to the linked site, for whatever judges it, and
// returns what they find. The site is nil where front matter has errors: it
// cannot be linked.
func Check(ctx context.Context, o Options) (diag.List, *site.Site) {
	cfg, found := config.Load(o.Source)
	t, more := theme.Load(o.Source, theme.Options{Language: cfg.Language.String(), LanguageFile: config.SiteFile, LanguageAt: cfg.Position("language"), Minify: o.Minify})
	found = append(found, more...)
	articles, more := content.Load(o.Source, cfg, content.Options{Now: o.Now, Drafts: o.Drafts, Future: o.Future, FootnoteBack: t.Words.Get("footnote.back")})
	found = append(found, more...)
	if ctx.Err() != nil {
		return found, nil
	}
	if found.HasErrors() {
		return append(found, checkBodies(articles, nil)...), nil
	}
	s, more := site.Link(cfg, articles, t.Assets())
	return append(found, more...), s
}
