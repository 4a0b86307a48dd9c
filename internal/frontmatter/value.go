package frontmatter

import (
	"encoding/json"
	"regexp"
	"strings"

	"careerguide/internal/decode"
)

// Text is a text, quoted where YAML would read it as anything else.
func Text(s string) decode.Node { return decode.Node{Kind: decode.Text, Text: s} }

// Word is a text that YAML reads as text without quotes: a code, a date, a
// word of the contract.
func Word(s string) decode.Node { return decode.Node{Kind: decode.Text, Text: s, Plain: true} }

// Figure is a number, written as given: "48.25".
func Figure(s string) decode.Node {
	return decode.Node{Kind: decode.Number, Text: s, Plain: true}
}

// Field is a value with its name, for Map.
func Field(name string, v decode.Node) decode.Node {
	v.Key = name
	return v
}

// Map is a mapping of fields.
func Map(fields ...decode.Node) decode.Node { return decode.Node{Kind: decode.Map, Items: fields} }

// List is a list of values.
func List(items ...decode.Node) decode.Node { return decode.Node{Kind: decode.List, Items: items} }

// Equal reports whether two values are the same, however they are written.
func Equal(a, b *decode.Node) bool {
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) {
		return false
	}
	for i := range a.Items {
		if a.Items[i].Key != b.Items[i].Key || !Equal(&a.Items[i], &b.Items[i]) {
			return false
		}
	}
	return true
}

// Inline writes a value on one line, as it may stand inside brackets.
func Inline(v decode.Node) string {
	var parts []string
	switch v.Kind {
	case decode.Map:
		for _, item := range v.Items {
			parts = append(parts, key(item.Key)+": "+Inline(item))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case decode.List:
		for _, item := range v.Items {
			parts = append(parts, Inline(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case decode.Null:
		return "null"
	case decode.Text:
		if !v.Plain {
			return scalar(v.Text)
		}
	}
	return v.Text
}

// Block writes fields as lines of YAML: a list with an item a line, a mapping
// with a field a line, what is inside those on one line.
func Block(fields ...decode.Node) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(blockField(f.Key, f))
	}
	return b.String()
}

func blockField(name string, v decode.Node) string {
	var b strings.Builder
	b.WriteString(key(name) + ":")
	switch {
	case v.Kind == decode.List && len(v.Items) > 0:
		for _, item := range v.Items {
			b.WriteString("\n  - " + Inline(item))
		}
	case v.Kind == decode.Map && len(v.Items) > 0:
		for _, item := range v.Items {
			b.WriteString("\n  " + key(item.Key) + ": " + Inline(item))
		}
	default:
		b.WriteString(" " + Inline(v))
	}
	return b.String() + "\n"
}

var (
	plain    = regexp.MustCompile(`^[A-Za-z]([A-Za-z0-9 ()/.'&+-]*[A-Za-z0-9().'+])?$`)
	reserved = regexp.MustCompile(`^(?i:true|false|null|yes|no|on|off|y|n)$`)
	word     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*$`)
)

func key(name string) string {
	if word.MatchString(name) && !reserved.MatchString(name) {
		return name
	}
	return quoted(name)
}

// scalar writes a text without quotes where YAML reads it as it is.
func scalar(s string) string {
	if plain.MatchString(s) && !reserved.MatchString(s) {
		return s
	}
	return quoted(s)
}

// quoted writes a text as JSON does, which is YAML too.
func quoted(s string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil { // a string always encodes
		panic(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
