package paytable

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// knows is the sources of these tests.
func knows(key string) string {
	if key == "bls" || key == "ons" {
		return ""
	}
	return fmt.Sprintf("unknown source %q", key)
}

func load(t testing.TB, text string) (*Table, diag.List) {
	t.Helper()
	return Load(fstest.MapFS{File: {Data: []byte(text)}}, knows)
}

// written writes rows as one would compare them.
func written(t *Table) string {
	var b strings.Builder
	for _, role := range t.Roles() {
		for _, r := range t.Of(role) {
			fmt.Fprintf(&b, "%s|%s|%s|%s|%s", r.Role, r.Region.Region, r.Name, r.Currency, r.Period)
			for _, n := range r.Named() {
				if n.Value.Known() {
					fmt.Fprintf(&b, "|%s %s", n.Name, n.Value)
				}
			}
			fmt.Fprintf(&b, "|%s|%s|%s\n", r.Source.Key, r.AsOf, r.Note)
		}
	}
	return b.String()
}

func told(found diag.List) string {
	var b strings.Builder
	for _, f := range found.Sorted() {
		b.WriteString(strings.TrimPrefix(f.String(), File+":") + "\n")
		if f.File != File || f.Rule == "" || f.Severity != diag.Error {
			fmt.Fprintf(&b, "  %+v\n", f)
		}
	}
	return b.String()
}

// What a table says, whatever its form.
func TestRead(t *testing.T) {
	const want = "nurse|||USD|year|p10 52000|median 48.25|mean 80000|bls|2024-05|\nnurse|US-CA|California|||median 96000|||a \"b\", c\n"
	const rows = "nurse,,,USD,year,80000,48.25,52000,bls,2024-05,\nnurse,US-CA,California,,,,96000,,,,\"a \"\"b\"\", c\"\n"
	const header = "role,region,name,currency,period,mean,median,p10,source,as_of,note\n"
	for name, text := range map[string]string{
		"plain":        header + rows,
		"bom":          "\ufeff" + header + rows,
		"crlf":         strings.ReplaceAll(header+rows, "\n", "\r\n"),
		"cr":           strings.ReplaceAll(header+rows, "\n", "\r"),
		"no end":       strings.TrimSuffix(header+rows, "\n"),
		"empty lines":  "\n \n,,\n" + header + "\n,,,,,,,,,,\n" + strings.ReplaceAll(rows, "\n", "\n\n,,,,,,,,,,,,,,,,,,,,,,\n  \t\n") + "\n\n",
		"spaces":       strings.ReplaceAll(strings.ReplaceAll(header+rows, ",", " \t, "), "a \"\"b\"\" \t,  c", "a  \"\"b\"\",\n c"),
		"quotes":       "\"role\" ," + header[5:] + strings.ReplaceAll(rows, "nurse,", " \"nurse\" ,"),
		"space inside": header + strings.ReplaceAll(rows, ",California", ",\" California\n\""),
		"order": "note,mean,role,as_of,median,currency,p10,name,source,period,region\n" +
			",80000,nurse,2024-05,48.25,USD,52000,,bls,year,\n\"a \"\"b\"\", c\",,nurse,,96000,,,California,,,US-CA\n",
	} {
		table, found := load(t, text)
		if got := written(table); got != want || len(found) > 0 {
			t.Errorf("%s:\n%swant\n%s%s", name, got, want, told(found))
		}
	}
	table, found := load(t, "role,min,max,p25,p75,p90,period\na,1,2,3.125,4,5,hour\nb,,,,,0.5,\na-1,,,,,,\n")
	if got := written(table); got != "a||||hour|min 1|p25 3.125|p75 4|p90 5|max 2|||\nb|||||p90 0.5|||\na-1|||||||\n" || len(found) > 0 {
		t.Errorf("%s%s", got, told(found))
	}
	if table, found := Load(fstest.MapFS{}, knows); table != nil || len(found) > 0 || table.Of("a") != nil || table.Roles() != nil || table.RoleAt(3) != "" {
		t.Errorf("no table: %v %v", table, found)
	}
}

