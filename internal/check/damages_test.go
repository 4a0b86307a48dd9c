package check

import (
	"fmt"
	"slices"
	"strings"

	"careerguide/internal/content"
)

// damageKind is a kind of mistake that is made at random.
//
// What counts is decided by the text before and after, never by what check
// says of it: a damage is harmful where
//   - the file is no longer of its form, or a value not of its field's type,
//   - figures of the front matter no longer agree as they must: percentiles
//     rise, the mean and the median lie within the posting's pay, a minimum is
//     below its maximum, each tier begins where the one before it ends and is
//     paid more, shares add up to 100,
//   - the article's text still states the old figure, digit by digit,
//   - a name no longer is that of what it refers to (a role, a source, a tier,
//     a placeholder, a section, an address, a file), or is what another has,
//   - the same thing stands twice.
//
// A digit lost from a figure that nothing else names is harmless, and so is a
// word that is misspelt in prose.
//
// A finding is at its place on a line that was damaged or on one that it
// contradicts: the other figure, the sentence, the first of two. Of what is
// missing altogether the places are the line where it stood and the heads of
// the block and of the file that miss it.
type damageKind struct {
	name string
	do   func(p *patient) outcome
}

var damageKinds = slices.Concat(figureDamages, fieldDamages, formDamages, bodyDamages)

// figureDamage changes one figure of the front matter.
func figureDamage(change func(p *patient, digits string) string) func(p *patient) outcome {
	return func(p *patient) outcome {
		var paths []string
		for path := range p.figuresOf() {
			paths = append(paths, path)
		}
		slices.Sort(paths)
		path, ok := pick(p, paths)
		if !ok {
			return impossible
		}
		at := p.field(path)
		value := change(p, p.text(at))
		if value == "" || value == p.text(at) || len(value) > 1 && value[0] == '0' {
			return impossible
		}
		p.note("%s: %s for %s", path, value, p.text(at))
		p.put(at, value)
		return p.judgeFigure(path, value)
	}
}

