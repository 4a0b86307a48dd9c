package serve

import (
	"bufio"
	"bytes"
	_ "embed"
	"encoding/json"
	"net/http"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/page"
)

// The dev server's script keeps the page up to date, shows errors over it, and
// adds the writer's panel. It is on no page that a build writes.
var (
	//go:embed dev/look.js
	devLook string
	//go:embed dev/patch.js
	devPatch string
	//go:embed dev/dev.js
	devPage   string
	devScript = []byte("(() => {\n\"use strict\";\n" + devLook + devPatch + devPage + "})();\n")
)

// serveDev answers with the server's own things: the script on every page,
// the event stream, and what the writer's panel shows.
func (s *server) serveDev(w http.ResponseWriter, r *http.Request, st *state, name string) {
	switch name {
	case "dev.js":
		s.send(w, r, contentType(name), version(devScript), devScript, http.StatusOK)
	case "events":
		s.serveEvents(w, r, st)
	case "page":
		s.servePanel(w, r, st)
	default:
		http.NotFound(w, r)
	}
}

// serveEvents opens an event stream. A browser that comes back after a lost
// connection names the version that it shows, and is told if it is old.
func (s *server) serveEvents(w http.ResponseWriter, r *http.Request, st *state) {
	query := r.URL.Query()
	l := &listener{version: query.Get("version")}
	if query.Has("page") {
		l.page = st.address(query.Get("page"))
	}
	s.hub.stream(w, r, l, func() {
		if l.page == "" {
			return
		}
		st := s.state.Load()
		s.tellPage(st, l.page)
		l.send(s.errorsEvent(s.findings(st)))
	})
}

// outside stands for every page outside of the site, which is not found.
const outside = "outside"

// address returns the address on the site of a path that a browser shows.
func (st *state) address(path string) string {
	rest, ok := strings.CutPrefix(path, st.site.Config.BaseURL.Path())
	if !ok {
		return outside
	}
	address := "/" + rest
	if _, ok := st.pages.At(address); !ok && strings.HasSuffix(address, "/index.html") {
		address = strings.TrimSuffix(address, "index.html")
	}
	return address
}

// maxErrors is how many errors the overlay shows.
const maxErrors = 20

// mistake is a finding as the overlay and the panel show it.
type mistake struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Source   []row  `json:"source,omitempty"` // the lines around
	Editor   string `json:"editor,omitempty"` // address that opens the editor there
}

// row is a line of source.
type row struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
}

func (s *server) mistake(f diag.Finding) mistake {
	m := mistake{f.File, max(f.Line, 1), max(f.Column, 1), f.Severity.String(), f.Rule, f.Message, f.Hint, nil, s.editor(f.File, f.Position)}
	m.Source = s.around(f)
	return m
}

// around returns the lines around a finding.
func (s *server) around(f diag.Finding) []row {
	const lines, longest = 2, 200
	if f.Line == 0 {
		return nil
	}
	data, err := readPlain(s.o.Root, f.File)
	if err != nil {
		return nil
	}
	var rows []row
	scanner := bufio.NewScanner(bytes.NewReader(data))
	scanner.Buffer(nil, len(data)+1)
	for n := 1; scanner.Scan() && n <= f.Line+lines; n++ {
		if n >= f.Line-lines {
			text := []rune(strings.ToValidUTF8(scanner.Text(), "\ufffd"))
			rows = append(rows, row{n, string(text[:min(len(text), longest)])})
		}
	}
	return rows
}

// errorsEvent tells browsers of the errors that a build would stop at; none
// takes the overlay away. How many findings there are in all tells the panel
// that those that are no errors are others, too.
func (s *server) errorsEvent(found diag.List) []byte {
	list := []mistake{}
	count := 0
	for _, f := range found {
		if f.Severity != diag.Error {
			continue
		}
		if count++; count <= maxErrors {
			list = append(list, s.mistake(f))
		}
	}
	return encode("errors", map[string]any{"errors": list, "count": count, "all": len(found)})
}

// panel is what the writer's panel shows of a page beside what stands on it.
type panel struct {
	Address  string      `json:"address"`
	Layout   string      `json:"layout"`
	Source   string      `json:"source"` // the article's file; "" for a page that many articles make
	Editor   string      `json:"editor,omitempty"`
	Draft    bool        `json:"draft"`
	Future   bool        `json:"future"` // published later than now
	Words    int         `json:"words"`
	Sections []string    `json:"sections"` // keys of those that the article lacks
	Fields   []string    `json:"fields"`   // likewise
	Pages    []panelLink `json:"pages"`    // of the same role
	Findings []mistake   `json:"findings"`
}

type panelLink struct {
	Title   string `json:"title"`
	URL     string `json:"url"`
	Current bool   `json:"current"`
}

func (s *server) servePanel(w http.ResponseWriter, r *http.Request, st *state) {
	address := st.address(r.URL.Query().Get("page"))
	p, ok := st.pages.At(address)
	if !ok {
		p = page.Page{URL: address, Layout: "404"}
	}
	v := panel{Address: address, Layout: p.Layout, Source: p.Source, Sections: []string{}, Fields: []string{}, Pages: []panelLink{}, Findings: []mistake{}}
	if a := p.Article; a != nil {
		body, _ := bodyOf(a)
		v.Draft, v.Future, v.Words = a.Draft, a.Published.After(s.o.Now()), body.Words
		v.Editor = s.editor(a.File, diag.Position{Line: 1, Column: 1})
		if a.Role != nil {
			v.Sections, v.Fields = lacks(a)
			for _, url := range st.pages.Of(a) {
				if !strings.HasSuffix(url, "/") {
					continue // the role as data
				}
				title := strings.Trim(strings.TrimPrefix(url, a.URL()), "/")
				if title == "" {
					title = "overview"
				}
				v.Pages = append(v.Pages, panelLink{title, st.site.Config.BaseURL.Href(url), url == address})
			}
		}
	}
	for _, f := range s.findings(st) {
		if p.Source != "" && f.File == p.Source && len(v.Findings) < 100 {
			v.Findings = append(v.Findings, s.mistake(f))
		}
	}
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // no value of ours fails
	}
	w.Header().Set("Cache-Control", "no-store")
	s.send(w, r, "application/json", version(data), data, http.StatusOK)
}

// lacks returns the known sections and the fields that a role leaves out.
func lacks(a *content.Article) (sections, fields []string) {
	sections, fields = []string{}, []string{}
	for _, key := range content.SectionKeys() {
		if !slices.Contains(a.Sections, key) {
			sections = append(sections, key)
		}
	}
	for _, v := range []reflect.Value{reflect.ValueOf(a.Meta), reflect.ValueOf(*a.Role)} {
		for i := range v.NumField() {
			name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
			if v.Field(i).IsZero() && !slices.Contains([]string{"slug", "draft", "noindex", "aliases", "seo", "hidden_titles", "check"}, name) {
				fields = append(fields, name)
			}
		}
	}
	return sections, fields
}

// editor returns the address that opens the developer's editor at a place.
func (s *server) editor(file string, at diag.Position) string {
	if s.o.Editor == "" || file == "" {
		return ""
	}
	name, err := filepath.Abs(filepath.Join(s.o.Source, filepath.FromSlash(file)))
	if err != nil {
		return ""
	}
	return editorLink(s.o.Editor, filepath.ToSlash(name), max(at.Line, 1), max(at.Column, 1))
}
