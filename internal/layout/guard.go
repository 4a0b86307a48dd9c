package layout

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/template/parse"
	"time"
)

// Limits end a layout that would not end by itself, or only when memory does.
type Limits struct {
	Bytes int // of a page
	Steps int // turns of {{range}} and calls of {{template}}, in a page
	Depth int // templates within templates
	// Time is a last resort for a page of more than a twentieth of Steps: it
	// depends on the machine, the others do not.
	Time time.Duration
}

// Runaway is the error of a layout that passed a limit.
type Runaway struct {
	Place string // of the action at work: "partials/cards.html:4:10", columns from 0; "" if unknown
	Why   string
	Hint  string
}

func (r *Runaway) Error() string {
	if r.Place == "" {
		return r.Why
	}
	return "template: " + r.Place + ": " + r.Why
}

// guard counts what a page has taken.
type guard struct {
	ctx     context.Context
	limits  Limits
	steps   int
	depth   int
	last    *mark
	started time.Time // of the first look at the clock
}

func newGuard(ctx context.Context, limits Limits) guard { return guard{ctx: ctx, limits: limits} }

// pass is called at every mark, with the bytes written so far. m is nil where
// the mark's place is not known.
func (g *guard) pass(m *mark, written int) error {
	if m != nil {
		switch m.kind {
		case leave:
			g.depth--
			return nil
		case enter:
			g.depth++
		}
		g.last = m
	}
	g.steps++
	if g.steps&0x3ff == 0 || g.steps > g.limits.Steps || g.depth > g.limits.Depth || written > g.limits.Bytes {
		return g.check(written)
	}
	return nil
}

func (g *guard) check(written int) error {
	r := &Runaway{}
	switch {
	case g.depth > g.limits.Depth:
		r.Why = fmt.Sprintf("templates call each other more than %d deep", g.limits.Depth)
		r.Hint = "a template that calls itself needs an {{if}} that ends it"
	case g.steps > g.limits.Steps:
		r.Why = fmt.Sprintf("the layout takes more than %d turns of {{range}} and calls of {{template}} for a page", g.limits.Steps)
		r.Hint = "range over a shorter list"
	case written > g.limits.Bytes:
		r.Why = fmt.Sprintf("the page is larger than %d MiB", g.limits.Bytes>>20)
		r.Hint = "spread it over several pages, or range over a shorter list"
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case g.steps > g.limits.Steps/20 && g.started.IsZero():
		g.started = time.Now()
		return nil
	case !g.started.IsZero() && time.Since(g.started) > g.limits.Time:
		r.Why = fmt.Sprintf("the layout takes more than %v for a page", g.limits.Time)
		r.Hint = "range over a shorter list"
	default:
		return nil
	}
	if g.last != nil {
		r.Place = g.last.place()
	}
	return r
}

// guardedWriter watches html/template: marks are writes of nothing.
type guardedWriter struct {
	w       io.Writer
	marks   marks
	written int
	err     error // that ended the page
	guard
}

func (w *guardedWriter) Write(p []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	if len(p) == 0 {
		// A copy of a mark has lost its place, and an empty value of a page is
		// no mark, but has room.
		if m := w.marks.of(p); m != nil || cap(p) == 0 {
			w.err = w.pass(m, w.written)
		}
		return 0, w.err
	}
	if w.written += len(p); w.written > w.limits.Bytes {
		w.err = w.check(w.written)
		return 0, w.err
	}
	return w.w.Write(p)
}

type markKind byte

const (
	turn  markKind = iota // of {{range}}
	enter                 // before {{template}}
	leave                 // after it
)

// mark is an empty text in a parse tree. Writing it writes nothing, and tells
// the writer where the layout is.
type mark struct {
	kind markKind
	tree *parse.Tree
	node parse.Node // {{range}} or {{template}}
}

// place returns where the marked action stands: "base.html:4:10".
func (m *mark) place() string {
	at, _ := m.tree.ErrorContext(m.node)
	return at
}

// marks are those of a set, by the address of their text.
type marks map[*byte]*mark

// of returns the mark that an empty text is, or nil.
func (ms marks) of(text []byte) *mark {
	if len(text) > 0 || cap(text) == 0 {
		return nil
	}
	return ms[&text[:1][0]]
}

func (ms marks) text(kind markKind, tree *parse.Tree, node parse.Node) parse.Node {
	text := make([]byte, 1)
	ms[&text[0]] = &mark{kind, tree, node}
	return &parse.TextNode{NodeType: parse.NodeText, Pos: node.Position(), Text: text[:0]}
}

// list sets the marks of a list and of all that is in it.
func (ms marks) list(tree *parse.Tree, l *parse.ListNode) {
	if l == nil {
		return
	}
	nodes := make([]parse.Node, 0, len(l.Nodes))
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.IfNode:
			ms.list(tree, n.List)
			ms.list(tree, n.ElseList)
		case *parse.WithNode:
			ms.list(tree, n.List)
			ms.list(tree, n.ElseList)
		case *parse.RangeNode:
			ms.list(tree, n.List)
			ms.list(tree, n.ElseList)
			n.List.Nodes = append([]parse.Node{ms.text(turn, tree, n)}, n.List.Nodes...)
		case *parse.TemplateNode:
			nodes = append(nodes, ms.text(enter, tree, n), n, ms.text(leave, tree, n))
			continue
		}
		nodes = append(nodes, n)
	}
	l.Nodes = nodes
}

// errFault is the compiled form's for whatever html/template reports as an
// error, and better.
var errFault = errors.New("the layout is at fault")