// Each mistake is told at its cell.
func TestMistakes(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		// the header
		{"", "1:1: the table has no header\n"},
		{"\n\n", "1:1: the table has no header\n"},
		{"region,median\nDE,5\n", "1:1: missing column \"role\"\n"},
		{"rol,median\na,5\n", "1:1: unknown column \"rol\" (did you mean \"role\"?)\n"},
		{"slug,median,bananas\na,5,\n", "1:1: unknown column \"slug\" (did you mean \"role\"?)\n1:13: unknown column \"bananas\"\n"},
		{"role,Median, average,p50\na,1,2,3\n", "1:6: unknown column \"Median\" (did you mean \"median\"?)\n1:14: unknown column \"average\" (did you mean \"mean\"?)\n1:22: unknown column \"p50\" (did you mean \"median\"?)\n"},
		{"role,mean,mean\na,1,2\n", "1:11: column \"mean\" stands twice\n"},
		{"role,,mean\na,1,2\n", "1:6: column 2 has no name\n"},
		{"role;median\na;5\n", "1:1: the cells are parted by semicolons, not by commas\n"},
		{"role\tmedian\na\t5\n", "1:1: the cells are parted by tabs, not by commas\n"},
		{"\"role\nx", "1:1: the quote that opens here is not closed\n"},
		{"role" + strings.Repeat(",role", 40), strings.Repeat("x", 31) + "limit"},
		// rows
		{"role,median\na,5\nb\nc,5,6\nd,\"80,000\"\n", "3:1: the row has 1 cells, and the header 2 columns\n4:5: the row has 3 cells, and the header 2 columns\n5:3: median must be a number, not the text \"80,000\"\n"},
		{"role,region,median\na,,5\na,DE,5\n\n a,,6\na,DE,7\n", "5:2: a stands twice, here and on line 2\n6:1: a in DE stands twice, here and on line 3\n"},
		{"role,median\n,5\n", "2:1: the row names no role\n"},
		{"role,region,name\na,,Bavaria\n", "2:4: a name, and no region that it could be the name of\n"},
		{"role,median\nNurse,5\n", "2:1: \"Nurse\" is not a slug\n"},
		// quotes
		{"role,note\na,\"x\nb,y\nc,#\n", "2:3: the quote that opens here is not closed\n"},
		{"role,note\na,\"x\nb,\"y\"\nc,\"\n", "2:3: the quote that opens here closes on line 3, with text behind it\n4:3: the quote that opens here is not closed\n"},
		{"role,note\na,x \"y\" z\nb,\"x\" y\nB,\n", "2:5: a quote in a cell that does not begin with one\n3:7: text after the quote that closes a cell\n4:1: \"B\" is not a slug\n"},
		// cells
		{"role,region,median\na,US_CA,5\na,XX,5\na,us,5\n", "2:3: \"US_CA\" is not a region\n3:3: \"XX\" is not a region\n4:3: \"us\" is not a region\n"},
		{"role,currency,period\na,usd,annual\nb,US$,yr\nc,XXX,decade\n",
			"2:3: \"usd\" is not a currency\n2:7: unknown period \"annual\" (did you mean \"year\"?)\n3:3: \"US$\" is not a currency\n3:7: unknown period \"yr\"\n4:3: \"XXX\" is not a currency that anybody is paid in\n4:7: unknown period \"decade\"\n"},
		{"role,source,as_of\na,bls,2024\nb,blz,May 2024\nc,blz,2024-13-01\n",
			"2:7: \"2024\" is not a date\n3:3: unknown source \"blz\"\n3:7: \"May 2024\" is not a date\n4:3: unknown source \"blz\"\n4:7: \"2024-13-01\" is not a date\n"},
		{"role,median\na,#\nb,*\nc,N/A\nd,$80k\ne,1e5\nf,0x10\ng,1_000\nh,inf\ni,1.2.3\nj,.5\nk,5.\nl,007\nm,2000000000000\nn,+5\no,--5\n",
			"2:3: median must be a number, not \"#\"\n3:3: median must be a number, not \"*\"\n4:3: median must be a number, not \"N/A\"\n5:3: median must be a number, not the text \"$80k\"\n" +
				"6:3: median must be a number, not the text \"1e5\"\n7:3: median must be a number, not the text \"0x10\"\n8:3: median must be a number, not the text \"1_000\"\n9:3: median must be a number, not the text \"inf\"\n" +
				"10:3: median must be a number, not the text \"1.2.3\"\n11:3: median must be a number, not the text \".5\"\n12:3: median must be a number, not the text \"5.\"\n13:3: median must be a number, not the text \"007\"\n" +
				"14:3: \"2000000000000\" is too large\n15:3: median must be a number, not the text \"+5\"\n16:3: median must be a number, not the text \"--5\"\n"},
		// columns are characters, and lines those of the file
		{"role,note,median,p10\r\n\r\na, \"é\r\n\r\nüü\" ,x,y\r\nb,éé,\"x\",\"\n y\"\n", "5:6: median must be a number, not \"x\"\n5:8: p10 must be a number, not the text \"y\"\n6:6: median must be a number, not \"x\"\n6:10: p10 must be a number, not the text \"y\"\n"},
		{"\ufeffrolé,median\n", "1:1: unknown column \"rolé\" (did you mean \"role\"?)\n"},
		// bytes
		{"role,median\na,\x00\n", "2:3: a control character is not allowed in text\n"},
		{"role,note\né,caf\xe9\n", "2:6: not UTF-8 text\n"},
		{"\xff\xfer\x00o\x00", "1:1: not UTF-8 text\n"},
		{"role,note\na,x\x1b[2J\n", "2:4: a control character is not allowed in text\n"},
	} {
		_, found := load(t, tt.text)
		got := told(found)
		if strings.HasSuffix(tt.want, "limit") { // the number counts
			if !strings.Contains(got, "more than 32 columns") {
				t.Errorf("%q: %s", tt.text, got)
			}
			continue
		}
		if got != tt.want {
			t.Errorf("%q:\n%swant\n%s", tt.text, got, tt.want)
		}
	}
}

