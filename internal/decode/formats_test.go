package decode

import (
	"reflect"
	"strings"
	"testing"

	"careerguide/internal/diag"
)

// The same role three times.
var whole = map[Format]string{
	YAML: `title: Backend QA Engineer
summary: "Tests\n  the   back end.\t"
slug: qa-engineer
published: 2024-05-01
draft: yes
alternate_titles: [Tester, "No"]
benefits: 401(k)
bio: |
  One
    two
workplace: hybrid
salary:
  currency: USD
  mean: 80_000
  median: 7.9e4
  regions:
    - {region: US-CA, mean: 96000}
    - region: "DE"
  source: bls
  as_of: 2024-05
skills:
  - SQL
  - {name: Go, importance: 80}
seo: {remote: {title: Home}}
codes: {isco08: "2519", a.b: c}
aliases: {faq: [/x/]}
count: 0x10
small: 7
share: 62.5
`,
	TOML: `title = "Backend QA Engineer"
summary = "Tests\n  the   back end.\t"
slug = "qa-engineer"
published = 2024-05-01
draft = true
alternate_titles = ["Tester", "No"]
benefits = "401(k)"
bio = """
One
  two
"""
workplace = "hybrid"
count = 0x10
small = 7
share = 62.5
skills = [
  "SQL", # the first
  {name = "Go", importance = 80},
]
codes.isco08 = "2519"
codes."a.b" = "c"
[salary]
currency = "USD"
mean = 80_000
median = 7.9e4
source = "bls"
as_of = "2024-05"
[[salary.regions]]
region = "US-CA"
mean = 96000
[[salary.regions]]
region = "DE"
[seo.remote]
title = "Home"
[aliases]
faq = ["/x/"]
`,
	JSON: `{
  "title": "Backend QA Engineer", "summary": "Tests\n  the   back end.\t",
  "slug": "qa-engineer", "published": "2024-05-01", "draft": true,
  "alternate_titles": ["Tester", "No"], "benefits": "401(k)", "bio": "One\n  two\n",
  "workplace": "hybrid",
  "salary": {"currency": "USD", "mean": 80000, "median": 7.9e4,
    "regions": [{"region": "US-CA", "mean": 96000}, {"region": "DE"}],
    "source": "bls", "as_of": "2024-05"},
  "skills": ["SQL", {"name": "Go", "importance": 80}],
  "seo": {"remote": {"title": "Home"}}, "codes": {"isco08": "2519", "a.b": "c"},
  "aliases": {"faq": ["/x/"]}, "count": 16, "small": 7, "share": 62.5
}`,
}

func TestWholeRole(t *testing.T) {
	n := func(s string) number { return number{s} }
	want := role{
		Title: "Backend QA Engineer", Summary: "Tests the back end.", Slug: "qa-engineer", Published: "2024-05-01", Draft: true,
		Names: []string{"Tester", "No"}, Benefits: []string{"401(k)"}, Bio: "One\n  two\n", Workplace: "hybrid",
		Salary: &salary{
			Currency: "USD", Figures: Figures{Mean: n("80000"), Median: n("79000")},
			Regions: []region{{Region: "US-CA", Figures: Figures{Mean: n("96000")}}, {Region: "DE"}},
			Source:  source{Key: "bls"}, AsOf: "2024-05",
		},
		Skills: []skill{{Name: "SQL"}, {Name: "Go", Importance: n("80")}},
		SEO:    map[workplace]seo{"remote": {Title: "Home"}}, Codes: map[string]string{"isco08": "2519", "a.b": "c"},
		Aliases: aliases{Page: map[string][]string{"faq": {"/x/"}}}, Count: 16, Small: 7, Share: 62.5,
	}
	for format, data := range whole {
		got, _, list := read(format, data)
		wantFindings(t, list)
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%v:\n%+v\nwant\n%+v", format, got, want)
		}
	}
}

