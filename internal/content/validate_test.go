package content

import (
	"strings"
	"testing"

	"careerguide/internal/config"
)

// What is impossible is an error at its place. Front matter begins on line 5,
// below the required fields.
func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name, front string
		want        []string
	}{
		{"all well", "salary: {currency: USD, period: year, p10: 1, p25: 1, median: 2, mean: 9, p75: 3, p90: 3, min: 0, max: 8, source: bls, as_of: 2024-05}", nil},
		{"negative", "salary: {currency: USD, period: year, mean: -1}", []string{"5:45 mean is negative: -1"}},
		{"negative, each", "salary: {currency: USD, period: year, median: -1, p10: -2, min: -3}", []string{"5:47 median is negative: -1", "5:56 p10 is negative: -2", "5:65 min is negative: -3"}},
		{"min above max", "salary: {currency: USD, period: year, min: 2, max: 1}", []string{"5:52 min 2 is above max 1"}},
		{"percentiles", "salary: {currency: USD, period: year, p10: 5, median: 4, p90: 3}", []string{"5:55 median 4 is below p10 5", "5:63 p90 3 is below median 4"}},
		{"p25 and p75", "salary: {currency: USD, period: year, p25: 48.25, p75: 48.2}", []string{"5:56 p75 48.2 is below p25 48.25"}},
		{"mean is no percentile", "salary: {currency: USD, period: year, p10: 5, mean: 4, p90: 6}", nil},
		{"no currency", "salary: {period: year, mean: 1}", []string{`5:9 missing field "salary.currency"`}},
		{"no period", "salary: {currency: USD, mean: 1}", []string{`5:9 missing field "salary.period"`}},
		{"a wrong currency is told once", "salary: {currency: usd, period: year, mean: 1}", []string{`5:20 "usd" is not a currency`}},
		{"a wrong period is told once", "salary: {currency: USD, period: annual, mean: 1}", []string{`5:33 unknown period "annual" (did you mean "year"?)`}},
		{"no figure, no currency", "salary: {note: It varies.}", nil},
		{"source", "salary: {currency: USD, period: year, mean: 1, source: blz}", []string{`5:56 unknown source "blz" (did you mean "bls"?)`}},
		{"source in place", "salary: {currency: USD, period: year, mean: 1, source: {name: My survey, url: 'https://example.org/', year: 2024}}", nil},
		{"region inherits", "salary: {currency: USD, period: year, regions: [{region: US-CA, mean: 1}]}", nil},
		{"region has nothing to inherit", "salary: {regions: [{region: US-CA, mean: 1}]}", []string{`5:9 missing field "salary.currency"`, `5:9 missing field "salary.period"`}},
		{"region has its own", "salary: {regions: [{region: DE, currency: EUR, period: month, mean: 1}]}", nil},
		{"region, negative", "salary: {currency: USD, period: year, regions: [{region: US-CA, mean: -1}]}", []string{"5:71 mean is negative: -1"}},
		{"region, order", "salary: {currency: USD, period: year, regions: [{region: US-CA, p10: 3, p90: 1}]}", []string{"5:78 p90 1 is below p10 3"}},
		{"region twice", "salary: {currency: USD, period: year, regions: [{region: DE, mean: 1}, {region: DE, mean: 2}]}", []string{"5:81 region DE stands twice, here and at regions[0]"}},
		{"region, source", "salary: {currency: USD, period: year, regions: [{region: DE, mean: 1, source: x}]}", []string{`5:79 unknown source "x"`}},
		{"tier", "experience: [{tier: Entry, years: {min: 3, max: 1}}]", []string{"5:49 min 3 is above max 1"}},
		{"tier, open", "experience: [{tier: Entry, years: {min: 3}}, {tier: Senior}]", nil},
		{"tier, years", "experience: [{tier: Entry, years: {min: -1, max: 101}}]", []string{"5:41 min -1 is not between 0 and 100 years", "5:50 max 101 is not between 0 and 100 years"}},
		{"tier, pay", "salary: {currency: USD, period: year}\nexperience: [{tier: Entry, salary: {min: 5, max: 4}}, {tier: B, salary: {mean: -1}}]", []string{"6:50 min 5 is above max 4", "6:80 mean is negative: -1"}},
		{"tier, pay without currency", "experience: [{tier: Entry, salary: {min: 5}}]", []string{`2:1 missing field "salary.currency"`, `2:1 missing field "salary.period"`}},
		{"tier, pay with its own", "experience: [{tier: Entry, salary: {min: 5, currency: EUR, period: hour}}]", nil},
		{"tier without a name", "experience: [{years: {min: 1}}]", []string{`5:14 missing field "tier"`}},
		{"share", "education: [{level: bachelor, share: 100.5}, {level: master, share: -1}]", []string{"5:38 share 100.5 is not between 0 and 100 percent", "5:69 share -1 is not between 0 and 100 percent"}},
		{"shares at the ends", "education: [{level: bachelor, share: 100}, {level: master, share: 0}]", nil},
		{"importance", "skills: [{name: SQL, importance: 101}]", []string{"5:34 importance 101 is not between 0 and 100"}},
		{"hours", "working_hours: {min: 40, max: 36}", []string{"5:31 min 40 is above max 36"}},
		{"hours of a week", "working_hours: {min: -1, max: 169}", []string{"5:22 min -1 is not between 0 and 168 hours a week", "5:31 max 169 is not between 0 and 168 hours a week"}},
		{"outlook", "outlook: {growth_percent: -101, annual_openings: -5}", []string{"5:27 growth_percent -101 is not between -100 and 10000 percent", "5:50 annual_openings -5 is not between 0 and 1000000000"}},
		{"outlook, years", "outlook: {base_year: 2033, projected_year: 2023}", []string{"5:44 projected_year 2023 is before base_year 2033"}},
		{"outlook, no year", "outlook: {base_year: 23, projected_year: 2033.5}", []string{"5:22 base_year 23 is not between 1900 and 2200", "5:42 projected_year 2033.5 is not a year"}},
		{"outlook, source", "outlook: {growth_percent: 1, source: bsl}", []string{`5:38 unknown source "bsl" (did you mean "bls"?)`}},
		{"posting", "posting: {pay: {min: 2, max: 1, currency: USD, period: year}}", []string{"5:30 min 2 is above max 1"}},
		{"posting, negative", "posting: {pay: {min: -2, currency: USD, period: year}}", []string{"5:22 min is negative: -2"}},
		{"posting inherits", "salary: {currency: USD, period: year}\nposting: {pay: {min: 2}}", nil},
		{"posting has nothing to inherit", "posting: {pay: {min: 2}}", []string{`5:16 missing field "posting.pay.currency"`, `5:16 missing field "posting.pay.period"`}},
		{"posting below the salary is no error", "salary: {currency: USD, period: year, mean: 100}\nposting: {pay: {min: 1, max: 2}}", nil},
		{"dates", "published: 2025-02-01\nupdated: 2025-01-31", []string{"6:10 updated 2025-01-31 is before published 2025-02-01"}},
		{"the same day", "published: 2025-02-01\nupdated: 2025-02-01", nil},
		{"a month", "published: 2025-02-15\nupdated: 2025-02", nil},
		{"no date", "published: 2025-02-30", []string{`5:12 "2025-02-30" is not a date`}},
		{"article", "article: the", []string{`5:10 unknown article "the"`}},
		{"step", "progression: {to: [{}]}", []string{"5:20 a step names no role"}},
		{"image", "image: https://example.org/a.png", []string{`5:8 image "https://example.org/a.png" is no file of the site`}},
		{"codes", "codes: {onet_soc: 15-1253, isco08: '25190', esco: x}", []string{`5:36 "25190" is not an ISCO-08 code`, `5:51 "x" is not an ESCO occupation`}},
		{"alias", "aliases: [/]", []string{`5:11 alias "/" is not a path of the site`}},
		{"alias, dots", "aliases: {faq: [/a/../b]}", []string{`5:17 alias "/a/../b" is not a path of the site`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, found := parseRole(t, "---\n"+head+tt.front+"\n---\n")
			wantFindings(t, found, tt.want...)
		})
	}
}

