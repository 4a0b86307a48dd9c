package check

import (
	"regexp"

	"careerguide/internal/content"
)

// excluding is a wording that keeps people out of a job description.
type excluding struct {
	words  *regexp.Regexp
	why    string
	better string
}

// wordingDate is when the list was last gone through.
const wordingDate = "2026-11"

// wordings are wordings to be careful with, for these reasons: the words with
// a gender after Gaucher, Friesen and Kay, "Evidence that gendered wording in
// job advertisements exists and sustains gender inequality" (2011); age after
// the US EEOC's guidance on the Age Discrimination in Employment Act, 29 CFR
// 1625.4; language and origin after the EEOC's guidance on national origin
// (2016), part V.
var wordings = []excluding{
	{regexp.MustCompile(`(?i)\b(?:salesman|salesmen|foreman|foremen|chairman|chairmen|handyman|repairman|workman|workmen|craftsman|craftsmen|waitress|stewardess|businessman|policeman|fireman|mailman|cameraman|craftsmanship)\b`), "names a gender", "a word for everybody: salesperson, supervisor, technician"},
	{regexp.MustCompile(`(?i)\b(?:manpower|man-hours?|manned|man the|freshman)\b`), "names a gender", "staff, working hours, staffed"},
	{regexp.MustCompile(`(?i)\b(?:he|his|him)\b(?:[^.]{0,40}\b(?:will|should|must|responsible|reports|team|duties|is|has)\b)`), "means men only", "\"you\" or \"they\""},
	{regexp.MustCompile(`(?i)\b(?:rock ?star|ninja|guru|wizard|hacker mindset)\b`), "puts off people who do not see themselves so", "the skill that you mean"},
	{regexp.MustCompile(`(?i)\b(?:dominant|dominate|aggressive(?:ly)?|ambitious go-getter)\b`), "is read as meant for men", "confident, driven by results"},
	{regexp.MustCompile(`(?i)\b(?:young|youthful|digital natives?|recent (?:college )?grad(?:uate)?s?|energetic young|fresh graduates?)\b`), "names an age", "the experience that you ask for"},
	{regexp.MustCompile(`(?i)\b(?:mature (?:person|individual|candidate)s?|overqualified|(?:maximum|max\.?|no more than|up to) \d+ years of experience)\b`), "names an age", "the experience that you ask for"},
	{regexp.MustCompile(`(?i)\bnative(?:-level)? (?:english |german |spanish |french )?speakers?\b|\bmother tongue\b`), "keeps out people who learned the language", "\"fluent in …\", and for what"},
	{regexp.MustCompile(`(?i)\b(?:able-bodied|must be able to (?:stand|walk|see|hear)|perfect (?:health|vision|hearing))\b`), "keeps out people with a disability who could do the job", "the task itself: \"moves patients with a lift\""},
	{regexp.MustCompile(`(?i)\b(?:cultural fit|culture fit)\b`), "asks for people like those who are there", "the way of working that you mean"},
}

func wording(a *article) {
	for _, l := range a.text {
		if l.section != content.Template && l.section != content.Duties {
			continue
		}
		for _, w := range wordings {
			for _, m := range w.words.FindAllStringIndex(l.text, -1) {
				a.reportAt(at(l, m[0]), "better: "+w.better+" (list of "+wordingDate+")", "%q %s", l.text[m[0]:m[1]], w.why)
			}
		}
	}
}
