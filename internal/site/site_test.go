package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
)

// settings is the least site.yaml.
const settings = "title: T\nbase_url: https://example.org/\n"

// link makes a site of files below content/: of "roles/nurse.md" and so on.
// A role's front matter need not have the required fields.
func link(t *testing.T, site string, files map[string]string) (*Site, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{config.SiteFile: {Data: []byte(settings + site)}}
	for name, text := range files {
		front, body, _ := strings.Cut(text, "\n\n")
		head := "---\n"
		if !strings.Contains("\n"+front, "\ntitle:") {
			slug := strings.TrimSuffix(name[strings.LastIndexByte(name, '/')+1:], ".md")
			head += "title: " + titleFromSlug(slug) + "\n"
		}
		if !strings.HasPrefix(name, "categories/") {
			head += "summary: S\n"
		}
		if strings.HasPrefix(name, "roles/") && !strings.Contains(front, "category:") {
			head += "category: health\n"
		}
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(head + front + "\n---\n" + body)}
	}
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if found = append(found, more...); found.HasErrors() {
		t.Fatalf("%v", found)
	}
	s, found := Link(cfg, articles, map[string]Asset{"/images/logo.svg": {File: "assets/images/logo.svg", Width: 4, Height: 3}})
	for _, a := range s.Published() {
		body, more := a.ReadBody()
		found = append(append(found, more...), s.CheckBody(a, body)...)
	}
	return s, found
}

// bodyOf parses an article's body.
func bodyOf(a *content.Article) *content.Body {
	body, _ := a.ReadBody()
	return body
}

// clean links a site that has no findings.
func clean(t *testing.T, site string, files map[string]string) *Site {
	t.Helper()
	s, found := link(t, site, files)
	if len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	return s
}

func related(s *Site, slug string) string {
	var list []string
	for _, r := range s.Role(slug).Related() {
		name := r.Card.Slug
		if r.Linked {
			name += "*"
		}
		list = append(list, name)
	}
	return strings.Join(list, " ")
}

func titles(roles []*Role) string {
	var list []string
	for _, r := range roles {
		list = append(list, r.Title)
	}
	return strings.Join(list, ", ")
}

// A related role is related both ways, named ones first, and no role twice.
func TestRelated(t *testing.T) {
	files := map[string]string{
		"roles/a.md": "related: [c, b, c, a]\nskills: [SQL, Go]\ncategory: one",
		"roles/b.md": "category: two",
		"roles/c.md": "related: [a]\ncategory: two",
		"roles/d.md": "skills: [sql]\ncategory: three",
		"roles/e.md": "skills: [SQL, go]\ncategory: three",
		"roles/f.md": "category: four",
	}
	first := clean(t, "", files)
	for slug, want := range map[string]string{"a": "c* b* e d", "b": "a* c", "c": "a* b", "d": "e a", "e": "a d", "f": ""} {
		if got := related(first, slug); got != want {
			t.Errorf("%s is related to %q, want %q", slug, got, want)
		}
	}
	if got := first.Role("a").Related()[2].Skills; strings.Join(got, " ") != "Go SQL" {
		t.Errorf("a and e share %v", got)
	}
	for range 5 {
		again := clean(t, "", files)
		for _, r := range first.Roles {
			if got := related(again, r.Slug); got != related(first, r.Slug) {
				t.Errorf("%s: %q, then %q", r.Slug, related(first, r.Slug), got)
			}
		}
	}
}

// Computed roles fill up to a limit; what writers named has none.
func TestRelatedLimit(t *testing.T) {
	files := map[string]string{}
	var all []string
	for i := range 20 {
		files[fmt.Sprintf("roles/r%02d.md", i)] = ""
		all = append(all, fmt.Sprintf("r%02d", i))
	}
	s := clean(t, "", files)
	for _, r := range s.Roles {
		if len(r.Related()) != maxRelated {
			t.Errorf("%s has %d related roles", r.Slug, len(r.Related()))
		}
	}
	files["roles/r00.md"] = "related: [" + strings.Join(all[1:], ", ") + "]"
	if s = clean(t, "", files); len(s.Role("r00").Related()) != 19 {
		t.Errorf("%d related roles, want 19", len(s.Role("r00").Related()))
	}
}