// Hints say what to do instead.
func TestHints(t *testing.T) {
	for cell, want := range map[string]string{
		"#":          "it marks a figure above what the survey publishes: leave the cell empty, and say so in note",
		"*":          "leave the cell empty where there is no figure",
		"–":          "leave the cell empty where there is no figure",
		`"80,000"`:   "write 80000",
		"$80k":       "write 80000",
		"1e3":        "write 1000",
		"80 000":     "write 80000",
		"a lot":      "write digits only, such as 80000",
		"99999999e9": "write 99999999000000000",
	} {
		_, found := load(t, "role,median\na,"+cell+"\n")
		if len(found) != 1 || found[0].Hint != want {
			t.Errorf("%s: %+v, want hint %q", cell, found, want)
		}
	}
}

// A cell's place is known later, too.
func TestPosition(t *testing.T) {
	table, found := load(t, "role,note,median,region\n\nnurse,\"é\n\n,ü\" , 5,\n  nurse,éé,,\"DE\"\nother,,7,\n")
	if len(found) > 0 {
		t.Fatal(told(found))
	}
	rows := table.Of("nurse")
	for _, tt := range []struct {
		row   int
		field string
		at    diag.Position
		gives bool
	}{
		{0, "role", diag.Position{Line: 3, Column: 1}, true},
		{0, "note", diag.Position{Line: 3, Column: 7}, true},
		{0, "median", diag.Position{Line: 5, Column: 7}, true},
		{0, "region", diag.Position{Line: 5, Column: 9}, false},
		{0, "p10", diag.Position{Line: 3, Column: 1}, false},
		{0, "", diag.Position{Line: 3, Column: 1}, false},
		{1, "note", diag.Position{Line: 6, Column: 9}, true},
		{1, "median", diag.Position{Line: 6, Column: 12}, false},
		{1, "region", diag.Position{Line: 6, Column: 13}, true},
	} {
		if got := rows[tt.row].Position(tt.field); got != tt.at || rows[tt.row].Gives(tt.field) != tt.gives {
			t.Errorf("row %d, %s: %v, given %t", tt.row, tt.field, got, !tt.gives)
		}
	}
	for line, want := range []string{"", "", "", "nurse", "nurse", "nurse", "nurse", "other", "other"} {
		if got := table.RoleAt(line); got != want {
			t.Errorf("line %d is of %q, want %q", line, got, want)
		}
	}
}

