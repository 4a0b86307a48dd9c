package check

import (
	"regexp"
	"strconv"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
)

var typedYear = regexp.MustCompile(`(?i)\b(?:updated|reviewed|revised|aktualisiert)\b[^.\n]{0,25}?\b((?:19|20)\d\d)\b`)

// updating are words of which one stands in whatever typedYear matches.
var updating = newWordIndex("updated reviewed revised aktualisiert")

// typedYears finds the years of updating in a text: the submatches of typedYear.
func typedYears(text string) [][]int {
	if !strings.Contains(text, "20") && !strings.Contains(text, "19") || updating.in(text) == 0 {
		return nil
	}
	return typedYear.FindAllStringSubmatchIndex(text, -1)
}

// yearTyped finds years of updating that were typed. Pages say by themselves
// when an article was updated: a title, a summary or a heading with a year
// will be wrong after the next update, and text is wrong already where its
// year is not that of updated.
func yearTyped(a *article) {
	const hint = "leave the year out: pages say when an article was updated"
	const message = "the %s says %s by hand"
	for _, field := range []struct{ path, text string }{{"title", a.Title}, {"summary", a.Summary}} {
		if years := typedYears(field.text); len(years) > 0 {
			a.report(field.path, hint, message, field.path, field.text[years[0][2]:years[0][3]])
		}
	}
	want := strconv.Itoa(a.Updated.Year)
	for i := range a.passages {
		p := &a.passages[i]
		if p.key() == content.Salary || p.key() == content.Outlook { // a survey's own dates
			continue
		}
		heading := strings.HasPrefix(p.text, "#")
		for _, m := range typedYears(p.text) {
			year := p.text[m[2]:m[3]]
			switch {
			case heading:
				a.reportAt(p.at(m[2]), hint, message, "heading", year)
			case a.Updated.Known() && year != want:
				a.reportAt(p.at(m[2]), hint, "the text says %s, and updated is %s", year, a.Updated)
			}
		}
	}
	for i := range a.body.Sections { // headings in a form that has no #
		if s := &a.body.Sections[i]; !strings.HasPrefix(a.lineAt(s.Line), "#") {
			if years := typedYears(s.Heading); len(years) > 0 {
				a.reportAt(diag.Position{Line: s.Line, Column: 1}, hint, message, "heading", s.Heading[years[0][2]:years[0][3]])
			}
		}
	}
}

// lineAt returns the text of a line of the file.
func (a *article) lineAt(number int) string {
	if i := number - a.lines[0].number; i >= 0 && i < len(a.lines) {
		return strings.TrimLeft(a.lines[i].text, " ")
	}
	return ""
}

// dateOrder finds dates that cannot be: a figure or an update of a day that is
// yet to come, a review before the update.
func dateOrder(a *article) {
	if a.Updated.After(a.now) {
		a.report("updated", "look at its year", "updated %s lies in the future", a.Updated)
	}
	if a.Role == nil {
		return
	}
	r := a.Role
	if r.ReviewBy.Known() && a.Updated.Known() && r.ReviewBy.Compare(a.Updated) < 0 {
		a.report("review_by", "say when the article is to be looked at next", "review_by %s is before updated %s", r.ReviewBy, a.Updated)
	}
	asOf := r.Salary.AsOf
	if asOf.After(a.now) {
		a.report("salary.as_of", "look at its year", "as_of %s lies in the future", asOf)
	} else if s := a.site.Config.Sources[r.Salary.Source.Key]; s.Date.Known() && asOf.Compare(s.Date) > 0 {
		a.report("salary.as_of", "one of the two is wrong", "as_of %s is later than its source, which is of %s", asOf, s.Date)
	}
}