func TestProgression(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md": "progression: {from: [b], to: [{title: Head of a}, {slug: c}]}",
		"roles/b.md": "title: The B", "roles/c.md": "",
	})
	a := s.Role("a")
	if len(a.From) != 1 || a.From[0].Title != "The B" || a.From[0].Card.URL != "/roles/b/" {
		t.Errorf("from %+v", a.From)
	}
	if len(a.To) != 2 || a.To[0].Title != "Head of a" || a.To[0].Card != nil || a.To[1].Card != &s.Role("c").Card {
		t.Errorf("to %+v", a.To)
	}
}

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

// targets lists where an article's links lead.
func targets(s *Site, file string) string {
	var list []string
	body := bodyOf(s.files[file])
	for ref, kind := range body.References() {
		list = append(list, s.Target(s.files[file], body, ref, kind).URL)
	}
	return strings.Join(list, " ")
}

// An anchor leads to the page that bears its section.
func TestAnchors(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md": full + "\n### Part of salary\n\n#### Deeper\n",
		"guides/g.md": "\n\n" + strings.Join([]string{
			"[a](../roles/a.md)", "[b](../roles/a.md#faq)", "[c](../roles/a.md#why)", "[d](../roles/a.md#salary)", "[e](../roles/a.md#template)",
			"[f](../roles/a.md#part-of-salary)", "[g](../roles/a.md#deeper)", "[h](/roles/a/faq/#why)", "[i](/roles/a/faq#interview-questions)",
			"[j](/roles/a/index.html)", "[k](#here)", "[l](/roles/a/?x=1#salary)", "[m](https://example.com/#x)",
			"[o](/roles/#letter-a)", "[p](/old/)", "[q](/images/logo.svg)", "[r](/categories/health/)",
		}, "\n") + "\n\n## Here\n\nText.\n",
	})
	want := `/roles/a/ /roles/a/faq/#faq /roles/a/faq/#why /roles/a/#salary /roles/a/job-description/#template /roles/a/#part-of-salary /roles/a/#deeper /roles/a/faq/#why /roles/a/faq/#interview-questions /roles/a/index.html /guides/g/#here /roles/a/?x=1#salary https://example.com/#x /roles/#letter-a /old/ /images/logo.svg /categories/health/`
	if got := targets(s, "content/guides/g.md"); got != want {
		t.Errorf("links lead to\n%s\nwant\n%s", strings.ReplaceAll(got, " ", "\n"), strings.ReplaceAll(want, " ", "\n"))
	}
	_, found := link(t, "", map[string]string{"roles/a.md": full, "guides/g.md": "\n\n[a](../roles/a.md#facts)\n[b](/roles/a/#faq)\n[c](/roles/a/faq/#duties)\n[d](a.md)\n[e](/images/x.svg)\n![f](/images/x.svg)"})
	var got []string
	for _, f := range found.Sorted() {
		got = append(got, fmt.Sprintf("%d %s", f.Line, f.Rule))
	}
	if want := "6 dangling-anchor, 7 dangling-anchor, 8 dangling-anchor, 9 dangling-link, 10 dangling-link, 11 dangling-image"; strings.Join(got, ", ") != want {
		t.Errorf("rules %v, want %s", got, want)
	}
}

// Addresses are below the base URL's path.
func TestBasePath(t *testing.T) {
	fsys := map[string]string{"roles/a.md": "\n\n[a](b.md) [b](/roles/b/) ![c](/images/logo.svg)", "roles/b.md": ""}
	s, found := link(t, "", fsys)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if err := s.Config.BaseURL.UnmarshalText([]byte("https://example.org/x")); err != nil {
		t.Fatal(err)
	}
	if got := targets(s, "content/roles/a.md"); got != "/x/roles/b/ /x/roles/b/ /x/images/logo.svg" {
		t.Errorf("targets %s", got)
	}
	if target := s.Target(s.files["content/roles/a.md"], &content.Body{}, markdown.Reference{Destination: "/images/logo.svg"}, markdown.Image); target.Width != 4 || target.Height != 3 {
		t.Errorf("image %+v", target)
	}
}

