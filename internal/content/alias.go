package content

import (
	"strings"
)

// Alias is an address of the site that redirects: "/old-path/". One that ends
// in neither a slash nor .html is a folder.
type Alias string

type formError struct{ message, hint string }

func (e *formError) Error() string { return e.message }

// Hint says what form is wanted.
func (e *formError) Hint() string { return e.hint }

// UnmarshalText refuses what is no path of the site.
func (a *Alias) UnmarshalText(text []byte) error {
	s := string(text)
	bad := func(hint string) error {
		return &formError{"alias \"" + string(text) + "\" is not a path of the site", hint}
	}
	if !strings.HasPrefix(s, "/") || strings.HasPrefix(s, "//") || s == "/" {
		return bad("begin it with one slash: /old-path/")
	}
	if strings.ContainsAny(s, "?#\\%\"'<>:*|") || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return bad("write it without spaces, ?, # and the like: /old-path/")
	}
	if !strings.HasSuffix(s, "/") && !strings.HasSuffix(s, ".html") {
		s += "/"
	}
	for part := range strings.SplitSeq(strings.Trim(s, "/"), "/") {
		if part == "" || strings.HasPrefix(part, ".") || len(part) > 200 {
			return bad("write its parts without dots before them and not empty: /old-path/")
		}
	}
	*a = Alias(s)
	return nil
}
