package check

import (
	"fmt"
	"slices"
	"testing"
)

// backend has the facts and the mistakes of a real article, in words of its
// own. The form cannot express all of them: a period is required with any
// figure, so a range without one is an error of the build, and benefits have
// no period.
const backend = `---
title: "Backend QA Engineer [§Updated for 2025]"
summary: Tests for services and databases, with pay, a template and answers.
category: quality-assurance
updated: 2026-02-01
salary:
  §currency: USD
  period: year
  mean: §§80000
experience:
  - {tier: Entry level, years: {min: 1, max: 2}, expects: [A test tool, Python or Java]}
  - {tier: Mid level, years: {min: 2, max: 4}, expects: [Test cases, Agile work]}
  - {tier: Senior level, years: §{min: 5}, expects: [A strategy for tests, Delivery pipelines]}
education:
  - {level: bachelor, requirement: typical}
  - {level: master, requirement: helpful}
posting:
  pay: §{min: 85000, max: 135000}
  employment_type: full-time
  location: "[City, State]"
  reports_to: [Lead QA Engineer, Quality Assurance Manager]
  benefits: [401(k), Health insurance, Dental insurance, §Retirement plan, Paid time off]
  apply: Write to [email address or application portal].
  placeholders: [email address or application portal]
---
Services fail where nobody looks. Some people look there for a living.

## Backend QA Engineer Duties and Responsibilities

- Automate checks of services
- Find out why a service fails
- Stay up to date with tools
- Watch what debugging brings

## Backend QA Engineer Job Description Template

### Job brief

We look for somebody who keeps our services honest.

### Responsibilities

- Plan tests and set their order
- §Watch what debugging brings
- §Stay up to date with tools

### Qualifications

- Work with SQL and scripts
- §BS/MS degree in computing or engineering

## What Does a Backend QA Engineer Do?

They test what has no screen.

## Backend QA Engineer Qualifications and Skills

Databases, and a doubting mind.

## Backend QA Engineer Experience Requirements

One or two years are a start. With §over 5 years people count as senior.

## Backend QA Engineer Education and Training Requirements

A bachelor's degree is usual.

## Backend QA Engineer Salary Expectations

The average is around $80,000 (USD) per year.

## Backend QA Engineer Job Description FAQs

### Do Backend QA Engineers need a degree?

It is not always asked for, though most have one.
`

// A real article's mistakes are found, each at its place.
func TestRealArticle(t *testing.T) {
	text, places := marked(backend)
	places[0].Column = 8 // the quotes, where the value begins
	want := []string{
		"warning year-typed: the title says 2025 by hand",
		"warning pay-source: the figures of salary have no date",
		"error pay-outside-posting: the mean 80000 lies below the posting's pay of 85000 to 135000",
		"warning pay-mean-alone: a mean alone, with neither median nor percentiles",
		`warning tier-years: a gap between the tiers: "Mid level" ends at 4, "Senior level" begins at 5`,
		"warning pay-range-wide: the range of pay is 59% of its minimum wide",
		`warning benefit-twice: "Retirement plan" is the same benefit as "401(k)"`,
		`warning item-twice: the same item as on line 33, in "Backend QA Engineer Duties and Responsibilities"`,
		`warning item-twice: the same item as on line 32, in "Backend QA Engineer Duties and Responsibilities"`,
		"warning education-demand: the template demands a degree, which line 76 does not call required",
		"warning tier-bound: the top tier excludes exactly 5 years",
	}
	for i := range want {
		want[i] = fmt.Sprintf("%d:%d %s", places[i].Line, places[i].Column, want[i])
	}
	want = slices.Insert(want, 2, fmt.Sprintf("%d:%d %s", places[1].Line, places[1].Column, "warning pay-source: the figures of salary name no source"))
	var got []string
	for _, f := range judged(t, map[string]string{"content/roles/backend-qa-engineer.md": text}) {
		got = append(got, fmt.Sprintf("%d:%d %s %s: %s", f.Line, f.Column, f.Severity, f.Rule, f.Message))
	}
	if !slices.Equal(got, want) {
		t.Errorf("found")
		for i := range max(len(got), len(want)) {
			line := func(l []string) string {
				if i < len(l) {
					return l[i]
				}
				return ""
			}
			t.Logf(" got %s", line(got))
			t.Logf("want %s", line(want))
		}
	}
}

// Without a period the range cannot be built.
func TestRangeWithoutPeriod(t *testing.T) {
	text := short("Aa", "posting:\n  pay: {min: 85000, max: 135000, currency: USD}\n", "")
	for _, f := range judged(t, map[string]string{"content/roles/a.md": text}) {
		if f.String() == `content/roles/a.md:6:8: missing field "posting.pay.period"` {
			return
		}
	}
	t.Error("a range without a period passes")
}
