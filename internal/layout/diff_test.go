package layout

import (
	"bytes"
	"context"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// The data that the layouts below are given: every kind that pages have, and
// those that only html/template knows what to make of.

type base struct {
	Title string
	Site  *siteData
}

type siteData struct {
	Name string
	Menu []link
}

type link struct {
	Title, URL string
	Current    bool
	Kids       []link
}

type named string

type spoken int

func (s spoken) String() string { return fmt.Sprintf("<spoken %d>", int(s)) }

type quiet struct{ A, B string }

func (q *quiet) String() string { return "never by value" }

type loud struct{ quiet }

type failing struct{ why string }

func (f failing) Error() string { return "failing: <" + f.why + ">" }

type data struct {
	base
	Text     string
	Safe     template.HTML
	Addr     template.URL
	Style    template.CSS
	Script   template.JS
	Attr     template.HTMLAttr
	Set      template.Srcset
	Str      template.JSStr
	Named    named
	Spoken   spoken
	Err      failing
	Quiet    quiet
	QuietP   *quiet
	Loud     loud
	Text2    *string
	Safe2    *template.HTML
	NilText  *string
	Int      int
	Small    int8
	Big      uint64
	Float    float64
	Yes, No  bool
	Words    []string
	Links    []link
	Empty    []link
	Array    [3]string
	PWords   *[]string
	Matrix   [][]int
	Bytes    []byte
	Map      map[string]string
	Any      any
	Nil      *data
	Self     *data
	Duration time.Duration
}

func (d data) Method() string { return "method" }

// hostile are texts that an escaper has to do something about.
var hostile = []string{
	"", "plain", "a & b <i>\"'</i> + `=` \x00", "</script><script>alert(1)</script>", "<!-- --!>", "]]>",
	"javascript:alert(1)", "JaVaScRiPt:x", "http://x.org/?a=b&c=d e#f", "HTTPS://X", "mailto:a@b", "/rel/ä?ö=%20%zz%", "a:b/c", "x/y:z",
	"\xff\xfe invalid \xc3", "\u2028\u2029\ufdd0\ufffe\ufeff", "\t\n\v\f\r ", "日本語 🎉", "{{.}}", `\u0041\x41\`, "tel:+49",
	"a,b 2x, javascript:c 3x", "expression(1)", "url(x)", "onclick", "%", "%4", "%4g", "0", strings.Repeat("long<", 300),
}

func sample(text string) data {
	html := template.HTML("<b title=\"1>2\">" + text + "</b> &amp; <x")
	words := []string{text, "two", ""}
	d := data{base: base{text, &siteData{text, []link{{text, text, true, nil}, {"b", "", false, nil}}}},
		Text: text, Safe: html, Addr: template.URL(text), Style: template.CSS(text), Script: template.JS(text), Attr: template.HTMLAttr(text),
		Set: template.Srcset(text), Str: template.JSStr(text), Named: named(text), Spoken: 7, Err: failing{text}, Quiet: quiet{text, "b"},
		QuietP: &quiet{text, "c"}, Loud: loud{quiet{"x", text}}, Text2: &text, Safe2: &html, Int: 12345, Small: -7, Big: 1 << 63, Float: 1.5e30,
		Yes: true, Words: words, Array: [3]string{"x", text, "z"}, PWords: &words, Matrix: [][]int{{1, 2}, {}, {3}}, Bytes: []byte(text),
		Map: map[string]string{"k": text}, Any: text, Duration: time.Minute,
		Links: []link{{"A", text, false, []link{{"AA", "/x", true, nil}}}, {text, "", true, nil}}}
	d.Self = &data{base: d.base, Text: "self " + text, Words: words[:1]}
	return d
}

// places are where a value can stand, for the escapers that they take.
var places = []string{
	`<p>%s</p>`, `<a title="%s">x</a>`, `<a title='%s'>x</a>`, `<a title=%s>x</a>`, `<a href="%s">x</a>`, `<a href='%s'>x</a>`, `<a href=%s>x</a>`,
	`<a href="/x/%s">x</a>`, `<a href="/x?q=%s">x</a>`, `<a href="#%s">x</a>`, `<a href=/x?q=%s>x</a>`, `<title>%s</title>`, `<textarea>%s</textarea>`,
	`<script>var x = %s;</script>`, `<script>var x = "%s";</script>`, "<script>var x = `%s`;</script>", `<script>x = /%s/;</script>`, `<a onclick="f(%s)">x</a>`,
	`<style>p { color: %s }</style>`, `<p style="width: %s">x</p>`, `<p style="background: url('%s')">x</p>`, `<img srcset="%s">`, `<input %s>`, `<p %s="x">y</p>`,
	`<meta http-equiv="refresh" content="0; url=%s">`, `<meta name="x" content="%s">`, `<!-- %s --><p>x</p>`, `<a class="page-%s long">x</a>`, `<img alt=%s width="%[1]s">`,
}

// values are what can stand there.
var values = []string{
	`{{.Text}}`, `{{.Title}}`, `{{.Safe}}`, `{{.Addr}}`, `{{.Style}}`, `{{.Script}}`, `{{.Attr}}`, `{{.Set}}`, `{{.Str}}`, `{{.Named}}`, `{{.Spoken}}`, `{{.Err}}`,
	`{{.Quiet}}`, `{{.QuietP}}`, `{{.Loud}}`, `{{.Text2}}`, `{{.Safe2}}`, `{{.NilText}}`, `{{.Int}}`, `{{.Small}}`, `{{.Big}}`, `{{.Float}}`, `{{.Yes}}`, `{{.No}}`,
	`{{.Words}}`, `{{.Links}}`, `{{.Array}}`, `{{.Bytes}}`, `{{.Map}}`, `{{.Nil}}`, `{{.Duration}}`, `{{.Site.Name}}`, `{{.Self.Text}}`, `{{$.Text}}`, `{{"a<b"}}`, `{{12}}`, `{{true}}`,
	`{{t "word" "x" .Text}}`, `{{print .Text 1 .Safe}}`, `{{printf "%s|%v|%q" .Text .Int .Named}}`, `{{println .Text}}`, `{{len .Words}}`, `{{index .Words 0}}`, `{{slice .Text 0}}`,
	`{{or .No .Yes}}`, `{{or .Text .Title}}`, `{{and .Text .Title}}`, `{{eq .Text .Title}}`,
}

// bodies are layouts for what can be said in one.
var bodies = []string{
	`{{if .Text}}a{{else if .Yes}}b{{else}}c{{end}}`, `{{if not .Text}}a{{else}}b{{end}}`, `{{with .Text}}<p>{{.}} {{$.Title}}</p>{{else}}<p>{{.Title}}</p>{{end}}`,
	`{{with $x := .Text}}<p>{{$x}}{{.}}</p>{{else with .Title}}<b>{{.}}</b>{{else}}-{{end}}`, `{{if $x := .Words}}{{len $x}}{{else}}{{len $x}}{{end}}`,
	`{{range .Words}}<li>{{.}}</li>{{else}}none{{end}}`, `{{range $i, $w := .Words}}{{if $i}}, {{end}}{{$w}}{{end}}`, `{{range $w := .Words}}{{$w}}{{end}}`,
	`{{range .Empty}}x{{else}}{{.Text}}{{end}}`, `{{range .Links}}{{.Title}}{{range .Kids}}<a href="{{.URL}}">{{.Title}}</a>{{$.Text}}{{end}}{{end}}`,
	`{{range .PWords}}{{.}};{{end}}`, `{{range .Array}}{{.}};{{end}}`, `{{range 3}}{{.}}{{end}}`, `{{range .Small}}x{{else}}none{{end}}`, `{{range $i := 300}}{{$i}}{{end}}`,
	`{{range .Words}}{{if eq . "two"}}{{break}}{{end}}{{.}}{{end}}`, `{{range .Words}}{{if eq . "two"}}{{continue}}{{end}}{{.}}{{end}}`, `{{range .Matrix}}{{range .}}{{.}}{{break}}{{end}};{{end}}`,
	`{{$x := .Text}}{{$x}}{{$x = "new"}}{{$x}}{{if .Yes}}{{$x = "inner"}}{{$y := 1}}{{$y}}{{end}}{{$x}}`, `{{$n := 0}}{{range $i, $w := .Words}}{{$n = $i}}{{end}}{{$n}}`,
	`{{$x := .Text}}{{range .Words}}{{$x := .}}{{$x}}{{end}}{{$x}}`, `{{template "inner" .Site}}`, `{{template "void"}}`, `{{template "inner" .Self.Site}}{{template "inner" .Site}}`,
	`{{template "tree" .Links}}`, `{{block "blk" .Site}}<b>{{.Name}}</b>{{end}}`, `{{shared "inner" .Site}}{{shared "inner" .Site}}`, `{{shared "plain" .Text}}{{with shared "plain" "x"}}{{.}}{{end}}`,
	`{{if or .Links .Text}}a{{end}}{{if and .Links .No}}b{{end}}{{if or .No .Empty .NilText}}c{{end}}{{if and .Yes .Int .Float .Site}}d{{end}}`,
	`{{if eq .Text "plain" "0"}}a{{end}}{{if ne .Text "plain"}}b{{end}}{{if lt .Text "m"}}c{{end}}{{if ge .Text "m"}}d{{end}}{{if eq .Named "plain"}}e{{end}}`,
	`{{if eq .Int 12345}}a{{end}}{{if lt .Int 3}}b{{end}}{{if le .Small 3}}c{{end}}{{if gt (len .Words) 2}}d{{end}}{{if eq .Yes true}}e{{end}}{{if ne .Yes .No}}f{{end}}{{if eq 1 2 3 1}}g{{end}}`,
	`{{index .Words 1}}{{index .Matrix 0 1}}{{(index .Links 0).Title}}{{len (index .Links 0).Kids}}{{index .Array 1}}`, `{{range slice .Words 0 2}}{{.}};{{end}}{{slice .Text 0 0}}`, `{{range slice .Words 1}}{{.}};{{end}}`,
	`{{.Text | printf "%s-%s" "x"}}{{.Text | len}}{{.Words | len | printf "%03d"}}{{.Text | t "word" "x"}}{{.No | not}}{{.Yes | or .No}}`, `{{(.Site).Name}}{{(.Self.Site).Name}}{{len (print .Int)}}`,
	`{{/* a comment */}}{{- "x" -}} y {{"z"}}`, `{{if .Yes}}<a{{if .Text}} href="{{.Text}}"{{end}}>x</a>{{end}}`, `<p class="a{{if .Yes}} {{.Text}}{{end}}">x</p>`, `<p{{with .Text}} id="{{.}}"{{end}}>x</p>`,
	`{{with .Nil}}x{{else}}nil{{end}}{{with .Self}}{{.Text}}{{with .Site}}{{.Name}}{{range .Menu}}{{.URL}}{{end}}{{end}}{{end}}`, `{{range $i, $l := .Links}}{{with $l.Kids}}{{$i}}{{range .}}{{$l.Title}}{{end}}{{end}}{{end}}`,
	// faults
	`a{{.Nil.Text}}`, `a{{index .Words 9}}`, `{{index .Words 3}}`, `{{range .Nil.Words}}{{end}}`, `{{template "inner" .Nil.Site}}`, `{{slice .Text 0 9999}}`, `{{len .NilText}}`, `{{eq .Text "plain" .Nil.Text}}`, `{{.Nothing}}`,
	`{{shared "inner" .Nil.Site}}`, `{{shared "self" .Site}}`, `{{shared "gone" .Site}}`, `{{.Text.More}}`, `{{or .Text .Nil.Text}}`, `{{and .Text .Nil.Text}}`,
	// what is left to html/template
	`{{.Method}}`, `{{.Map.k}}`, `{{.Any}}`, `{{index .Map "k"}}`, `{{range $k, $v := .Map}}{{$k}}{{end}}`, `{{html .Text}}`, `{{.Text | urlquery}}`, `{{js .Text}}`, `<p title="{{template "name" .Site}}">x</p>`, `{{eq .Float 1.5}}`, `{{eq .Site nil}}`,
	`{{range $i := .Words}}{{else}}{{$i}}{{end}}`, `{{0x10}}{{'a'}}{{1.5}}`, `{{with or .Text .Int}}{{.}}{{end}}`, `{{$x := .Text}}{{$x = 1}}{{$x}}`, `{{print nil}}`, `{{if eq .Big 1}}{{end}}`,
}

const partials = `{{define "inner"}}<i title="{{.Name}}">{{.Name}}{{range .Menu}}<a href="{{.URL}}"{{if .Current}} aria-current="page"{{end}}>{{.Title}}</a>{{end}}</i>{{end}}` +
	`{{define "name"}}{{.Name}}{{end}}{{define "void"}}<u title="{{.}}" lang={{.X}}>{{.}}{{.Any.Thing}}{{if .X}}x{{else}}{{range .Y}}y{{else}}z{{end}}{{end}}{{with .Z}}z{{end}}</u>{{end}}` +
	`{{define "tree"}}{{range .}}<li>{{.Title}}{{template "tree" .Kids}}</li>{{end}}{{end}}{{define "plain"}}<b>{{.}}</b>{{end}}{{define "self"}}{{shared "self" .}}{{end}}`

func word(key string, pairs ...string) string { return key + "<" + strings.Join(pairs, "|") + ">" }

var roomy = Limits{Bytes: 64 << 20, Steps: 1e6, Depth: 1000, Time: time.Minute}

// set parses a body; nil if html/template does not take it.
func set(t testing.TB, body string, limits Limits) *Set {
	t.Helper()
	tmpl := template.New("").Funcs(Funcs(word))
	template.Must(tmpl.New("partials").Parse(partials))
	if _, err := tmpl.New("base").Parse(body); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	s, err := Compile(tmpl, "base", word, limits)
	if err != nil {
		return nil
	}
	return s
}

// compiled executes the compiled form alone.
func (s *Set) compiled(data any) (string, error) {
	x := &run{}
	err := x.page(context.Background(), s.limits, s.program(reflect.TypeOf(data)).entry, reflect.ValueOf(data))
	var b strings.Builder
	x.WriteTo(&b)
	return b.String(), err
}

// same compares what both forms write, and what Execute does.
func same(t *testing.T, body string, s *Set, data any) {
	t.Helper()
	var want, got bytes.Buffer
	wantErr := s.Reflect(context.Background(), &want, data)
	if s.Unsure(data) == "" {
		text, err := s.compiled(data)
		switch {
		case (err != nil) != (wantErr != nil):
			t.Errorf("%s\ncompiled: error %v\nhtml/template: %v", body, err, wantErr)
		case err == nil && text != want.String():
			t.Errorf("%s\n     compiled: %q\nhtml/template: %q", body, text, want.String())
		}
	}
	err := s.Execute(context.Background(), &got, data)
	if fmt.Sprint(err) != fmt.Sprint(wantErr) || err == nil && got.String() != want.String() {
		t.Errorf("%s\n      Execute: %q, %v\nhtml/template: %q, %v", body, got.String(), err, want.String(), wantErr)
	}
}

// Values in every place come to the same bytes as with html/template, and most
// of them are compiled.
func TestPlaces(t *testing.T) {
	tried, compiled := 0, 0
	for _, place := range places {
		for _, v := range values {
			body := fmt.Sprintf(place, v)
			s := set(t, body, roomy)
			if s == nil {
				continue
			}
			tried++
			if s.Unsure(data{}) == "" {
				compiled++
			}
			for i, text := range hostile {
				if testing.Short() && i%4 != 1 {
					continue
				}
				same(t, body, s, sample(text))
			}
		}
	}
	if tried < 1000 || compiled < tried*19/20 {
		t.Errorf("%d of %d layouts compiled", compiled, tried)
	}
}

// Layouts come to the same bytes, or the same error.
func TestBodies(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	left := false
	for _, body := range bodies {
		s := set(t, body, roomy)
		if s == nil {
			t.Errorf("%s cannot be escaped", body)
			continue
		}
		left = left || strings.Contains(body, ".Method")
		why := s.Unsure(data{})
		if fault := strings.Contains(body, "Nothing") || strings.Contains(body, "gone") || strings.Contains(body, ".Text.More"); left && why == "" || !left && why != "" && !fault {
			t.Errorf("%s: compiled unless %q", body, why)
		}
		for _, text := range hostile {
			d := sample(text)
			same(t, body, s, d)
			same(t, body, s, &d)
			same(t, body, s, data{})
		}
		same(t, body, s, nil)
	}
}

// FuzzPlaces tries any text in every place.
func FuzzPlaces(f *testing.F) {
	for _, text := range hostile {
		f.Add(text)
	}
	var sets []*Set
	var texts []string
	for _, place := range places {
		for _, v := range []string{`{{.Text}}`, `{{.Safe}}`, `{{.Addr}}`, `{{.Named}}`, `{{.Err}}`, `{{.Text2}}`, `{{t "word" .Text}}`} {
			if s := set(f, fmt.Sprintf(place, v), roomy); s != nil {
				sets, texts = append(sets, s), append(texts, fmt.Sprintf(place, v))
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for i, s := range sets {
			d := sample(text)
			d.Safe = template.HTML(text)
			same(t, texts[i], s, d)
		}
	})
}

// Loading a layout executes nothing of it.
func TestCompileExecutesNothing(t *testing.T) {
	done := make(chan bool)
	go func() {
		set(t, "{{range 100000000000}}{{end}}", roomy)
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("the layout was executed")
	}
}

// What is shared is written once, by data, at any number of pages at once.
func TestShared(t *testing.T) {
	var calls atomic.Int32
	tmpl := template.New("").Funcs(Funcs(word))
	counted := func(key string, pairs ...string) string { calls.Add(1); return key }
	template.Must(tmpl.New("base").Parse(`{{define "s"}}{{t "x"}}{{.Name}}{{end}}{{range 10}}{{shared "s" $.Site}}{{end}}`))
	s, err := Compile(tmpl, "base", counted, roomy)
	if err != nil {
		t.Fatal(err)
	}
	one, two := sample("one"), sample("two")
	for range 3 {
		for _, d := range []data{one, two} {
			var b bytes.Buffer
			if err := s.Execute(t.Context(), &b, d); err != nil || b.String() != strings.Repeat("x"+d.Site.Name, 10) {
				t.Errorf("%q, %v", b.String(), err)
			}
		}
	}
	if calls.Load() != 2 {
		t.Errorf("written %d times for 2 sites", calls.Load())
	}
	done := make(chan error)
	for i := range 8 {
		go func() {
			d := sample(fmt.Sprint(i % 3))
			var b bytes.Buffer
			err := s.Execute(context.Background(), &b, &d)
			if err == nil && b.String() != strings.Repeat("x"+d.Site.Name, 10) {
				err = fmt.Errorf("%q", b.String())
			}
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
