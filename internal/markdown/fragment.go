package markdown

import (
	"bytes"
	"sort"
	"strings"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// fragment ends what has been written and returns it with the items of its
// top-level lists.
func (r *renderer) fragment() (Fragment, []Fragment) {
	r.noteList()
	f := Fragment{HTML: string(r.html), Slots: r.slots, Text: string(bytes.TrimRight(r.text, " \n"))}
	r.words += wordCount(f.Text) - r.codeSize
	var items []Fragment
	if len(r.items) > 0 {
		items = make([]Fragment, len(r.items))
		for i, it := range r.items {
			items[i] = r.cutItem(f, it)
		}
	}
	r.total += len(r.html)
	r.html, r.text, r.slots, r.items, r.cuts = r.html[:0], r.text[:0], nil, r.items[:0], r.cuts[:0]
	r.gap, r.codeSize = 0, 0
	return f, items
}

// cutItem returns a list's item as a fragment of its own, without footnote
// marks, whose notes stay behind.
func (r *renderer) cutItem(f Fragment, it item) Fragment {
	var slots []Slot
	if it.slots.to > it.slots.from {
		slots = append(slots, f.Slots[it.slots.from:it.slots.to]...)
	}
	html := f.HTML[it.html.from:it.html.to]
	first := sort.Search(len(r.cuts), func(i int) bool { return r.cuts[i].from >= it.html.from })
	var b strings.Builder
	from, slot, removed := it.html.from, 0, 0
	shift := func(before int) { // moves the slots up to an offset of the fragment
		for ; slot < len(slots) && slots[slot].Offset <= before; slot++ {
			slots[slot].Offset -= it.html.from + removed
		}
	}
	for _, cut := range r.cuts[first:] {
		if cut.from >= it.html.to {
			break
		}
		shift(cut.from)
		b.WriteString(f.HTML[from:cut.from])
		from = cut.to
		removed += cut.to - cut.from
	}
	shift(it.html.to)
	if removed > 0 {
		b.WriteString(f.HTML[from:it.html.to])
		html = b.String()
	}
	text := ""
	if it.text.from < len(f.Text) {
		text = dedent(f.Text[it.text.from:min(it.text.to, len(f.Text))])
	}
	return Fragment{HTML: html, Slots: slots, Text: text}
}

// dedent takes the indent of an item's further lines away.
func dedent(s string) string {
	_, rest, more := strings.Cut(s, "\n")
	if !more {
		return s
	}
	indent := rest[:len(rest)-len(strings.TrimLeft(rest, " "))]
	return strings.ReplaceAll(s, "\n"+indent, "\n")
}

// lineTable finds the lines of offsets.
type lineTable struct {
	starts []int
	// the place found last, from which the next is counted if it is on the same line
	line, offset, column int
}

// position returns the place in the file of an offset of what is parsed.
func (r *renderer) position(offset int) diag.Position { return r.place(r.written(offset)) }

// place returns the place in the file of an offset of the body.
func (r *renderer) place(offset int) diag.Position {
	t := &r.lines
	if t.starts == nil {
		t.starts = make([]int, 1, bytes.Count(r.original, []byte{'\n'})+1)
		for i, c := range r.original {
			if c == '\n' && i+1 < len(r.original) {
				t.starts = append(t.starts, i+1)
			}
		}
		t.line = -1
	}
	offset = min(max(offset, 0), len(r.original))
	line := sort.SearchInts(t.starts, offset+1) - 1
	from, column := t.starts[line], 1
	if t.line == line && t.offset <= offset {
		from, column = t.offset, t.column
	}
	column += utf8.RuneCount(r.original[from:offset])
	t.line, t.offset, t.column = line, offset, column
	return diag.Position{Line: max(r.o.FirstLine, 1) + line, Column: column}
}
