package theme

import (
	"errors"
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/layout"
)

var place = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: ?(.*)$`)

// fault makes a finding of a template's error. fallback is the file where the
// error names none; set is that of the page, where it is known.
func (l *Layouts) fault(err error, fallback string, set *template.Template) *diag.Finding {
	err = layout.Innermost(err)
	f := &diag.Finding{File: fallback, Severity: diag.Error, Rule: "layout", Message: strings.TrimPrefix(err.Error(), "html/template:")}
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		f.File = m[1]
		f.Line, _ = strconv.Atoi(m[2])
		f.Column, _ = strconv.Atoi(m[3])
		f.Column++
		f.Message = m[4]
	}
	var escaping *template.Error
	if errors.As(err, &escaping) && f.Line == 0 {
		if file, line := l.definition(escaping.Name); file != "" {
			f.File, f.Line, f.Column = file, line, 1
		}
	}
	var runaway *layout.Runaway
	if errors.As(err, &runaway) {
		f.Hint = runaway.Hint
	} else {
		f.Hint = syntaxHint(f.Message, l.texts[f.File], set)
	}
	return f
}

// definition returns where a template is defined: file "" if that is not known.
func (l *Layouts) definition(name string) (file string, line int) {
	define := regexp.MustCompile(`\{\{-?\s*(?:define|block)\s+"` + regexp.QuoteMeta(name) + `"`)
	for _, file := range slices.Sorted(maps.Keys(l.texts)) {
		if at := define.FindStringIndex(l.texts[file]); at != nil {
			return file, 1 + strings.Count(l.texts[file][:at[0]], "\n")
		}
	}
	return "", 0
}

// functions are those that a layout may call.
var functions = []string{"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or",
	"print", "printf", "println", "shared", "slice", "t", "urlquery"}

// keywords that are no functions, but are written like them.
var keywords = []string{"block", "break", "continue", "define", "else", "end", "if", "range", "template", "with"}

var (
	noFunction = regexp.MustCompile(`function "([^"]+)" not defined`)
	noTemplate = regexp.MustCompile(`no such template "([^"]+)"`)
	noVariable = regexp.MustCompile(`undefined variable "(\$[^"]*)"`)
	noValue    = regexp.MustCompile(`missing value for (\w+)`)
)

// syntaxHint says in plain words what the parser means; "" where that is not
// known. text is the file as written.
func syntaxHint(message, text string, set *template.Template) string {
	contains := func(parts ...string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(message, part) })
	}
	switch {
	case noFunction.MatchString(message):
		return functionHint(noFunction.FindStringSubmatch(message)[1])
	case noTemplate.MatchString(message):
		return templateHint(noTemplate.FindStringSubmatch(message)[1], set)
	case noVariable.MatchString(message):
		name := noVariable.FindStringSubmatch(message)[1]
		return fmt.Sprintf("set it first, in the same block or around it: {{%s := …}}", name)
	case contains("unclosed action", `unexpected "}"`, "unexpected right brace", "U+007D", `unexpected "{"`, "U+007B", "U+003C"):
		return "an action is closed by two braces: {{.Title}}"
	case contains("unexpected EOF"):
		return openBlock(text)
	case contains("unexpected {{end}}"):
		return "there is one {{end}} more than there are blocks to end ({{if}}, {{range}}, {{with}}, {{define}}, {{block}})"
	case contains("unexpected {{else}}", "expected end; found {{else"):
		return "{{else}} stands once, between {{if}}, {{with}} or {{range}} and its {{end}}"
	case contains("unterminated quoted string", "unterminated raw quoted string", "unterminated character constant"):
		return "a text in quotation marks has to end on the line that it begins on"
	case contains("U+201C", "U+201D", "U+201E", "U+2018", "U+2019", "U+00AB", "U+00BB"):
		return `write straight quotation marks: "…"`
	case contains("unclosed left paren", "unexpected right paren"):
		return "each ( needs its )"
	case contains("unclosed comment", "comment ends before closing delimiter"):
		return "a comment is written {{/* … */}}"
	case noValue.MatchString(message):
		what := noValue.FindStringSubmatch(message)[1]
		return fmt.Sprintf("say of what: {{%s .Title}}", what)
	case contains("expected :=", `unexpected "="`):
		return "to compare, write {{if eq .A .B}}; to set a variable, {{$a := .A}}"
	case contains("outside {{range}}"):
		return "it ends a turn of {{range}} and has to stand within one"
	}
	return ""
}

func functionHint(name string) string {
	if near, ok := decode.Nearest(name, append(slices.Clone(functions), keywords...), nil); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	if name[0] >= 'A' && name[0] <= 'Z' {
		return fmt.Sprintf("a field has a point before it: {{.%s}}", name)
	}
	return "a field has a point before it: {{.Title}}; the functions are " + strings.Join(functions, ", ")
}

func templateHint(name string, set *template.Template) string {
	var known []string
	if set != nil {
		for _, t := range set.Templates() {
			if n := t.Name(); t.Tree != nil && n != "" && !strings.Contains(n, " ") {
				known = append(known, n)
			}
		}
	}
	slices.Sort(known)
	if near, ok := decode.Nearest(name, known, nil); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return fmt.Sprintf("write it in a file below layouts/partials/: {{define %q}}…{{end}}", name)
}

var blockActions = regexp.MustCompile(`(?s)\{\{-?\s*(?:/\*.*?\*/|(if|range|with|define|block|end)\b[^}]*)\}\}`)

// openBlock names the block of a file that has no end.
func openBlock(text string) string {
	type block struct {
		action string
		line   int
	}
	var open []block
	for _, m := range blockActions.FindAllStringSubmatchIndex(text, -1) {
		switch {
		case m[2] < 0: // a comment
		case text[m[2]:m[3]] != "end":
			open = append(open, block{text[m[0]:m[1]], 1 + strings.Count(text[:m[0]], "\n")})
		case len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return ""
	}
	last := open[len(open)-1]
	return fmt.Sprintf("%s on line %d, or a block within it, has no {{end}}", last.action, last.line)
}

var noField = regexp.MustCompile(`can't evaluate field (\w+) in type (\S+)`)

// fieldHint names the field that was meant, from the types that a page's data
// is made of.
func fieldHint(message string, data reflect.Type) string {
	m := noField.FindStringSubmatch(message)
	if m == nil || data == nil {
		return ""
	}
	var near string
	seen := map[reflect.Type]bool{}
	var visit func(reflect.Type)
	visit = func(t reflect.Type) {
		switch t.Kind() {
		case reflect.Pointer, reflect.Slice, reflect.Array:
			visit(t.Elem())
		case reflect.Struct:
			if seen[t] {
				return
			}
			seen[t] = true
			if t.String() == strings.TrimLeft(m[2], "*") {
				var names []string
				for _, f := range reflect.VisibleFields(t) {
					if f.IsExported() {
						names = append(names, f.Name)
					}
				}
				near, _ = decode.Nearest(m[1], names, nil)
			}
			for i := range t.NumField() {
				visit(t.Field(i).Type)
			}
		}
	}
	visit(data)
	if near == "" {
		return ""
	}
	return fmt.Sprintf("did you mean .%s?", near)
}
