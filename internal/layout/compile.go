package layout

import (
	"reflect"
	"text/template/parse"
)

// compiler compiles a set for one type of data.
type compiler struct {
	set   *Set
	units map[key]*unit
}

// key is a template with the type of its dot.
type key struct {
	name string
	dot  reflect.Type // nil without data
}

// compile compiles the set for a type of data.
func (s *Set) compile(data reflect.Type) (p *program) {
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unsureError)
			if !ok {
				panic(r)
			}
			p = &program{unsure: u.why}
		}
	}()
	if data == nil {
		unsure("no data")
	}
	c := &compiler{s, map[key]*unit{}}
	return &program{entry: c.unit(s.entry, data)}
}

// unit compiles a template for a type of dot, once.
func (c *compiler) unit(name string, dot reflect.Type) *unit {
	if u, ok := c.units[key{name, dot}]; ok {
		return u
	}
	tree, ok := c.set.trees[name]
	if !ok { // undefined, or a copy that was escaped for the inside of a tag
		unsure("template %q", name)
	}
	u := &unit{}
	c.units[key{name, dot}] = u
	b := &body{compiler: c, unit: u, scope: []variable{{"$", 0, dot}}}
	u.slots = 1
	u.body = b.list(tree.Root, dot)
	return u
}

// body compiles a template's body.
type body struct {
	*compiler
	unit  *unit
	scope []variable // declared so far, the innermost last
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

// inner compiles what has a scope of its own.
func (b *body) inner(compile func() node) node {
	outer := len(b.scope)
	n := compile()
	b.scope = b.scope[:outer]
	return n
}

func (b *body) declare(name string, typ reflect.Type) (slot int) {
	slot = b.unit.slots
	b.unit.slots++
	b.scope = append(b.scope, variable{name, slot, typ})
	return slot
}

func (b *body) variable(name string) variable {
	for i := len(b.scope) - 1; i >= 0; i-- {
		if b.scope[i].name == name {
			return b.scope[i]
		}
	}
	unsure("variable %s", name)
	return variable{}
}

// list compiles nodes one after the other.
func (b *body) list(l *parse.ListNode, dot reflect.Type) node {
	var nodes []node
	if l != nil {
		for _, n := range l.Nodes {
			if compiled := b.node(n, dot); compiled != nil {
				nodes = append(nodes, compiled)
			}
		}
	}
	switch len(nodes) {
	case 0:
		return func(*run, reflect.Value) signal { return next }
	case 1:
		return nodes[0]
	}
	return func(x *run, dot reflect.Value) signal {
		for _, n := range nodes {
			if s := n(x, dot); s != next {
				return s
			}
		}
		return next
	}
}

// node compiles a node; nil if it writes nothing.
func (b *body) node(n parse.Node, dot reflect.Type) node {
	switch n := n.(type) {
	case *parse.TextNode:
		return b.text(n)
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		return b.action(n, dot)
	case *parse.IfNode:
		return b.inner(func() node { return b.branch(&n.BranchNode, dot, false) })
	case *parse.WithNode:
		return b.inner(func() node { return b.branch(&n.BranchNode, dot, true) })
	case *parse.RangeNode:
		return b.inner(func() node { return b.loop(n, dot) })
	case *parse.TemplateNode:
		return b.template(n, dot)
	case *parse.BreakNode:
		return func(*run, reflect.Value) signal { return broke }
	case *parse.ContinueNode:
		return func(*run, reflect.Value) signal { return continued }
	}
	unsure("%v", n)
	return nil
}

func (b *body) text(n *parse.TextNode) node {
	if m := b.set.marks.of(n.Text); m != nil {
		return func(x *run, _ reflect.Value) signal { x.mark(m); return next }
	}
	if len(n.Text) == 0 {
		return nil
	}
	text := n.Text
	return func(x *run, _ reflect.Value) signal { x.out = append(x.out, text...); return next }
}

// branch compiles {{if}} and {{with}}.
func (b *body) branch(n *parse.BranchNode, dot reflect.Type, with bool) node {
	e := b.pipe(n.Pipe, dot)
	var declared node
	if len(n.Pipe.Decl) > 0 {
		declared = b.assign(n.Pipe, e)
	}
	if e.typ == nil && !e.mixed { // no data is false
		return b.list(n.ElseList, dot)
	}
	if with && e.mixed {
		unsure("{{with}} of one of several types")
	}
	otherwise := b.inner(func() node { return b.list(n.ElseList, dot) })
	if !with {
		then := b.inner(func() node { return b.list(n.List, dot) })
		if declared != nil {
			slot := b.variable(n.Pipe.Decl[0].Ident[0]).slot
			e = value(e.typ, func(x *run, _ reflect.Value) reflect.Value { return x.vars[x.base+slot] })
		}
		return func(x *run, dot reflect.Value) signal {
			if declared != nil {
				declared(x, dot)
			}
			if e.truth(x, dot) {
				return then(x, dot)
			}
			return otherwise(x, dot)
		}
	}
	then := b.inner(func() node { return b.list(n.List, e.typ) })
	slot := -1
	if declared != nil {
		slot = b.variable(n.Pipe.Decl[0].Ident[0]).slot
	}
	isTrue := truth(e.typ)
	return func(x *run, dot reflect.Value) signal {
		var v reflect.Value
		if slot >= 0 {
			declared(x, dot)
			v = x.vars[x.base+slot]
		} else {
			v = e.eval(x, dot)
		}
		if isTrue(v) {
			return then(x, v)
		}
		return otherwise(x, dot)
	}
}

// truth returns the truth of a value of a type.
func truth(typ reflect.Type) func(reflect.Value) bool {
	e := value(typ, func(_ *run, v reflect.Value) reflect.Value { return v })
	return func(v reflect.Value) bool { return e.truth(nil, v) }
}

// loop compiles {{range}}.
func (b *body) loop(n *parse.RangeNode, dot reflect.Type) node {
	e := b.pipe(n.Pipe, dot)
	if e.mixed || n.Pipe.IsAssign || len(n.Pipe.Decl) > 0 && n.ElseList != nil {
		unsure("{{range %v}}", n.Pipe)
	}
	otherwise := b.inner(func() node { return b.list(n.ElseList, dot) })
	if e.typ == nil {
		return otherwise
	}
	typ := target(e.typ)
	var elem, index reflect.Type
	switch typ.Kind() {
	case reflect.Slice, reflect.Array:
		elem, index = typ.Elem(), reflect.TypeFor[int]()
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		elem = typ
	default:
		unsure("{{range}} over %v", typ)
	}
	known(elem)
	indexSlot, elemSlot := -1, -1
	switch d := n.Pipe.Decl; {
	case len(d) == 1:
		elemSlot = b.declare(d[0].Ident[0], elem)
	case len(d) == 2 && index != nil:
		indexSlot = b.declare(d[0].Ident[0], index)
		elemSlot = b.declare(d[1].Ident[0], elem)
	case len(d) > 0:
		unsure("{{range %v}}", n.Pipe)
	}
	turn := b.list(n.List, elem)
	once := func(x *run, i int, v reflect.Value) bool {
		if indexSlot >= 0 {
			x.vars[x.base+indexSlot] = reflect.ValueOf(i)
		}
		if elemSlot >= 0 {
			x.vars[x.base+elemSlot] = v
		}
		return turn(x, v) != broke
	}
	return func(x *run, dot reflect.Value) signal {
		v := follow(e.eval(x, dot))
		if index == nil {
			count := v.Int()
			for i := range count {
				elem := reflect.New(typ).Elem()
				elem.SetInt(i)
				if !once(x, 0, elem) {
					break
				}
			}
			if count <= 0 {
				return otherwise(x, dot)
			}
			return next
		}
		count := v.Len()
		for i := range count {
			if !once(x, i, v.Index(i)) {
				break
			}
		}
		if count == 0 {
			return otherwise(x, dot)
		}
		return next
	}
}

// known refuses types whose values say only at run time what they are.
func known(typ reflect.Type) {
	switch typ.Kind() {
	case reflect.Interface, reflect.Func, reflect.Chan, reflect.UnsafePointer, reflect.Complex64, reflect.Complex128:
		unsure("a value of type %v", typ)
	}
}

// template compiles {{template}}.
func (b *body) template(n *parse.TemplateNode, dot reflect.Type) node {
	e := nothing()
	if n.Pipe != nil {
		e = b.pipe(n.Pipe, dot)
	}
	if e.mixed || n.Pipe != nil && len(n.Pipe.Decl) > 0 {
		unsure("{{template %q %v}}", n.Name, n.Pipe)
	}
	u := b.compiler.unit(n.Name, e.typ)
	return func(x *run, dot reflect.Value) signal {
		u.call(x, e.eval(x, dot))
		return next
	}
}

// assign compiles the setting of variables. It writes nothing.
func (b *body) assign(p *parse.PipeNode, e expr) node {
	if e.mixed || e.typ == nil || len(p.Decl) != 1 {
		unsure("{{%v}}", p)
	}
	name := p.Decl[0].Ident[0]
	var slot int
	if p.IsAssign {
		v := b.variable(name)
		if v.typ != e.typ || name == "$" {
			unsure("{{%v}} changes a type", p)
		}
		slot = v.slot
	} else {
		slot = b.declare(name, e.typ)
	}
	return func(x *run, dot reflect.Value) signal {
		v := e.eval(x, dot)
		x.vars[x.base+slot] = v
		return next
	}
}

// action compiles {{.Title}} and {{$x := .Title}}.
func (b *body) action(n *parse.ActionNode, dot reflect.Type) node {
	if len(n.Pipe.Decl) > 0 {
		return b.assign(n.Pipe, b.pipe(n.Pipe, dot))
	}
	// html/template has put its escapers last.
	cmds := n.Pipe.Cmds
	first := len(cmds)
	for first > 0 && escaperName(cmds[first-1]) != "" {
		first--
	}
	var escapers []string
	for _, cmd := range cmds[first:] {
		escapers = append(escapers, escaperName(cmd))
	}
	if first == 0 || len(escapers) == 0 {
		unsure("{{%v}} is not escaped", n.Pipe)
	}
	return write(b.commands(cmds[:first], dot), escapers)
}
