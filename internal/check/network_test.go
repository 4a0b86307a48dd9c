package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/diag"
)

// short is an article of a role with some fields of its own.
func short(title, fields, body string) string {
	return "---\ntitle: " + title + "\nsummary: What the work is, what it pays, and how people come to it.\ncategory: quality\n" + fields + "---\n" + body
}

// siteCase is a site in which a rule finds what is marked.
type siteCase struct {
	rule  string
	files map[string]string // by slug
	want  []string          // in the order of files and lines
}

// prose is text of n words that no other seed has.
func prose(seed, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%d ", (seed*7919+i*i*31+i)%100003)
	}
	return strings.TrimSpace(b.String())
}

// swapped replaces every nth word.
func swapped(text string, n int) string {
	words := strings.Fields(text)
	for i := n - 1; i < len(words); i += n {
		words[i] = fmt.Sprintf("other%d", i)
	}
	return strings.Join(words, " ")
}

func question(answer string) string { return "## FAQ\n\n### What is it like?\n\n" + answer + "\n" }

var linked = "related: [b]\n"

var siteCases = []siteCase{
	{"progression-cycle", map[string]string{"a": short("Aa", "progression: {to: [§b]}\n", ""), "b": short("Bb", "progression: {to: [c]}\n", ""), "c": short("Cc", "progression: {to: [a]}\n", "")},
		[]string{"warning: the steps go in a circle: a → b → c → a"}},
	{"progression-cycle", map[string]string{"a": short("Aa", "progression: {to: [§b]}\n", ""), "b": short("Bb", "progression: {to: [a]}\n", "")}, []string{"warning: the steps go in a circle: a → b → a"}},
	{"progression-cycle", map[string]string{"a": short("Aa", "progression: {from: [b]}\n", ""), "b": short("Bb", "progression: {from: [§a]}\n", "")}, []string{"warning: the steps go in a circle: a → b → a"}},
	{"progression-cycle", map[string]string{"a": short("Aa", "progression: {to: [b, c]}\n", ""), "b": short("Bb", "progression: {from: [a], to: [c]}\n", ""), "c": short("Cc", "", "")}, nil},

	{"title-taken", map[string]string{"a": short("Aa", "alternate_titles: [X, §bb]\n", ""), "b": short("Bb", "", "")}, []string{`warning: "bb" is the title of content/roles/b.md`}},
	{"title-taken", map[string]string{"a": short("Aa", "alternate_titles: [§aa]\n", ""), "b": short("Bb", "", "")}, []string{`warning: "aa" is the role's own title`}},
	{"title-taken", map[string]string{"a": short("Aa", "", ""), "b": short("§Aa", "", "")}, []string{"warning: the title is that of content/roles/a.md too"}},
	{"title-taken", map[string]string{"a": short("Aa", "alternate_titles: [Bbb]\nhidden_titles: [Bb]\n", ""), "b": short("Bb", "alternate_titles: [Bbb]\n", "")}, nil},

	{"orphan", map[string]string{"a": short("Aa", linked, ""), "b": short("Bb", "", ""), "c": "---\n§" + strings.TrimPrefix(short("Cc", "", ""), "---\n")}, []string{"warning: no article leads to this role"}},
	{"orphan", map[string]string{"a": short("Aa", linked, "See [c](c.md).\n"), "b": short("Bb", "", ""), "c": short("Cc", "", "")}, nil},
	{"orphan", map[string]string{"a": short("Aa", linked, "See [c](/roles/c/).\n"), "b": short("Bb", "", ""), "c": short("Cc", "", "")}, nil},
	{"orphan", map[string]string{"a": short("Aa", "progression: {to: [b]}\n", ""), "b": short("Bb", "", "")}, nil},
	{"orphan", map[string]string{"a": short("Aa", "", "")}, nil}, // it is alone

	{"category-misspelt", map[string]string{"a": short("Aa", "", ""), "b": short("Bb", "", ""), "c": strings.Replace(short("Cc", "", ""), "category: quality", "category: §qualtiy", 1)},
		[]string{`warning: no other role is in the category "qualtiy" (did you mean "quality"?)`}},
	{"category-misspelt", map[string]string{"a": short("Aa", "", ""), "b": short("Bb", "", ""), "c": strings.Replace(short("Cc", "", ""), "category: quality", "category: equality-law", 1)}, nil},

	{"category-misspelt", map[string]string{"a": strings.Replace(short("Aa", "", ""), "category: quality", "category: §design", 1), "b": strings.Replace(short("Bb", "", ""), "category: quality", "category: §desing", 1)},
		[]string{`warning: no other role is in the category "design" (did you mean "desing"?)`, `warning: no other role is in the category "desing" (did you mean "design"?)`}},
	{"category-misspelt", map[string]string{"a": strings.Replace(short("Aa", "", ""), "category: quality", "category: nursing", 1), "b": strings.Replace(short("Bb", "", ""), "category: quality", "category: farming", 1)}, nil},

	// Of 30 words 2 are others: 93% are shared. Of 30 words 3: 90%.
	{"faq-alike", map[string]string{"a": short("Aa", linked, question(prose(1, 30))), "b": short("Bb", "", "## FAQ\n\n§### What is it like?\n\n"+swapped(prose(1, 30), 15)+"\n")},
		[]string{`warning: the answer to "What is it like?" is nearly that of content/roles/a.md, line 9`}},
	{"faq-alike", map[string]string{"a": short("Aa", linked, question(prose(1, 30))), "b": short("Bb", "", question(swapped(prose(1, 30), 10)))}, nil},
	{"faq-alike", map[string]string{"a": short("Aa", linked, question("An Aa "+prose(1, 30))), "b": short("Bb", "", "## FAQ\n\n§### What is it like?\n\nAn Bb "+prose(1, 30)+"\n")},
		[]string{`warning: the answer to "What is it like?" is nearly that of content/roles/a.md, line 9`}}, // the title does not count
	{"faq-alike", map[string]string{"a": short("Aa", linked, question("Yes, always.")), "b": short("Bb", "", question("Yes, always."))}, nil}, // too short
	{"faq-alike", map[string]string{"a": short("Aa", "", question(prose(1, 30)+"\n\n### And now?\n\n"+prose(1, 30)))}, nil},                   // of one role
	{"faq-alike", map[string]string{"a": short("Aa", linked, question(prose(1, 30))+"\n## More\n\n"+prose(2, 200)), "b": short("Bb", "", question(prose(3, 30))+"\n## More\n\n"+prose(4, 200))}, nil},

	{"near-duplicate", map[string]string{"a": short("Aa", linked, prose(5, 300)+"\n"), "b": short("Bb", "", "\n§"+swapped(prose(5, 300), 25)+"\n")}, []string{"warning: the text is nearly that of content/roles/a.md"}},
	{"near-duplicate", map[string]string{"a": short("Aa", linked, prose(5, 300)+"\n"), "b": short("Bb", "", "\n"+swapped(prose(5, 300), 8)+"\n")}, nil},
	{"near-duplicate", map[string]string{"a": short("Aa", linked, prose(5, 60)+"\n"), "b": short("Bb", "", prose(5, 60)+"\n")}, nil}, // too short
}

