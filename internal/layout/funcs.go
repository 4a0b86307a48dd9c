package layout

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// function compiles a call.
func (b *body) function(name string, nodes []parse.Node, dot reflect.Type, final *expr) expr {
	if name == "shared" {
		return b.shared(nodes, dot, final)
	}
	args := make([]expr, 0, len(nodes)+1)
	for _, n := range nodes {
		args = append(args, b.operand(n, dot))
	}
	if final != nil {
		args = append(args, *final)
	}
	if name == "and" || name == "or" {
		return junction(name, args)
	}
	if name == "not" && len(args) == 1 {
		truth := args[0].truth
		return truthOf(func(x *run, dot reflect.Value) bool { return !truth(x, dot) })
	}
	for _, a := range args {
		if a.typ == nil {
			unsure("an argument of %s", name)
		}
	}
	switch {
	case name == "t":
		return b.t(args)
	case name == "len" && len(args) == 1:
		return length(args[0])
	case name == "index" && len(args) > 1:
		return index(args[0], args[1:])
	case name == "slice" && len(args) > 1 && len(args) < 4:
		return slice(args[0], args[1:])
	case name == "eq" && len(args) > 1 || (name == "ne" || name == "lt" || name == "le" || name == "gt" || name == "ge") && len(args) == 2:
		return compare(name, args)
	case name == "print" || name == "println":
		sprint := fmt.Sprint
		if name == "println" {
			sprint = fmt.Sprintln
		}
		return textOf(func(x *run, dot reflect.Value) string { return sprint(interfaces(x, dot, args)...) })
	case name == "printf" && len(args) > 0 && args[0].typ == stringType:
		format, rest := args[0].text, args[1:]
		return textOf(func(x *run, dot reflect.Value) string {
			f := format(x, dot)
			return fmt.Sprintf(f, interfaces(x, dot, rest)...)
		})
	}
	unsure("the call of %s", name)
	return expr{}
}

func interfaces(x *run, dot reflect.Value, args []expr) []any {
	values := make([]any, len(args))
	for i, a := range args {
		values[i] = a.eval(x, dot).Interface()
	}
	return values
}

// junction compiles and and or: the first argument that decides, or the last.
func junction(name string, args []expr) expr {
	if len(args) == 0 {
		unsure("%s of nothing", name)
	}
	decides := name == "or"
	e := args[0]
	e.truth = func(x *run, dot reflect.Value) bool {
		for _, a := range args {
			if a.truth(x, dot) == decides {
				return decides
			}
		}
		return !decides
	}
	for _, a := range args {
		if a.mixed || a.typ == nil || a.typ != args[0].typ {
			return expr{mixed: true, truth: e.truth}
		}
	}
	isTrue := truth(e.typ)
	typed := value(e.typ, func(x *run, dot reflect.Value) (v reflect.Value) {
		for _, a := range args {
			if v = a.eval(x, dot); isTrue(v) == decides {
				break
			}
		}
		return v
	})
	typed.truth = e.truth
	return typed
}

// t compiles the words of the interface.
func (b *body) t(args []expr) expr {
	for _, a := range args {
		if a.typ != stringType {
			unsure("t of a value of type %v", a.typ)
		}
	}
	if len(args) == 0 {
		unsure("t of nothing")
	}
	word := b.set.word
	return textOf(func(x *run, dot reflect.Value) string {
		from := len(x.texts)
		for _, a := range args {
			text := a.text(x, dot)
			x.texts = append(x.texts, text)
		}
		text := word(x.texts[from], x.texts[from+1:]...)
		x.texts = x.texts[:from]
		return text
	})
}

func length(of expr) expr {
	switch target(of.typ).Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
	default:
		unsure("len of %v", of.typ)
	}
	if of.typ.Kind() != reflect.Pointer {
		return numberOf(func(x *run, dot reflect.Value) int64 { return int64(of.eval(x, dot).Len()) })
	}
	return numberOf(func(x *run, dot reflect.Value) int64 { return int64(follow(of.eval(x, dot)).Len()) })
}

func index(of expr, indexes []expr) expr {
	typ := of.typ
	for _, i := range indexes {
		typ = target(typ)
		if typ.Kind() != reflect.Slice && typ.Kind() != reflect.Array || i.num == nil {
			unsure("index of %v", typ)
		}
		typ = typ.Elem()
		known(typ)
	}
	return value(typ, func(x *run, dot reflect.Value) reflect.Value {
		v := of.eval(x, dot)
		for _, index := range indexes {
			i := index.num(x, dot)
			if v = follow(v); i < 0 || i >= int64(v.Len()) {
				fault()
			}
			v = v.Index(int(i))
		}
		return v
	})
}

// slice compiles slice .List from and slice .List from to.
func slice(of expr, bounds []expr) expr {
	typ := target(of.typ)
	if typ.Kind() != reflect.Slice && typ.Kind() != reflect.String {
		unsure("slice of %v", typ)
	}
	for _, i := range bounds {
		if i.num == nil {
			unsure("slice by %v", i.typ)
		}
	}
	return value(typ, func(x *run, dot reflect.Value) reflect.Value {
		v := follow(of.eval(x, dot))
		to := int64(v.Len())
		most := to
		if v.Kind() == reflect.Slice {
			most = int64(v.Cap())
		}
		from := bounds[0].num(x, dot)
		if len(bounds) > 1 {
			to = bounds[1].num(x, dot)
		}
		if from < 0 || to > most || from > to {
			fault()
		}
		return v.Slice(int(from), int(to))
	})
}

// compare compiles eq, ne, lt, le, gt and ge of strings, signed integers and
// truth values.
func compare(name string, args []expr) expr {
	all := func(is func(expr) bool) bool {
		for _, a := range args {
			if !is(a) {
				return false
			}
		}
		return true
	}
	switch {
	case all(func(e expr) bool { return e.text != nil }):
		a, b := args[0].text, args[1].text
		if name != "eq" {
			return truthOf(func(x *run, dot reflect.Value) bool {
				return holds(name, strings.Compare(a(x, dot), b(x, dot)))
			})
		}
		return truthOf(func(x *run, dot reflect.Value) bool {
			first, is := a(x, dot), false
			for _, other := range args[1:] { // each, as any may be at fault
				is = other.text(x, dot) == first || is
			}
			return is
		})
	case all(func(e expr) bool { return e.num != nil }):
		a, b := args[0].num, args[1].num
		if name != "eq" {
			return truthOf(func(x *run, dot reflect.Value) bool {
				first, second := a(x, dot), b(x, dot)
				switch {
				case first < second:
					return holds(name, -1)
				case first > second:
					return holds(name, 1)
				}
				return holds(name, 0)
			})
		}
		return truthOf(func(x *run, dot reflect.Value) bool {
			first, is := a(x, dot), false
			for _, other := range args[1:] {
				is = other.num(x, dot) == first || is
			}
			return is
		})
	case len(args) == 2 && (name == "eq" || name == "ne") && all(func(e expr) bool { return !e.mixed && e.typ.Kind() == reflect.Bool }):
		a, b := args[0].truth, args[1].truth
		return truthOf(func(x *run, dot reflect.Value) bool {
			first, second := a(x, dot), b(x, dot)
			return first == second == (name == "eq")
		})
	}
	unsure("%s of %v", name, args[0].typ)
	return expr{}
}

// holds says whether a comparison holds of a value that is less (-1), equal or
// greater.
func holds(name string, order int) bool {
	switch name {
	case "ne":
		return order != 0
	case "lt":
		return order < 0
	case "le":
		return order <= 0
	case "gt":
		return order > 0
	default:
		return order >= 0
	}
}
