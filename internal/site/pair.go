package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"careerguide/internal/diag"
)

// Pair is two roles that a writer named as related, where the site has a page
// for each such pair.
type Pair struct {
	A, B *Role  // by slug
	URL  string // "/compare/a-vs-b/"

	by   *Role // whose related names the other one
	item int   // of by's related
}

// Compares reports whether there are roles to compare.
func (s *Site) Compares() bool { return len(s.Roles) > 1 }

// PairURL returns the address of the comparison of two roles, whichever is
// named first.
func PairURL(a, b string) string {
	return "/compare/" + min(a, b) + "-vs-" + max(a, b) + "/"
}

// Other returns the role of the pair that is not r.
func (p *Pair) Other(r *Role) *Role {
	if p.A == r {
		return p.B
	}
	return p.A
}

// Pairs returns the pairs that the role is one of, by the other's title.
func (r *Role) Pairs() []*Pair { return r.pairs }

// linkPairs finds the pairs that have a page.
func (s *Site) linkPairs() {
	if !s.Config.ComparePages {
		return
	}
	seen := map[[2]*Role]bool{}
	for _, r := range s.Roles {
		for i, slug := range r.Role.Related {
			other := s.roles[string(slug)]
			if other == nil || other == r {
				continue
			}
			a, b := r, other
			if b.Slug < a.Slug {
				a, b = b, a
			}
			if seen[[2]*Role{a, b}] {
				continue
			}
			seen[[2]*Role{a, b}] = true
			s.Pairs = append(s.Pairs, &Pair{A: a, B: b, URL: PairURL(a.Slug, b.Slug), by: r, item: i})
		}
	}
	slices.SortFunc(s.Pairs, func(x, y *Pair) int {
		return cmp.Or(strings.Compare(x.A.Slug, y.A.Slug), strings.Compare(x.B.Slug, y.B.Slug))
	})
	for _, p := range s.Pairs {
		p.A.pairs = append(p.A.pairs, p)
		p.B.pairs = append(p.B.pairs, p)
	}
	for _, r := range s.Roles {
		slices.SortFunc(r.pairs, func(x, y *Pair) int { return cmp.Compare(x.Other(r).order, y.Other(r).order) })
	}
}

// finding is what is wrong with a pair, at the name of the one role in the
// other.
func (p *Pair) finding(message, hint string) diag.Finding {
	return p.by.Finding(diag.Error, fmt.Sprintf("related[%d]", p.item), "address", message, hint)
}

func (p *Pair) what() string { return "the comparison of " + p.A.Slug + " and " + p.B.Slug }