// Cells that are refused say so, and what is right is kept.
func TestKept(t *testing.T) {
	table, _ := load(t, "role,currency,median,p10,as_of\na,EUR,x,5,2024-05\nb,usd,1,x,2024-99\nc,EUR,2,3,2024-05\nC,EUR,1,1,\na,GBP,9,9,\nd,GBP,4,,\n")
	const want = "a|||EUR||p10 5||2024-05|\nb|||||median 1|||\nc|||EUR||p10 3|median 2||2024-05|\nd|||GBP||median 4|||\n"
	if got := written(table); got != want {
		t.Errorf("%swant\n%s", got, want)
	}
	if len(table.rows) != 4 {
		t.Errorf("%d rows are kept", len(table.rows))
	}
	if b := table.Of("b")[0]; !b.Gives("currency") || b.Currency != "" || !b.Gives("p10") || b.P10.Known() {
		t.Errorf("%+v", b)
	}
}

// What a column said before is no matter, be it the same, another or wrong.
func TestChanging(t *testing.T) {
	table, found := load(t, "role,currency,source,as_of\na,EUR,bls,2024-05\nb,GBP,ons,2024-06\nc,EUR,bls,2024-05\nd,eur,blz,2024-00\ne,EUR,bls,2024-05\nf,,,\ng,GBP,ons,2024-06\n")
	const want = "a|||EUR||bls|2024-05|\nb|||GBP||ons|2024-06|\nc|||EUR||bls|2024-05|\nd|||||||\ne|||EUR||bls|2024-05|\nf|||||||\ng|||GBP||ons|2024-06|\n"
	if got := written(table); got != want || len(found) != 3 {
		t.Errorf("%swant\n%s%s", got, want, told(found))
	}
}

// What is hostile is refused, and soon.
func TestHostile(t *testing.T) {
	size := 15 << 20
	if testing.Short() {
		size = 1 << 20
	}
	for name, text := range map[string]string{
		"a long line":     "role," + strings.Repeat("x", size),
		"many columns":    strings.Repeat("role,", size/5),
		"many cells":      "role\nx" + strings.Repeat(",", size) + "x",
		"many quotes":     "role\n" + strings.Repeat("\"", size),
		"open quotes":     "role,note\n" + strings.Repeat("a,\"x\n", size/5),
		"shut quotes":     "role,note\n" + strings.Repeat("a,\"x\"y\n", size/7),
		"a long cell":     "role,median\na," + strings.Repeat("9", size),
		"a long slug":     "role\n" + strings.Repeat("a", size),
		"a long source":   "role,source\na," + strings.Repeat("a", size),
		"a long currency": "role,currency\na," + strings.Repeat("A", size),
		"same rows":       "role\n" + strings.Repeat("a\n", size/2),
		"too large":       "role\n" + strings.Repeat("\n", 17<<20),
		"nul":             strings.Repeat("\x00", size),
		"latin":           strings.Repeat("\xe9", size),
	} {
		table, found := load(t, text)
		if len(found) == 0 || len(found) > maxFound+1 || table == nil && name != "too large" {
			t.Errorf("%s: %d findings", name, len(found))
		}
		for _, f := range found {
			if len(f.Message)+len(f.Hint) > 2000 {
				t.Errorf("%s: a message of %d bytes", name, len(f.Message))
			}
		}
	}
	var many strings.Builder
	many.WriteString("role\n")
	for i := range maxRows + 1 {
		fmt.Fprintf(&many, "r%d\n", i)
	}
	if _, found := load(t, many.String()); told(found) != "250002:1: more than 250000 rows\n" {
		t.Error(told(found))
	}
	if _, found := Load(fstest.MapFS{File + "/x": {}}, knows); told(found) != "1:1: cannot be read: not a regular file\n" {
		t.Error(told(found))
	}
}

