package schema

// condition adds to the schema of an object what the build asks of its fields
// together.
func condition(t *Type, n *node) {
	given := func(name string, what *node) *node {
		return &node{Required: []string{name}, Properties: properties{{name, what}}}
	}
	text := func() *node { return &node{Type: "string", Pattern: `\S`} }
	switch t.Name {
	case "Salary": // a figure has a currency and a period
		n.If, n.Then = &node{Type: "object"}, &node{Required: []string{"currency", "period"}, Properties: properties{
			{"currency", &node{Type: "string"}}, {"period", &node{Type: "string"}},
		}}
		for _, f := range t.Fields {
			if f.Type.Kind == Figure {
				n.If.AnyOf = append(n.If.AnyOf, given(f.Name, &node{Type: "number"}))
			}
		}
	case "Source": // one described in place has a name
		n.If, n.Then = &node{Type: "object", MinProperties: 1}, given("name", text())
	case "Over": // one field of them
		n.Not = &node{}
		some := &node{Type: []string{"string", "array"}}
		for i, f := range t.Fields {
			for _, g := range t.Fields[:i] {
				n.Not.AnyOf = append(n.Not.AnyOf, &node{Type: "object", Required: []string{f.Name, g.Name}, Properties: properties{{f.Name, some}, {g.Name, some}}})
			}
		}
	case "Step": // a step names a role
		n.If, n.Then = &node{Type: "object"}, &node{AnyOf: []*node{given("slug", text()), given("title", text())}}
	}
}
