package site

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
	"careerguide/internal/picture"
)

// LeadSources are the further forms of the picture that an article's image
// field names, above its text.
func (s *Site) LeadSources(a *content.Article, body *content.Body) markdown.Sources {
	return s.sources(a, a.Picture, body, "(min-width: 65rem) 60rem, 93vw")
}

var length = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?(px|rem|em)$`)

// textSizes says how wide pictures in a text are shown: as wide as its lines,
// or on a small screen as the screen without its margins.
func (s *Site) textSizes() string {
	measure := string(s.Config.Theme.Measure)
	if !length.MatchString(measure) {
		measure = "35rem" // the theme's own
	}
	return "(min-width: " + measure + ") " + measure + ", 92vw"
}

// sources names the variants of a picture beside an article.
func (s *Site) sources(a *content.Article, img content.Image, body *content.Body, sizes string) markdown.Sources {
	variants := body.Variants[img.File]
	var own, webp []string
	widest := 0
	for _, v := range variants.List {
		candidate := s.candidate(a, v.Name(img.Name, variants.Sum), v.Width)
		if v.WebP {
			webp = append(webp, candidate)
			continue
		}
		own, widest = append(own, candidate), v.Width
	}
	if len(own)+len(webp) == 0 {
		return markdown.Sources{}
	}
	// The original would be chosen for its width alone, whatever it weighs.
	if len(own) > 0 && widest < picture.Widths[len(picture.Widths)-1] {
		own = append(own, s.candidate(a, img.Name, img.Width))
	}
	return markdown.Sources{Srcset: strings.Join(own, ", "), WebP: strings.Join(webp, ", "), Sizes: sizes}
}

// candidate is one form in a srcset.
func (s *Site) candidate(a *content.Article, name string, width int) string {
	address := a.URL() + (&url.URL{Path: name}).EscapedPath()
	return s.Config.BaseURL.Href(address) + " " + strconv.Itoa(width) + "w"
}
