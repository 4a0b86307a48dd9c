package site

import (
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
)

// An alias that is the address of a role that moved, "/roles/nurse/", takes
// along what stood below it and beside it: "/roles/nurse/faq/" leads to the
// role's FAQ, "/compare/chef-vs-nurse/" to the comparison with the role as it
// is called now. So one alias is all that a new name needs.

// registerAlong finds the addresses that go along with aliases. Whatever else
// stands at one of them, be it another alias, has the better right.
func (s *Site) registerAlong() {
	formerly := map[*Role][]string{} // slugs
	add := func(from, to string, r *Role) {
		key := addressKey(from)
		if s.at(key) != nil || s.hidden[key] != nil || s.assets[from].File != "" {
			return
		}
		if _, above := s.fileAbove(from); above != nil {
			return
		}
		s.addresses[key] = &address{what: "an alias in " + r.File, article: r.Article, redirect: true}
		s.along = append(s.along, Move{from, to, r.File})
	}
	for _, r := range s.Roles {
		for _, alias := range r.Aliases.Of(Overview) {
			rest, _ := strings.CutPrefix(string(alias), "/roles/")
			slug := strings.TrimSuffix(rest, "/")
			if rest == string(alias) || !career.IsSlug(slug) {
				continue
			}
			formerly[r] = append(formerly[r], slug)
			for _, page := range config.RolePages {
				switch {
				case r.redirects(page, s.Config):
					add(string(alias)+string(page)+"/", r.FoldedAt(page), r)
				case r.Has(page, s.Config):
					add(string(alias)+string(page)+"/", r.PageURL(page), r)
				}
			}
		}
	}
	for _, p := range s.Pairs {
		for _, a := range append([]string{p.A.Slug}, formerly[p.A]...) {
			for _, b := range append([]string{p.B.Slug}, formerly[p.B]...) {
				if r := p.A; a != b {
					if a == p.A.Slug {
						r = p.B
					}
					add(PairURL(a, b), p.URL, r)
				}
			}
		}
	}
}
