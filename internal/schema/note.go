package schema

import (
	"strconv"
	"strings"

	"careerguide/internal/decode"
)

// bounds returns the least and the greatest figure.
func (n *Note) bounds() (low, high float64) {
	if n.Within == ([2]float64{}) {
		return -limit, limit
	}
	return n.Within[0], n.Within[1]
}

// Allowed says which values the field takes, in words; "" if its type says
// all.
func (f *Field) Allowed() string {
	t := f.Type
	for t.Kind == List || t.Kind == Mapping {
		t = t.Element
	}
	switch {
	case t.Kind == Word:
		return strings.Join(t.Words, ", ")
	case f.Words != nil:
		return strings.Join(f.Words, ", ")
	case t.Kind == Form:
		return t.Form.what
	case t.Kind == Figure && f.Within != ([2]float64{}):
		low, high := f.bounds()
		if high == limit {
			return "not below " + number(low)
		}
		return number(low) + " to " + number(high)
	}
	return ""
}

// number writes a bound: "10000".
func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// About says what the field means, what it may be, and when it is required.
func (f *Field) About() string {
	s := f.Text
	if a := f.Allowed(); a != "" {
		s += " Allowed: " + a + "."
	}
	if f.Unit != "" {
		s += " Unit: " + f.Unit + "."
	}
	if f.Required {
		s += " Required."
	}
	if f.Needed != "" {
		s += " Required " + f.Needed + "."
	}
	if f.Default != "" {
		s += " Default: " + f.Default + "."
	}
	return s
}

// example returns the example as JSON has it.
func (f *Field) example() (any, bool) {
	if f.Example == "" {
		return nil, false
	}
	var doc struct {
		Value decode.Node `json:"value"`
	}
	decode.Unmarshal(decode.Source{Format: decode.YAML, Data: []byte("value: " + f.Example)}, &doc, decode.Options{})
	return plain(&doc.Value), true
}

// plain returns a node as encoding/json writes it. The fields of an object
// come in the order of their names.
func plain(n *decode.Node) any {
	switch n.Kind {
	case decode.Bool:
		return n.Text == "true"
	case decode.Number:
		f, _ := strconv.ParseFloat(n.Text, 64)
		return f
	case decode.Text:
		return n.Text
	case decode.List:
		list := make([]any, len(n.Items))
		for i := range n.Items {
			list[i] = plain(&n.Items[i])
		}
		return list
	case decode.Map:
		fields := map[string]any{}
		for i := range n.Items {
			fields[n.Items[i].Key] = plain(&n.Items[i])
		}
		return fields
	}
	return nil
}
