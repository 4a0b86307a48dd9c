package site

import (
	"fmt"
	"testing"

	"careerguide/internal/diag"
)

func TestHasCard(t *testing.T) {
	files := map[string]string{
		"roles/nurse.md": "", "roles/kangoshi.md": "title: 看護師", "roles/own.md": "image: /images/logo.svg", "roles/both.md": "title: 医師\nimage: /images/logo.svg",
	}
	for _, tt := range []struct {
		site string
		has  map[string]bool
		told string // the place of the one finding
	}{
		{"", map[string]bool{}, ""},
		{"social_cards: false\n", map[string]bool{}, ""},
		{"social_cards: true\n", map[string]bool{"nurse": true}, "content/roles/kangoshi.md:4:8"},
	} {
		s, found := link(t, tt.site, files)
		for slug := range files {
			slug = slug[len("roles/") : len(slug)-len(".md")]
			if got := s.HasCard(s.Role(slug)); got != tt.has[slug] {
				t.Errorf("%q: %s has a card: %t", tt.site, slug, got)
			}
		}
		if told := places(found); told != tt.told {
			t.Errorf("%q: %s, want %s", tt.site, told, tt.told)
		}
	}
}

// places tells where findings of cards stand.
func places(found diag.List) string {
	text := ""
	for _, f := range found {
		if f.Rule == "social-card" && f.Severity == diag.Notice {
			text += fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column)
		}
	}
	return text
}
