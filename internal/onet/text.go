package onet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxSummary is how many characters of a summary search engines show.
const maxSummary = 160

// oneLine makes runs of white space one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Summary returns the beginning of a description in at most 160 characters:
// whole sentences, or else whole words and an ellipsis.
func Summary(description string) string {
	s := oneLine(description)
	if utf8.RuneCountInString(s) <= maxSummary {
		return s
	}
	runes := []rune(s)
	for i := maxSummary - 1; i > 0; i-- {
		if strings.ContainsRune(".?!", runes[i]) && runes[i+1] == ' ' && !isAbbreviation(string(runes[:i])) {
			return string(runes[:i+1])
		}
	}
	cut := maxSummary - 1 // leaves room for the ellipsis
	for cut > 0 && runes[cut] != ' ' {
		cut--
	}
	if cut == 0 {
		cut = maxSummary - 1
	}
	words := strings.Fields(string(runes[:cut]))
	for len(words) > 1 && dangling[strings.ToLower(strings.TrimRight(words[len(words)-1], ","))] {
		words = words[:len(words)-1]
	}
	return strings.TrimRight(strings.Join(words, " "), ".,;:-–( ") + "…"
}

// isAbbreviation reports whether the point after text ends no sentence.
func isAbbreviation(text string) bool {
	last := text[strings.LastIndexAny(text, " (")+1:]
	return strings.Contains(last, ".") || utf8.RuneCountInString(last) == 1 || abbreviations[strings.ToLower(last)]
}

var (
	abbreviations = words("etc dr mr mrs ms st no vs inc approx incl")
	dangling      = words("and or of the a an to in for with by on at from as that which including such than their its into")
)

// markdown escapes what Markdown would read as more than text.
func markdown(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>|~&{}$^", r):
			b.WriteByte('\\')
		case i == 0 && strings.ContainsRune("#+-=:>", r):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && i > 0 && strings.TrimLeft(s[:i], "0123456789") == "": // "1." begins a list
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// sentence returns s with a point at its end.
func sentence(s string) string {
	if r, _ := utf8.DecodeLastRuneInString(s); unicode.IsLetter(r) || unicode.IsDigit(r) || r == ')' {
		return s + "."
	}
	return s
}
