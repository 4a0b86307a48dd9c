package frontmatter

import (
	"errors"
	"strings"
	"testing"

	"careerguide/internal/decode"
)

// TestEdits makes one change at a time and wants every other byte as it was.
func TestEdits(t *testing.T) {
	set := func(path, field string, v decode.Node) func(*Editor) {
		return func(e *Editor) { e.Set(at(e, path), field, v) }
	}
	for _, tt := range []struct {
		name, front, want string
		change            func(*Editor)
	}{
		{"plain number", "a: 1 # one\nb: 2\n", "a: 10 # one\nb: 2\n", set("", "a", Figure("10"))},
		{"same value", "a:   '1'\n", "a:   '1'\n", set("", "a", Text("1"))},
		{"quoted", "a: \"x \\\" # y\" # why\n", "a: z # why\n", set("", "a", Text("z"))},
		{"single quotes", "a: 'it''s' # why\n", "a: z # why\n", set("", "a", Text("z"))},
		{"two lines", "a: one\n  two # why\nb: 1\n", "a: z # why\nb: 1\n", set("", "a", Text("z"))},
		{"block scalar", "a: |\n  one\n\n  two\nb: 1\n", "a: z\nb: 1\n", set("", "a", Text("z"))},
		{"flow", "s: {a: 1, b: [x, y]} # why\n", "s: {a: 2, b: [x, y]} # why\n", set("s", "a", Figure("2"))},
		{"after wide characters", "s: {é: \"ü\", a: 1}\n", "s: {é: \"ü\", a: 2}\n", set("s", "a", Figure("2"))},
		{"new field", "a: 1\n# end\n", "a: 1\n# end\nb: x\n", set("", "b", Text("x"))},
		{"new list", "a: 1\n", "a: 1\nb:\n  - x\n  - \"y: z\"\n", set("", "b", List(Text("x"), Text("y: z")))},
		{"new field in block", "s:\n  a: 1 # one\n  # end\nb: 1\n", "s:\n  a: 1 # one\n  c: 3\n  # end\nb: 1\n", set("s", "c", Figure("3"))},
		{"new field after block scalar", "s:\n  a: |\n    x\n\nb: 1\n", "s:\n  a: |\n    x\n  c: 3\n\nb: 1\n", set("s", "c", Figure("3"))},
		{"new field in flow", "s: { a: 1 }\n", "s: { a: 1, c: 3 }\n", set("s", "c", Figure("3"))},
		{"new field in empty flow", "s: {}\n", "s: {c: 3}\n", set("s", "c", Figure("3"))},
		{"append to block", "l:\n- a\n- b # last\nc: 1\n", "l:\n- a\n- b # last\n- x\n- w\nc: 1\n", func(e *Editor) { e.Append(at(e, "l"), Text("x"), Text("w")) }},
		{"append to indented", "l:\n    - {a: 1}\n    - b: 2\n      c: 3\n", "l:\n    - {a: 1}\n    - b: 2\n      c: 3\n    - {d: \"4\"}\n", func(e *Editor) { e.Append(at(e, "l"), Map(Field("d", Text("4")))) }},
		{"append to flow", "l: [a, 'b',\n  c, # why\n]\n", "l: [a, 'b',\n  c, x, # why\n]\n", func(e *Editor) { e.Append(at(e, "l"), Text("x")) }},
		{"append to empty", "l: []\n", "l: [x, w]\n", func(e *Editor) { e.Append(at(e, "l"), Text("x"), Text("w")) }},
		{"remove", "s:\n  a: 1\n  b: 2\n  c: 3\n", "s:\n  a: 1\n  c: 3\n", func(e *Editor) { e.Remove(at(e, "s"), "b") }},
		{"remove before comment", "s:\n  a: 1\n  b: 2 # keep\n", "s:\n  a: 1\n  # keep\n", func(e *Editor) { e.Remove(at(e, "s"), "b") }},
		{"remove first in flow", "s: {a: 1, b: 2}\n", "s: {b: 2}\n", func(e *Editor) { e.Remove(at(e, "s"), "a") }},
		{"remove last in flow", "s: {a: 1, b: 2}\n", "s: {a: 1}\n", func(e *Editor) { e.Remove(at(e, "s"), "b") }},
		{"remove what is not there", "s: {a: 1}\n", "s: {a: 1}\n", func(e *Editor) { e.Remove(at(e, "s"), "b") }},
		{"comment", "# Source: x\na: 1\n", "# Source: y\na: 1\n", func(e *Editor) { e.SetComment("# Source: ", "# Source: y") }},
		{"replace an item", "l: [a, b, 'a'] # a\n", "l: [x, b, 'a'] # a\n", func(e *Editor) { e.Replace(&at(e, "l").Items[0], "x") }},
		{"replace in quotes", "l:\n  - 'a' # a\n  - \"a\"\n", "l:\n  - 'x y' # a\n  - \"1\"\n", func(e *Editor) {
			e.Replace(&at(e, "l").Items[0], "x y")
			e.Replace(&at(e, "l").Items[1], "1")
		}},
		{"replace a number by text", "l: [1]\n", "l: [\"2\"]\n", func(e *Editor) { e.Replace(&at(e, "l").Items[0], "2") }},
		{"replace by itself", "l: [ 'a' ]\n", "l: [ 'a' ]\n", func(e *Editor) { e.Replace(&at(e, "l").Items[0], "a") }},
		{"several", "s:\n  a: 1\n  b: 2\nl: [x]\n", "s:\n  a: 9\n  c: 3\nl: [x, w]\n", func(e *Editor) {
			e.Set(at(e, "s"), "a", Figure("9"))
			e.Set(at(e, "s"), "c", Figure("3"))
			e.Remove(at(e, "s"), "b")
			e.Append(at(e, "l"), Text("w"))
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, around := range []struct{ before, after, eol string }{
				{"---\n", "---\nBody: *text*\n---\n", "\n"}, {"\ufeff\n--- \n", "--- \n\n\tBody", "\n"}, {"---\r\n", "---\r\nBody\r\n", "\r\n"},
			} {
				lines := strings.NewReplacer("\n", around.eol)
				e, finding := Open("a.md", []byte(around.before+lines.Replace(tt.front)+around.after))
				if finding != nil {
					t.Fatal(finding)
				}
				tt.change(e)
				got, err := e.Bytes()
				if want := around.before + lines.Replace(tt.want) + around.after; err != nil || string(got) != want {
					t.Errorf("%q, %v\nwant %q", got, err, want)
				}
			}
		})
	}
}