var figureDamages = []damageKind{
	{"digit dropped", figureDamage(func(p *patient, s string) string {
		i := p.r.IntN(len(s))
		return s[:i] + s[i+1:]
	})},
	{"digits swapped", figureDamage(func(p *patient, s string) string {
		if len(s) < 2 {
			return ""
		}
		i := p.r.IntN(len(s) - 1)
		return s[:i] + s[i+1:i+2] + s[i:i+1] + s[i+2:]
	})},
	{"digit changed", figureDamage(func(p *patient, s string) string {
		i := p.r.IntN(len(s))
		return s[:i] + fmt.Sprint(p.r.IntN(10)) + s[i+1:]
	})},
	{"digit doubled", figureDamage(func(p *patient, s string) string {
		i := p.r.IntN(len(s))
		return s[:i] + s[i:i+1] + s[i:]
	})},
	{"mean above the top", func(p *patient) outcome {
		n := p.figuresOf()
		if n["salary.mean"] == 0 || n["salary.p90"] == 0 {
			return impossible
		}
		value := fmt.Sprint(int(n["salary.p90"]) + 1 + p.r.IntN(50_000))
		p.note("mean %s", value)
		p.put(p.field("salary.mean"), value)
		return p.judgeFigure("salary.mean", value)
	}},
	{"percentiles swapped", func(p *patient) outcome {
		names := []string{"p10", "p25", "median", "p75", "p90"}
		i := p.r.IntN(len(names) - 1)
		low, high := p.field("salary."+names[i]), p.field("salary."+names[i+1])
		if p.text(low) == p.text(high) {
			return impossible
		}
		p.note("%s and %s", names[i], names[i+1])
		p.puts([]stretch{low, high}, p.text(high), p.text(low))
		return harmful
	}},
	{"min above max", func(p *patient) outcome {
		paths := []string{"posting.pay", "working_hours"}
		for i := range p.Role.Experience {
			paths = append(paths, fmt.Sprintf("experience[%d].years", i), fmt.Sprintf("experience[%d].salary", i))
		}
		path, _ := pick(p, paths)
		if !p.has(path+".min") || !p.has(path+".max") {
			return impossible
		}
		low, high := p.field(path+".min"), p.field(path+".max")
		if p.text(low) == p.text(high) {
			return impossible
		}
		p.note("%s", path)
		p.puts([]stretch{low, high}, p.text(high), p.text(low))
		return harmful
	}},
	{"posting off the salary", func(p *patient) outcome {
		n := p.figuresOf()
		if n["posting.pay.min"] == 0 || n["posting.pay.max"] == 0 || n["salary.median"] == 0 {
			return impossible
		}
		low := int(n["salary.mean"]) + 1000*(1+p.r.IntN(20))
		p.note("posting.pay from %d", low)
		p.puts([]stretch{p.field("posting.pay.min"), p.field("posting.pay.max")}, fmt.Sprint(low), fmt.Sprint(low+20_000))
		p.blame(p.field("salary.median").line, p.field("salary.mean").line)
		return harmful
	}},
	{"share changed", func(p *patient) outcome {
		i := p.r.IntN(len(p.Role.Education))
		path := fmt.Sprintf("education[%d].share", i)
		if !p.has(path) {
			return impossible
		}
		value := fmt.Sprint(p.r.IntN(100))
		if p.text(p.field(path)) == value {
			return impossible
		}
		p.note("%s %s", path, value)
		p.put(p.field(path), value)
		return p.judgeFigure(path, value)
	}},
	{"negative figure", figureDamage(func(p *patient, s string) string { return "-" + s })},
	{"tier removed", func(p *patient) outcome {
		tiers := p.Role.Experience
		i := p.r.IntN(len(tiers))
		from, to := p.Position(fmt.Sprintf("experience[%d]", i)).Line, p.Position(fmt.Sprintf("experience[%d]", i)).Line
		for to < p.end-1 && !strings.HasPrefix(p.row(to+1), "  - ") && strings.HasPrefix(p.row(to+1), " ") {
			to++
		}
		for line := from; line <= to; line++ {
			p.set(line)
		}
		p.note("tier %q", tiers[i].Tier)
		is := harmless
		if i > 0 && i+1 < len(tiers) && p.has(fmt.Sprintf("experience[%d].years", i-1)) && p.has(fmt.Sprintf("experience[%d].years", i+1)) {
			is = harmful // a gap
			p.blame(p.Position(fmt.Sprintf("experience[%d].years", i-1)).Line, p.Position(fmt.Sprintf("experience[%d].years", i+1)).Line)
		}
		for j, c := range p.Role.Certifications {
			if c.Tier == tiers[i].Tier {
				is = harmful
				p.blame(p.Position(fmt.Sprintf("certifications[%d].tier", j)).Line)
			}
		}
		return is
	}},
	{"tiers out of order", func(p *patient) outcome {
		i := p.r.IntN(len(p.Role.Experience))
		j := p.r.IntN(len(p.Role.Experience))
		a, b := fmt.Sprintf("experience[%d].years", i), fmt.Sprintf("experience[%d].years", j)
		if i == j || !p.has(a) || !p.has(b) {
			return impossible
		}
		first, second := p.Position(a).Line, p.Position(b).Line
		p.note("years of tiers %d and %d", i, j)
		p.set(first, p.row(second))
		p.set(second, p.row(first))
		for k := range p.Role.Experience {
			p.blame(p.Position(fmt.Sprintf("experience[%d].years", k)).Line)
		}
		return harmful
	}},
	{"tier without an end", func(p *patient) outcome {
		i := p.r.IntN(len(p.Role.Experience))
		at, ok := pick(p, p.matches(`years: \{min: \d+(, max: \d+)\}`, p.Position("experience").Line, p.end-1))
		if !ok || i == 0 {
			return impossible
		}
		if last := p.Position(fmt.Sprintf("experience[%d].years", len(p.Role.Experience)-1)).Line; at.line == last {
			return impossible
		}
		p.note("no max")
		p.put(at, "")
		return harmful
	}},
}