// FuzzRead reads arbitrary text: no panic, findings and rows inside of the
// file, and the cells that encoding/csv reads where both take the text.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "role\n", "role,median\na,5\n", "\ufeffrole,note\r\na,\"x\r\n\"\"y\"\r\n", "role,region,p10\na,DE,5\na,DE,6\n,,\n", "role;a\nb", "role,\"", "role,note\n\"a\"b,\n", "role,é\né,\"é\né\",x\n", "role,source\na,zz",
		"role,currency,period,as_of\na,USD,year,2024-05\nb,usd,x,y\n", "\x00", "\xff", "role\r\rb\ra",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 10_000 {
			return
		}
		table, found := load(t, text)
		lines := strings.Split(string(plain([]byte(text))), "\n")
		inside := func(at diag.Position) bool {
			return at.Line >= 1 && at.Line <= len(lines) && at.Column >= 1 && at.Column <= len([]rune(lines[at.Line-1]))+1
		}
		for _, f := range found {
			if f.File != File || f.Message == "" || !inside(f.Position) {
				t.Errorf("%+v is outside", f)
			}
		}
		for _, role := range table.Roles() {
			for _, row := range table.Of(role) {
				for _, name := range names {
					if !inside(row.Position(name)) {
						t.Errorf("%s of %s is outside: %v", name, role, row.Position(name))
					}
				}
				if table.RoleAt(row.Position("role").Line) != role && !strings.Contains(text, "\"") {
					t.Errorf("line %d is not of %q", row.line, role)
				}
			}
		}
		sameAsLibrary(t, table.text)
	})
}

// sameAsLibrary compares the scanner with encoding/csv.
func sameAsLibrary(t *testing.T, text string) {
	if strings.Contains(text, "\r") || !utf8.ValidString(text) {
		return
	}
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	s := scanner{text: text, line: 1, width: 1 << 20}
	for {
		cells, err := r.Read()
		for s.next() && s.fault.message == "" && s.count == 1 && s.cells[0].text == "" {
			if len(cells) == 1 && strings.TrimSpace(cells[0]) == "" && err == nil && s.text[s.start:s.at] != "\n" {
				break
			}
		}
		if errors.Is(err, io.EOF) || err != nil || s.fault.message != "" || len(s.cells) != len(cells) {
			if err == nil && s.fault.message == "" && len(s.cells) != len(cells) {
				t.Errorf("%q: %d cells, want %d", text, len(s.cells), len(cells))
			}
			return
		}
		for i, want := range cells {
			line, column := r.FieldPos(i)
			if s.cells[i].text != strings.TrimFunc(want, isSpace) {
				t.Errorf("%q: cell %q, want %q", text, s.cells[i].text, want)
			}
			if want != strings.TrimLeft(want, " \t") {
				continue // the library's place is before the space
			}
			at := place(text, s.start, s.startLine, s.cells[i].at)
			before := []rune(strings.Split(text, "\n")[at.Line-1])[:at.Column-1]
			if at.Line != line || len(string(before))+1 != column {
				t.Errorf("%q: cell %d at %v, want %d:%d", text, i, at, line, column)
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	data := []byte(survey(400, 50))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, found := read(data, knows); len(found) > 0 {
			b.Fatal(told(found))
		}
	}
}

// survey is a table of so many roles and regions of each.
func survey(roles, regions int) string {
	var b strings.Builder
	b.WriteString("role,region,currency,period,mean,median,p10,p25,p75,p90,source,as_of\n")
	for i := range roles {
		for j := range regions {
			region := ""
			if j > 0 {
				region = fmt.Sprintf("US-%02d", j)
			}
			fmt.Fprintf(&b, "some-role-or-other-%d,%s,USD,year,%d,%d,%d.5,%d,%d,%d,bls,2024-05\n", i, region, 80000+i, 79000+i, 40000+i, 60000+i, 90000+i, 120000+j)
		}
	}
	return b.String()
}
