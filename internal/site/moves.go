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

// Moves returns every address that redirects: the aliases of articles, what goes
// along with them, and the pages of roles that are folded into the overview.
func (s *Site) Moves() []Move {
	moves := slices.Clone(s.along)
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
	Data []byte // of a variant that was made of the file; nil for the file itself
}

// Pictures returns the files beside an article that it shows, and their
// variants, each once.
func (s *Site) Pictures(a *content.Article, body *content.Body) []Picture {
	var list []Picture
	add := func(img content.Image) {
		list = append(list, Picture{URL: a.URL() + img.Name, File: img.File})
		variants := body.Variants[img.File]
		for _, v := range variants.List {
			list = append(list, Picture{URL: a.URL() + v.Name(img.Name, variants.Sum), File: img.File, Data: v.Data})
		}
	}
	if a.Picture.Name != "" {
		add(a.Picture)
	}
	for _, img := range body.Images {
		add(img)
	}
	slices.SortFunc(list, func(a, b Picture) int { return strings.Compare(a.URL, b.URL) })
	return slices.CompactFunc(list, func(a, b Picture) bool { return a.URL == b.URL })
}
