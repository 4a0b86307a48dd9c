package markdown

import (
	"fmt"
	"sort"
	"unicode"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// isStray reports whether r is a control character that has no place in text:
// the same ones that front matter refuses. White space of any kind is not meant.
func isStray(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	}
	return r >= 0xfffe && r&0xfffe == 0xfffe
}

// cut is a place where characters were left out.
type cut struct {
	at    int // in what is left
	bytes int // left out up to here
}

// withoutControls returns a body without control characters, and where they
// stood. It is the source itself where there are none.
func withoutControls(source []byte) ([]byte, []cut) {
	var clean []byte
	var cuts []cut
	from, removed := 0, 0
	for i := 0; i < len(source); {
		b := source[i]
		if b >= ' ' && b < 0x7f || b == '\n' || b == '\t' || b == '\r' {
			i++
			continue
		}
		r, size := utf8.DecodeRune(source[i:])
		if isStray(r) {
			clean = append(clean, source[from:i]...)
			removed += size
			from = i + size
			if n := len(cuts); n > 0 && cuts[n-1].at == len(clean) {
				cuts[n-1].bytes = removed
			} else {
				cuts = append(cuts, cut{len(clean), removed})
			}
		}
		i += size
	}
	if removed == 0 {
		return source, nil
	}
	return append(clean, source[from:]...), cuts
}

// written returns the offset in the body as written of an offset of what is
// parsed.
func (r *renderer) written(offset int) int {
	i := sort.Search(len(r.dropped), func(i int) bool { return r.dropped[i].at > offset }) - 1
	if i < 0 {
		return offset
	}
	return offset + r.dropped[i].bytes
}

// maxControls bounds the lines of a body whose control characters are told.
const maxControls = 10

// controls warns of the control characters that were left out, once a line.
func (r *renderer) controls() {
	line, told, before := 0, 0, 0
	for _, c := range r.dropped {
		at := c.at + before // as written
		before = c.bytes
		p := r.place(at)
		if p.Line == line {
			continue
		}
		line = p.Line
		if told++; told > maxControls {
			return
		}
		char, _ := utf8.DecodeRune(r.original[at:])
		r.found = append(r.found, diag.Finding{File: r.o.File, Position: p, Severity: diag.Warning, Rule: "control-character",
			Message: fmt.Sprintf("the control character U+%04X is left out", char), Hint: "delete it"})
	}
}

// Blank reports whether nothing of a text can be seen: it is empty or has
// white space, format characters, combining marks and blanks alone.
func Blank(s string) bool {
	for _, r := range s {
		switch {
		case r > ' ' && r < 0x7f:
			return false
		case !unicode.IsGraphic(r), unicode.IsSpace(r), unicode.IsMark(r), isFiller(r):
		default:
			return false
		}
	}
	return true
}

// isFiller reports whether r is a letter or a symbol that shows nothing.
func isFiller(r rune) bool {
	switch r {
	case 0x115f, 0x1160, 0x3164, 0xffa0: // Hangul fillers
		return true
	case 0x2800: // the Braille pattern without dots
		return true
	}
	return false
}
