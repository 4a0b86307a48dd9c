package check

import (
	"fmt"
	"regexp"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/decode"
)

// placeholder is text in square brackets that is no footnote's mark.
var placeholder = regexp.MustCompile(`\[([^\]\[^][^\]\[]*)\]`)

// common are placeholders that a reader understands without a word: what they
// ask for is the same in every template.
var common = map[string]bool{
	"company": true, "company name": true, "your company": true, "employer": true, "location": true, "city": true, "city, state": true, "state": true, "country": true,
	"email": true, "email address": true, "phone": true, "phone number": true, "telephone number": true, "address": true, "website": true, "contact": true, "contact name": true,
	"date": true, "start date": true, "closing date": true, "salary": true, "pay": true, "salary range": true, "team": true, "department": true, "manager": true,
	"job title": true, "title": true, "link": true, "application link": true, "application portal": true, "url": true, "hours": true, "reference number": true,
}

// postingTexts yields the texts of the posting with their paths.
func (a *article) postingTexts(yield func(path, text string) bool) {
	p := a.Role.Posting
	if p == nil {
		return
	}
	for _, f := range [...]struct{ path, text string }{
		{"pay.note", p.Pay.Note}, {"location", p.Location}, {"travel", p.Travel}, {"physical_requirements", p.PhysicalRequirements}, {"apply", p.Apply}, {"equal_opportunity", p.EqualOpportunity},
	} {
		if f.text != "" && !yield("posting."+f.path, f.text) {
			return
		}
	}
	for i, text := range p.ReportsTo {
		if !yield(fmt.Sprintf("posting.reports_to[%d]", i), text) {
			return
		}
	}
	for i, text := range p.Benefits {
		if !yield(fmt.Sprintf("posting.benefits[%d]", i), text) {
			return
		}
	}
}

// declared returns the placeholders that the posting declares, in lower case,
// and the same as they are written.
func (a *article) declared() (set map[string]bool, list []string) {
	set = map[string]bool{}
	if a.Role.Posting != nil {
		list = a.Role.Posting.Placeholders
		for _, name := range list {
			set[strings.ToLower(name)] = true
		}
	}
	return set, list
}

// placeholdersOf yields the placeholders of a text: their names, and where
// their brackets are.
func placeholdersOf(text string, yield func(name string, offset int)) {
	if strings.IndexByte(text, '[') < 0 {
		return
	}
	for _, m := range placeholder.FindAllStringSubmatchIndex(text, -1) {
		name, after := text[m[2]:m[3]], text[m[1]:]
		link := strings.HasPrefix(after, "(") || strings.HasPrefix(after, "[") || strings.HasPrefix(after, ":")
		box := strings.TrimSpace(name) == "" || name == "x" || name == "X"
		if !link && !box {
			yield(name, m[0])
		}
	}
}

func placeholderUndeclared(a *article) {
	declared, list := a.declared()
	hint := "add it to posting.placeholders"
	unknown := func(name string) (message string, ok bool) {
		if key := strings.ToLower(name); common[key] || declared[key] {
			return "", false
		}
		if near, ok := decode.Nearest(name, list, nil); ok {
			return fmt.Sprintf("placeholder [%s] is not declared (did you mean %q?)", name, near), true
		}
		return fmt.Sprintf("placeholder [%s] is not declared", name), true
	}
	for path, text := range a.postingTexts {
		placeholdersOf(text, func(name string, _ int) {
			if message, ok := unknown(name); ok {
				a.report(path, hint, "%s", message)
			}
		})
	}
	for p := range a.in(content.Template) {
		placeholdersOf(p.text, func(name string, offset int) {
			if message, ok := unknown(name); ok {
				a.reportAt(p.at(offset), hint, "%s", message)
			}
		})
	}
}

// placeholderUnused finds what is declared and stands nowhere.
func placeholderUnused(a *article) {
	_, list := a.declared()
	if len(list) == 0 {
		return
	}
	used := map[string]bool{}
	note := func(name string, _ int) { used[strings.ToLower(name)] = true }
	for _, text := range a.postingTexts {
		placeholdersOf(text, note)
	}
	for p := range a.in(content.Template, content.Duties) { // duties stand in for responsibilities
		placeholdersOf(p.text, note)
	}
	first := map[string]bool{}
	for i, name := range list {
		path, key := fmt.Sprintf("posting.placeholders[%d]", i), strings.ToLower(name)
		switch {
		case strings.ContainsAny(name, "[]"):
			a.report(path, "write it without brackets", "placeholder %q is declared with its brackets", name)
		case first[key]:
			a.report(path, "take it out", "placeholder %q is declared twice", name)
		case !used[key]:
			a.report(path, "take it out, or write it as the template does", "the template has no placeholder [%s]", name)
		}
		first[key] = true
	}
}
