package scaffold

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/schema"
)

var day = time.Date(2026, 1, 2, 23, 0, 0, 0, time.UTC)

// newRoot returns a site's folder with the files, and a site.yaml unless there
// is one among them.
func newRoot(t *testing.T, files map[string]string) *os.Root {
	t.Helper()
	dir := t.TempDir()
	if _, ok := files[config.SiteFile]; !ok {
		write(t, dir, config.SiteFile, "title: T\nbase_url: https://example.org/\n")
	}
	for name, text := range files {
		write(t, dir, name, text)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// load reads the site and wants no findings.
func load(t *testing.T, fsys fs.FS) []*content.Article {
	t.Helper()
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{Now: day, Drafts: true})
	for _, f := range append(found, more...) {
		t.Errorf("finding %s", f)
	}
	return articles
}

// names lists the files below root.
func names(t *testing.T, root *os.Root) []string {
	t.Helper()
	var list []string
	if err := fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			list = append(list, name)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// Whatever the title, a new article is read back with it, without a finding,
// and its file lies where it belongs.
func TestTitles(t *testing.T) {
	for _, tt := range []struct{ title, slug string }{
		{"Backend QA Engineer", "backend-qa-engineer"},
		{"../../etc/passwd", "etc-passwd"},
		{`C:\Windows\System32`, "c-windows-system32"},
		{"Nurse\n---\nslug: other", "nurse-slug-other"},
		{"Nurse\r\n\tand  midwife ", "nurse-and-midwife"},
		{`A "quoted" 'title' with \ and \n`, "a-quoted-title-with-and-n"},
		{": # - & * ! | > % @ ` nurse", "and-at-nurse"},
		{"nurse: yes", "nurse-yes"},
		{"nurse #1", "nurse-1"},
		{"- nurse", "nurse"},
		{"? nurse", "nurse"},
		{"{nurse}", "nurse"},
		{"[nurse]", "nurse"},
		{"*nurse", "nurse"},
		{"&nurse", "and-nurse"},
		{"!!int 5 nurses", "int-5-nurses"},
		{"true", "true"},
		{"No", "no"},
		{"null", "null"},
		{"~ nurse", "nurse"},
		{"12", "12"},
		{"2026-01-01", "2026-01-01"},
		{"0x1f", "0x1f"},
		{"1e3", "1e3"},
		{"Nurse.", "nurse"},
		{"Nurse -", "nurse"},
		{"<script>alert(1)</script>", "script-alert-1-script"},
		{"{{.Site}} {% raw %} nurse", "site-raw-nurse"},
		{"${HOME} $(id) nurse", "home-id-nurse"},
		{"Nurse 护士", "nurse"},
		{"Nurse 👩‍⚕️", "nurse"},
		{"Nurse\u200b\ufeff\u202e", "nurse"},
		{"Nurse\u2028midwife", "nurse-midwife"},
		{strings.Repeat("long ", 39) + "title", strings.TrimSuffix(strings.Repeat("long-", 20), "-")},
		{strings.Repeat("a", 200), strings.Repeat("a", 100)},
		{"index", "index"},
	} {
		for _, kind := range []string{"role", "guide", "page"} {
			root := newRoot(t, nil)
			name, err := Write(root, Article{Kind: kind, Title: tt.title, Category: "health", Now: day})
			if err != nil {
				t.Errorf("%q: %v", tt.title, err)
				continue
			}
			folder := map[string]string{"role": "roles/health", "guide": "guides", "page": "pages"}[kind]
			if want := "content/" + folder + "/" + tt.slug + ".md"; name != want {
				t.Errorf("%q is %s, want %s", tt.title, name, want)
			}
			articles := load(t, root.FS())
			if want := strings.Join(strings.Fields(tt.title), " "); len(articles) != 1 || articles[0].Title != want || articles[0].File != name {
				t.Errorf("%q is read as %+v", tt.title, articles)
				continue
			}
			a := articles[0]
			if a.Published.String() != "2026-01-02" || a.Updated != a.Published || !a.Draft || a.Slug != tt.slug || !career.IsSlug(a.Slug) {
				t.Errorf("%q: %+v", tt.title, a.Meta)
			}
			if got := names(t, root); !slices.Equal(got, []string{name, config.SiteFile}) && !slices.Equal(got, []string{config.SiteFile, name}) {
				t.Errorf("%q: files %q", tt.title, got)
			}
		}
	}
}

// What will not do is said, and nothing is written.
func TestWrongInput(t *testing.T) {
	for _, tt := range []struct {
		article Article
		want    string
	}{
		{Article{Kind: "role", Title: ""}, "the title is empty"},
		{Article{Kind: "role", Title: " \n\t"}, "the title is empty"},
		{Article{Kind: "role", Title: "ممرضة"}, `no address can be made of the title "ممرضة"; name one with --slug, as in --slug backend-qa-engineer`},
		{Article{Kind: "guide", Title: "护士 2"}, `no address can be made of the title "护士 2"; name one with --slug, as in --slug backend-qa-engineer`},
		{Article{Kind: "page", Title: "👩‍⚕️"}, `no address can be made of the title "👩\u200d⚕️"; name one with --slug, as in --slug backend-qa-engineer`},
		{Article{Kind: "page", Title: "../.."}, `no address can be made of the title "../.."; name one with --slug, as in --slug backend-qa-engineer`},
		{Article{Kind: "role", Title: strings.Repeat("long ", 1000)}, "the title has 4999 characters; at most 200 will do"},
		{Article{Kind: "role", Title: "A\x1b[31mB"}, "the title has the control character U+001B"},
		{Article{Kind: "role", Title: "A\x00B"}, "the title has the control character U+0000"},
		{Article{Kind: "role", Title: "A\ufffeB"}, "the title has the control character U+FFFE"},
		{Article{Kind: "role", Title: "A\xffB"}, "the title is not UTF-8 text"},
		{Article{Kind: "role", Title: "Nurse", Slug: "../nurse"}, `"../nurse" is not a slug: use lower-case letters, digits and hyphens, as in backend-qa-engineer`},
		{Article{Kind: "role", Title: "Nurse", Slug: "Nurse"}, `"Nurse" is not a slug: use lower-case letters, digits and hyphens, as in backend-qa-engineer`},
		{Article{Kind: "role", Title: "Nurse", Category: "../.."}, `"../.." is not a category: write its slug, as in quality-assurance`},
		{Article{Kind: "role", Title: "Nurse", Category: "護"}, `"護" is not a category: write its slug, as in quality-assurance`},
		{Article{Kind: "page", Title: "Roles"}, "/roles/ is a page of the site's own; name another address with --slug"},
		{Article{Kind: "page", Title: "Search"}, "/search/ is a page of the site's own; name another address with --slug"},
	} {
		root := newRoot(t, nil)
		tt.article.Now = day
		name, err := Write(root, tt.article)
		var input *InputError
		if !errors.As(err, &input) || err.Error() != tt.want || name != "" {
			t.Errorf("%q: %q, %v; want %s", tt.article.Title, name, err, tt.want)
		}
		if got := names(t, root); len(got) != 1 {
			t.Errorf("%q: files %q", tt.article.Title, got)
		}
	}
}

func TestCategory(t *testing.T) {
	root := newRoot(t, map[string]string{config.SiteFile: "title: T\nbase_url: https://example.org/\nlanguage: de-AT\n"})
	for _, tt := range []struct{ category, file, want string }{
		{"", "content/roles/a.md", "general"},
		{"general", "content/roles/b.md", "general"},
		{"Quality Assurance", "content/roles/quality-assurance/c.md", "quality-assurance"},
		{"Gesundheit & Ämter", "content/roles/gesundheit-and-aemter/d.md", "gesundheit-and-aemter"},
	} {
		title := strings.ToUpper(strings.TrimSuffix(filepath.Base(tt.file), ".md"))
		name, err := Write(root, Article{Kind: "role", Title: title, Category: tt.category, Now: day})
		if err != nil || name != tt.file {
			t.Errorf("%q: %s, %v", tt.category, name, err)
		}
	}
	for i, a := range load(t, root.FS()) {
		if want := []string{"general", "general", "gesundheit-and-aemter", "quality-assurance"}[i]; string(a.Role.Category) != want {
			t.Errorf("%s has the category %s, want %s", a.File, a.Role.Category, want)
		}
	}
}

var commented = regexp.MustCompile(`(?m)^( *)# `)

// Every field is named and explained; with the # taken off each of them, the
// file is read without an error.
func TestEveryField(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"role", "guide", "page"} {
		root := newRoot(t, nil)
		name, err := Write(root, Article{Kind: kind, Title: "Nurse", Category: "health", Now: day})
		if err != nil {
			t.Fatal(err)
		}
		data, _ := root.ReadFile(name)
		front, body, _ := strings.Cut(strings.TrimPrefix(string(data), "---\n"), "---\n")
		d, _ := schema.Find(kind)
		var walk func(*schema.Type)
		walk = func(typ *schema.Type) {
			for _, f := range typ.Visible() {
				if typ.Short == f && len(typ.Visible()) == 1 {
					continue // the short form is all that there is
				}
				if !regexp.MustCompile(`(?m)^(# )?[ -]*` + f.Name + `:`).MatchString(front) {
					t.Errorf("%s: %s is missing", kind, f.Name)
				}
				if !strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(front, "\n## ", " ")), " "), f.About()) {
					t.Errorf("%s: %s is not explained: %s", kind, f.Name, f.About())
				}
				inner := f.Type
				if inner.Kind == schema.List {
					inner = inner.Element
				}
				walk(inner)
			}
		}
		walk(d.Type)
		for line := range strings.Lines(front) {
			if strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
				t.Errorf("%s: space at the end of %q", kind, line)
			}
		}
		active := commented.ReplaceAllString(front, "$1")
		active = strings.ReplaceAll(active, "[/old-", "[/"+kind+"-old-")
		write(t, root.Name(), name, "---\n"+active+"---\n"+body)
		write(t, root.Name(), filepath.Join(filepath.Dir(name), "portrait.png"), picture.String())
		cfg, _ := config.Load(root.FS())
		articles, found := content.Load(root.FS(), cfg, content.Options{Now: day, Drafts: true, Future: true})
		for _, f := range found {
			if f.Severity == diag.Error {
				t.Errorf("%s: %s", kind, f)
			}
		}
		if kind != "role" || len(articles) != 1 {
			continue
		}
		if r := articles[0].Role; r.Salary.Regions[0].Region != "US-CA" || len(r.Skills) != 2 || len(r.Progression.From) != 2 || r.Posting.Pay.Note == "" {
			t.Errorf("not all is read: %+v", r)
		}
	}
}