func TestSite(t *testing.T) {
	for i, c := range siteCases {
		files, want := map[string]string{}, []string{}
		for _, slug := range slices.Sorted(maps.Keys(c.files)) {
			name := "content/roles/" + slug + ".md"
			text, places := marked(c.files[slug])
			files[name] = text
			for _, at := range places {
				want = append(want, fmt.Sprintf("%s:%d:%d ", name, at.Line, at.Column))
			}
		}
		if len(want) != len(c.want) {
			t.Fatalf("case %d: %d marks for %d findings", i, len(want), len(c.want))
		}
		for j := range want {
			want[j] += c.want[j]
		}
		var got []string
		for _, f := range judged(t, files) {
			if f.Rule == c.rule {
				got = append(got, fmt.Sprintf("%s:%d:%d %s: %s", f.File, f.Line, f.Column, f.Severity, f.Message))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("case %d: %s finds\n\t%s\nwant\n\t%s", i, c.rule, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
		}
	}
}

// What the build finds in bodies is found here too.
func TestBroken(t *testing.T) {
	body := "See [a](gone.md), [b](#gone), [c](/roles/gone/).\n\n![d](gone.png)\n\n## Duties\n\nA.\n\n## Duties\n\nB.\n\n# Top\n"
	found := judged(t, map[string]string{"content/roles/a.md": short("Aa", "check: {dangling-link: off}\n", body)})
	want := map[string]int{"dangling-link": 2, "dangling-anchor": 1, "image": 1, "duplicate-section": 1, "heading-level": 1}
	got := map[string]int{}
	for _, f := range found {
		if f.Severity == diag.Error {
			got[f.Rule]++
			if f.Line < 7 && f.Rule != "unknown-rule" {
				t.Errorf("%v is not in the body", f)
			}
		}
	}
	delete(got, "unknown-rule") // a build's rule cannot be switched off
	if !maps.Equal(got, want) {
		t.Errorf("found %v, want %v\n%v", got, want, found)
	}
}

// A category without a text has no summary.
func TestCategorySummary(t *testing.T) {
	for fields, want := range map[string]string{"": "content/categories/quality.md:2:8: warning: the category has no summary", "summary: " + strings.Repeat("s", 50) + "\n": ""} {
		found := judged(t, map[string]string{"content/categories/quality.md": "---\ntitle: Quality\n" + fields + "---\n", testerFile: tester})
		got := ""
		for _, f := range found {
			got += f.String()
		}
		if got != want {
			t.Errorf("found %s, want %s", got, want)
		}
	}
}

// Levels are set by a site, and by an article before it.
func TestLevels(t *testing.T) {
	stale := strings.Replace(tester, "as_of: 2024-05", "as_of: 2023-05", 1)
	for _, tt := range []struct{ site, article, want string }{
		{"", "", "warning"},
		{"check: {pay-stale: off}\n", "", ""},
		{"check: {pay-stale: error}\n", "", "error"},
		{"check: {pay-stale: error}\n", "check: {pay-stale: notice}\n", "notice"},
		{"check: {pay-stale: off}\n", "check: {pay-stale: warning}\n", "warning"},
		{"", "check: {pay-stale: off}\n", ""},
	} {
		text := strings.Replace(stale, "category:", tt.article+"category:", 1)
		got := ""
		for _, f := range judged(t, map[string]string{"content/site.yaml": settings + tt.site, testerFile: text}) {
			got += f.Severity.String()
		}
		if got != tt.want {
			t.Errorf("%+v: %q", tt, got)
		}
	}
	for _, tt := range []struct{ site, article, want string }{
		{"check:\n  pay-stail: off\n", "", `content/site.yaml:4:14: no rule "pay-stail" (did you mean "pay-stale"?)`},
		{"check: {pay-stale: eror}\n", "", `content/site.yaml:3:20: unknown level "eror" (did you mean "error"?)`},
		{"", "check: {quality: off}\n", `content/roles/tester.md:4:18: no rule "quality"`},
	} {
		text := strings.Replace(tester, "category:", tt.article+"category:", 1)
		found := judged(t, map[string]string{"content/site.yaml": settings + tt.site, testerFile: text})
		if len(found) != 1 || found[0].String() != tt.want {
			t.Errorf("%+v: %v", tt, found)
		}
	}
}
