// Package layout executes the layouts of pages: the same bytes as html/template
// writes, several times faster.
//
// html/template escapes a set of templates once, by rewriting their parse trees
// ({{.Title}} becomes {{.Title | _html_template_htmlescaper}}), and then walks
// the trees by reflection for every page. Compile takes the rewritten trees and
// makes closures of them, for each type of data on its first page: fields are
// looked up, functions chosen and escapers composed once.
//
// What the compiler does not know with certainty (a method, a map, an interface,
// an unknown function, a template called inside a tag) leaves the layout, for
// that type of data, to html/template. So does a fault at run time: html/template
// runs the page again and words the error.
//
// Neither form runs away: see Limits.
package layout

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"sync"
	"text/template/parse"
)

// Word returns a word of the interface: the function t of layouts.
type Word func(key string, pairs ...string) string

// Set is a set of templates that is ready to write pages. It is safe for
// concurrent use.
type Set struct {
	html   *template.Template
	entry  string
	word   Word
	limits Limits
	trees  map[string]*parse.Tree // escaped, as they were when the set was made
	alone  map[string]error       // templates that are shared, and why they cannot be written by themselves
	marks  marks

	mu       sync.Mutex        // held while compiling
	written  map[key]*sync.Map // data to what a shared layout came to with it
	programs sync.Map          // reflect.Type of data to *program
	runs     sync.Pool         // of *run
}

// program is a layout compiled for one type of data.
type program struct {
	entry  *unit  // nil where html/template has to do it
	unsure string // why
}

// Funcs are the functions of layouts, for parsing them. Compile binds them to
// their set.
func Funcs(word Word) template.FuncMap {
	return template.FuncMap{
		"t": (func(string, ...string) string)(word),
		"shared": func(string, any) (template.HTML, error) {
			return "", fmt.Errorf("shared: the layout is not complete")
		},
	}
}

// Compile readies a parsed set, which it changes, to write pages that begin with
// the template entry. The error is html/template's, where escaping fails.
func Compile(set *template.Template, entry string, word Word, limits Limits) (*Set, error) {
	s := &Set{html: set, entry: entry, word: word, limits: limits,
		trees: map[string]*parse.Tree{}, alone: map[string]error{}, marks: marks{}, written: map[key]*sync.Map{}}
	s.runs.New = func() any { return new(run) }
	set.Funcs(Funcs(word))
	set.Funcs(template.FuncMap{"shared": s.sharedFunc()})
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			s.marks.list(t.Tree, t.Tree.Root)
		}
	}
	shared := sharedNames(set)
	for _, name := range append([]string{entry}, shared...) {
		if err := prepareEscape(set, name); err != nil {
			return nil, err
		}
	}
	if err := escape(set, entry); err != nil {
		return nil, err
	}
	for _, name := range shared {
		s.alone[name] = escape(set, name)
	}
	for _, t := range set.Templates() {
		if t.Tree != nil && t.Tree.Root != nil {
			s.trees[t.Name()] = t.Tree
		}
	}
	return s, nil
}

// Execute writes a page. An error is html/template's or a *Runaway.
func (s *Set) Execute(ctx context.Context, w io.Writer, data any) error {
	if p := s.program(reflect.TypeOf(data)); p.entry != nil {
		x := s.runs.Get().(*run)
		err := x.page(ctx, s.limits, p.entry, reflect.ValueOf(data))
		if err == nil {
			_, err = x.WriteTo(w)
		}
		x.reset()
		s.runs.Put(x)
		if err != errFault {
			return err
		}
	}
	return s.Reflect(ctx, w, data)
}

// Reflect writes a page with html/template.
func (s *Set) Reflect(ctx context.Context, w io.Writer, data any) error {
	return s.html.ExecuteTemplate(&guardedWriter{w: w, marks: s.marks, guard: newGuard(ctx, s.limits)}, s.entry, data)
}

// Unsure says why pages with such data are left to html/template; "" if they
// are not.
func (s *Set) Unsure(data any) string { return s.program(reflect.TypeOf(data)).unsure }

// program returns the layout compiled for a type of data.
func (s *Set) program(data reflect.Type) *program {
	if p, ok := s.programs.Load(data); ok {
		return p.(*program)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.programs.Load(data); ok {
		return p.(*program)
	}
	p := s.compile(data)
	s.programs.Store(data, p)
	return p
}

// escaping names the template with which another is escaped.
func escaping(name string) string { return "escape " + name }

// prepareEscape readies a set, which cannot change once anything is escaped, for
// the escaping of a template.
func prepareEscape(set *template.Template, name string) error {
	_, err := set.New(escaping(name)).Parse(fmt.Sprintf("x{{template %q .}}", name))
	return err
}

// escape lets html/template rewrite a template and those that it calls, without
// executing any: the first write fails.
func escape(set *template.Template, name string) error {
	err := set.ExecuteTemplate(noWriter{}, escaping(name), nil)
	if fault, ok := err.(*template.Error); ok {
		if fault.Name == escaping(name) {
			fault.Name = name
		}
		return fault
	}
	return nil
}

type noWriter struct{}

func (noWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }
