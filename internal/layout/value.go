package layout

import (
	"fmt"
	"html/template"
	"reflect"
)

// expr is an expression, by what is known of its value before any page.
type expr struct {
	// typ is nil for no data, what {{template "x"}} hands over: its fields are
	// nothing, too.
	typ   reflect.Type
	mixed bool // only the truth is known: {{or .List .Text}}
	eval  func(x *run, dot reflect.Value) reflect.Value
	truth func(x *run, dot reflect.Value) bool
	text  func(x *run, dot reflect.Value) string // if the kind is string
	num   func(x *run, dot reflect.Value) int64  // if the kind is a signed integer
}

// nothing is the expression without data.
func nothing() expr {
	return expr{
		eval:  func(*run, reflect.Value) reflect.Value { return reflect.Value{} },
		truth: func(*run, reflect.Value) bool { return false },
	}
}

// value makes an expression of a function that evaluates it.
func value(typ reflect.Type, eval func(*run, reflect.Value) reflect.Value) expr {
	e := expr{typ: typ, eval: eval}
	switch typ.Kind() {
	case reflect.String:
		e.text = func(x *run, dot reflect.Value) string { return eval(x, dot).String() }
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Len() > 0 }
	case reflect.Array, reflect.Map, reflect.Slice:
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Len() > 0 }
	case reflect.Bool:
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Bool() }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		e.num = func(x *run, dot reflect.Value) int64 { return eval(x, dot).Int() }
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Int() != 0 }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Uint() != 0 }
	case reflect.Float32, reflect.Float64:
		e.truth = func(x *run, dot reflect.Value) bool { return eval(x, dot).Float() != 0 }
	case reflect.Pointer:
		e.truth = func(x *run, dot reflect.Value) bool { return !eval(x, dot).IsNil() }
	case reflect.Struct:
		e.truth = func(x *run, dot reflect.Value) bool { eval(x, dot); return true }
	default: // interfaces, functions, channels, complex numbers
		unsure("a value of type %v", typ)
	}
	return e
}

func textOf(text func(*run, reflect.Value) string) expr {
	return expr{typ: stringType, text: text,
		eval:  func(x *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(text(x, dot)) },
		truth: func(x *run, dot reflect.Value) bool { return text(x, dot) != "" },
	}
}

func numberOf(num func(*run, reflect.Value) int64) expr {
	return expr{typ: reflect.TypeFor[int](), num: num,
		eval:  func(x *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(int(num(x, dot))) },
		truth: func(x *run, dot reflect.Value) bool { return num(x, dot) != 0 },
	}
}

func truthOf(truth func(*run, reflect.Value) bool) expr {
	return expr{typ: reflect.TypeFor[bool](), truth: truth,
		eval: func(x *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(truth(x, dot)) },
	}
}

// field returns the field name of a struct, or of what pointers lead to.
func field(of expr, name string) expr {
	if of.typ == nil && !of.mixed {
		return of
	}
	if of.mixed {
		unsure("field %s of one of several types", name)
	}
	typ, pointers := of.typ, 0
	for ; typ.Kind() == reflect.Pointer; typ = typ.Elem() {
		pointers++
	}
	if _, ok := reflect.PointerTo(typ).MethodByName(name); ok {
		unsure("method %s of %v", name, typ)
	}
	if typ.Kind() != reflect.Struct {
		unsure("field %s of %v", name, typ)
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() {
		unsure("no field %s in %v", name, typ)
	}
	from := of.eval
	if pointers > 0 {
		from = func(x *run, dot reflect.Value) reflect.Value { return follow(of.eval(x, dot)) }
	}
	if len(f.Index) == 1 {
		i := f.Index[0]
		return value(f.Type, func(x *run, dot reflect.Value) reflect.Value { return from(x, dot).Field(i) })
	}
	return value(f.Type, func(x *run, dot reflect.Value) reflect.Value {
		v := from(x, dot)
		for _, i := range f.Index {
			v = follow(v).Field(i)
		}
		return v
	})
}

// follow returns what pointers lead to; nil is a fault.
func follow(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			fault()
		}
		v = v.Elem()
	}
	return v
}

// target returns the type that pointers of a type lead to.
func target(typ reflect.Type) reflect.Type {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return typ
}

var (
	stringType    = reflect.TypeFor[string]()
	htmlType      = reflect.TypeFor[template.HTML]()
	errorType     = reflect.TypeFor[error]()
	stringerType  = reflect.TypeFor[fmt.Stringer]()
	formatterType = reflect.TypeFor[fmt.Formatter]()
)

// plainly reports whether fmt prints values of a type by their kind, and not
// by a method.
func plainly(typ reflect.Type) bool {
	return !typ.Implements(errorType) && !typ.Implements(stringerType) && !typ.Implements(formatterType)
}

// unsureError ends the compiling of a layout that html/template has to execute.
type unsureError struct{ why string }

func unsure(format string, args ...any) { panic(unsureError{fmt.Sprintf(format, args...)}) }
