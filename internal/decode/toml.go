package decode

import (
	"errors"

	"github.com/pelletier/go-toml/v2/unstable"
)

// toml parses the data as a TOML document. Its dates become Text.
func (p *parse) toml() bool {
	t := tomlParser{parse: p, cursor: cursor{data: p.data, first: p.first}}
	t.root = &tomlNode{node: *p.root, origin: tomlHeader}
	t.table = t.root
	p.nodes++
	t.parser.Reset(p.data)
	for !p.broken && t.parser.NextExpression() {
		switch e := t.parser.Expression(); e.Kind {
		case unstable.KeyValue:
			t.keyValue(t.table, t.depth, e)
		case unstable.Table, unstable.ArrayTable:
			t.header(e)
		}
	}
	if err := t.parser.Error(); err != nil {
		t.syntax(err)
		return false
	}
	if p.broken {
		return false
	}
	t.freeze(p.root, t.root)
	return true
}

// tomlOrigin says how a table came to be, on which depends what may be added.
type tomlOrigin uint8

const (
	tomlValue   tomlOrigin = iota // a value: nothing may be added
	tomlImplied                   // a table that a header of one inside it implied
	tomlHeader                    // [table]
	tomlDotted                    // a table made by a dotted key
	tomlTables                    // the list of [[table]]
)

// tomlNode is a node that may still grow.
type tomlNode struct {
	node   Node // without Items
	origin tomlOrigin
	items  []*tomlNode
	index  map[string]*tomlNode // of a long table
}

func (n *tomlNode) get(key string) *tomlNode {
	if n.index != nil {
		return n.index[key]
	}
	for _, item := range n.items {
		if item.node.Key == key {
			return item
		}
	}
	return nil
}

func (n *tomlNode) add(item *tomlNode) {
	n.items = append(n.items, item)
	if n.index == nil && len(n.items) > 32 {
		n.index = make(map[string]*tomlNode, 64)
		for _, old := range n.items {
			n.index[old.node.Key] = old
		}
	}
	if n.index != nil {
		n.index[item.node.Key] = item
	}
}

type tomlParser struct {
	*parse
	parser unstable.Parser
	cursor cursor
	root   *tomlNode
	table  *tomlNode // the one that the last header names
	depth  int       // of table
}

// child returns the table called by a key in parent, made if it is missing. It
// is nil, with a finding, if what is there cannot be added to.
func (t *tomlParser) child(parent *tomlNode, key *unstable.Node, depth int, origin tomlOrigin) *tomlNode {
	name := string(key.Data)
	old := parent.get(name)
	if old == nil {
		at := t.cursor.at(int(key.Raw.Offset))
		if !t.count(1, depth, at) {
			return nil
		}
		made := &tomlNode{origin: origin, node: Node{Kind: Map, Key: name}}
		made.node.place(at)
		made.node.placeKey(at)
		parent.add(made)
		return made
	}
	switch {
	case origin == tomlDotted && old.origin == tomlDotted:
		return old
	case origin == tomlImplied && old.origin == tomlTables:
		return old.items[len(old.items)-1]
	case origin == tomlImplied && old.origin != tomlValue:
		return old
	}
	t.taken(old, key)
	return nil
}

func (t *tomlParser) taken(old *tomlNode, key *unstable.Node) {
	t.duplicate(string(key.Data), t.cursor.at(int(key.Raw.Offset)), int(old.node.KeyLine))
}

// header opens the table of [a.b] or [[a.b]]. After a mistake it opens one that
// nobody sees, so that what follows is still checked for syntax.
func (t *tomlParser) header(e *unstable.Node) {
	table, depth := t.root, 1
	start := t.cursor.at(t.bracket(int(e.Child().Raw.Offset), e.Kind == unstable.ArrayTable))
	t.table = &tomlNode{origin: tomlHeader, node: Node{Kind: Map}}
	for keys := e.Key(); keys.Next(); depth++ {
		key := keys.Node()
		if !keys.IsLast() {
			if table = t.child(table, key, depth, tomlImplied); table == nil {
				return
			}
			if table.node.Key == "" { // an item of a list of tables
				depth++
			}
			continue
		}
		at := t.cursor.at(int(key.Raw.Offset))
		name := string(key.Data)
		old := table.get(name)
		switch {
		case e.Kind == unstable.ArrayTable:
			if old == nil {
				old = &tomlNode{origin: tomlTables, node: Node{Kind: List, Key: name}}
				old.node.place(start)
				old.node.placeKey(at)
				table.add(old)
			} else if old.origin != tomlTables {
				t.taken(old, key)
				return
			}
			if !t.count(2, depth+1, at) {
				return
			}
			t.table.node.place(start)
			t.table.node.placeKey(start)
			old.items = append(old.items, t.table)
			depth++
		case old == nil:
			if !t.count(1, depth, at) {
				return
			}
			t.table.node.Key = name
			t.table.node.place(start)
			t.table.node.placeKey(at)
			table.add(t.table)
		case old.origin == tomlImplied:
			old.origin = tomlHeader
			old.node.place(start)
			old.node.placeKey(at)
			t.table = old
		default:
			t.taken(old, key)
		}
		t.depth = depth
	}
}

