package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// linkPaid links a site with a table of pay.
func linkPaid(t *testing.T, table string, roles map[string]string) (*Site, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{
		"content/site.yaml": {Data: []byte("title: T\nbase_url: https://example.org/\n")},
		"content/pay.csv":   {Data: []byte(table)},
	}
	for slug, front := range roles {
		fsys["content/roles/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: " + slug + "\nsummary: S\ncategory: c\n" + front + "---\n")}
	}
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if found = append(found, more...); len(found) > 0 {
		t.Fatal(found)
	}
	return Link(cfg, articles, nil)
}

// Rows are of roles that there are, published or not.
func TestPayRows(t *testing.T) {
	const table = "role,region,median,currency,period\nnurse,,5,USD,year\nnurze,,5,USD,year\nnurze,DE,5,,\nmidwife,,5,USD,year\ndraft,,5,USD,year\nzookeeper,,5,USD,year\n"
	s, found := linkPaid(t, table, map[string]string{
		"nurse": "", "midwife": "salary: {median: 6}\n", "draft": "draft: true\nsalary: {median: 6}\n", "baker": "salary: {median: 6, currency: USD, period: year}\n",
	})
	var got strings.Builder
	for _, f := range found.Sorted() {
		fmt.Fprintf(&got, "%s %s\n", f.Rule, f)
	}
	const want = "dangling-role content/pay.csv:3:1: no role \"nurze\" (did you mean \"nurse\"?)\n" +
		"duplicate-figure content/pay.csv:5:10: the median stands here and at content/roles/midwife.md:5:18\n" +
		"dangling-role content/pay.csv:7:1: no role \"zookeeper\"\n"
	if got.String() != want {
		t.Errorf("%swant\n%s", got.String(), want)
	}
	if m := s.Role("nurse").Role.Salary.Median.String(); m != "5" {
		t.Errorf("median %s", m)
	}
	for _, tt := range []struct {
		file string
		line int
		want string
	}{
		{"content/pay.csv", 2, "nurse"}, {"content/pay.csv", 5, "midwife"}, {"content/pay.csv", 3, ""}, {"content/pay.csv", 6, ""}, {"content/pay.csv", 1, ""},
		{"content/roles/baker.md", 2, "baker"}, {"content/roles/draft.md", 2, ""}, {"content/site.yaml", 1, ""},
	} {
		got := ""
		if a := s.About(diag.Finding{File: tt.file, Position: diag.Position{Line: tt.line}}); a != nil {
			got = a.Slug
		}
		if got != tt.want {
			t.Errorf("%s:%d is about %q, want %q", tt.file, tt.line, got, tt.want)
		}
	}
}

// Of a table of another site, not every row is told.
func TestPayForeign(t *testing.T) {
	var table strings.Builder
	table.WriteString("role\n")
	for i := range 5000 {
		fmt.Fprintf(&table, "some-other-role-%d\n", i)
	}
	_, found := linkPaid(t, table.String(), map[string]string{"nurse": ""})
	if n := len(found); n != maxUnknownRoles+1 || found[n-1].String() != "content/pay.csv:102:1: more than 100 roles that there are not; the rest are not shown" {
		t.Errorf("%d findings, last %s", n, found[n-1])
	}
}
