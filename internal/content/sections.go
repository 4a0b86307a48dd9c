package content

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The keys of the sections that a role article may have.
const (
	Duties             = "duties"
	Template           = "template"
	WhatTheyDo         = "what-they-do"
	Skills             = "skills"
	Experience         = "experience"
	Education          = "education"
	Salary             = "salary"
	FAQ                = "faq"
	HowToBecome        = "how-to-become"
	Outlook            = "outlook"
	CareerPath         = "career-path"
	WorkEnvironment    = "work-environment"
	InterviewQuestions = "interview-questions"
	Conclusion         = "conclusion"
)

// The keys of the template's parts.
const (
	JobBrief              = "job-brief"
	Responsibilities      = "responsibilities"
	Qualifications        = "qualifications"
	Benefits              = "benefits"
	AdditionalInformation = "additional-information"
)

// headings names each section by the headings that writers give it, in
// lower case and without the role's name.
var headings = map[string]string{
	"duties": Duties, "responsibilities": Duties, "duties and responsibilities": Duties, "responsibilities and duties": Duties,
	"roles and responsibilities": Duties, "job duties": Duties, "job responsibilities": Duties,
	"job description template": Template, "job description": Template, "template": Template,
	"what they do": WhatTheyDo, "what does do": WhatTheyDo, "what do do": WhatTheyDo, "what do they do": WhatTheyDo,
	"skills": Skills, "qualifications": Skills, "qualifications and skills": Skills, "skills and qualifications": Skills,
	"experience": Experience, "experience requirements": Experience,
	"education": Education, "training": Education, "education and training": Education, "education requirements": Education,
	"training requirements": Education, "education and training requirements": Education, "training and education": Education,
	"salary": Salary, "salary expectations": Salary, "pay": Salary, "salaries": Salary,
	"faq": FAQ, "faqs": FAQ, "frequently asked questions": FAQ, "job description faqs": FAQ, "job description faq": FAQ,
	"how to become": HowToBecome, "becoming": HowToBecome,
	"outlook": Outlook, "job outlook": Outlook,
	"career path": CareerPath, "career progression": CareerPath,
	"work environment": WorkEnvironment, "working conditions": WorkEnvironment,
	"interview questions": InterviewQuestions,
	"conclusion":          Conclusion, "summary": Conclusion,
}

// IsSection reports whether id is the key of a known section.
func IsSection(id string) bool { return sectionKeys[id] }

var sectionKeys = func() map[string]bool {
	keys := map[string]bool{}
	for _, key := range headings {
		keys[key] = true
	}
	return keys
}()

var partHeadings = map[string]string{
	"job brief": JobBrief, "brief": JobBrief, "responsibilities": Responsibilities, "duties": Responsibilities, "duties and responsibilities": Responsibilities,
	"qualifications": Qualifications, "requirements": Qualifications, "requirements and qualifications": Qualifications, "qualifications and skills": Qualifications, "skills": Qualifications,
	"benefits": Benefits, "additional information": AdditionalInformation,
}

// TemplatePart returns the key of a part of the template by its heading, or
// "" for a part of the writer's own ("About the company").
func TemplatePart(heading string) string { return partHeadings[plain(heading)] }

// namer returns the function that names a section by its heading, in an
// article about a role with the given names.
func namer(names ...string) func(heading string) string {
	phrases := make([]string, 0, len(names))
	for _, n := range names {
		if p := plain(n); p != "" {
			phrases = append(phrases, p)
		}
	}
	return func(heading string) string {
		text := plain(heading)
		if key := headings[text]; key != "" {
			return key
		}
		for _, p := range phrases {
			if !strings.Contains(text, p) {
				continue
			}
			without := text
			for _, article := range []string{" the ", " an ", " a ", " "} {
				if cut := strings.Replace(" "+without+" ", article+p+" ", " ", 1); cut != " "+without+" " {
					without = strings.Join(strings.Fields(cut), " ")
					break
				}
			}
			if key := headings[without]; without != text && key != "" {
				return key
			}
		}
		return ""
	}
}

// withoutTail returns a title without what stands in brackets at its end, as
// in "Nurse (m/w/d)", which headings do not repeat.
func withoutTail(title string) string {
	title = strings.TrimSpace(title)
	open := strings.LastIndexAny(title, "([")
	if open <= 0 || !strings.HasSuffix(title, ")") && !strings.HasSuffix(title, "]") {
		return title
	}
	return strings.TrimSpace(title[:open])
}

// plain returns a heading's words in lower case, "&" as "and", without
// punctuation and possessive endings.
func plain(s string) string {
	var short [64]byte
	b := short[:0]
	gap := false // before the next letter
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch r = unicode.ToLower(r); {
		case (r == '’' || r == '\'') && i < len(s) && s[i]|0x20 == 's':
			i++
		case r == '&':
			if len(b) > 0 {
				b = append(b, ' ')
			}
			b, gap = append(b, "and"...), true
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '#' || unicode.IsMark(r):
			if gap && len(b) > 0 {
				b = append(b, ' ')
			}
			b, gap = utf8.AppendRune(b, r), false
		default:
			gap = true
		}
	}
	return string(b)
}

// SectionKeys returns the keys of all known sections, sorted.
func SectionKeys() []string { return slices.Sorted(maps.Keys(sectionKeys)) }

// HeadingWords returns the words that the headings of known sections, and of
// the template's parts, are made of, sorted.
func HeadingWords() []string {
	words := map[string]bool{}
	for _, known := range []map[string]string{headings, partHeadings} {
		for heading := range known {
			for w := range strings.FieldsSeq(heading) {
				words[w] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(words))
}
