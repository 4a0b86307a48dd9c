package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// failsafe is what html/template writes in place of what is unsafe.
const failsafe = "ZgotmplZ"

// table is what bytes are replaced by; "" for what stays.
type table struct {
	by [17]string
	at [256]uint8 // into by
}

func newTable(pairs ...string) (t table) {
	for i := 0; i < len(pairs); i += 2 {
		n := uint8(i/2 + 1)
		t.at[pairs[i][0]], t.by[n] = n, pairs[i+1]
	}
	return t
}

// The bytes that are replaced: in text and quoted attributes, the same without
// & in HTML that is safe already, and the same in attributes without quotes.
var (
	inHTML    = newTable("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;", "&", "&amp;")
	inSafe    = newTable("\x00", "\uFFFD", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;")
	inNospace = newTable("\x00", "&#xfffd;", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;", "&", "&amp;",
		"\t", "&#9;", "\n", "&#10;", "\v", "&#11;", "\f", "&#12;", "\r", "&#13;", " ", "&#32;", "=", "&#61;", "`", "&#96;")
	inSafeNospace = newTable("\x00", "&#xfffd;", `"`, "&#34;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;",
		"\t", "&#9;", "\n", "&#10;", "\v", "&#11;", "\f", "&#12;", "\r", "&#13;", " ", "&#32;", "=", "&#61;", "`", "&#96;")
)

func replaceAll(out []byte, s string, t *table) []byte {
	from := 0
	for i := range len(s) {
		if n := t.at[s[i]]; n != 0 {
			out = append(append(out, s[from:i]...), t.by[n]...)
			from = i + 1
		}
	}
	return append(out, s[from:]...)
}

func escapeHTML(out []byte, s string, c content) []byte {
	if c == safeHTML {
		return append(out, s...)
	}
	return replaceAll(out, s, &inHTML)
}

func escapeAttr(out []byte, s string, c content) []byte {
	if c == safeHTML {
		return replaceAll(out, s, &inSafe)
	}
	return replaceAll(out, s, &inHTML)
}

func escapeNospace(out []byte, s string, c content) []byte {
	if s == "" {
		return append(out, failsafe...)
	}
	t := &inNospace
	if c == safeHTML {
		t = &inSafeNospace
	}
	from := 0
	for i, w := 0, 0; i < len(s); i += w {
		r := rune(s[i])
		if w = 1; r < utf8.RuneSelf {
			if n := t.at[s[i]]; n != 0 {
				out = append(append(out, s[from:i]...), t.by[n]...)
				from = i + w
			}
			continue
		}
		// What is no UTF-8 counts as U+FFFD.
		if r, w = utf8.DecodeRuneInString(s[i:]); 0xfdd0 <= r && r <= 0xfdef || 0xfff0 <= r && r <= 0xffff {
			out = append(append(out, s[from:i]...), "&#x"...)
			out = append(strconv.AppendInt(out, int64(r), 16), ';')
			from = i + w
		}
	}
	return append(out, s[from:]...)
}

// filterURL lets URLs pass that are relative or whose scheme is http, https or
// mailto.
func filterURL(out []byte, s string, c content) []byte {
	if c != safeURL {
		if scheme, _, ok := strings.Cut(s, ":"); ok && strings.IndexByte(scheme, '/') < 0 &&
			!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
			return append(out, "#"+failsafe...)
		}
	}
	return append(out, s...)
}

// appendURL writes a URL whose unsafe bytes are percent-encoded; normalized,
// what has a meaning in a URL stays.
func appendURL(out []byte, s string, normalize bool) []byte {
	const hex = "0123456789abcdef"
	from := 0
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
			continue
		case c == '-' || c == '.' || c == '_' || c == '~':
			continue
		case normalize && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0:
			continue
		case normalize && c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			continue
		}
		out = append(append(out, s[from:i]...), '%', hex[s[i]>>4], hex[s[i]&15])
		from = i + 1
	}
	return append(out, s[from:]...)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
