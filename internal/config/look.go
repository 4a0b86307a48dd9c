package config

import (
	"regexp"
	"strings"
)

// Theme is what a site sets of the default theme's look: values of its custom
// properties, as CSS writes them. The theme's own value stands where one is
// empty.
type Theme struct {
	Accent     CSSValue `json:"accent,omitempty"` // links, charts and marks
	AccentDark CSSValue `json:"accent_dark,omitempty"`
	Paper      CSSValue `json:"paper,omitempty"` // the page's background
	PaperDark  CSSValue `json:"paper_dark,omitempty"`
	Ink        CSSValue `json:"ink,omitempty"` // text
	InkDark    CSSValue `json:"ink_dark,omitempty"`
	Font       CSSValue `json:"font,omitempty"`    // families of text: Georgia, serif
	Heading    CSSValue `json:"heading,omitempty"` // families of headings
	Text       CSSValue `json:"text,omitempty"`    // size of text: 1.125rem
	Space      CSSValue `json:"space,omitempty"`   // between paragraphs and blocks: 1.5rem
	Measure    CSSValue `json:"measure,omitempty"` // the longest line of text: 35rem
}

// CSSValue is a value of a CSS property: a colour, a length, font families.
type CSSValue string

var cssValue = regexp.MustCompile(`^[a-zA-Z0-9 #%.,()"'+*/_-]{1,200}$`)

// UnmarshalText refuses what could end the declaration, and addresses.
func (v *CSSValue) UnmarshalText(text []byte) error {
	s := string(text)
	lower := strings.ToLower(s)
	if !cssValue.MatchString(s) || strings.Contains(lower, "url(") || strings.Contains(s, "/*") || strings.Contains(s, "*/") ||
		strings.Count(s, `"`)%2 != 0 || strings.Count(s, "'")%2 != 0 || strings.Count(s, "(") != strings.Count(s, ")") {
		return &formError{"\"" + s + "\" is no value of CSS", "write a colour (#8c2f1a), a length (35rem) or font families (Georgia, serif)"}
	}
	*v = CSSValue(s)
	return nil
}

// Properties returns declarations of the custom properties that are set, on
// light and on dark.
func (t Theme) Properties() (light, dark string) {
	add := func(to *string, name string, value CSSValue) {
		if value != "" {
			*to += "--" + name + ": " + string(value) + ";"
		}
	}
	add(&light, "accent", t.Accent)
	add(&light, "paper", t.Paper)
	add(&light, "ink", t.Ink)
	add(&light, "serif", t.Font)
	add(&light, "heading", t.Heading)
	add(&light, "text", t.Text)
	add(&light, "space", t.Space)
	add(&light, "measure", t.Measure)
	add(&dark, "accent", t.AccentDark)
	add(&dark, "paper", t.PaperDark)
	add(&dark, "ink", t.InkDark)
	return light, dark
}
