package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inline writes what stands inside a paragraph, a heading or a cell.
func (r *renderer) inline(parent ast.Node) {
	if r.depth++; r.depth > maxInline {
		stop(max(parent.Pos(), 0), "emphasis and links nested more than %d deep", maxInline)
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			r.textNode(n)
		case *ast.String:
			r.print(util.BytesToReadOnlyString(n.Value))
		case *ast.Emphasis:
			if n.Level == 1 {
				r.wrap("<em>", n, "</em>")
			} else {
				r.wrap("<strong>", n, "</strong>")
			}
		case *extast.Strikethrough:
			r.wrap("<del>", n, "</del>")
		case *ast.CodeSpan:
			r.codeSpan(n)
		case *ast.Link:
			r.link(n.Pos(), n.Destination, n.Title, func() { r.inline(n) })
		case *ast.Image:
			r.image(n)
		case *ast.AutoLink:
			r.autoLink(n)
		case *ast.RawHTML:
			r.rawHTML(n)
		case *extast.TaskCheckBox:
			// written by the block that it opens
		case *noteMark:
			if r.plain == 0 {
				r.noteMark(n)
			}
		default:
			r.inline(n)
		}
	}
	r.depth--
}

func (r *renderer) wrap(open string, n ast.Node, end string) {
	r.write(open)
	r.inline(n)
	r.write(end)
}

func (r *renderer) textNode(n *ast.Text) {
	value := n.Segment.Value(r.source)
	if n.IsRaw() {
		r.print(util.BytesToReadOnlyString(value))
	} else {
		r.print(unescape(value))
	}
	switch {
	case n.HardLineBreak():
		r.write("<br>")
		r.say("\n")
	case n.SoftLineBreak():
		r.print(" ")
	}
}

func (r *renderer) codeSpan(n *ast.CodeSpan) {
	r.write("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			value := t.Segment.Value(r.source)
			if bytes.IndexByte(value, '\n') >= 0 {
				value = bytes.ReplaceAll(value, []byte{'\n'}, []byte{' '})
			}
			r.print(util.BytesToReadOnlyString(value))
		}
	}
	r.write("</code>")
}

// autoLink writes an address that is its own text.
func (r *renderer) autoLink(n *ast.AutoLink) {
	offset := n.Pos()
	if bytes.IndexByte([]byte(" \t\n*_~("), r.source[offset]) >= 0 {
		offset++ // goldmark reads an address together with what stands before it
	}
	label := n.Label(r.source)
	destination := n.URL(r.source)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(destination), []byte("mailto:")) {
		destination = append([]byte("mailto:"), destination...)
	}
	r.link(offset, destination, nil, func() { r.print(util.BytesToReadOnlyString(label)) })
}

// rawHTML writes a tag inside text, as a tag or as text. A comment is left out.
func (r *renderer) rawHTML(n *ast.RawHTML) {
	if isComment(n, r.source) {
		return
	}
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		value := util.BytesToReadOnlyString(segment.Value(r.source))
		if r.o.RawHTML {
			r.write(value)
		} else {
			r.print(value)
		}
	}
}

func isComment(n *ast.RawHTML, source []byte) bool {
	if n.Segments.Len() == 0 {
		return false
	}
	first := n.Segments.At(0)
	return bytes.HasPrefix(first.Value(source), []byte("<!--"))
}
