package check

import (
	"regexp"
	"slices"
	"strings"
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