// bracket returns the offset of the bracket that opens a header.
func (t *tomlParser) bracket(offset int, double bool) int {
	for offset > 0 && t.data[offset-1] != '\n' && t.data[offset] != '[' {
		offset--
	}
	if double && offset > 0 && t.data[offset-1] == '[' {
		offset--
	}
	return offset
}

// keyValue sets what e says in the table, and returns the offset behind it.
func (t *tomlParser) keyValue(table *tomlNode, depth int, e *unstable.Node) int {
	end := 0
	for keys := e.Key(); keys.Next(); {
		key := keys.Node()
		end = int(key.Raw.Offset + key.Raw.Length)
		depth++
		if !keys.IsLast() {
			if table != nil {
				table = t.child(table, key, depth, tomlDotted)
			}
			continue
		}
		item := &tomlNode{}
		item.node.Key = string(key.Data)
		at := t.cursor.at(int(key.Raw.Offset))
		item.node.placeKey(at)
		if !t.count(1, depth, at) {
			return end
		}
		if table != nil {
			if old := table.get(item.node.Key); old != nil {
				t.taken(old, key)
			} else {
				table.add(item)
			}
		}
		end = t.skip(end, "=")
		end = t.value(item, e.Value(), end, depth)
	}
	return end
}

// value fills n from v, which begins at start. It returns the offset behind it.
func (t *tomlParser) value(n *tomlNode, v *unstable.Node, start, depth int) int {
	if t.broken {
		return start
	}
	n.node.place(t.cursor.at(start))
	end := start + 1
	switch v.Kind {
	case unstable.Array:
		n.node.Kind = List
		for items := v.Children(); items.Next() && !t.broken; {
			end = t.skip(end, ",")
			item := &tomlNode{}
			if t.count(1, depth+1, t.cursor.at(end)) {
				end = t.value(item, items.Node(), end, depth+1)
				n.items = append(n.items, item)
			}
		}
		return t.skip(end, ",") + 1
	case unstable.InlineTable:
		n.node.Kind = Map
		for items := v.Children(); items.Next() && !t.broken; {
			if item := items.Node(); item.Kind == unstable.KeyValue {
				end = t.keyValue(n, depth, item)
			}
		}
		return t.skip(end, ",") + 1
	case unstable.Bool:
		n.node.Kind = Bool
	case unstable.Integer, unstable.Float:
		n.node.Kind = Number
	default: // strings and dates
		n.node.Kind = Text
	}
	n.node.Text = string(v.Data)
	return int(v.Raw.Offset + v.Raw.Length)
}

// skip returns the offset of what follows white space, comments and the
// separators.
func (t *tomlParser) skip(offset int, separators string) int {
	for offset < len(t.data) {
		switch c := t.data[offset]; {
		case c == '#':
			for offset < len(t.data) && t.data[offset] != '\n' {
				offset++
			}
		case c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == separators[0]:
			offset++
		default:
			return offset
		}
	}
	return offset
}

// freeze makes the final node of n.
func (t *tomlParser) freeze(dst *Node, n *tomlNode) {
	*dst = n.node
	dst.Items = t.arena.take(len(n.items))
	for i, item := range n.items {
		t.freeze(&dst.Items[i], item)
	}
}

// syntax tells an error of the library.
func (t *tomlParser) syntax(err error) {
	offset := len(t.data)
	var parser *unstable.ParserError
	if errors.As(err, &parser) {
		// The highlight is a part of the data: its capacity says which.
		if o := cap(t.data) - cap(parser.Highlight); o >= 0 && o <= len(t.data) && parser.Highlight != nil {
			offset = o
		}
	}
	t.add(t.cursor.at(offset), "syntax", shortenTo(err.Error(), 200), "")
}
