package markdown

import (
	"bytes"
	"cmp"
	"html"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"careerguide/internal/diag"
)

// noteDefinition is "[^label]: text" of a body.
type noteDefinition struct {
	node *extast.Footnote
	used bool // by any section
}

// noteParser leaves each footnote where it is written, unlike goldmark's own,
// and keeps a map of them, so that the time for many does not grow with their
// square.
type noteParser struct{ parser.BlockParser }

func (noteParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	b := budgetOf(pc)
	note := node.(*extast.Footnote)
	if b.notes == nil {
		b.notes = map[string]*noteDefinition{}
	}
	definition := &noteDefinition{node: note}
	if _, again := b.notes[string(note.Ref)]; !again {
		b.notes[string(note.Ref)] = definition
	}
	b.unused = append(b.unused, definition)
}

// noteMark is a place in the text that refers to a footnote.
type noteMark struct {
	ast.BaseInline
	definition *noteDefinition
}

var kindNoteMark = ast.NewNodeKind("NoteMark")

func (*noteMark) Kind() ast.NodeKind { return kindNoteMark }

func (n *noteMark) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// noteMarkParser reads "[^label]" where there is such a footnote.
type noteMarkParser struct{}

func (noteMarkParser) Trigger() []byte { return []byte{'!', '['} } // "done![^1]" is no image

func (noteMarkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	const maxLabel = 999
	line, segment := block.PeekLine()
	start := 1
	if line[0] == '!' {
		start++
	}
	if len(line) <= start || line[start-1] != '[' || line[start] != '^' {
		return nil
	}
	notes := budgetOf(pc).notes
	if notes == nil {
		return nil
	}
	label := line[start+1 : min(len(line), start+1+maxLabel)]
	end := bytes.IndexByte(label, ']')
	if end < 1 {
		return nil
	}
	definition, ok := notes[string(label[:end])]
	if !ok {
		return nil
	}
	if line[0] == '!' {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(start + 1 + end + 1)
	return &noteMark{definition: definition}
}

// note is a footnote as one section uses it.
type note struct {
	definition *noteDefinition
	number     int
	id         string // "salary-1"; of the note "fn-salary-1", of its marks "fnref-salary-1", "fnref-salary-1.2"
	marks      int
}

// sectionNotes are the footnotes of the section being written.
type sectionNotes struct {
	prefix string // "salary-", or "" in the introduction
	byNote map[*noteDefinition]*note
	list   []*note
	listed int // how many of list have been written out
}

func (r *renderer) startNotes(section string) {
	r.notes = sectionNotes{}
	if section != "" {
		r.notes.prefix = section + "-"
	}
}

// noteMark writes the raised number of a footnote.
func (r *renderer) noteMark(n *noteMark) {
	from := len(r.html)
	known := r.notes.byNote[n.definition]
	if known == nil {
		number := len(r.notes.list) + 1
		known = &note{definition: n.definition, number: number, id: r.notes.prefix + strconv.Itoa(number)}
		if r.notes.byNote == nil {
			r.notes.byNote = map[*noteDefinition]*note{}
		}
		r.notes.byNote[n.definition] = known
		r.notes.list = append(r.notes.list, known)
		n.definition.used = true
	}
	known.marks++
	id := markID(known, known.marks)
	r.anchors = append(r.anchors, id)
	r.write(`<sup id="`, id, `">`)
	if r.inLink == 0 {
		r.write(`<a href="#fn-`, known.id, `" class=footnote role=doc-noteref>`)
	}
	r.html = strconv.AppendInt(r.html, int64(known.number), 10)
	if r.inLink == 0 {
		r.write(`</a>`)
	}
	r.write(`</sup>`)
	r.cuts = append(r.cuts, span{from, len(r.html)})
}

func markID(n *note, mark int) string {
	if mark == 1 {
		return "fnref-" + n.id
	}
	return "fnref-" + n.id + "." + strconv.Itoa(mark)
}

// noteList writes the footnotes that the fragment is the first to use. A
// footnote may use others, which join the list while it is written.
func (r *renderer) noteList() {
	s := &r.notes
	if s.listed == len(s.list) {
		return
	}
	r.muted++ // a fragment's plain text has no footnotes
	defer func() { r.muted-- }()
	r.write(`<div class=footnotes role=doc-endnotes><ol`)
	if s.listed > 0 {
		r.write(` start=`, strconv.Itoa(s.listed+1))
	}
	r.write(`>`)
	first := s.listed
	ends := make([]int, 0, len(s.list)-first)
	// The way back is written after all notes: a later one may refer to an earlier.
	for ; s.listed < len(s.list); s.listed++ {
		n := s.list[s.listed]
		r.anchors = append(r.anchors, "fn-"+n.id)
		r.write(`<li id="fn-`, n.id, `">`)
		r.children(n.definition.node, true)
		ends = append(ends, len(r.html))
		r.checkSize(n.definition.node.Pos())
	}
	r.insertBackLinks(s.list[first:], ends)
	r.write(`</ol></div>`)
}

// insertBackLinks ends each note, whose text stops at ends, with links to its marks.
func (r *renderer) insertBackLinks(notes []*note, ends []int) {
	tail := append([]byte(nil), r.html[ends[0]:]...)
	base, slot := ends[0], 0
	for slot < len(r.slots) && r.slots[slot].Offset <= base {
		slot++
	}
	r.html = r.html[:base]
	for i, n := range notes {
		paragraph := bytes.HasSuffix(r.html, []byte("</p>"))
		if paragraph {
			r.html = r.html[:len(r.html)-len("</p>")]
		}
		for mark := 1; mark <= n.marks; mark++ {
			number := strconv.Itoa(n.number)
			if mark > 1 {
				number += "." + strconv.Itoa(mark)
			}
			label := strings.ReplaceAll(cmp.Or(r.o.BackLabel, "Back to reference {number}"), "{number}", number)
			r.write(` <a href="#`, markID(n, mark), `" class=footnote-back role=doc-backlink aria-label="`, html.EscapeString(label), `">↩︎</a>`)
		}
		if paragraph {
			r.write(`</p>`)
		}
		r.write(`</li>`)
		if i+1 < len(notes) {
			from, to := ends[i], ends[i+1]
			shift := len(r.html) - from
			for ; slot < len(r.slots) && r.slots[slot].Offset <= to; slot++ {
				r.slots[slot].Offset += shift
			}
			r.html = append(r.html, tail[from-base:to-base]...)
		}
		r.checkSize(n.definition.node.Pos())
	}
}

// unusedNotes warns of footnotes that no text refers to.
func (r *renderer) unusedNotes(all []*noteDefinition) {
	for _, n := range all {
		if !n.used {
			label := string(n.node.Ref)
			r.find(diag.Warning, "footnote", n.node.Pos(), "footnote [^"+label+"] is not used and left out", "write [^"+label+"] where it belongs")
		}
	}
}
