package content

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"careerguide/internal/diag"
	"careerguide/internal/markdown"
)

// seen refuses texts of front matter that nobody can see: characters that
// make no mark, such as a zero-width space, alone.
func (v *validator) seen(path string, value reflect.Value) {
	w := way{validator: v, steps: make([]step, 0, 8)}
	if path != "" {
		w.steps = append(w.steps, step{name: path})
	}
	w.seen(value)
}

// way leads to a text: it is written out only where there is something to tell.
type way struct {
	*validator
	steps []step
}

// step is a field or an item on the way to a text.
type step struct {
	name string // "" for an item
	item int
}

func (w *way) path() string {
	var b strings.Builder
	for i, s := range w.steps {
		switch {
		case s.name == "":
			fmt.Fprintf(&b, "[%d]", s.item)
		case i > 0:
			b.WriteString("." + s.name)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// below looks at what is one step further.
func (w *way) below(s step, value reflect.Value) {
	w.steps = append(w.steps, s)
	w.seen(value)
	w.steps = w.steps[:len(w.steps)-1]
}

func (w *way) seen(value reflect.Value) {
	switch value.Kind() {
	case reflect.String:
		if s := value.String(); s != "" && markdown.Blank(s) {
			path := w.path()
			w.report(diag.Error, path, "invisible", "write it again: it was perhaps pasted from elsewhere", "%s has only characters that cannot be seen", fieldName(path))
		} else if halfQuoted(s) {
			path := w.path()
			w.report(diag.Warning, path, "quote", "put one in front of the text, or take it out", "%s ends in a quotation mark that nothing opens", fieldName(path))
		}
	case reflect.Pointer:
		if !value.IsNil() {
			w.seen(value.Elem())
		}
	case reflect.Slice:
		for i := range value.Len() {
			w.below(step{item: i}, value.Index(i))
		}
	case reflect.Struct:
		for i, name := range fieldNames(value.Type()) {
			switch name {
			case "":
			case embedded:
				w.seen(value.Field(i))
			default:
				w.below(step{name: name}, value.Field(i))
			}
		}
	}
}

// embedded stands for the name of a field whose own fields stand in its place.
const embedded = "."

// fieldNames returns the names that the fields of a struct have in front
// matter, "" for one that has none.
func fieldNames(t reflect.Type) []string {
	if names, ok := namesOfFields.Load(t); ok {
		return names.([]string)
	}
	names := make([]string, t.NumField())
	for i := range names {
		field := t.Field(i)
		names[i], _, _ = strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case field.Anonymous:
			names[i] = embedded
		case names[i] == "-":
			names[i] = ""
		}
	}
	namesOfFields.Store(t, names)
	return names
}

// namesOfFields keeps what fieldNames returns, by type.
var namesOfFields sync.Map

// halfQuoted reports whether a text ends in a quotation mark whose other half
// is missing: YAML takes the one for a part of the text. After a figure it
// stands for inches.
func halfQuoted(s string) bool {
	rest, ok := strings.CutSuffix(s, `"`)
	return ok && strings.Count(rest, `"`)%2 == 0 && rest != "" && (rest[len(rest)-1] < '0' || rest[len(rest)-1] > '9')
}

// fieldName is what a message calls the field at a path: "tier".
func fieldName(path string) string {
	name := path[strings.LastIndexByte(path, '.')+1:]
	if name, _, item := strings.Cut(name, "["); item {
		return "an item of " + name
	}
	return name
}

// once warns of what stands twice in a list, whatever its case.
func (v *validator) once(path string, list []string) {
	first := map[string]int{}
	for i, item := range list {
		key := strings.ToLower(strings.Join(strings.Fields(item), " "))
		if at, ok := first[key]; ok {
			v.report(diag.Warning, fmt.Sprintf("%s[%d]", path, i), "duplicate", "delete one of them", "%q stands twice, here and at %s[%d]", item, fieldName(path), at)
		} else if key != "" {
			first[key] = i
		}
	}
}

// lists checks the lists that are shown item by item.
func (v *validator) lists() {
	r := v.article.Role
	v.once("alternate_titles", r.AlternateTitles)
	names := make([]string, len(r.Skills))
	for i, s := range r.Skills {
		names[i] = s.Name
	}
	v.once("skills", names)
	if p := r.Posting; p != nil {
		v.once("posting.benefits", p.Benefits)
		types := make([]string, len(p.EmploymentType))
		for i, t := range p.EmploymentType {
			types[i] = string(t)
		}
		v.once("posting.employment_type", types)
	}
}

// judge reports what is wrong with the sections of a body as the page would
// show them.
func (a *Article) judge(body *Body) diag.List {
	var found diag.List
	report := func(severity diag.Severity, at diag.Position, rule, message, hint string) {
		found = append(found, diag.Finding{File: a.File, Position: at, Severity: severity, Rule: rule, Message: message, Hint: hint})
	}
	for i := range body.Sections {
		s := &body.Sections[i]
		switch {
		case s.Empty():
			hint := "write it, or delete the heading"
			if s.Key != "" {
				hint = "write it, or delete the heading; a section without text is left out"
			}
			report(diag.Warning, s.Position, "empty-section", fmt.Sprintf("nothing stands below the heading %q", s.Heading), hint)
		case (s.Key == FAQ || s.Key == InterviewQuestions) && len(s.Parts) == 0:
			report(diag.Warning, s.Position, "no-questions", fmt.Sprintf("no questions stand below %q", s.Heading), "write each question as a heading of its own, ### …, and its answer below it")
		case s.Key == Template:
			first := map[string]int{}
			for _, p := range s.Parts {
				key := TemplatePart(p.Heading)
				if key == "" {
					key = "own " + plain(p.Heading)
				}
				if line, ok := first[key]; ok {
					report(diag.Error, p.Position, "duplicate-part", fmt.Sprintf("the part %q is already on line %d", strings.TrimPrefix(key, "own "), line), "join the two")
				} else {
					first[key] = p.Line
				}
			}
		}
	}
	return found
}
