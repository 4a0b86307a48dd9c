package site

import (
	"net/url"
	"path"
	"strings"

	"careerguide/internal/content"
)

// RoleAt returns the slug of the role that a link in an article leads to,
// whichever of its pages, or "".
func (s *Site) RoleAt(a *content.Article, destination string) string {
	if isOutside(destination) {
		return ""
	}
	file, _, _ := strings.Cut(destination, "#")
	if rest, ok := strings.CutPrefix(file, "/roles/"); ok {
		slug, _, _ := strings.Cut(rest, "/")
		if s.roles[slug] != nil {
			return slug
		}
		return ""
	}
	plain, err := url.PathUnescape(file)
	if err != nil {
		return ""
	}
	if to := s.Article(path.Join(path.Dir(a.File), plain)); to != nil && to.Kind == content.RoleKind {
		return to.Slug
	}
	return ""
}
