package frontmatter

import (
	"bytes"
	"fmt"
	"slices"

	"careerguide/internal/decode"
)

// Bytes returns the whole file with the changes made, or an error where they
// could not be made without touching anything else.
func (e *Editor) Bytes() ([]byte, error) {
	if e.err != nil {
		return nil, fmt.Errorf("%s: %w", e.file, e.err)
	}
	slices.SortStableFunc(e.edits, func(a, b edit) int { return a.start - b.start })
	var b bytes.Buffer
	b.Write(e.before)
	at := 0
	for _, c := range e.edits {
		if c.start < at {
			return nil, fmt.Errorf("%s: %w", e.file, ErrIntricate)
		}
		b.Write(e.front[at:c.start])
		b.WriteString(c.text)
		at = c.end
	}
	b.Write(e.front[at:])
	end := b.Len()
	b.Write(e.after)
	if len(e.edits) == 0 {
		return b.Bytes(), nil
	}
	front := bytes.ReplaceAll(b.Bytes()[len(e.before):end], []byte("\r\n"), []byte("\n"))
	fields := map[string]decode.Node{}
	tree, found := decode.Unmarshal(decode.Source{File: e.file, Format: decode.YAML, Data: front, FirstLine: e.first}, &fields, decode.Options{})
	if found.HasErrors() || !e.equal(e.Root(), tree.Root()) {
		return nil, fmt.Errorf("%s: %w", e.file, ErrIntricate)
	}
	return b.Bytes(), nil
}

// equal reports whether a node of the changed text is what the node of the
// old one should have become.
func (e *Editor) equal(old, changed *decode.Node) bool {
	if v := e.replaced[old]; v != nil {
		return Equal(v, changed)
	}
	if old.Kind != changed.Kind || old.Text != changed.Text {
		return false
	}
	i := 0
	for j := range old.Items {
		if e.removed[&old.Items[j]] {
			continue
		}
		if i >= len(changed.Items) || old.Items[j].Key != changed.Items[i].Key || !e.equal(&old.Items[j], &changed.Items[i]) {
			return false
		}
		i++
	}
	for j := range e.added[old] {
		v := &e.added[old][j]
		if i >= len(changed.Items) || v.Key != changed.Items[i].Key || !Equal(v, &changed.Items[i]) {
			return false
		}
		i++
	}
	return i == len(changed.Items)
}
