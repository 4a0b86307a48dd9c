package scaffold

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"careerguide/internal/schema"
)

// value is a field that a new file sets, with its value as YAML.
type value struct{ name, text string }

const howToRead = `## Lines that begin with ## explain. Lines that begin with one # are fields that
## you may use: take the # and the space after it off.
`

// frontMatter returns a new article's front matter between its delimiters.
func frontMatter(document string, values []value) string {
	d, ok := schema.Find(document)
	if !ok {
		panic("scaffold: no document " + document)
	}
	return "---\n" + howToRead + fields(d.Type, values) + "---\n"
}

// fields returns every field of a type as YAML: those with values first, the
// others commented out with their examples, and all explained.
func fields(t *schema.Type, values []value) string {
	var b strings.Builder
	for _, v := range values {
		i := slices.IndexFunc(t.Fields, func(f *schema.Field) bool { return f.Name == v.name })
		explain(&b, t.Fields[i])
		b.WriteString(v.name + ": " + v.text + "\n")
	}
	o := outline{seen: map[string]bool{}}
	for _, f := range t.Visible() {
		if slices.ContainsFunc(values, func(v value) bool { return v.name == f.Name }) {
			continue
		}
		explain(&b, f)
		for i, l := range o.field(f, "", "") {
			text := l.before + l.value
			if i > 0 && l.field != nil {
				text = fmt.Sprintf("%-40s  # %s", text, l.field.About())
			}
			b.WriteString("# " + text + "\n")
		}
	}
	return b.String()
}

// explain writes what a field means above it.
func explain(b *strings.Builder, f *schema.Field) {
	b.WriteString("\n")
	line := "##"
	for _, word := range strings.Fields(f.About()) {
		if len(line)+1+len(word) > 90 {
			b.WriteString(line + "\n")
			line = "##"
		}
		line += " " + word
	}
	b.WriteString(line + "\n")
}

// line is a line of YAML: what stands before the value, and the value, which
// is empty where the lines below are the value.
type line struct {
	before, value string
	field         *schema.Field // nil in a second form of a field told before
}

// outline writes fields with their examples. An object's fields are written
// out the first time that its type is met; after that its example stands for
// them.
type outline struct{ seen map[string]bool }

// field returns the lines of a field; first is what stands before its name:
// "- " for the first field of a list's item.
func (o outline) field(f *schema.Field, indent, first string) []line {
	t, inList := f.Type, false
	if t.Kind == schema.List {
		t, inList = t.Element, true
	}
	head := indent + first + f.Name + ":"
	if t.Kind != schema.Object || o.seen[t.Name] || f.Apart || t.Short != nil && len(t.Visible()) < 2 {
		return []line{{head + " ", f.Example, f}}
	}
	o.seen[t.Name] = true
	lines := []line{{head, "", f}}
	indent += strings.Repeat(" ", len(first)) + "  "
	if inList && t.Short != nil {
		lines = append(lines, line{indent + "- ", t.Short.Example, t.Short})
	}
	for i, inner := range t.Visible() {
		inside, first := indent, ""
		if inList && i == 0 {
			first = "- "
		} else if inList {
			inside += "  "
		}
		lines = append(lines, o.field(inner, inside, first)...)
	}
	return lines
}

// unquoted is text that YAML takes as it is.
var unquoted = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9'()/.,-]*( [A-Za-z0-9'()/.,][A-Za-z0-9'()/.,-]*)*$`)

// scalar returns text as a YAML scalar on one line.
func scalar(s string) string {
	if unquoted.MatchString(s) {
		switch strings.ToLower(s) {
		case "true", "false", "yes", "no", "on", "off", "y", "n", "null":
		default:
			return s
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\U%08X`, r)
		}
	}
	return b.String() + `"`
}