// Nothing is built of hidden articles; what leads to them tells a notice.
func TestHidden(t *testing.T) {
	s, found := link(t, "menu: [{title: D, url: /roles/draft/}]\n", map[string]string{
		"roles/a.md":          "related: [draft, b]\nprogression: {to: [draft], from: [{slug: draft}]}\nlinks: [{title: D, url: /roles/draft/}]\n\n[x](draft.md) [y](/roles/draft/faq/) [z](draft.md#faq) [w](../guides/later.md)",
		"roles/b.md":          "",
		"roles/draft.md":      "draft: true\ncategory: nowhere\naliases: [/gone/]\nrelated: [nobody]\n\n[x](nothing.md)",
		"guides/later.md":     "published: 2031-01-01",
		"categories/empty.md": "draft: true",
	})
	for _, f := range found {
		if f.Severity != diag.Notice || f.Rule != "hidden" {
			t.Errorf("finding %v", f)
		}
	}
	if len(found) != 9 {
		t.Errorf("%d notices, want 9: %v", len(found), found)
	}
	if titles(s.Roles) != "A, B" || len(s.Guides) != 0 || len(s.Categories) != 1 || s.Role("draft") != nil {
		t.Errorf("roles %s, guides %v, categories %v", titles(s.Roles), s.Guides, s.Categories)
	}
	if got := related(s, "a"); got != "b*" {
		t.Errorf("related %s", got)
	}
	if len(s.Role("a").To)+len(s.Role("a").From) != 0 || len(s.Moves()) != 0 {
		t.Errorf("steps %v %v, moves %v", s.Role("a").To, s.Role("a").From, s.Moves())
	}
	if got := strings.TrimSpace(targets(s, "content/roles/a.md")); got != "" {
		t.Errorf("links lead to %s", got)
	}
	if s.Href("/roles/draft/") != "" || s.Href("/roles/b/") != "/roles/b/" {
		t.Error("addresses of hidden articles")
	}
}

