package markdown

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"careerguide/internal/diag"
)

// Parse reads a body. Its findings are placed in the file; those of severity
// Error say that the document is not fit to be published. It may be called
// from many goroutines at once, and never panics.
func Parse(source []byte, o Options) (document Document, found diag.List) {
	clean, dropped := withoutControls(source)
	r := &renderer{o: o, source: clean, original: source, dropped: dropped, ids: ids{reserved: o.Reserved, used: map[string]bool{}, next: map[string]int{}}}
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case limit:
			document, found = Document{}, append(r.found, limitFinding(o, r.position(failure.offset), failure.what))
		default:
			document, found = Document{}, append(r.found, diag.Finding{File: o.File, Position: r.position(0), Severity: diag.Error,
				Rule: "markdown-internal", Message: fmt.Sprintf("the body cannot be read: %v", failure), Hint: "this is a fault of careerguide; please report it"})
		}
	}()
	r.controls()
	root, b := parseTree(clean)
	d := r.document(root)
	r.unusedNotes(b.unused)
	return d, r.found
}

// room is where fragments are written before they are finished. It goes from
// one body to the next.
type room struct{ html, text []byte }

var rooms = sync.Pool{New: func() any { return new(room) }}

// mostRoom is the size above which a body's room is not kept.
const mostRoom = 1 << 20

// document splits the tree's blocks at second- and third-level headings.
func (r *renderer) document(root ast.Node) Document {
	var d Document
	keys := r.keys(root)
	room := rooms.Get().(*room)
	r.html, r.text = slices.Grow(room.html[:0], len(r.source)+len(r.source)/4), slices.Grow(room.text[:0], len(r.source))
	defer func() {
		if cap(r.html)+cap(r.text) < mostRoom {
			room.html, room.text = r.html, r.text
		}
		rooms.Put(room)
	}()
	var section *Section
	finish := func() { // the fragment that ends here
		f, items := r.fragment()
		switch {
		case section == nil:
			d.Intro = f
		case len(section.Parts) == 0:
			section.Body, section.Items = f, items
		default:
			p := &section.Parts[len(section.Parts)-1]
			p.Body, p.Items = f, items
		}
	}
	close := func() {
		finish()
		if section == nil {
			d.IntroAnchors = r.anchors
		} else {
			section.Anchors = r.anchors
		}
		r.anchors = nil
	}
	r.startOutline(1)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		switch {
		case ok && h.Level == 1:
			r.find(diag.Error, "heading-level", r.headingOffset(h), "a first-level heading: the title is the page's only one", "use ## for a section")
			r.block(n)
		case ok && h.Level == 2:
			close()
			d.Sections = append(d.Sections, r.section(h, keys[h]))
			section = &d.Sections[len(d.Sections)-1]
			r.startNotes(section.ID)
			r.startOutline(2)
		case ok && h.Level == 3 && section != nil:
			finish()
			text, html := r.headingText(h)
			id := r.headingID(h, text)
			r.anchors = append(r.anchors, id)
			section.Parts = append(section.Parts, Part{ID: id, Heading: text, HeadingHTML: html, Position: r.position(r.headingOffset(h))})
			r.startOutline(3)
		default:
			r.block(n)
		}
		r.checkSize(n.Pos())
	}
	close()
	d.Words = r.words
	return d
}

// keys names the known sections, so that their ids are taken before any other
// heading asks for one. A section named twice has its key at the first alone.
func (r *renderer) keys(root ast.Node) map[*ast.Heading]string {
	keys := map[*ast.Heading]string{}
	first := map[string]*ast.Heading{}
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		h, ok := n.(*ast.Heading)
		if !ok || h.Level != 2 {
			continue
		}
		key := explicitID(h)
		if key == "" || r.o.Known == nil || !r.o.Known(key) {
			key = ""
			if r.o.Section != nil {
				key = r.o.Section(r.plainText(h))
			}
		}
		if key == "" {
			continue
		}
		if earlier := first[key]; earlier != nil {
			r.find(diag.Error, "duplicate-section", r.headingOffset(h),
				fmt.Sprintf("the section %q is already on line %d", key, r.position(r.headingOffset(earlier)).Line), "join the two, or give one a heading of its own")
			continue
		}
		first[key] = h
		keys[h] = key
		r.ids.used[key] = true
	}
	return keys
}

func (r *renderer) section(h *ast.Heading, key string) Section {
	text, html := r.headingText(h)
	id := key
	if id == "" {
		id = r.headingID(h, text)
	}
	return Section{Key: key, ID: id, Heading: text, HeadingHTML: html, Position: r.position(r.headingOffset(h))}
}

func (r *renderer) headingID(h *ast.Heading, text string) string {
	if id := explicitID(h); id != "" {
		return r.ids.unique(id)
	}
	return r.ids.unique(slug(text))
}

func (r *renderer) plainText(h *ast.Heading) string {
	return strings.TrimSpace(string(r.appendPlain(nil, h, 0)))
}

// headingText returns a heading as plain text and as HTML without links.
func (r *renderer) headingText(h *ast.Heading) (text, html string) {
	r.plain++
	r.inline(h)
	r.plain--
	text, html = strings.TrimSpace(string(r.text)), string(r.html)
	r.refuseEmpty(h, text)
	r.html, r.text, r.gap = r.html[:0], r.text[:0], 0
	r.words += wordCount(text)
	return text, html
}

// refuseEmpty reports a heading that says nothing.
func (r *renderer) refuseEmpty(h *ast.Heading, text string) {
	if Blank(text) {
		r.find(diag.Error, "empty-heading", r.headingOffset(h), "a heading without text", "write what stands below it, or delete its "+strings.Repeat("#", h.Level))
	}
}

// headingOffset is where a heading starts.
func (r *renderer) headingOffset(h *ast.Heading) int {
	offset := max(h.Pos(), 0)
	if h.Lines().Len() > 0 && offset > h.Lines().At(0).Start {
		offset = h.Lines().At(0).Start
	}
	return offset
}

// startOutline begins the headings below one of the given level.
func (r *renderer) startOutline(level int) {
	r.level, r.outline = level, append(r.outline[:0], level)
}

// heading writes a heading inside a fragment. Its level follows the outline,
// which has no gaps, rather than the number of hashes.
func (r *renderer) heading(h *ast.Heading) {
	r.apart()
	if r.nesting > 0 {
		r.nestedHeading(h)
		return
	}
	base := r.outline[0]
	level := max(h.Level, 3)
	for len(r.outline) > 1 && r.outline[len(r.outline)-1] >= level {
		r.outline = r.outline[:len(r.outline)-1]
	}
	r.outline = append(r.outline, level)
	r.level = min(base+len(r.outline)-1, 6)
	text := r.plainText(h)
	r.refuseEmpty(h, text)
	id := r.headingID(h, text)
	r.anchors = append(r.anchors, id)
	tag := "123456"[r.level-1 : r.level]
	r.write("<h", tag, ` id="`, id, `">`)
	r.inline(h)
	r.write("</h", tag, ">")
	r.apart()
}

// nestedHeading writes a heading of a quote or a list. It is no part of the
// outline: it has no id, and below the title alone it is bold text.
func (r *renderer) nestedHeading(h *ast.Heading) {
	if r.level < 2 {
		r.wrap("<p><strong>", h, "</strong></p>")
	} else {
		level := min(max(h.Level, 3), r.level+1)
		tag := "123456"[level-1 : level]
		r.wrap("<h"+tag+">", h, "</h"+tag+">")
	}
	r.apart()
}
