package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
)

// placeholder is text in square brackets that is no link, footnote or box.
var placeholder = regexp.MustCompile(`\[([^\]\[^][^\]\[]*)\]`)

// known are placeholders that a reader's form asks for in any case.
var known = map[string]bool{
	"company": true, "company name": true, "your company": true, "employer": true, "location": true, "city": true, "city, state": true, "state": true, "country": true,
	"email": true, "email address": true, "phone": true, "phone number": true, "address": true, "website": true, "name": true, "contact": true, "contact name": true,
	"date": true, "start date": true, "closing date": true, "salary": true, "pay": true, "salary range": true, "team": true, "department": true, "manager": true,
	"job title": true, "title": true, "link": true, "application link": true, "url": true, "number": true, "hours": true, "reference": true, "reference number": true,
}

// declared returns the placeholders of the posting's fields, in lower case.
func (a *article) declared() map[string]bool {
	set := map[string]bool{}
	if p := a.Role.Posting; p != nil {
		for _, text := range slices.Concat([]string{p.Location, p.Travel, p.PhysicalRequirements, p.Apply, p.EqualOpportunity, p.Pay.Note}, p.ReportsTo, p.Benefits) {
			for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
				set[strings.ToLower(m[1])] = true
			}
		}
	}
	return set
}

func placeholderUndeclared(a *article) {
	declared := a.declared()
	for _, l := range a.text {
		if l.section != content.Template {
			continue
		}
		for _, m := range placeholder.FindAllStringSubmatchIndex(l.text, -1) {
			word, after := strings.ToLower(l.text[m[2]:m[3]]), l.text[m[1]:]
			if strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || strings.HasPrefix(after, ":") || strings.TrimSpace(word) == "" || word == "x" {
				continue // a link, a definition, a box
			}
			if !known[word] && !declared[word] {
				a.reportAt(at(l, m[0]), "use a common one such as [company name], or put it into a field of posting", "placeholder [%s] is not declared", l.text[m[2]:m[3]])
			}
		}
	}
}

// item is an item of one of the template's lists.
type item struct {
	words string // in lower case, without punctuation
	list  string // the list's heading
	at    diag.Position
}

// items returns the items of the duties and of the template's lists.
func (a *article) items() []item {
	var list []item
	add := func(heading string, at diag.Position, fragments []markdown.Fragment) {
		for _, f := range fragments {
			list = append(list, item{plainWords(f.Text), heading, at})
		}
	}
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		if s.Key != content.Template && s.Key != content.Duties {
			continue
		}
		add(s.Heading, s.Position, s.Items)
		for j := range s.Parts {
			add(s.Parts[j].Heading, s.Parts[j].Position, s.Parts[j].Items)
		}
	}
	// Items have no place of their own: find their lines.
	for i := range list {
		for _, l := range a.text {
			if l.number > list[i].at.Line && isItem(l.text) && plainWords(strings.TrimLeft(l.text, " -*+")) == list[i].words {
				list[i].at = at(l, len(l.text)-len(strings.TrimLeft(l.text, " ")))
				break
			}
		}
	}
	return list
}

// plainWords returns a text's words in lower case.
func plainWords(s string) string {
	s = strings.NewReplacer("’", "'", "**", "", "__", "", "`", "").Replace(strings.ToLower(s))
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" \t\n.,;:!?()\"'*_-–—/", r) }), " ")
}

func itemTwice(a *article) {
	first := map[string]item{}
	for _, it := range a.items() {
		if it.words == "" {
			continue
		}
		if f, ok := first[it.words]; ok && f.at != it.at {
			a.reportAt(it.at, "leave it in the one where it belongs", "the same item as on line %d, in %q", f.at.Line, f.list)
			continue
		}
		first[it.words] = it
	}
	lists := map[string]string{}
	for i, t := range a.Role.Experience {
		for j, e := range t.Expects {
			words := plainWords(e)
			if f, ok := lists[words]; ok {
				a.report(fmt.Sprintf("experience[%d].expects[%d]", i, j), "leave it in the first tier that asks for it", "%q stands in %s too", e, f)
				continue
			}
			lists[words] = fmt.Sprintf("tier %q", t.Tier)
		}
	}
}

