package corpus

import (
	"path"
	"strings"
	"testing"
)

// TestFiles holds the corpus to the size that its numbers are told for.
func TestFiles(t *testing.T) {
	seen := map[string]string{}
	for name, text := range Files(300) {
		if path.Ext(name) != ".md" {
			continue
		}
		_, rest, _ := strings.Cut(text, "---\n")
		head, body, _ := strings.Cut(rest, "---\n")
		if len(head) < 2100 || len(head) > 2900 || len(body) < 9000 || len(body) > 11500 {
			t.Fatalf("%s: front matter of %d bytes, body of %d", name, len(head), len(body))
		}
		if n := strings.Count(body, "\n## "); n != 10 {
			t.Errorf("%s: %d sections", name, n)
		}
		for paragraph := range strings.SplitSeq(body, "\n\n") {
			if len(paragraph) > 200 {
				if first, ok := seen[paragraph]; ok {
					t.Errorf("%s repeats a paragraph of %s", name, first)
				}
				seen[paragraph] = name
			}
		}
	}
}
