package schema

import (
	"bytes"
	"encoding/json"
	"strings"
)

// dialect is the version of JSON Schema. What is written keeps to keywords
// that draft 7 has too, which is all that some editors know.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// node is a schema, its keywords in the order in which people read them.
type node struct {
	Schema        string           `json:"$schema,omitempty"`
	Title         string           `json:"title,omitempty"`
	Ref           string           `json:"$ref,omitempty"`
	Description   string           `json:"description,omitempty"`
	Type          any              `json:"type,omitempty"`
	Enum          []any            `json:"enum,omitempty"`
	Pattern       string           `json:"pattern,omitempty"`
	MinLength     int              `json:"minLength,omitempty"`
	MaxLength     int              `json:"maxLength,omitempty"`
	Minimum       *float64         `json:"minimum,omitempty"`
	Maximum       *float64         `json:"maximum,omitempty"`
	Items         *node            `json:"items,omitempty"`
	MinItems      int              `json:"minItems,omitempty"`
	Properties    properties       `json:"properties,omitempty"`
	PropertyNames *node            `json:"propertyNames,omitempty"`
	Required      []string         `json:"required,omitempty"`
	MinProperties int              `json:"minProperties,omitempty"`
	Additional    any              `json:"additionalProperties,omitempty"`
	If            *node            `json:"if,omitempty"`
	Then          *node            `json:"then,omitempty"`
	AnyOf         []*node          `json:"anyOf,omitempty"`
	Not           *node            `json:"not,omitempty"`
	Default       any              `json:"default,omitempty"`
	Examples      []any            `json:"examples,omitempty"`
	Defs          map[string]*node `json:"$defs,omitempty"`
}

// properties are the fields of an object, in the order of their type.
type properties []property

type property struct {
	name string
	node *node
}

// MarshalJSON keeps the order.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	for i, f := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, part := range []any{f.name, f.node} {
			if j > 0 {
				b.WriteByte(':')
			}
			data, err := plainJSON(part)
			if err != nil {
				return nil, err
			}
			b.Write(data)
		}
	}
	return append(append([]byte{'{'}, b.Bytes()...), '}'), nil
}

