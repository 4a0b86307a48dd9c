package check

import (
	"fmt"
	"strings"

	"careerguide/internal/content"
)

// textDamages are those of what a text refers to, and of whole texts.
var textDamages = []damageKind{
	{"placeholder misspelt", func(p *patient) outcome {
		var list []stretch
		if i := p.sectionOf(content.Template); i >= 0 {
			list = p.matches(`\[([A-Za-z][^\]\[]+)\](?:[^(]|$)`, p.body.Sections[i].Line, p.sectionEnd(i))
		}
		at, ok := pick(p, append(list, p.front(`^  (?:apply|location|travel): .*\[([A-Za-z][^\]\[]+)\]`)...))
		if !ok {
			return impossible
		}
		word := misspelt(p, p.text(at))
		p.note("[%s] for [%s]", word, p.text(at))
		p.put(at, word)
		if strings.EqualFold(word, p.text(at)) {
			return harmless
		}
		for i, name := range p.Role.Posting.Placeholders {
			if strings.EqualFold(name, p.text(at)) {
				p.blame(p.Position(fmt.Sprintf("posting.placeholders[%d]", i)).Line)
			}
		}
		return harmful
	}},
	{"link misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.prose(`\]\(((?:\.\./|/|[a-z])[a-z0-9./-]+)\)`))
		if !ok {
			return impossible
		}
		s := p.text(at)
		name := s[strings.LastIndexByte(strings.TrimSuffix(s, "/"), '/')+1:]
		stem, tail, _ := strings.Cut(name, ".")
		if tail != "" {
			tail = "." + tail
		}
		bad := s[:len(s)-len(name)] + misspelt(p, strings.TrimSuffix(stem, "/")) + tail
		if strings.HasSuffix(s, "/") {
			bad += "/"
		}
		p.note("link to %s for %s", bad, s)
		p.put(at, bad)
		return harmful
	}},
	{"anchor misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.prose(`\]\([a-z0-9./-]+\.md()\)`))
		if !ok {
			return impossible
		}
		anchor := "#" + misspelt(p, "salary")
		p.note("%s", anchor)
		p.put(at, anchor)
		return harmful
	}},
	{"footnote misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.prose(`\[\^(\w+)\]`))
		if !ok {
			return impossible
		}
		p.note("footnote %s", p.text(at))
		for _, s := range p.prose(`\[\^(` + p.text(at) + `)\]`) {
			p.blame(s.line)
		}
		p.put(at, p.text(at)+"x")
		return harmful
	}},
	{"picture in the text", func(p *patient) outcome {
		i := p.r.IntN(len(p.body.Sections))
		line := p.body.Sections[i].Line
		name, _ := pick(p, []string{"chart.png", "../chart.svg", "/images/chart.png"})
		p.note("picture %s", name)
		p.set(line, p.row(line), "", "![A chart]("+name+")", "")
		return harmful
	}},
	{"heading's level", func(p *patient) outcome {
		i := p.r.IntN(len(p.body.Sections))
		s := &p.body.Sections[i]
		if s.Key == content.FAQ && p.r.IntN(2) == 0 {
			part, _ := pick(p, s.Parts)
			p.note("## %s", part.Heading)
			p.set(part.Line, "## "+part.Heading)
			if !strings.HasSuffix(part.Heading, "?") {
				return harmless
			}
			return harmful
		}
		if s.Key == "" || i == 0 {
			return impossible // a section of the writer's own may stand anywhere
		}
		p.note("### %s", s.Heading)
		p.set(s.Line, "#"+p.row(s.Line))
		p.blame(p.body.Sections[i-1].Line)
		return harmful
	}},
	{"title misspelt", func(p *patient) outcome {
		var named []int
		for i := range p.body.Sections {
			if s := &p.body.Sections[i]; s.Key != "" && strings.Contains(s.Heading, p.Title) {
				named = append(named, s.Line)
			}
		}
		if len(named) == 0 {
			return harmless
		}
		bad := misspelt(p, p.Title)
		p.note("title %q", bad)
		p.set(2, "title: "+bad)
		p.blame(named...)
		if strings.EqualFold(bad, p.Title) {
			return harmless
		}
		return harmful
	}},
	{"text of another", func(p *patient) outcome {
		other := p.ward.roles[p.r.IntN(len(p.ward.roles))]
		if other.File == p.File {
			return impossible
		}
		text := string(p.ward.bodies[other].Source)
		p.note("the text of %s", other.File)
		for line := p.end + 1; line <= len(p.rows); line++ {
			p.now[line-1] = nil
		}
		p.set(p.end, append([]string{p.row(p.end), ""}, strings.Split(text, "\n")...)...)
		return harmful
	}},
	{"answer of another", func(p *patient) outcome {
		other := p.ward.roles[p.r.IntN(len(p.ward.roles))]
		theirs := newPatient(p.ward, other, p.r)
		i, k := p.sectionOf(content.FAQ), theirs.sectionOf(content.FAQ)
		if other.File >= p.File || i < 0 || k < 0 {
			return impossible // it is told of the later file
		}
		j, l := p.r.IntN(len(p.body.Sections[i].Parts)), p.r.IntN(len(theirs.body.Sections[k].Parts))
		mine, answer := &p.body.Sections[i].Parts[j], &theirs.body.Sections[k].Parts[l]
		if len(strings.Fields(answer.Body.Text)) < 25 {
			return harmless // two short answers may be the same
		}
		for line := mine.Line + 1; line <= p.partEnd(i, j); line++ {
			p.set(line)
		}
		p.set(mine.Line, append([]string{p.row(mine.Line)}, theirs.rows[answer.Line:theirs.partEnd(k, l)]...)...)
		p.note("the answer to %q", answer.Heading)
		return harmful
	}},
}

// linksTo returns the lines of the article that link to an anchor in it.
func (p *patient) linksTo(id string) []int {
	var list []int
	for ref := range p.body.References() {
		if ref.Destination == "#"+id {
			list = append(list, ref.Position.Line)
		}
	}
	return list
}
