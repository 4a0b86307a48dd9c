package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"careerguide/internal/content"
)

// What search engines show of a title and a description, in characters.
const (
	longTitle   = 60
	longSummary = 160
	shortest    = 50 // a summary that is shorter says little
)

func titleLong(a *article) {
	if n := utf8.RuneCountInString(a.Title); n > longTitle {
		a.report("title", "search engines show about 60", "the title has %d characters", n)
	}
}

func summaryLength(a *article) {
	n := utf8.RuneCountInString(strings.TrimSpace(a.Summary))
	switch {
	case n == 0 && a.Kind == content.CategoryKind:
		a.report("title", "write summary: one or two sentences on the group", "the category has no summary")
	case n > 0 && n < shortest:
		a.report("summary", "say in a sentence or two what the article tells", "the summary has %d characters only", n)
	}
}

// wanted are the sections without which a role's article is not complete.
var wanted = []string{content.Duties, content.WhatTheyDo, content.Skills, content.Experience, content.Education, content.Salary, content.FAQ}

func missingSections(a *article) {
	var lacks []string
	for _, key := range wanted {
		if !a.hasSection(key) {
			lacks = append(lacks, key)
		}
	}
	if len(lacks) > 0 {
		a.report("", "a reader looks for them; a heading of that name makes the section", "the article lacks sections: %s", strings.Join(lacks, ", "))
	}
}

// hasSection reports whether a section is written or made from the fields.
func (a *article) hasSection(key string) bool {
	if slices.Contains(a.Sections, key) {
		return true
	}
	r := a.Role
	switch key {
	case content.Skills:
		return len(r.Skills) > 0
	case content.Experience:
		return len(r.Experience) > 0
	case content.Education:
		return len(r.Education)+len(r.Certifications) > 0
	case content.Salary:
		return len(a.figures) > 0
	}
	return false
}

func codeUnknown(a *article) {
	if soc := string(a.Role.Codes.ONetSOC); soc != "" && !majorGroups[soc[:2]] {
		a.report("codes.onet_soc", "look it up at onetonline.org", "no major group of the SOC begins with %s", soc[:2])
	}
	if isco := string(a.Role.Codes.ISCO08); len(isco) > 1 && !subMajorGroups[isco[:2]] {
		a.report("codes.isco08", "look it up in the classification of the ILO", "no group of ISCO-08 begins with %s", isco[:2])
	}
}

// majorGroups are those of the Standard Occupational Classification 2018.
var majorGroups = setOf("11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 51 53 55")

// subMajorGroups are those of ISCO-08, by their first two digits.
var subMajorGroups = setOf("01 02 03 11 12 13 14 21 22 23 24 25 26 31 32 33 34 35 41 42 43 44 51 52 53 54 61 62 63 71 72 73 74 75 81 82 83 91 92 93 94 95 96")

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}
