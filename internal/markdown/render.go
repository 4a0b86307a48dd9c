package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"careerguide/internal/diag"
)

// renderer writes a body's tree as fragments: compact HTML and plain text at
// once.
type renderer struct {
	o        Options
	source   []byte // without control characters
	original []byte // the body as written
	dropped  []cut
	lines    lineTable
	found    diag.List
	ids      ids

	html    []byte
	text    []byte
	slots   []Slot
	items   []item
	cuts    []span   // footnote marks in html, which items leave out
	anchors []string // of the section
	notes   sectionNotes

	gap     int    // newlines due before the next text
	indent  string // of plain text inside lists
	depth   int    // of inline nodes
	inLink  int
	plain   int // above 0 inside a heading, where links are dropped
	muted   int // above 0 where plain text is not written
	nesting int // of lists, quotes and the like
	level   int // of the last heading written
	outline []int

	words    int
	codeSize int // words of code in the fragment
	targets  int
	total    int // bytes of finished fragments
}

type span struct{ from, to int }

// item is where an item of a top-level list stands in the fragment.
type item struct{ html, text, slots span }

func (r *renderer) write(parts ...string) {
	for _, s := range parts {
		r.html = append(r.html, s...)
	}
}

// print writes text both to the HTML, escaped, and to the plain text.
func (r *renderer) print(s string) {
	r.html = appendEscaped(r.html, s)
	r.say(s)
}

// say writes plain text alone.
func (r *renderer) say(s string) {
	if r.muted > 0 || s == "" {
		return
	}
	r.fill()
	if r.indent == "" || !strings.Contains(s, "\n") {
		r.text = append(r.text, s...)
		return
	}
	r.text = append(r.text, strings.ReplaceAll(s, "\n", "\n"+r.indent)...)
}

// fill writes the newlines that are due.
func (r *renderer) fill() {
	if r.gap > 0 && len(r.text) > 0 {
		r.text = append(r.text, "\n\n"[:r.gap]...)
		r.text = append(r.text, r.indent...)
	}
	r.gap = 0
}

// apart keeps blocks apart in the plain text: by a line's end inside a list,
// else by a blank line.
func (r *renderer) apart() {
	if r.indent == "" {
		r.gap = 2
	} else {
		r.gap = max(r.gap, 1)
	}
}

// checkSize ends a body that writes far more than it has.
func (r *renderer) checkSize(offset int) {
	if r.total+len(r.html) > maxHTML {
		stop(max(offset, 0), "a page of more than %d MiB", maxHTML>>20)
	}
}

// find adds a finding at an offset of the body.
func (r *renderer) find(severity diag.Severity, rule string, offset int, message, hint string) {
	r.found = append(r.found, diag.Finding{File: r.o.File, Position: r.position(offset), Severity: severity, Rule: rule, Message: message, Hint: hint})
}

// children writes the blocks of a container.
func (r *renderer) children(parent ast.Node, nested bool) {
	if nested {
		r.nesting++
		defer func() { r.nesting-- }()
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.block(n)
	}
}

func (r *renderer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.TextBlock:
		r.labelled(n)
		r.apart()
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.Blockquote:
		r.write("<blockquote>")
		r.children(n, true)
		r.write("</blockquote>")
	case *ast.FencedCodeBlock:
		r.code(n, n.Language(r.source))
	case *ast.CodeBlock:
		r.code(n, nil)
	case *ast.ThematicBreak:
		r.write("<hr>")
	case *ast.HTMLBlock:
		r.htmlBlock(n)
	case *extast.Table:
		r.table(n)
	case *extast.DefinitionList:
		r.definitions(n)
	case *extast.Footnote, *ast.LinkReferenceDefinition:
		// stand elsewhere
	default:
		r.children(n, true)
	}
}

func (r *renderer) paragraph(n *ast.Paragraph) {
	from := len(r.html)
	r.write("<p>")
	r.labelled(n)
	if bytes.Equal(r.html[from:], []byte("<p>")) && (len(r.slots) == 0 || r.slots[len(r.slots)-1].Offset < len(r.html)) {
		r.html = r.html[:from] // nothing but comments
		return
	}
	r.write("</p>")
	r.apart()
}

