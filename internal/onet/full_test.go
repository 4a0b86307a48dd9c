package onet

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"careerguide/internal/diag"
)

// dataVariable names a folder that has a whole release in onet-* and, beside
// it, a workbook in oews-*: CAREERGUIDE_DATA=/data go test -run Full -v
const dataVariable = "CAREERGUIDE_DATA"

// full loads the release and the survey that the variable names.
func full(t *testing.T) (*Release, *Survey) {
	dir := os.Getenv(dataVariable)
	if dir == "" {
		t.Skip("set " + dataVariable + " to the folder of a release and a survey")
	}
	releases, _ := filepath.Glob(filepath.Join(dir, "onet-*"))
	books, _ := filepath.Glob(filepath.Join(dir, "oews-*", "*.xlsx"))
	if len(releases) == 0 || len(books) == 0 {
		t.Fatalf("%s has no onet-*/ or no oews-*/*.xlsx", dir)
	}
	r, found := Load(os.DirFS(releases[0]), "db")
	data, err := os.ReadFile(books[0])
	if err != nil {
		t.Fatal(err)
	}
	s, more := LoadSurvey(strings.NewReader(string(data)), int64(len(data)), filepath.Base(books[0]))
	for _, f := range append(found, more...) {
		if f.Severity > diag.Notice {
			t.Error(f)
		}
	}
	if s == nil {
		t.FailNow()
	}
	return r, s
}

// TestFull imports a whole release into an empty site, which must build without
// a finding, and updates it, which must change nothing.
func TestFull(t *testing.T) {
	r, s := full(t)
	start := time.Now()
	plan, files, told := planned(t, nil, r, s, Options{})
	t.Logf("%d occupations planned in %s", len(r.Occupations), time.Since(start))
	if plan.Created != len(r.Occupations) || told != "" {
		t.Errorf("%d of %d occupations; %s", plan.Created, len(r.Occupations), told)
	}
	linked, found := built(t, files)
	if len(found) > 0 || len(linked.Roles) != len(r.Occupations) {
		t.Errorf("%d roles; %s", len(linked.Roles), texted(found))
	}
	owner := map[string]string{}
	for _, role := range linked.Roles {
		for _, title := range append([]string{role.Title, role.Role.Plural}, role.Role.AlternateTitles...) {
			key := strings.ToLower(title)
			if first := owner[key]; first != "" && first != role.Slug {
				t.Errorf("%q is a title of %s and of %s", title, first, role.Slug)
			}
			owner[key] = role.Slug
		}
		sum := 0.0
		for _, e := range role.Role.Education {
			sum += e.Share.Float()
		}
		if sum > 100 {
			t.Errorf("%s: shares sum up to %v", role.Slug, sum)
		}
	}
	if plan, _, told := planned(t, files, r, s, Options{Update: true}); plan.Same != len(r.Occupations) || len(plan.Changes) > 0 {
		t.Errorf("the update changes something: %d changes; %s", len(plan.Changes), told)
	}
	unmatched, broader := 0, 0
	for _, o := range r.Occupations {
		if w := s.Of(o); w == nil {
			unmatched++
		} else if s.detailed[o.SOC()] == nil {
			broader++
		}
	}
	t.Logf("wages: %d of a broader occupation, %d without", broader, unmatched)
}

// TestFullTitles wants every title in the singular to be another one, but for
// those that have no plural.
func TestFullTitles(t *testing.T) {
	r, _ := full(t)
	for _, o := range r.Occupations {
		if o.Role == o.Title && !strings.Contains("Clergy Infantry Special Forces Transit and Railroad Police", o.Title) && !strings.Contains(o.Title, "Occupations") {
			t.Errorf("%q has no singular", o.Title)
		}
	}
}

// BenchmarkExcerpt plans the import of the excerpt, articles and all.
func BenchmarkExcerpt(b *testing.B) {
	for b.Loop() {
		r := load(b, excerpt(b))
		if _, _, err := Make(context.Background(), excerpt(b), r, nil, Options{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(8, "occupations/op")
}
