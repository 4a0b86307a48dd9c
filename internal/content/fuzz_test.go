package content

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// FuzzParse reads arbitrary bytes as an article: no panic, an article or an
// error, and every finding at a place inside the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"---\n" + head + "---\nIntro.\n\n## Duties\n\n- Care\n\n## FAQ\n\n### Q?\n\nA.\n",
		"+++\ntitle = 'T'\nsummary = 'S'\ncategory = 'c'\n+++\n# H\n",
		";;;\n{\"title\": \"T\"}\n;;;\n![a](b.png) [x](y.md#z)\n",
		"{\"title\": \"T\", \"salary\": {\"mean\": -1}}\nText",
		"\ufeff\r\n---\r\n" + strings.ReplaceAll(head, "\n", "\r\n") + "---\r\n",
		"---\nsalary: {currency: USD, p10: 5, p90: 1, regions: [{region: DE}, {region: DE}]}\nupdated: 2025-01\n---",
		"---\n---\n", "---", "", "\xff\xfe", "{", "---\na: &a [*a]\n---\n", "---\ntitle: |\n  ---\n---\n## {#faq}\n## A {#faq}\n",
		"---\naliases: {faq: [/a/, 5]}\nprogression: {to: [{}]}\nposting: {pay: {min: 2, max: 1}}\n---\n<script>x</script>",
	} {
		for kind := range folders {
			f.Add([]byte(seed), byte(kind))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, kind byte) {
		k := Kind(int(kind) % len(folders))
		a, found := parseFile(File{name: "content/" + folders[k] + "/x.md", kind: k, regular: true}, data, &config.Site{})
		if a == nil && !found.HasErrors() {
			t.Fatal("neither an article nor an error")
		}
		wantInside(t, data, found)
		if a != nil {
			for ref := range a.Body.References() {
				wantInside(t, data, diag.List{{Position: ref.Position, Message: "reference"}})
			}
		}
	})
}

// wantInside wants every finding at a line of the file, and at most one
// column past its end.
func wantInside(t *testing.T, data []byte, found diag.List) {
	t.Helper()
	data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	lines := bytes.Split(data, []byte("\n"))
	for _, f := range found {
		if f.Position == (diag.Position{}) {
			continue
		}
		if f.Line < 1 || f.Line > len(lines) || f.Column < 1 || f.Column > utf8.RuneCount(lines[f.Line-1])+1 {
			t.Errorf("%d:%d is outside of the file: %s", f.Line, f.Column, f.Message)
		}
		if f.Message == "" {
			t.Errorf("no message at %d:%d", f.Line, f.Column)
		}
	}
}
