package decode_test

import (
	"bytes"
	"io/fs"
	"os"
	"strings"
	"testing"

	"careerguide/internal/content"
	"careerguide/internal/decode"
)

// BenchmarkArticle tells what the front matter of a role costs, on average of
// the sample articles.
func BenchmarkArticle(b *testing.B) {
	var fronts [][]byte
	size := 0
	roles := os.DirFS("../../content/roles")
	err := fs.WalkDir(roles, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".md") {
			return err
		}
		data, err := fs.ReadFile(roles, name)
		if rest, ok := bytes.CutPrefix(data, []byte("---\n")); ok {
			front, _, _ := bytes.Cut(rest, []byte("\n---\n"))
			fronts = append(fronts, front)
			size += len(front)
		}
		return err
	})
	if err != nil || len(fronts) == 0 {
		b.Fatal(len(fronts), err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(size / len(fronts)))
	for i := 0; b.Loop(); i++ {
		var into struct {
			content.Meta
			content.Role
		}
		_, list := decode.Unmarshal(decode.Source{File: "a.md", Data: fronts[i%len(fronts)], FirstLine: 2}, &into, decode.Options{})
		if len(list) > 0 {
			b.Fatal(list)
		}
	}
}

// What a writer takes for a field of a certification is a kind of one.
func TestHintOfCertification(t *testing.T) {
	var into content.Role
	_, list := decode.Unmarshal(decode.Source{File: "a.md", Data: []byte("category: c\ncertifications:\n  - {name: x, licence: yes}\n")}, &into,
		decode.Options{Meanings: map[string]string{"licence": "license"}})
	if len(list) != 1 || list[0].Hint != "write kind: license" {
		t.Error(list)
	}
}
