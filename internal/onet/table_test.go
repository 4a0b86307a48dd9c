package onet

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/diag"
)

// TestHeaders reads the same release with its columns in another order, in
// other columns' company, in another case and with CRLF and a byte-order mark.
func TestHeaders(t *testing.T) {
	want := load(t, excerpt(t))
	turned := excerpt(t)
	for name, f := range turned {
		if name == "Read Me.txt" {
			continue
		}
		var lines []string
		for i, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
			cells := append(strings.Split(line, "\t"), map[bool]string{true: "Extra", false: "x"}[i == 0])
			slices.Reverse(cells)
			if i == 0 {
				for j := range cells {
					cells[j] = " " + strings.ToUpper(cells[j])
				}
			}
			lines = append(lines, strings.Join(cells, "\t"))
		}
		f.Data = []byte("\ufeff" + strings.Join(lines, "\r\n") + "\r\n\r\n")
	}
	if got := load(t, turned); !reflect.DeepEqual(got, want) {
		t.Error("the release is read as something else when its columns are in another order")
	}
}

// drop takes columns out of a table, as older releases lack them.
func drop(f *fstest.MapFile, columns ...string) {
	var b bytes.Buffer
	var keep []int
	for line := range strings.Lines(string(f.Data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if keep == nil {
			for i, c := range cells {
				if !slices.Contains(columns, c) {
					keep = append(keep, i)
				}
			}
		}
		for i, k := range keep {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(cells[k])
		}
		b.WriteByte('\n')
	}
	f.Data = b.Bytes()
}

// TestOlder reads what older releases look like: without In Demand (until
// 27.0), Task Type, Index and the bounds of the ratings.
func TestOlder(t *testing.T) {
	fsys := excerpt(t)
	drop(fsys["Technology Skills.txt"], "In Demand", "Commodity Code", "Commodity Title")
	drop(fsys["Task Statements.txt"], "Task Type", "Incumbents Responding")
	drop(fsys["Related Occupations.txt"], "Index", "Relatedness Tier")
	drop(fsys["Alternate Titles.txt"], "Short Title", "Source(s)")
	drop(fsys["Skills.txt"], "N", "Standard Error", "Lower CI Bound", "Upper CI Bound", "Recommend Suppress", "Not Relevant", "Element ID")
	fsys["Read Me.txt"].Data = []byte("O*NET 27.0 Database\nAugust 2022 Release\n")
	r := load(t, fsys)
	o := occupation(t, r, "29-1141.00")
	if r.Name() != "O*NET 27.0 Database" || r.Key() != "onet-27.0" {
		t.Errorf("called %q, %q", r.Name(), r.Key())
	}
	if len(o.Technologies) == 0 || len(o.Tasks) == 0 || len(o.Related) != 1 || len(o.Shown) == 0 || len(o.Elements) == 0 {
		t.Errorf("left out: %+v", o)
	}
}

// TestMissing wants each table that is missing told, and the rest read.
func TestMissing(t *testing.T) {
	for name := range excerpt(t) {
		fsys := excerpt(t)
		delete(fsys, name)
		r, found := Load(fsys, "db")
		told := slices.ContainsFunc(found, func(f diag.Finding) bool { return f.File == "db/"+name })
		if !told {
			t.Errorf("%s: nothing is told", name)
		}
		if required := name == "Occupation Data.txt"; found.HasErrors() != required || (len(r.Occupations) == 8) == required {
			t.Errorf("%s: %d occupations, %v", name, len(r.Occupations), found)
		}
	}
	fsys := excerpt(t)
	drop(fsys["Skills.txt"], "Data Value")
	_, found := Load(fsys, "db")
	if text := texted(found); !strings.Contains(text, `db/Skills.txt:1:1: warning: the table has no column "Data Value"; what it holds is left out`) {
		t.Error(text)
	}
}

func texted(found diag.List) string {
	var b strings.Builder
	_ = found.Write(&b)
	return b.String()
}

// TestMalformed wants each malformed row told at its cell.
func TestMalformed(t *testing.T) {
	for _, tt := range []struct{ table, row, want string }{
		{"Occupation Data.txt", "151253\tTesters\tTest.", `:10:1: warning: "151253" is not an O*NET-SOC code; the row is left out`},
		{"Occupation Data.txt", "15-1253.00\tTesters\tTest.", `:10:1: warning: 15-1253.00 stands twice; the row is left out`},
		{"Occupation Data.txt", "99-1253.00\tTesters\tTest.", `:10:1: warning: 99-1253.00 is of no major group of the SOC; the row is left out`},
		{"Occupation Data.txt", "15-1254.00\t \tTest.", `:10:12: warning: the occupation has no title; the row is left out`},
		{"Occupation Data.txt", "15-1254.00\tTesters", `:10:19: warning: the row ends after 2 of 3 columns; the row is left out`},
		{"Occupation Data.txt", "15-1254.00\tTesters\t", `:10:20: warning: the occupation has no description; the row is left out`},
		{"Occupation Data.txt", "15-1254.00\t\x01\tTest.", `:10:1: warning: not plain text in UTF-8; the row is left out`},
		{"Occupation Data.txt", "15-1254.00\t\xff\tTest.", `:10:1: warning: not plain text in UTF-8; the row is left out`},
		{"Job Zones.txt", "15-1253.00\t9\t08/2023\tAnalyst", `:9:12: warning: "9" is not a job zone from 1 to 5; the row is left out`},
		{"Skills.txt", "15-1253.00\t2.A.1.a\tÜber\tIM\t9.9\t8\t0\t0\t0\tN\tn/a\t08/2023\tAnalyst", `: warning: "9.9" is not a value from 1 to 5; the row is left out`},
		{"Skills.txt", "15-1253.00\t2.A.1.a\tÜber\tIM\tNaN\t8\t0\t0\t0\tN\tn/a\t08/2023\tAnalyst", `:28: warning: "NaN" is not a value from 1 to 5; the row is left out`},
		{"Education, Training, and Experience.txt", "15-1253.00\t2.D.1\tRequired\tRL\t13\t5\t1\t1\t1\t1\tN\t08/2023\tX", `warning: category "13" is no level of education that is known; the row is left out`},
		{"Related Occupations.txt", "15-1253.00\tnext\tPrimary-Short\t1", `:4:12: warning: "next" is not an O*NET-SOC code; the row is left out`},
		{"Alternate Titles.txt", "19-0000.00\tA\tn/a\t1\n19-0001.00\tB\tn/a\t1", `notice: rows of occupations that Occupation Data.txt does not have are left out: 2, the first of 19-0000.00`},
	} {
		fsys := excerpt(t)
		fsys[tt.table].Data = []byte(strings.TrimRight(string(fsys[tt.table].Data), "\n") + "\n" + tt.row + "\n")
		r, found := Load(fsys, "db")
		text := texted(found)
		if !strings.Contains(text, "db/"+tt.table+":") || !strings.Contains(text, tt.want) || strings.Count(text, ": ") > 20 {
			t.Errorf("%q:\n%swant %s", tt.row, text, tt.want)
		}
		if len(r.Occupations) != 8 {
			t.Errorf("%q: %d occupations", tt.row, len(r.Occupations))
		}
	}
}

// TestManyMalformed wants no flood of findings.
func TestManyMalformed(t *testing.T) {
	fsys := excerpt(t)
	var b strings.Builder
	b.Write(fsys["Job Zones.txt"].Data)
	for range 500 {
		b.WriteString("15-1253.00\tnine\t08/2023\tAnalyst\n")
	}
	fsys["Job Zones.txt"].Data = []byte(b.String())
	_, found := Load(fsys, "db")
	if text := texted(found); len(found) > maxTold+5 || !strings.Contains(text, "480 more rows are malformed and left out") {
		t.Errorf("%d findings:\n%s", len(found), text)
	}
}

// FuzzLoad reads any table as each of a release: no panic, and places inside
// the file.
func FuzzLoad(f *testing.F) {
	for name, file := range excerpt(f) {
		f.Add(name, string(file.Data[:min(len(file.Data), 1500)]))
		f.Add(name, "\ufeff"+strings.ReplaceAll(string(file.Data[:min(len(file.Data), 600)]), "\n", "\r\n")+"\t\x00")
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		fsys := excerpt(t)
		if fsys[name] == nil {
			return
		}
		fsys[name].Data = []byte(text)
		r, found := Load(fsys, "db")
		lines := strings.Count(text, "\n") + 1
		for _, finding := range found {
			if finding.File == "db/"+name && finding.Line > lines {
				t.Errorf("%s is behind the end of %d lines", finding, lines)
			}
		}
		for _, o := range r.Occupations {
			sum := 0.0
			for _, s := range o.Education {
				sum += s.Percent
			}
			if sum > 100 {
				t.Errorf("%s: the shares sum up to %v", o.Code, sum)
			}
			if fmt.Sprint(o.Slug) == "" || len([]rune(Summary(o.Description))) > maxSummary {
				t.Errorf("%s: slug %q, summary %q", o.Code, o.Slug, Summary(o.Description))
			}
		}
	})
}