// fieldDamages are those of values that are no figures.
var fieldDamages = []damageKind{
	{"currency changed", func(p *patient) outcome {
		other, _ := pick(p, []string{"EUR", "GBP", "CAD", "AUD", "INR", "JPY", "CHF"})
		is := harmless
		for path, n := range p.figuresOf() { // the text's dollars
			if lines := p.stated(path, n); strings.HasPrefix(path, "salary.") && len(lines) > 0 && other != "CAD" && other != "AUD" {
				is = harmful
				p.blame(lines...)
			}
		}
		if p.has("posting.pay.currency") {
			is = harmful
			p.blame(p.field("posting.pay.currency").line)
		}
		p.note("currency %s", other)
		p.put(p.field("salary.currency"), other)
		return is
	}},
	{"posting's currency", func(p *patient) outcome {
		other, _ := pick(p, []string{"EUR", "GBP", "CAD", "AUD", "INR", "JPY", "CHF"})
		p.note("posting in %s", other)
		if p.has("posting.pay.currency") {
			p.put(p.field("posting.pay.currency"), other)
		} else if at, ok := pick(p, p.front(`^  pay: \{(min)`)); ok {
			p.put(at, "currency: "+other+", min")
		} else {
			return impossible
		}
		p.blame(p.field("salary.currency").line)
		return harmful
	}},
	{"period changed", func(p *patient) outcome {
		other, _ := pick(p, []string{"hour", "day", "week", "month"})
		is := harmless
		for path, n := range p.figuresOf() {
			if strings.HasPrefix(path, "salary.") {
				p.blame(p.field(path).line)
				for _, line := range p.stated(path, n) {
					if strings.Contains(p.row(line), " a year") || strings.Contains(p.row(line), "annual") || strings.Contains(p.row(line), "per year") {
						is = harmful
						p.blame(line)
					}
				}
			}
		}
		if p.has("posting.pay.period") {
			is = harmful
			p.blame(p.field("posting.pay.period").line)
		}
		p.note("period %s", other)
		p.put(p.field("salary.period"), other)
		return is
	}},
	{"posting's period", func(p *patient) outcome {
		other, _ := pick(p, []string{"hour", "day", "week", "month"})
		p.note("posting by the %s", other)
		if p.has("posting.pay.period") {
			p.put(p.field("posting.pay.period"), other)
		} else if at, ok := pick(p, p.front(`^  pay: \{(min)`)); ok {
			p.put(at, "period: "+other+", min")
		} else {
			return impossible
		}
		p.blame(p.field("salary.period").line)
		return harmful
	}},
	{"date in the future", func(p *patient) outcome {
		path, _ := pick(p, []string{"updated", "salary.as_of"})
		at := p.field(path)
		year := fmt.Sprint(2027 + p.r.IntN(70))
		p.note("%s %s", path, year)
		p.put(stretch{at.line, at.from, at.from + 4}, year)
		return harmful
	}},
	{"date that is none", func(p *patient) outcome {
		path, _ := pick(p, []string{"updated", "published", "review_by"})
		at := p.field(path)
		day, _ := pick(p, []string{"2025-02-30", "2025-13-01", "2025-00-10", "2025-04-31", "25-04-01", "2025-4-1", "April 2025", "2025/04/01"})
		p.note("%s %s", path, day)
		p.put(at, day)
		return harmful
	}},
	{"dates out of order", func(p *patient) outcome {
		updated := p.field("updated")
		if p.r.IntN(2) == 0 {
			p.note("review before update")
			p.put(p.field("review_by"), fmt.Sprintf("%d%s", p.Updated.Year-1, p.text(updated)[4:]))
		} else {
			p.note("update before publication")
			p.put(updated, fmt.Sprintf("%d%s", p.Published.Year-1, p.text(p.field("published"))[4:]))
		}
		p.blame(updated.line, p.field("published").line, p.field("review_by").line)
		return harmful
	}},
	{"word misspelt", func(p *patient) outcome { // of those that a field takes
		at, ok := pick(p, p.front(`\b(?:level|requirement|employment_type|workplace|kind|period): ([a-z-]{3,})(?:[,}]|$)`))
		if !ok {
			return impossible
		}
		word := misspelt(p, p.text(at))
		if slices.Contains([]string{"weak", "yeah"}, word) {
			return impossible
		}
		p.note("%s for %s", word, p.text(at))
		p.put(at, word)
		return harmful
	}},
	{"slug misspelt", func(p *patient) outcome {
		var paths []string
		for i := range p.Role.Related {
			paths = append(paths, fmt.Sprintf("related[%d]", i))
		}
		for i, s := range p.Role.Progression.From {
			if s.Slug != "" {
				paths = append(paths, fmt.Sprintf("progression.from[%d]", i))
			}
		}
		for i, s := range p.Role.Progression.To {
			if s.Slug != "" {
				paths = append(paths, fmt.Sprintf("progression.to[%d]", i))
			}
		}
		path, ok := pick(p, paths)
		if !ok {
			return impossible
		}
		at := p.field(path)
		slug := misspelt(p, p.text(at))
		p.note("%s %s", path, slug)
		p.put(at, slug)
		return harmful
	}},
	{"category misspelt", func(p *patient) outcome {
		category := string(p.Role.Category)
		alone := p.ward.files["content/categories/"+category+".md"] == nil
		for _, a := range p.ward.roles {
			if a.File != p.File && a.Role.Category == p.Role.Category {
				alone = false
				p.away[a.File] = a.Position("category").Line
			}
		}
		word := misspelt(p, category)
		p.note("category %s", word)
		p.put(p.field("category"), word)
		if alone {
			return harmless
		}
		return harmful
	}},
	{"source misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.front(`\bsource: ([a-z0-9-]+)`))
		if !ok {
			return impossible
		}
		key := misspelt(p, p.text(at))
		p.note("source %s", key)
		p.put(at, key)
		return harmful
	}},
	{"tier misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.front(`\btier: ([A-Z][\w -]+\w)`))
		if !ok {
			return impossible
		}
		word := misspelt(p, p.text(at))
		p.note("tier %s", word)
		p.put(at, word)
		if strings.EqualFold(word, p.text(at)) {
			return harmless
		}
		named := at.line > p.Position("certifications").Line // it names one that there is
		for i, c := range p.Role.Certifications {
			if c.Tier == p.text(at) {
				named = true
				p.blame(p.Position(fmt.Sprintf("certifications[%d].tier", i)).Line)
			}
		}
		if !named {
			return harmless
		}
		return harmful
	}},
	{"related to itself", func(p *patient) outcome {
		at := p.field(fmt.Sprintf("related[%d]", p.r.IntN(len(p.Role.Related))))
		p.note("related %s", p.Slug)
		p.put(at, p.Slug)
		return harmful
	}},
	{"steps in a circle", func(p *patient) outcome {
		for i, s := range p.Role.Progression.From {
			if s.Slug == "" {
				continue
			}
			to := p.Position("progression.to").Line
			line := p.Position(fmt.Sprintf("progression.from[%d]", i)).Line
			for _, a := range p.ward.roles {
				if a.Slug != string(s.Slug) {
					continue
				}
				for j, to := range a.Role.Progression.To {
					if string(to.Slug) == p.Slug { // says the same as from
						p.away[a.File] = a.Position(fmt.Sprintf("progression.to[%d]", j)).Line
					}
				}
			}
			p.note("to and from %s", s.Slug)
			switch {
			case len(p.Role.Progression.To) == 0:
				return impossible
			case strings.HasPrefix(p.row(to), "    - "):
				p.set(to, p.row(to), "    - "+string(s.Slug))
			default:
				at, ok := pick(p, p.matches(`to: \[()`, to, to))
				if !ok {
					return impossible
				}
				p.put(at, string(s.Slug)+", ")
			}
			p.blame(line)
			return harmful
		}
		return impossible
	}},
	{"code broken", func(p *patient) outcome {
		at, ok := pick(p, p.front(`onet_soc: ([\d.-]+)`))
		if p.r.IntN(3) == 0 {
			at, ok = pick(p, p.front(`isco08: "?(\d+)`))
		}
		if !ok || at.to-at.from < 4 {
			return impossible
		}
		s := p.text(at)
		i := p.r.IntN(len(s))
		switch p.r.IntN(3) {
		case 0:
			s = s[:i] + s[i+1:]
		case 1:
			s = s[:i] + "x" + s[i:]
		default:
			s = s[:i] + "7" + s[i:]
		}
		p.note("code %s for %s", s, p.text(at))
		p.put(at, s)
		if len(s) == 3 && !strings.Contains(s, "x") {
			return harmless // a group of ISCO
		}
		return harmful
	}},
	{"address broken", func(p *patient) outcome {
		at, ok := pick(p, p.front(`\burl: "?(https://[^", }]+)`))
		if !ok {
			return impossible
		}
		s := p.text(at)
		bad, _ := pick(p, []string{strings.Replace(s, "https", "htps", 1), strings.Replace(s, "://", ":/", 1), strings.Replace(s, "://", "//", 1), strings.Replace(s, "https", "javascript", 1)})
		p.note("url %s", bad)
		p.put(at, bad)
		return harmful
	}},
	{"address misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.front(`\burl: (/[a-z0-9/-]+/)`))
		if !ok {
			return impossible
		}
		s := "/" + misspelt(p, strings.Trim(p.text(at), "/")) + "/"
		p.note("url %s", s)
		p.put(at, s)
		return harmful
	}},
	{"benefit twice", func(p *patient) outcome {
		list := p.Role.Posting.Benefits
		text, ok := pick(p, list)
		if !ok {
			return impossible
		}
		again := strings.ToUpper(text)
		if p.r.IntN(2) == 0 {
			again = text
		}
		p.note("benefit %s", again)
		return p.add("posting.benefits", len(list), again)
	}},
	{"title twice", func(p *patient) outcome {
		list := p.Role.AlternateTitles
		again, ok := pick(p, list)
		if p.r.IntN(2) == 0 {
			again = p.ward.roles[p.r.IntN(len(p.ward.roles))].Title
		}
		if !ok {
			return impossible
		}
		p.note("alternate title %s", again)
		return p.add("alternate_titles", len(list), again)
	}},
	{"expectation twice", func(p *patient) outcome {
		i := p.r.IntN(len(p.Role.Experience))
		j := p.r.IntN(len(p.Role.Experience))
		again, ok := pick(p, p.Role.Experience[i].Expects)
		if !ok || len(p.Role.Experience[j].Expects) == 0 {
			return impossible
		}
		p.note("%q in tiers %d and %d", again, i, j)
		for k, e := range p.Role.Experience[i].Expects {
			if e == again {
				p.blame(p.Position(fmt.Sprintf("experience[%d].expects[%d]", i, k)).Line)
			}
		}
		return p.add(fmt.Sprintf("experience[%d].expects", j), len(p.Role.Experience[j].Expects), again)
	}},
	{"placeholder lost", func(p *patient) outcome { // from those that are declared
		list := p.Role.Posting.Placeholders
		i := p.r.IntN(max(len(list), 1))
		if len(list) == 0 {
			return impossible
		}
		at := p.Position(fmt.Sprintf("posting.placeholders[%d]", i))
		if !strings.HasPrefix(p.row(at.Line), "    - ") {
			return impossible
		}
		p.note("placeholder %q is no longer declared", list[i])
		p.set(at.Line)
		is := harmless
		if !everybodys[strings.ToLower(list[i])] {
			for _, line := range p.uses(list[i]) {
				is = harmful
				p.blame(line)
			}
		}
		return is
	}},
	{"alias of another", func(p *patient) outcome {
		other := p.ward.whole[p.r.IntN(len(p.ward.whole))]
		if other.File == p.File || other.Kind == content.RankingKind {
			return impossible
		}
		p.note("alias %s", other.URL())
		p.set(2, p.row(2), "aliases: ["+other.URL()+"]")
		return harmful
	}},
	{"picture missing", func(p *patient) outcome {
		p.note("image")
		name, _ := pick(p, []string{"chart.png", "/images/chart.png", "/images/lgo.svg", "portrait.jpeg"})
		p.set(2, p.row(2), "image: "+name)
		return harmful
	}},
}

