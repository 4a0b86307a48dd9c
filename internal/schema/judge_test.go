package schema

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// judges tell what the build and the schema think of a document.
type judges struct {
	schemas map[string]*jsonschema.Schema
	files   fstest.MapFS // a site around the document
}

func newJudges(t *testing.T) *judges {
	t.Helper()
	j := &judges{schemas: map[string]*jsonschema.Schema{}, files: fstest.MapFS{}}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"roles", "guides", "pages", "categories", "rankings"} {
		j.files["content/"+folder+"/portrait.png"] = &fstest.MapFile{Data: picture.Bytes()}
	}
	for _, name := range []string{config.SiteFile, config.SourcesFile} {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		j.files[name] = &fstest.MapFile{Data: data}
	}
	for _, d := range Documents() {
		j.schemas[d.Name] = compile(t, d)
	}
	return j
}

func compile(t *testing.T, d Document) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(d.JSON()))
	if err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	if err := c.AddResource(d.Name+".json", doc); err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	compiled, err := c.Compile(d.Name + ".json")
	if err != nil {
		t.Fatalf("%s: %v", d.Name, err)
	}
	return compiled
}

// schema returns what the schema has against a document; "" if nothing.
func (j *judges) schema(t *testing.T, name string, data []byte) string {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v in %s", name, err, data)
	}
	if err := j.schemas[name].Validate(value); err != nil {
		return err.Error()
	}
	return ""
}

// build returns what the build has against a document, which it reads as a
// file of the site; "" if nothing.
func (j *judges) build(t *testing.T, name string, data []byte) string {
	t.Helper()
	files := fstest.MapFS{}
	for k, v := range j.files {
		files[k] = v
	}
	file := map[string]string{"role": "content/roles/x.md", "guide": "content/guides/x.md", "page": "content/pages/x.md", "ranking": "content/rankings/x.md", "category": "content/categories/x.md",
		"site": config.SiteFile, "sources": config.SourcesFile}[name]
	if strings.HasSuffix(file, ".md") {
		data = append(append([]byte(";;;\n"), data...), "\n;;;\n"...)
	}
	files[file] = &fstest.MapFile{Data: data}
	cfg, found := config.Load(files)
	if strings.HasSuffix(file, ".md") {
		_, found = content.Load(files, cfg, content.Options{Drafts: true, Future: true})
	}
	var errors []string
	for _, f := range found {
		if f.Severity == diag.Error {
			errors = append(errors, f.String())
		}
	}
	return strings.Join(errors, "\n")
}

// sample reads a document of our own site.
func sample(t *testing.T, name string) map[string]any {
	t.Helper()
	file := map[string]string{
		"role": "content/roles/quality-assurance/backend-qa-engineer.md", "guide": "content/guides/reading-a-salary-figure.md",
		"page": "content/pages/about.md", "ranking": "content/rankings/growing-trades.md", "category": "content/categories/healthcare.md", "site": config.SiteFile, "sources": config.SourcesFile,
	}[name]
	data, err := os.ReadFile(filepath.Join("../..", file))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(file, ".md") {
		_, rest, _ := bytes.Cut(data, []byte("---\n"))
		data, _, _ = bytes.Cut(rest, []byte("\n---\n"))
	}
	tree, found := decode.Unmarshal(decode.Source{File: file, Format: decode.YAML, Data: data}, &map[string]decode.Node{}, decode.Options{})
	if found.HasErrors() {
		t.Fatal(found)
	}
	return plain(tree.Root()).(map[string]any)
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// set puts a value at a path such as "salary.regions[0].mean", making what is
// missing on the way; absent takes it out.
func set(doc any, path string, value any) any {
	if path == "" {
		return value
	}
	if rest, ok := strings.CutPrefix(path, "["); ok {
		_, rest, _ = strings.Cut(rest, "]") // always the first
		list, _ := doc.([]any)
		list = append([]any(nil), list...)
		if len(list) == 0 {
			list = []any{nil}
		}
		list[0] = set(list[0], strings.TrimPrefix(rest, "."), value)
		return list
	}
	end := strings.IndexAny(path, ".[")
	name, rest := path, ""
	if end >= 0 {
		name, rest = path[:end], strings.TrimPrefix(path[end:], ".")
	}
	fields, _ := doc.(map[string]any)
	made := map[string]any{}
	for k, v := range fields {
		made[k] = v
	}
	if value == absent && rest == "" {
		delete(made, name)
	} else {
		made[name] = set(made[name], rest, value)
	}
	return made
}

var absent any = new(int)
