package layout

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	texttemplate "text/template"
	"text/template/parse"
)

// maxShared is how many shared layouts may be at work at once: within each
// other in the compiled form, in all pages together in html/template's.
const maxShared = 2000

// sharedFunc returns the function {{shared "name" data}}, which writes the
// named layout like {{template}}, but once for all pages that give it the same
// data. Data is a pointer to what does not change, such as .Site.
func (s *Set) sharedFunc() func(name string, data any) (template.HTML, error) {
	type use struct {
		name string
		data any
	}
	var made sync.Map // use to template.HTML
	var depth atomic.Int32
	return func(name string, data any) (template.HTML, error) {
		defer depth.Add(-1)
		if depth.Add(1) > maxShared {
			return "", fmt.Errorf("%q is shared by itself", name)
		}
		if !reflect.ValueOf(data).Comparable() {
			return "", fmt.Errorf("shared takes what is the same on many pages, such as .Site")
		}
		if html, ok := made.Load(use{name, data}); ok {
			return html.(template.HTML), nil
		}
		// Once escaping has failed, html/template would pass it the next time.
		if err := s.alone[name]; err != nil {
			return "", err
		}
		var b strings.Builder
		w := &guardedWriter{w: &b, marks: s.marks, guard: newGuard(context.Background(), s.limits)}
		if err := s.html.ExecuteTemplate(w, name, data); err != nil {
			return "", Innermost(err)
		}
		made.Store(use{name, data}, template.HTML(b.String()))
		return template.HTML(b.String()), nil
	}
}

// Innermost returns the error of the layout that is at fault, and not of those
// that share it.
func Innermost(err error) error {
	at := err
	for ; err != nil; err = errors.Unwrap(err) {
		switch err.(type) {
		case texttemplate.ExecError, *template.Error, *Runaway:
			at = err
		}
	}
	return at
}

// sharedNames returns the layouts that a set shares by a name written out.
func sharedNames(set *template.Template) []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range set.Templates() {
		if t.Tree == nil || t.Tree.Root == nil {
			continue
		}
		calls(t.Tree.Root, func(args []parse.Node) {
			if id, ok := args[0].(*parse.IdentifierNode); !ok || id.Ident != "shared" || len(args) < 2 {
				return
			}
			if name, ok := args[1].(*parse.StringNode); ok && !seen[name.Text] {
				seen[name.Text] = true
				names = append(names, name.Text)
			}
		})
	}
	return names
}

// calls tells of every command below a node.
func calls(n parse.Node, tell func(args []parse.Node)) {
	branch := func(n *parse.BranchNode) {
		calls(n.Pipe, tell)
		calls(n.List, tell)
		if n.ElseList != nil {
			calls(n.ElseList, tell)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, n := range n.Nodes {
			calls(n, tell)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			calls(n.Pipe, tell)
		}
	case *parse.ActionNode:
		calls(n.Pipe, tell)
	case *parse.PipeNode:
		for _, cmd := range n.Cmds {
			tell(cmd.Args)
			for _, arg := range cmd.Args {
				calls(arg, tell)
			}
		}
	case *parse.ChainNode:
		calls(n.Node, tell)
	}
}

// shared compiles {{shared "name" data}}.
func (b *body) shared(nodes []parse.Node, dot reflect.Type, final *expr) expr {
	if len(nodes) != 2 || final != nil {
		unsure("the call of shared")
	}
	name, ok := nodes[0].(*parse.StringNode)
	if !ok {
		unsure("shared %v", nodes[0])
	}
	if err := b.set.alone[name.Text]; err != nil {
		unsure("%v", err)
	}
	data := b.operand(nodes[1], dot)
	if data.typ == nil || data.typ.Kind() != reflect.Pointer && data.typ != stringType {
		unsure("shared %v with a value of type %v", nodes[0], data.typ)
	}
	u := b.compiler.unit(name.Text, data.typ)
	made := b.set.made(key{name.Text, data.typ})
	text := func(x *run, dot reflect.Value) string {
		v := data.eval(x, dot)
		use := v.Interface()
		if text, ok := made.Load(use); ok {
			return text.(string)
		}
		if x.share++; x.share > maxShared/10 {
			fault()
		}
		from := len(x.out)
		u.call(x, v)
		text := string(x.out[from:])
		x.out = x.out[:from]
		x.share--
		made.Store(use, text)
		return text
	}
	return expr{typ: htmlType, text: text,
		eval:  func(x *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(template.HTML(text(x, dot))) },
		truth: func(x *run, dot reflect.Value) bool { return text(x, dot) != "" },
	}
}

// made returns what a layout, shared with data of a type, came to so far. The
// set is locked.
func (s *Set) made(k key) *sync.Map {
	m, ok := s.written[k]
	if !ok {
		m = &sync.Map{}
		s.written[k] = m
	}
	return m
}
