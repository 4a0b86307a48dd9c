package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"careerguide/internal/diag"
)

// htmlBlock writes HTML that a writer typed: as it is where the site allows
// it, else as the text it is. Comments are left out of both.
func (r *renderer) htmlBlock(n *ast.HTMLBlock) {
	var b strings.Builder
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		b.Write(segment.Value(r.source))
	}
	if n.HasClosure() {
		b.Write(n.ClosureLine.Value(r.source))
	}
	html := b.String()
	if n.HTMLBlockType != ast.HTMLBlockType1 || !r.o.RawHTML { // a script may have what looks like a comment
		var closed bool
		if html, closed = dropComments(html); !closed {
			r.find(diag.Warning, "html-comment", n.Pos(), "a comment has no end, and nothing after it is shown", "end it with -->")
		}
	}
	html = strings.TrimSpace(html)
	if html == "" {
		return
	}
	if r.o.RawHTML {
		r.write(html)
		r.say(dropTags(html))
	} else {
		r.write("<p>")
		r.print(html)
		r.write("</p>")
	}
	r.apart()
}

// dropComments returns html without its comments; closed is false if the last has no end.
func dropComments(html string) (rest string, closed bool) {
	before, after, found := strings.Cut(html, "<!--")
	if !found {
		return html, true
	}
	var b strings.Builder
	for found {
		b.WriteString(before)
		end := strings.Index(after, "-->")
		if strings.HasPrefix(after, ">") {
			end = -2
		} else if strings.HasPrefix(after, "->") {
			end = -1
		} else if end < 0 {
			return b.String(), false
		}
		before, after, found = strings.Cut(after[end+3:], "<!--")
	}
	b.WriteString(before)
	return b.String(), true
}

// dropTags returns the text between tags, for plain text alone.
func dropTags(html string) string {
	var b strings.Builder
	for html != "" {
		text, tag, found := strings.Cut(html, "<")
		b.WriteString(text)
		if !found {
			break
		}
		_, html, _ = strings.Cut(tag, ">")
	}
	return strings.TrimSpace(b.String())
}
