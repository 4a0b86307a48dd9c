package markdown

import (
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// appendEscaped appends text as HTML text, which may stand in a quoted
// attribute too.
func appendEscaped(dst []byte, s string) []byte {
	from := 0
	for i := range len(s) {
		var entity string
		switch s[i] {
		case '&':
			entity = "&amp;"
		case '<':
			entity = "&lt;"
		case '>':
			entity = "&gt;"
		case '"':
			entity = "&#34;"
		case '\r', 0:
		default:
			continue
		}
		dst = append(append(dst, s[from:i]...), entity...)
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// unescape resolves the backslash escapes and character references of text.
// The result may share memory with the source.
func unescape(source []byte) string {
	for i, c := range source {
		if c == '\\' || c == '&' {
			return string(appendUnescaped(make([]byte, 0, len(source)), source, i))
		}
	}
	return util.BytesToReadOnlyString(source)
}

func appendUnescaped(dst, source []byte, from int) []byte {
	dst = append(dst, source[:from]...)
	for i := from; i < len(source); i++ {
		c := source[i]
		if c == '\\' && i+1 < len(source) && util.IsPunct(source[i+1]) {
			i++
			dst = append(dst, source[i])
			continue
		}
		if c == '&' {
			if value, size := reference(source[i:]); size > 0 {
				dst = append(dst, value...)
				i += size - 1
				continue
			}
		}
		dst = append(dst, c)
	}
	return dst
}

// reference reads a character reference at the start of source: "&amp;",
// "&#38;", "&#x26;". Its size is 0 if there is none.
func reference(source []byte) (value []byte, size int) {
	const longest = 40
	end := 1
	for ; end < len(source) && end < longest && (util.IsAlphaNumeric(source[end]) || source[end] == '#'); end++ {
	}
	if end < 3 || end >= len(source) || source[end] != ';' {
		return nil, 0
	}
	name := source[1:end]
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return nil, 0
		}
		return entity.Characters, end + 1
	}
	digits, base := string(name[1:]), 10
	if digits != "" && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > 7 {
		return nil, 0
	}
	r := rune(n)
	if n > unicode.MaxRune || !utf8.ValidRune(r) || r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || r&0xfffe == 0xfffe {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, r), end + 1
}

// appendPlain appends the plain text below an inline node or a heading, as
// inline says it.
func (r *renderer) appendPlain(dst []byte, parent ast.Node, depth int) []byte {
	source := r.source
	if depth > maxInline {
		stop(max(parent.Pos(), 0), "emphasis and links nested more than %d deep", maxInline)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			if n.IsRaw() {
				dst = append(dst, n.Segment.Value(source)...)
			} else {
				dst = append(dst, unescape(n.Segment.Value(source))...)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.String:
			dst = append(dst, n.Value...)
		case *ast.AutoLink:
			dst = append(dst, n.Label(source)...)
		case *ast.RawHTML:
			if !r.o.RawHTML && !isComment(n, source) {
				for i := range n.Segments.Len() {
					segment := n.Segments.At(i)
					dst = append(dst, segment.Value(source)...)
				}
			}
		case *noteMark, *extast.TaskCheckBox:
		default:
			dst = r.appendPlain(dst, n, depth+1)
		}
	}
	return dst
}

// wordCount counts the words of a text: what stands between spaces and has a
// letter or a digit.
func wordCount(s string) int {
	n, counted := 0, false
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'):
			if !counted {
				n, counted = n+1, true
			}
		case unicode.IsSpace(r):
			counted = false
		case r >= utf8.RuneSelf && !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			n, counted = n+1, true
		}
	}
	return n
}
