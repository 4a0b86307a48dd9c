package build

import (
	"context"

	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// Check runs the stages up to the linked site, for whatever judges it, and
// returns what they find. The site is nil where front matter has errors: it
// cannot be linked.
func Check(ctx context.Context, o Options) (diag.List, *site.Site) {
	timings := newTimings()
	cfg, t, articles, found := read(ctx, o, new(memory), &timings)
	if ctx.Err() != nil {
		return found, nil
	}
	if found.HasErrors() {
		return append(found, checkBodies(ctx, articles, nil)...), nil
	}
	s, more := site.Link(cfg, articles, t.Assets())
	return append(found, more...), s
}
