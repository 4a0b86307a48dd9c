package check

import (
	"fmt"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
)

// item is an item of one of a job description's lists.
type item struct {
	text  string
	words string
	list  string // the list's heading
	part  string // the key of the template's part, "" elsewhere
	at    diag.Position
}

// appendItems adds the items of the duties and of the template's lists.
func (a *article) appendItems(list []item) []item {
	for s := range a.sections(content.Duties, content.Template) {
		list = a.appendItemsOf(list, s, nil, s.Items)
		for i := range s.Parts {
			list = a.appendItemsOf(list, s, &s.Parts[i], s.Parts[i].Items)
		}
	}
	return list
}

// appendItemsOf adds the items of a section's or a part's top-level lists, each
// at its line: the lines that begin an item without indentation are they, in
// their order. Where a list is written otherwise its heading has to do.
func (a *article) appendItemsOf(list []item, s *markdown.Section, part *markdown.Part, fragments []markdown.Fragment) []item {
	if len(fragments) == 0 {
		return list
	}
	heading, at, key := s.Heading, s.Position, ""
	if part != nil {
		heading, at, key = part.Heading, part.Position, content.TemplatePart(part.Heading)
	}
	var places []diag.Position
	for i := range a.lines {
		if l := &a.lines[i]; l.section == s && l.part == part {
			if mark := itemMark(l.text); mark > 0 && l.text[0] != ' ' {
				places = append(places, l.at(mark))
			}
		}
	}
	for i, f := range fragments {
		it := item{text: strings.TrimSpace(f.Text), words: plainWords(f.Text), list: heading, part: key, at: at}
		if len(places) == len(fragments) {
			it.at = places[i]
		}
		list = append(list, it)
	}
	return list
}

func itemTwice(a *article) {
	first := make(map[string]*item, len(a.items))
	for i := range a.items {
		it := &a.items[i]
		if it.words == "" {
			continue
		}
		if f := first[it.words]; f != nil {
			a.reportAt(it.at, "leave it in the one where it belongs", "the same item as on line %d, in %q", f.at.Line, f.list)
			continue
		}
		first[it.words] = it
	}
	tiers := map[string]string{}
	for i, t := range a.Role.Experience {
		for j, e := range t.Expects {
			words := plainWords(e)
			if f, ok := tiers[words]; ok {
				a.report(fmt.Sprintf("experience[%d].expects[%d]", i, j), "leave it in the first tier that asks for it", "%q stands in tier %q too", e, f)
				continue
			}
			tiers[words] = t.Tier
		}
	}
}

// benefits are names of the same benefit; US practice. Each list begins with
// the name that stands for all.
var benefits = [][]string{
	{"retirement plan", "401 k", "401k", "403 b", "403b", "retirement", "retirement savings", "pension", "pension plan"},
	{"health insurance", "medical insurance", "health care", "healthcare", "health coverage", "medical coverage", "health plan"},
	{"dental insurance", "dental", "dental coverage", "dental plan", "dental care"},
	{"vision insurance", "vision", "vision coverage", "vision plan", "vision care"},
	{"life insurance", "life cover"},
	{"time off", "pto", "paid vacation", "vacation", "vacation days", "annual leave"},
	{"parental leave", "maternity leave", "paternity leave", "maternity and paternity leave"},
	{"remote work", "work from home", "home office", "working from home"},
	{"flexible hours", "flexible schedule", "flexible working hours", "flextime", "flexible work hours"},
	{"tuition assistance", "tuition reimbursement", "tuition support", "education assistance"},
}

// benefitOf returns the name that stands for a benefit.
func benefitOf(text string) string {
	words := plainWords(text)
	for _, lead := range []string{"paid ", "company ", "comprehensive ", "generous ", "employer "} {
		words = strings.TrimPrefix(words, lead)
	}
	for _, names := range benefits {
		for _, b := range names {
			b = strings.TrimPrefix(b, "paid ")
			if rest, ok := strings.CutPrefix(words, b); ok && (rest == "" || rest == " plan" || strings.HasPrefix(rest, " with ") || strings.HasPrefix(rest, " match") || strings.HasPrefix(rest, " plan with ")) {
				return names[0]
			}
		}
	}
	return words
}

func benefitTwice(a *article) {
	if p := a.Role.Posting; p != nil {
		first := map[string]string{}
		for i, text := range p.Benefits {
			name := benefitOf(text)
			if other, ok := first[name]; !ok {
				first[name] = text
			} else if !strings.EqualFold(other, text) { // the build warns of the same words
				a.report(fmt.Sprintf("posting.benefits[%d]", i), "name it once", "%q is the same benefit as %q", text, other)
			}
		}
	}
	first := map[string]item{}
	for _, it := range a.items {
		if it.part != content.Benefits {
			continue
		}
		name := benefitOf(it.text)
		if other, ok := first[name]; !ok {
			first[name] = it
		} else if other.words != it.words { // item-twice is for those
			a.reportAt(it.at, "name it once", "%q is the same benefit as %q", it.text, other.text)
		}
	}
}
