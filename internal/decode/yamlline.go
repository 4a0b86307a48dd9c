package decode

import (
	"strings"
	"unicode/utf8"
)

// byte returns the byte at pos; 0 at the end of the text, which has no other.
func (y *plainYAML) byte() byte {
	if y.pos < len(y.text) {
		return y.text[y.pos]
	}
	return 0
}

// blank reports whether a space or the end of the line stands at the offset.
func (y *plainYAML) blank(offset int) bool {
	return offset >= len(y.text) || y.text[offset] == ' ' || y.text[offset] == '\n'
}

// dash reports whether the dash of an item stands at pos.
func (y *plainYAML) dash() bool { return y.byte() == '-' && y.blank(y.pos+1) }

// spaces passes over spaces.
func (y *plainYAML) spaces() {
	for y.pos < len(y.text) && y.text[y.pos] == ' ' {
		y.pos++
	}
}

// restOfLine passes over spaces and a comment. Nothing else may stand in what
// is left of the line.
func (y *plainYAML) restOfLine() bool {
	y.spaces()
	if y.byte() == '#' && y.text[y.pos-1] == ' ' {
		y.comment()
	}
	return y.pos == len(y.text) || y.text[y.pos] == '\n'
}

func (y *plainYAML) comment() {
	if i := strings.IndexByte(y.text[y.pos:], '\n'); i >= 0 {
		y.pos += i
	} else {
		y.pos = len(y.text)
	}
}

// endLine goes from within a line, in which nothing may follow, to the first
// character of the next that is not empty.
func (y *plainYAML) endLine() bool {
	if !y.restOfLine() {
		return false
	}
	y.pos++
	return y.enter()
}

// enter goes from the beginning of a line to the first character of it, or of
// the next that is not empty. It refuses the marks of documents.
func (y *plainYAML) enter() bool {
	for ; y.pos < len(y.text); y.pos++ {
		y.newLine()
		y.spaces()
		switch y.byte() {
		case 0, '\n':
			continue
		case '#':
			y.comment()
			continue
		}
		y.indent = y.pos - y.start
		rest := y.text[y.pos:]
		return y.indent > 0 || !(strings.HasPrefix(rest, "---") || strings.HasPrefix(rest, "...")) || !y.blank(y.pos+3)
	}
	y.pos, y.indent = len(y.text), -1
	return true
}

// newLine notes that a line begins at pos.
func (y *plainYAML) newLine() {
	y.line++
	y.start, y.mark, y.column = y.pos, y.pos, 1
}

// at returns the place of an offset in the line. Going forward it looks at
// each byte once.
func (y *plainYAML) at(offset int) (line, column int32) {
	line = int32(y.first + y.line)
	if y.ascii {
		return line, int32(offset - y.start + 1)
	}
	if offset < y.mark {
		y.mark, y.column = y.start, 1
	}
	y.column += utf8.RuneCountInString(y.text[y.mark:offset])
	y.mark = offset
	return line, int32(y.column)
}

func (y *plainYAML) placeAt(n *Node, offset int) { n.Line, n.Column = y.at(offset) }

// place notes that n begins at pos.
func (y *plainYAML) place(n *Node) { y.placeAt(n, y.pos) }

// empty makes n the value that stands where none is written: here.
func (y *plainYAML) empty(n *Node) {
	n.Kind, n.Plain = Null, true
	y.place(n)
}
