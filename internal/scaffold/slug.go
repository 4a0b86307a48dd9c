package scaffold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug bounds the slug of a title; what is longer ends after a word.
const maxSlug = 100

// spellings are letters that take more than leaving out a mark, and signs that
// are read out.
var spellings = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'å': "a", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng", 'ĳ': "ij", 'ə': "e",
	'&': " and ", '@': " at ",
}

// spellingsOf are those of a language.
var spellingsOf = map[string]map[rune]string{
	"de": {'ä': "ae", 'ö': "oe", 'ü': "ue"},
	"da": {'å': "aa", 'ø': "oe"},
	"nb": {'å': "aa", 'ø': "oe"},
	"no": {'å': "aa", 'ø': "oe"},
	"nn": {'å': "aa", 'ø': "oe"},
}

// Slug makes a slug of a title in a language (BCP 47): "Größe & Café" is
// "groesse-and-cafe" in German. Letters of other scripts than Latin are left
// out; "" where that leaves nothing to tell the title by.
func Slug(title, language string) string {
	language, _, _ = strings.Cut(language, "-")
	var b strings.Builder
	lost, letters := false, false
	before := ' '
	for _, r := range norm.NFC.String(strings.ToLower(title)) {
		text, known := spellingsOf[language][r]
		if !known {
			text, known = spellings[r]
		}
		switch {
		case known:
		case unicode.IsLetter(before) && r == '+':
			text = " plus " // "C++"
		case unicode.IsLetter(before) && r == '#':
			text = " sharp " // "C#"
		case r == '\'' || r == '’' || r == '.' && unicode.IsLetter(before):
			continue // "driver's", "U.S."
		default:
			text = strings.ToLower(norm.NFKD.String(string(r)))
		}
		if r != '+' {
			before = r
		}
		for _, c := range text {
			switch {
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				letters = letters || c >= 'a'
				b.WriteRune(c)
			case unicode.IsMark(c):
			case unicode.IsLetter(c):
				lost = true
				b.WriteByte(' ')
			default:
				b.WriteByte(' ')
			}
		}
	}
	words := strings.Fields(b.String())
	if lost && !letters {
		return ""
	}
	slug := ""
	for _, w := range words {
		longer := strings.TrimPrefix(slug+"-"+w, "-")
		if len(longer) > maxSlug {
			if slug == "" {
				slug = w[:maxSlug]
			}
			break
		}
		slug = longer
	}
	return slug
}