// JSON returns the document's JSON Schema, indented, with a line end.
func (d Document) JSON() []byte {
	w := writer{defs: map[string]*node{}}
	root := w.object(d.Type)
	root.Type = "object"
	root.Schema, root.Title, root.Description = dialect, "careerguide: "+d.Name, strings.ToUpper(d.What[:1])+d.What[1:]+", "+d.Files+"."
	if d.Type.Kind == Mapping {
		// A list without entries is as good as none.
		root.Type = []string{"object", "null"}
		root.Additional = w.object(d.Type.Element)
		root.Additional.(*node).Type = "object"
		root.PropertyNames = &node{Pattern: `\S`}
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

// plainJSON is JSON with <, > and & as they are.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// writer makes the schema of a document, and the definitions that it refers to.
type writer struct{ defs map[string]*node }

// field returns the schema of a field's value. A null is as good as absent, and
// so is empty text, unless the field is required.
func (w writer) field(f *Field) *node {
	n := w.value(f.Type, &f.Note)
	if f.Single {
		n = w.single(n)
	}
	switch {
	case f.Required && f.Single:
		n.Type, n.MinItems = []string{"string", "array"}, 1
	case f.Required:
		n = filled(n, f.Type)
	}
	n.Description = f.About()
	if v, ok := f.example(); ok {
		n.Examples = []any{v}
	}
	if f.Type.Kind == Switch && f.Default != "" {
		n.Default = f.Default == "true"
	}
	return n
}

// value returns the schema of an optional value.
func (w writer) value(t *Type, note *Note) *node {
	switch t.Kind {
	case Text:
		n := &node{Type: nullable("string")}
		if note.Words != nil {
			n.Enum = enum(note.Words)
		}
		if note.Pattern != "" {
			n.Pattern = whole(note.Pattern)
		}
		return n
	case Word:
		return w.define(t, func() *node { return &node{Type: nullable("string"), Enum: enum(t.Words)} })
	case Form:
		return w.define(t, func() *node {
			f := t.Form
			// Without a description: editors show it before the field's own.
			n := &node{Type: nullable("string"), MaxLength: f.longest}
			if f.words != nil {
				n.Enum = enum(f.words)
			}
			if f.pattern != "" {
				n.Pattern = whole(f.pattern)
			}
			return n
		})
	case Figure:
		low, high := note.bounds()
		n := &node{Type: nullable("number"), Minimum: &low, Maximum: &high}
		if note.Whole {
			n.Type = nullable("integer")
		}
		return n
	case Switch:
		return &node{Type: nullable("boolean")}
	case List:
		return &node{Type: nullable("array"), Items: filled(w.value(t.Element, &Note{}), t.Element)}
	case Mapping:
		return &node{Type: nullable("object"), PropertyNames: &node{Pattern: `\S`}, Additional: w.value(t.Element, &Note{})}
	}
	return w.define(t, func() *node { return w.object(t) })
}

// object returns the schema of an object, or of the bare value in its place.
func (w writer) object(t *Type) *node {
	n := &node{Type: nullable("object"), Additional: false}
	for _, f := range t.Visible() {
		n.Properties = append(n.Properties, property{f.Name, w.field(f)})
		if f.Required {
			n.Required = append(n.Required, f.Name)
		}
	}
	condition(t, n)
	if t.Short == nil {
		return n
	}
	short := w.value(t.Short.Type, &t.Short.Note)
	if t.Short.Single {
		short = w.single(short)
	}
	short = w.resolved(short)
	n.Type = append([]string{"object"}, types(short)...)
	n.Pattern, n.MaxLength, n.Items = short.Pattern, short.MaxLength, short.Items
	if t.Short.Type.Kind == Word { // an enum would hold for the object too
		n.Pattern = whole(strings.Join(t.Short.Type.Words, "|"))
	}
	return n
}

// define makes the type's definition, once, and refers to it.
func (w writer) define(t *Type, make func() *node) *node {
	if _, ok := w.defs[t.Name]; !ok {
		w.defs[t.Name] = nil // a type may hold itself
		w.defs[t.Name] = make()
	}
	return &node{Ref: "#/$defs/" + t.Name}
}

// resolved follows a reference.
func (w writer) resolved(n *node) *node {
	if name, ok := strings.CutPrefix(n.Ref, "#/$defs/"); ok {
		return w.defs[name]
	}
	return n
}

// single lets one value stand for a list of one.
func (w writer) single(list *node) *node {
	item := w.resolved(list.Items)
	if item.Enum != nil || item.Properties != nil { // an enum, or fields, would hold for the list too
		return &node{AnyOf: []*node{list, list.Items}}
	}
	n := *list
	n.Type = []string{"string", "array", "null"}
	n.MaxLength = item.MaxLength
	if item.Pattern != `\S` { // empty text is as good as absent
		n.Pattern = item.Pattern
	}
	return &n
}

// filled refuses what is as good as absent.
func filled(n *node, t *Type) *node {
	switch t.Kind {
	case Word: // in place, for an editor to offer words and no null
		return &node{Type: "string", Enum: enum(t.Words)[:len(t.Words)]}
	case Text, Form:
		n.Type = "string"
		if n.Pattern == "" && n.Enum == nil {
			n.Pattern = `\S`
		}
	case Figure:
		n.Type = types(n)[0] // "number" or "integer"
	case Switch:
		n.Type = "boolean"
	case List:
		n.Type = "array"
	case Object, Mapping:
		n.Type = "object"
		if t.Short != nil {
			n.Type, n.Pattern = []string{"string", "object"}, `\S`
		}
	}
	return n
}

// types returns the types of an optional value.
func types(n *node) []string {
	list, _ := n.Type.([]string)
	return list
}

func nullable(name string) []string { return []string{name, "null"} }

func enum(words []string) []any {
	list := make([]any, 0, len(words)+1)
	for _, w := range words {
		list = append(list, w)
	}
	return append(list, nil)
}

// whole lets a pattern fit the whole text, or empty text.
func whole(pattern string) string { return "^(" + pattern + ")?$" }

func upper(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] }
