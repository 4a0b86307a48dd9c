package frontmatter

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// order is a canonical order to test with.
func order(path string) []string {
	return map[string][]string{
		"": {"title", "summary", "category", "salary", "experience"}, "salary": {"currency", "period", "median", "regions"},
		"salary.regions[]": {"region", "name", "median"}, "experience[]": {"tier", "years", "expects"}, "experience[].years": {"min", "max"},
	}[path]
}

const body = "---\r\nBody  stays\t\n\n# as it is"

func TestOrder(t *testing.T) {
	for name, tt := range map[string]struct{ front, want string }{
		"in order":       {"title: a\nsummary: b\n", "title: a\nsummary: b\n"},
		"moved":          {"summary: b\ntitle: a\n", "title: a\nsummary: b\n"},
		"unknown behind": {"zz: 1\nsummary: b\naa: 2\ntitle: a\n", "title: a\nsummary: b\nzz: 1\naa: 2\n"},
		"comments":       {"# about b\nsummary: b # beside\n\n# about a\n# more\ntitle: a\n", "\n# about a\n# more\ntitle: a\n# about b\nsummary: b # beside\n"},
		"head":           {"# head\n\nsummary: b\ntitle: a\n", "# head\n\ntitle: a\nsummary: b\n"},
		"foot":           {"summary: b\ntitle: a\n\n# foot\n", "title: a\nsummary: b\n\n# foot\n"},
		"block scalar":   {"summary: |\n  one\n\n  # no comment\ntitle: a\n", "title: a\nsummary: |\n  one\n\n  # no comment\n"},
		"nested":         {"salary:\n  # half\n  median: 1\n  currency: USD\ntitle: a\n", "title: a\nsalary:\n  currency: USD\n  # half\n  median: 1\n"},
		"list":           {"experience:\n  - years:\n      max: 2\n      min: 1\n    tier: x\n  - tier: y\n", "experience:\n  - tier: x\n    years:\n      min: 1\n      max: 2\n  - tier: y\n"},
		"deep list":      {"salary:\n  regions:\n  - median: 1\n    region: DE\n  - {median: 2, region: FR}\n  currency: EUR\n", "salary:\n  currency: EUR\n  regions:\n  - region: DE\n    median: 1\n  - {median: 2, region: FR}\n"},
		"flow stays":     {"summary: b\nsalary: {median: 1, currency: USD}\ntitle: a\n", "title: a\nsummary: b\nsalary: {median: 1, currency: USD}\n"},
		"item comment":   {"experience:\n  - years: {min: 1}\n    # why\n    tier: x\n", "experience:\n  - years: {min: 1}\n    # why\n    tier: x\n"},
		"list of words":  {"summary: b\nwords:\n  - x\n  # y\n  - z\ntitle: a\n", "title: a\nsummary: b\nwords:\n  - x\n  # y\n  - z\n"},
	} {
		for _, eol := range []string{"\n", "\r\n"} {
			front, want := strings.ReplaceAll(tt.front, "\n", eol), strings.ReplaceAll(tt.want, "\n", eol)
			got, finding := Order("a.md", []byte("---"+eol+front+body), order)
			if finding != nil {
				t.Errorf("%s: %v", name, finding)
			} else if string(got) != "---"+eol+want+body {
				t.Errorf("%s:\n%q\nwant\n%q", name, got, "---"+eol+want+body)
			}
			if again, _ := Order("a.md", got, order); string(again) != string(got) {
				t.Errorf("%s: the second time\n%q", name, again)
			}
		}
	}
	for _, data := range []string{"+++\ntitle = 'a'\n+++\n", "no front matter", "---\ntitle: [\n---\n"} {
		if got, finding := Order("a.md", []byte(data), order); finding == nil || got != nil {
			t.Errorf("%q: %q, %v", data, got, finding)
		}
	}
}

// However fields are shuffled, order brings them back, comments and all.
func TestOrderShuffled(t *testing.T) {
	pieces := []string{"# the title\ntitle: a\n", "summary: >-\n  folded\n  text\n", "category: c\n", "salary:\n  currency: USD\n  period: year\n  median: 5\n",
		"experience:\n  - tier: x\n    years: {min: 1}\n    expects: [a]\n  - tier: y\n    expects:\n      - b\n"}
	want := "---\n" + strings.Join(pieces, "") + "---\nbody\n"
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		shuffled := make([]string, len(pieces))
		for i, j := range random.Perm(len(pieces)) {
			shuffled[i] = pieces[j]
		}
		got, finding := Order("a.md", []byte("---\n"+strings.Join(shuffled, "")+"---\nbody\n"), order)
		if finding != nil || string(got) != want {
			t.Fatalf("%q\n%q\n%v", shuffled, got, finding)
		}
	}
}

func FuzzOrder(f *testing.F) {
	f.Add("summary: b\n# c\ntitle: a\nsalary:\n  median: 1\n  currency: USD\n")
	f.Add("experience:\n  - years: {min: 1}\n    tier: x\n")
	f.Fuzz(func(t *testing.T, front string) {
		data := []byte("---\n" + front + "\n---\nbody")
		got, finding := Order("a.md", data, order)
		if finding != nil {
			return
		}
		if len(got) != len(data) {
			t.Errorf("%d bytes became %d: %q", len(data), len(got), got)
		}
		if again, finding := Order("a.md", got, order); finding != nil || string(again) != string(got) {
			t.Errorf("the second time %q, %v", again, finding)
		}
	})
}
