package decode

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known word that was meant by word: by meaning first
// (see Options.Meanings), then by spelling, in which case, underscores, hyphens
// and spaces make no difference and a third of the letters may be wrong.
func Nearest(word string, known []string, meanings map[string]string) (string, bool) {
	if meant, ok := synonym(word, known, meanings); ok {
		return meant, true
	}
	if len(word) > 64 {
		return "", false
	}
	plain := fold(word)
	best, distance := "", utf8.RuneCountInString(plain)/3+1
	for _, k := range known {
		f := fold(k)
		d := levenshtein.ComputeDistance(plain, f)
		if d == 2 && swapped(plain, f) {
			d = 1
		}
		if d < distance {
			best, distance = k, d
		}
	}
	return best, best != ""
}

// swapped reports whether a and b differ by two neighbours that changed places.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// synonym returns the known word with the meaning of word, or with its letters.
func synonym(word string, known []string, meanings map[string]string) (string, bool) {
	if len(word) > 64 {
		return "", false
	}
	plain := fold(word)
	meant, ok := meanings[word]
	if !ok {
		meant, ok = meanings[plain]
	}
	if !ok && plain != word {
		meant, ok = meanings[strings.ReplaceAll(plain, "-", "_")]
	}
	if ok && slices.Contains(known, meant) {
		return meant, true
	}
	if ok {
		meant = fold(meant)
	}
	for _, k := range known {
		if f := fold(k); f == plain || ok && f == meant {
			return k, true
		}
	}
	return "", false
}

// fold takes out of a word what writers do not mean by it.
func fold(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	return hyphens.Replace(s)
}

var hyphens = strings.NewReplacer("_", "-", " ", "-")

// quote puts a writer's word in quotes, shortened to what fits a message.
func quote(s string) string { return `"` + shorten(s) + `"` }

func shorten(s string) string { return shortenTo(s, 60) }

func shortenTo(s string, limit int) string {
	n := 0
	for i := range s {
		if n++; n > limit {
			return s[:i] + "…"
		}
	}
	return s
}
