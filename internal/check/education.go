package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
)

func educationShares(a *article) {
	sum, n := 0.0, 0
	for _, e := range a.Role.Education {
		if e.Share.Known() {
			sum += e.Share.Float()
			n++
		}
	}
	if n > 1 && n == len(a.Role.Education) && sum < 99 || sum > 101 {
		a.report("education", "they are percent of the people in the role", "the shares of education add up to %s, not to 100", career.Float(sum))
	}
}

var (
	bachelor = regexp.MustCompile(`(?i)\b(?:bachelor|BSc|B\.S\.|BS\b|BA\b)`)
	graduate = regexp.MustCompile(`(?i)\b(?:master(?:['’]s|s degree| of (?:science|arts))|MSc|M\.S\.|MS degree|MBA|doctora|ph\.?d)`)
	anyone   = regexp.MustCompile(`(?i)(\S+\s+)?\b(degrees?|studium|hochschulabschluss)\b(\s+of\s+\w+)?`)
	demand   = regexp.MustCompile(`(?i)\b(?:required|must have|mandatory|is needed|erforderlich|zwingend)\b`)
	soft     = regexp.MustCompile(`(?i)\b(?:preferred|helpful|a plus|or (?:an )?(?:equal|equivalent|comparable|similar)|(?:certificate|diploma|licen[cs]e|apprenticeship) or|or (?:an? )?(?:\w+ )?(?:certificate|diploma|apprenticeship|experience)|or (?:the same|\w+ years)|desirable|nice to have|an advantage|ideally|von vorteil|wünschenswert|oder vergleichbar)`)
	denied   = regexp.MustCompile(`(?i)\b(?:not always|no (?:\w+ )?degree|(?:don['’]t|do not|does not|doesn['’]t) (?:always )?need|without an? (?:\w+ )?degree|(?:isn['’]t|is not) always|not (?:strictly )?(?:required|necessary|a requirement|essential)|optional|rarely|seldom|nicht (?:immer|zwingend))`)
)

// degreeIn finds a degree in a text: where, and whether one beyond the
// bachelor's is all that is spoken of.
func degreeIn(text string) (offset int, beyond, ok bool) {
	if b := bachelor.FindStringIndex(text); b != nil {
		return b[0], false, true
	}
	if g := graduate.FindStringIndex(text); g != nil {
		return g[0], true, true
	}
	for _, m := range anyone.FindAllStringSubmatchIndex(text, -1) {
		before := ""
		if m[2] >= 0 {
			before = strings.ToLower(strings.TrimSpace(text[m[2]:m[3]]))
		}
		measure := before != "" && strings.Trim(before, "0123456789°") == "" || slices.Contains([]string{"high", "great", "large", "small", "some", "certain"}, before)
		after := ""
		if m[6] >= 0 {
			after = strings.ToLower(strings.Join(strings.Fields(text[m[6]:m[7]]), " "))
		}
		if !measure && (after == "" || after == "of science" || after == "of arts") {
			return m[4], false, true
		}
	}
	return 0, false, false
}

// mayHaveDegree is a quick look before degreeIn.
func mayHaveDegree(text string) bool {
	for _, part := range []string{"egree", "chelor", "aster", "BS", "BA", "B.S", "MS", "M.S", "MBA", "octora", "Ph", "ph", "tudium", "abschluss"} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

// denials are words of which one stands in whatever denied matches.
var denials = newWordIndex("no not don doesn isn without optional* rarely* seldom* nicht*")

// deniedIn finds where a text says that something is not needed; nil if it
// does not.
func deniedIn(text string) []int {
	if denials.in(text) == 0 {
		return nil
	}
	return denied.FindStringIndex(text)
}

// isDegree reports whether a level ends in a degree.
func isDegree(l career.Level) bool {
	return slices.Contains([]career.Level{career.Associate, career.Bachelor, career.Master, career.Professional, career.Doctorate}, l)
}

// educationDemand finds a template that demands a degree which the article
// calls optional elsewhere.
func educationDemand(a *article) {
	degrees, where := 0, ""
	optional := true
	for _, e := range a.Role.Education {
		if isDegree(e.Level) {
			degrees++
			optional = optional && (e.Requirement == "preferred" || e.Requirement == "helpful")
		}
	}
	beyondOnly := false
	switch at, beyond := a.degreeDenied(); {
	case at > 0:
		where, beyondOnly = fmt.Sprintf("line %d", at), beyond
	case optional && degrees > 0:
		where = "education"
	default:
		return
	}
	for p := range a.in(content.Template) {
		if !mayHaveDegree(p.text) || soft.MatchString(p.text) || denied.MatchString(p.text) || itemMark(p.text) == 0 && !demand.MatchString(p.text) {
			continue // what is listed is asked for
		}
		if at, beyond, ok := degreeIn(p.text); ok && (beyond || !beyondOnly) {
			a.reportAt(p.at(at), "write what an employer may really ask for, such as \"or equal experience\"", "the template demands a degree, which %s does not call required", where)
		}
	}
}

// degreeDenied returns the line on which the sections on education or the FAQ
// say that no degree is needed, 0 if none does, and whether only one beyond
// the bachelor's is spoken of. An answer may leave to its question what it
// speaks of.
func (a *article) degreeDenied() (at int, beyond bool) {
	for p := range a.in(content.FAQ, content.Education) {
		if denials.in(p.text) == 0 {
			continue
		}
		asked, part := false, p.lines[0].part
		if part != nil && p.lines[0].number > part.Line && mayHaveDegree(part.Heading) {
			_, _, asked = degreeIn(part.Heading)
		}
		if !asked && !mayHaveDegree(p.text) {
			continue
		}
		for from, to := range sentences(p.text) {
			sentence := p.text[from:to]
			if m := deniedIn(sentence); m != nil && !strings.Contains(sentence, "not optional") {
				_, high, named := degreeIn(sentence)
				if (named || asked) && (at == 0 || beyond && !high) {
					at, beyond = p.at(from+m[0]).Line, high
				}
			}
			asked = false // the first sentence answers
		}
	}
	return at, beyond
}