// A category exists as soon as a role names it; its file has its title.
func TestCategories(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md":              "category: quality-assurance",
		"roles/b.md":              "category: health",
		"roles/c.md":              "category: quality-assurance",
		"roles/d.md":              "category: it",
		"categories/health.md":    "title: Zeal and health",
		"categories/not-named.md": "title: Nobody's",
	})
	var got []string
	for _, c := range s.Categories {
		got = append(got, fmt.Sprintf("%s %s %d %v", c.URL, c.Title, len(c.Roles), c.Article != nil))
	}
	want := []string{
		"/categories/it/ It 1 false", "/categories/not-named/ Nobody's 0 true",
		"/categories/quality-assurance/ Quality assurance 2 false", "/categories/health/ Zeal and health 1 true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("categories\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLetters(t *testing.T) {
	files := map[string]string{}
	for i, title := range []string{"Écologue", "editor", "3D artist", "Zoologist", "Ärztin", "actor", "медсестра", "護理師", "‘Quoted’ role", "$", "Øyelege", "ممرض", "🏥 medic"} {
		files[fmt.Sprintf("roles/r%d.md", i)] = "title: \"" + title + "\""
	}
	s := clean(t, "", files)
	var got []string
	slugs := map[string]bool{}
	for _, l := range s.Letters() {
		got = append(got, l.Name+": "+titles(l.Roles))
		if slugs[l.Slug] || l.Slug == "" {
			t.Errorf("slug %q of letter %q", l.Slug, l.Name)
		}
		slugs[l.Slug] = true
	}
	slices.Sort(got)
	want := "#: $, 3D artist\nA: actor, Ärztin\nE: Écologue, editor\nM: 🏥 medic\nQ: ‘Quoted’ role\nZ: Zoologist\nØ: Øyelege\nМ: медсестра\nم: ممرض\n護: 護理師"
	if strings.Join(got, "\n") != want {
		t.Errorf("letters\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if last := s.Letters()[len(s.Letters())-1]; last.Name != "#" {
		t.Errorf("%q comes last", last.Name)
	}
}

// Titles sort as the language does: by letters, then by numbers' values.
func TestOrder(t *testing.T) {
	files := map[string]string{}
	for i, title := range []string{"Zoologist", "Émailleur", "engineer 10", "Engineer 9", "ecologist", "Ångström"} {
		files[fmt.Sprintf("roles/r%d.md", i)] = "title: " + title
	}
	if got, want := titles(clean(t, "", files).Roles), "Ångström, ecologist, Émailleur, Engineer 9, engineer 10, Zoologist"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if got, want := titles(clean(t, "language: sv\n", files).Roles), "ecologist, Émailleur, Engineer 9, engineer 10, Zoologist, Ångström"; got != want {
		t.Errorf("Swedish order %s, want %s", got, want)
	}
}

// Above 500 roles the A to Z and the hubs have several pages.
func TestPaging(t *testing.T) {
	files := map[string]string{}
	for i := range PageSize + 1 {
		files[fmt.Sprintf("roles/r%d.md", i)] = fmt.Sprintf("title: B %d", i)
	}
	s := clean(t, "", files)
	if !s.Paged() || s.at(addressKey("/roles/a-z/b/")) == nil || s.at(addressKey("/categories/health/2/")) == nil {
		t.Error("no pages of lists")
	}
	delete(files, "roles/r0.md")
	if s := clean(t, "", files); s.Paged() || s.at(addressKey("/categories/health/2/")) != nil {
		t.Error("pages of a list of 500")
	}
	if ListPages(0) != 1 || ListPages(500) != 1 || ListPages(501) != 2 || ListURL("/a/", 1) != "/a/" || ListURL("/a/", 3) != "/a/3/" {
		t.Error("pages of lists")
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

// Two pages at one address are an error at the one that has the lesser right.
func TestAddresses(t *testing.T) {
	for name, tt := range map[string]struct {
		files map[string]string
		want  string
	}{
		"own page":           {map[string]string{"pages/roles.md": ""}, "content/pages/roles.md:2:1: two pages at /roles/: this and the list of roles"},
		"alias of a page":    {map[string]string{"pages/about.md": "", "roles/a.md": "aliases: [/about]"}, "content/roles/a.md:5:11: two pages at /about/: this and content/pages/about.md"},
		"alias, index.html":  {map[string]string{"pages/about.md": "", "roles/a.md": "aliases: [/about/index.html]"}, "content/roles/a.md:5:11: two pages at /about/index.html: this and content/pages/about.md"},
		"two aliases":        {map[string]string{"roles/a.md": "aliases: [/x/]", "roles/b.md": "aliases: {related: [/x/]}"}, "content/roles/b.md:5:21: two pages at /x/: this and an alias in content/roles/a.md"},
		"alias of itself":    {map[string]string{"roles/a.md": "aliases: [/roles/a/]"}, "content/roles/a.md:5:11: two pages at /roles/a/: this and content/roles/a.md"},
		"slug twice":         {map[string]string{"roles/x/a.md": "", "roles/y/a.md": ""}, "content/roles/y/a.md:2:1: slug \"a\" is taken by content/roles/x/a.md"},
		"slug in other kind": {map[string]string{"roles/a.md": "", "guides/a.md": "", "pages/a.md": "", "categories/a.md": ""}, ""},
		"not a page":         {map[string]string{"roles/a.md": "aliases: [/roles/a/faq/]"}, ""},
		"a category's alias": {map[string]string{"categories/c.md": "aliases: [/c/]", "pages/c.md": ""}, "content/categories/c.md:3:11: two pages at /c/: this and content/pages/c.md"},
		"an asset":           {map[string]string{"roles/a.md": "aliases: [/images/logo.svg/]"}, "content/roles/a.md:2:1: two files at /images/logo.svg: this page and assets/images/logo.svg"},
		"below a file":       {map[string]string{"roles/a.md": "aliases: [/sitemap.xml/old/]"}, "content/roles/a.md:5:11: /sitemap.xml/old/ lies below /sitemap.xml, which is a file: the site's own page /sitemap.xml"},
		"below an asset":     {map[string]string{"roles/a.md": "aliases: [/images/logo.svg/old/]"}, "content/roles/a.md:5:11: /images/logo.svg/old/ lies below /images/logo.svg, which is a file: assets/images/logo.svg"},
	} {
		_, found := link(t, "", tt.files)
		var got []string
		for _, f := range found.Sorted() {
			got = append(got, f.String())
		}
		if strings.Join(got, "\n") != tt.want {
			t.Errorf("%s: %s, want %s", name, strings.Join(got, "\n"), tt.want)
		}
	}
}

// Linking is the same whatever the order of maps.
func TestDeterministic(t *testing.T) {
	files := map[string]string{}
	for i := range 30 {
		files[fmt.Sprintf("roles/r%d.md", i)] = fmt.Sprintf("title: R\nrelated: [r%d]\nskills: [S%d, T%d, U]\ncategory: c%d\naliases: [/x%d/]\n\n[a](none%d.md)", (i+7)%30, i%3, i%5, i%4, i%9, i)
	}
	dump := func() string {
		s, found := link(t, "", files)
		var b strings.Builder
		_ = found.Write(&b)
		for _, r := range s.Roles {
			fmt.Fprintln(&b, r.Slug, related(s, r.Slug))
		}
		for _, c := range s.Categories {
			fmt.Fprintln(&b, c.Slug, titles(c.Roles))
		}
		fmt.Fprintln(&b, moves(s), slices.Sorted(slices.Values(s.keys())))
		return b.String()
	}
	first := dump()
	for range 5 {
		if again := dump(); again != first {
			t.Fatalf("first\n%s\nthen\n%s", first, again)
		}
	}
}
