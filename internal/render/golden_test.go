package render_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/page"
	"careerguide/internal/render"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

var update = flag.Bool("update", false, "write the golden pages")

// role has every field and every section of a role article.
const role = `---
title: Tuner
summary: What a tuner does.
category: music
alternate_titles: [Piano Tuner]
hidden_titles: [Piano Doctor]
codes: {onet_soc: 49-9063.00, isco08: "7312"}
authors: [Ada Example, Bo Example]
published: 2024-05-01
updated: 2025-03-01
review_by: 2026-03-01
aliases: [/tuner/]
salary:
  {currency: USD, period: year, mean: 50000, median: 48000, p10: 30000, p25: 40000, p75: 60000, p90: 70000, source: survey, as_of: 2024-05, note: Varies.,
   regions: [{region: US-CA, name: California, mean: 60000}, {region: DE, currency: EUR, period: month, median: 3150.50}]}
experience:
  - {tier: Apprentice, years: {min: 0, max: 3}, salary: {min: 30000, max: 40000}, expects: [An ear]}
  - {tier: Master, years: {min: 3}, salary: {median: 55000}}
education:
  - {level: apprenticeship, requirement: required, fields: [Piano making], share: 60}
  - {level: bachelor, requirement: required, share: 40}
certifications:
  - {name: Registered Piano Technician, issuer: PTG, url: "https://www.ptg.org/", tier: Master, requirement: helpful}
  - {name: Trade licence, kind: license, requirement: required, region: DE}
working_hours: {min: 20, max: 40, pattern: Evenings before concerts}
skills: [Hearing, {name: Voicing, kind: skill, importance: 80, why: Hammers harden.}]
outlook: {growth_percent: -2, annual_openings: 800, base_year: 2023, projected_year: 2033, source: survey}
progression: {from: [{title: Apprentice tuner}], to: [builder]}
related: [builder]
links: [{title: On ears, url: /guides/ears/}]
posting:
  pay: {min: 45000, max: 60000, note: Plus mileage}
  employment_type: [full-time, contractor]
  workplace: on-site
  location: "[City]"
  travel: Daily
  physical_requirements: Lifting an action
  reports_to: [Head technician]
  benefits: [Health insurance]
  apply: Write to [email address].
  equal_opportunity: All are welcome.
---
Pianos drift. See the [builder](builder.md).

## Duties

- Set the temperament
- Regulate the action

## Job Description Template

### Job brief

We look for a tuner.

## What does a tuner do?

Tunes.

## Skills

Patience.

## Experience

Years.

## Education

Apprenticeship.

## Salary

Modest.

## FAQ

Before all else.

### Must I play?

No.[^1]

[^1]: It helps.

## Interview questions

### How do you hear beats?

By counting.

## How to become a tuner

1. Listen
2. Practise

## Outlook

Steady.

## Career path

On to building.

## Work environment

Concert halls.

## Tools

| Tool | Use |
|---|---:|
| Lever | 1 |

## Conclusion

Listen well.
`

var golden = fstest.MapFS{
	"content/site.yaml":           {Data: []byte("title: Careers\nbase_url: https://example.org/sub/\ndescription: Of music.\ncompare_pages: true\nsocial: {x: \"@careers\"}\n")},
	"content/sources.yaml":        {Data: []byte("survey: {name: A survey, url: https://example.com/, publisher: A bureau, license: CC BY 4.0, date: 2024-05}\n")},
	"content/roles/tuner.md":      {Data: []byte(role)},
	"content/roles/builder.md":    {Data: []byte("---\ntitle: Builder\nsummary: Builds pianos.\ncategory: music\nsalary: {currency: USD, period: year, median: 60000}\nskills: [Hearing]\n---\n")},
	"content/rankings/pay.md":     {Data: []byte("---\ntitle: The Best Paid\nsummary: By median.\nby: salary.median\nover: {category: music}\ncount: 5\n---\nFew are many.\n")},
	"content/guides/ears.md":      {Data: []byte("---\ntitle: On Ears\nsummary: Care for them.\nupdated: 2025-01-02\nauthors: Ada Example\n---\nListen.\n\n## How\n\nQuietly.\n")},
	"content/pages/about.md":      {Data: []byte("---\ntitle: About\nsummary: Who we are.\n---\nUs.\n")},
	"content/categories/music.md": {Data: []byte("---\ntitle: Music\nsummary: Sound work.\n---\nLoud.\n")},
}

// pages are the golden pages: one of each layout, and the files without one.
var pages = map[string]string{
	"home": "/", "roles": "/roles/", "overview": "/roles/tuner/", "job-description": "/roles/tuner/job-description/",
	"what-they-do": "/roles/tuner/what-they-do/", "faq": "/roles/tuner/faq/", "related": "/roles/tuner/related/",
	"minimal": "/roles/builder/", "categories": "/categories/", "category": "/categories/music/", "guides": "/guides/",
	"guide": "/guides/ears/", "page": "/about/", "search": "/search/", "404": "/404.html", "redirect": "/tuner/", "generator": "/job-description-generator/",
	"rankings": "/rankings/", "ranking": "/rankings/pay/", "skills": "/skills/", "skill": "/skills/hearing/",
	"compare": "/compare/", "compare-pair": "/compare/builder-vs-tuner/",
	"feed": "/feed.xml", "sitemap": "/sitemap.xml", "robots": "/robots.txt",
}

// TestGolden compares the pages of each kind, unminified, with those kept in
// testdata. -update writes them anew: read the difference.
func TestGolden(t *testing.T) {
	cfg, found := config.Load(golden)
	articles, more := content.Load(golden, cfg, content.Options{Now: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)})
	found = append(found, more...)
	th, more := theme.Load(golden, theme.Options{Language: "en-US"})
	found = append(found, more...)
	s, more := site.Link(cfg, articles, th.Assets())
	if found = append(found, more...); len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	byURL := map[string]page.Page{}
	for _, p := range page.Pages(s, page.Env{Words: th.Words.Get, Now: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC), Stylesheet: "/assets/site.css",
		Scripts: map[string]string{"job-description": "/assets/job-description.js", "generator": "/assets/generator.js", "compare": "/assets/compare.js"}}).All() {
		byURL[p.URL] = p
	}
	layouts := map[string]bool{}
	for name, url := range pages {
		p, ok := byURL[url]
		if !ok {
			t.Errorf("no page at %s", url)
			continue
		}
		layouts[p.Layout] = true
		var b bytes.Buffer
		var body *content.Body
		if p.Article != nil {
			body, _ = p.Article.ReadBody()
		}
		data, f := render.Page(&b, p, body, th.Layouts)
		if f != nil {
			t.Errorf("%s: %v", url, f)
			continue
		}
		file := filepath.Join("testdata", name+filepath.Ext(p.File()))
		if *update {
			if err := os.WriteFile(file, data, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		} else if !bytes.Equal(want, data) {
			t.Errorf("%s differs from %s; see what -update changes", url, file)
		}
	}
	for _, name := range theme.Names {
		if !layouts[name] {
			t.Errorf("no golden page has the layout %s", name)
		}
	}
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(pages) {
		t.Errorf("testdata has %d files for %d pages: remove the orphan", len(files), len(pages))
	}
}