// everybodys are placeholders that need no declaration (docs/rules.md).
var everybodys = map[string]bool{"company": true, "company name": true, "city, state": true, "state": true, "email address": true, "contact name": true, "phone number": true,
	"city": true, "department": true, "start date": true, "salary range": true, "telephone number": true, "website": true, "application portal": true, "hours": true, "date": true, "address": true}

// uses returns the lines that have a placeholder, in the template and in the
// posting's fields.
func (p *patient) uses(name string) []int {
	form := `(?i)\[` + quoteMeta(name) + `\](?:[^(]|$)`
	list := p.inSections(form, content.Template)
	for _, s := range p.front(`(?i)^  (?:apply|location|travel|physical_requirements|equal_opportunity|pay): .*(\[` + quoteMeta(name) + `\])`) {
		list = append(list, s.line)
	}
	return list
}

// add puts an item at the end of a list that is written line by line or in
// brackets.
func (p *patient) add(path string, n int, item string) outcome {
	for i := range n {
		p.blame(p.Position(fmt.Sprintf("%s[%d]", path, i)).Line)
	}
	last := p.Position(fmt.Sprintf("%s[%d]", path, n-1)).Line
	row := p.row(last)
	if dash := strings.IndexByte(row, '-'); dash >= 0 && strings.TrimSpace(row[:dash]) == "" && !strings.Contains(row, path[strings.LastIndexByte(path, '.')+1:]+": [") {
		p.set(last, row, row[:dash]+"- "+quoted(item))
		return harmful
	}
	at := strings.Index(row, path[strings.LastIndexByte(path, '.')+1:]+": [")
	if at < 0 {
		return impossible
	}
	open := at + strings.IndexByte(row[at:], '[') + 1
	p.set(last, row[:open]+quoted(item)+", "+row[open:])
	return harmful
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }
