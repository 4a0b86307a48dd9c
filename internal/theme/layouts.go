package theme

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"regexp"
	"strings"
	"time"

	"careerguide/internal/diag"
	"careerguide/internal/layout"
)

// Names are the layouts of pages; each is a file layouts/<name>.html.
var Names = []string{
	"home", "roles", "overview", "job-description", "what-they-do", "faq", "related",
	"categories", "category", "guides", "guide", "page", "search", "404", "redirect",
	"rankings", "ranking", "skills", "skill", "compare", "compare-pair", "generator",
}

// limits end a layout that would run away: far beyond any page that a browser
// could show, and passed within a second or two.
var limits = layout.Limits{Bytes: 64 << 20, Steps: 2_000_000, Depth: 1000, Time: time.Second}

// Layouts are the parsed layouts of all pages.
type Layouts struct {
	sets   map[string]*layout.Set // by name
	texts  map[string]string      // as written, by file
	shared []string               // files that all pages use
	words  Words
}

// loadLayouts parses every layout with the partials. Minified, a layout has
// no white space that a browser would drop, so that the pages need no pass of
// their own.
func loadLayouts(files overlay, words Words, minified bool) (*Layouts, diag.List) {
	l := &Layouts{sets: map[string]*layout.Set{}, texts: map[string]string{}, words: words}
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

// parse makes the set of a page from the layouts as written.
func (l *Layouts) parse(name string) (*layout.Set, *diag.Finding) {
	base, finding := l.parseShared(l.texts)
	if finding != nil {
		return nil, finding
	}
	return l.parsePage(base, l.texts, name)
}

// parseShared parses the files that all pages use.
func (l *Layouts) parseShared(texts map[string]string) (*template.Template, *diag.Finding) {
	set := template.New("")
	set.Funcs(layout.Funcs(l.words.Get))
	for _, file := range l.shared {
		if _, err := set.New(file).Parse(inlineWords(texts[file], l.words)); err != nil {
			return nil, l.fault(err, file, nil)
		}
	}
	return set, nil
}

// parsePage adds a page's own file to a copy of what all pages use.
func (l *Layouts) parsePage(base *template.Template, texts map[string]string, name string) (*layout.Set, *diag.Finding) {
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
		_, err = set.New(file).Parse(inlineWords(text, l.words))
	}
	if err != nil {
		return nil, l.fault(err, file, nil)
	}
	if set.Lookup("base") == nil {
		return nil, &diag.Finding{File: "base.html", Position: diag.Position{Line: 1, Column: 1}, Severity: diag.Error, Rule: "layout", Message: `no layout defines "base"`}
	}
	if set.Lookup("main") == nil && name != "redirect" {
		return nil, &diag.Finding{File: file, Position: diag.Position{Line: 1, Column: 1}, Severity: diag.Error, Rule: "layout", Message: `the layout does not define "main"`}
	}
	page, err := layout.Compile(set, "base", l.words.Get, limits)
	if err != nil {
		return nil, l.fault(err, file, set)
	}
	return page, nil
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

// Execute writes a page. A fault, or a layout that does not end, is a finding at
// the layout's line that names the page; so is the end of ctx.
func (l *Layouts) Execute(ctx context.Context, w io.Writer, name, page string, data any) *diag.Finding {
	err := l.sets[name].Execute(ctx, w, data)
	if err == nil {
		return nil
	}
	if source, finding := l.parse(name); finding == nil {
		if again := source.Execute(ctx, io.Discard, data); again != nil {
			err = again
		}
	}
	f := l.fault(err, name+".html", nil)
	if f.Hint == "" {
		f.Hint = fieldHint(f.Message, reflect.TypeOf(data))
	}
	f.File = "layouts/" + f.File
	f.Message += " (on the page " + page + ")"
	return f
}
