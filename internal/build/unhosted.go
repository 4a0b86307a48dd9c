package build

import (
	"fmt"

	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/page"
)

// unhosted warns where a host reads fewer redirects than the site has.
func unhosted(cfg *config.Site, pages *page.List) diag.List {
	n := pages.RedirectsLeft()
	if n == 0 {
		return nil
	}
	return diag.List{{File: config.SiteFile, Position: cfg.Position("hosting"), Severity: diag.Warning, Rule: "hosting",
		Message: fmt.Sprintf("%s reads fewer redirects than the site has: %d of them are left to the pages at the old addresses", cfg.Hosting.Host, n),
		Hint:    "take out aliases that nobody follows any more"}}
}
