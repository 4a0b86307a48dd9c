package check

import (
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
	for _, s := range a.Sections {
		if s == key {
			return true
		}
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
		return len(a.pay()) > 0
	}
	return false
}

func socUnknown(a *article) {
	if soc := string(a.Role.Codes.ONetSOC); soc != "" && !majorGroups[soc[:2]] {
		a.report("codes.onet_soc", "look it up at onetonline.org", "no major group of the SOC begins with %s", soc[:2])
	}
	if isco := string(a.Role.Codes.ISCO08); isco != "" && isco[0] == '0' && len(isco) > 1 && isco[1] > '3' {
		a.report("codes.isco08", "", "no group of ISCO-08 is %s", isco)
	}
}

// majorGroups are those of the Standard Occupational Classification 2018.
var majorGroups = map[string]bool{
	"11": true, "13": true, "15": true, "17": true, "19": true, "21": true, "23": true, "25": true, "27": true, "29": true, "31": true, "33": true,
	"35": true, "37": true, "39": true, "41": true, "43": true, "45": true, "47": true, "49": true, "51": true, "53": true, "55": true,
}
