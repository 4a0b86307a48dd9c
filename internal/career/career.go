// Package career says what a role is: what it pays, whom it takes, what an
// employer who posts it has to write. Its types are the ones that a writer
// fills in (field names in the json tags, units in the comments), with the
// arithmetic and the formatting of figures. It reads and writes nothing.
//
// A figure that was not given is unknown, never zero: see Number.
package career

import (
	"strings"
)

// wordError is a value that is none of the known ones. The decoder finds the
// known one that was meant.
type wordError struct {
	what  string
	word  string
	known []string
}

func (e *wordError) Error() string {
	return "unknown " + e.what + " " + quote(e.word)
}

// Word returns the word that is not known.
func (e *wordError) Word() string { return e.word }

// Known returns the words that are.
func (e *wordError) Known() []string { return e.known }

// hintError is a value of the wrong form, with the form that is wanted.
type hintError struct{ message, hint string }

func (e *hintError) Error() string { return e.message }

// Hint says what form is wanted.
func (e *hintError) Hint() string { return e.hint }

func quote(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:60]) + "…"
	}
	return `"` + s + `"`
}

// oneOf returns the known word equal to text.
func oneOf[T ~string](what string, text []byte, known []T) (T, error) {
	for _, k := range known {
		if string(k) == string(text) {
			return k, nil
		}
	}
	return "", &wordError{what: what, word: string(text), known: words(known)}
}

func words[T ~string](known []T) []string {
	list := make([]string, len(known))
	for i, k := range known {
		list[i] = string(k)
	}
	return list
}

// IsSlug reports whether s is lower-case letters, digits and single hyphens
// between them: the form of every slug.
func IsSlug(s string) bool {
	if s == "" || len(s) > 200 || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
		return false
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return true
}

// Slug is the last part of a page's address: "backend-qa-engineer".
type Slug string

// UnmarshalText refuses what is no slug.
func (s *Slug) UnmarshalText(text []byte) error {
	if !IsSlug(string(text)) {
		return &hintError{quote(string(text)) + " is not a slug", "use lower-case letters, digits and hyphens, as in backend-qa-engineer"}
	}
	*s = Slug(text)
	return nil
}

// URL is an address of this site ("/roles/nurse/") or an absolute http, https
// or mailto address.
type URL string

// UnmarshalText refuses every other scheme and relative addresses.
func (u *URL) UnmarshalText(text []byte) error {
	s := string(text)
	lower := strings.ToLower(s)
	bad := strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f || r == '\\' || r == '"' || r == '<' || r == '>' })
	rooted := strings.HasPrefix(s, "/") && !strings.HasPrefix(s, "//")
	outside := strings.HasPrefix(lower, "https://") && len(s) > 8 || strings.HasPrefix(lower, "http://") && len(s) > 7 || strings.HasPrefix(lower, "mailto:") && len(s) > 7
	if bad || !rooted && !outside {
		return &hintError{quote(s) + " is not an address", "write https://… or an address of this site such as /roles/nurse/"}
	}
	*u = URL(s)
	return nil
}

// IsLocal reports whether the address is one of this site.
func (u URL) IsLocal() bool { return strings.HasPrefix(string(u), "/") }
