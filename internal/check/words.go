package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// between are the characters that stand between words, beside spaces.
const between = ".,;:!?()\"'’*_-–—/`"

// lower has the ASCII characters of words in lower case, and 0 for those
// between words.
var lower = func() (table [utf8.RuneSelf]byte) {
	for c := byte(' ' + 1); c < utf8.RuneSelf; c++ {
		if strings.IndexByte(between, c) < 0 {
			table[c] = byte(unicode.ToLower(rune(c)))
		}
	}
	return table
}()

// ofWord returns a character in lower case, or 0 if it stands between words.
func ofWord(r rune) rune {
	if r < utf8.RuneSelf {
		return rune(lower[r])
	}
	return ofWordBeyondASCII(r)
}

func ofWordBeyondASCII(r rune) rune {
	if strings.ContainsRune(between, r) {
		return 0
	}
	return unicode.ToLower(r)
}

// plainWords returns a text's words in lower case, without punctuation.
func plainWords(s string) string {
	var short [64]byte
	b := short[:0]
	gap := false
	for _, r := range s {
		r = ofWord(r)
		if r == 0 {
			gap = len(b) > 0
			continue
		}
		if gap {
			b = append(b, ' ')
			gap = false
		}
		b = utf8.AppendRune(b, r)
	}
	return string(b)
}

// The parameters of FNV-1a. Words are numbered by it, the same in every run,
// so that two checks say the same.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// appendHashes appends a number for each word of a text. Spaces beyond ASCII
// part words too.
func appendHashes(list []uint64, text string) []uint64 {
	h, inside := uint64(fnvStart), false
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			i++
			if letter := lower[c]; letter != 0 {
				h, inside = (h^uint64(letter))*fnvPrime, true
				continue
			}
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			i += size
			if r = ofWordBeyondASCII(r); r != 0 && !unicode.IsSpace(r) {
				var utf [utf8.UTFMax]byte
				for _, c := range utf[:utf8.EncodeRune(utf[:], r)] {
					h = (h ^ uint64(c)) * fnvPrime
				}
				inside = true
				continue
			}
		}
		if inside {
			list = append(list, h)
			h, inside = fnvStart, false
		}
	}
	if inside {
		list = append(list, h)
	}
	return list
}

// ownName stands for a role's own name. It is the number of the word "\x00",
// which no text has.
const ownName = 0xaf63bd4c8601b7df

// withoutName puts ownName in the place of each name among the words.
func withoutName(words, name []uint64) []uint64 {
	if len(name) == 0 {
		return words
	}
	kept := words[:0]
	for i := 0; i < len(words); i++ {
		if words[i] == name[0] && i+len(name) <= len(words) && slices.Equal(words[i:i+len(name)], name) {
			kept = append(kept, ownName)
			i += len(name) - 1
		} else {
			kept = append(kept, words[i])
		}
	}
	return kept
}

// wordIndex says which of some lists of words a text has a word of, before a
// regular expression looks closer. The words are kept by their first letters.
type wordIndex [26][]listed

type listed struct {
	word string
	open bool   // longer words begin with it
	list uint64 // the bit of its list
}

// newWordIndex makes an index of lists of ASCII words in lower case; a star at
// a word's end stands for whatever follows.
func newWordIndex(lists ...string) *wordIndex {
	var x wordIndex
	for i, list := range lists {
		for w := range strings.FieldsSeq(list) {
			word, open := strings.CutSuffix(w, "*")
			x[w[0]-'a'] = append(x[w[0]-'a'], listed{word, open, 1 << i})
		}
	}
	return &x
}

// in returns the bits of the lists that a text has a word of, in capitals or
// not.
func (x *wordIndex) in(text string) (lists uint64) {
	inside := false // a word
	for i := range len(text) {
		c := text[i] | 0x20
		if c < 'a' || c > 'z' {
			inside = false
			continue
		}
		if inside {
			continue
		}
		inside = true
		for _, l := range x[c-'a'] {
			if lists&l.list == 0 && l.begins(text[i:]) {
				lists |= l.list
			}
		}
	}
	return lists
}

// begins reports whether a text begins with the word.
func (l *listed) begins(text string) bool {
	if len(text) < len(l.word) {
		return false
	}
	for i := range len(l.word) {
		if text[i]|0x20 != l.word[i] {
			return false
		}
	}
	if l.open || len(text) == len(l.word) {
		return true
	}
	next := text[len(l.word)] | 0x20
	return next < 'a' || next > 'z'
}
