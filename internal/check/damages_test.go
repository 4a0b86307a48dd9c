package check

import (
	"fmt"
	"slices"
	"strings"
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

var damageKinds = slices.Concat(figureDamages, fieldDamages, nameDamages, formDamages, bodyDamages, textDamages)

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