// benefits are names of the same benefit, by what it is; US practice.
var benefits = map[string][]string{
	"a retirement plan":  {"401 k", "401k", "403 b", "retirement plan", "retirement savings", "pension", "pension plan", "retirement"},
	"health insurance":   {"health insurance", "medical insurance", "health care", "healthcare", "health coverage", "medical coverage", "health plan"},
	"dental insurance":   {"dental insurance", "dental coverage", "dental", "dental plan"},
	"vision insurance":   {"vision insurance", "vision coverage", "vision", "vision plan"},
	"life insurance":     {"life insurance", "life cover"},
	"paid time off":      {"paid time off", "pto", "paid vacation", "vacation", "vacation days", "annual leave", "paid holidays", "holidays", "paid leave"},
	"parental leave":     {"parental leave", "maternity leave", "paternity leave", "maternity and paternity leave", "paid parental leave"},
	"remote work":        {"remote work", "work from home", "home office", "working from home"},
	"flexible hours":     {"flexible hours", "flexible schedule", "flexible working hours", "flextime", "flexible work hours"},
	"tuition assistance": {"tuition reimbursement", "tuition assistance", "tuition support", "education assistance"},
}

func benefitOf(text string) string {
	words := plainWords(text)
	for _, lead := range []string{"paid ", "company ", "comprehensive ", "generous ", "employer "} {
		words = strings.TrimPrefix(words, lead)
	}
	for name, list := range benefits {
		for _, b := range list {
			if words == b || strings.TrimPrefix(b, "paid ") == words || strings.HasPrefix(words, b+" with ") || strings.HasPrefix(words, b+" plan") || strings.HasPrefix(words, b+" match") {
				return name
			}
		}
	}
	return words
}

func benefitTwice(a *article) {
	if a.Role.Posting != nil {
		first := map[string]string{}
		for i, b := range a.Role.Posting.Benefits {
			name := benefitOf(b)
			if f, ok := first[name]; ok {
				a.report(fmt.Sprintf("posting.benefits[%d]", i), "name it once", "%q is the same benefit as %q", b, f)
				continue
			}
			first[name] = b
		}
	}
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		if s.Key != content.Template {
			continue
		}
		for j := range s.Parts {
			if content.TemplatePart(s.Parts[j].Heading) != content.Benefits {
				continue
			}
			first := map[string]string{}
			for _, f := range s.Parts[j].Items {
				name, text := benefitOf(f.Text), strings.TrimSpace(f.Text)
				if other, ok := first[name]; ok && other != text {
					a.reportAt(a.lineOf(s.Parts[j].Line, f.Text, s.Parts[j].Position), "name it once", "%q is the same benefit as %q", text, other)
					continue
				}
				first[name] = text
			}
		}
	}
}

// lineOf finds the item of a list by its text, below a line.
func (a *article) lineOf(below int, text string, fallback diag.Position) diag.Position {
	for _, l := range a.text {
		if l.number > below && isItem(l.text) && plainWords(strings.TrimLeft(l.text, " -*+")) == plainWords(text) {
			return at(l, len(l.text)-len(strings.TrimLeft(l.text, " ")))
		}
	}
	return fallback
}

var typedYear = regexp.MustCompile(`(?i)\b(?:updated|as of|aktualisiert|stand)\b[^.\n]{0,25}?\b((?:19|20)\d\d)\b`)

// yearTyped finds a year that was typed and differs from that of updated,
// which pages show by themselves.
func yearTyped(a *article) {
	if !a.Updated.Known() {
		return
	}
	want := itoa(a.Updated.Year)
	for _, field := range []struct{ path, text string }{{"title", a.Title}, {"summary", a.Summary}} {
		if m := typedYear.FindStringSubmatch(field.text); m != nil {
			a.report(field.path, "leave the year out: pages say when an article was updated", "the %s says %s by hand; updated is %s", field.path, m[1], a.Updated)
		}
	}
	for _, l := range a.text {
		if l.section == content.Salary || l.section == content.Outlook { // the survey's own dates
			continue
		}
		for _, m := range typedYear.FindAllStringSubmatchIndex(l.text, -1) {
			if y := l.text[m[2]:m[3]]; y != want {
				a.reportAt(at(l, m[2]), "leave the year out: pages say when an article was updated", "the text says %s, and updated is %s", y, a.Updated)
			}
		}
	}
}
