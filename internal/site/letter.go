package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// PageSize is the number of roles that a list shows on one page. Above it
// the A to Z has a page a letter, and a hub has several pages.
const PageSize = 500

// Letter is the roles whose titles begin alike.
type Letter struct {
	Name  string // "B"; "#" for titles that begin with no letter
	Slug  string // "b"; "other"
	Roles []*Role
}

// Letters returns the roles by their first letters, in the order of titles;
// those that begin with no letter come last.
func (s *Site) Letters() []Letter {
	var letters []Letter
	at := map[string]int{}
	other := Letter{Name: "#", Slug: "other"}
	for _, r := range s.Roles {
		name, slug := initial(r.Title)
		if name == "#" {
			other.Roles = append(other.Roles, r)
			continue
		}
		i, ok := at[slug]
		if !ok {
			i = len(letters)
			at[slug] = i
			letters = append(letters, Letter{Name: name, Slug: slug})
		}
		letters[i].Roles = append(letters[i].Roles, r)
	}
	if len(other.Roles) > 0 {
		letters = append(letters, other)
	}
	return letters
}

// initial returns a title's first letter without its accent.
func initial(title string) (name, slug string) {
	if c := title; c != "" && (c[0]|0x20 >= 'a' && c[0]|0x20 <= 'z') && (len(c) == 1 || c[1] < utf8.RuneSelf) {
		return strings.ToUpper(c[:1]), strings.ToLower(c[:1])
	}
	for _, r := range norm.NFD.String(title) {
		if unicode.IsLetter(r) {
			r = unicode.ToUpper(r)
			return string(r), strings.ToLower(string(r))
		}
		if unicode.IsDigit(r) {
			break
		}
	}
	return "#", "other"
}

// Paged reports whether the A to Z has a page a letter.
func (s *Site) Paged() bool { return len(s.Roles) > PageSize }

// ListURL returns the address of a page of a list; the first is 1.
func ListURL(base string, page int) string {
	if page == 1 {
		return base
	}
	return base + itoa(page) + "/"
}

// ListPages returns how many pages a list of n has; an empty one has one.
func ListPages(n int) int { return max(1, (n+PageSize-1)/PageSize) }
