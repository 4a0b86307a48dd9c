package site

import (
	"fmt"
	"strings"
	"testing"

	"careerguide/internal/career"
)

// Spellings of one skill are one hub; C, C++ and C# are three.
func TestSkills(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md": "skills: [SQL, C, C++, C#, Node.js, Алгоритмы, Lonely, '7']",
		"roles/b.md": "skills: [sql, C++, C, C#, node js, Алгоритмы, '7']",
		"roles/c.md": "skills: [SQL, Größe, SQL server, sql]",
		"roles/d.md": "skills: [Große, Grosse]",
	})
	var got []string
	for _, k := range s.Skills {
		var roles []string
		for _, r := range k.Roles {
			roles = append(roles, r.Slug)
		}
		got = append(got, fmt.Sprintf("%s=%s:%s", k.Slug, k.Name, strings.Join(roles, "")))
	}
	want := "skill-7=7:ab c=C:ab c-sharp=C#:ab c-plus-plus=C++:ab grosse=Große:cd node-js=Node.js:ab sql=SQL:abc u430-u43b-u433-u43e-u440-u438-u442-u43c-u44b=Алгоритмы:ab"
	for _, part := range strings.Fields(want) {
		if !strings.Contains(" "+strings.Join(got, " ")+" ", " "+part+" ") {
			t.Errorf("no hub %s among %q", part, got)
		}
	}
	if len(got) != 8 {
		t.Errorf("%d hubs: %q", len(got), got)
	}
	a := s.Role("a")
	if a.SkillOf(0).Slug != "sql" || a.SkillOf(6) != nil {
		t.Errorf("the hubs of a's skills are %v, %v", a.SkillOf(0), a.SkillOf(6))
	}
	if s.Skills[0].Indexed() {
		t.Error("a hub of two roles is for search engines")
	}
}

func TestSkillSlugs(t *testing.T) {
	for name, want := range map[string]string{
		"Microsoft Excel": "microsoft-excel", "C++": "c-plus-plus", "C#": "c-sharp", ".NET": "net", "R&D": "r-and-d", "A/B testing": "a-b-testing",
		"Driver’s licence": "drivers-licence", "Straße": "strasse", "Café": "cafe", "Łódź": "lodz", "2": "skill-2", "3D": "3d", "!": "", "日本": "u65e5-u672c", "🎸": "u1f3b8",
	} {
		if got := skillSlug(name); got != want {
			t.Errorf("slug of %q is %q, want %q", name, got, want)
		}
	}
	long := strings.Repeat("word ", 60)
	if a, b := skillSlug(long+"a"), skillSlug(long+"b"); a == b || len(a) > longestSkill || !career.IsSlug(a) {
		t.Errorf("long slugs %q, %q", a, b)
	}
}

// A page of the site's own at a hub's address is the writer's to move.
func TestHubAddresses(t *testing.T) {
	for name, tt := range map[string]struct {
		site  string
		files map[string]string
		want  string
	}{
		"alias at a hub":  {"", map[string]string{"roles/a.md": "skills: [SQL]", "roles/b.md": "skills: [SQL]\naliases: [/skills/sql/]"}, "content/roles/b.md:6:11: two pages at /skills/sql/: this and the hub of the skill SQL"},
		"no hub":          {"", map[string]string{"roles/a.md": "skills: [SQL]", "roles/b.md": "aliases: [/skills/sql/, /skills/]"}, ""},
		"the list":        {"", map[string]string{"roles/a.md": "skills: [SQL]", "roles/b.md": "skills: [SQL]", "pages/skills.md": ""}, "content/pages/skills.md:2:1: two pages at /skills/: this and the list of skills"},
		"compare":         {"", map[string]string{"roles/a.md": "", "roles/b.md": "", "pages/compare.md": ""}, "content/pages/compare.md:2:1: two pages at /compare/: this and the comparison of roles"},
		"generator":       {"", map[string]string{"roles/a.md": "posting: {benefits: [Tea]}", "pages/job-description-generator.md": ""}, "content/pages/job-description-generator.md:2:1: two pages at /job-description-generator/: this and the page of job description templates"},
		"no generator":    {"", map[string]string{"roles/a.md": "", "pages/job-description-generator.md": ""}, ""},
		"alias at a pair": {"compare_pages: true", map[string]string{"roles/a.md": "related: [b]", "roles/b.md": "aliases: [/compare/a-vs-b/]"}, "content/roles/b.md:5:11: two pages at /compare/a-vs-b/: this and the comparison of a and b"},
		"no pairs asked":  {"", map[string]string{"roles/a.md": "related: [b]", "roles/b.md": "aliases: [/compare/a-vs-b/]"}, ""},
		"two pairs at one address": {"compare_pages: true", map[string]string{"roles/a-vs-b.md": "", "roles/c.md": "related: [a-vs-b]", "roles/a.md": "related: [b-vs-c]", "roles/b-vs-c.md": ""},
			"content/roles/c.md:5:11: two pages at /compare/a-vs-b-vs-c/: this and the comparison of a and b-vs-c"},
		"a ranking's alias": {"", map[string]string{"roles/a.md": "", "rankings/r.md": "by: salary.median\naliases: [/r/]", "pages/r.md": ""}, "content/rankings/r.md:5:11: two pages at /r/: this and content/pages/r.md"},
	} {
		_, found := link(t, tt.site, tt.files)
		var got []string
		for _, f := range found.Sorted() {
			got = append(got, fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message))
		}
		if strings.Join(got, "\n") != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", name, strings.Join(got, "\n"), tt.want)
		}
	}
}