func at(e *Editor, path string) *decode.Node {
	n := e.Root()
	if path != "" {
		n = n.Get(path)
	}
	return n
}

// TestIntricate wants an error for what cannot be changed safely.
func TestIntricate(t *testing.T) {
	for _, tt := range []struct {
		front  string
		change func(*Editor)
	}{
		{"a: &x 1\nb: *x\n", func(e *Editor) { e.Set(e.Root(), "a", Figure("2")) }},
		{"a: &x 1\nb: *x\n", func(e *Editor) { e.Set(e.Root(), "b", Figure("2")) }},
		{"s: &x\n  a: 1\nt: *x\n", func(e *Editor) { e.Set(at(e, "s"), "a", Figure("2")) }}, // would change t too
		{"a: !!str 1\n", func(e *Editor) { e.Set(e.Root(), "a", Figure("2")) }},
		{"l: [&x a, *x]\n", func(e *Editor) { e.Replace(&at(e, "l").Items[1], "b") }},
		{"a:\n", func(e *Editor) { e.Set(e.Root(), "a", Figure("2")) }},
		{"a: [1]\n", func(e *Editor) { e.Set(e.Root(), "a", Figure("2")) }},
		{"a: 1\n", func(e *Editor) { e.Set(at(e, "a"), "b", Figure("2")) }},
		{"l:\n  - a: 1\n    b: 2\n", func(e *Editor) { e.Remove(&at(e, "l").Items[0], "a") }},
		{"l:\n  - - a\n", func(e *Editor) { e.Append(&at(e, "l").Items[0], Text("x")) }},
	} {
		e, finding := Open("a.md", []byte("---\n"+tt.front+"---\n"))
		if finding != nil {
			t.Fatal(finding)
		}
		tt.change(e)
		if got, err := e.Bytes(); !errors.Is(err, ErrIntricate) {
			t.Errorf("%q became %q, %v", tt.front, got, err)
		}
	}
}

