package frontmatter

import (
	"bytes"
	"slices"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// Order puts the fields of an article's front matter into an order and changes
// nothing else: a field takes the comments and the empty lines above it along,
// and the body stays as it is, byte for byte. order ranks the fields of a
// mapping by the mapping's path ("" for the front matter itself, "salary",
// "experience[]"); fields that it does not name keep their places behind the
// others. Mappings in braces stay as they are. The finding says why an article
// cannot be put in order: it is not YAML, or has a mistake.
func Order(file string, data []byte, order func(path string) []string) ([]byte, *diag.Finding) {
	e, finding := Open(file, data)
	if finding != nil {
		return nil, finding
	}
	front := e.ordered(e.Root(), "", 0, len(e.front), order)
	out := slices.Concat(e.before, front, e.after)
	if bytes.Equal(out, data) {
		return data, nil
	}
	// What was meant to be moved must be all that happened.
	fields := map[string]decode.Node{}
	plain := bytes.ReplaceAll(front, []byte("\r\n"), []byte("\n"))
	tree, found := decode.Unmarshal(decode.Source{File: file, Format: decode.YAML, Data: plain, FirstLine: e.first}, &fields, decode.Options{})
	if found.HasErrors() || !same(e.Root(), tree.Root()) {
		return nil, &diag.Finding{File: file, Position: diag.Position{Line: e.first, Column: 1}, Severity: diag.Warning, Rule: "intricate",
			Message: "the front matter is not put in order: " + ErrIntricate.Error()}
	}
	return out, nil
}

// same reports whether two values are equal, whatever the order of fields.
func same(a, b *decode.Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		other := &b.Items[i]
		if a.Kind == decode.Map {
			if other = b.Get(a.Items[i].Key); other == nil {
				return false
			}
		}
		if !same(&a.Items[i], other) {
			return false
		}
	}
	return true
}

// ordered returns the text from start to end, which holds a node and what
// stands around it, with the fields of all mappings below the node in order.
func (e *Editor) ordered(n *decode.Node, path string, start, end int, order func(string) []string) []byte {
	switch n.Kind {
	case decode.List:
		return e.orderedList(n, path+"[]", start, end, order)
	case decode.Map:
		if len(n.Items) > 0 && e.isBlock(n) {
			return e.orderedMap(n, path, start, end, order)
		}
	}
	return e.front[start:end]
}

// isBlock reports whether each field of a mapping stands on lines of its own,
// at one column.
func (e *Editor) isBlock(n *decode.Node) bool {
	first := &n.Items[0]
	last := int32(0)
	for i := range n.Items {
		f := &n.Items[i]
		if f.KeyColumn != first.KeyColumn || f.KeyLine <= last {
			return false
		}
		last = f.KeyLine
	}
	return e.blank(e.lineStart(first.KeyLine), e.offset(int(first.KeyLine), int(first.KeyColumn)), " -")
}

func (e *Editor) lineStart(line int32) int { return e.offset(int(line), 1) }

// blank reports whether there is nothing but some characters in a range.
func (e *Editor) blank(start, end int, of string) bool {
	return len(bytes.Trim(e.front[start:end], of)) == 0
}

// piece is a field with the comments above it.
type piece struct {
	text []byte
	rank int
}

