package page

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/site"
)

// Structured data says what is known, and nothing of what is not: no figure is
// zero for want of one, and no mean is a median.
func TestUnknownFigures(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	for _, tt := range []struct{ front, want string }{ // want is the occupation without its name, description and address
		{"", `{}`},
		{"salary: {note: It varies.}", `{}`},
		{"salary: {currency: USD, period: year, mean: 80000}",
			`{"estimatedSalary":{"@type":"MonetaryAmount","currency":"USD","value":{"@type":"QuantitativeValue","unitText":"YEAR","value":80000}}}`},
		{"salary: {currency: USD, period: hour, median: 48.25, mean: 50}",
			`{"estimatedSalary":{"@type":"MonetaryAmountDistribution","currency":"USD","duration":"PT1H","median":48.25,"name":"base"}}`},
		{"salary: {currency: EUR, period: month, p10: 0, mean: 5, p90: 9}",
			`{"estimatedSalary":{"@type":"MonetaryAmountDistribution","currency":"EUR","duration":"P1M","name":"base","percentile10":0,"percentile90":9}}`},
		{"salary: {currency: USD, period: day, min: 300}",
			`{"estimatedSalary":{"@type":"MonetaryAmount","currency":"USD","value":{"@type":"QuantitativeValue","minValue":300,"unitText":"DAY"}}}`},
		{"salary: {currency: USD, period: day, max: 300}",
			`{"estimatedSalary":{"@type":"MonetaryAmount","currency":"USD","value":{"@type":"QuantitativeValue","maxValue":300,"unitText":"DAY"}}}`},
		{"salary: {currency: USD, period: day, regions: [{region: DE, mean: 300}]}", `{}`},
		{"experience: [{tier: Entry}]", `{}`},
		{"experience: [{tier: Entry, years: {max: 2}}]", `{}`},
		{"experience: [{tier: Entry, years: {min: 0}}]", `{"experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":0}}`},
		{"experience: [{tier: Entry, years: {min: 1.5}}, {tier: Senior, years: {min: 4}}]",
			`{"experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":18}}`},
		{"education: [{level: none}]", `{}`},
		{"outlook: {growth_percent: 3}", `{}`},
		{"codes: {isco08: '2519'}", `{"occupationalCategory":"2519"}`},
		{"codes: {isco08: '2519', onet_soc: 15-1253.00}", `{"occupationalCategory":"15-1253.00"}`},
		{"skills: [SQL, {name: Care}]", `{"skills":["SQL","Care"]}`},
	} {
		l := small(t, map[string]string{"roles/nurse.md": role("Nurse", tt.front)})
		o := dataLD(t, l, "/roles/nurse/")["Occupation"]
		for _, key := range []string{"@context", "@type", "name", "description", "url"} {
			if o[key] == nil {
				t.Errorf("%s: no %s", tt.front, key)
			}
			delete(o, key)
		}
		var want map[string]any
		if err := json.Unmarshal([]byte(tt.want), &want); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(o, want) {
			got, _ := json.Marshal(o)
			t.Errorf("%s:\n%s, want\n%s", tt.front, got, tt.want)
		}
	}
}

// Only questions with answers are an FAQPage.
func TestFAQPage(t *testing.T) {
	for _, tt := range []struct {
		body string
		want int // questions; 0 for no FAQPage
	}{
		{"## FAQ\n\n### A?\n\nB.\n\n### C?\n\nD.\n", 2},
		{"## FAQ\n\n### A?\n\nB.\n\n### C?\n", 1},
		{"## FAQ\n\nAsk anybody.\n", 0},
		{"## FAQ\n\n### A?\n", 0},
		{"## Interview questions\n\n### A?\n\nB.\n", 1},
		{"## FAQ\n\nAsk.\n\n## Interview questions\n\n### A?\n\nB.\n", 1},
	} {
		l := small(t, map[string]string{"roles/nurse.md": role("Nurse", "\n\n"+tt.body)})
		ld := dataLD(t, l, "/roles/nurse/faq/")
		questions, _ := ld["FAQPage"]["mainEntity"].([]any)
		if len(questions) != tt.want || (ld["FAQPage"] == nil) == (ld["WebPage"] == nil) {
			t.Errorf("%q: %d questions, want %d; %v", tt.body, len(questions), tt.want, ld)
		}
	}
	l := small(t, map[string]string{"roles/nurse.md": role("Nurse", "\n\n## FAQ\n\n## Duties\n\n- a\n")})
	if _, ok := l.At("/roles/nurse/faq/"); ok {
		t.Error("an FAQ page without anything on it")
	}
}

