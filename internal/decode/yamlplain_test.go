package decode

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
)

// bothYAML reads data with the reader of plain YAML and with the full parser.
// plain is false where the first gives up.
func bothYAML(data string) (plain bool, fast, full Node, failed string) {
	src := Source{File: "a.md", Format: YAML, Data: []byte(data), FirstLine: 2}
	a := newParse(src)
	if !a.admit() || !a.plainYAML() {
		return false, fast, full, ""
	}
	b := newParse(src)
	b.admit()
	if !b.fullYAML() || len(b.findings) > 0 {
		failed = "the full parser says:\n" + show(b.findings)
	}
	return true, *a.root, *b.root, failed
}

// difference says where two trees are not the same in anything.
func difference(path string, a, b *Node) string {
	head := func(n *Node) string {
		return fmt.Sprintf("%v plain=%t text=%q key=%q at %d:%d key at %d:%d refused=%t %d items",
			n.Kind, n.Plain, n.Text, n.Key, n.Line, n.Column, n.KeyLine, n.KeyColumn, n.refused, len(n.Items))
	}
	if x, y := head(a), head(b); x != y {
		return fmt.Sprintf("%s\nplain: %s\nfull:  %s", path, x, y)
	}
	for i := range a.Items {
		if d := difference(fmt.Sprintf("%s.%s[%d]", path, a.Items[i].Key, i), &a.Items[i], &b.Items[i]); d != "" {
			return d
		}
	}
	return ""
}

// same fails the test if the two readers do not agree, and returns whether the
// data is plain.
func same(t *testing.T, data string) bool {
	t.Helper()
	plain, fast, full, failed := bothYAML(data)
	if failed != "" {
		t.Errorf("%q is read as plain YAML; %s", data, failed)
	} else if d := difference("", &fast, &full); d != "" {
		t.Errorf("%q: %s", data, d)
	}
	return plain
}

// Nearly all the sample articles are plain YAML, and read as the full parser
// reads them.
func TestPlainYAMLOfArticles(t *testing.T) {
	read, plain := 0, 0
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS("../../content"), name)
		if err != nil {
			return err
		}
		front := string(data)
		if strings.HasSuffix(name, ".md") {
			var ok bool
			if front, _, ok = strings.Cut(strings.TrimPrefix(front, "---\n"), "\n---\n"); !ok || !strings.HasPrefix(string(data), "---\n") {
				return nil // TOML or JSON
			}
		} else if !strings.HasSuffix(name, ".yaml") {
			return nil
		}
		read++
		if same(t, front) {
			plain++
		} else {
			t.Logf("%s is not plain YAML", name)
		}
		return nil
	})
	if err != nil || read < 20 || plain < read*9/10 {
		t.Errorf("%d of %d files are plain: %v", plain, read, err)
	}
}

