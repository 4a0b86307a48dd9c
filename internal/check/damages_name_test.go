package check

import (
	"fmt"
	"strings"

	"careerguide/internal/content"
)

// nameDamages are those of names, and of what lists and addresses name.
var nameDamages = []damageKind{
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
