package site

import (
	"fmt"
	"maps"
	"slices"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/paytable"
)

// maxUnknownRoles is how many slugs of no role are told: to find the one that
// was meant takes time.
const maxUnknownRoles = 100

// linkPay tells what is wrong between the table of pay and the roles: rows of
// roles that there are not, and what articles say of the rows that are theirs.
// An unpublished role may have rows, right or wrong.
func (s *Site) linkPay() diag.List {
	var found diag.List
	unknown := 0
	for _, slug := range s.Config.Pay.Roles() {
		if a := s.bySlug[content.RoleKind][slug]; a != nil {
			if !a.Hidden {
				found = append(found, a.InTable()...)
			}
			continue
		}
		row := s.Config.Pay.Of(slug)[0]
		if unknown++; unknown > maxUnknownRoles {
			return append(found, row.Finding("role", "limit", fmt.Sprintf("more than %d roles that there are not; the rest are not shown", maxUnknownRoles), ""))
		}
		did := ""
		if near := s.near("role", slug, func() []string { return slices.Collect(maps.Keys(s.roles)) }); near != "" {
			did = fmt.Sprintf(" (did you mean %q?)", near)
		}
		found = append(found, row.Finding("role", "dangling-role", fmt.Sprintf("no role %q%s", slug, did), "name a role by its slug: the name of its file without .md"))
	}
	return found
}

// About returns the published article that a finding is about, or nil: the one
// of its file, or the role of its row in the table of pay.
func (s *Site) About(f diag.Finding) *content.Article {
	if f.File != paytable.File {
		return s.Article(f.File)
	}
	if r := s.roles[s.Config.Pay.RoleAt(f.Line)]; r != nil {
		return r.Article
	}
	return nil
}
