package check

import (
	"strings"
	"testing"
)

var textCases = []ruleCase{
	{"placeholder-undeclared", []string{"tester of [product] => tester of §[tool]"}, []string{"warning: placeholder [tool] is not declared"}},
	{"placeholder-undeclared", []string{"tester of [product] => tester of §[produkt]"}, []string{`warning: placeholder [produkt] is not declared (did you mean "product"?)`}},
	{"placeholder-undeclared", []string{"Write to [email address] => §Write to [emial address]"}, []string{"warning: placeholder [emial address] is not declared"}},
	{"placeholder-undeclared", []string{"tester of [product] => tester of\n§[tool]"}, []string{"warning: placeholder [tool] is not declared"}},
	{"placeholder-undeclared", []string{"tester of [product]. => tester of [PRODUCT], see [tool](https://tool.example/), <!-- [comment] -->\n\n- [ ] a box\n- [x] another\n\n```\n[code]\n```"}, nil},
	{"placeholder-undeclared", []string{"Testers find => [sic] Testers find"}, nil},
	{"placeholder-undeclared", []string{"benefits: [Health insurance => benefits: [§\"[number] weeks off\""}, []string{"warning: placeholder [number] is not declared"}},

	{"placeholder-unused", []string{"placeholders: [product] => placeholders: [product, §tool]"}, []string{"warning: the template has no placeholder [tool]"}},
	{"placeholder-unused", []string{"placeholders: [product] => placeholders: [Product, company, \"City, State\"]"}, nil},
	{"placeholder-unused", []string{"placeholders: [product] => placeholders: [product, §Product]"}, []string{`warning: placeholder "Product" is declared twice`}},
	{"placeholder-unused", []string{"placeholders: [product] => placeholders: [§\"[product]\"]"}, []string{`warning: placeholder "[product]" is declared with its brackets`}},

	{"item-twice", []string{"- Plan releases => - §Write test plans"}, []string{`warning: the same item as on line 50, in "Duties"`}},
	{"item-twice", []string{"- Plan releases => - §*Write* test plans."}, []string{`warning: the same item as on line 50, in "Duties"`}},
	{"item-twice", []string{"- Plan releases => - Write test plans for releases"}, nil},
	{"item-twice", []string{"- Report faults => 1. Report faults\n2. §Report faults"}, []string{`warning: the same item as on line 51, in "Duties"`}},
	{"item-twice", []string{"- Report faults => - Report faults\n  - small ones\n- §Write test\n  plans"}, []string{`warning: the same item as on line 50, in "Duties"`}},
	{"item-twice", []string{"expects: [Planning] => expects: [§Patience]"}, []string{`warning: "Patience" stands in tier "Entry level" too`}},

	{"benefit-twice", []string{"benefits: [Health insurance, Dental insurance] => benefits: [401(k), §Retirement plan]"}, []string{`warning: "Retirement plan" is the same benefit as "401(k)"`}},
	{"benefit-twice", []string{"- A quiet room => - §Medical coverage"}, []string{`warning: "Medical coverage" is the same benefit as "Health insurance"`}},
	{"benefit-twice", []string{"- A quiet room => - 401(k) with company match\n- §Pension plan"}, []string{`warning: "Pension plan" is the same benefit as "401(k) with company match"`}},
	{"benefit-twice", []string{"- A quiet room => - Paid time off\n- §Paid vacation"}, []string{`warning: "Paid vacation" is the same benefit as "Paid time off"`}},
	{"benefit-twice", []string{"- A quiet room => - Paid time off\n- Paid holidays\n- Paid sick leave\n- Vision insurance\n- Retirement party"}, nil},

	{"year-typed", []string{"title: Tester => title: §Tester (Updated for 2026)"}, []string{"warning: the title says 2026 by hand"}},
	{"year-typed", []string{"summary: What => summary: §Updated 2025. What"}, []string{"warning: the summary says 2025 by hand"}},
	{"year-typed", []string{"## Skills => ## Skills, updated for §2026"}, []string{"warning: the heading says 2026 by hand"}},
	{"year-typed", []string{"Testers find => Updated in March §2025. Testers find"}, []string{"warning: the text says 2025, and updated is 2026-03-01"}},
	{"year-typed", []string{"Testers find => Updated in March 2026. Testers find"}, nil},
	{"year-typed", []string{"Testers find => Since 2019 testers find"}, nil},

	{"date-order", []string{"updated: 2026-03-01 => updated: §2026-06-16"}, []string{"warning: updated 2026-06-16 lies in the future"}},
	{"date-order", []string{"updated: 2026-03-01 => updated: 2026-06-15"}, nil},
	{"date-order", []string{"review_by: 2027-03-01 => review_by: §2026-02-28"}, []string{"warning: review_by 2026-02-28 is before updated 2026-03-01"}},
	{"date-order", []string{"review_by: 2027-03-01 => review_by: 2026-03-01"}, nil},
	{"date-order", []string{"as_of: 2024-05 => as_of: §2042-05"}, []string{"warning: as_of 2042-05 lies in the future"}},
	{"date-order", []string{"as_of: 2024-05 => as_of: §2025-05"}, []string{"warning: as_of 2025-05 is later than its source, which is of 2025-04"}},

	{"wording", []string{"- Plan releases => - Lead as §foreman of the team"}, []string{`warning: "foreman" names a gender`}},
	{"wording", []string{"- Plan releases => - Lead as forewoman or foreperson"}, nil},
	{"wording", []string{"- Plan releases => - Help the lead with §his plans"}, []string{`warning: "his" means men only`}},
	{"wording", []string{"- Plan releases => - Help the lead with §her plans"}, []string{`warning: "her" means women only`}},
	{"wording", []string{"- Plan releases => - Help the lead with his or her plans, which he/she made"}, nil},
	{"wording", []string{"- Plan releases => - Join a §young and dynamic team"}, []string{`warning: "young and" names an age`}},
	{"wording", []string{"- Plan releases => - Teach young children in freshman classes, with pride in craftsmanship, when a patient is aggressive"}, nil},
	{"wording", []string{"- Plan releases => - §Recent graduates only"}, []string{`warning: "Recent graduates" names an age`}},
	{"wording", []string{"- Plan releases => - §No more than 5 years of experience"}, []string{`warning: "No more than 5 years of experience" names an age`}},
	{"wording", []string{"- Plan releases => - §Native speaker of English"}, []string{`warning: "Native speaker" keeps out people who learned the language`}},
	{"wording", []string{"- Plan releases => - §Native English speaker"}, []string{`warning: "Native English speaker" keeps out people who learned the language`}},
	{"wording", []string{"- Plan releases => - Native plants, fluent English"}, nil},
	{"wording", []string{"- Plan releases => - Be a §coding wizard or §ninja"}, []string{`warning: "coding wizard" puts off people who do not see themselves so`, `warning: "ninja" puts off people who do not see themselves so`}},
	{"wording", []string{"- Plan releases => - Run the installation wizard"}, nil},
	{"wording", []string{"- Plan releases => - §Dominate the market"}, []string{`warning: "Dominate the market" is read as meant for men`}},
	{"wording", []string{"- Plan releases => - A §cultural fit"}, []string{`warning: "cultural fit" asks for people like those who are there`}},
	{"wording", []string{"apply: Write => apply: §With perfect health, write"}, []string{`warning: "perfect health" keeps out people with a disability who could do the job`}},
	{"wording", []string{"Patience, above all. => The foreman says so, and he is right."}, nil}, // no part of the job description

	{"code-unknown", []string{"onet_soc: 15-1253.00 => onet_soc: §16-1253.00"}, []string{"warning: no major group of the SOC begins with 16"}},
	{"code-unknown", []string{"isco08: \"2519\" => isco08: §\"2719\""}, []string{"warning: no group of ISCO-08 begins with 27"}},
	{"code-unknown", []string{"onet_soc: 15-1253.00, isco08: \"2519\" => onet_soc: 55-1011, isco08: \"9\""}, nil},

	{"title-long", []string{"title: Tester => title: §" + strings.Repeat("T", 61)}, []string{"warning: the title has 61 characters"}},
	{"title-long", []string{"title: Tester => title: " + strings.Repeat("ü", 60)}, nil},

	{"summary-length", []string{"summary: What a tester does all day, what the work pays, and how people come to it. => summary: §" + strings.Repeat("s", 49)}, []string{"warning: the summary has 49 characters only"}},
	{"summary-length", []string{"summary: What a tester does all day, what the work pays, and how people come to it. => summary: " + strings.Repeat("s", 50)}, nil},

	{"missing-sections", []string{"## What they do\n\nThey compare what a program does with what it should do.\n => ", "---\ntitle => ---\n§title"}, []string{"warning: the article lacks sections: what-they-do"}},
	{"missing-sections", []string{"## Salary\n\nThe median is $80,000 a year and the mean $84,000.\n => ", "## Experience\n\nPeople begin with small programs. After five years they lead.\n => "}, nil}, // the fields make them

	{"heading-misplaced", []string{"## Salary => §### Salary"}, []string{`warning: "Salary" stands inside of "Education"`}},
	{"heading-misplaced", []string{"### What does a tester earn? => §## What does a tester earn?"}, []string{`warning: the question "What does a tester earn?" is a section of its own`}},
	{"heading-misplaced", []string{"### Benefits => §## Benefits"}, []string{`warning: "Benefits" is a section of its own`}},
	{"heading-misplaced", []string{"## Salary => ## Salary\n\n§#### By city\n\nCities differ.\n"}, []string{"warning: a heading of level 4 below one of level 2"}},
	{"heading-misplaced", []string{"## Salary => ## Salary\n\n### By city\n\nCities differ.\n\n#### By street\n\nStreets too.\n"}, nil},
	{"heading-misplaced", []string{"## FAQ => ## Why testing?\n\nBecause.\n\n## Benefits\n\nMany.\n\n## FAQ"}, nil},

	{"heading-misplaced", []string{"## What they do => ## What others do", "### Benefits => §### What do testers do?"}, []string{`warning: "What do testers do?" stands inside of "Job description template"`}},
	{"heading-misplaced", []string{"## Experience\n\nPeople => ## Ways\n\nPeople", "### Benefits => ### Experience"}, nil}, // which a posting may ask for

	{"heading-misspelt", []string{"## Salary => §## Salray"}, []string{`warning: "Salray" is no known heading (did you mean "Salary"?)`}},
	{"heading-misspelt", []string{"## What they do => §## What thy do"}, []string{`warning: "What thy do" is no known heading (did you mean "What they do"?)`}},
	{"heading-misspelt", []string{"## Skills => §## Skills an Qualifications"}, []string{`warning: "Skills an Qualifications" is no known heading (did you mean "Skills and Qualifications"?)`}},
	{"heading-misspelt", []string{"## Skills => §## Testre Skills"}, []string{`warning: "Testre Skills" is no known heading (did you mean "Tester Skills"?)`}},
	{"heading-misspelt", []string{"### Qualifications => §### Qualificatons"}, []string{`warning: "Qualificatons" is no known heading (did you mean "Qualifications"?)`}},
	{"heading-misspelt", []string{"## Salary => §## Pya"}, []string{`warning: "Pya" is no known heading (did you mean "Pay"?)`}},
	{"heading-misspelt", []string{"## Salary => ## Day"}, nil},
	{"heading-misspelt", []string{"## Salary => ## Sallray"}, nil}, // two slips
	{"heading-misspelt", []string{"## Salary => ## Salray {#salray}"}, nil},
	{"heading-misspelt", []string{"### Qualifications => ### About us"}, nil},

	{"part-empty", []string{"Yes. Nearly every employer asks for one.\n\n => ", "### Do testers => §### Do testers"}, []string{`warning: the question "Do testers need a degree?" has no answer`}},
	{"part-empty", []string{"Yes. Nearly every employer asks for one. => Y"}, nil},
	{"part-empty", []string{"- Plan releases\n\n => ", "### Responsibilities => §### Responsibilities"}, []string{`warning: nothing stands below the heading "Responsibilities"`}},
	{"part-empty", []string{"- Plan releases\n\n => #### At work\n\n"}, nil},

	{"heading-twice", []string{"### What does a tester earn? => §### Do testers need a degree?"}, []string{`warning: the heading "Do testers need a degree?" is already on line 99`}},
	{"heading-twice", []string{"## FAQ => ## Tools\n\nMany.\n\n§## Tools\n\nMany.\n\n## FAQ"}, []string{`warning: the heading "Tools" is already on line 97`}},
	{"heading-twice", []string{"## FAQ => ## Tools\n\n### Old\n\nA.\n\n## Ways\n\n### Old\n\nB.\n\n## FAQ"}, nil},

	{"related-self", []string{"\nposting: => \nrelated: [§tester]\nposting:"}, []string{"warning: the role is related to itself"}},
	{"related-self", []string{"\nposting: => \nprogression: {from: [§tester], to: [§tester]}\nposting:"}, []string{"warning: the role is a step from itself", "warning: the role is a step to itself"}},
	{"related-self", []string{"\nposting: => \nprogression: {to: [{title: Tester}]}\nposting:"}, nil},
}

func TestText(t *testing.T) {
	for _, c := range textCases {
		c.run(t)
	}
}
