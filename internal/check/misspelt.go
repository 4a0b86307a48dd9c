package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"careerguide/internal/content"
)

// headingMisspelt finds headings that would be those of a known section, or of
// a part of the template, but for one slip of the fingers. Such a section is
// free: it stands elsewhere, and what it was to be is missing.
func headingMisspelt(a *article) {
	const hint = "known sections are found by their headings; one of your own is left alone where it has an {#id}"
	const message = "%q is no known heading (did you mean %q?)"
	var words []string // that are known, once they are asked for
	mended := func(heading string, name func(string) string) string {
		if words == nil {
			words = a.headingWords()
		}
		return mendedHeading(heading, words, name)
	}
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		if s.Key == "" && !strings.Contains(a.lineAt(s.Line), "{#") {
			if meant := mended(s.Heading, a.body.SectionKey); meant != "" {
				a.reportAt(s.Position, hint, message, s.Heading, meant)
			}
		}
		if s.Key != content.Template {
			continue
		}
		for j := range s.Parts {
			p := &s.Parts[j]
			if content.TemplatePart(p.Heading) != "" || strings.Contains(a.lineAt(p.Line), "{#") {
				continue
			}
			if meant := mended(p.Heading, content.TemplatePart); meant != "" {
				a.reportAt(p.Position, hint, message, p.Heading, meant)
			}
		}
	}
}

// headingWords returns the words that known headings are made of in an article
// about its role.
func (a *article) headingWords() []string {
	words := append(content.HeadingWords(), "a", "an", "the")
	for _, name := range append([]string{a.Title, a.Role.Plural}, a.Role.AlternateTitles...) {
		words = append(words, strings.Fields(plainWords(name))...)
	}
	slices.Sort(words)
	return slices.Compact(words)
}

const longHeading = 16 // words; a known heading has fewer

// mendedHeading returns a heading with one of its words mended, so that name
// knows it; "" where there is none.
func mendedHeading(heading string, words []string, name func(heading string) string) string {
	own := strings.Fields(heading)
	if len(own) > longHeading {
		return ""
	}
	for i, w := range own {
		plain := plainWords(w)
		for _, other := range words {
			if !oneSlip(plain, other) || len(own) == 1 && !sure(plain, other) {
				continue
			}
			mended := slices.Clone(own)
			mended[i] = other
			if i == 0 || w != strings.ToLower(w) {
				mended[i] = capital(other)
			}
			if text := strings.Join(mended, " "); name(text) != "" {
				return text
			}
		}
	}
	return ""
}

// sure reports whether a word that is all of a heading was meant to be another,
// of which it is one slip away. Short words are too near to others, as "day" is
// to "pay": of them only letters that changed places, or stand twice, are a
// slip.
func sure(written, meant string) bool {
	const short = 4 // letters
	letters := func(word string) []string { return slices.Compact(slices.Sorted(strings.SplitSeq(word, ""))) }
	return min(len(written), len(meant)) >= short || len(written) >= len(meant) && slices.Equal(letters(written), letters(meant))
}

// capital returns a word with a capital first.
func capital(word string) string {
	r, n := utf8.DecodeRuneInString(word)
	return strings.ToUpper(string(r)) + word[n:]
}
