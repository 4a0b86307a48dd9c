package schema

import (
	"fmt"
	"strings"
)

// Reference returns every field of every document as Markdown, for people.
func Reference() string {
	var b strings.Builder
	b.WriteString(`# The fields

Every field of an article's front matter and of the settings, made from the types that the build reads and from the
table in ` + "`internal/schema/notes.go`" + `. [content.md](content.md) says what becomes of them; ` + "`careerguide schema role`" + ` prints
the same as JSON Schema.

A field in **bold** is required. ` + "`a.b`" + ` is the field b inside of a, ` + "`a[].b`" + ` that of each item of the list a. A field left out, or
left empty, is unknown: it is never zero. Figures are plain numbers without signs and separators: 80000, 48.25.
`)
	for _, d := range Documents() {
		fmt.Fprintf(&b, "\n## %s\n\n%s: `%s`.\n\n", upper(d.Name), upper(d.What), d.Files)
		b.WriteString("| field | type | allowed values, unit | example | meaning |\n|---|---|---|---|---|\n")
		t, prefix := d.Type, ""
		if t.Kind == Mapping {
			t, prefix = t.Element, "KEY"
			fmt.Fprintf(&b, "| `%s` | mapping | any key | `bls-oews-2024` | A source, by the key that figures cite it by. |\n", prefix)
		}
		rows(&b, t, prefix)
	}
	return b.String()
}

// rows writes the fields of an object, and theirs below them.
func rows(b *strings.Builder, t *Type, prefix string) {
	for _, f := range t.Visible() {
		path := strings.TrimPrefix(prefix+"."+f.Name, ".")
		name := "`" + path + "`"
		if f.Required {
			name = "**" + name + "**"
		}
		values := f.Allowed()
		if f.Unit != "" {
			values = strings.TrimPrefix(values+"; "+f.Unit, "; ")
		}
		meaning := f.Text
		if f.Needed != "" {
			meaning += " Required " + f.Needed + "."
		}
		if f.Default != "" {
			meaning += " Default: " + f.Default + "."
		}
		fmt.Fprintf(b, "| %s | %s | %s | `%s` | %s |\n", name, f.shape(), cell(values), f.Example, cell(meaning))
		inner := f.Type
		if inner.Kind == List {
			inner, path = inner.Element, path+"[]"
		}
		if inner.Kind == Object {
			rows(b, inner, path)
		}
	}
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// shape says in words what shapes the field's value may have: "list of
// texts", "text or mapping".
func (f *Field) shape() string {
	if f.Type.Kind != List {
		return f.Type.shape()
	}
	inner := f.Type.Element.shape()
	if f.Single {
		return inner + ", or list of such"
	}
	return "list of " + inner
}

func (t *Type) shape() string {
	switch t.Kind {
	case Word:
		return "word"
	case Figure:
		return "number"
	case Switch:
		return "true or false"
	case Object:
		if t.Short != nil {
			return t.Short.shape() + ", or mapping"
		}
		return "mapping"
	case List:
		return "list of " + t.Element.shape()
	case Mapping:
		return "mapping"
	}
	return "text"
}
