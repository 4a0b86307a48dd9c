package check

import (
	"fmt"
	"slices"
	"strings"

	"careerguide/internal/content"
)

// bodyDamages are those of sections, their parts and what they state.
var bodyDamages = []damageKind{
	{"figure in the text", func(p *patient) outcome {
		type place struct {
			stretch
			path string
		}
		var list []place
		for path, n := range p.figuresOf() {
			for _, line := range p.stated(path, n) {
				digits := grouped(fmt.Sprint(int(n)))
				if strings.HasSuffix(path, "growth_percent") || strings.HasSuffix(path, "_year") {
					digits = fmt.Sprint(int(n))
				}
				if i := strings.Index(p.row(line), digits); i >= 0 {
					list = append(list, place{stretch{line, i, i + len(digits)}, path})
				}
			}
		}
		slices.SortFunc(list, func(a, b place) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
		at, ok := pick(p, list)
		if !ok {
			return impossible
		}
		digits := strings.ReplaceAll(p.text(at.stretch), ",", "")
		i := p.r.IntN(len(digits))
		bad := digits[:i] + digits[i+1:]
		switch p.r.IntN(3) {
		case 0:
			bad = digits[:i] + fmt.Sprint(p.r.IntN(10)) + digits[i+1:]
		case 1:
			if i+1 < len(digits) {
				bad = digits[:i] + digits[i+1:i+2] + digits[i:i+1] + digits[i+2:]
			}
		}
		if bad == digits || bad == "" || bad[0] == '0' {
			return impossible
		}
		if !strings.HasSuffix(at.path, "_year") {
			bad = grouped(bad)
		}
		p.note("%s for %s, which is %s", bad, p.text(at.stretch), at.path)
		p.put(at.stretch, bad)
		p.blame(p.field(at.path).line)
		return harmful
	}},
	{"section twice", func(p *patient) outcome {
		i := p.r.IntN(len(p.body.Sections))
		s := &p.body.Sections[i]
		p.note("section %q", s.Heading)
		last := p.sectionEnd(i)
		rows := append([]string{}, p.row(last))
		p.set(last, append(append(rows, ""), p.rows[s.Line-1:last]...)...)
		p.blame(s.Line)
		return harmful
	}},
	{"heading misspelt", func(p *patient) outcome {
		var known []int
		for i := range p.body.Sections {
			if p.body.Sections[i].Key != "" {
				known = append(known, i)
			}
		}
		i, _ := pick(p, known)
		s := &p.body.Sections[i]
		row := strings.TrimPrefix(p.row(s.Line), "## ")
		if strings.HasSuffix(row, "}") {
			return impossible
		}
		words := strings.Fields(row)
		k := p.r.IntN(len(words))
		if len(words[k]) < 3 {
			return impossible
		}
		words[k] = misspelt(p, words[k])
		bad := strings.Join(words, " ")
		p.note("%q for %q", bad, row)
		p.set(s.Line, "## "+bad)
		if p.body.SectionKey(bad) == s.Key {
			return harmless // it has the name of another way to put it
		}
		return harmful
	}},
	{"part misspelt", func(p *patient) outcome { // of the template
		i := p.sectionOf(content.Template)
		if i < 0 || len(p.body.Sections[i].Parts) == 0 {
			return impossible
		}
		part, _ := pick(p, p.body.Sections[i].Parts)
		if content.TemplatePart(part.Heading) == "" {
			return impossible
		}
		bad := misspelt(p, part.Heading)
		if content.TemplatePart(bad) != "" {
			return harmless
		}
		p.note("%q for %q", bad, part.Heading)
		p.set(part.Line, "### "+bad)
		return harmful
	}},
	{"question twice", func(p *patient) outcome {
		i := p.sectionOf(content.FAQ)
		if i < 0 {
			return impossible
		}
		j := p.r.IntN(len(p.body.Sections[i].Parts))
		part := &p.body.Sections[i].Parts[j]
		p.note("question %q", part.Heading)
		last := p.partEnd(i, j)
		p.set(last, append([]string{p.row(last), ""}, p.rows[part.Line-1:last]...)...)
		p.blame(part.Line)
		return harmful
	}},
	{"question removed", func(p *patient) outcome {
		i := p.sectionOf(content.FAQ)
		if i < 0 {
			return impossible
		}
		part, _ := pick(p, p.body.Sections[i].Parts)
		p.note("question %q", part.Heading)
		if p.r.IntN(2) == 0 {
			p.set(part.Line, "###")
			return harmful // a heading that says nothing
		}
		p.set(part.Line)
		is := harmless // its answer goes on with the one before, or introduces the rest
		if lines := p.linksTo(part.ID); len(lines) > 0 {
			is = harmful
			p.blame(lines...)
		}
		return is
	}},
	{"answer removed", func(p *patient) outcome {
		i := p.sectionOf(content.FAQ)
		if i < 0 {
			return impossible
		}
		j := p.r.IntN(len(p.body.Sections[i].Parts))
		part := &p.body.Sections[i].Parts[j]
		p.note("answer to %q", part.Heading)
		for line := part.Line + 1; line <= p.partEnd(i, j); line++ {
			p.set(line)
		}
		p.blame(part.Line)
		return harmful
	}},
	{"part emptied", func(p *patient) outcome { // of the template
		i := p.sectionOf(content.Template)
		if i < 0 || len(p.body.Sections[i].Parts) == 0 {
			return impossible
		}
		j := p.r.IntN(len(p.body.Sections[i].Parts))
		part := &p.body.Sections[i].Parts[j]
		for line := part.Line + 1; line <= p.partEnd(i, j); line++ {
			p.set(line)
		}
		p.note("part %q", part.Heading)
		p.blame(part.Line)
		return harmful
	}},
	{"section emptied", func(p *patient) outcome {
		i := p.r.IntN(len(p.body.Sections))
		s := &p.body.Sections[i]
		for line := s.Line + 1; line <= p.sectionEnd(i); line++ {
			p.set(line)
		}
		p.note("section %q", s.Heading)
		p.blame(s.Line)
		return harmful
	}},
	{"item twice", func(p *patient) outcome {
		duties, template := p.sectionOf(content.Duties), p.sectionOf(content.Template)
		if duties < 0 || template < 0 {
			return impossible
		}
		from, ok := pick(p, p.matches(`^(- .+)$`, p.body.Sections[duties].Line, p.sectionEnd(duties)))
		to, too := pick(p, p.matches(`^(- .+)$`, p.body.Sections[template].Line, p.sectionEnd(template)))
		if !ok || !too {
			return impossible
		}
		p.note("%s", p.text(from))
		p.set(to.line, p.row(to.line), p.row(from.line))
		p.blame(from.line)
		return harmful
	}},
}
