// Package diag describes what is wrong with a site: findings, each with the
// place that a writer has to open to mend it.
package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
)

// Severity says how much a finding matters to a build.
type Severity int

const (
	// Notice tells of something done for the writer, such as a link left out.
	Notice Severity = iota
	// Warning tells of something that is built as written but looks wrong.
	Warning
	// Error stops the build.
	Error
)

// String returns the severity's name as it is printed: "error".
func (s Severity) String() string {
	return [...]string{"notice", "warning", "error"}[s]
}

// Position is a place in a file. Line and Column count from 1, and Column
// counts characters (not bytes); a zero Line means the file as a whole.
type Position struct {
	Line, Column int
}

// Finding is one thing to tell a writer.
type Finding struct {
	File string // slash-separated, relative to the site's root
	Position
	Severity Severity
	Rule     string // stable name: "unknown-field"
	Message  string // lower case, one line, no full stop at the end
	Hint     string // what to do about it; may be empty
}

// String returns "file:line:column: message". Severities other than Error
// stand before the message. A finding without a line is located at 1:1.
func (f Finding) String() string {
	var b strings.Builder
	if f.File != "" {
		fmt.Fprintf(&b, "%s:%d:%d: ", oneLine(f.File), max(f.Line, 1), max(f.Column, 1))
	}
	if f.Severity != Error {
		b.WriteString(f.Severity.String() + ": ")
	}
	b.WriteString(oneLine(f.Message))
	return b.String()
}

// oneLine keeps text on its line. What a terminal would obey instead of
// showing it (control characters, marks that turn the direction of writing)
// and bytes that are no UTF-8 become U+FFFD.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == 0x85 || r == 0x2028 || r == 0x2029:
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return unicode.ReplacementChar
		}
		return r
	}, s)
}

// List is the findings of a stage.
type List []Finding

// HasErrors reports whether any finding stops the build.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(f Finding) bool { return f.Severity == Error })
}

// Count returns how many findings have the severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns the findings in the order of their places, each once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Column, b.Column),
			cmp.Compare(b.Severity, a.Severity),
			strings.Compare(a.Message, b.Message),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Hint, b.Hint),
		)
	})
	return slices.Compact(sorted)
}

// Write prints the findings, sorted, each on its line with its hint below it.
func (l List) Write(w io.Writer) error {
	var b strings.Builder
	for _, f := range l.Sorted() {
		b.WriteString(f.String() + "\n")
		if f.Hint != "" {
			b.WriteString("  hint: " + oneLine(f.Hint) + "\n")
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
