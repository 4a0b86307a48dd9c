package decode

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
)

// class is how the decoder fills a type.
type class uint8

const (
	unsupported class = iota
	custom            // a NodeUnmarshaler
	rawNode
	textual // an encoding.TextUnmarshaler of text
	numeric // an encoding.TextUnmarshaler of numbers
	stringClass
	boolClass
	intClass
	uintClass
	floatClass
	sliceClass
	mapClass
	pointerClass
	structClass
)

// typeInfo is what the decoder knows of a type, found out once.
type typeInfo struct {
	typ       reflect.Type
	class     class
	elem      *typeInfo // of a slice, a map or a pointer
	key       *typeInfo // of a map
	fields    []field
	byName    map[string]int // fields that a writer may name
	names     []string       // the same, in order
	short     int            // the field of the short form, or -1
	elsewhere elsewhere
}

// field is a field of a struct, those of embedded structs included.
type field struct {
	name     string
	index    []int
	info     *typeInfo
	required bool
	short    bool
	hidden   bool
	options  fieldOptions
}

type fieldOptions struct{ list, text bool }

var (
	nodeUnmarshalerType = reflect.TypeFor[NodeUnmarshaler]()
	textUnmarshalerType = reflect.TypeFor[encoding.TextUnmarshaler]()
	numberType          = reflect.TypeFor[interface{ DecodesNumber() }]()
	nodeType            = reflect.TypeFor[Node]()

	types sync.Map // reflect.Type to *typeInfo
)

func infoOf(t reflect.Type) *typeInfo {
	if info, ok := types.Load(t); ok {
		return info.(*typeInfo)
	}
	// Types lead to one another, in circles too: they are stored when all of
	// them are complete.
	made := map[reflect.Type]*typeInfo{}
	info := newInfo(t, made)
	for t, info := range made {
		types.LoadOrStore(t, info)
	}
	return info
}

func newInfo(t reflect.Type, made map[reflect.Type]*typeInfo) *typeInfo {
	if info, ok := types.Load(t); ok {
		return info.(*typeInfo)
	}
	if info := made[t]; info != nil {
		return info
	}
	info := &typeInfo{typ: t, class: classOf(t), short: -1}
	made[t] = info
	switch info.class {
	case mapClass:
		info.key = newInfo(t.Key(), made)
		fallthrough
	case sliceClass, pointerClass:
		info.elem = newInfo(t.Elem(), made)
	}
	if t.Kind() != reflect.Struct || info.class == rawNode {
		return info
	}
	info.byName = map[string]int{}
	info.addFields(t, nil, made)
	for i, f := range info.fields {
		if f.short {
			info.short = i
		}
		if !f.hidden {
			info.byName[f.name] = i
			info.names = append(info.names, f.name)
		}
	}
	return info
}

func classOf(t reflect.Type) class {
	p := reflect.PointerTo(t)
	switch {
	case p.Implements(nodeUnmarshalerType):
		return custom
	case t == nodeType:
		return rawNode
	case p.Implements(textUnmarshalerType) && p.Implements(numberType):
		return numeric
	case p.Implements(textUnmarshalerType):
		return textual
	}
	switch t.Kind() {
	case reflect.String:
		return stringClass
	case reflect.Bool:
		return boolClass
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intClass
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return uintClass
	case reflect.Float32, reflect.Float64:
		return floatClass
	case reflect.Slice:
		return sliceClass
	case reflect.Map:
		if t.Key().Kind() == reflect.String || reflect.PointerTo(t.Key()).Implements(textUnmarshalerType) {
			return mapClass
		}
	case reflect.Pointer:
		return pointerClass
	case reflect.Struct:
		return structClass
	}
	return unsupported
}

func (info *typeInfo) addFields(t reflect.Type, prefix []int, made map[reflect.Type]*typeInfo) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(prefix[:len(prefix):len(prefix)], i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" && f.Type.Kind() == reflect.Struct && classOf(f.Type) == structClass {
			info.addFields(f.Type, index, made)
			continue
		}
		if !f.IsExported() || name == "-" || name == "" {
			continue
		}
		added := field{name: name, index: index, info: newInfo(f.Type, made)}
		for option := range strings.SplitSeq(f.Tag.Get("decode"), ",") {
			switch option {
			case "required":
				added.required = true
			case "short":
				added.short = true
			case "hidden":
				added.hidden = true
			case "list":
				added.options.list = true
			case "text":
				added.options.text = true
			case "":
			default:
				panic("decode: unknown option " + option + " of field " + f.Name + " of " + t.String())
			}
		}
		info.fields = append(info.fields, added)
	}
}
