package layout

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

const escaperPrefix = "_html_template_"

// escaperName returns the name of an escaper that html/template has added, as
// "htmlescaper"; "" for any other command.
func escaperName(cmd *parse.CommandNode) string {
	id, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || len(cmd.Args) != 1 || !strings.HasPrefix(id.Ident, escaperPrefix) {
		return ""
	}
	return strings.TrimPrefix(id.Ident, escaperPrefix)
}

// content is what html/template knows of a text by its type.
type content int

const (
	plain content = iota
	safeHTML
	safeURL
	safeOther // CSS, JS, Srcset …, which no escaper below tells from plain
)

func contentOf(typ reflect.Type) content {
	switch typ {
	case htmlType:
		return safeHTML
	case reflect.TypeFor[template.URL]():
		return safeURL
	}
	return plain
}

// An escaper of our own gives what html/template's of the same name gives; a
// text may not be safe HTML with tags for those that strip them.
type escaper func(out []byte, s string, c content) []byte

// escapers are ours, by name. The others are html/template's own, called at its
// own pace.
func escapers(name string) escaper {
	switch name {
	case "htmlescaper":
		return escapeHTML
	case "attrescaper", "rcdataescaper":
		return escapeAttr
	case "nospaceescaper":
		return escapeNospace
	case "urlfilter":
		return filterURL
	case "urlnormalizer":
		return func(out []byte, s string, _ content) []byte { return appendURL(out, s, true) }
	case "urlescaper":
		return func(out []byte, s string, c content) []byte { return appendURL(out, s, c == safeURL) }
	}
	return nil
}

// write compiles the writing of a value through escapers.
func write(e expr, names []string) node {
	if e.mixed {
		unsure("writing a value of one of several types")
	}
	theirs := theirEscapers(names)
	if e.typ == nil {
		text, err := theirs(nil)
		if err != nil {
			unsure("%v", err)
		}
		return func(x *run, _ reflect.Value) signal { x.out = append(x.out, text...); return next }
	}
	slow := func(x *run, v any) {
		text, err := theirs(v)
		if err != nil {
			fault()
		}
		x.out = append(x.out, text...)
	}
	ours := make([]escaper, len(names))
	for i, name := range names {
		if ours[i] = escapers(name); ours[i] == nil {
			return func(x *run, dot reflect.Value) signal {
				slow(x, e.eval(x, dot).Interface())
				return next
			}
		}
	}
	stripsTags := names[0] == "attrescaper" || names[0] == "nospaceescaper"
	write := func(x *run, s string, c content) {
		if c == safeHTML && stripsTags && strings.IndexByte(s, '<') >= 0 {
			slow(x, template.HTML(s))
			return
		}
		x.out = through(x.out, s, c, ours)
	}
	switch kind := e.typ.Kind(); {
	case !plainly(e.typ):
	case e.text != nil:
		c := contentOf(e.typ)
		if len(names) == 1 && (names[0] == "htmlescaper" || names[0] == "attrescaper" && c == plain) {
			if c == safeHTML {
				return func(x *run, dot reflect.Value) signal { x.out = append(x.out, e.text(x, dot)...); return next }
			}
			return func(x *run, dot reflect.Value) signal {
				x.out = replaceAll(x.out, e.text(x, dot), &inHTML)
				return next
			}
		}
		return func(x *run, dot reflect.Value) signal { write(x, e.text(x, dot), c); return next }
	case e.num != nil:
		return func(x *run, dot reflect.Value) signal {
			var digits [20]byte
			write(x, string(strconv.AppendInt(digits[:0], e.num(x, dot), 10)), plain)
			return next
		}
	case kind == reflect.Bool:
		return func(x *run, dot reflect.Value) signal {
			write(x, strconv.FormatBool(e.truth(x, dot)), plain)
			return next
		}
	}
	return func(x *run, dot reflect.Value) signal {
		s, c := stringify(e.eval(x, dot).Interface())
		write(x, s, c)
		return next
	}
}

// through appends a text to out that goes through escapers, the first knowing
// what it is.
func through(out []byte, s string, c content, escapers []escaper) []byte {
	for _, escape := range escapers[:len(escapers)-1] {
		n := len(out)
		out = escape(out, s, c)
		if string(out[n:]) != s {
			s = string(out[n:])
		}
		out, c = out[:n], plain
	}
	return escapers[len(escapers)-1](out, s, c)
}

// theirEscapers returns html/template's own escapers, one after the other, as
// a function.
func theirEscapers(names []string) func(any) (string, error) {
	t := template.Must(template.New("").Parse("{{.}}"))
	// The first execution gives the template its escapers, in the tree as well,
	// where those that we want take their place.
	if err := t.Execute(io.Discard, nil); err != nil {
		unsure("%v", err)
	}
	pipe := t.Tree.Root.Nodes[0].(*parse.ActionNode).Pipe
	pipe.Cmds = pipe.Cmds[:1]
	for _, name := range names {
		pipe.Cmds = append(pipe.Cmds, &parse.CommandNode{NodeType: parse.NodeCommand,
			Args: []parse.Node{parse.NewIdentifier(escaperPrefix + name)}})
	}
	return func(v any) (string, error) {
		var b strings.Builder
		err := t.Execute(&b, v)
		return b.String(), err
	}
}

// stringify returns the text of a value as html/template takes it.
func stringify(v any) (string, content) {
	r := reflect.ValueOf(v)
	for r.Kind() == reflect.Pointer && !r.IsNil() {
		r = r.Elem()
	}
	switch s := r.Interface().(type) {
	case string:
		return s, plain
	case template.HTML:
		return string(s), safeHTML
	case template.URL:
		return string(s), safeURL
	case template.CSS, template.HTMLAttr, template.JS, template.JSStr, template.Srcset:
		return r.String(), safeOther
	}
	for r = reflect.ValueOf(v); !r.Type().Implements(stringerType) && !r.Type().Implements(errorType) && r.Kind() == reflect.Pointer && !r.IsNil(); {
		r = r.Elem()
	}
	return fmt.Sprint(r.Interface()), plain
}
