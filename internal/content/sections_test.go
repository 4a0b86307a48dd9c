package content

import (
	"strings"
	"testing"

	"careerguide/internal/config"
)

// Every heading of the contract names its section, whatever its case, with
// the role's name in it or not.
func TestSectionNames(t *testing.T) {
	contract := map[string][]string{
		Duties:             {"Duties", "Responsibilities", "Duties and Responsibilities", "Duties & Responsibilities"},
		Template:           {"Job Description Template"},
		Skills:             {"Skills", "Qualifications", "Qualifications and Skills"},
		Experience:         {"Experience", "Experience Requirements"},
		Education:          {"Education", "Training", "Education and Training", "Education and Training Requirements"},
		Salary:             {"Salary", "Salary Expectations", "Pay"},
		FAQ:                {"FAQ", "FAQs", "Frequently Asked Questions", "Job Description FAQs"},
		Outlook:            {"Outlook", "Job Outlook"},
		CareerPath:         {"Career Path", "Career Progression"},
		WorkEnvironment:    {"Work Environment", "Working Conditions"},
		InterviewQuestions: {"Interview Questions"},
		Conclusion:         {"Conclusion", "Summary"},
	}
	roles := []struct{ title, plural, article, alternate string }{
		{"Backend QA Engineer", "Backend QA Engineers", "a", "Backend Quality Assurance Engineer"},
		{"Engineer", "Engineers", "an", "Technician"},
		{"C++ Developer", "C++ Developers", "a", "Systems Programmer"},
		{"Maître d’hôtel", "Maîtres d’hôtel", "a", "Head Waiter"},
	}
	for _, r := range roles {
		name := namer(r.plural, r.title, r.alternate)
		check := func(heading, want string) {
			t.Helper()
			for _, h := range []string{heading, strings.ToUpper(heading), strings.ToLower(heading), "  " + heading + ": "} {
				if got := name(h); got != want {
					t.Errorf("%s: %q is %q, want %q", r.title, h, got, want)
				}
			}
		}
		for key, headings := range contract {
			for _, h := range headings {
				check(h, key)
				check(r.title+" "+h, key)
				check(r.plural+" "+h, key)
				check(r.alternate+" "+h, key)
				check(r.title+"’s "+h, key)
				check(r.title+"'s "+h, key)
				check("The "+r.title+" "+h, key)
			}
		}
		check("What does "+r.article+" "+r.title+" do?", WhatTheyDo)
		check("What Does "+r.article+" "+r.alternate+" Do?", WhatTheyDo)
		check("What do "+r.plural+" do?", WhatTheyDo)
		check("What they do", WhatTheyDo)
		check("How to become "+r.article+" "+r.title, HowToBecome)
		check("How to Become "+r.article+" "+r.title+"?", HowToBecome)
		check("Becoming "+r.article+" "+r.title, HowToBecome)
		check(r.title, "")
		check("About "+r.plural, "")
		check("Tools of the Trade", "")
		check("A day in the life of "+r.article+" "+r.title, "")
	}
}

// A role called after a section's heading keeps both apart.
func TestSectionNamesOfOddRoles(t *testing.T) {
	for _, tt := range []struct{ title, heading, want string }{
		{"Skills Trainer", "Skills", Skills},
		{"Skills Trainer", "Skills Trainer Skills", Skills},
		{"Pay Clerk", "Pay Clerk Pay", Salary},
		{"Salary", "Salary", Salary},
		{"Head of Training", "Training", Education},
		{"Head of Training", "Head of Training Duties", Duties},
		{"Nurse", "Nursery Duties", ""},
		{"Nurse", "Head Nurse Duties", ""},
		{"A", "Duties of a leader", ""},
		{"", "Duties", Duties},
	} {
		if got := namer(tt.title+"s", tt.title)(tt.heading); got != tt.want {
			t.Errorf("%s: %q is %q, want %q", tt.title, tt.heading, got, tt.want)
		}
	}
}

// Headings leave out what stands in brackets after a title.
func TestSectionsOfTailedTitles(t *testing.T) {
	for title, want := range map[string]string{
		"Nurse (m/w/d)": "Nurse", "Tester [Updated for 2025]": "Tester", "Clerk": "Clerk", "(Head) Clerk": "(Head) Clerk", "(Clerk)": "(Clerk)", "Clerk )": "Clerk )", "": "",
	} {
		if got := withoutTail(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
	a := &Article{Meta: Meta{Title: "Nurse (m/w/d)"}, Role: &Role{}, from: &origin{cfg: &config.Site{}}}
	for heading, want := range map[string]string{"Nurse Duties": Duties, "What do nurses do?": WhatTheyDo, "Nurse (m/w/d) Salary": Salary, "Nursery Duties": ""} {
		if got := a.markdown(1).Section(heading); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
}

func TestTemplateParts(t *testing.T) {
	for heading, want := range map[string]string{
		"Job Brief": JobBrief, "job brief": JobBrief, "Responsibilities": Responsibilities, "Duties and Responsibilities:": Responsibilities,
		"Qualifications": Qualifications, "BENEFITS": Benefits, "Additional Information": AdditionalInformation,
		"About the company": "", "": "",
	} {
		if got := TemplatePart(heading); got != want {
			t.Errorf("%q is %q, want %q", heading, got, want)
		}
	}
}

// Sections of a body have their keys as ids; an explicit one wins.
func TestSectionsOfBody(t *testing.T) {
	a, found := parseRole(t, "---\n"+head+"---\nIntro.\n\n## Nurse duties and responsibilities\n\nCare.\n\n## The money {#salary}\n\n### Skills\n\n## What does a nurse do?\n\nA.\n\n## Anything else\n\nB.\n\n## Main\n\nC.\n")
	wantFindings(t, found)
	var got []string
	for _, s := range a.Body.Sections {
		got = append(got, s.Key+"|"+s.ID)
	}
	if want := "duties|duties salary|salary what-they-do|what-they-do |anything-else |main-2"; strings.Join(got, " ") != want {
		t.Errorf("sections %s, want %s", strings.Join(got, " "), want)
	}
	_, found = parseRole(t, "---\n"+head+"---\n## Duties\na\n## Pay\nb\n## Nurses' Responsibilities\nc\n## Income {#salary}\nd\n")
	wantFindings(t, found, "10:1 the section \"duties\" is already on line 6", "12:1 the section \"salary\" is already on line 8")
}