// A pair has one page, whichever of the two names the other.
func TestPairs(t *testing.T) {
	files := map[string]string{"roles/c.md": "related: [a, b]", "roles/a.md": "related: [c, d]", "roles/b.md": "", "roles/d.md": "draft: true"}
	if s, found := link(t, "", files); len(s.Pairs) != 0 || found.HasErrors() {
		t.Errorf("%d pairs, %v", len(s.Pairs), found)
	}
	s, _ := link(t, "compare_pages: true", files)
	var got []string
	for _, p := range s.Pairs {
		got = append(got, p.URL)
	}
	if strings.Join(got, " ") != "/compare/a-vs-c/ /compare/b-vs-c/" {
		t.Errorf("pairs %q", got)
	}
	if p := s.Role("c").Pairs(); len(p) != 2 || p[0].Other(s.Role("c")).Slug != "a" {
		t.Errorf("the pairs of c are %v", p)
	}
}

// A step says why roles are related, whichever of them names it.
func TestRelatedByStep(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md": "category: one\nprogression: {to: [b]}",
		"roles/b.md": "category: two",
		"roles/c.md": "category: three\nskills: [SQL]\nprogression: {from: [b]}",
		"roles/d.md": "category: four\nskills: [SQL]",
	})
	want := map[string]string{"a": "b>", "b": "<a c>", "c": "<b d", "d": "c"}
	for slug, want := range want {
		var got []string
		for _, r := range s.Role(slug).Related() {
			name := r.Card.Slug
			if r.Before {
				name = "<" + name
			}
			if r.After {
				name += ">"
			}
			got = append(got, name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s is related to %q, want %q", slug, got, want)
		}
	}
	if !s.Role("b").HasRelated() {
		t.Error("b has no page of related roles")
	}
}

func ranked(t *testing.T, files map[string]string, slug string) *Ranking {
	t.Helper()
	s := clean(t, "", files)
	for _, r := range s.Rankings {
		if r.Slug == slug {
			return r
		}
	}
	t.Fatalf("no ranking %s", slug)
	return nil
}

// Ties share a rank, what is missing is counted, and periods become a year.
func TestRanking(t *testing.T) {
	pay := func(amount, period string) string {
		return "salary: {currency: USD, period: " + period + ", median: " + amount + "}\nskills: [SQL]\n"
	}
	files := map[string]string{
		"roles/a.md": pay("50000", "year"), "roles/b.md": pay("25", "hour"), "roles/c.md": pay("52000", "year"), "roles/d.md": pay("60000", "year"),
		"roles/e.md": "category: other", "roles/f.md": pay("40000", "year"), "roles/g.md": "outlook: {growth_percent: -3}", "roles/h.md": "outlook: {growth_percent: 2.5}",
		"rankings/all.md":   "by: salary.median\ncount: 2",
		"rankings/asc.md":   "by: salary.median\norder: asc\nover: all",
		"rankings/list.md":  "by: salary.median\nover: [d, a]",
		"rankings/cat.md":   "by: outlook.growth_percent\nover: {category: health}",
		"rankings/skill.md": "by: salary.median\nover: {skill: sql}\ncount: 3",
	}
	for slug, want := range map[string]string{
		"all": "1 d 60000, 2 b 52000; tied 1, missing E, G, H, of 8, year", "asc": "1 f 40000, 2 a 50000, 3 b 52000, 3 c 52000, 5 d 60000; tied 0, missing E, G, H, of 8, year",
		"list": "1 d 60000, 2 a 50000; tied 0, missing , of 2, ", "cat": "1 h 2.5, 2 g -3; tied 0, missing A, B, C, D, F, of 7, ",
		"skill": "1 d 60000, 2 b 52000, 2 c 52000; tied 0, missing , of 5, year",
	} {
		r := ranked(t, files, slug)
		var rows []string
		for _, row := range r.Shown {
			rows = append(rows, fmt.Sprint(row.Rank, " ", row.Role.Slug, " ", row.Value))
		}
		got := fmt.Sprintf("%s; tied %d, missing %s, of %d, ", strings.Join(rows, ", "), r.Tied, titles(r.Missing), r.Total)
		if r.PerYear {
			got += "year"
		}
		if got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", slug, got, want)
		}
	}
}

func TestRankingMistakes(t *testing.T) {
	usd, eur := "salary: {currency: USD, period: year, median: 1}\nskills: [SQL]", "salary: {currency: EUR, period: year, median: 1}\nskills: [SQL]"
	roles := func(ranking string) map[string]string {
		return map[string]string{"roles/a.md": usd, "roles/b.md": eur, "roles/c.md": "", "rankings/r.md": ranking}
	}
	for front, want := range map[string]string{
		"by: salary.median":                          "4:5: mixed-currencies: salary.median is in USD for content/roles/a.md and in EUR for content/roles/b.md",
		"by: salary.median\nover: {category: helth}": `5:18: dangling-category: no category "helth" (did you mean "health"?)`,
		"by: salary.median\nover: {skill: sqll}":     `5:15: dangling-skill: no skill "sqll" (did you mean "SQL"?)`,
		"by: salary.median\nover: [a, nobody]":       `5:11: dangling-role: no role "nobody"`,
		"by: salary.median\nover: {roles: [a, x]}":   `5:19: dangling-role: no role "x"`,
		"by: salary.median\nover: [a, c, a]":         `5:14: duplicate: "a" stands twice`,
		"by: outlook.growth_percent":                 "",
		"by: salary.median\nover: [a, c]\ncount: 3":  "",
	} {
		_, found := link(t, "", roles(front))
		var got []string
		for _, f := range found.Sorted() {
			got = append(got, fmt.Sprintf("%d:%d: %s: %s", f.Line, f.Column, f.Rule, f.Message))
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s:\ngot  %s\nwant %s", front, strings.Join(got, "\n"), want)
		}
	}
}