func (e *Editor) orderedMap(n *decode.Node, path string, start, end int, order func(string) []string) []byte {
	first := &n.Items[0]
	lead := e.offset(int(first.KeyLine), int(first.KeyColumn)) - e.lineStart(first.KeyLine)
	inItem := !e.blank(e.lineStart(first.KeyLine), e.lineStart(first.KeyLine)+lead, " ") // "- name: x"
	starts := make([]int, len(n.Items)+1)
	for i := range n.Items {
		starts[i] = e.lineStart(n.Items[i].KeyLine)
		if i > 0 || !inItem {
			starts[i] = e.above(starts[i], max(start, e.previous(n, i)), lead, i == 0)
		}
	}
	if inItem {
		starts[0] = e.offset(int(first.KeyLine), int(first.KeyColumn))
	}
	starts[len(n.Items)] = e.below(end, e.offset(int(n.Items[len(n.Items)-1].KeyLine), 1), lead)
	names := order(path)
	pieces := make([]piece, len(n.Items))
	for i := range n.Items {
		f := &n.Items[i]
		inner := f.Key
		if path != "" {
			inner = path + "." + f.Key
		}
		rank := slices.Index(names, f.Key)
		if rank < 0 {
			rank = len(names) + i
		}
		pieces[i] = piece{e.ordered(f, inner, starts[i], starts[i+1], order), rank}
	}
	if !slices.IsSortedFunc(pieces, func(a, b piece) int { return a.rank - b.rank }) && e.movable(pieces, inItem) {
		indent := []byte(strings.Repeat(" ", lead))
		if inItem { // the first stands behind the dash, the others below it
			pieces[0].text = append(slices.Clone(indent), pieces[0].text...)
		}
		slices.SortStableFunc(pieces, func(a, b piece) int { return a.rank - b.rank })
		if inItem {
			pieces[0].text = bytes.TrimPrefix(pieces[0].text, indent)
		}
	}
	out := slices.Clone(e.front[start:starts[0]])
	for _, p := range pieces {
		out = append(out, p.text...)
	}
	return append(out, e.front[starts[len(n.Items)]:end]...)
}

// movable reports whether pieces can change places: each ends its line, and
// in an item of a list none has a comment above it that could come behind the
// dash.
func (e *Editor) movable(pieces []piece, inItem bool) bool {
	for i, p := range pieces {
		if !bytes.HasSuffix(p.text, []byte("\n")) {
			return false
		}
		if text := bytes.TrimLeft(p.text, " "); inItem && i > 0 && (text[0] == '#' || text[0] == '\n' || text[0] == '\r') {
			return false
		}
	}
	return true
}

// previous is the end of what the field before the ith holds on its own line.
func (e *Editor) previous(n *decode.Node, i int) int {
	if i == 0 {
		return 0
	}
	return e.lineStart(n.Items[i-1].KeyLine + 1)
}

// above returns where the comments and empty lines above a field begin. Those
// above the first field are the head of the whole where an empty line parts
// them from it.
func (e *Editor) above(at, least, column int, first bool) int {
	for start := at; start > least; {
		before := e.lineBefore(start)
		line := bytes.TrimRight(e.front[before:start], "\r\n")
		text := bytes.TrimLeft(line, " ")
		if len(text) > 0 && (text[0] != '#' || len(line)-len(text) != column) || first && len(text) == 0 {
			break
		}
		start, at = before, before
	}
	return at
}

// below returns where the last field ends: comments and empty lines after it
// that are not its own stay at the end.
func (e *Editor) below(end, least, column int) int {
	at := end
	for at > least {
		before := e.lineBefore(at)
		line := bytes.TrimRight(e.front[before:at], "\r\n")
		text := bytes.TrimLeft(line, " ")
		if before <= least || len(text) > 0 && (text[0] != '#' || len(line)-len(text) > column) {
			break
		}
		at = before
	}
	return at
}

func (e *Editor) lineBefore(at int) int {
	i, _ := slices.BinarySearch(e.lines, at)
	return e.lines[max(i-1, 0)]
}

// orderedList puts the mappings of a list's items in order.
func (e *Editor) orderedList(n *decode.Node, path string, start, end int, order func(string) []string) []byte {
	var out []byte
	at := start
	for i := range n.Items {
		item := &n.Items[i]
		if item.Kind != decode.Map || len(item.Items) == 0 || !e.isBlock(item) {
			continue
		}
		from := e.offset(int(item.Items[0].KeyLine), int(item.Items[0].KeyColumn))
		if e.blank(e.lineStart(item.Items[0].KeyLine), from, " ") { // the dash stands on a line above
			continue
		}
		to := end
		if i+1 < len(n.Items) {
			to = e.lineStart(n.Items[i+1].Line)
		}
		if from < at || to < from {
			return e.front[start:end]
		}
		out = append(out, e.front[at:from]...)
		out = append(out, e.orderedMap(item, path, from, to, order)...)
		at = to
	}
	return append(out, e.front[at:end]...)
}
