package check

import (
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/career"
)

func educationShares(a *article) {
	sum, n := 0.0, 0
	for _, e := range a.Role.Education {
		if e.Share.Known() {
			sum += e.Share.Float()
			n++
		}
	}
	if n > 1 && n == len(a.Role.Education) && (sum < 99 || sum > 101) || sum > 101 {
		a.report("education", "they are percent of the people in the role", "the shares of education add up to %s, not to 100", career.Float(sum))
	}
}

var (
	degree = regexp.MustCompile(`(?i)\b(?:bachelor|master|degree|diploma|doctorate|ph\.?d|studium|abschluss)`)
	demand = regexp.MustCompile(`(?i)\b(?:required|must have|mandatory|is needed|erforderlich|zwingend)\b`)
	soft   = regexp.MustCompile(`(?i)\b(?:preferred|helpful|a plus|or equivalent|or comparable|or similar|not (?:always |strictly )?(?:required|needed|necessary)|desirable|nice to have|ideally|von vorteil|wünschenswert)`)
	denied = regexp.MustCompile(`(?i)\b(?:not always|no degree|don.t (?:always )?need|do not (?:always )?need|without a degree|isn.t always|is not always|not (?:strictly )?(?:required|necessary)|optional|nicht (?:immer|zwingend))`)
)

// isDegree reports whether a level ends in a degree.
func isDegree(l career.Level) bool {
	return slices.Contains([]career.Level{career.Associate, career.Bachelor, career.Master, career.Professional, career.Doctorate}, l)
}

// isItem reports whether a line is an item of a list: a qualification that is
// listed is asked for.
func isItem(text string) bool {
	text = strings.TrimLeft(text, " ")
	return strings.HasPrefix(text, "- ") || strings.HasPrefix(text, "* ") || strings.HasPrefix(text, "+ ")
}

// educationDemand finds a template that demands a degree which the article
// calls optional elsewhere.
func educationDemand(a *article) {
	degrees, optional := 0, true
	for _, e := range a.Role.Education {
		if isDegree(e.Level) {
			degrees++
			optional = optional && (e.Requirement == "preferred" || e.Requirement == "helpful")
		}
	}
	optional = optional && degrees > 0
	var says *line
	for i, l := range a.text {
		if (l.section == "faq" || l.section == "education") && degree.MatchString(l.text) && denied.MatchString(l.text) {
			says = &a.text[i]
			break
		}
	}
	if !optional && says == nil {
		return
	}
	for _, l := range a.text {
		if l.section != "template" {
			continue
		}
		for _, m := range degree.FindAllStringIndex(l.text, -1) {
			if soft.MatchString(l.text) || denied.MatchString(l.text) || !demand.MatchString(l.text) && !isItem(l.text) {
				continue
			}
			where := "education"
			if says != nil {
				where = "line " + itoa(says.number)
			}
			a.reportAt(at(l, m[0]), "write what an employer may really ask for", "the template demands a degree, which %s does not call required", where)
			break
		}
	}
}
