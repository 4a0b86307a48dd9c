package onet

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

const (
	codeColumn = "O*NET-SOC Code"
	suppress   = "Recommend Suppress"
)

// loader reads the tables of a release.
type loader struct {
	fsys   fs.FS
	dir    string
	byCode map[string]*Occupation
	found  diag.List
}

// Load reads a release. fsys is its folder; dir is what findings call it. A
// release without occupations is an error.
func Load(fsys fs.FS, dir string) (*Release, diag.List) {
	l := &loader{fsys: fsys, dir: dir, byCode: map[string]*Occupation{}}
	r := &Release{Zones: map[int]Zone{}, Version: l.version()}
	if !l.occupations(r) {
		return r, l.found
	}
	l.alternates()
	l.tasks()
	l.zones(r)
	l.education()
	for _, t := range []struct {
		name string
		kind career.SkillKind
	}{{"Skills.txt", "skill"}, {"Knowledge.txt", "knowledge"}, {"Abilities.txt", "ability"}} {
		l.elements(t.name, t.kind)
	}
	l.technologies()
	l.related()
	if len(r.Occupations) == 0 {
		l.found = append(l.found, diag.Finding{File: path.Join(dir, "Occupation Data.txt"), Position: diag.Position{Line: 1, Column: 1}, Severity: diag.Error, Rule: "missing-table", Message: "the table has no occupations"})
	}
	r.name()
	r.shareAlternates()
	return r, l.found
}

var versionText = regexp.MustCompile(`O\*NET(?:®)?\s+([0-9]{1,3}\.[0-9]{1,2})\s+Database`)

// version reads the release's number from its Read Me.
func (l *loader) version() string {
	const name = "Read Me.txt"
	var text []byte
	at := diag.Position{}
	f, err := open(l.fsys, name)
	if err == nil {
		at = diag.Position{Line: 1, Column: 1}
		text, _ = io.ReadAll(io.LimitReader(f, 64<<10))
		f.Close()
	}
	if m := versionText.FindSubmatch(text); m != nil {
		return string(m[1])
	}
	l.found = append(l.found, diag.Finding{File: path.Join(l.dir, name), Position: at, Severity: diag.Notice, Rule: "version",
		Message: "the release does not say its number; it is cited without one"})
	return ""
}

// table reads a table whose rows are about occupations. Rows of occupations
// that Occupation Data.txt does not have are told once.
func (l *loader) table(name string, columns []string, each func(*row, *Occupation)) {
	unknown, first, line := 0, "", 0
	found, _ := readTable(l.fsys, l.dir, name, false, append([]string{codeColumn}, columns...), func(r *row) {
		code := r.get(codeColumn)
		if o := l.byCode[code]; o != nil {
			each(r, o)
			return
		}
		if !isCode(code) {
			r.bad(codeColumn, "%q is not an O*NET-SOC code", code)
			return
		}
		if unknown++; unknown == 1 {
			first, line = code, r.line
		}
	})
	l.found = append(l.found, found...)
	if unknown > 0 {
		l.found = append(l.found, diag.Finding{File: path.Join(l.dir, name), Position: diag.Position{Line: line, Column: 1}, Severity: diag.Notice, Rule: "unknown-code",
			Message: fmt.Sprintf("rows of occupations that Occupation Data.txt does not have are left out: %d, the first of %s", unknown, first)})
	}
}

func isCode(s string) bool {
	return len(s) == len("15-1253.00") && new(career.ONetSOC).UnmarshalText([]byte(s)) == nil
}

func (l *loader) occupations(r *Release) bool {
	found, ok := readTable(l.fsys, l.dir, "Occupation Data.txt", true, []string{codeColumn, "Title", "Description"}, func(row *row) {
		o := &Occupation{Code: row.get(codeColumn), Title: oneLine(row.get("Title")), Description: oneLine(row.get("Description"))}
		switch {
		case !isCode(o.Code):
			row.bad(codeColumn, "%q is not an O*NET-SOC code", o.Code)
		case l.byCode[o.Code] != nil:
			row.bad(codeColumn, "%s stands twice", o.Code)
		case majorGroups[o.Code[:2]].slug == "":
			row.bad(codeColumn, "%s is of no major group of the SOC", o.Code)
		case Slug(o.Title) == "":
			row.bad("Title", "the occupation has no title")
		case o.Description == "":
			row.bad("Description", "the occupation has no description")
		default:
			l.byCode[o.Code] = o
			r.Occupations = append(r.Occupations, o)
		}
	})
	l.found = append(l.found, found...)
	slices.SortFunc(r.Occupations, func(a, b *Occupation) int { return strings.Compare(a.Code, b.Code) })
	return ok
}

