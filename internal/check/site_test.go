package check

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// today is the day that ages are counted to.
var today = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

const settings = "title: Test\nbase_url: https://example.org/\n"

const sources = "survey:\n  name: The survey\n  url: https://survey.example/\n  date: \"2025-04\"\nold:\n  name: An old survey\n  date: 2023-11-01\n"

// tester is an article without a fault.
const tester = `---
title: Tester
summary: What a tester does all day, what the work pays, and how people come to it.
category: quality
alternate_titles: [Test Engineer]
codes: {onet_soc: 15-1253.00, isco08: "2519"}
published: 2024-05-01
updated: 2026-03-01
review_by: 2027-03-01
salary:
  currency: USD
  period: year
  mean: 84000
  median: 80000
  p10: 50000
  p90: 130000
  source: survey
  as_of: 2024-05
experience:
  - tier: Entry level
    years: {min: 0, max: 2}
    salary: {min: 50000, max: 70000}
    expects: [Patience]
  - tier: Mid level
    years: {min: 2, max: 5}
    salary: {min: 70000, max: 90000}
    expects: [Planning]
  - tier: Senior level
    years: {min: 5}
    salary: {min: 90000, max: 120000}
    expects: [Strategy]
education:
  - {level: bachelor, requirement: typical, share: 60}
  - {level: associate, requirement: helpful, share: 40}
certifications:
  - {name: CTFL, tier: Entry level, requirement: helpful}
outlook: {growth_percent: 17, annual_openings: 140100, base_year: 2023, projected_year: 2033, source: survey}
posting:
  pay: {min: 75000, max: 95000}
  employment_type: full-time
  location: "[City, State]"
  benefits: [Health insurance, Dental insurance]
  apply: Write to [email address].
  placeholders: [product]
---
Testers find faults before customers do.

## Duties

- Write test plans
- Report faults

## What they do

They compare what a program does with what it should do.

## Job description template

### Job brief

[Company] looks for a tester of [product].

### Responsibilities

- Plan releases

### Qualifications

- Two years of testing
- A degree in computing

### Benefits

- Health insurance
- A quiet room

## Skills

Patience, above all.

## Experience

People begin with small programs. After five years they lead.

## Education

Most have studied computing.

## Salary

The median is $80,000 a year and the mean $84,000.

## Outlook

Employment is projected to grow 17 percent from 2023 to 2033, with about 140,100 openings a year.

## FAQ

### Do testers need a degree?

Yes. Nearly every employer asks for one.

### What does a tester earn?

About $80,000 a year at the median.
`

const testerFile = "content/roles/tester.md"

// load reads and links a site.
func load(t testing.TB, files map[string]string) (*site.Site, diag.List) {
	t.Helper()
	all := map[string]string{"content/site.yaml": settings, "content/sources.yaml": sources}
	maps.Copy(all, files)
	fsys := fstest.MapFS{}
	for name, text := range all {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return loadFS(t, fsys)
}

func loadFS(t testing.TB, fsys fs.FS) (*site.Site, diag.List) {
	t.Helper()
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{Now: today, Drafts: true, Future: true})
	s, linked := site.Link(cfg, articles, nil)
	return s, slices.Concat(found, more, linked)
}

// judged returns what is found in a site, the build's own findings included.
func judged(t testing.TB, files map[string]string) diag.List {
	t.Helper()
	s, found := load(t, files)
	return append(found, Run(s, Options{Now: today})...).Sorted()
}

// mark shows in a test's text where a finding is expected.
const mark = "§"

// marked takes the marks out of a text and returns their places.
func marked(text string) (string, []diag.Position) {
	var places []diag.Position
	for i, row := range strings.Split(text, "\n") {
		for {
			before, _, ok := strings.Cut(row, mark)
			if !ok {
				break
			}
			places = append(places, diag.Position{Line: i + 1, Column: 1 + len([]rune(before))})
			row = strings.Replace(row, mark, "", 1)
		}
	}
	return strings.ReplaceAll(text, mark, ""), places
}

// edited applies "old => new" edits to a text; each old must stand in it.
func edited(t testing.TB, text string, edits []string) string {
	t.Helper()
	for _, e := range edits {
		before, after, ok := strings.Cut(e, " => ")
		if !ok || !strings.Contains(text, before) {
			t.Fatalf("edit %q does not fit", e)
		}
		text = strings.Replace(text, before, after, 1)
	}
	return text
}

// ruleCase is an article changed by edits. Where a mark stands, the rule must
// find what want says ("warning: message"), and nothing else; without marks
// it must be silent.
type ruleCase struct {
	rule  string
	edits []string
	want  []string
}

func (c ruleCase) run(t *testing.T) {
	t.Helper()
	text, places := marked(edited(t, tester, c.edits))
	var got []string
	for _, f := range judged(t, map[string]string{testerFile: text}) {
		if f.Rule == c.rule {
			got = append(got, fmt.Sprintf("%d:%d %s: %s", f.Line, f.Column, f.Severity, f.Message))
		}
	}
	if len(places) != len(c.want) {
		t.Fatalf("%d marks for %d findings", len(places), len(c.want))
	}
	var want []string
	for i, w := range c.want {
		want = append(want, fmt.Sprintf("%d:%d %s", places[i].Line, places[i].Column, w))
	}
	if !slices.Equal(got, want) {
		t.Errorf("%s with %q finds\n\t%s\nwant\n\t%s", c.rule, c.edits, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// The article that all cases change has no fault.
func TestNoFault(t *testing.T) {
	for _, f := range judged(t, map[string]string{testerFile: tester}) {
		t.Error(f)
	}
}

// Every rule has a case that breaks it and one that does not.
func TestEveryRuleHasCases(t *testing.T) {
	breaks, keeps := map[string]bool{externalRule: true, movedRule: true}, map[string]bool{externalRule: true, movedRule: true} // see external_test.go, moved_test.go
	for _, c := range slices.Concat(payCases, tierCases, textCases, proseCases) {
		if len(c.want) > 0 {
			breaks[c.rule] = true
		} else {
			keeps[c.rule] = true
		}
	}
	for _, c := range siteCases {
		if strings.Contains(strings.Join(slices.Collect(maps.Values(c.files)), ""), mark) {
			breaks[c.rule] = true
		} else {
			keeps[c.rule] = true
		}
	}
	for _, r := range Rules() {
		if !breaks[r.Name] || !keeps[r.Name] {
			t.Errorf("rule %s has no case that breaks it, or none that does not", r.Name)
		}
	}
}
