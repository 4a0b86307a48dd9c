package decode

import (
	"strconv"
	"strings"

	"careerguide/internal/diag"
)

// Kind is the shape of a node.
type Kind uint8

// The kinds. Dates, native in TOML and YAML, are Text in their own spelling.
const (
	Null Kind = iota
	Bool
	Number
	Text
	List
	Map
)

// String names the kind as a finding does: "a mapping".
func (k Kind) String() string {
	return [...]string{"empty", "true or false", "a number", "text", "a list", "a mapping"}[k]
}

// Node is one value of a document with its place, whatever the format.
type Node struct {
	Kind Kind
	// Plain is true for a YAML scalar without quotes.
	Plain   bool
	refused bool // a finding has told of it already
	// Text is the text of a scalar; a Number or Bool as it was written.
	Text string
	// Items are the values of a List or of a Map, in the order written.
	Items []Node
	// Key is the name of a Map's item.
	Key string

	// Line, Column are where the value begins; KeyLine, KeyColumn where its
	// key does (the value itself where there is no key).
	Line, Column, KeyLine, KeyColumn int32

	parent *Node
}

// Position returns where the value begins.
func (n *Node) Position() diag.Position {
	return diag.Position{Line: int(n.Line), Column: int(n.Column)}
}

// KeyPosition returns where the key begins, or the value if it has none.
func (n *Node) KeyPosition() diag.Position {
	return diag.Position{Line: int(n.KeyLine), Column: int(n.KeyColumn)}
}

// Get returns the item of a Map with the key, or nil.
func (n *Node) Get(key string) *Node {
	if n.Kind == Map {
		for i := range n.Items {
			if n.Items[i].Key == key {
				return &n.Items[i]
			}
		}
	}
	return nil
}

// Label is what a finding calls the value: "mean", "an item of skills".
func (n *Node) Label() string {
	switch {
	case n.parent == nil:
		return "the document"
	case n.parent.Kind == List:
		for p := n.parent; p != nil; p = p.parent {
			if p.Key != "" {
				return "an item of " + shorten(p.Key)
			}
		}
		return "an item"
	}
	return shorten(n.Key)
}

// blank reports whether the node is as good as absent.
func (n *Node) blank() bool {
	return n.Kind == Null || n.Kind == Text && strings.TrimSpace(n.Text) == ""
}

func (n *Node) place(at diag.Position) { n.Line, n.Column = int32(at.Line), int32(at.Column) }

func (n *Node) placeKey(at diag.Position) {
	n.KeyLine, n.KeyColumn = int32(at.Line), int32(at.Column)
}

// arena hands out nodes that lie side by side.
type arena struct{ free []Node }

func (a *arena) take(n int) []Node {
	if n > len(a.free) {
		a.free = make([]Node, max(n, 32))
	}
	items := a.free[:n:n]
	a.free = a.free[n:]
	return items
}

// finish ties the nodes below n to their parents and takes out keys that stand
// there twice.
func (p *parse) finish(n *Node) {
	if n.Kind == Map && p.format != TOML {
		p.unique(n)
	}
	for i := range n.Items {
		item := &n.Items[i]
		item.parent = n
		if n.Kind == List {
			item.KeyLine, item.KeyColumn = item.Line, item.Column
		}
		if len(item.Items) > 0 {
			p.finish(item)
		}
	}
}

func (p *parse) unique(n *Node) {
	var index map[string]int
	if len(n.Items) > 32 {
		index = make(map[string]int, len(n.Items))
	}
	kept := n.Items[:0]
next:
	for i := range n.Items {
		item := n.Items[i]
		if index != nil {
			if first, twice := index[item.Key]; twice {
				p.duplicate(item.Key, item.KeyPosition(), int(kept[first].KeyLine))
				continue
			}
			index[item.Key] = len(kept)
		} else {
			for j := range kept {
				if kept[j].Key == item.Key {
					p.duplicate(item.Key, item.KeyPosition(), int(kept[j].KeyLine))
					continue next
				}
			}
		}
		kept = append(kept, item)
	}
	n.Items = kept
}

func (p *parse) duplicate(key string, at diag.Position, first int) {
	p.add(at, "duplicate-field", "duplicate field "+quote(key)+", first on line "+strconv.Itoa(first), "")
}

// Tree is a document with its places. Paths name values as a Go programmer
// would: "salary.regions[0].mean"; the empty path is the document.
type Tree struct{ root *Node }

// Root returns the document's value.
func (t *Tree) Root() *Node { return t.root }

// Position returns the place of a value, or of the nearest value around it if
// the path is absent.
func (t *Tree) Position(path string) diag.Position {
	n, _ := t.find(path)
	return n.Position()
}

// KeyPosition is Position for the key in front of the value.
func (t *Tree) KeyPosition(path string) diag.Position {
	n, _ := t.find(path)
	return n.KeyPosition()
}

// Has reports whether there is a value at the path; a null is none.
func (t *Tree) Has(path string) bool {
	n, ok := t.find(path)
	return ok && n.Kind != Null
}

// find walks to the path, as far as it exists.
func (t *Tree) find(path string) (*Node, bool) {
	n := t.root
	for path != "" {
		next, rest := n.step(path)
		if next == nil {
			return n, false
		}
		n, path = next, rest
	}
	return n, true
}

// step goes down by the first step of path. A key may itself have dots and
// brackets: the longest key that fits is taken.
func (n *Node) step(path string) (*Node, string) {
	switch n.Kind {
	case List:
		number, rest, ok := strings.Cut(strings.TrimPrefix(path, "["), "]")
		i, err := strconv.Atoi(number)
		if !ok || err != nil || i < 0 || i >= len(n.Items) {
			return nil, ""
		}
		return &n.Items[i], strings.TrimPrefix(rest, ".")
	case Map:
		var found *Node
		for i := range n.Items {
			key := n.Items[i].Key
			if strings.HasPrefix(path, key) && (found == nil || len(key) > len(found.Key)) &&
				(len(path) == len(key) || path[len(key)] == '.' || path[len(key)] == '[') {
				found = &n.Items[i]
			}
		}
		if found != nil {
			return found, strings.TrimPrefix(path[len(found.Key):], ".")
		}
	}
	return nil, ""
}
