package check

import (
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// headingMisplaced finds headings whose level puts them where they do not
// belong: a known section inside another, a question of the FAQ or a part of
// the template as a section, a level left out.
func headingMisplaced(a *article) {
	last := ""
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		switch {
		case s.Key == "" && strings.HasSuffix(s.Heading, "?") && (last == content.FAQ || last == content.InterviewQuestions):
			a.reportAt(s.Position, "write it as ### to make it a question of the section above", "the question %q is a section of its own", s.Heading)
			continue
		case s.Key == "" && last == content.Template && content.TemplatePart(s.Heading) != "":
			a.reportAt(s.Position, "write it as ### to make it a part of the template", "%q is a section of its own", s.Heading)
			continue
		}
		last = s.Key
		for j := range s.Parts {
			p := &s.Parts[j]
			if s.Key == content.Template && !neverTemplate[a.body.SectionKey(p.Heading)] {
				continue // its parts are called like sections
			}
			if key := a.body.SectionKey(p.Heading); key != "" && key != s.Key && !a.written(key) {
				a.reportAt(p.Position, "write it as ## to make it a section", "%q stands inside of %q", p.Heading, s.Heading)
			}
		}
	}
	level := 2 // the body stands below the title
	for i := range a.lines {
		l := &a.lines[i]
		hashes := len(l.text) - len(strings.TrimLeft(l.text, "#"))
		if hashes == 0 || hashes > 6 || len(l.text) > hashes && l.text[hashes] != ' ' {
			continue
		}
		if hashes > level+1 {
			a.reportAt(l.at(0), "write it as "+strings.Repeat("#", level+1), "a heading of level %d below one of level %d", hashes, level)
		}
		level = hashes
	}
}

// neverTemplate are sections that are no part of a job description.
var neverTemplate = setOf(content.FAQ + " " + content.HowToBecome + " " + content.WhatTheyDo + " " + content.Outlook + " " + content.CareerPath + " " + content.InterviewQuestions)

// written reports whether the body has a section.
func (a *article) written(key string) bool {
	for range a.sections(key) {
		return true
	}
	return false
}

// headingTwice finds two sections, or two parts of one section, of the same
// name. The build refuses known sections that stand twice.
func headingTwice(a *article) {
	const hint = "join the two, or give one a heading of its own"
	sections := map[string]int{}
	twice := func(first map[string]int, heading string, at diag.Position) {
		words := plainWords(heading)
		if line, ok := first[words]; ok {
			a.reportAt(at, hint, "the heading %q is already on line %d", heading, line)
		} else if words != "" {
			first[words] = at.Line
		}
	}
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		if s.Key == "" && (a.Role == nil || a.body.SectionKey(s.Heading) == "") {
			twice(sections, s.Heading, s.Position)
		}
		if s.Key == content.Template {
			continue // the build looks at its parts
		}
		parts := map[string]int{}
		for j := range s.Parts {
			twice(parts, s.Parts[j].Heading, s.Parts[j].Position)
		}
	}
}

// partEmpty finds third-level headings below which nothing stands.
func partEmpty(a *article) {
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		for j := range s.Parts {
			p := &s.Parts[j]
			switch {
			case p.Body.HTML != "":
			case s.Key == content.FAQ:
				a.reportAt(p.Position, "answer it, or delete the question", "the question %q has no answer", p.Heading)
			default:
				a.reportAt(p.Position, "write it, or delete the heading", "nothing stands below the heading %q", p.Heading)
			}
		}
	}
}
