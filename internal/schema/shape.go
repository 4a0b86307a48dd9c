package schema

import (
	"encoding"
	"errors"
	"path"
	"reflect"
	"strings"

	"careerguide/internal/decode"
)

// Kind is what a value is.
type Kind uint8

// The kinds.
const (
	Text    Kind = iota
	Word         // one of a list of words
	Form         // text of a form, such as a date
	Figure       // a number
	Switch       // true or false
	Object       // fields
	List         // values of one type
	Mapping      // values of one type by names of the writer's
)

// Type is what a field may hold.
type Type struct {
	Kind    Kind
	Name    string   // of the Go type: "Currency"
	Words   []string // of a Word, in the type's own order
	Form    form     // of a Form
	Fields  []*Field // of an Object
	Short   *Field   // the field that a bare value sets in place of the Object; nil if none
	Element *Type    // of a List or a Mapping
}

// Field is a field of an object.
type Field struct {
	Name     string
	Type     *Type
	Required bool
	Single   bool // of a List: one value is a list of one
	Hidden   bool // set by the short form alone
	Note

	key string // of the note: "Salary.currency"
}

// shapes are the types met so far.
type shapes map[reflect.Type]*Type

var (
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
	nodeUnmarshaler = reflect.TypeFor[decode.NodeUnmarshaler]()
	decodesNumber   = reflect.TypeFor[interface{ DecodesNumber() }]()
)

// of follows the conventions of package decode. It panics for a type that it
// cannot describe, which a test meets first.
func (s shapes) of(t reflect.Type) *Type {
	if known, ok := s[t]; ok {
		return known
	}
	made := &Type{Name: s.name(t)}
	s[t] = made
	p := reflect.PointerTo(t)
	switch {
	case t.Kind() == reflect.Pointer:
		*made = *s.of(t.Elem())
	case p.Implements(nodeUnmarshaler):
		panic("schema: " + t.String() + " reads itself; nothing says how")
	case p.Implements(textUnmarshaler) && p.Implements(decodesNumber):
		made.Kind = Figure
	case p.Implements(textUnmarshaler):
		if made.Words = wordsOf(t); made.Words != nil {
			made.Kind = Word
			return made
		}
		made.Kind, made.Form = Form, forms()[t]
	case t.Kind() == reflect.String:
		made.Kind = Text
	case t.Kind() == reflect.Bool:
		made.Kind = Switch
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Float64:
		made.Kind = Figure
	case t.Kind() == reflect.Slice:
		made.Kind, made.Element = List, s.of(t.Elem())
	case t.Kind() == reflect.Map:
		made.Kind, made.Element = Mapping, s.of(t.Elem())
	case t.Kind() == reflect.Struct:
		made.Kind = Object
		s.fields(made, t)
	default:
		panic("schema: cannot describe a " + t.String())
	}
	return made
}

// name returns the name of a type; of two types of one name, the second bears
// its package's too: "Level" and "ConfigLevel".
func (s shapes) name(t reflect.Type) string {
	for other := range s {
		if other != t && other.Name() == t.Name() && t.Name() != "" && s[other].Name == t.Name() {
			return upper(path.Base(t.PkgPath())) + t.Name()
		}
	}
	return t.Name()
}

// fields adds the fields of a struct, those of embedded ones among them.
func (s shapes) fields(made *Type, t reflect.Type) {
	for i := range t.NumField() {
		sf := t.Field(i)
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if sf.Anonymous && name == "" && sf.Type.Kind() == reflect.Struct {
			s.fields(made, sf.Type)
			continue
		}
		if !sf.IsExported() || name == "" || name == "-" {
			continue
		}
		f := &Field{Name: name, key: s.name(t) + "." + name, Type: s.of(sf.Type)}
		for option := range strings.SplitSeq(sf.Tag.Get("decode"), ",") {
			switch option {
			case "required":
				f.Required = true
			case "short":
				made.Short = f
			case "hidden":
				f.Hidden = true
			case "list":
				f.Single = true
			}
		}
		f.Note = notes[f.key]
		made.Fields = append(made.Fields, f)
	}
}

// wordsOf asks a type for the words that it knows, as the decoder does; nil if
// it knows no list.
func wordsOf(t reflect.Type) []string {
	var word decode.WordError
	if errors.As(unmarshal(t, "\x00"), &word) {
		return word.Known()
	}
	return nil
}

// unmarshal gives a text to a type and returns what it says.
func unmarshal(t reflect.Type, text string) error {
	return reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
}

// Visible returns the fields that a writer names.
func (t *Type) Visible() []*Field {
	var list []*Field
	for _, f := range t.Fields {
		if !f.Hidden {
			list = append(list, f)
		}
	}
	return list
}
