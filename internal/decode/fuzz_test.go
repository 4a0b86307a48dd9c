package decode

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// keys repeats a line with numbers in it.
func keys(line string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "%d", fmt.Sprint(i)))
	}
	return b.String()
}

// inside checks that every place is in the data, which begins on line 2.
func inside(t *testing.T, data string, list diag.List, tree *Tree) {
	t.Helper()
	lines := strings.Split(strings.TrimPrefix(data, "\ufeff"), "\n")
	ok := func(p diag.Position) bool {
		return p.Line >= 2 && p.Line < 2+len(lines) && p.Column >= 1 && p.Column <= utf8.RuneCountInString(lines[p.Line-2])+1
	}
	for _, f := range list {
		if !ok(f.Position) {
			t.Errorf("outside of the file: %v", f)
		}
	}
	var walk func(n *Node)
	walk = func(n *Node) {
		if !ok(n.Position()) || !ok(n.KeyPosition()) {
			t.Errorf("%s is outside of the file: %v %v", n.Label(), n.Position(), n.KeyPosition())
			return
		}
		for i := range n.Items {
			if i < 50 {
				walk(&n.Items[i])
			}
		}
	}
	walk(tree.Root())
}

func FuzzUnmarshal(f *testing.F) {
	for format, data := range whole {
		f.Add(int(format), data)
	}
	for _, data := range []string{"a: \"x\u0085y\"\nb: c\rd: e", "a: &a [*a]", "? 0", "\"00Y㠙", "\ufeff- \u2028", "? a\n: b", "a = [1, {b = 2}, # c\n]", "[[a.b]]\n[a.b.c]\nd.e = 1", `{"a": [1, {"b": null}]}`} {
		for format := range 3 {
			f.Add(format, data)
		}
	}
	f.Fuzz(func(t *testing.T, format int, data string) {
		format = (format%3 + 3) % 3
		watch := time.AfterFunc(5*time.Second, func() { panic(fmt.Sprintf("slow: %v %q", Format(format), data)) })
		defer watch.Stop()
		_, tree, list := read(Format(format), data)
		inside(t, data, list, tree)
		for _, f := range list {
			if f.Rule == "" || f.Message == "" || f.Severity != diag.Error || f.File != "a.md" {
				t.Errorf("incomplete finding %+v", f)
			}
		}
		bare := Read(Source{File: "a.md", Format: Format(format), Data: []byte(data), FirstLine: 2})
		for _, path := range []string{"", "a", "a[0].b", "[0]", "a.b.c", "[", "a[", "."} {
			if tree.Position(path) != bare.Position(path) || tree.Has(path) != bare.Has(path) {
				t.Errorf("%q: Read has %v, and Unmarshal %v", path, bare.Position(path), tree.Position(path))
			}
		}
	})
}