func TestPositions(t *testing.T) {
	for _, tt := range []struct {
		path  string
		yaml  [2]string // what stands where the value begins, and where the key does
		toml  [2]string
		json  [2]string
		found bool
	}{
		{"", [2]string{"title:", "title:"}, [2]string{"title =", "title ="}, [2]string{"{\n", "{\n"}, true},
		{"title", [2]string{"Backend", "title"}, [2]string{`"Backend`, "title"}, [2]string{`"Backend`, `"title"`}, true},
		{"salary", [2]string{"currency", "salary"}, [2]string{"[salary]", "salary]"}, [2]string{`{"currency`, `"salary"`}, true},
		{"salary.mean", [2]string{"80_000", "mean"}, [2]string{"80_000", "mean"}, [2]string{"80000", `"mean"`}, true},
		{"salary.regions", [2]string{"- {region: US", "regions:"}, [2]string{"[[salary.regions]]\nregion = \"US", "regions]]\nregion = \"US"}, [2]string{`[{"region": "US`, `"regions"`}, true},
		{"salary.regions[0].mean", [2]string{"96000", "mean: 96"}, [2]string{"96000", "mean = 96"}, [2]string{"96000", `"mean": 96`}, true},
		{"salary.regions[1]", [2]string{`region: "DE`, `region: "DE`}, [2]string{"[[salary.regions]]\nregion = \"DE", "[[salary.regions]]\nregion = \"DE"}, [2]string{`{"region": "DE`, `{"region": "DE`}, true},
		{"salary.nothing.here", [2]string{"currency", "salary"}, [2]string{"[salary]", "salary]"}, [2]string{`{"currency`, `"salary"`}, false},
		{"salary.regions[9].mean", [2]string{"- {region: US", "regions:"}, [2]string{"[[salary.regions]]\nregion = \"US", "regions]]\nregion = \"US"}, [2]string{`[{"region": "US`, `"regions"`}, false},
		{"skills[1]", [2]string{"{name: Go", "{name: Go"}, [2]string{"{name =", "{name ="}, [2]string{`{"name": "Go`, `{"name": "Go`}, true},
		{"skills[1].importance", [2]string{"80}", "importance"}, [2]string{"80}", "importance"}, [2]string{"80}", `"importance"`}, true},
		{"codes.a.b", [2]string{"c}", "a.b"}, [2]string{`"c"`, `"a.b"`}, [2]string{`"c"`, `"a.b"`}, true},
		{"seo.remote.title", [2]string{"Home", "title: Home"}, [2]string{`"Home`, "title"}, [2]string{`"Home`, `"title": "Home`}, true},
	} {
		for format, want := range map[Format][2]string{YAML: tt.yaml, TOML: tt.toml, JSON: tt.json} {
			_, tree, _ := read(format, whole[format])
			if got := textAt(whole[format], tree.Position(tt.path)); !strings.HasPrefix(got, want[0]) {
				t.Errorf("%v: %q is at %.20q, want %q", format, tt.path, got, want[0])
			}
			if got := textAt(whole[format], tree.KeyPosition(tt.path)); !strings.HasPrefix(got, want[1]) {
				t.Errorf("%v: the key of %q is at %.20q, want %q", format, tt.path, got, want[1])
			}
			if tree.Has(tt.path) != tt.found {
				t.Errorf("%v: Has(%q) = %v", format, tt.path, !tt.found)
			}
		}
	}
}

// textAt returns the data from a place on; the data begins on line 2.
func textAt(data string, at diag.Position) string {
	lines := strings.SplitAfter(data, "\n")[at.Line-2:]
	return string([]rune(lines[0])[at.Column-1:]) + strings.Join(lines[1:], "")
}

// Characters count, not bytes.
func TestColumns(t *testing.T) {
	for format, data := range map[Format]string{
		YAML: "\ufefftitle: é\nsummary: x\ncodes: {ü: \"ö\", é: [x]}\r\ncount: [y]\r\n",
		TOML: "\ufefftitle = \"é\"\nsummary = \"x\"\ncodes = {\"ü\"=\"ö\", \"é\"=[\"x\"]}\r\ncount = [\"y\"]\r\n",
		JSON: "\ufeff{\"title\": \"é\",\n\"summary\": \"x\",\n\"codes\": {\"ü\": \"ö\", \"é\": [\"x\"]},\r\n\"count\": [\"y\"]}\r\n",
	} {
		_, tree, list := read(format, data)
		want := map[Format]string{YAML: "4:20 4:17 5:8", TOML: "4:23 4:19 5:9", JSON: "4:26 4:21 5:10"}[format]
		if got := spot(tree.Position("codes.é")) + " " + spot(tree.KeyPosition("codes.é")) + " " + spot(list[len(list)-1].Position); got != want {
			t.Errorf("%v: %s, want %s", format, got, want)
		}
	}
}
