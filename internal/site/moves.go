package site

import (
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
)

// Move is an address that redirects.
type Move struct {
	From, To string // addresses on the site
	Source   string // the article's file
}

// Moves returns every address that redirects: the aliases of articles, and
// the pages of roles that are folded into the overview.
func (s *Site) Moves() []Move {
	var moves []Move
	for _, r := range s.Roles {
		for _, page := range config.RolePages {
			if r.redirects(page, s.Config) {
				moves = append(moves, Move{r.PageURL(page), r.FoldedAt(page), r.File})
			}
		}
	}
	for _, a := range s.Published() {
		for _, page := range slices.Concat([]config.RolePage{Overview}, config.RolePages) {
			to := a.URL()
			if r := s.roles[a.Slug]; a.Kind == content.RoleKind && page != Overview {
				to = r.PageURL(page)
				switch {
				case !r.Has(page, s.Config):
					to = r.URL()
				case !s.Config.StandsAlone(page):
					to = r.FoldedAt(page)
				}
			}
			for _, alias := range a.Aliases.Of(page) {
				moves = append(moves, Move{string(alias), to, a.File})
			}
		}
	}
	slices.SortStableFunc(moves, func(a, b Move) int { return strings.Compare(a.From, b.From) })
	return moves
}

// Picture is a file beside an article that its page shows.
type Picture struct {
	URL  string // address on the site
	File string // relative to the site's root
}

// Pictures returns the files beside an article that it shows, each once.
func (s *Site) Pictures(a *content.Article, body *content.Body) []Picture {
	var list []Picture
	if a.Picture.Name != "" {
		list = append(list, Picture{a.URL() + a.Picture.Name, a.Picture.File})
	}
	for _, img := range body.Images {
		list = append(list, Picture{a.URL() + img.Name, img.File})
	}
	slices.SortFunc(list, func(a, b Picture) int { return strings.Compare(a.URL, b.URL) })
	return slices.Compact(list)
}