// The rules of what every article has.
func TestValidateMeta(t *testing.T) {
	long := strings.Repeat("ä", 161)
	for _, tt := range []struct {
		name string
		file File
		data string
		want []string
	}{
		{"required", File{roleFile, RoleKind, true}, "---\nslug: a\n---\n", []string{`2:1 missing field "category"`, `2:1 missing field "summary"`, `2:1 missing field "title"`}},
		{"required, of a guide", File{"content/guides/g.md", GuideKind, true}, "---\nslug: a\n---\n", []string{`2:1 missing field "summary"`, `2:1 missing field "title"`}},
		{"required, of a category", File{"content/categories/c.md", CategoryKind, true}, "---\nslug: a\n---\n", []string{`2:1 missing field "title"`}},
		{"empty", File{"content/guides/g.md", GuideKind, true}, "---\n---\n", []string{`2:1 missing field "summary"`, `2:1 missing field "title"`}},
		{"long summary", File{"content/guides/g.md", GuideKind, true}, "---\ntitle: T\nsummary: " + long + "\n---\n", []string{"3:10 warning: summary has 161 characters"}},
		{"summary at the limit", File{"content/guides/g.md", GuideKind, true}, "---\ntitle: T\nsummary: " + strings.TrimSuffix(long, "ä") + "\n---\n", nil},
		{"file name", File{"content/guides/Ä b.md", GuideKind, true}, "---\ntitle: T\nsummary: S\n---\n", []string{`2:1 the file's name gives no slug: "Ä b"`}},
		{"file name with a slug", File{"content/guides/Ä b.md", GuideKind, true}, "---\ntitle: T\nsummary: S\nslug: a-b\n---\n", nil},
		{"aliases of a role's pages", File{"content/guides/g.md", GuideKind, true}, "---\ntitle: T\nsummary: S\naliases: {faq: [/x/]}\n---\n", []string{`4:16 only a role has a page "faq"`}},
		{"a role's field", File{"content/guides/g.md", GuideKind, true}, "---\ntitle: T\nsummary: S\nsalary: {mean: 1}\n---\n", []string{`4:1 unknown field "salary"`}},
		{"an author without a name", File{"content/guides/g.md", GuideKind, true}, "---\ntitle: T\nsummary: S\nauthors: [A, '']\n---\n", []string{"4:14 an item of authors must not be empty"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, found := parseFile(tt.file, []byte(tt.data), &config.Site{})
			wantFindings(t, found, tt.want...)
		})
	}
}

// A category is required of a role and must have the form of a slug.
func TestValidateCategory(t *testing.T) {
	_, found := parseRole(t, "---\ntitle: T\nsummary: S\ncategory: Health Care\n---\n")
	wantFindings(t, found, `4:11 "Health Care" is not a slug`)
	_, found = parseRole(t, "---\ntitle: T\nsummary: S\ncategory: ''\n---\n")
	wantFindings(t, found, `4:1 category must not be empty`)
}
