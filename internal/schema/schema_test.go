package schema

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/fields.md")

// Every field has a note with a meaning and an example, and every note a field.
func TestNotes(t *testing.T) {
	used := map[string]bool{}
	var walk func(*Type)
	seen := map[*Type]bool{}
	walk = func(typ *Type) {
		for typ.Kind == List || typ.Kind == Mapping {
			typ = typ.Element
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		for _, f := range typ.Fields {
			used[f.key] = true
			note, ok := notes[f.key]
			switch {
			case !ok:
				t.Errorf("field %s has no note", f.key)
			case note.Text == "" || note.Example == "" || !strings.HasSuffix(note.Text, ".") || strings.ContainsAny(note.Text+note.Unit+note.Default, "\n|"):
				t.Errorf("the note of %s wants a sentence and an example: %+v", f.key, note)
			case f.Type.Kind == Form && f.Type.Form.what == "":
				t.Errorf("nothing says what form %s has, the type of %s", f.Type.Name, f.key)
			case f.Type.Kind == Figure && note.Unit == "":
				t.Errorf("the note of %s names no unit", f.key)
			case (note.Within != [2]float64{} || note.Whole) && f.Type.Kind != Figure:
				t.Errorf("the note of %s has bounds, which only figures have", f.key)
			case (note.Words != nil || note.Pattern != "") && f.Type.Kind != Text:
				t.Errorf("the note of %s has words or a pattern, which only texts have", f.key)
			}
			walk(f.Type)
		}
	}
	for _, d := range Documents() {
		walk(d.Type)
	}
	for key := range notes {
		if !used[key] {
			t.Errorf("the note of %s is of no field", key)
		}
	}
	if len(used) < 100 {
		t.Errorf("%d fields are too few", len(used))
	}
}

func TestNames(t *testing.T) {
	var names []string
	for _, d := range Documents() {
		names = append(names, d.Name)
		if found, ok := Find(d.Name); !ok || found.What != d.What {
			t.Errorf("Find(%q) = %v, %v", d.Name, found, ok)
		}
	}
	if !slices.Equal(names, Names()) {
		t.Errorf("Names() = %q, documents are %q", Names(), names)
	}
	if _, ok := Find("nurse"); ok {
		t.Error("found a document nurse")
	}
}

// A document's schema is the same each time, and has a description for each
// property.
func TestJSON(t *testing.T) {
	for _, d := range Documents() {
		again, _ := Find(d.Name)
		if !bytes.Equal(d.JSON(), again.JSON()) {
			t.Errorf("%s: two schemas differ", d.Name)
		}
		var root any
		if err := json.Unmarshal(d.JSON(), &root); err != nil {
			t.Fatalf("%s: %v", d.Name, err)
		}
		if root.(map[string]any)["$schema"] != dialect {
			t.Errorf("%s: $schema is %v", d.Name, root.(map[string]any)["$schema"])
		}
		var walk func(path string, v any)
		walk = func(path string, v any) {
			fields, _ := v.(map[string]any)
			for key, inner := range fields {
				if key == "if" || key == "then" || key == "examples" {
					continue
				}
				if key == "properties" {
					for name, p := range inner.(map[string]any) {
						if what, _ := p.(map[string]any)["description"].(string); what == "" {
							t.Errorf("%s: %s.%s has no description", d.Name, path, name)
						}
						if p.(map[string]any)["examples"] == nil {
							t.Errorf("%s: %s.%s has no example", d.Name, path, name)
						}
					}
				}
				walk(path+"."+key, inner)
			}
		}
		walk("", root)
	}
}

// The patterns refuse nothing that the types accept. Texts are tried with
// every change of one character.
func TestFormsAcceptWhatTypesDo(t *testing.T) {
	texts := []string{
		"a", "qa-tester", "backend-qa-2", "-a", "a-", "a--b", "Ä", "/", "/a", "/a/", "//a", "/a/b.html", "/roles/nurse/#faq", "/a/?b=c", "/.a/", "/a//",
		"https://example.org", "http://example.org/a?b#c", "HTTPS://EXAMPLE.org/", "https://ex-ample.org:8080/a/b/", "https://[::1]/", "https://münchen.example/@a/",
		"mailto:a@example.org", "ftp://a", "tel:12", "2024-05-01", "2024-05", "2024-12-31", "2024-02-29", "1000-01", "0999-01", "9999-12-31",
		"USD", "EUR", "usd", "XXX", "DE", "US-CA", "GB-ENG", "FR-75", "UK", "DE-", "15-1253.00", "15-1253", "2519", "2", "25190", "2519.3", "2519.3.1",
		"http://data.europa.eu/esco/occupation/abc-1", "https://data.europa.eu/esco/isco/C2519", "en", "en-US", "de", "zh-Hant-TW", "sr-Latn", "x-klingon",
		"i-klingon", "de-DE-u-co-phonebk", "es-419", "und", "#8c2f1a", "1.125rem", "Georgia, 'Times New Roman', serif", "rgb(1 2 3 / 50%)", "calc(1rem + 2*1px)", "s3://careers", "s3://careers/a/b/", "sftp://editor@example.org:2222/var/www", "sftp://[::1]/~/www", "/srv/www", "../www", `C:\www`, "https://s3.example.org", "http://127.0.0.1:9000/",
		strings.Repeat("a", 200), strings.Repeat("a", 201), "/" + strings.Repeat("a", 200),
	}
	const letters = "aZ0-/.:_#? \\%é"
	accepted := map[string]int{}
	try := func(typ reflect.Type, f form, fits func(string) bool, text string) {
		if text == "" || strings.TrimSpace(text) != text || unmarshal(typ, text) != nil {
			return
		}
		accepted[typ.String()]++
		if !fits(text) {
			t.Errorf("%s accepts %q, its form does not", typ, text)
		}
	}
	for typ, f := range forms() {
		pattern := regexp.MustCompile(whole(f.pattern))
		fits := func(s string) bool {
			if f.words != nil {
				return slices.Contains(f.words, s)
			}
			return pattern.MatchString(s) && (f.longest == 0 || len([]rune(s)) <= f.longest)
		}
		for _, text := range texts {
			try(typ, f, fits, text)
			runes := []rune(text)
			if len(runes) > 60 {
				continue
			}
			for i := range runes {
				before, after := string(runes[:i]), string(runes[i:])
				try(typ, f, fits, before+string(runes[i+1:]))
				for _, c := range letters {
					try(typ, f, fits, before+string(c)+after)
					try(typ, f, fits, before+string(c)+string(runes[i+1:]))
				}
			}
		}
	}
	for typ := range forms() {
		if accepted[typ.String()] == 0 {
			t.Errorf("no text that %s accepts was tried", typ)
		}
	}
}

// docs/fields.md says what the fields are now.
func TestReference(t *testing.T) {
	const file = "../../docs/fields.md"
	want := Reference()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/fields.md is not up to date: go test ./internal/schema -update")
	}
	for _, p := range fieldsOf(Documents()[0]) {
		if path := strings.ReplaceAll(p.path, "[0]", "[]"); !p.inList && !strings.Contains(want, "| `"+path+"` |") && !strings.Contains(want, "| **`"+path+"`** |") {
			t.Errorf("the reference lacks %s", path)
		}
	}
}
