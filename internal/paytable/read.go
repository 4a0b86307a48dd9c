package paytable

import (
	"fmt"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// reader makes rows of the file's text.
type reader struct {
	scanner
	table         *Table
	header        []field // by column; fields for a column that is not known
	rows          map[rowKey]int
	unknownSource func(key string) string
	found         diag.List
	memo          memo
}

type rowKey struct{ role, region string }

func read(data []byte, unknownSource func(key string) string) (*Table, diag.List) {
	t := &Table{text: string(plain(data)), byRole: map[string][]int{}}
	r := &reader{scanner: scanner{text: t.text, line: 1, width: maxColumns}, table: t, unknownSource: unknownSource}
	if at, message, hint := unreadable(t.text); at >= 0 {
		r.tell(place(t.text, 0, 1, at), "syntax", message, hint)
		return t, r.found
	}
	if r.head() {
		lines := min(maxRows, strings.Count(t.text, "\n"))
		t.rows, r.rows = make([]Row, 0, lines), make(map[rowKey]int, lines)
		for !r.full() && r.next() {
			if !r.row() {
				break
			}
		}
	}
	return t, r.found
}

// tell notes a finding, unless there are too many already.
func (r *reader) tell(at diag.Position, rule, message, hint string) {
	switch {
	case r.full():
		return
	case len(r.found) == maxFound:
		rule, message, hint = "limit", fmt.Sprintf("more than %d errors; the rest are not shown", maxFound), ""
	}
	r.found = append(r.found, diag.Finding{File: File, Position: at, Severity: diag.Error, Rule: rule, Message: message, Hint: hint})
}

// full reports whether no further findings are told.
func (r *reader) full() bool { return len(r.found) > maxFound }

// here returns the place of an offset in the row.
func (r *reader) here(at int) diag.Position { return place(r.text, r.start, r.startLine, at) }

// head reads the header, and reports whether rows can be read by it.
func (r *reader) head() bool {
	for i := range r.table.columns {
		r.table.columns[i] = -1
	}
	there := r.next()
	for there && r.blank() {
		there = r.next()
	}
	if !there {
		r.tell(diag.Position{Line: 1, Column: 1}, "missing-column", "the table has no header", "begin it with a line of the columns' names: "+strings.Join(names[:], ","))
		return false
	}
	if r.fault.message != "" {
		r.tell(r.here(r.fault.at), "syntax", r.fault.message, r.fault.hint)
		return false
	}
	if separator := r.separator(); separator != "" {
		r.tell(r.here(r.cells[0].at), "syntax", "the cells are parted by "+separator+", not by commas", "save the table with commas between cells, and a point before decimals")
		return false
	}
	meant := false // an unknown column is that of the roles
	for i, c := range r.cells {
		r.header = append(r.header, fields)
		f, ok := fieldNamed(c.text)
		switch {
		case c.text == "":
			r.tell(r.here(c.at), "unknown-column", fmt.Sprintf("column %d has no name", i+1), "name it, or delete it")
		case !ok:
			message, hint := "unknown column "+quote(c.text), ""
			if near, ok := decode.Nearest(c.text, names[:], meanings); ok {
				message += " (did you mean " + quote(near) + "?)"
				meant = meant || near == names[roleField]
			} else {
				hint = "one of " + strings.Join(names[:], ", ")
			}
			r.tell(r.here(c.at), "unknown-column", message, hint)
		case r.table.columns[f] >= 0:
			r.tell(r.here(c.at), "duplicate-column", fmt.Sprintf("column %q stands twice", c.text), "delete one of them")
		default:
			r.table.columns[f], r.header[i] = i, f
		}
	}
	if r.count > r.width {
		r.tell(r.here(r.surplus), "limit", fmt.Sprintf("more than %d columns", r.width), "")
		return false
	}
	if r.table.columns[roleField] < 0 && !meant {
		r.tell(r.here(r.start), "missing-column", `missing column "role"`, "it has the slug of the role's article: the last part of its address")
	}
	r.width = len(r.header)
	return r.table.columns[roleField] >= 0
}

// separator names what other programs write between cells, if the header has it.
func (r *reader) separator() string {
	if len(r.cells) != 1 {
		return ""
	}
	line, _, _ := strings.Cut(r.text[r.start:], "\n")
	for _, s := range []struct{ mark, name string }{{";", "semicolons"}, {"\t", "tabs"}, {"|", "bars"}} {
		if strings.Contains(strings.TrimSpace(line), s.mark) {
			return s.name
		}
	}
	return ""
}

// row takes over the row that was scanned. It reports false if no further one
// is read.
func (r *reader) row() bool {
	switch {
	case r.fault.message != "":
		r.tell(r.here(r.fault.at), "syntax", r.fault.message, r.fault.hint)
		return true
	case r.blank():
		return true
	case r.count > r.width:
		r.tell(r.here(r.surplus), "cells", fmt.Sprintf("the row has %d cells, and the header %d columns", r.count, len(r.header)),
			"put a cell that has a comma in it in quotes; write amounts without one: 80000")
		return true
	case r.count < len(r.header):
		r.tell(r.here(r.start), "cells", fmt.Sprintf("the row has %d cells, and the header %d columns", r.count, len(r.header)), "write a comma for each cell that is left empty, too")
		return true
	case len(r.table.rows) >= maxRows:
		r.tell(r.here(r.start), "limit", fmt.Sprintf("more than %d rows", maxRows), "")
		return false
	}
	at := len(r.table.rows)
	r.table.rows = append(r.table.rows, Row{table: r.table, start: r.start, line: r.startLine})
	row := &r.table.rows[at]
	for i, c := range r.cells {
		f := r.header[i]
		if f < fields && c.text != "" {
			row.given |= 1 << f
			r.set(row, f, c)
		}
	}
	if !r.admit(row, at) {
		r.table.rows = r.table.rows[:at]
	}
	return true
}

// admit notes which row a role and region has. It reports false for a second
// one, and for one of which neither is known.
func (r *reader) admit(row *Row, at int) bool {
	role := r.cells[r.table.columns[roleField]]
	if row.given&(1<<roleField) == 0 {
		r.tell(r.here(role.at), "missing-field", "the row names no role", "write the slug of the role's article: the last part of its address")
	}
	if row.given&(1<<regionField) == 0 && row.given&(1<<nameField) != 0 {
		r.tell(r.here(r.cells[r.table.columns[nameField]].at), "missing-field", "a name, and no region that it could be the name of", "write the region's code, as in US-CA, or leave the name out")
	}
	if row.Role == "" || row.given&(1<<regionField) != 0 && row.Region.Region == "" {
		return false // the cell is refused, or empty
	}
	key := rowKey{row.Role, string(row.Region.Region)}
	if first, ok := r.rows[key]; ok {
		of := row.Role
		if key.region != "" {
			of += " in " + key.region
		}
		r.tell(r.here(role.at), "duplicate", fmt.Sprintf("%s stands twice, here and on line %d", of, r.table.rows[first].line), "delete one of the two rows")
		return false
	}
	r.rows[key] = at
	list, known := r.table.byRole[row.Role]
	if !known {
		r.table.roles = append(r.table.roles, row.Role)
	}
	r.table.byRole[row.Role] = append(list, at)
	return true
}
