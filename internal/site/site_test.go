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
