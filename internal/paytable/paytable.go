// Package paytable reads content/pay.csv: what roles pay, a row for each role
// and region, so that a year's new survey is one file.
//
//	role,region,currency,period,mean,median,p10,p25,p75,p90,source,as_of
//	registered-nurse,,USD,year,98430,93600,66030,78610,107960,135320,bls-oews-2024,2024-05
//	registered-nurse,US-CA,,,148330,,,,,,,
//
// The columns are those that a writer needs, in any order: the fields of a
// salary by their names in front matter, the role's slug, and the region's code
// and name. A row without a region is the role's own salary, and one with a
// region is that region's. An empty cell is a field that is not given.
//
// The notation is that of RFC 4180. A byte-order mark, CRLF, space around cells
// and rows without any text are read as if they were not there.
package paytable

import (
	"errors"
	"io/fs"
	"sort"

	"careerguide/internal/career"
	"careerguide/internal/diag"
	"careerguide/internal/source"
)

// File is the name of the table, relative to the site's root.
const File = "content/pay.csv"

// Limits on what is read.
const (
	maxSize    = 16 << 20 // bytes
	maxRows    = 250_000
	maxColumns = 2 * fields
	maxFound   = 100 // findings told of the table
)

// Table is the rows of the file. A nil table has none.
type Table struct {
	rows    []Row            // in the order of the file
	byRole  map[string][]int // indexes of rows, by slug
	roles   []string         // slugs, by their first row
	text    string           // of the file, from which places are found
	columns [fields]int      // where a field stands in a row; -1 for one that has no column
}

// Row is what one role pays in one region.
type Row struct {
	Role string // slug
	// The fields that the row gives, and could be read. Without a region code
	// they are the role's own.
	career.Region

	table *Table
	given uint32 // bits of the fields that have text
	start int    // offset of the row
	line  int
}

// Load reads the table of a site, which may have none: then it is nil.
// UnknownSource says of a key that it is none of sources.yaml, or "".
func Load(fsys fs.FS, unknownSource func(key string) (message string)) (*Table, diag.List) {
	data, err := source.Read(fsys, File, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, diag.List{source.Unreadable(File, err)}
	}
	return read(data, unknownSource)
}

// Of returns the rows of a role, in the order of the file.
func (t *Table) Of(role string) []*Row {
	if t == nil {
		return nil
	}
	rows := make([]*Row, len(t.byRole[role]))
	for i, at := range t.byRole[role] {
		rows[i] = &t.rows[at]
	}
	return rows
}

// Roles returns the slugs that rows name, each once, in the order of the file.
func (t *Table) Roles() []string {
	if t == nil {
		return nil
	}
	return t.roles
}

// RoleAt returns the slug of the row that has a line of the file; "" for a
// line above all rows.
func (t *Table) RoleAt(line int) string {
	if t == nil {
		return ""
	}
	i := sort.Search(len(t.rows), func(i int) bool { return t.rows[i].line > line })
	if i == 0 {
		return ""
	}
	return t.rows[i-1].Role
}

// Gives reports whether the row has text for a field, be it text that is
// refused. Fields are named as in front matter: "as_of".
func (r *Row) Gives(name string) bool {
	f, ok := fieldNamed(name)
	return ok && r.given&(1<<f) != 0
}

// Position returns where the row has a field, or where it begins if it has no
// cell for it.
func (r *Row) Position(name string) diag.Position {
	s := scanner{text: r.table.text, at: r.start, line: r.line, width: maxColumns}
	s.next()
	at := r.start
	if f, ok := fieldNamed(name); ok {
		if column := r.table.columns[f]; column >= 0 && column < len(s.cells) {
			at = s.cells[column].at
		}
	}
	return place(r.table.text, r.start, r.line, at)
}

// Finding returns an error at a field of the row.
func (r *Row) Finding(name, rule, message, hint string) diag.Finding {
	return diag.Finding{File: File, Position: r.Position(name), Severity: diag.Error, Rule: rule, Message: message, Hint: hint}
}

// field is a column that is known.
type field uint8

const (
	roleField field = iota
	regionField
	nameField
	currencyField
	periodField
	meanField
	medianField
	p10Field
	p25Field
	p75Field
	p90Field
	minField
	maxField
	sourceField
	asOfField
	noteField
	fields = iota
)

// names are the fields' names in the header.
var names = [fields]string{
	"role", "region", "name", "currency", "period", "mean", "median", "p10", "p25", "p75", "p90", "min", "max", "source", "as_of", "note",
}

func fieldNamed(name string) (field, bool) {
	for f, n := range names {
		if n == name {
			return field(f), true
		}
	}
	return 0, false
}

// meanings are words that writers and surveys use for a column, or for one of
// its values.
var meanings = map[string]string{
	"slug": "role", "occupation": "role", "job": "role", "title": "role", "state": "region", "country": "region", "area": "region", "code": "region",
	"region_name": "name", "area_title": "name", "unit": "period", "per": "period", "average": "mean", "avg": "mean", "a_mean": "mean",
	"p50": "median", "a_median": "median", "a_pct10": "p10", "a_pct25": "p25", "a_pct75": "p75", "a_pct90": "p90", "pct10": "p10", "pct25": "p25", "pct75": "p75", "pct90": "p90",
	"annual": "year", "yearly": "year", "annually": "year", "monthly": "month", "weekly": "week", "daily": "day", "hourly": "hour",
	"minimum": "min", "maximum": "max", "low": "min", "high": "max", "survey": "source", "date": "as_of", "dated": "as_of", "notes": "note", "comment": "note",
}