// The template as text has all that its card shows.
func TestTemplateText(t *testing.T) {
	l := small(t, map[string]string{"roles/nurse.md": role("Nurse", "posting: {benefits: [Pension]}\n\n## Template\n\nCopy this and *fill it in*.\n\n### Job brief\n\nWe look for a nurse.\n\n## Duties\n\n- Care\n")})
	var text string
	for _, s := range dataOf(t, l, "/roles/nurse/job-description/").(Overview).Sections {
		if s.Template != nil {
			text = s.Template.Text
		}
	}
	if want := "Nurse\n\nCopy this and fill it in.\n\nJob brief\n\nWe look for a nurse.\n\nResponsibilities\n\n- Care\n\nBenefits\n\n- Pension\n"; text != want {
		t.Errorf("%q, want %q", text, want)
	}
	l = small(t, map[string]string{"roles/nurse.md": role("Nurse", "\n\n## Template\n\nWe look for a nurse.\n")})
	for _, s := range dataOf(t, l, "/roles/nurse/job-description/").(Overview).Sections {
		if s.Template != nil && s.Template.Text != "Nurse\n\nJob Brief\n\nWe look for a nurse.\n" {
			t.Errorf("%q", s.Template.Text)
		}
	}
}

// A long list has pages, each of which links to its neighbours.
func TestPagedLists(t *testing.T) {
	files := map[string]string{}
	for i := range 2*site.PageSize + 1 {
		files[fmt.Sprintf("roles/b%d.md", i)] = role(fmt.Sprintf("B%d", i), "")
	}
	l := small(t, files)
	for _, base := range []string{"/categories/care/", "/roles/a-z/b/"} {
		seen := 0
		for n, want := range []struct{ previous, next string }{{"", base + "2/"}, {base, base + "3/"}, {base + "2/", ""}} {
			url := site.ListURL(base, n+1)
			head := commonOf(t, l, url).Head
			absolute := func(s string) string {
				if s == "" {
					return ""
				}
				return "https://example.org" + s
			}
			if head.Previous != absolute(want.previous) || head.Next != absolute(want.next) || head.Canonical != absolute(url) {
				t.Errorf("%s: between %q and %q, canonical %q", url, head.Previous, head.Next, head.Canonical)
			}
			var pages []Link
			switch v := dataOf(t, l, url).(type) {
			case Category:
				pages, seen = v.Pages, seen+len(v.Roles)
			case Roles:
				pages, seen = v.Pages, seen+len(v.Letters[0].Roles)
			}
			if len(pages) != 3 || !pages[n].Current || pages[(n+1)%3].Current || pages[n].URL != url {
				t.Errorf("%s: pages %v", url, pages)
			}
		}
		if seen != 2*site.PageSize+1 {
			t.Errorf("%s shows %d roles", base, seen)
		}
		if _, ok := l.At(base + "4/"); ok {
			t.Errorf("%s has a fourth page", base)
		}
	}
}