func TestOpen(t *testing.T) {
	for text, want := range map[string]string{
		"":                             "a.md:1:1: warning: the front matter is not changed: it is not YAML between two lines of ---",
		"+++\na = 1\n+++\n":            "a.md:1:1: warning: the front matter is not changed: it is not YAML between two lines of ---",
		"---\na: 1\n":                  "a.md:1:1: warning: the front matter is not changed: it is not YAML between two lines of ---",
		"---\na: [1\n---\n":            "a.md:2:4: warning: the front matter is not changed: it has mistakes",
		"---\na: 1\nb: 2\ra: 3\n---\n": "a.md:1:1: warning: the front matter is not changed: it has line ends of an old kind (CR alone)",
		"---\na: |\n  ---\n---\n":      "",
	} {
		_, finding := Open("a.md", []byte(text))
		got := ""
		if finding != nil {
			finding.Column = max(finding.Column, 1)
			got = finding.String()
		}
		if strings.HasSuffix(want, "mistakes") {
			if !strings.HasSuffix(got, "mistakes") {
				t.Errorf("%q: %s", text, got)
			}
		} else if got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestScalars reads back what is written, on one line and as lines.
func TestScalars(t *testing.T) {
	for _, s := range []string{
		"plain", "two words", "C++", "C#", "a: b", "a #b", "yes", "No", "null", "~", "12", "1e3", "0x1f", "2024-05", "- a", "[x]", "{x}", "a, b", "it's",
		"\"quoted\"", "back\\slash", " space ", "tab\there", "line\nbreak", "é", "<a>&", "*x", "&x", "!x", "%x", "@x", "`x`", "?", ":", "a:", "'", "", "…", "true",
	} {
		v := Map(Field("key", Text(s)), Field("list", List(Text(s), Map(Field("yes", Text(s))))))
		for _, text := range []string{"v: " + Inline(v) + "\n", Block(v.Items...)} {
			e, finding := Open("a.md", []byte("---\n"+text+"---\n"))
			if finding != nil {
				t.Errorf("%q: %s\n%s", s, finding, text)
				continue
			}
			got := e.Root()
			if strings.HasPrefix(text, "v: ") {
				got = got.Get("v")
			}
			if !Equal(got, &v) {
				t.Errorf("%q is read back as something else:\n%s", s, text)
			}
		}
	}
}

// FuzzEdits makes the same changes to any front matter: either they fail, or
// nothing around the front matter changes.
func FuzzEdits(f *testing.F) {
	for _, s := range []string{
		"a: 1\ns:\n  b: 2 # x\n  c: |\n    d\nl:\n- x\n- y: 1\n", "s: {b: 1, c: 2,}\nl: [x, 'y', ]\na: \"b\"\n", "a: &x b\ns: *x\n", "? a\n: 1\n", "\"a\": 1\nl: [{b: 1}\n ]\n",
		"a: >-\n\n  b\ns: {}\nl: []\n", "a:\r\n  b\r\ns:\r\n  b: 1\r\n",
	} {
		f.Add(s, "\nBody\n")
	}
	f.Fuzz(func(t *testing.T, front, body string) {
		data := "---\n" + front + "\n---\n" + body
		e, finding := Open("a.md", []byte(data))
		if finding != nil {
			return
		}
		after := string(e.after)
		e.Set(e.Root(), "a", Text("new"))
		for i := range e.Root().Items {
			switch n := &e.Root().Items[i]; n.Kind {
			case decode.Map:
				e.Set(n, "b", Figure("5"))
				e.Remove(n, "c")
			case decode.List:
				e.Append(n, Text("new"))
			}
		}
		got, err := e.Bytes()
		if err != nil {
			return
		}
		if !strings.HasPrefix(string(got), "---\n") || !strings.HasSuffix(string(got), after) {
			t.Errorf("%q became %q", data, got)
		}
		again, finding := Open("a.md", got)
		if finding != nil || again.Root().Get("a").Text != "new" {
			t.Errorf("%q became %q: %v", data, got, finding)
		}
	})
}
