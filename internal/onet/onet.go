// Package onet makes role articles of a release of the O*NET database and of
// the wages of the Occupational Employment and Wage Statistics (OEWS).
//
//	release, found := onet.Load(os.DirFS("db_29_3_text"), "db_29_3_text")
//	survey, more := onet.LoadSurvey(file, size, "national_M2024_dl.xlsx")
//	plan := onet.Make(site, release, survey, onet.Options{})
//	err := plan.Write(root)
//
// A release is a folder of tab-separated tables. Columns are found by their
// headers, so their order and number may differ from release to release; a
// table that is missing is told and left out. What is read of each:
//
//	Occupation Data.txt                       the code, title and description of each occupation
//	Alternate Titles.txt                      alternate_titles, hidden_titles
//	Task Statements.txt                       the duties, core tasks first
//	Job Zones.txt, Job Zone Reference.txt     the sections on experience and education
//	Education, Training, and Experience.txt   education, with the share of each level
//	Skills.txt, Knowledge.txt, Abilities.txt  skills, with their importance
//	Technology Skills.txt                     skills of the kind technology
//	Related Occupations.txt                   related
//	Read Me.txt                               the release's number
//
// O*NET's text is data under CC BY 4.0, and each article says so.
//
// Articles have no dates: nobody has reviewed them on any day.
package onet

import (
	"strings"

	"careerguide/internal/career"
)

// Release is what is read of a release of the O*NET database.
type Release struct {
	Version     string        // "29.3"; "" if the release does not say
	Occupations []*Occupation // by code
	Zones       map[int]Zone  // by number, 1 to 5
}

// Name returns what the release is called: "O*NET 29.3 Database".
func (r *Release) Name() string {
	if r.Version == "" {
		return "O*NET Database"
	}
	return "O*NET " + r.Version + " Database"
}

// Key returns the release's key in sources.yaml: "onet-29.3".
func (r *Release) Key() string {
	if r.Version == "" {
		return "onet"
	}
	return "onet-" + r.Version
}

// Occupation is an O*NET-SOC occupation.
type Occupation struct {
	Code         string // "15-1253.00"
	Title        string // plural, as O*NET writes it
	Description  string
	Alternates   []Alternate
	Tasks        []Task // core tasks first
	Zone         int    // 1 to 5; 0 if unknown
	Education    []Share
	Suppressed   bool      // O*NET holds the share of some level for too imprecise
	Elements     []Element // skills, knowledge and abilities
	Technologies []Technology
	Related      []string // codes, the nearest first

	Role  string // the title in the singular
	Slug  string // of the article that it would get
	Shown []string
	Found []string // alternate titles beyond those shown
}

// SOC returns the occupation's code in the Standard Occupational
// Classification: "15-1253".
func (o *Occupation) SOC() string { return o.Code[:7] }

// residual reports whether the occupation is what others leave over.
func (o *Occupation) residual() bool { return strings.HasSuffix(o.Title, "All Other") }

// Alternate is another title of an occupation.
type Alternate struct {
	Title   string
	Sources int // in how many sources O*NET has found it
}

// Task is something that people in an occupation do.
type Task struct {
	Text string
	Core bool
}

// Share is how many of the people asked named a level of education, in percent.
type Share struct {
	Level   career.Level
	Percent float64
}

// Element is a skill, a knowledge or an ability with its importance on O*NET's
// scale of 1 to 5.
type Element struct {
	Name       string
	Kind       career.SkillKind
	Importance float64
}

// Standard returns the importance on the scale of 0 to 100.
func (e Element) Standard() int { return int((e.Importance-1)/4*100 + 0.5) }

// Technology is software that people in an occupation use.
type Technology struct {
	Name          string
	Hot, InDemand bool // often named in employers' postings, overall and for the occupation
}

// rank orders technologies: the smaller, the more asked for.
func (t Technology) rank() int {
	rank := 0
	if !t.InDemand {
		rank += 2
	}
	if !t.Hot {
		rank++
	}
	return rank
}

// Zone is a job zone: the preparation that its occupations take.
type Zone struct {
	Name       string // "Job Zone Four: Considerable Preparation Needed"
	Experience string
	Education  string
	Training   string
}
