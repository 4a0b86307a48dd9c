package career

import (
	"strings"
	"unicode"

	"github.com/gobuffalo/flect"
)

// Plural returns the English plural of a role's title: its last word's, or,
// before "of", "in" and the like, that of the word before ("Chief of Staff":
// "Chiefs of Staff").
func Plural(title string) string {
	words := strings.Fields(title)
	if len(words) == 0 {
		return title
	}
	head := len(words) - 1
	for i, w := range words {
		if i > 0 {
			switch strings.ToLower(w) {
			case "of", "in", "for", "at", "to":
				head = i - 1
			}
		}
		if head != len(words)-1 {
			break
		}
	}
	if i := strings.IndexByte(title, '('); i > 0 {
		return Plural(strings.TrimSpace(title[:i])) + " " + title[i:]
	}
	words[head] = pluralWord(words[head])
	return strings.Join(words, " ")
}

func pluralWord(w string) string {
	lower := strings.ToLower(w)
	for _, end := range []string{"woman", "man"} {
		if strings.HasSuffix(lower, end) && !strings.HasSuffix(lower, "human") {
			return w[:len(w)-2] + matchCase("en", w)
		}
	}
	if strings.IndexFunc(w, unicode.IsLower) < 0 && len(w) > 1 { // an acronym: "CEO"
		return w + "s"
	}
	if p := flect.Pluralize(lower); strings.HasPrefix(p, lower[:min(1, len(lower))]) {
		// Keep the word's own capitals: only its end changes.
		n := 0
		for n < len(lower) && n < len(p) && lower[n] == p[n] {
			n++
		}
		if len(lower) == len(w) {
			return w[:n] + p[n:]
		}
	}
	return w + "s"
}

func matchCase(s, like string) string {
	if strings.ToUpper(like) == like {
		return strings.ToUpper(s)
	}
	return s
}

// Article returns "a" or "an" by the sound of a title's first word.
func Article(title string) string {
	word := firstWord(title)
	if word == "" {
		return "a"
	}
	lower := strings.ToLower(word)
	letters := []rune(word)
	spelled := len(letters) == 1 || strings.IndexFunc(word, unicode.IsLower) < 0 && len(letters) <= 5 && !spoken[word]
	if spelled { // said letter by letter: "an HR manager", "a UX designer"
		if strings.ContainsRune("AEFHILMNORSX8", unicode.ToUpper(letters[0])) {
			return "an"
		}
		return "a"
	}
	for _, silent := range []string{"hour", "honest", "honor", "honour", "heir"} {
		if strings.HasPrefix(lower, silent) {
			return "an"
		}
	}
	for _, consonant := range []string{"uni", "use", "usa", "usu", "uti", "ur", "eu", "ewe", "one", "once", "ou"} {
		if strings.HasPrefix(lower, consonant) {
			switch {
			case strings.HasPrefix(lower, "unin"), strings.HasPrefix(lower, "unim"), strings.HasPrefix(lower, "unid"),
				strings.HasPrefix(lower, "urg"), strings.HasPrefix(lower, "urb"), strings.HasPrefix(lower, "urn"),
				strings.HasPrefix(lower, "out"), strings.HasPrefix(lower, "our"):
				return "an"
			}
			return "a"
		}
	}
	if strings.ContainsRune("aeiou8", rune(lower[0])) || strings.HasPrefix(lower, "11") || strings.HasPrefix(lower, "18") {
		return "an"
	}
	if strings.ContainsRune("áàâäéèêëíìîïóòôöúùûü", []rune(lower)[0]) {
		return "an"
	}
	return "a"
}

// spoken are acronyms said as words: "a NASA engineer".
var spoken = map[string]bool{"NASA": true, "NATO": true, "NICU": true, "LAN": true, "MIG": true, "SAP": true, "STEM": true, "SCADA": true}

func firstWord(title string) string {
	word := strings.TrimLeftFunc(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		word = word[:i]
	}
	return word
}
