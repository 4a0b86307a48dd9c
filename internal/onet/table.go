package onet

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"careerguide/internal/diag"
)

const (
	maxLine = 1 << 20 // bytes of a row
	maxTold = 20      // malformed rows told of one table
)

// table is a tab-separated file with its headers in the first line.
type table struct {
	file    string
	columns map[string]int // by header in lower case
	width   int
	found   diag.List
	untold  int // malformed rows beyond maxTold
}

// row is a row of a table.
type row struct {
	*table
	line  int
	cells []string
}

// get returns a cell without the white space around it; "n/a", which stands
// for nothing, and a column that the release lacks are empty.
func (r *row) get(column string) string {
	i, ok := r.columns[strings.ToLower(column)]
	if !ok || i >= len(r.cells) {
		return ""
	}
	s := strings.TrimSpace(r.cells[i])
	if strings.EqualFold(s, "n/a") {
		return ""
	}
	return s
}

// bad tells what is wrong with a cell; the row is left out.
func (r *row) bad(column, format string, args ...any) {
	at := 1
	if i, ok := r.columns[strings.ToLower(column)]; ok {
		for _, c := range r.cells[:min(i, len(r.cells))] {
			at += utf8.RuneCountInString(c) + 1
		}
	}
	r.tell(r.line, at, fmt.Sprintf(format, args...))
}

func (t *table) tell(line, column int, message string) {
	if len(t.found) >= maxTold {
		t.untold++
		return
	}
	t.found = append(t.found, diag.Finding{File: t.file, Position: diag.Position{Line: line, Column: column}, Severity: diag.Warning,
		Rule: "row", Message: message + "; the row is left out"})
}

// readTable hands each row of a table to a function, and returns what is wrong
// with the table. It is not ok if the table cannot be read or lacks a column.
// required says whether that is an error, or a notice that it is left out.
func readTable(fsys fs.FS, dir, name string, required bool, columns []string, each func(*row)) (diag.List, bool) {
	t := &table{file: path.Join(dir, name), columns: map[string]int{}}
	lacking := func(rule, message string, severity diag.Severity) (diag.List, bool) {
		if required {
			severity = diag.Error
		} else {
			message += "; what it holds is left out"
		}
		at := diag.Position{}
		if rule == "missing-column" { // its place is the head of the table
			at = diag.Position{Line: 1, Column: 1}
		}
		return append(t.found, diag.Finding{File: t.file, Position: at, Severity: severity, Rule: rule, Message: message}), false
	}
	f, err := open(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return lacking("missing-table", "the release has no table "+name, diag.Notice)
	} else if err != nil {
		return lacking("unreadable", "cannot be read: "+reason(err), diag.Warning)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	r := row{table: t}
	for lines.Scan() {
		r.line++
		text := lines.Text()
		if r.line == 1 {
			for i, header := range strings.Split(strings.TrimPrefix(text, "\ufeff"), "\t") {
				t.columns[strings.ToLower(strings.TrimSpace(header))] = i
				t.width = i + 1
			}
			for _, c := range columns {
				if _, ok := t.columns[strings.ToLower(c)]; !ok {
					return lacking("missing-column", fmt.Sprintf("the table has no column %q", c), diag.Warning)
				}
			}
			continue
		}
		if strings.TrimSpace(text) == "" {
			continue
		}
		if !utf8.ValidString(text) || strings.ContainsFunc(text, isControl) {
			t.tell(r.line, 1, "not plain text in UTF-8")
			continue
		}
		r.cells = strings.Split(text, "\t")
		last := slices.MaxFunc(columns, func(a, b string) int { return t.columns[strings.ToLower(a)] - t.columns[strings.ToLower(b)] })
		if len(r.cells) <= t.columns[strings.ToLower(last)] {
			t.tell(r.line, utf8.RuneCountInString(text)+1, fmt.Sprintf("the row ends after %d of %d columns", len(r.cells), t.width))
			continue
		}
		each(&r)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		t.tell(r.line+1, 1, "a row of more than 1 MiB; the table is read up to here")
	case err != nil:
		return lacking("unreadable", "cannot be read: "+reason(err), diag.Warning)
	case r.line == 0:
		return lacking("missing-column", "the table is empty", diag.Warning)
	}
	if t.untold > 0 {
		t.found = append(t.found, diag.Finding{File: t.file, Position: diag.Position{Line: r.line, Column: 1}, Severity: diag.Warning, Rule: "row",
			Message: fmt.Sprintf("%d more rows are malformed and left out", t.untold)})
	}
	return t.found, true
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r >= 0x7f && r < 0xa0 }

// open opens a regular file: a pipe would never end.
func open(fsys fs.FS, name string) (io.ReadCloser, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	return fsys.Open(name)
}

func reason(err error) string {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return err.Error()
}
