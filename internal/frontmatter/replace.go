package frontmatter

import (
	"strings"

	"careerguide/internal/decode"
)

// Replace gives a scalar another text in its place, in the quotes that it
// stands in: an item of a list as well as a field.
func (e *Editor) Replace(n *decode.Node, text string) {
	if n.Text == text {
		return
	}
	start, end, ok := e.span(n)
	if !ok || n.Kind == decode.Map || n.Kind == decode.List || n.Kind == decode.Null {
		e.fail()
		return
	}
	v := Text(text)
	written := Inline(v)
	if raw := string(e.front[start:end]); len(raw) == len(n.Text)+2 && raw[1:len(raw)-1] == n.Text && strings.ContainsAny(raw[:1], `"'`) && !strings.ContainsAny(text, `"'\`) {
		written = raw[:1] + text + raw[:1]
	}
	e.replaced[n] = &v
	e.edits = append(e.edits, edit{start, end, written})
}
