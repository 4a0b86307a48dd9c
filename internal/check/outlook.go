package check

import (
	"math"
	"regexp"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

var (
	percent  = regexp.MustCompile(`(\d+(?:[.,]\d+)?)\s?(?:%|percent\b|per cent\b|Prozent\b)`)
	growth   = regexp.MustCompile(`(?i)\b(?:grow\w*|rise|rising|increase\w*|expand|more|wachs\w*)\b`)
	shrink   = regexp.MustCompile(`(?i)\b(?:declin\w*|shrink\w*|fall|fewer|decrease\w*|sinken)\b|[-−]\s?$|\bminus\s?$`)
	openings = regexp.MustCompile(`(?i)(\d[\d,.]*\d|\d)\s+(?:job |annual |yearly |new )?openings\b`)
	span     = regexp.MustCompile(`(?i)\b(?:from|between)\s+(\d{3,5})\s+(?:to|and|through|until)\s+(\d{3,5})\b`)
	compared = regexp.MustCompile(`(?i)\b(?:average|all occupations|compared|industr\w+|other)\b`)
)

// outlookProse finds figures of the outlook in the text that are not the
// field's: the growth, the openings and the years of the projection.
func outlookProse(a *article) {
	o := a.Role.Outlook
	if !o.Known() {
		return
	}
	for p := range a.in(content.Outlook, content.FAQ, content.Conclusion, intro) {
		if !strings.ContainsAny(p.text, "0123456789") {
			continue
		}
		for from, to := range sentences(p.text) {
			text := p.text[from:to]
			rate := percent.FindAllStringSubmatchIndex(text, -1)
			jobs := openings.FindAllStringSubmatchIndex(text, -1)
			if len(rate) == 1 && o.GrowthPercent.Known() {
				a.judgeGrowth(p, from, text, rate[0])
			}
			if len(jobs) == 1 && o.AnnualOpenings.Known() {
				if n, unit, ok := figure(text[jobs[0][2]:jobs[0][3]]); ok && !says(n, unit, o.AnnualOpenings.Float()) {
					a.reportAt(p.at(from+jobs[0][0]), mend, "the text speaks of %s openings, and outlook.annual_openings is %s", text[jobs[0][2]:jobs[0][3]], o.AnnualOpenings)
				}
			}
			if p.key() != content.Outlook || len(rate)+len(jobs) == 0 {
				continue
			}
			if m := span.FindStringSubmatchIndex(text); m != nil && yearIn.MatchString(text[m[0]:m[1]]) {
				a.judgeYearOf(p, from+m[2], text[m[2]:m[3]], "outlook.base_year", o.BaseYear)
				a.judgeYearOf(p, from+m[4], text[m[4]:m[5]], "outlook.projected_year", o.ProjectedYear)
			}
		}
	}
}

const mend = "mend the one that is wrong"

// judgeGrowth compares a sentence's only percentage with the field, where it
// is the role's growth.
func (a *article) judgeGrowth(p *passage, from int, text string, m []int) {
	before := text[:m[0]]
	if compared.MatchString(before) || !growth.MatchString(text) && !shrink.MatchString(text) {
		return
	}
	n, _, ok := figure(text[m[2]:m[3]])
	if shrink.MatchString(before) {
		n = -n
	}
	want := a.Role.Outlook.GrowthPercent
	if ok && math.Abs(n-want.Float()) > 0.5 {
		a.reportAt(p.at(from+m[0]), mend, "the text gives a growth of %s%%, and outlook.growth_percent is %s", career.Float(n), want)
	}
}

// judgeYearOf compares a year of a text with a field.
func (a *article) judgeYearOf(p *passage, offset int, year, field string, want career.Number) {
	if want.Known() && year != want.String() {
		a.reportAt(p.at(offset), mend, "the text says %s, and %s is %s", year, field, want)
	}
}
