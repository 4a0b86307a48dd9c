package check

import (
	"regexp"
	"strings"

	"careerguide/internal/content"
)

// wording is a way of putting things that keeps people out.
type wording struct {
	keys   string // words of which one stands in every match, in lower case: a quick look before words
	words  *regexp.Regexp
	why    string
	better string
}

// WordingDate is when the list of wordings was last gone through.
const WordingDate = "2026-11"

// WordingSources are what the list of wordings follows.
const WordingSources = `words with a gender after Gaucher, Friesen and Kay, "Evidence that gendered wording in job advertisements exists and sustains gender inequality" (2011); ` +
	`age after the US EEOC's regulation 29 CFR 1625.4; language after the EEOC's guidance on national origin discrimination (2016), part V; ` +
	`disability after the EEOC's "Job Advertisements and the ADA"`

// wordings match only where the words are about the person who is looked for:
// young children, freshman classes and an aggressive patient are nobody's
// fault.
var wordings = []wording{
	{"salesman salesmen foreman foremen chairman chairmen handyman handymen repairman repairmen craftsman craftsmen waitress waitresses stewardess businessman businessmen policeman policemen fireman firemen mailman cameraman manpower manned",
		regexp.MustCompile(`(?i)\b(?:(?:sales|fore|chair|handy|repair|crafts|business|police|fire)m[ae]n|mailman|cameraman|waitress(?:es)?|stewardess|manpower|manned)\b`), "names a gender", "a word for everybody: salesperson, supervisor, technician, staff"},
	{"he his him", regexp.MustCompile(`(?i)\b(?:he|his|him)\b`), "means men only", `"you" or "they"`},
	{"she her", regexp.MustCompile(`(?i)\b(?:she|her)\b`), "means women only", `"you" or "they"`},
	{"rockstar rockstars star stars ninja ninjas guru gurus wizard wizards",
		regexp.MustCompile(`(?i)\b(?:rock ?stars?|ninjas?|gurus?|(?:tech|coding|marketing|sales|excel|data) wizards?)\b`), "puts off people who do not see themselves so", "the skill that you mean"},
	{"dominant dominate aggressive aggressively", regexp.MustCompile(`(?i)\b(?:be dominant|dominate (?:the|our|your) \w+|aggressive (?:self-starter|go-getter|sales ?person|closer|personality|attitude)|aggressively (?:pursue|grow|sell))\b`),
		"is read as meant for men", "confident, driven by results"},
	{"young youthful digital recent fresh", regexp.MustCompile(`(?i)\b(?:young (?:and|team|professionals?|talents?|candidates?|applicants?|company|environment|at heart)|youthful|digital natives?|recent (?:college |university )?grad(?:uate)?s?|fresh graduates?)\b`),
		"names an age", "the experience that you ask for"},
	{"mature overqualified maximum max more", regexp.MustCompile(`(?i)\b(?:mature (?:person|people|individuals?|candidates?|applicants?)|overqualified|(?:maximum(?: of)?|max\.?|no more than|not more than) \d+ years(?: of)? experience)\b`),
		"names an age", "the experience that you ask for"},
	{"native mother", regexp.MustCompile(`(?i)\b(?:native(?:-level|-like)?(?: or bilingual)?(?: (?:english|german|spanish|french|mandarin|italian|portuguese))?[ -](?:speakers?|fluency|proficiency|command)|native (?:english|german|spanish|french)|mother tongue)\b`),
		"keeps out people who learned the language", `"fluent in …", and for what`},
	{"able must perfect", regexp.MustCompile(`(?i)\b(?:able-bodied|must be able to (?:stand|walk|see|hear)|perfect (?:health|vision|hearing))\b`),
		"keeps out people with a disability who could do the job", `the task itself: "moves patients with a lift"`},
	{"culture cultural", regexp.MustCompile(`(?i)\b(?:culture|cultural) fit\b`), "asks for people like those who are there", "the way of working that you mean"},
}

// wordingKeys has a list for each of wordings.
var wordingKeys = func() *wordIndex {
	var lists []string
	for _, w := range wordings {
		lists = append(lists, w.keys)
	}
	return newWordIndex(lists...)
}()

func excluding(a *article) {
	const message = "%q %s"
	hint := func(w *wording) string { return "better: " + w.better + " (list of " + WordingDate + ")" }
	for path, text := range a.postingTexts {
		wordingsIn(text, func(w *wording, from, to int) {
			a.report(path, hint(w), message, text[from:to], w.why)
		})
	}
	for p := range a.in(content.Template, content.Duties) {
		wordingsIn(p.text, func(w *wording, from, to int) {
			a.reportAt(p.at(from), hint(w), message, p.text[from:to], w.why)
		})
	}
}

// wordingsIn finds the wordings of a text, each with its place.
func wordingsIn(text string, yield func(w *wording, from, to int)) {
	found := wordingKeys.in(text)
	for i := range wordings {
		if found&(1<<i) == 0 {
			continue
		}
		w := &wordings[i]
		for _, m := range w.words.FindAllStringIndex(text, -1) {
			if !bothGenders(w, text, m) {
				yield(w, m[0], m[1])
			}
		}
	}
}

// bothGenders reports whether a pronoun stands with its counterpart: "he or
// she", "her/his".
func bothGenders(w *wording, text string, m []int) bool {
	if !strings.HasPrefix(w.keys, "he ") && !strings.HasPrefix(w.keys, "she ") {
		return false
	}
	const most = 16 // bytes of a joint and a pronoun, with some to spare
	before, after := strings.ToLower(text[max(0, m[0]-most):m[0]]), strings.ToLower(text[m[1]:min(len(text), m[1]+most)])
	for _, joint := range []string{"/", " or ", " and ", "/ "} {
		if strings.HasSuffix(before, joint) || strings.HasPrefix(after, joint) {
			other := ""
			if rest, ok := strings.CutPrefix(after, joint); ok {
				other = rest
			} else {
				other = before[max(0, len(before)-len(joint)-4):]
			}
			for _, p := range []string{"he", "his", "him", "she", "her"} {
				if strings.HasPrefix(other, p) || strings.Contains(" "+other, " "+p+joint) {
					return true
				}
			}
		}
	}
	return false
}
