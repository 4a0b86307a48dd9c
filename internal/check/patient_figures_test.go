package check

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/content"
)

// figuresOf returns the figures of the front matter, by their paths.
func (p *patient) figuresOf() map[string]float64 {
	list := map[string]float64{}
	add := func(path string) {
		if p.has(path) {
			if n, err := strconv.ParseFloat(p.text(p.field(path)), 64); err == nil {
				list[path] = n
			}
		}
	}
	for _, name := range []string{"mean", "median", "p10", "p25", "p75", "p90"} {
		add("salary." + name)
	}
	for i := range p.Role.Experience {
		for _, name := range []string{"years.min", "years.max", "salary.min", "salary.max"} {
			add(fmt.Sprintf("experience[%d].%s", i, name))
		}
	}
	for i := range p.Role.Education {
		add(fmt.Sprintf("education[%d].share", i))
	}
	for i := range p.Role.Skills {
		add(fmt.Sprintf("skills[%d].importance", i))
	}
	for _, path := range []string{"working_hours.min", "working_hours.max", "outlook.growth_percent", "outlook.annual_openings", "outlook.base_year", "outlook.projected_year", "posting.pay.min", "posting.pay.max"} {
		add(path)
	}
	return list
}

// broken returns the pairs of figures that contradict each other, and single
// ones that are outside of what their type allows.
func (p *patient) broken(n map[string]float64) [][]string {
	var list [][]string
	rise := func(strictly bool, paths ...string) {
		for i, low := range paths {
			for _, high := range paths[i+1:] {
				a, ok := n[low]
				b, too := n[high]
				if ok && too && (a > b || strictly && a == b) {
					list = append(list, []string{low, high})
				}
			}
		}
	}
	rise(false, "salary.p10", "salary.p25", "salary.median", "salary.p75", "salary.p90")
	rise(false, "salary.p10", "salary.mean", "salary.p90")
	for _, name := range []string{"mean", "median"} {
		rise(false, "posting.pay.min", "salary."+name, "posting.pay.max")
	}
	rise(false, "working_hours.min", "working_hours.max")
	rise(false, "outlook.base_year", "outlook.projected_year")
	last := len(p.Role.Experience) - 1
	for i := range p.Role.Experience {
		tier := func(i int, name string) string { return fmt.Sprintf("experience[%d].%s", i, name) }
		rise(false, tier(i, "years.min"), tier(i, "years.max"))
		rise(false, tier(i, "salary.min"), tier(i, "salary.max"))
		if i < last {
			rise(true, tier(i, "years.min"), tier(i+1, "years.min"))
			end, ok := n[tier(i, "years.max")]
			if start, too := n[tier(i+1, "years.min")]; ok && too && end != start {
				list = append(list, []string{tier(i, "years.max"), tier(i+1, "years.min")})
			}
			a, b := n[tier(i, "salary.min")]+n[tier(i, "salary.max")], n[tier(i+1, "salary.min")]+n[tier(i+1, "salary.max")]
			if a >= b && b > 0 {
				list = append(list, []string{tier(i, "salary.min"), tier(i, "salary.max"), tier(i+1, "salary.min"), tier(i+1, "salary.max")})
			}
		}
	}
	if low, high := "experience[0].salary.min", fmt.Sprintf("experience[%d].salary.max", last); last > 0 && n[low] > 0 && n[high] > 0 {
		rise(false, low, "salary.median", high)
	}
	sum, shares := 0.0, []string{}
	for i := range p.Role.Education {
		if s, ok := n[fmt.Sprintf("education[%d].share", i)]; ok {
			sum, shares = sum+s, append(shares, fmt.Sprintf("education[%d].share", i))
		}
	}
	if len(shares) > 0 && (sum > 101 || sum < 99 && len(shares) == len(p.Role.Education)) {
		list = append(list, shares)
	}
	for path, v := range n {
		low, high := 0.0, 1e9
		switch {
		case strings.HasSuffix(path, "share") || strings.HasSuffix(path, "importance"):
			high = 100
		case strings.HasSuffix(path, "growth_percent"):
			low = -100
		case strings.HasPrefix(path, "working_hours"):
			high = 168
		case strings.HasSuffix(path, "_year"):
			low, high = 1900, 2200
		}
		if v < low || v > high {
			list = append(list, []string{path})
		}
	}
	return list
}

// restates reports whether a figure of the text, which was a field's, still is
// the field's new value, rounded to as many places as the text has.
func restates(text, value float64) bool {
	unit := 1.0
	for text != 0 && math.Mod(text, unit*10) == 0 {
		unit *= 10
	}
	return math.Round(value/unit)*unit == text
}

// stated returns the lines of the text that state the figure of a field, as
// it was.
func (p *patient) stated(path string, value float64) []int {
	digits := strconv.FormatFloat(value, 'f', -1, 64)
	form := ""
	switch {
	case strings.Contains(path, "salary.") || strings.HasPrefix(path, "posting.pay"):
		form = `\$` + grouped(digits) + `(?:\D|$)`
	case strings.HasSuffix(path, "annual_openings"):
		form = `\b` + grouped(digits) + ` openings`
	case strings.HasSuffix(path, "growth_percent"):
		return p.inSections(`(?i)\bgrow\w*[^.]{0,40}\b`+digits+`(?: percent|%)`, content.Outlook)
	case strings.HasSuffix(path, "_year"):
		return p.inSections(`(?i)\bfrom (?:`+digits+` to \d{4}|\d{4} to `+digits+`)\b`, content.Outlook)
	default:
		return nil
	}
	return linesOfSpans(p.prose(form))
}

// grouped writes a figure's digits in threes.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// judgeFigure blames what the new value of a figure contradicts: figures with
// which it no longer agrees, and text that states the old one.
func (p *patient) judgeFigure(path, value string) outcome {
	before := p.figuresOf()
	after := map[string]float64{}
	for k, v := range before {
		after[k] = v
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return impossible
	}
	after[path] = v
	is := harmless
	for _, group := range p.broken(after) {
		if slices.Contains(group, path) {
			is = harmful
			for _, other := range group {
				p.blame(p.field(other).line)
			}
			if strings.HasPrefix(path, "education") {
				p.blame(p.Position("education").Line)
			}
		}
	}
	if lines := p.stated(path, before[path]); len(lines) > 0 && !restates(before[path], v) {
		is = harmful
		p.blame(lines...)
	}
	return is
}
