package content

import (
	"fmt"
	"hash/maphash"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// day is the day of every build in these tests.
var day = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)

const roleFile = "content/roles/nurse.md"

// head is the least front matter of a role.
const head = "title: Nurse\nsummary: S\ncategory: health\n"

// parseRole parses one role's file.
func parseRole(t *testing.T, data string) (*whole, diag.List) {
	t.Helper()
	return parseFile(File{roleFile, RoleKind, true}, []byte(data), &config.Site{Sources: map[string]career.Source{"bls": {Name: "BLS"}}})
}

// whole is an article with its body.
type whole struct {
	*Article
	Body *Body
}

// parseFile parses a file whole; nil if nothing can be read of it.
func parseFile(f File, data []byte, cfg *config.Site) (*whole, diag.List) {
	from := &origin{fstest.MapFS{f.name: {Data: data}}, cfg, Options{Now: day}, maphash.MakeSeed()}
	a, found := parse(f, data, from)
	if a == nil {
		return nil, found
	}
	body, more := a.ReadBody()
	return &whole{a, body}, append(found, more...)
}

// wantFindings compares findings, written "7:3 message", with wanted ones.
func wantFindings(t *testing.T, found diag.List, want ...string) {
	t.Helper()
	var got []string
	for _, f := range found.Sorted() {
		s := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message)
		if f.Severity != diag.Error {
			s = fmt.Sprintf("%d:%d %s: %s", f.Line, f.Column, f.Severity, f.Message)
		}
		got = append(got, s)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("findings:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

func mapFS(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// The least article, in each notation, is the same article.
func TestNotations(t *testing.T) {
	for name, data := range map[string]string{
		"yaml":        "---\ntitle: Nurse\nsummary: S\ncategory: health\nalternate_titles: [RN]\nupdated: 2025-03-01\n---\nText.\n",
		"toml":        "+++\ntitle = 'Nurse'\nsummary = 'S'\ncategory = 'health'\nalternate_titles = ['RN']\nupdated = 2025-03-01\n+++\nText.\n",
		"json":        ";;;\n{\"title\": \"Nurse\", \"summary\": \"S\", \"category\": \"health\",\n\"alternate_titles\": [\"RN\"], \"updated\": \"2025-03-01\"}\n;;;\nText.\n",
		"json object": "{\"title\": \"Nurse\", \"summary\": \"S\", \"category\": \"health\",\n\"alternate_titles\": [\"RN\"], \"updated\": \"2025-03-01\"}\nText.\n",
	} {
		a, found := parseRole(t, data)
		wantFindings(t, found)
		if a.Title != "Nurse" || a.Summary != "S" || a.Role.Category != "health" || len(a.Role.AlternateTitles) != 1 || a.Updated.String() != "2025-03-01" {
			t.Errorf("%s: %+v", name, a)
		}
		if a.Body.Intro.Text != "Text." || a.Slug != "nurse" || a.URL() != "/roles/nurse/" || a.Role.Plural != "Nurses" || a.Role.Article != "a" {
			t.Errorf("%s: body %q, slug %q, %+v", name, a.Body.Intro.Text, a.Slug, a.Role)
		}
	}
}

// A body's findings are placed in the file, in each notation.
func TestBodyLines(t *testing.T) {
	for name, data := range map[string]string{
		"yaml":        "---\ntitle: Nurse\nsummary: S\ncategory: health\n---\n\n# One\n",
		"blank lines": "\n\n---\ntitle: Nurse\nsummary: S\n---\n# One\n",
		"toml":        "+++\ntitle = 'Nurse'\nsummary = 'S'\ncategory = 'h'\n+++\n\n# One\n",
		"json":        ";;;\n{\"title\": \"Nurse\",\n \"summary\": \"S\", \"category\": \"h\"}\n;;;\n\n\n# One\n",
		"json object": "{\"title\": \"Nurse\",\n \"summary\": \"S\",\n \"category\": \"h\"}\n\n\n\n# One\n",
	} {
		_, found := parseFile(File{"content/guides/g.md", GuideKind, true}, []byte(strings.ReplaceAll(data, "category", "slug")), &config.Site{})
		for _, f := range found {
			if f.Rule == "heading-level" && f.Line != 7 {
				t.Errorf("%s: heading on line %d, want 7", name, f.Line)
			}
		}
		if len(found) != 1 {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// Files become articles by their folders; slugs come from names.
func TestLoad(t *testing.T) {
	text := "---\ntitle: T\nsummary: S\n---\n"
	role := "---\n" + head + "---\n"
	articles, found := Load(mapFS(map[string]string{
		"content/roles/a.md":               role,
		"content/roles/deep/er/b.md":       role,
		"content/roles/c/index.md":         role,
		"content/roles/d.md":               "---\n" + head + "slug: other\n---\n",
		"content/roles/.hidden.md":         "x",
		"content/roles/#lock.md":           "x",
		"content/roles/backup.md~":         "x",
		"content/roles/.git/x.md":          "x",
		"content/roles/notes.txt":          "x",
		"content/roles/folder.md/inner.md": role,
		"content/guides/g.md":              text,
		"content/pages/about.md":           text,
		"content/categories/health.md":     "---\ntitle: Health\n---\n",
	}), &config.Site{}, Options{Now: day})
	wantFindings(t, found)
	var got []string
	for _, a := range articles {
		got = append(got, a.URL())
	}
	want := "/roles/a/ /roles/c/ /roles/other/ /roles/b/ /roles/inner/ /categories/health/ /guides/g/ /about/"
	if strings.Join(got, " ") != want {
		t.Errorf("articles\n%s, want\n%s", strings.Join(got, " "), want)
	}
}

func TestHidden(t *testing.T) {
	for _, tt := range []struct {
		front          string
		drafts, future bool
		hidden         bool
	}{
		{"", false, false, false},
		{"draft: true\n", false, false, true},
		{"draft: true\n", false, true, true},
		{"draft: true\n", true, false, false},
		{"published: 2026-01-01\n", false, false, false},
		{"published: 2026-01-02\n", false, false, true},
		{"published: 2026-01-02\n", true, false, true},
		{"published: 2026-01-02\n", false, true, false},
		{"published: 2026-02\n", false, false, true},
		{"draft: true\npublished: 2031-01-01\n", true, false, true},
		{"draft: true\npublished: 2031-01-01\n", true, true, false},
	} {
		articles, found := Load(mapFS(map[string]string{roleFile: "---\n" + head + tt.front + "---\n"}), &config.Site{}, Options{Now: day, Drafts: tt.drafts, Future: tt.future})
		wantFindings(t, found)
		if len(articles) != 1 || articles[0].Hidden != tt.hidden {
			t.Errorf("%q with drafts %v, future %v: hidden is not %v", tt.front, tt.drafts, tt.future, tt.hidden)
		}
	}
}

func TestPosition(t *testing.T) {
	a, _ := parseRole(t, "---\n"+head+"salary:\n  regions:\n    - {region: DE, mean: 5}\naliases: {faq: [/a/, /b/]}\n---\n")
	for path, want := range map[string]diag.Position{
		"title":                  {Line: 2, Column: 8},
		"salary.regions[0].mean": {Line: 7, Column: 26},
		"aliases.faq[1]":         {Line: 8, Column: 22},
		"nothing":                {Line: 2, Column: 1},
	} {
		if got := a.Position(path); got != want {
			t.Errorf("%s is at %v, want %v", path, got, want)
		}
	}
	if got := a.AliasPath(config.FAQ, 1); got != "aliases.faq[1]" {
		t.Errorf("alias at %s", got)
	}
}
