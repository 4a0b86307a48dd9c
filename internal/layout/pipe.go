package layout

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// pipe compiles a pipeline without its variables.
func (b *body) pipe(p *parse.PipeNode, dot reflect.Type) expr {
	return b.commands(p.Cmds, dot)
}

func (b *body) commands(cmds []*parse.CommandNode, dot reflect.Type) expr {
	var e expr
	for i, cmd := range cmds {
		var final *expr
		if i > 0 {
			before := e
			final = &before
		}
		e = b.command(cmd, dot, final)
	}
	return e
}

// command compiles a command, with the value of the one before it as its last
// argument.
func (b *body) command(cmd *parse.CommandNode, dot reflect.Type, final *expr) expr {
	if f, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return b.function(f.Ident, cmd.Args[1:], dot, final)
	}
	if len(cmd.Args) > 1 || final != nil {
		unsure("arguments of %v", cmd.Args[0])
	}
	return b.operand(cmd.Args[0], dot)
}

// operand compiles what stands alone or as an argument.
func (b *body) operand(n parse.Node, dot reflect.Type) expr {
	switch n := n.(type) {
	case *parse.DotNode:
		if dot == nil {
			return nothing()
		}
		known(dot)
		return value(dot, func(_ *run, dot reflect.Value) reflect.Value { return dot })
	case *parse.FieldNode:
		return fields(b.operand(&parse.DotNode{}, dot), n.Ident)
	case *parse.VariableNode:
		v := b.variable(n.Ident[0])
		if v.typ == nil {
			return nothing()
		}
		known(v.typ)
		slot := v.slot
		e := value(v.typ, func(x *run, _ reflect.Value) reflect.Value { return x.vars[x.base+slot] })
		return fields(e, n.Ident[1:])
	case *parse.ChainNode:
		return fields(b.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			unsure("(%v)", n)
		}
		return b.pipe(n, dot)
	case *parse.IdentifierNode:
		return b.function(n.Ident, nil, dot, nil)
	case *parse.StringNode:
		text, v := n.Text, reflect.ValueOf(n.Text)
		e := textOf(func(*run, reflect.Value) string { return text })
		e.eval = func(*run, reflect.Value) reflect.Value { return v }
		return e
	case *parse.BoolNode:
		is := n.True
		return truthOf(func(*run, reflect.Value) bool { return is })
	case *parse.NumberNode:
		if !n.IsInt || strings.Trim(n.Text, "0123456789") != "" || int64(int(n.Int64)) != n.Int64 {
			unsure("the number %s", n.Text)
		}
		num, v := n.Int64, reflect.ValueOf(int(n.Int64))
		e := numberOf(func(*run, reflect.Value) int64 { return num })
		e.eval = func(*run, reflect.Value) reflect.Value { return v }
		return e
	}
	unsure("%v", n)
	return expr{}
}

func fields(e expr, names []string) expr {
	for _, name := range names {
		e = field(e, name)
	}
	return e
}
