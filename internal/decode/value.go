package decode

import (
	"encoding"
	"reflect"
	"strconv"
	"strings"
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
	root    *typeInfo
	around  []enclosing // the structs being filled, the outermost first
	scratch []byte      // text on its way to an UnmarshalText, which copies it
	kept    strings.Builder
}

// enclosing is a struct with the mapping that it is filled from.
type enclosing struct {
	node *Node
	info *typeInfo
}

// Decode fills the value that into points to from the node.
func (d *Decoder) Decode(n *Node, into any) {
	v := pointed(into)
	d.value(n, v, infoOf(v.Type()), fieldOptions{})
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

func (d *Decoder) value(n *Node, v reflect.Value, info *typeInfo, o fieldOptions) {
	if n.Kind == Null || n.refused {
		return
	}
	switch info.class {
	case custom:
		v.Addr().Interface().(NodeUnmarshaler).UnmarshalNode(n, d)
	case rawNode:
		v.Set(reflect.ValueOf(*n))
	case pointerClass:
		p := v
		if v.IsNil() {
			p = reflect.New(info.elem.typ)
		}
		d.value(n, p.Elem(), info.elem, o)
		v.Set(p)
	case sliceClass:
		d.slice(n, v, info, o)
	case mapClass:
		d.mapping(n, v, info, o)
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
			v.SetString(d.keep(s))
		}
	case boolClass:
		d.boolean(n, v)
	case intClass, uintClass, floatClass:
		d.number(n, v, info.class)
	default:
		panic("decode: cannot fill a " + v.Type().String())
	}
}

func (d *Decoder) slice(n *Node, v reflect.Value, info *typeInfo, o fieldOptions) {
	if n.Kind != List {
		if n.Kind == Text && n.blank() {
			return
		}
		if !o.list {
			d.WrongShape(n, "a list")
			return
		}
		if n.Plain && n.Line != n.KeyLine && strings.Contains(n.Text, " - ") { // YAML reads on where the first dash is missing
			d.WrongShape(n, "a list, a dash before each item")
			return
		}
		empty(v, 1)
		d.value(n, v.Index(0), info.elem, fieldOptions{text: o.text})
		return
	}
	empty(v, len(n.Items))
	for i := range n.Items {
		item := &n.Items[i]
		if item.blank() && !item.refused {
			d.Error(item, "missing-field", item.Label()+" must not be empty", "")
			continue
		}
		d.value(item, v.Index(i), info.elem, fieldOptions{text: o.text})
	}
}

// empty makes v a new slice of n empty values, without room for more.
func empty(v reflect.Value, n int) {
	if n == 0 {
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		return
	}
	v.SetZero()
	v.Grow(n)
	v.SetLen(n)
	v.SetCap(n)
}

func (d *Decoder) mapping(n *Node, v reflect.Value, info *typeInfo, o fieldOptions) {
	if n.Kind != Map {
		if !n.blank() {
			d.WrongShape(n, "a mapping")
		}
		return
	}
	made := reflect.MakeMapWithSize(info.typ, len(n.Items))
	key, element := reflect.New(info.key.typ).Elem(), reflect.New(info.elem.typ).Elem()
	for i := range n.Items {
		item := &n.Items[i]
		keyNode := Node{Kind: Text, Text: item.Key, Key: item.Key, parent: n,
			Line: item.KeyLine, Column: item.KeyColumn, KeyLine: item.KeyLine, KeyColumn: item.KeyColumn}
		if keyNode.blank() {
			d.KeyError(item, "missing-field", "the name of a field must not be empty", "")
			continue
		}
		before := len(d.parse.findings)
		key.SetZero()
		d.value(&keyNode, key, info.key, fieldOptions{})
		if len(d.parse.findings) > before {
			continue
		}
		element.SetZero()
		d.value(item, element, info.elem, o)
		made.SetMapIndex(key, element)
	}
	v.Set(made)
}

func (d *Decoder) structure(n *Node, v reflect.Value, info *typeInfo) {
	if n.Kind != Map {
		short := info.short >= 0 && (n.Kind != List || info.fields[info.short].info.typ.Kind() == reflect.Slice)
		switch {
		case n.blank():
		case short:
			f := &info.fields[info.short]
			d.value(n, v.FieldByIndex(f.index), f.info, f.options)
		default:
			d.WrongShape(n, "a mapping")
		}
		return
	}
	d.around = append(d.around, enclosing{n, info})
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
		d.value(item, v.FieldByIndex(f.index), f.info, f.options)
	}
	for i := range info.fields {
		if f := &info.fields[i]; f.required && seen[i>>6&3]&(1<<(i&63)) == 0 {
			d.Error(n, "missing-field", "missing field "+quote(f.name), "")
		}
	}
	d.around = d.around[:len(d.around)-1]
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
