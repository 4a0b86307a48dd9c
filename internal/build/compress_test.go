package build_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/build"
	"careerguide/internal/corpus"

	"github.com/andybalholm/brotli"
)

func compressed(o *build.Options) { o.Compress = true }

// Each text has its forms where they are shorter, which hold the same bytes;
// pictures have none, and neither has what is for the host alone.
func TestCompressed(t *testing.T) {
	f := newFolder(t, corpus.NewAuthor(3).Tree())
	f.write("assets/static/tiny.txt", "a")
	f.write("assets/static/_headers", strings.Repeat("/*\n  X-A: b\n", 50))
	f.build(compressed)
	files := read(t, f.public()).files
	forms := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		plain, ending := strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz"), path.Ext(name)
		if plain == name {
			text := slices.Contains([]string{".html", ".css", ".js", ".json", ".xml", ".txt", ".csv", ".svg", ".md"}, ending)
			if br := files[name+".br"]; text && len(files[name]) > 200 && br == nil || !text && br != nil {
				t.Errorf("%s of %d bytes: compressed %t", name, len(files[name]), br != nil)
			}
			continue
		}
		forms++
		var r io.Reader = brotli.NewReader(bytes.NewReader(files[name]))
		if ending == ".gz" {
			z, err := gzip.NewReader(bytes.NewReader(files[name]))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if !z.ModTime.IsZero() || z.Name != "" {
				t.Errorf("%s has a time or a name", name)
			}
			r = z
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, files[plain]) || len(files[name]) >= len(got) {
			t.Errorf("%s is not %s, and shorter: %v", name, plain, err)
		}
	}
	if forms < 20 || files["tiny.txt.br"] != nil || files["tiny.txt.gz"] != nil || files["_headers.gz"] != nil {
		t.Errorf("%d forms; of tiny.txt and _headers too", forms)
	}
}

// Only what has changed is compressed anew, even where every page is rendered;
// without the setting the forms go.
func TestCompressedAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("builds many sites, one after the other")
	}
	f := newFolder(t, corpus.NewAuthor(3).Tree())
	f.write("content/guides/end.md", "---\ntitle: The end\nsummary: How it ends.\n---\nIt ends well, it ends well, it ends well.\n")
	first := f.build(compressed)
	f.equals(first, compressed)
	if first.Compressed < 20 {
		t.Errorf("%d forms are made at first", first.Compressed)
	}
	f.edit("content/guides/end.md", "ends well", "ends badly")
	r := f.build(compressed)
	f.equals(r, compressed)
	if !r.Again || r.Compressed != 2 {
		t.Errorf("of a text: again %t, %d forms are made", r.Again, r.Compressed)
	}
	f.edit("content/guides/end.md", "How it ends.", "The way it ends.")
	r = f.build(compressed)
	f.equals(r, compressed)
	if r.Again || r.Compressed == 0 || r.Compressed > first.Compressed/2 {
		t.Errorf("of a summary: again %t, %d forms are made of %d", r.Again, r.Compressed, first.Compressed)
	}
	f.now = f.now.AddDate(0, 0, -1) // the record of another day does not hold, and yet tells what is in the output
	r = f.build(compressed)
	f.equals(r, compressed)
	if r.Again || r.Compressed > first.Compressed/2 {
		t.Errorf("of another day: again %t, %d forms are made of %d", r.Again, r.Compressed, first.Compressed)
	}
	f.write("public/guides/end/index.html.br", "not ours")
	r = f.build(compressed)
	f.equals(r, compressed)
	if r.Compressed != 1 {
		t.Errorf("of one that was overwritten: %d forms are made", r.Compressed)
	}
	r = f.build(nil)
	f.equals(r, nil)
	if r.Output.Removed != first.Compressed && r.Output.Removed < 20 {
		t.Errorf("without the setting: %+v", r.Output)
	}
	r = f.build(compressed)
	f.equals(r, compressed)
	if r.Compressed < first.Compressed/2 {
		t.Errorf("with it again: %d forms are made of %d", r.Compressed, first.Compressed)
	}
}

// A text that is no longer worth compressing loses its forms, although its
// page alone is rendered.
func TestNotWorthCompressing(t *testing.T) {
	tree := map[string]string{"content/site.yaml": "title: S\nbase_url: https://s.example/\n", "content/pages/a.md": "---\ntitle: A\nsummary: A.\n---\n" + strings.Repeat("Text of words. ", 40) + "\n"}
	tree["layouts/page.html"] = `{{define "base"}}{{.Intro}}{{end}}{{define "main"}}{{end}}`
	f := newFolder(t, tree)
	if r := f.build(compressed); len(r.Findings) > 0 {
		t.Fatal(list(r.Findings))
	}
	if read(t, f.public()).files["a/index.html.br"] == nil {
		t.Fatal("a long text has no form")
	}
	f.edit("content/pages/a.md", strings.Repeat("Text of words. ", 40), "x")
	r := f.build(compressed)
	f.equals(r, compressed)
	if read(t, f.public()).files["a/index.html.br"] != nil {
		t.Error("a short text has one")
	}
}
