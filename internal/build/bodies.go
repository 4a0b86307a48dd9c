package build

import (
	"context"
	"slices"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// readBody parses an article's body and checks its links; a nil site leaves
// the links out.
func readBody(a *content.Article, s *site.Site) (*content.Body, diag.List) {
	body, found := a.ReadBody()
	if s != nil {
		found = append(found, s.CheckBody(a, body)...)
	}
	return body, found
}

// checkBodies returns what is wrong with the bodies of articles whose pages
// will not be rendered, so that all of a site's mistakes are told at once.
func checkBodies(ctx context.Context, articles []*content.Article, s *site.Site) diag.List {
	findings := make([]diag.List, len(articles))
	each(len(articles), func(i int) {
		if !articles[i].Hidden && ctx.Err() == nil {
			_, findings[i] = readBody(articles[i], s)
		}
	})
	return slices.Concat(findings...)
}