// What is plain YAML, and what is left to the full parser.
func TestPlainYAML(t *testing.T) {
	for _, tt := range []struct {
		data  string
		plain bool
	}{
		// lists and mappings by indentation
		{"a: b", true},
		{"a: b\n", true},
		{"a: b\n\n\n", true},
		{"\n# c\n  # d\n\na: b # e\n#f", true},
		{"  a: b\n  c: d", true},
		{"  a: b\nc: d", false},
		{"a: b\n  c: d", false},
		{"a:\n  b: c\n d: e", false},
		{"a:\n    b: c\n  d: e", false},
		{"a:\n  b:\n    c: d\ne: f", true},
		{"a:\n  b:\n    c: d\n  e: f", true},
		{"a:   # x\n\n  # y\n  b: c", true},
		{"a:# x", false},
		{"a: b #x\n   # y\nc: d#e #", true},
		{"a: b\n  # y\n  c", false},
		{"a:\nb:\n\nc: ", true},
		{"a:", true},
		{"a: ", true},
		{"a:\n  ", true},
		{"a:\n- b\n- c\nd: e", true},
		{"a:\n- b\n c: d", false},
		{"a:\n  - b\n  - c\nd: e", true},
		{"a:\n  - b\n- c", false},
		{"a:\n  - b\n  c: d", false},
		{"a:\n  - b\n    c\nd: e", false},
		{"a:\n- b\n  c\nd: e", false},
		{"a:\n  b: c\n    d\ne: f", false},
		{"a: b\n- c", false},
		{"- a\nb: c", false},
		{"- a\n- b", true},
		{"-\n-", true},
		{"- \n- ", true},
		{"-\n  - a\n  -\n-\n  a: b", true},
		{"-\n- a", true},
		{"-\n a: b\n c: d\n-\n  e: f", true},
		{"- - a\n  - b\n- - - c", true},
		{"- - a\n - b", false},
		{"- - a\n   - b", false},
		{"-   a: b\n    c: d\n-  e: f", true},
		{"- a: b\n  c: d\n- e: f", true},
		{"- a: b\n c: d", false},
		{"- a: b\n   c: d", false},
		{"- a:\n  - b\n  c: d", true},
		{"- a:\n- b:\n  c:", true},
		{"- a:\n    b: c\n  d: e", true},
		{"- # x\n  a: b", true},
		{"- # x\n  - a", true},
		{"-# x", false},
		{"a: - b", false},
		{"a:\n  b", false},
		{"a:\n  \"b\"", false},
		{"a:\n  [b]", false},
		{"a\nb: c", false},
		{"a", false},
		{"[a]", false},
		{"'a'", false},
		{"", false},
		{"# a", false},
		// text over several lines
		{"a: b\n c", false},
		{"a: b\n\n  c\nd: e", false},
		{"a: \"b\n  c\"", false},
		{"a: 'b\n  c'", false},
		{"a: [b,\n  c]", false},
		{"a: {b: c,\n  d: e}", false},
		// keys
		{"a b: c", true},
		{"a  b : c", true},
		{"\"a\": b\n'c d' : e\n\"\": f", true},
		{"'a''b': c\n\"d\\\"e\\\\\\/\\n\\t\": f", true},
		{"a:b: c\nd:e:f: g", true},
		{"a#b: c", true},
		{"a #b: c", false},
		{"\"a\":b", false},
		{"'a' b: c", false},
		{"1: a\n-1: b\ntrue: c\n1.5: d\n2024-01-01: e", true},
		{"~: a", false},
		{"null: a", false},
		{"'null': a\n\"~\": b", true},
		{"<<: {a: b}", false},
		{"\"<<\": a", true},
		{"? a", false},
		{"? a\n: b", false},
		{"?a: b", false},
		{": a", false},
		{":a: b", false},
		{"-a: b\n--: c", true},
		{"[a]: b", false},
		{"{a: b}: c", false},
		{"*a : b", false},
		{"&a b: c", false},
		{"!!str a: b", false},
		{"a: b\na: c", true},
		{"a: b: c", false},
		{"a: b:", false},
		{"a: 'b': c", false},
		{"a: 'b' c", false},
		{"a: 'b'#c", false},
		{"a: 'b' #c", true},
		// brackets
		{"a: []\nb: {}\nc: [ ]\nd: { }", true},
		{"a: [b, c]\nd: {e: f, g: h}", true},
		{"a: [ b ,c , 'd', \"e\" ]  # f", true},
		{"a: {b : c,'d': e , \"f\" : g}", true},
		{"a: [[b], {c: [d, {e: f}]}, []]", true},
		{"a: [b, ]", false},
		{"a: [b,,c]", false},
		{"a: [,]", false},
		{"a: {b: c,}", false},
		{"a: {b, c: d}", false},
		{"a: {b: , c: d}", false},
		{"a: {b: }", false},
		{"a: {b:}", false},
		{"a: {b:c}", false},
		{"a: {\"b\":c}", false},
		{"a: [b: c]", false},
		{"a: [b:c, d:e, http://x/y]", true},
		{"a: {u: http://x/y, b: c:d}", true},
		{"a: [b:]", false},
		{"a: [b #c]", false},
		{"a: [b#c]", true},
		{"a: [-1, -, -a]", false},
		{"a: [-1, -a, .5]", true},
		{"a: [-]", false},
		{"a: [-,b]", false},
		{"a: [- b]", false},
		{"a: [b] c", false},
		{"a: [b]#c", false},
		{"a: [b]]", false},
		{"a: [b}", false},
		{"a: [b", false},
		{"a: b]\nc: d, e\nf: g{h}", true},
		{"a: [b c, d  e]", true},
		{"a: [b[c]", false},
		{"a: [b{c]", false},
		{"a: [*b]", false},
		{"a: [!b c]", false},
		{"- [a, b]\n- {c: d}", true},
		{"- {c: d}\n  e: f", false},
		{"- [a]: b", false},
		{"a: [(b), 401(k), 50%, \"[x]\", '{y}', $1]", true},
		// block scalars
		{"a: |\n  b\n  c\nd: e", true},
		{"a: |\n  b\n  c", true},
		{"a: |\n  b\n\n\n  c\n\n\nd: e", true},
		{"a: |-\n  b\n\nd: e", true},
		{"a: |+\n  b\n\n\nd: e", true},
		{"a: |+\n  b\n\n\n", true},
		{"a: |+\n  b", true},
		{"a: >\n  b\n  c\n\n  d\n\n\n  e\n", true},
		{"a: >-\n  b\n   c\n   d\n  e\n\n   f\n\n  g\n\n", true},
		{"a: >+\n  b\n   c\n\n", true},
		{"a: |\n\n\n  b\nc: d", true},
		{"a: >\n\n\n  b\nc: d", true},
		{"a: |\n    b\n      c\n    d\ne: f", true},
		{"a: |\n    b\n  c", false},
		{"a: |\n    b\n  # c\nd: e", true},
		{"a: |\n    b\n# c\nd: e", true},
		{"a: |\n  # b\n  c # d\n", true},
		{"a: | # x\n  b", true},
		{"a: |# x\n  b", false},
		{"a: |   \n  b  \n  c ", true},
		{"a: |\n  b\n   \n  c", false},
		{"a: |\n   \n  b", false},
		{"a: |\n  b\n  ", false},
		{"a: |", false},
		{"a: |\n", false},
		{"a: |\nb: c", false},
		{"a: |2\n  b", false},
		{"a: |-2\n  b", false},
		{"a: |b", false},
		{"a: |\n b\nc: d", true},
		{"- |\n  a\n- >\n b\n c", true},
		{"- a: |\n    b\n  c: d", true},
		{"- a: |\n  b", false},
		{"a:\n- |\n  b\n- c", true},
		{"a: [|]", false},
		{"a:\n  b: |\n    ---\n    ...\n  c: d", true},
		{"a: |\n  é\n  ü\nb: é", true},
		// documents
		{"---\na: b", false},
		{"--- \na: b", false},
		{"a: b\n---\n", false},
		{"a: b\n---\nc: d", false},
		{"a: b\n...", false},
		{"a: b\n... \n", false},
		{"a:\n--- : x", false},
		{"a: ---\nb: ...\n---c: d\n....: e", true},
		{"a:\n  ---: b", true},
		{"%YAML 1.2\n---\na: b", false},
		{"a:\n%b: c", false},
		{"a: %b", false},
		// characters
		{"é: ü # ñ\nß: {日本: [語, x], 'ä': \"ö\"}", true},
		{"- é: ü\n  ñ: [ä, {ö: ü}]", true},
		{"a: 😀 b\n😀: {😀: 😀}", true},
		{"a: \u00a0b\u00a0\n\u00a0: c", true},
		{"a: b\tc", false},
		{"\ta: b", false},
		{"a: b\r\nc: d", false},
		{"a: b\u0085c", false},
		{"a: b\u2028c", false},
		{"a: \"b\u2029c\"", false},
		{"\ufeffa: b", true}, // taken off before
		{"a: \ufeffb", false},
		{"a: \"\\u00e9\"", false},
		{"a: \"\\x41\"", false},
		{"a: \"b\\", false},
		{"a: \"b", false},
		{"a: 'b", false},
		{"a: 'b''", false},
		{"a: ''''\nb: ''\nc: \"\"\nd: \" e \"\nf: '  '", true},
		{"a: \"b\\\"c\"", true},
		// depth
		{"a: " + strings.Repeat("[", plainDepth-1) + strings.Repeat("]", plainDepth-1), true},
		{"a: " + strings.Repeat("[", plainDepth) + strings.Repeat("]", plainDepth), false},
		{strings.Repeat("- ", plainDepth) + "a", true},
		{strings.Repeat("- ", plainDepth+1) + "a", false},
		{strings.Repeat("- ", plainDepth) + "a: b", false},
	} {
		if plain := same(t, tt.data); plain != tt.plain {
			t.Errorf("%q: plain = %t", tt.data, plain)
		}
	}
}
