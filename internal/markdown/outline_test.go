package markdown

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// outlineOptions name a section by its heading's own text, so that any
// difference in the text shows.
func outlineOptions() Options {
	return Options{
		FirstLine: 1,
		Section:   func(heading string) string { return "key of " + heading },
		Known:     func(id string) bool { return id == "salary" || id == "faq" },
	}
}

// parsedKeys are the keys that Parse gives to sections with something in them; ok is false if it finds an error.
func parsedKeys(source string) (keys []string, ok bool) {
	d, found := Parse([]byte(source), outlineOptions())
	for _, s := range d.Sections {
		if !s.Empty() {
			keys = append(keys, s.Key)
		}
	}
	return keys, !slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Severity == diag.Error })
}

var outlines = []struct {
	source string
	plain  bool // read without parsing
}{
	{"", true},
	{"Intro.\n\n## Duties\n\n- one\n- two\n\n### Part\n\n## Salary & pay: what's due?\n\ntext\n", true},
	{"## Gehalt {#salary}\n\ntext\n## Häufige Fragen {#faq}\n1. a\n", true},
	{"## Nurse’s day\n\na\n\n## nurse's day (short), part 1/2 + more\nb\n", true},
	{"a\n\n---\n\n## b\n\n| c | d |\n| --- | --- |\n| ## e | f |\n", true},
	{"- a\n## b\n> c\n## d\n1. e\n## f\ntext\n\n[^1]: g\n## h\n\nterm\n: i\n## j\n\ttext\n", true},
	{"    ## code\n\n- a\n\n      ## deep\n", true},
	{"##\ttab\n\n##no heading\n\n###### six\n\n####### seven\n", true},
	{"text\n## interrupts\ntext\n\n[a]: /b \"c\n## d\ne\"\n", true},
	{"## a *b* c\n\ntext\n", false},
	{"## a `b`\n\ntext\n", false},
	{"## a \\# b\n\ntext\n", false},
	{"## a ##\n\ntext\n", false},
	{"## C#\n\ntext\n", false},
	{"## a &amp; b\n\ntext\n", false},
	{"## \"a\" -- b...\n\ntext\n", false},
	{"## nurses' day\n\ntext\n", false},
	{"## a {.b}\n\ntext\n", false},
	{"## [a](b)\n\ntext\n", false},
	{"## www.example.org\n\ntext\n", false},
	{"setext\n---\n\n## b\n\ntext\n", false},
	{"a\nb\n -\n\ntext\n", false},
	{"```\n## code\n```\n\n## b\n\ntext\n", false},
	{"~~~\n## code\n~~~\n\ntext\n", false},
	{"<!--\n## comment\n-->\n\ntext\n", false},
	{"- a\n  ## nested\n\ntext\n", false},
	{"## empty\n\n \t\n## full\n\nx\n## empty too\n", true},
	{"## full\n![a](b)\n## part\n### c\n## rule\n***\n", true},
	{"## definition alone\n\n[a]: /b\n\n## x\n", false},
	{"## definition over\n[\na]:\n/b\n\n## x\ny\n", false},
	{"## comment alone\n\n<!-- c -->\n\n## x\ny\n", false},
	{"## note alone\n\n[^1]: a\n\n    b\n\n## x\ny\n", false},
	{"## control\x01\n\x02\n\n## x\x7fy\nz\n", false},
	{" ## indented\n\ntext\n", false},
}

func TestOutline(t *testing.T) {
	for _, c := range outlines {
		want, ok := parsedKeys(c.source)
		if !ok {
			t.Errorf("%q: not a case without errors", c.source)
		}
		if got := Outline([]byte(c.source), outlineOptions()); !slices.Equal(got, want) {
			t.Errorf("%q: outline %q, parsed %q", c.source, got, want)
		}
		if _, plain := outline([]byte(c.source), outlineOptions()); plain != c.plain {
			t.Errorf("%q: plain is %v", c.source, plain)
		}
	}
}

func FuzzOutline(f *testing.F) {
	for _, c := range outlines {
		f.Add(c.source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || strings.ContainsAny(source, "\x00\r") {
			return // the caller refuses it
		}
		clean, _ := withoutControls([]byte(source))
		keys, plain := outline(clean, outlineOptions())
		if !plain {
			return
		}
		if want, ok := parsedKeys(source); ok && !slices.Equal(keys, want) {
			t.Errorf("outline %q, parsed %q", keys, want)
		}
	})
}
