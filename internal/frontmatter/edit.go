package frontmatter

import (
	"bytes"
	"slices"
	"strings"

	"careerguide/internal/decode"
)

// Root returns the front matter's mapping.
func (e *Editor) Root() *decode.Node { return e.tree.Root() }

// Set gives a field of a mapping a value: a scalar is replaced in its place, a
// missing field is added at the mapping's end. A field that holds a list or a
// mapping is not replaced. An equal value changes nothing.
func (e *Editor) Set(in *decode.Node, field string, v decode.Node) {
	n := in.Get(field)
	if n == nil {
		e.add(in, field, v)
		return
	}
	if n.Kind == v.Kind && n.Text == v.Text && len(v.Items) == 0 && len(n.Items) == 0 {
		return
	}
	start, end, ok := e.span(n)
	if !ok || n.Kind == decode.Map || n.Kind == decode.List || n.Kind == decode.Null {
		e.fail()
		return
	}
	e.replaced[n] = &v
	e.edits = append(e.edits, edit{start, end, Inline(v)})
}

// add adds a field to a mapping.
func (e *Editor) add(in *decode.Node, field string, v decode.Node) {
	if in.Kind != decode.Map {
		e.fail()
		return
	}
	v.Key = field
	text := key(field) + ": " + Inline(v)
	if in == e.Root() {
		e.addLines(in, v, blockField(field, v))
		return
	}
	e.insert(in, v, text, "")
}

// addLines adds lines at the end of the front matter.
func (e *Editor) addLines(in *decode.Node, v decode.Node, text string) {
	e.added[in] = append(e.added[in], v)
	e.edits = append(e.edits, edit{len(e.front), len(e.front), strings.ReplaceAll(text, "\n", e.eol)})
}

// Append adds items to the end of a list.
func (e *Editor) Append(list *decode.Node, items ...decode.Node) {
	if list.Kind != decode.List {
		e.fail()
		return
	}
	for _, v := range items {
		e.insert(list, v, Inline(v), "- ")
	}
}

// insert adds an item to the end of a list or a mapping.
func (e *Editor) insert(in *decode.Node, v decode.Node, text, dash string) {
	start, end, ok := e.span(in)
	if !ok {
		e.fail()
		return
	}
	e.added[in] = append(e.added[in], v)
	if e.isFlow(start) {
		at, comma := start+1, ""
		if len(in.Items) > 0 {
			_, at, _ = e.span(&in.Items[len(in.Items)-1])
			comma = ", "
		} else if len(e.added[in]) > 1 {
			comma = ", "
		}
		e.edits = append(e.edits, edit{at, at, comma + text})
		return
	}
	if len(in.Items) == 0 {
		e.fail()
		return
	}
	indent, ok := e.indent(&in.Items[0], dash != "")
	if !ok {
		e.fail()
		return
	}
	at := lineEnd(e.front, end)
	if at > 0 && e.front[at-1] != '\n' {
		e.fail()
		return
	}
	e.edits = append(e.edits, edit{at, at, indent + dash + text + e.eol})
}

// Remove takes a field out of a mapping; a comment after it stays.
func (e *Editor) Remove(in *decode.Node, field string) {
	i := slices.IndexFunc(in.Items, func(n decode.Node) bool { return n.Key == field })
	if in.Kind != decode.Map || i < 0 {
		return
	}
	n := &in.Items[i]
	_, end, ok := e.span(n)
	outer, _, ok2 := e.span(in)
	if !ok || !ok2 {
		e.fail()
		return
	}
	start := e.offset(int(n.KeyLine), int(n.KeyColumn))
	e.removed[n] = true
	if e.isFlow(outer) {
		switch {
		case i > 0:
			_, start, _ = e.span(&in.Items[i-1])
		case len(in.Items) > 1:
			next := &in.Items[1]
			end = e.offset(int(next.KeyLine), int(next.KeyColumn))
		}
		e.edits = append(e.edits, edit{start, end, ""})
		return
	}
	line := e.lines[int(n.KeyLine)-e.first]
	if len(bytes.TrimLeft(e.front[line:start], " ")) > 0 || len(in.Items) == 1 {
		e.fail() // the first field of a list's item, or a mapping's only one
		return
	}
	rest := lineEnd(e.front, end)
	if tail := bytes.TrimSpace(e.front[end:rest]); len(tail) > 0 {
		rest = end + bytes.IndexByte(e.front[end:rest], '#')
		line = start
	}
	e.edits = append(e.edits, edit{line, rest, ""})
}

// Comment returns the line of the front matter that is a comment and begins
// with prefix, such as "# Source:", without its line end; "" if there is none.
func (e *Editor) Comment(prefix string) string {
	start, end := e.comment(prefix)
	return string(e.front[start:end])
}

// SetComment replaces the line that Comment returns.
func (e *Editor) SetComment(prefix, line string) {
	start, end := e.comment(prefix)
	if start < end && string(e.front[start:end]) != line {
		e.edits = append(e.edits, edit{start, end, line})
	}
}

func (e *Editor) comment(prefix string) (start, end int) {
	for _, at := range e.lines {
		if bytes.HasPrefix(e.front[at:], []byte(prefix)) && strings.HasPrefix(prefix, "#") {
			line := bytes.TrimRight(e.front[at:lineEnd(e.front, at)], "\r\n")
			return at, at + len(line)
		}
	}
	return 0, 0
}

func (e *Editor) fail() {
	if e.err == nil {
		e.err = ErrIntricate
	}
}
