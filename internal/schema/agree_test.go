package schema

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestVerdicts gives changed samples to the build and to the schema. A line of
// testdata/verdicts.txt names the document, the verdict, the path of the change
// and the value, "absent" for none:
//
//	ok      both accept it
//	no      both refuse it
//	build   the build alone refuses it: a schema cannot say why
//	schema  the schema alone refuses it: it asks for the plain form
func TestVerdicts(t *testing.T) {
	f, err := os.Open("testdata/verdicts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	j := newJudges(t)
	samples := map[string]map[string]any{}
	for _, name := range Names() {
		samples[name] = sample(t, name)
	}
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		rest := line
		word := func() (w string) {
			w, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " ")
			return w
		}
		name, verdict, path := word(), word(), word()
		text := strings.TrimSpace(rest)
		value := absent
		if text != "absent" {
			value = nil
			if err := json.Unmarshal([]byte(text), &value); err != nil {
				t.Errorf("%s: %v", line, err)
				continue
			}
		}
		n++
		j.compare(t, line, name, encode(t, set(samples[name], path, value)), verdict)
	}
	if n < 150 {
		t.Errorf("%d documents, want at least 150", n)
	}
}

// compare wants a verdict of both judges.
func (j *judges) compare(t *testing.T, what, name string, data []byte, want string) {
	t.Helper()
	build, schema := j.build(t, name, data), j.schema(t, name, data)
	got := map[[2]bool]string{{false, false}: "ok", {true, true}: "no", {true, false}: "build", {false, true}: "schema"}[[2]bool{build != "", schema != ""}]
	if got != want {
		t.Errorf("%s: verdict %s, want %s\nbuild: %s\nschema: %s", what, got, want, build, schema)
	}
}

// place is a field with its path in a document.
type place struct {
	path   string
	field  *Field
	inList bool   // the value itself is an item of a list
	alone  string // the path of the object that has no other field beside it
}

// in returns a document with every field in which the field can stand.
func (p place) in(whole any) any {
	if p.alone == "" {
		return whole
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(p.path, p.alone+"."), "[")
	value := complete(p.field)
	if p.inList {
		value = []any{value}
	}
	return set(whole, p.alone, map[string]any{name: value})
}

// placesOf lists every field of a type, and every item of a list.
func placesOf(t *Type, prefix string) []place {
	var list []place
	for _, f := range t.Visible() {
		path := strings.TrimPrefix(prefix+"."+f.Name, ".")
		alone := ""
		if t.Name == "Over" {
			alone = prefix
		}
		list = append(list, place{path, f, false, alone})
		inner := f.Type
		if inner.Kind == List {
			path, inner = path+"[0]", inner.Element
			list = append(list, place{path, &Field{Name: f.Name, Type: inner, key: f.key}, true, alone})
		}
		list = append(list, placesOf(inner, path)...)
	}
	return list
}

// complete returns a value with every field of a type, from the examples.
func complete(f *Field) any {
	if t := f.Type; t.Kind == Object {
		return completeObject(t)
	} else if t.Kind == List && t.Element.Kind == Object {
		return []any{completeObject(t.Element)}
	}
	v, _ := f.example()
	return v
}

func completeObject(t *Type) map[string]any {
	made := map[string]any{}
	for _, f := range t.Visible() {
		made[f.Name] = complete(f)
		if t.Name == "Over" {
			break
		}
	}
	return made
}

func completeDocument(d Document) map[string]any {
	if d.Type.Kind == Mapping {
		return map[string]any{"a": completeObject(d.Type.Element)}
	}
	return completeObject(d.Type)
}

func fieldsOf(d Document) []place {
	if d.Type.Kind == Mapping {
		return placesOf(d.Type.Element, "a")
	}
	return placesOf(d.Type, "")
}

// A document with every field, from the examples, is right, and so is each
// example by itself.
func TestExamples(t *testing.T) {
	j := newJudges(t)
	for _, d := range Documents() {
		whole := completeDocument(d)
		j.compare(t, d.Name+" with every field", d.Name, encode(t, whole), "ok")
		for _, p := range fieldsOf(d) {
			if v, ok := p.field.example(); ok {
				j.compare(t, d.Name+" "+p.path, d.Name, encode(t, set(p.in(whole), p.path, v)), "ok")
			}
		}
	}
}

// Every field with values of every type, right and wrong: build and schema
// agree but where the table says so.
func TestEveryFieldWithEveryType(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	j := newJudges(t)
	values := []string{`null`, `""`, `true`, `12`, `-5`, `1e15`, `2.5`, `"12"`, `"Text of words"`, `[]`, `{}`, `[""]`, `[null]`, `[12]`, `[["a"]]`, `["a","b"]`, `{"no_such_field":1}`}
	if testing.Short() {
		values = []string{`null`, `""`, `12`, `"Text of words"`, `[null]`}
	}
	n := 0
	for _, d := range Documents() {
		whole := completeDocument(d)
		for _, p := range fieldsOf(d) {
			tried := values
			if p.field.Type.Kind == Figure && !p.inList {
				low, high := p.field.bounds()
				for _, edge := range []float64{low - 1, low, high, high + 1} {
					tried = append(tried[:len(tried):len(tried)], number(edge))
				}
			}
			for _, text := range tried {
				var v any
				if err := json.Unmarshal([]byte(text), &v); err != nil {
					t.Fatal(err)
				}
				data := encode(t, set(p.in(whole), p.path, v))
				build, schema := withoutOrder(j.build(t, d.Name, data)), j.schema(t, d.Name, data)
				n++
				if (build != "") == (schema != "") || p.differs(text) {
					continue
				}
				t.Errorf("%s %s: %s\nbuild: %s\nschema: %s", d.Name, p.path, text, build, schema)
			}
			data := encode(t, set(p.in(whole), p.path, absent))
			if build, schema := j.build(t, d.Name, data), j.schema(t, d.Name, data); !p.inList && (build != "") != (schema != "") {
				t.Errorf("%s %s: absent\nbuild: %s\nschema: %s", d.Name, p.path, build, schema)
			}
			n++
		}
	}
	t.Logf("%d documents", n)
}

// withoutOrder leaves out that figures are out of order.
func withoutOrder(found string) string {
	var kept []string
	for line := range strings.SplitSeq(found, "\n") {
		if !strings.Contains(line, " is above max ") && !strings.Contains(line, " is below ") && !strings.Contains(line, " is before base_year ") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// differs reports whether the build and the schema may differ about a value.
func (p place) differs(text string) bool {
	k := p.field.Type.Kind
	switch {
	case text == `""` && (k == Word || k == List || k == Object || k == Mapping || p.field.Words != nil || p.field.Type.Form.words != nil):
		return true // the schema asks to leave it out
	case p.field.Name == "image":
		return text == `"12"` || text == `"Text of words"` // no such file
	case p.field.Name == "source" && k == Object:
		return text == `"12"` || text == `"Text of words"` // no key of sources.yaml
	}
	return false
}
