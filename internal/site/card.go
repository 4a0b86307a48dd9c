package site

import (
	"careerguide/internal/card"
	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// HasCard reports whether a role gets a picture for where its address is
// shared: the site asks for them, the role has none of its own, and the font
// has its letters.
func (s *Site) HasCard(r *Role) bool {
	if !s.Config.SocialCards || !card.CanSet(r.Title) || !card.CanSet(s.Config.Title) {
		return false
	}
	_, _, own := s.Image(r.Article)
	return !own
}

// checkCards tells of titles that cards cannot show.
func (s *Site) checkCards() diag.List {
	if !s.Config.SocialCards {
		return nil
	}
	const hint = "cards are set in letters of Latin, Greek and Cyrillic; an image: of its own is shown instead"
	if !card.CanSet(s.Config.Title) {
		return diag.List{{File: config.SiteFile, Position: s.Config.Position("title"), Severity: diag.Notice, Rule: "social-card",
			Message: "the cards' font lacks letters of the site's title; there are no cards", Hint: "cards are set in letters of Latin, Greek and Cyrillic; turn social_cards off"}}
	}
	var found diag.List
	for _, r := range s.Roles {
		if _, _, own := s.Image(r.Article); !own && !card.CanSet(r.Title) {
			found = append(found, r.Finding(diag.Notice, "title", "social-card", "the cards' font lacks letters of the title; the role has no card", hint))
		}
	}
	return found
}
