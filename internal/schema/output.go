package schema

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// Output returns the JSON Schema of what encoding/json writes of values of the
// types given, any of which a document may be: the roles as data, say. Unlike
// front matter it has no short forms and no nulls. Meanings are those of
// notes.go, for a field that is called as one of an article is.
func Output(what string, types ...reflect.Type) []byte {
	w := output{writer{map[string]*node{}}, shapes{}}
	root := &node{Schema: dialect, Description: what}
	for _, t := range types {
		root.AnyOf = append(root.AnyOf, w.value(t, Note{}))
	}
	root.Defs = w.defs
	data, err := plainJSON(root)
	if err != nil {
		panic("schema: " + err.Error()) // a node has nothing that JSON has not
	}
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		panic("schema: " + err.Error())
	}
	return append(b.Bytes(), '\n')
}

type output struct {
	writer
	shapes shapes
}

func (w output) value(t reflect.Type, note Note) *node {
	switch t.Kind() {
	case reflect.Pointer:
		return w.value(t.Elem(), note)
	case reflect.Slice:
		return &node{Type: "array", Items: w.value(t.Elem(), note)}
	}
	switch s := w.shapes.of(t); s.Kind {
	case Word:
		return &node{Type: "string", Enum: anyOf(s.Words)}
	case Form:
		if s.Form.words != nil {
			return &node{Type: "string", Enum: anyOf(s.Form.words)}
		}
		return &node{Type: "string", Pattern: whole(s.Form.pattern), MaxLength: s.Form.longest}
	case Figure:
		n := &node{Type: "number"}
		if low, high := note.bounds(); note.Within != ([2]float64{}) {
			n.Minimum, n.Maximum = &low, &high
		}
		return n
	case Switch:
		return &node{Type: "boolean"}
	case Object:
		name := s.Name
		if w.defs[name] == nil {
			made := &node{Type: "object", Additional: false}
			w.defs[name] = made
			w.fields(made, t)
		}
		return &node{Ref: "#/$defs/" + name}
	}
	return &node{Type: "string"}
}

// fields adds the fields of a struct, as encoding/json does. What it may leave
// out is not required.
func (w output) fields(n *node, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous && name == "" {
			w.fields(n, f.Type)
			continue
		}
		if !f.IsExported() || name == "" || name == "-" {
			continue
		}
		note := notes[w.shapes.name(t)+"."+name]
		for _, of := range []string{"Role.", "Meta."} {
			if note.Text == "" && t.Name() == "Record" {
				note = notes[of+name]
			}
		}
		value := w.value(f.Type, note)
		value.Description = strings.TrimSpace(note.Text + " " + note.unit())
		n.Properties = append(n.Properties, property{name, value})
		if !strings.Contains(options, "omit") {
			n.Required = append(n.Required, name)
		}
	}
}

func (n *Note) unit() string {
	if n.Unit == "" {
		return ""
	}
	return "Unit: " + n.Unit + "."
}

func anyOf(words []string) []any {
	list := make([]any, len(words))
	for i, w := range words {
		list[i] = w
	}
	return list
}
