package hosting

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"careerguide/internal/config"
)

// plain are the characters that mean themselves in an address and in every
// host's files.
func plain(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~/", c) >= 0
}

// delimiters are those that browsers send as they are, and that mean nothing in
// a line of _redirects.
const delimiters = "!$&()+,;=@"

// asked writes a file's name as browsers ask for it: what they do not send as
// it is as %XX, and with it what the hosts have a use of their own for.
func asked(name string) string {
	var b strings.Builder
	for i := range len(name) {
		if c := name[i]; plain(c) || strings.IndexByte(delimiters, c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

// target writes where a redirect leads: below the base URL's path, with what
// is escaped already left so and the first # as the fragment's.
func target(base config.BaseURL, to string) string {
	href := base.Href(to)
	var b strings.Builder
	fragment := false
	for i := range len(href) {
		switch c := href[i]; {
		case plain(c), c == '%' && i+2 < len(href) && isHex(href[i+1]) && isHex(href[i+2]):
			b.WriteByte(c)
		case c == '#' && !fragment:
			fragment = true
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// unescaped is the path of a base URL as servers see it: %XX read.
func unescaped(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '%' && i+2 < len(path) && isHex(path[i+1]) && isHex(path[i+2]) {
			var c byte
			fmt.Sscanf(path[i+1:i+3], "%02x", &c)
			b.WriteByte(c)
			i += 2
			continue
		}
		b.WriteByte(path[i])
	}
	return b.String()
}

// pattern writes a text as a regular expression that fits nothing else, of
// letters, digits and \xHH alone: of RE2 and PCRE, in any quotes.
func pattern(text string) string {
	var b strings.Builder
	for i := range len(text) {
		if c := text[i]; c >= utf8.RuneSelf || plain(c) && c != '.' && c != '~' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, `\x%02X`, c)
		}
	}
	return b.String()
}
