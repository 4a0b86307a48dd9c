package diag

import (
	"errors"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestString(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    Finding
		want string
	}{
		{"place", Finding{File: "content/a.md", Position: Position{7, 3}, Severity: Error, Message: "m"}, "content/a.md:7:3: m"},
		{"the file as a whole", Finding{File: "content/a.md", Severity: Error, Message: "m"}, "content/a.md:1:1: m"},
		{"a line without a column", Finding{File: "a", Position: Position{Line: 4}, Severity: Error, Message: "m"}, "a:4:1: m"},
		{"no file", Finding{Position: Position{7, 3}, Severity: Error, Message: "m"}, "m"},
		{"no file, a warning", Finding{Severity: Warning, Message: "m"}, "warning: m"},
		{"warning", Finding{File: "a", Position: Position{1, 2}, Severity: Warning, Message: "m"}, "a:1:2: warning: m"},
		{"notice", Finding{File: "a", Position: Position{1, 2}, Message: "m"}, "a:1:2: notice: m"},
		{"rule and hint are not part", Finding{File: "a", Severity: Error, Message: "m", Rule: "r", Hint: "h"}, "a:1:1: m"},
		{"several lines", Finding{File: "a", Severity: Error, Message: "one\ntwo\r\nthree\tfour\u2028five"}, "a:1:1: one two  three four five"},
		{"control characters", Finding{File: "a", Severity: Error, Message: "\x1b[31mred\x1b[0m \x00\a\b\x7f\u009b2J"},
			"a:1:1: \ufffd[31mred\ufffd[0m \ufffd\ufffd\ufffd\ufffd\ufffd2J"},
		{"in a file's name", Finding{File: "a\x1b]0;x\a\n.md", Severity: Error, Message: "m"}, "a\ufffd]0;x\ufffd .md:1:1: m"},
		{"direction of writing", Finding{File: "a", Severity: Error, Message: "a\u202egpj.exe \u2066b\u2069"}, "a:1:1: a\ufffdgpj.exe \ufffdb\ufffd"},
		{"not UTF-8", Finding{File: "a\xff", Severity: Error, Message: "b\xfe"}, "a\ufffd:1:1: b\ufffd"},
		{"other scripts stay", Finding{File: "größe.md", Severity: Error, Message: "“ñ” 日本 😀 עברית\u00a0x"}, "größe.md:1:1: “ñ” 日本 😀 עברית\u00a0x"},
	} {
		if got := tt.f.String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestSeverity(t *testing.T) {
	if !(Notice < Warning && Warning < Error) {
		t.Error("severities are out of order")
	}
	var l List
	if l.HasErrors() || l.Count(Error) != 0 {
		t.Error("an empty list has errors")
	}
	l = List{{Severity: Warning}, {Severity: Notice}, {Severity: Warning}}
	if l.HasErrors() || l.Count(Warning) != 2 || l.Count(Notice) != 1 || l.Count(Error) != 0 {
		t.Errorf("%v: errors %t, warnings %d, notices %d", l, l.HasErrors(), l.Count(Warning), l.Count(Notice))
	}
	if l = append(l, Finding{Severity: Error}); !l.HasErrors() || l.Count(Error) != 1 {
		t.Error("an error does not count")
	}
}

// Findings come in the order of their places whatever order they were found
// in; the gravest of a place comes first, and what was found twice stands once.
func TestSorted(t *testing.T) {
	want := List{
		{Message: "of no file", Severity: Error},
		{File: "a.md", Message: "of the file", Severity: Notice},
		{File: "a.md", Position: Position{2, 1}, Message: "z", Severity: Error},
		{File: "a.md", Position: Position{2, 9}, Message: "z", Severity: Error},
		{File: "a.md", Position: Position{2, 9}, Message: "a", Severity: Warning},
		{File: "a.md", Position: Position{2, 9}, Message: "b", Severity: Warning},
		{File: "a.md", Position: Position{2, 9}, Message: "b", Severity: Warning, Hint: "h"},
		{File: "a.md", Position: Position{2, 9}, Message: "b", Severity: Warning, Rule: "r"},
		{File: "a.md", Position: Position{2, 9}, Message: "a", Severity: Notice},
		{File: "a.md", Position: Position{10, 1}, Message: "a", Severity: Error},
		{File: "b.md", Position: Position{1, 1}, Message: "a", Severity: Error},
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		found := slices.Concat(want, want)
		r.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
		given := slices.Clone(found)
		if got := found.Sorted(); !slices.Equal(got, want) {
			t.Fatalf("sorted\n%v\nwant\n%v", got, want)
		}
		if !slices.Equal(found, given) {
			t.Fatal("Sorted changed the list itself")
		}
	}
	if got := (List)(nil).Sorted(); len(got) != 0 {
		t.Error(got)
	}
}

func TestWrite(t *testing.T) {
	l := List{
		{File: "b.md", Position: Position{2, 1}, Severity: Error, Message: "unknown field", Hint: "use\nanother \x1b[1mone"},
		{File: "a.md", Position: Position{9, 5}, Severity: Warning, Message: "long"},
		{File: "b.md", Position: Position{2, 1}, Severity: Error, Message: "unknown field", Hint: "use\nanother \x1b[1mone"},
	}
	var b strings.Builder
	if err := l.Write(&b); err != nil {
		t.Fatal(err)
	}
	if want := "a.md:9:5: warning: long\nb.md:2:1: unknown field\n  hint: use another \ufffd[1mone\n"; b.String() != want {
		t.Errorf("%q, want %q", b.String(), want)
	}
	b.Reset()
	if err := (List)(nil).Write(&b); err != nil || b.Len() != 0 {
		t.Errorf("no findings: %q, %v", b.String(), err)
	}
	if err := l.Write(full{}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