// Above the size of one sitemap there are several, each page in one of them.
func TestSitemapSplit(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	m := &maker{cfg: &config.Site{}}
	if err := m.cfg.BaseURL.UnmarshalText([]byte("https://example.org/")); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ pages, files int }{{0, 1}, {sitemapSize, 1}, {sitemapSize + 1, 3}, {2*sitemapSize + 1, 4}} {
		pages := []Page{{URL: "/hidden/"}}
		for i := range tt.pages {
			pages = append(pages, Page{URL: fmt.Sprintf("/%d/", i), InSitemap: true, Modified: career.Date{Year: 2026, Month: 6, Day: 1 + i%28}})
		}
		files, n := m.sitemaps(grouped(pages))
		if n != tt.pages+1 {
			t.Errorf("%d pages are counted as %d", tt.pages+1, n)
		}
		if len(files) != tt.files || files[len(files)-1].URL != "/sitemap.xml" {
			t.Fatalf("%d pages: %d files, the last is %s", tt.pages, len(files), files[len(files)-1].URL)
		}
		listed := map[string]bool{}
		for _, f := range files {
			data := whole(f)
			var v struct {
				URLs []struct {
					Loc     string `xml:"loc"`
					Lastmod string `xml:"lastmod"`
				} `xml:"url"`
				Files []struct {
					Loc string `xml:"loc"`
				} `xml:"sitemap"`
			}
			if err := xml.Unmarshal(data, &v); err != nil {
				t.Fatal(err)
			}
			if len(v.URLs) > sitemapSize {
				t.Errorf("%s lists %d addresses", f.URL, len(v.URLs))
			}
			for _, u := range v.URLs {
				if listed[u.Loc] || len(u.Lastmod) != len("2026-06-01") {
					t.Fatalf("%s lists %s of %q", f.URL, u.Loc, u.Lastmod)
				}
				listed[u.Loc] = true
			}
			if tt.files > 1 && f.URL == "/sitemap.xml" {
				for i, file := range v.Files {
					if want := fmt.Sprintf("https://example.org/sitemap-%d.xml", i+1); file.Loc != want {
						t.Errorf("the index lists %s, want %s", file.Loc, want)
					}
				}
				if len(v.Files) != tt.files-1 {
					t.Errorf("the index lists %d files", len(v.Files))
				}
			}
		}
		if len(listed) != tt.pages {
			t.Errorf("%d of %d pages are listed", len(listed), tt.pages)
		}
	}
}

// Crumbs lead from home to the page, in the page and in its structured data.
func TestCrumbs(t *testing.T) {
	l := small(t, map[string]string{"roles/nurse.md": role("Nurse", allPages)})
	c := commonOf(t, l, "/roles/nurse/faq/")
	var shown []string
	for _, link := range c.Crumbs {
		shown = append(shown, link.Title+" "+link.URL)
	}
	if got, want := strings.Join(shown, ", "), "Home /, Roles /roles/, Care /categories/care/, Nurse /roles/nurse/, FAQ /roles/nurse/faq/"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var said []string
	for _, item := range dataLD(t, l, "/roles/nurse/faq/")["BreadcrumbList"]["itemListElement"].([]any) {
		i := item.(map[string]any)
		said = append(said, fmt.Sprint(i["name"], " ", strings.TrimPrefix(i["item"].(string), "https://example.org")))
	}
	if strings.Join(said, ", ") != strings.Join(shown, ", ") {
		t.Errorf("structured data says %v", said)
	}
}

// The files about all roles name each role that search engines may show, and
// nothing that they may not.
func TestFilesOfAllRoles(t *testing.T) {
	const page = "---\ntitle: %s\nsummary: S\nnoindex: %t\n---\n"
	l := small(t, map[string]string{
		"roles/nurse.md": role("Nurse", ""), "roles/medic.md": role("Medic", "noindex: true"), "roles/chef.md": role("Chef", ""),
		"guides/open.md": fmt.Sprintf(page, "Open", false), "guides/shut.md": fmt.Sprintf(page, "Shut", true),
	})
	for url, want := range map[string]string{
		"/roles.json": `"slug":"chef"…,` + "\n" + `{…"slug":"nurse"…]}` + "\n", "/roles.csv": "slug,title…\nchef,Chef…\nnurse,Nurse…\n",
		"/llms.txt": "# Careers…\n## …Chef](…Nurse](…## …- [Open](https://…",
	} {
		p, _ := l.At(url)
		got := string(whole(p))
		rest := got
		for part := range strings.SplitSeq(want, "…") {
			_, after, ok := strings.Cut(rest, part)
			if !ok {
				t.Errorf("%s has no %q where it should:\n%s", url, part, got)
			}
			rest = after
		}
		for _, hidden := range []string{`{"url":"https://example.org/roles/medic/"`, "\nmedic,", "[Medic]", "Shut"} {
			if strings.Contains(got, hidden) {
				t.Errorf("%s has %q:\n%s", url, hidden, got)
			}
		}
		n := 0
		for range p.Parts {
			n++
			break // a reader may stop at any part
		}
		if n != 1 {
			t.Errorf("%s has no part", url)
		}
	}
}
