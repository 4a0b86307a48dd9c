package page

import (
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/corpus"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// day is the day of every build in these tests.
var day = time.Date(2026, time.June, 15, 12, 0, 0, 0, time.UTC)

// listOf returns the pages of a site.
func listOf(t *testing.T, fsys fs.FS) *List {
	t.Helper()
	cfg, found := config.Load(fsys)
	th, more := theme.Load(fsys, theme.OptionsOf(cfg, true))
	found = append(found, more...)
	articles, more := content.Load(fsys, cfg, content.Options{Now: day})
	found = append(found, more...)
	s, more := site.Link(cfg, articles, th.Assets())
	if found = append(found, more...); found.HasErrors() {
		t.Fatal(found)
	}
	return Pages(s, Env{Words: th.Words.Get, Now: day})
}

// small returns the pages of a site of some files below content/.
func small(t *testing.T, files map[string]string) *List {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte("title: Careers\nbase_url: https://example.org/\nlanguage: en\n")}}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return listOf(t, fsys)
}

// role returns a role's file.
func role(title, more string) string {
	front, body, _ := strings.Cut(more, "\n\n")
	return "---\ntitle: " + title + "\nsummary: What it is.\ncategory: care\n" + front + "\n---\n" + body + "\n"
}

// dataOf returns what a page's layout receives.
func dataOf(t *testing.T, l *List, url string) any {
	t.Helper()
	p, ok := l.At(url)
	if !ok {
		t.Fatalf("no page at %s", url)
	}
	return made(p)
}

func made(p Page) any {
	if p.Data == nil {
		return nil
	}
	var body *content.Body
	if p.Article != nil {
		body, _ = p.Article.ReadBody()
	}
	return p.Data(body)
}

// whole returns a file that no layout makes.
func whole(p Page) []byte {
	if p.Bytes != nil {
		return p.Bytes(nil)
	}
	var b []byte
	for part := range p.Parts {
		b = append(b, part...)
	}
	return b
}

func commonOf(t *testing.T, l *List, url string) Common {
	t.Helper()
	return reflect.ValueOf(dataOf(t, l, url)).FieldByName("Common").Interface().(Common)
}

// dataLD returns the structured data of a page, by type.
func dataLD(t *testing.T, l *List, url string) map[string]map[string]any {
	t.Helper()
	list := map[string]map[string]any{}
	for script := range strings.SplitSeq(string(commonOf(t, l, url).Head.JSONLD), "</script>") {
		_, text, ok := strings.Cut(script, ">")
		if !ok {
			continue
		}
		var v map[string]any
		if err := json.Unmarshal([]byte(text), &v); err != nil {
			t.Fatalf("%s: %v in %s", url, err, text)
		}
		list[v["@type"].(string)] = v
	}
	return list
}

const allPages = "\n\n## Duties\n\n- Help\n\n## What they do\n\nThey help.\n\n## FAQ\n\n### Is it hard?\n\nAt times.\n"

// The title of a job description names the year of its update, unless it is
// time for a review.
func TestTitles(t *testing.T) {
	for _, tt := range []struct{ front, page, want string }{
		{"", "", "Nurse: Salary, Education and Career Path"},
		{"", "job-description/", "Nurse Job Description"},
		{"updated: 2025-03-01", "job-description/", "Nurse Job Description (Updated for 2025)"},
		{"updated: 2025-03", "job-description/", "Nurse Job Description (Updated for 2025)"},
		{"published: 2025-03-01", "job-description/", "Nurse Job Description"},
		{"updated: 2025-03-01\nreview_by: 2026-06-14", "job-description/", "Nurse Job Description"},
		{"updated: 2025-03-01\nreview_by: 2026-06-15", "job-description/", "Nurse Job Description (Updated for 2025)"},
		{"updated: 2025-03-01\nreview_by: 2027-01-01", "job-description/", "Nurse Job Description (Updated for 2025)"},
		{"", "what-they-do/", "What Does a Nurse Do?"},
		{"article: an", "what-they-do/", "What Does an Nurse Do?"},
		{"", "faq/", "Nurse FAQs"},
		{"alternate_titles: [RN]", "related/", "Careers Related to Nurse"},
	} {
		c := commonOf(t, small(t, map[string]string{"roles/nurse.md": role("Nurse", tt.front+allPages)}), "/roles/nurse/"+tt.page)
		if c.Title != tt.want || c.Head.Title != tt.want+" – Careers" {
			t.Errorf("%q %s: %q, %q, want %q", tt.front, tt.page, c.Title, c.Head.Title, tt.want)
		}
	}
	l := small(t, map[string]string{"roles/nurse.md": role("Nurse", "seo: {faq: {title: Asked of nurses}}"+allPages)})
	if c := commonOf(t, l, "/roles/nurse/faq/"); c.Title != "Nurse FAQs" || c.Head.Title != "Asked of nurses – Careers" {
		t.Errorf("a title by hand: %q, %q", c.Title, c.Head.Title)
	}
	if c := commonOf(t, l, "/"); c.Head.Title != "Careers" {
		t.Errorf("home: %q", c.Head.Title)
	}
}

