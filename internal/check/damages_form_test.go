package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/content"
)

func quoteMeta(s string) string { return regexp.QuoteMeta(s) }

// formDamages break the form of the front matter.
var formDamages = []damageKind{
	{"key misspelt", func(p *patient) outcome {
		at, ok := pick(p, p.front(`(?:^ *(?:- )?|[{,] *)([a-z_0-9]{2,}): `))
		if p.r.IntN(3) == 0 {
			at, ok = pick(p, p.front(`^ *(?:- )?([a-z_]+):$`))
		}
		if !ok || strings.ContainsAny(p.row(at.line)[:at.from], `"`) { // inside a text
			return impossible
		}
		key := misspelt(p, p.text(at))
		p.note("%s for %s", key, p.text(at))
		p.put(at, key)
		return harmful
	}},
	{"key twice", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^ *([a-z_]+: .+)$`))
		if !ok {
			return impossible
		}
		p.note("%s", p.text(at))
		p.set(at.line, p.row(at.line), p.row(at.line))
		return harmful
	}},
	{"wrong type", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^ *(?:mean|median|p10|p25|p75|p90|years|salary|experience|education|title|summary|category|authors|skills|posting|outlook|updated|codes|related): ?(.*)$`))
		if !ok {
			return impossible
		}
		key := strings.TrimSpace(p.row(at.line)[:at.from])
		value := p.text(at)
		other := "{a: 1}"
		if len(value) > 0 && value[0] >= '0' && value[0] <= '9' {
			other, _ = pick(p, []string{"much", `"` + value + `"`, "true", "[" + value + "]", "{a: 1}"})
			if key == "updated:" && other == `"`+value+`"` {
				return impossible // a date may be a text
			}
		}
		if value == "" { // a list or a map below it
			return impossible
		}
		p.note("%s %s", key, other)
		p.put(at, other)
		return harmful
	}},
	{"figure not a figure", func(p *patient) outcome {
		var paths []string
		for path := range p.figuresOf() {
			paths = append(paths, path)
		}
		slices.Sort(paths)
		path, _ := pick(p, paths)
		at := p.field(path)
		s := p.text(at)
		bad, _ := pick(p, []string{grouped(s) + ",000", "$" + s, s + "k", "about " + s, strings.Replace(s, "0", "O", 1), `"` + s + `"`, s + " USD"})
		if bad == s || strings.Contains(p.row(at.line), "{") && strings.Contains(bad, ",") {
			return impossible
		}
		p.note("%s %s", path, bad)
		p.put(at, bad)
		return harmful
	}},
	{"quote removed", func(p *patient) outcome {
		at, ok := pick(p, p.front(`(?:: |- )("[^"]+")(?:$|[,}])`))
		if !ok {
			return impossible
		}
		inside := p.text(at)[1 : at.to-at.from-1]
		if p.r.IntN(2) == 0 {
			p.note("closing quote")
			p.put(stretch{at.line, at.to - 1, at.to}, "")
			for line := at.line; line <= p.end; line++ { // the text goes on to the next quote
				p.blame(line)
				if line > at.line && strings.Contains(p.row(line), `"`) {
					break
				}
			}
			return harmful
		}
		p.note("opening quote")
		p.put(stretch{at.line, at.from, at.from + 1}, "")
		if strings.ContainsAny(inside[:1], "[{&*!|>'%@`#,?-") || strings.ContainsAny(inside, ":,[]{}#") {
			p.blame(at.line+1, p.end) // where YAML stops to understand
		}
		return harmful
	}},
	{"indentation broken", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^( +)[^ ]`))
		if !ok || at.line+1 >= p.end {
			return impossible
		}
		indent := at.to - at.from
		row := p.row(at.line)
		kin := func(line int) bool { // whether a line is of the same block
			other := p.row(line)
			return len(other) > indent && strings.TrimLeft(other[:indent], " ") == "" && other[indent] != ' ' && line > 1 && line < p.end
		}
		if !kin(at.line-1) && !kin(at.line+1) || strings.HasPrefix(row[indent:], "- ") || !strings.Contains(row, ":") {
			return impossible
		}
		n := indent + 1
		if p.r.IntN(2) == 0 {
			n = indent - 1
		}
		p.note("%d spaces", n)
		p.set(at.line, strings.Repeat(" ", n)+row[indent:])
		p.around(at.line)
		for line := at.line; line > 1; line-- { // the block's head
			if other := p.row(line); len(other)-len(strings.TrimLeft(other, " ")) < indent {
				p.blame(line)
				break
			}
		}
		return harmful
	}},
	{"tab", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^( +)[^ ]`))
		if !ok {
			return impossible
		}
		p.note("a tab")
		p.put(at, "\t")
		p.around(at.line)
		return harmful
	}},
	{"colon removed", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^ *[a-z_0-9]+(:) `))
		if !ok {
			return impossible
		}
		p.note("no colon")
		p.put(at, "")
		p.around(at.line)
		return harmful
	}},
	{"dash removed", func(p *patient) outcome {
		at, ok := pick(p, p.front(`^ +(- )[A-Za-z]`))
		if !ok {
			return impossible
		}
		indent := p.row(at.line)[:at.to]
		if !strings.HasPrefix(p.row(at.line-1), indent) && !strings.HasPrefix(p.row(at.line+1), indent) {
			return impossible // the list's only one may stand for it
		}
		p.note("no dash")
		p.put(at, "")
		p.around(at.line)
		return harmful
	}},
	{"required field removed", func(p *patient) outcome {
		at, _ := pick(p, p.front(`^((?:title|summary|category): ).*$`))
		p.note("no %s", p.text(at))
		p.set(at.line)
		p.around(at.line)
		p.blame(1, 2)
		return harmful
	}},
	{"delimiter removed", func(p *patient) outcome {
		line, _ := pick(p, []int{1, p.end})
		p.note("no delimiter on line %d", line)
		p.set(line)
		p.around(line)
		p.blame(1, 2)
		return harmful
	}},
	{"byte damaged", func(p *patient) outcome {
		at, ok := pick(p, p.front(`: ([A-Za-z]{4,})`))
		if !ok {
			return impossible
		}
		bad, _ := pick(p, []string{"\x00", "\x07", "\xff", "\xc3\x28", "\x1b"})
		p.note("%q", bad)
		p.put(stretch{at.line, at.from + 1, at.from + 2}, bad)
		return harmful
	}},
}

// bodyDamages are those of the text.
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
