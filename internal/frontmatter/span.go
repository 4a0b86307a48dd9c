package frontmatter

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"careerguide/internal/decode"
)

// offset returns where a place of the file lies in the front matter.
func (e *Editor) offset(line, column int) int {
	i := line - e.first
	if i < 0 || i >= len(e.lines) {
		return len(e.front)
	}
	at := e.lines[i]
	for range column - 1 {
		if at >= len(e.front) {
			break
		}
		_, size := utf8.DecodeRune(e.front[at:])
		at += size
	}
	return at
}

func (e *Editor) isFlow(at int) bool {
	return at < len(e.front) && (e.front[at] == '[' || e.front[at] == '{')
}

// indent returns the white space before the first item of a block list or
// mapping; ok is false where something else stands before it.
func (e *Editor) indent(item *decode.Node, list bool) (indent string, ok bool) {
	if !list {
		return strings.Repeat(" ", int(item.KeyColumn)-1), true
	}
	line := e.front[e.lines[int(item.Line)-e.first]:e.offset(int(item.Line), int(item.Column))]
	dash := bytes.IndexByte(line, '-')
	if dash < 0 || len(bytes.TrimLeft(line[:dash], " ")) > 0 || len(bytes.TrimLeft(line[dash+1:], " ")) > 0 {
		return "", false
	}
	return string(line[:dash]), true
}

// span returns where a value begins and ends. It is not ok where a value has
// an anchor or a tag, or is an alias or missing.
func (e *Editor) span(n *decode.Node) (start, end int, ok bool) {
	start = e.offset(int(n.Line), int(n.Column))
	if start >= len(e.front) {
		return start, start, n == e.Root() && len(n.Items) == 0
	}
	switch e.front[start] {
	case '&', '*', '!':
		return 0, 0, false
	}
	switch n.Kind {
	case decode.Null:
		return 0, 0, false
	case decode.List, decode.Map:
		end = start + 1
		for i := range n.Items {
			if _, end, ok = e.span(&n.Items[i]); !ok {
				return 0, 0, false
			}
		}
		if e.isFlow(start) {
			end, ok = e.closing(end)
			return start, end, ok
		}
		return start, end, len(n.Items) > 0
	}
	end, ok = e.scalar(n, start)
	return start, end, ok
}

// closing returns the offset after the bracket that closes a flow collection,
// of which nothing but white space, commas and comments is left.
func (e *Editor) closing(at int) (int, bool) {
	for at < len(e.front) {
		switch e.front[at] {
		case ' ', '\t', '\r', '\n', ',':
			at++
		case '#':
			at = lineEnd(e.front, at)
		case ']', '}':
			return at + 1, true
		default:
			return 0, false
		}
	}
	return 0, false
}

// scalar returns the offset after a scalar.
func (e *Editor) scalar(n *decode.Node, start int) (int, bool) {
	switch quote := e.front[start]; quote {
	case '"', '\'':
		for i := start + 1; i < len(e.front); i++ {
			switch {
			case e.front[i] == '\\' && quote == '"':
				i++
			case e.front[i] == quote && quote == '\'' && i+1 < len(e.front) && e.front[i+1] == '\'':
				i++
			case e.front[i] == quote:
				return i + 1, true
			}
		}
		return 0, false
	case '|', '>':
		return e.blockScalar(n, start), true
	}
	at := start
	for i, word := range strings.Fields(n.Text) {
		if i > 0 {
			at += len(e.front[at:]) - len(bytes.TrimLeft(e.front[at:], " \t\r\n"))
		}
		if !bytes.HasPrefix(e.front[at:], []byte(word)) {
			return 0, false
		}
		at += len(word)
	}
	return at, at > start
}

// blockScalar returns the end of the last line of a block scalar that has text.
func (e *Editor) blockScalar(n *decode.Node, start int) int {
	own := e.lines[int(n.Line)-e.first]
	outer := len(e.front[own:]) - len(bytes.TrimLeft(e.front[own:], " "))
	if n.KeyLine != n.Line || n.KeyColumn != n.Column {
		outer = int(n.KeyColumn) - 1
	}
	end := lineEnd(e.front, start)
	last := end
	for end < len(e.front) {
		next := lineEnd(e.front, end)
		line := e.front[end:next]
		if text := bytes.TrimLeft(line, " "); len(bytes.TrimSpace(text)) > 0 {
			if len(line)-len(text) <= outer {
				break
			}
			last = next
		}
		end = next
	}
	return len(bytes.TrimSuffix(bytes.TrimSuffix(e.front[:last], []byte("\n")), []byte("\r")))
}