// A description is the writer's own, else the summary on the first page and a
// sentence of the page's kind on others: none repeats another's.
func TestDescriptions(t *testing.T) {
	l := small(t, map[string]string{
		"roles/nurse.md":     role("Nurse", "alternate_titles: [RN]\nseo: {faq: {description: Asked.}, related: {title: T}}"+allPages),
		"roles/medic.md":     role("Medic", ""),
		"categories/care.md": "---\ntitle: Care\nsummary: Caring for people.\n---\n",
		"guides/start.md":    "---\ntitle: Start\nsummary: How to start.\n---\n",
	})
	for url, want := range map[string]string{
		"/roles/nurse/":                 "What it is.",
		"/roles/nurse/faq/":             "Asked.",
		"/roles/nurse/job-description/": "A job description for a Nurse to copy and fill in, with the duties, responsibilities and qualifications of the role.",
		"/categories/care/":             "Caring for people.",
		"/guides/start/":                "How to start.",
		"/":                             "Careers: pay, education, duties and career paths for 2 roles.",
	} {
		if got := commonOf(t, l, url).Head.Description; got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
	seen := map[string]string{}
	for _, p := range l.All() {
		data := made(p)
		if data == nil || !p.InSitemap {
			continue
		}
		d := reflect.ValueOf(data).FieldByName("Common").Interface().(Common).Head.Description
		if first, ok := seen[d]; ok && d != "What it is." || d == "" {
			t.Errorf("%s has the description of %s: %q", p.URL, first, d)
		}
		seen[d] = p.URL
	}
}

// same reports how two pages differ; data is compared where deep is set.
func same(a, b Page, deep bool) string {
	fields := func(p Page) []any {
		return []any{p.URL, p.Layout, p.Source, p.Article, p.InSitemap, p.Modified, p.Data == nil, p.Bytes == nil, p.Parts == nil}
	}
	if !reflect.DeepEqual(fields(a), fields(b)) {
		return "is another page"
	}
	if deep && !reflect.DeepEqual(made(a), made(b)) {
		return "has other data"
	}
	return ""
}

// A page that is asked for is the one that the list of all names.
func TestAt(t *testing.T) {
	corpusFS := fstest.MapFS{}
	for name, text := range corpus.Files(600) {
		corpusFS[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for name, fsys := range map[string]fs.FS{"sample": os.DirFS("../.."), "corpus": corpusFS} {
		t.Run(name, func(t *testing.T) {
			l := listOf(t, fsys)
			all := l.All()
			urls := map[string]bool{}
			every := max(1, len(all)/150)
			for i, p := range all {
				if urls[p.URL] {
					t.Errorf("%s stands twice in the list", p.URL)
				}
				urls[p.URL] = true
				got, ok := l.At(p.URL)
				if !ok {
					t.Errorf("no page at %s", p.URL)
				} else if d := same(got, p, i%every == 0); d != "" {
					t.Errorf("the page at %s %s", p.URL, d)
				}
				makers := 0
				for _, has := range []bool{p.Data != nil, p.Bytes != nil, p.Parts != nil} {
					if has {
						makers++
					}
				}
				if makers != 1 {
					t.Errorf("%s is made in %d ways", p.URL, makers)
				}
			}
			for _, url := range []string{"", "/nothing/", "/roles", "/roles/nothing/", "/roles//", "/sitemap-1.xml", "/sitemapx.xml"} {
				if _, ok := l.At(url); ok && !urls[url] {
					t.Errorf("there is a page at %q, which the list lacks", url)
				}
			}
			if i := slices.IndexFunc(all, func(p Page) bool { return p.URL == "/sitemap.xml" }); i != len(all)-1 {
				t.Errorf("the sitemap is page %d of %d", i, len(all))
			}
		})
	}
}

// Of names pages of the list alone.
func TestOf(t *testing.T) {
	l := small(t, map[string]string{
		"roles/nurse.md": role("Nurse", allPages), "roles/medic.md": role("Medic", ""), "categories/care.md": "---\ntitle: Care\n---\n",
		"guides/g.md": "---\ntitle: G\nsummary: S\n---\n", "pages/about.md": "---\ntitle: About\nsummary: S\n---\n",
	})
	want := map[string][]string{}
	for _, p := range l.All() {
		if p.Article != nil || p.Source != "" {
			want[p.Source] = append(want[p.Source], p.URL)
		}
	}
	if len(want) != 5 {
		t.Errorf("pages of %v", slices.Sorted(maps.Keys(want)))
	}
	for _, a := range l.site.Published() {
		for _, url := range l.Of(a) {
			if !slices.Contains(want[a.File], url) {
				t.Errorf("%s: %s is not one of %v", a.File, url, want[a.File])
			}
		}
		for _, url := range want[a.File] {
			if p, _ := l.At(url); p.Article == a && !slices.Contains(l.Of(a), url) {
				t.Errorf("%s: %s is missing", a.File, url)
			}
		}
	}
}
