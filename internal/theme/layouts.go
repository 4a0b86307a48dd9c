package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"careerguide/internal/diag"
)

// Names are the layouts of pages; each is a file layouts/<name>.html.
var Names = []string{
	"home", "roles", "overview", "job-description", "what-they-do", "faq", "related",
	"categories", "category", "guides", "guide", "page", "search", "404", "redirect",
}

// Layouts are the parsed layouts of all pages.
type Layouts struct {
	sets   map[string]*template.Template // by name
	texts  map[string]string             // as written, by file
	shared []string                      // files that all pages use
	words  Words
}

// loadLayouts parses every layout with the partials. Minified, a layout has
// no white space that a browser would drop, so that the pages need no pass of
// their own.
func loadLayouts(files overlay, words Words, minified bool) (*Layouts, diag.List) {
	l := &Layouts{sets: map[string]*template.Template{}, texts: map[string]string{}, words: words}
	names, found := files.list()
	for _, name := range names {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		data, err := files.read(name)
		if err != nil {
			found = append(found, files.unreadable(name, err))
			continue
		}
		l.texts[name] = string(data)
		found = append(found, missingWords(files.prefix+name, string(data), words)...)
		if !isPage(name) {
			l.shared = append(l.shared, name)
		}
	}
	if found.HasErrors() {
		return l, found
	}
	texts := l.texts
	if minified {
		texts = minifyAll(l.texts)
	}
	base, _ := l.parseShared(texts)
	for _, name := range Names {
		set, finding := l.parsePage(base, texts, name)
		if finding != nil { // say where, as the layout is written
			set, finding = l.parse(name)
		}
		if finding != nil {
			finding.File = files.prefix + finding.File
			found = append(found, *finding)
			continue
		}
		l.sets[name] = set
	}
	return l, found
}

func isPage(name string) bool {
	for _, n := range Names {
		if name == n+".html" {
			return true
		}
	}
	return false
}

// parse makes the template set of a page from the layouts as written.
func (l *Layouts) parse(name string) (*template.Template, *diag.Finding) {
	base, finding := l.parseShared(l.texts)
	if finding != nil {
		return nil, finding
	}
	return l.parsePage(base, l.texts, name)
}

// parseShared parses the files that all pages use.
func (l *Layouts) parseShared(texts map[string]string) (*template.Template, *diag.Finding) {
	set := template.New("")
	set.Funcs(template.FuncMap{"t": l.words.Get, "shared": sharedOf(set)})
	for _, file := range l.shared {
		if _, err := set.New(file).Parse(inlineWords(texts[file], l.words)); err != nil {
			f := locate(err, file)
			return nil, &f
		}
	}
	return set, nil
}

// parsePage adds a page's own file to a copy of what all pages use.
func (l *Layouts) parsePage(base *template.Template, texts map[string]string, name string) (*template.Template, *diag.Finding) {
	file := name + ".html"
	text, ok := texts[file]
	if !ok {
		return nil, &diag.Finding{File: file, Severity: diag.Error, Rule: "layout", Message: "the layout is missing"}
	}
	if base == nil {
		return nil, &diag.Finding{File: file, Severity: diag.Error, Rule: "layout", Message: "the partials have errors"}
	}
	set, err := base.Clone()
	if err == nil {
		set.Funcs(template.FuncMap{"shared": sharedOf(set)})
		_, err = set.New(file).Parse(inlineWords(text, l.words))
	}
	if err != nil {
		f := locate(err, file)
		return nil, &f
	}
	if set.Lookup("base") == nil {
		return nil, &diag.Finding{File: "base.html", Severity: diag.Error, Rule: "layout", Message: `no layout defines "base"`}
	}
	if set.Lookup("main") == nil && name != "redirect" {
		return nil, &diag.Finding{File: name + ".html", Severity: diag.Error, Rule: "layout", Message: `the layout does not define "main"`}
	}
	// Escaping is part of parsing: do it now, before sets are shared.
	if err := set.ExecuteTemplate(io.Discard, "base", nil); err != nil {
		var escape *template.Error
		if errors.As(err, &escape) {
			f := locate(err, name+".html")
			return nil, &f
		}
	}
	return set, nil
}

