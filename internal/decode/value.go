package decode

import (
	"encoding"
	"reflect"
	"strconv"
)

// NodeUnmarshaler is a type that reads itself from a node, because its values
// have several shapes. It tells what is wrong by d.Error and hands parts on
// to d.Decode. It is not called for a null.
type NodeUnmarshaler interface {
	UnmarshalNode(n *Node, d *Decoder)
}

// Decoder fills Go values from nodes and collects what is wrong with them.
type Decoder struct {
	parse   *parse
	options Options
	root    reflect.Type
}

// Decode fills the value that into points to from the node.
func (d *Decoder) Decode(n *Node, into any) {
	d.value(n, pointed(into), fieldOptions{})
}

// Error tells that something is wrong with the value of the node.
func (d *Decoder) Error(n *Node, rule, message, hint string) {
	d.parse.add(n.Position(), rule, message, hint)
}

// KeyError tells that something is wrong with the key in front of the node.
func (d *Decoder) KeyError(n *Node, rule, message, hint string) {
	d.parse.add(n.KeyPosition(), rule, message, hint)
}

// WrongShape tells that the node has not the shape that is wanted, which
// reads after "must be": "a slug or a mapping".
func (d *Decoder) WrongShape(n *Node, wanted string) {
	got := n.Kind.String()
	if n.Kind == Text {
		got = "the text " + quote(n.Text)
	}
	if n.parent == nil && n.Kind == Text {
		got = "text"
	}
	d.Error(n, "wrong-type", n.Label()+" must be "+wanted+", not "+got, "")
}

func pointed(into any) reflect.Value {
	v := reflect.ValueOf(into)
	if v.Kind() != reflect.Pointer || v.IsNil() {
		panic("decode: into must be a pointer, not " + reflect.TypeOf(into).String())
	}
	return v.Elem()
}

func (d *Decoder) value(n *Node, v reflect.Value, o fieldOptions) {
	if n.Kind == Null || n.refused {
		return
	}
	info := infoOf(v.Type())
	switch info.class {
	case custom:
		v.Addr().Interface().(NodeUnmarshaler).UnmarshalNode(n, d)
	case rawNode:
		v.Set(reflect.ValueOf(*n))
	case pointerClass:
		p := v
		if v.IsNil() {
			p = reflect.New(v.Type().Elem())
		}
		d.value(n, p.Elem(), o)
		v.Set(p)
	case sliceClass:
		d.slice(n, v, o)
	case mapClass:
		d.mapping(n, v, o)
	case structClass:
		d.structure(n, v, info)
	case textual:
		// A struct that has a form as text too.
		if (n.Kind == Map || n.Kind == List) && info.short >= 0 {
			d.structure(n, v, info)
			return
		}
		d.textual(n, v.Addr().Interface().(encoding.TextUnmarshaler))
	case numeric:
		d.numeric(n, v.Addr().Interface().(encoding.TextUnmarshaler))
	case stringClass:
		if s, ok := d.text(n, o.text); ok {
			v.SetString(s)
		}
	case boolClass:
		d.boolean(n, v)
	case intClass, uintClass, floatClass:
		d.number(n, v, info.class)
	default:
		panic("decode: cannot fill a " + v.Type().String())
	}
}

func (d *Decoder) slice(n *Node, v reflect.Value, o fieldOptions) {
	if n.Kind != List {
		if n.Kind == Text && n.blank() {
			return
		}
		if !o.list {
			d.WrongShape(n, "a list")
			return
		}
		list := reflect.MakeSlice(v.Type(), 1, 1)
		d.value(n, list.Index(0), fieldOptions{text: o.text})
		v.Set(list)
		return
	}
	list := reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		if item.blank() && !item.refused {
			d.Error(item, "missing-field", item.Label()+" must not be empty", "")
			continue
		}
		d.value(item, list.Index(i), fieldOptions{text: o.text})
	}
	v.Set(list)
}

func (d *Decoder) mapping(n *Node, v reflect.Value, o fieldOptions) {
	if n.Kind != Map {
		if !n.blank() {
			d.WrongShape(n, "a mapping")
		}
		return
	}
	t := v.Type()
	made := reflect.MakeMapWithSize(t, len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		key := reflect.New(t.Key()).Elem()
		keyNode := Node{Kind: Text, Text: item.Key, Key: item.Key, parent: n,
			Line: item.KeyLine, Column: item.KeyColumn, KeyLine: item.KeyLine, KeyColumn: item.KeyColumn}
		if keyNode.blank() {
			d.KeyError(item, "missing-field", "the name of a field must not be empty", "")
			continue
		}
		before := len(d.parse.findings)
		d.value(&keyNode, key, fieldOptions{})
		if len(d.parse.findings) > before {
			continue
		}
		element := reflect.New(t.Elem()).Elem()
		d.value(item, element, o)
		made.SetMapIndex(key, element)
	}
	v.Set(made)
}

func (d *Decoder) structure(n *Node, v reflect.Value, info *typeInfo) {
	if n.Kind != Map {
		short := info.short >= 0 && (n.Kind != List || info.fields[info.short].typ.Kind() == reflect.Slice)
		switch {
		case n.blank():
		case short:
			f := &info.fields[info.short]
			d.value(n, v.FieldByIndex(f.index), f.options)
		default:
			d.WrongShape(n, "a mapping")
		}
		return
	}
	var seen [4]uint64 // the type has fewer than 256 fields
	for i := range n.Items {
		item := &n.Items[i]
		at, known := info.byName[item.Key]
		if !known {
			d.unknown(item, info)
			continue
		}
		f := &info.fields[at]
		seen[at>>6&3] |= 1 << (at & 63)
		if f.required && !item.refused && (item.blank() || item.Kind == List && len(item.Items) == 0) {
			d.KeyError(item, "missing-field", item.Label()+" must not be empty", "")
			continue
		}
		d.value(item, v.FieldByIndex(f.index), f.options)
	}
	for i := range info.fields {
		if f := &info.fields[i]; f.required && seen[i>>6&3]&(1<<(i&63)) == 0 {
			d.Error(n, "missing-field", "missing field "+quote(f.name), "")
		}
	}
}

// unknown tells of a field that the struct does not have, with the one that
// was meant.
func (d *Decoder) unknown(n *Node, info *typeInfo) {
	if d.parse.full() {
		return
	}
	message, hint := "unknown field "+quote(n.Key), ""
	meant, ok := synonym(n.Key, info.names, d.options.Meanings)
	if !ok {
		if path, elsewhere := d.elsewhere(n.Key); elsewhere {
			hint = path
		} else {
			meant, ok = Nearest(n.Key, info.names, d.options.Meanings)
		}
	}
	if ok {
		message += " (did you mean " + quote(meant) + "?)"
	}
	d.KeyError(n, "unknown-field", message, hint)
}

// elsewhere says where in the document a field of this name, or of its
// meaning, belongs.
func (d *Decoder) elsewhere(name string) (string, bool) {
	known := places(d.root)
	path, ok := known[name]
	if !ok {
		name = d.options.Meanings[name]
		if path, ok = known[name]; !ok {
			return "", false
		}
	}
	if path == "" {
		return quote(name) + " belongs at the top level", true
	}
	return quote(name) + " belongs under " + quote(path), true
}

func (d *Decoder) number(n *Node, v reflect.Value, c class) {
	text, ok := d.decimal(n)
	if !ok {
		return
	}
	switch c {
	case floatClass:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil || v.OverflowFloat(f) {
			d.Error(n, "invalid-value", n.Label()+" is out of range", "")
			return
		}
		v.SetFloat(f)
	case intClass:
		i, err := strconv.ParseInt(text, 10, 64)
		if err != nil || v.OverflowInt(i) {
			d.whole(n, text)
			return
		}
		v.SetInt(i)
	case uintClass:
		u, err := strconv.ParseUint(text, 10, 64)
		if err != nil || v.OverflowUint(u) {
			d.whole(n, text)
			return
		}
		v.SetUint(u)
	}
}
