package site

import (
	"slices"
	"strings"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// pages lists a role's pages.
func pages(s *Site, slug string) string {
	r := s.Role(slug)
	list := []string{"overview"}
	for _, p := range config.RolePages {
		if r.Has(p, s.Config) {
			list = append(list, string(p))
		}
	}
	return strings.Join(list, " ")
}

// A role has the pages that its sections and fields make, and no others.
func TestPages(t *testing.T) {
	for _, tt := range []struct{ name, role, want string }{
		{"required fields only", "", "overview"},
		{"duties", "\n\n## Duties\n\nCare.", "overview job-description"},
		{"template", "\n\n## Job description template\n\n### Job brief\n\nX.", "overview job-description"},
		{"posting", "posting: {workplace: remote}", "overview job-description"},
		{"what they do", "\n\n## What does an a do?\n\nX.", "overview what-they-do"},
		{"skills", "\n\n## Skills\n\n- SQL", "overview what-they-do"},
		{"skills field", "skills: [SQL]", "overview what-they-do"},
		{"hours", "working_hours: {min: 40}", "overview what-they-do"},
		{"work environment", "\n\n## Working conditions\n\nX.", "overview what-they-do"},
		{"faq", "\n\n## FAQs\n\n### Q?\n\nA.", "overview faq"},
		{"interview questions", "\n\n## Interview questions\n\n### Q?\n\nA.", "overview faq"},
		{"alternate titles", "alternate_titles: [B]", "overview related"},
		{"hidden titles are no page", "hidden_titles: [B]", "overview"},
		{"links", "links: [{title: L, url: 'https://example.org/'}]", "overview related"},
		{"steps", "progression: {to: [{title: B}]}", "overview related"},
		{"overview's own", "salary: {currency: USD, period: year, mean: 1}\neducation: [{level: none}]\noutlook: {growth_percent: 1}\nexperience: [{tier: A}]\n\n## Conclusion\n\nX.", "overview"},
	} {
		s := clean(t, "", map[string]string{"roles/a.md": tt.role})
		if got := pages(s, "a"); got != tt.want {
			t.Errorf("%s: pages %q, want %q", tt.name, got, tt.want)
		}
		for _, p := range config.RolePages {
			if exists := s.at(addressKey(s.Role("a").PageURL(p))) != nil; exists != strings.Contains(tt.want, string(p)) {
				t.Errorf("%s: address of %s: %v", tt.name, p, exists)
			}
		}
	}
}

func sections(s *Site, slug string, page config.RolePage) string {
	var list []string
	for _, section := range s.Role(slug).Sections(page, bodyOf(s.Role(slug).Article), s.Config) {
		list = append(list, section.ID)
	}
	return strings.Join(list, " ")
}

const full = `posting: {workplace: remote}
skills: [SQL]
salary: {currency: USD, period: year, mean: 1}
alternate_titles: [B]
links: [{title: L, url: 'https://example.com/'}]
aliases: {faq: [/old-faq/], overview: [/old/], related: [/old-related/]}

Intro.

## Conclusion

Well.

## Other

Text.

## FAQ

### Why?

A.

## Duties

Text.

## Work environment

Text.

## How to become an A

Text.

## Interview questions

### Where?

There.

## Salary

Text.
`

// Sections stand on the page of the contract, in its order.
func TestSectionsOfPages(t *testing.T) {
	s := clean(t, "", map[string]string{"roles/a.md": full})
	for page, want := range map[config.RolePage]string{
		Overview:              "salary other how-to-become conclusion",
		config.JobDescription: "duties template",
		config.WhatTheyDo:     "skills work-environment",
		config.FAQ:            "faq interview-questions",
		config.Related:        "",
	} {
		if got := sections(s, "a", page); got != want {
			t.Errorf("%q: sections %q, want %q", page, got, want)
		}
	}
}

func moves(s *Site) string {
	var list []string
	for _, m := range s.Moves() {
		list = append(list, m.From+" "+m.To)
	}
	return strings.Join(list, "\n")
}

// A page that does not stand alone is folded into the overview, and its
// address redirects there, and so do its aliases.
func TestFolding(t *testing.T) {
	files := map[string]string{"roles/a.md": full, "guides/g.md": "\n\n[a](../roles/a.md#faq) [b](../roles/a.md#duties) [c](/roles/a/#faq)"}
	s := clean(t, "role_pages: [job-description]\n", files)
	if got, want := sections(s, "a", Overview), "salary other how-to-become skills work-environment faq interview-questions conclusion"; got != want {
		t.Errorf("sections %q, want %q", got, want)
	}
	if got, want := sections(s, "a", config.JobDescription), "duties template"; got != want {
		t.Errorf("sections %q, want %q", got, want)
	}
	if got, want := moves(s), `/old-faq/ /roles/a/#faq
/old-related/ /roles/a/#related
/old/ /roles/a/
/roles/a/faq/ /roles/a/#faq
/roles/a/related/ /roles/a/#related
/roles/a/what-they-do/ /roles/a/#skills`; got != want {
		t.Errorf("moves\n%s\nwant\n%s", got, want)
	}
	if got := targets(s, "content/guides/g.md"); got != "/roles/a/#faq /roles/a/job-description/#duties /roles/a/#faq" {
		t.Errorf("links lead to %s", got)
	}
	files["guides/g.md"] = ""
	s = clean(t, "", files)
	if got, want := moves(s), "/old-faq/ /roles/a/faq/\n/old-related/ /roles/a/related/\n/old/ /roles/a/"; got != want {
		t.Errorf("moves\n%s\nwant\n%s", got, want)
	}
	s = clean(t, "role_pages: []\n", map[string]string{"roles/a.md": "aliases: {faq: [/old/]}"})
	if got := moves(s); got != "/old/ /roles/a/" {
		t.Errorf("moves of a page that is not there\n%s", got)
	}
}

// A section without text stands on no page, and makes none.
func TestEmptySections(t *testing.T) {
	s, found := link(t, "", map[string]string{"roles/a.md": "skills: [SQL]\n\n## Duties\n\n## FAQ\n\n<!-- later -->\n\n## Skills\n\n## Salary\n\n## Pay notes\n"})
	if len(found) != 5 || slices.ContainsFunc(found, func(f diag.Finding) bool { return f.Rule != "empty-section" }) {
		t.Error(found)
	}
	for page, want := range map[config.RolePage]string{Overview: "pay-notes", config.JobDescription: "", config.WhatTheyDo: "skills", config.FAQ: ""} {
		if got := sections(s, "a", page); got != want {
			t.Errorf("%q: sections %q, want %q", page, got, want)
		}
	}
	for page, want := range map[config.RolePage]bool{config.JobDescription: false, config.WhatTheyDo: true, config.FAQ: false} {
		if got := s.Role("a").Has(page, s.Config); got != want {
			t.Errorf("%q: has a page is %v", page, got)
		}
	}
	_, found = link(t, "", map[string]string{"roles/a.md": "skills: [SQL]\n\n[a](#salary) [b](#skills)\n\n## Skills\n\n## Salary\n"})
	if found = found.Sorted(); len(found) != 3 || found[0].Rule != "dangling-anchor" || found[0].Column != 1 {
		t.Error(found)
	}
}
