package content

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/paytable"
)

// merged is a row of the table of pay, as part of an article.
type merged struct {
	path  string // where it belongs: "salary" or "salary.regions[2]"
	row   *paytable.Row
	alone bool // the article states no figure there itself
}

// mergePay puts the table's rows of the role into its salary, as if they stood
// in the article. A figure may stand in one of the two only; what goes with
// figures may stand in both if both say the same.
func (v *validator) mergePay() {
	s := &v.article.Role.Salary
	for _, row := range v.cfg.Pay.Of(v.article.Slug) {
		if row.Region.Region == "" {
			v.mergeRow(row, "salary", payFields{&s.Figures, nil, &s.Currency, &s.Period, &s.Source, &s.AsOf, &s.Note})
			continue
		}
		at := regionOf(s.Regions, row)
		if at < 0 {
			at = len(s.Regions)
			s.Regions = append(s.Regions, career.Region{Region: row.Region.Region})
		}
		r := &s.Regions[at]
		v.mergeRow(row, fmt.Sprintf("salary.regions[%d]", at), payFields{&r.Figures, &r.Name, &r.Currency, &r.Period, &r.Source, &r.AsOf, &r.Note})
	}
}

// regionOf returns which of an article's regions a row is about, or -1. An
// article may have several of one code, by their names.
func regionOf(regions []career.Region, row *paytable.Row) int {
	first := -1
	for i, r := range regions {
		switch {
		case r.Region != row.Region.Region:
		case r.Name == row.Name:
			return i
		case first < 0:
			first = i
		}
	}
	return first
}

// payFields are the fields of a salary or of a region that a row may give.
type payFields struct {
	*career.Figures
	name     *string // nil for the salary itself
	currency *career.Currency
	period   *career.Period
	source   *career.Source
	asOf     *career.Date
	note     *string
}

// mergeRow takes over the fields of a row below a path.
func (v *validator) mergeRow(row *paytable.Row, path string, to payFields) {
	a, both := v.article, v.tree.Has(path)
	a.pay = append(a.pay, merged{path, row, !to.Any()})
	for _, f := range []struct {
		name     string
		to, from *career.Number
	}{
		{"mean", &to.Mean, &row.Mean}, {"median", &to.Median, &row.Median}, {"p10", &to.P10, &row.P10}, {"p25", &to.P25, &row.P25},
		{"p75", &to.P75, &row.P75}, {"p90", &to.P90, &row.P90}, {"min", &to.Min, &row.Min}, {"max", &to.Max, &row.Max},
	} {
		if !row.Gives(f.name) {
			continue
		}
		if own := path + "." + f.name; both && v.tree.Has(own) {
			of := ""
			if row.Region.Region != "" {
				of = " of " + string(row.Region.Region)
			}
			a.inTable = append(a.inTable, row.Finding(f.name, "duplicate-figure", fmt.Sprintf("the %s%s stands here and at %s", f.name, of, v.at(own)), "delete one of the two"))
			continue
		}
		*f.to = *f.from
	}
	differs := func(name string, differ bool) {
		if differ {
			a.inTable = append(a.inTable, row.Finding(name, "differs", fmt.Sprintf("the %s is not the one at %s", name, v.at(path+"."+name)), "make the two the same, or leave one of them out"))
		}
	}
	if to.name != nil {
		differs("name", agree(to.name, row.Name))
	}
	differs("currency", agree(to.currency, row.Currency))
	differs("period", agree(to.period, row.Period))
	differs("source", agree(to.source, row.Source))
	differs("as_of", agree(to.asOf, row.AsOf))
	differs("note", agree(to.note, row.Note))
	for _, text := range []struct{ name, text string }{{"name", row.Name}, {"note", row.Note}} {
		if text.text != "" {
			v.seen(path+"."+text.name, reflect.ValueOf(text.text))
		}
	}
}

// agree takes over a field of a row that the article leaves out. It reports
// whether both give the field and do not say the same.
func agree[T comparable](to *T, from T) (differ bool) {
	var none T
	if *to == none {
		*to = from
	}
	return from != none && *to != from
}

// at writes the place of a field of the article: "content/roles/nurse.md:9:11".
func (v *validator) at(path string) string {
	at := v.tree.Position(path)
	return fmt.Sprintf("%s:%d:%d", v.article.File, at.Line, at.Column)
}

// rowOf returns the row that gives a field, or nil.
func (a *Article) rowOf(path string) *paytable.Row {
	for _, m := range a.pay {
		if name, ok := strings.CutPrefix(path, m.path+"."); ok && m.row.Gives(name) {
			return m.row
		}
	}
	return nil
}

// alone reports whether the table of pay alone has figures at a path.
func (a *Article) alone(path string) bool {
	return slices.ContainsFunc(a.pay, func(m merged) bool { return m.alone && m.path == path })
}

// place returns where a field stands: in the article, whose tree is given, or
// in the table of pay. Of what is absent it is the place of what is around it.
func (a *Article) place(tree *decode.Tree, path string) (file string, at diag.Position) {
	if len(a.pay) == 0 || !strings.HasPrefix(path, "salary") {
		return a.File, tree.Position(path)
	}
	for p := path; p != ""; p = p[:max(strings.LastIndexAny(p, ".["), 0)] {
		for _, m := range a.pay {
			if m.alone && m.path == p {
				return paytable.File, m.row.Position("")
			}
		}
		if tree.Has(p) {
			break
		}
		if row := a.rowOf(p); row != nil {
			return paytable.File, row.Position(p[strings.LastIndexByte(p, '.')+1:])
		}
	}
	return a.File, tree.Position(path)
}

// Places returns the function that says where fields stand, and in which file:
// figures may come from the table of pay. It reads the front matter once.
func (a *Article) Places() func(path string) (file string, at diag.Position) {
	return a.placesIn(a.tree())
}

// PlacesBy is Places for who has read the body, and the front matter with it.
func (a *Article) PlacesBy(b *Body) func(path string) (file string, at diag.Position) {
	return a.placesIn(decode.Read(b.front))
}

func (a *Article) placesIn(tree *decode.Tree) func(path string) (file string, at diag.Position) {
	return func(path string) (string, diag.Position) { return a.place(tree, path) }
}

// InTable returns what is wrong with the table's figures of the role: they
// stand in the article too, say, or do not rise. Whoever links articles tells
// it, since the findings are in a file that all roles share.
func (a *Article) InTable() diag.List { return a.inTable }
