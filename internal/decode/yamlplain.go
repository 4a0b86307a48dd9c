package decode

import "bytes"

// plainDepth is how deep plain YAML nests. It is below MaxDepth, so that the
// full parser tells of what is too deep.
const plainDepth = 32

// plainYAML reads the part of YAML that front matter is written in: mappings
// and lists by indentation with spaces, or in brackets on one line; scalars on
// one line, with quotes or without; block scalars that find their indentation
// themselves; comments. It makes the tree straight from the text.
//
// Every method that reads returns false at whatever else there is: anchors,
// tags, tabs, text over several lines, documents, errors of any kind. The full
// parser then reads the data from its beginning, and alone decides what it
// means or what is wrong with it. What plainYAML does read means to the full
// parser the same, place by place.
type plainYAML struct {
	text  string // the data
	ascii bool   // of the text
	first int    // file line of the first line

	pos    int // what is read next
	line   int // the line of pos, from 0
	start  int // where this line begins
	indent int // column, from 0, of what stands in the line; -1 at the end
	mark   int // a place in this line that
	column int // has this column, from 1

	stack []Node // items of the lists and mappings that are being read
	arena arena
}

// plainYAML reads the data into the root, if it is plain YAML: a mapping or
// a list.
func (p *parse) plainYAML() bool {
	// A value takes a byte, so that there are no more of them than MaxNodes.
	if len(p.data) > MaxNodes {
		return false
	}
	if bytes.IndexByte(p.data, '\t') >= 0 || bytes.IndexByte(p.data, '\r') >= 0 {
		return false
	}
	if !p.ascii {
		// Line breaks and a byte-order mark in the middle.
		for _, odd := range []string{"\u0085", "\u2028", "\u2029", "\ufeff"} {
			if bytes.Contains(p.data, []byte(odd)) {
				return false
			}
		}
	}
	y := plainYAML{text: string(p.data), ascii: p.ascii, first: p.first, line: -1, stack: make([]Node, 0, 48)}
	var root Node
	if !y.enter() || y.indent < 0 || !y.block(&root, 1) || y.indent >= 0 {
		return false
	}
	root.KeyLine, root.KeyColumn = root.Line, root.Column
	*p.root, p.nodes = root, p.nodes+1
	return true
}

// block reads a mapping or a list that begins at pos. It ends at a line that
// begins in another column. If that is no column of a block around it either,
// every one of them ends, and plainYAML gives up: the line may go on with the
// text of the line before.
func (y *plainYAML) block(n *Node, depth int) bool {
	if y.dash() {
		return y.list(n, y.indent, depth)
	}
	return y.mapping(n, y.indent, depth)
}

// list reads the items whose dashes stand in the column.
func (y *plainYAML) list(n *Node, column, depth int) bool {
	if depth > plainDepth {
		return false
	}
	n.Kind, n.Plain = List, false
	y.place(n)
	base := len(y.stack)
	var item Node // out here, where it need not be allocated
	for y.indent == column && y.dash() {
		y.pos++
		item = Node{}
		if !y.item(&item, column, depth+1) {
			return false
		}
		y.stack = append(y.stack, item)
	}
	n.Items = y.take(base)
	return true
}

// item reads what follows a dash.
func (y *plainYAML) item(n *Node, column, depth int) bool {
	y.empty(n)
	y.spaces()
	switch y.byte() {
	case 0, '\n', '#':
		if !y.endLine() {
			return false
		}
		return y.indent <= column || y.block(n, depth)
	case '-':
		if y.dash() {
			y.indent = y.pos - y.start
			return y.block(n, depth)
		}
	case '[', '{', '|', '>':
		return y.inline(n, column, depth)
	}
	at := y.pos
	s, quoted, ok := y.scalar(false)
	if !ok {
		return false
	}
	y.spaces()
	if y.byte() == ':' {
		y.pos, y.indent = at, at-y.start
		return y.mapping(n, y.indent, depth)
	}
	y.placeAt(n, at)
	n.resolve(s, quoted)
	return y.endLine()
}

// mapping reads the fields whose keys stand in the column.
func (y *plainYAML) mapping(n *Node, column, depth int) bool {
	if depth > plainDepth {
		return false
	}
	n.Kind, n.Plain = Map, false
	y.place(n)
	base := len(y.stack)
	var item Node
	for y.indent == column {
		item = Node{}
		if !y.key(&item, false) || !y.field(&item, column, depth+1) {
			return false
		}
		y.stack = append(y.stack, item)
	}
	n.Items = y.take(base)
	return true
}

// key reads the name of a field and the colon behind it.
func (y *plainYAML) key(n *Node, flow bool) bool {
	at := y.pos
	s, quoted, ok := y.scalar(flow)
	if !ok {
		return false
	}
	if !quoted {
		switch s {
		case "~", "null", "Null", "NULL", "<<":
			return false
		}
	}
	y.spaces()
	if y.byte() != ':' || !y.blank(y.pos+1) {
		return false
	}
	n.Key = s
	line, column := y.at(at)
	n.KeyLine, n.KeyColumn = line, column
	y.pos++
	return true
}

// field reads what follows a key and its colon.
func (y *plainYAML) field(n *Node, column, depth int) bool {
	y.empty(n)
	y.spaces()
	switch y.byte() {
	case 0, '\n', '#':
	default:
		return y.inline(n, column, depth)
	}
	switch {
	case !y.endLine():
		return false
	case y.indent > column:
		return y.block(n, depth)
	case y.indent == column && y.dash():
		// A list may stand under the first letter of its key.
		return y.list(n, column, depth)
	}
	return true
}

// inline reads a value in the line of its key or dash, and that line's end.
func (y *plainYAML) inline(n *Node, column, depth int) bool {
	switch y.byte() {
	case '[', '{':
		if !y.flow(n, depth) {
			return false
		}
	case '|', '>':
		if !y.blockScalar(n, column) {
			return false
		}
	default:
		y.place(n)
		s, quoted, ok := y.scalar(false)
		if !ok {
			return false
		}
		n.resolve(s, quoted)
	}
	return y.endLine()
}

// flow reads a list or mapping in brackets. All of it stands on one line.
func (y *plainYAML) flow(n *Node, depth int) bool {
	if depth > plainDepth {
		return false
	}
	y.place(n)
	end := byte(']')
	n.Kind, n.Plain = List, false
	if y.byte() == '{' {
		n.Kind, end = Map, '}'
	}
	y.pos++
	y.spaces()
	base := len(y.stack)
	var item Node
	for more := y.byte() != end; more; {
		item = Node{}
		if n.Kind == Map && !y.key(&item, true) {
			return false
		}
		y.spaces()
		if b := y.byte(); b == '[' || b == '{' {
			if !y.flow(&item, depth+1) {
				return false
			}
		} else {
			y.place(&item)
			s, quoted, ok := y.scalar(true)
			if !ok {
				return false
			}
			item.resolve(s, quoted)
		}
		y.stack = append(y.stack, item)
		y.spaces()
		switch y.byte() {
		case ',':
			y.pos++
			y.spaces()
		case end:
			more = false
		default:
			return false
		}
	}
	y.pos++
	n.Items = y.take(base)
	return true
}

// take ends a list or mapping: its items are those of the stack from base on.
func (y *plainYAML) take(base int) []Node {
	items := y.arena.take(len(y.stack) - base)
	copy(items, y.stack[base:])
	y.stack = y.stack[:base]
	return items
}