func (l *loader) alternates() {
	l.table("Alternate Titles.txt", []string{"Alternate Title"}, func(r *row, o *Occupation) {
		title := oneLine(r.get("Alternate Title"))
		if Slug(title) == "" {
			r.bad("Alternate Title", "there is no title")
			return
		}
		o.Alternates = append(o.Alternates, Alternate{title, 1 + strings.Count(r.get("Source(s)"), ",")})
	})
}

func (l *loader) tasks() {
	l.table("Task Statements.txt", []string{"Task"}, func(r *row, o *Occupation) {
		text := oneLine(r.get("Task"))
		if text == "" {
			r.bad("Task", "there is no task")
			return
		}
		o.Tasks = append(o.Tasks, Task{text, r.get("Task Type") == "Core"})
	})
	for _, o := range l.byCode {
		slices.SortStableFunc(o.Tasks, func(a, b Task) int { return cmp.Compare(rank(a.Core), rank(b.Core)) })
		seen := map[string]bool{}
		o.Tasks = slices.DeleteFunc(o.Tasks, func(t Task) bool {
			twice := seen[t.Text]
			seen[t.Text] = true
			return twice
		})
	}
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

func (l *loader) zones(r *Release) {
	number := func(row *row) int {
		n, err := strconv.Atoi(row.get("Job Zone"))
		if err != nil || n < 1 || n > 5 {
			row.bad("Job Zone", "%q is not a job zone from 1 to 5", row.get("Job Zone"))
			return 0
		}
		return n
	}
	l.table("Job Zones.txt", []string{"Job Zone"}, func(row *row, o *Occupation) { o.Zone = number(row) })
	found, _ := readTable(l.fsys, l.dir, "Job Zone Reference.txt", false, []string{"Job Zone", "Name", "Experience", "Education", "Job Training"}, func(row *row) {
		if n := number(row); n > 0 {
			r.Zones[n] = Zone{oneLine(row.get("Name")), oneLine(row.get("Experience")), oneLine(row.get("Education")), oneLine(row.get("Job Training"))}
		}
	})
	l.found = append(l.found, found...)
}

// value reads a rating between two bounds; it is not ok if the row is suppressed
// or malformed.
func value(r *row, low, high float64) (float64, bool) {
	if r.get(suppress) == "Y" {
		return 0, false
	}
	text := r.get("Data Value")
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || !(v >= low && v <= high) {
		r.bad("Data Value", "%q is not a value from %v to %v", text, low, high)
		return 0, false
	}
	return v, true
}

func (l *loader) elements(name string, kind career.SkillKind) {
	l.table(name, []string{"Element Name", "Scale ID", "Data Value"}, func(r *row, o *Occupation) {
		if r.get("Scale ID") != "IM" {
			return
		}
		v, ok := value(r, 1, 5)
		element := oneLine(r.get("Element Name"))
		if ok && element == "" {
			r.bad("Element Name", "the element has no name")
		} else if ok {
			o.Elements = append(o.Elements, Element{element, kind, v})
		}
	})
}

func (l *loader) technologies() {
	l.table("Technology Skills.txt", []string{"Example"}, func(r *row, o *Occupation) {
		name := oneLine(r.get("Example"))
		if name == "" {
			r.bad("Example", "the technology has no name")
			return
		}
		o.Technologies = append(o.Technologies, Technology{name, r.get("Hot Technology") == "Y", r.get("In Demand") == "Y"})
	})
	for _, o := range l.byCode {
		slices.SortStableFunc(o.Technologies, func(a, b Technology) int {
			return cmp.Or(cmp.Compare(a.rank(), b.rank()), strings.Compare(a.Name, b.Name))
		})
		o.Technologies = uniqueBy(o.Technologies, func(t Technology) string { return strings.ToLower(t.Name) })
	}
}

func (l *loader) related() {
	type relation struct {
		code  string
		index int
	}
	related := map[*Occupation][]relation{}
	l.table("Related Occupations.txt", []string{"Related O*NET-SOC Code"}, func(r *row, o *Occupation) {
		code := r.get("Related O*NET-SOC Code")
		if !isCode(code) {
			r.bad("Related O*NET-SOC Code", "%q is not an O*NET-SOC code", code)
			return
		}
		index := len(related[o])
		if text := r.get("Index"); text != "" {
			n, err := strconv.Atoi(text)
			if err != nil {
				r.bad("Index", "%q is not a number", text)
				return
			}
			index = n
		}
		if code != o.Code {
			related[o] = append(related[o], relation{code, index})
		}
	})
	for o, list := range related {
		slices.SortStableFunc(list, func(a, b relation) int { return cmp.Compare(a.index, b.index) })
		for _, r := range list {
			if !slices.Contains(o.Related, r.code) {
				o.Related = append(o.Related, r.code)
			}
		}
	}
}

// uniqueBy keeps the first of the items with the same key.
func uniqueBy[T any](list []T, key func(T) string) []T {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(item T) bool {
		k := key(item)
		twice := seen[k]
		seen[k] = true
		return twice
	})
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