// labelled writes inline text, which is the label of the checkbox it may open with.
func (r *renderer) labelled(n ast.Node) {
	box, ok := n.FirstChild().(*extast.TaskCheckBox)
	if !ok {
		r.inline(n)
		return
	}
	if box.IsChecked {
		r.write("<label><input type=checkbox disabled checked> ")
		r.say("[x] ")
	} else {
		r.write("<label><input type=checkbox disabled> ")
		r.say("[ ] ")
	}
	r.inline(n)
	r.write("</label>")
}

func (r *renderer) list(n *ast.List) {
	tag, number := "ul", n.Start
	if n.IsOrdered() {
		tag = "ol"
	}
	r.write("<", tag)
	if n.IsOrdered() && number != 1 {
		r.write(" start=", strconv.Itoa(number))
	}
	r.write(">")
	top := r.nesting == 0 && r.muted == 0
	indent := r.indent
	r.apart()
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		marker := "- "
		if n.IsOrdered() {
			marker = strconv.Itoa(number) + ". "
			number++
		}
		r.say(marker)
		r.indent = indent + "                        "[:min(len(marker), 24)]
		r.write("<li>")
		it := item{span{len(r.html), 0}, span{len(r.text), 0}, span{len(r.slots), 0}}
		r.children(c, true)
		it.html.to, it.text.to, it.slots.to = len(r.html), len(r.text), len(r.slots)
		if top {
			r.items = append(r.items, it)
		}
		r.write("</li>")
		r.indent = indent
		r.gap = 1
	}
	r.write("</", tag, ">")
	r.apart()
}

func (r *renderer) code(n ast.Node, language []byte) {
	r.write("<pre tabindex=0><code")
	if name := safeClass(language); name != "" {
		r.write(` class="language-`, name, `"`)
	}
	r.write(">")
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		line := util.BytesToReadOnlyString(segment.Value(r.source))
		r.html = appendEscaped(r.html, line)
		r.codeSize += wordCount(line)
		line = strings.TrimRight(line, "\r\n")
		r.say(line)
		if i+1 < lines.Len() {
			r.gap = min(r.gap+1, 2)
		}
	}
	r.write("</code></pre>")
	r.apart()
}

// safeClass keeps the characters of a language's name: "c++", "objective-c".
func safeClass(language []byte) string {
	return strings.Map(func(c rune) rune {
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || strings.ContainsRune("+-_.#", c) {
			return c
		}
		return -1
	}, string(language))
}

func (r *renderer) table(n *extast.Table) {
	r.write("<div class=table tabindex=0><table>")
	r.apart()
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		switch {
		case head:
			r.write("<thead>")
		case !body:
			r.write("<tbody>")
			body = true
		}
		r.write("<tr>")
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			r.cell(c.(*extast.TableCell), head)
			if c.NextSibling() != nil {
				r.say(" | ")
			}
		}
		r.write("</tr>")
		if head {
			r.write("</thead>")
		}
		r.gap = 1
	}
	if body {
		r.write("</tbody>")
	}
	r.write("</table></div>")
	r.apart()
}

func (r *renderer) cell(c *extast.TableCell, head bool) {
	tag := "td"
	if head && c.HasChildren() { // an empty head names nothing
		tag = "th"
	}
	r.write("<", tag)
	if tag == "th" {
		r.write(" scope=col")
	}
	if c.Alignment != extast.AlignNone {
		r.write(" class=", c.Alignment.String())
	}
	r.write(">")
	r.inline(c)
	r.write("</", tag, ">")
}

func (r *renderer) definitions(n ast.Node) {
	r.write("<dl>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extast.KindDefinitionTerm {
			r.wrap("<dt>", c, "</dt>")
			r.apart()
			continue
		}
		r.write("<dd>")
		r.gap = min(r.gap, 1)
		r.children(c, true)
		r.write("</dd>")
	}
	r.write("</dl>")
	r.apart()
}
