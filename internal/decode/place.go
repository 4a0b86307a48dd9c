package decode

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// admit checks the bytes of the source before any parser sees them: their
// number, that they are UTF-8, and that no control characters stand among them.
// It takes a byte-order mark off.
func (p *parse) admit() bool {
	start := diag.Position{Line: p.first, Column: 1}
	if len(p.data) > MaxSize {
		p.add(start, "limit", fmt.Sprintf("%d kB of data; at most %d kB are read", len(p.data)>>10, MaxSize>>10), "")
		return false
	}
	p.data = bytes.TrimPrefix(p.data, []byte("\ufeff"))
	// The clip keeps a parser from looking beyond the data.
	p.data = p.data[:len(p.data):len(p.data)]
	c := cursor{data: p.data, first: p.first}
	ok := true
	p.ascii = true
	for i := 0; i < len(p.data); {
		b := p.data[i]
		if b >= ' ' && b < 0x7f || b == '\n' || b == '\t' || b == '\r' {
			i++
			continue
		}
		p.ascii = false
		r, size := utf8.DecodeRune(p.data[i:])
		if r == utf8.RuneError && size == 1 {
			p.add(c.at(i), "syntax", "not UTF-8 text", "save the file in the encoding UTF-8")
			return false
		}
		if isControl(r) {
			p.add(c.at(i), "control-character", controlMessage(r), "delete it")
			ok = false
		}
		i += size
	}
	return ok
}

// isControl reports whether r has no place in text. White space of any kind is
// not meant.
func isControl(r rune) bool {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		return false
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return true
	}
	return r >= 0xfffe && r&0xfffe == 0xfffe
}

func controlMessage(r rune) string {
	return fmt.Sprintf("the control character U+%04X is not allowed in text", r)
}

// cursor turns offsets into places. Going forward it looks at each byte once.
type cursor struct {
	data         []byte
	first        int
	offset       int
	line, column int // of offset, from 0
}

// at returns the place of an offset.
func (c *cursor) at(offset int) diag.Position {
	offset = min(max(offset, 0), len(c.data))
	for offset > 0 && offset < len(c.data) && !utf8.RuneStart(c.data[offset]) {
		offset-- // a parser may point into the middle of a character
	}
	if offset < c.offset {
		c.offset, c.line, c.column = 0, 0, 0
	}
	between := c.data[c.offset:offset]
	if last := bytes.LastIndexByte(between, '\n'); last >= 0 {
		c.line += bytes.Count(between, []byte("\n"))
		c.column = 0
		between = between[last+1:]
	}
	c.column += utf8.RuneCount(between)
	c.offset = offset
	return diag.Position{Line: c.first + c.line, Column: c.column + 1}
}
