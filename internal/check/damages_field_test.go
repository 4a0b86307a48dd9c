package check

import (
	"fmt"
	"slices"
	"strings"
)

// fieldDamages are those of values that are neither figures nor names.
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
}