// maxShared is how many shared layouts may be at work at once, in all pages
// that are rendered together.
const maxShared = 2000

// sharedOf returns the function {{shared "name" data}}, which writes the named
// layout like {{template}}, but once for all pages that give it the same
// data. Data is a pointer to what does not change, such as .Site.
func sharedOf(set *template.Template) func(name string, data any) (template.HTML, error) {
	type use struct {
		name string
		data any
	}
	var made sync.Map // use to template.HTML
	var depth atomic.Int32
	return func(name string, data any) (template.HTML, error) {
		defer depth.Add(-1)
		if depth.Add(1) > maxShared {
			return "", fmt.Errorf("%q is shared by itself", name)
		}
		if !reflect.ValueOf(data).Comparable() {
			return "", fmt.Errorf("shared takes what is the same on many pages, such as .Site")
		}
		if html, ok := made.Load(use{name, data}); ok {
			return html.(template.HTML), nil
		}
		var b strings.Builder
		if err := set.ExecuteTemplate(&b, name, data); err != nil {
			return "", err
		}
		made.Store(use{name, data}, template.HTML(b.String()))
		return template.HTML(b.String()), nil
	}
}

var wordAction = regexp.MustCompile(`\{\{(- )?\s*t "([^"]*)"\s*( -)?\}\}`)

// inlineWords writes the words that need no values into the layout, once for
// all pages.
func inlineWords(text string, words Words) string {
	return wordAction.ReplaceAllStringFunc(text, func(action string) string {
		m := wordAction.FindStringSubmatch(action)
		word, ok := words[m[2]]
		if !ok || m[1] != "" || m[3] != "" || strings.Contains(word, "{{") {
			return action
		}
		return template.HTMLEscapeString(word)
	})
}

var wordUse = regexp.MustCompile(`\bt "([^"]*)"`)

// missingWords reports the keys that a layout uses and no strings file has.
func missingWords(file, text string, words Words) diag.List {
	var found diag.List
	for _, action := range actions.FindAllStringIndex(text, -1) {
		for _, m := range wordUse.FindAllStringSubmatchIndex(text[action[0]:action[1]], -1) {
			at := action[0] + m[2]
			key := text[at : action[0]+m[3]]
			if _, ok := words[key]; ok {
				continue
			}
			line := 1 + strings.Count(text[:at], "\n")
			column := 1 + len([]rune(text[strings.LastIndexByte(text[:at], '\n')+1:at]))
			found = append(found, diag.Finding{File: file, Position: diag.Position{Line: line, Column: column}, Severity: diag.Error,
				Rule: "unknown-word", Message: fmt.Sprintf("unknown word %q", key), Hint: "add it to layouts/strings/en.yaml"})
		}
	}
	return found
}

var actions = regexp.MustCompile(`\{\{[^}]*\}\}`)

var place = regexp.MustCompile(`(?s)^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: ?(.*)$`)

// locate makes a finding of a template's error. fallback is the file where
// the error names none.
func locate(err error, fallback string) diag.Finding {
	f := diag.Finding{File: fallback, Severity: diag.Error, Rule: "layout", Message: strings.TrimPrefix(err.Error(), "html/template:")}
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		f.File = m[1]
		f.Line, _ = strconv.Atoi(m[2])
		f.Column, _ = strconv.Atoi(m[3])
		f.Column++
		f.Message = m[4]
	}
	return f
}

// Execute writes a page. A fault is a finding at the layout's line that names
// the page.
func (l *Layouts) Execute(w io.Writer, name, page string, data any) *diag.Finding {
	err := l.sets[name].ExecuteTemplate(w, "base", data)
	if err == nil {
		return nil
	}
	if source, finding := l.parse(name); finding == nil {
		if again := source.ExecuteTemplate(io.Discard, "base", data); again != nil {
			err = again
		}
	}
	f := locate(err, name+".html")
	f.File = "layouts/" + f.File
	f.Message += " (on the page " + page + ")"
	return &f
}