// A title that is taken is read back as it is.
func FuzzTitle(f *testing.F) {
	for _, s := range []string{"Nurse", ": # -", "\"'\\", "yes", "a\u0085b", "\u2028", "\ufeffa", "\U0010ffffa", "a: b #c", "---", "\u00ad\u200b", "=", "<<", "1_000", "0o7", "12:30:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		a, err := Article{Kind: "page", Title: title, Slug: "a", Now: day}.checked("en")
		if err != nil {
			return
		}
		front, _, _ := strings.Cut(strings.TrimPrefix(a.text(), "---\n"), "\n---\n")
		var read struct{ content.Meta }
		_, found := decode.Unmarshal(decode.Source{Data: []byte(front)}, &read, decode.Options{})
		if len(found) > 0 || read.Title != a.Title {
			t.Errorf("%q is read as %q, %v", title, read.Title, found)
		}
	})
}

// A new role has every section that pages are made of.
func TestSections(t *testing.T) {
	root := newRoot(t, nil)
	if _, err := Write(root, Article{Kind: "role", Title: "Nurse", Now: day}); err != nil {
		t.Fatal(err)
	}
	got := slices.Sorted(slices.Values(load(t, root.FS())[0].Sections))
	want := []string{content.Duties, content.Template, content.WhatTheyDo, content.Skills, content.Experience, content.Education, content.Salary, content.FAQ,
		content.HowToBecome, content.Outlook, content.CareerPath, content.WorkEnvironment, content.InterviewQuestions, content.Conclusion}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("sections %q, want %q", got, want)
	}
}
