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
	var at *step
	if path != "" {
		at = &step{name: path}
	}
	v.seenAt(at, value)
}

// step is a field or an item on the way to a text; the way is written out only
// where there is something to tell.
type step struct {
	above *step
	name  string // "" for an item
	item  int
}

func (s *step) path() string {
	switch {
	case s == nil:
		return ""
	case s.name == "":
		return fmt.Sprintf("%s[%d]", s.above.path(), s.item)
	case s.above == nil:
		return s.name
	}
	return s.above.path() + "." + s.name
}

func (v *validator) seenAt(at *step, value reflect.Value) {
	switch value.Kind() {
	case reflect.String:
		if s := value.String(); s != "" && markdown.Blank(s) {
			v.report(diag.Error, at.path(), "invisible", "write it again: it was perhaps pasted from elsewhere", "%s has only characters that cannot be seen", fieldName(at.path()))
		} else if halfQuoted(s) {
			v.report(diag.Warning, at.path(), "quote", "put one in front of the text, or take it out", "%s ends in a quotation mark that nothing opens", fieldName(at.path()))
		}
	case reflect.Pointer:
		if !value.IsNil() {
			v.seenAt(at, value.Elem())
		}
	case reflect.Slice:
		for i := range value.Len() {
			v.seenAt(&step{above: at, item: i}, value.Index(i))
		}
	case reflect.Struct:
		for i, name := range fieldNames(value.Type()) {
			switch name {
			case "":
			case embedded:
				v.seenAt(at, value.Field(i))
			default:
				v.seenAt(&step{above: at, name: name}, value.Field(i))
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
