package onet

import (
	"maps"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/career"
)

// excerpt returns the excerpt of a release in testdata as a file system that a
// test may change.
func excerpt(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	entries, err := os.ReadDir("testdata/onet-29.3")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile("testdata/onet-29.3/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		fsys[e.Name()] = &fstest.MapFile{Data: data}
	}
	return fsys
}

// load loads a release of which nothing but notices is found.
func load(t testing.TB, fsys fstest.MapFS) *Release {
	t.Helper()
	r, found := Load(fsys, "db")
	for _, f := range found {
		if f.Severity > 0 {
			t.Fatal(f)
		}
	}
	return r
}

func occupation(t testing.TB, r *Release, code string) *Occupation {
	t.Helper()
	for _, o := range r.Occupations {
		if o.Code == code {
			return o
		}
	}
	t.Fatalf("no occupation %s", code)
	return nil
}

func shares(list []Share) map[career.Level]float64 {
	m := map[career.Level]float64{}
	for _, s := range list {
		m[s.Level] = s.Percent
	}
	return m
}

// TestSuppressed wants suppressed shares left out: 55.92 percent of nurses with
// a bachelor's degree. What is left makes no level typical.
func TestSuppressed(t *testing.T) {
	r := load(t, excerpt(t))
	nurse := occupation(t, r, "29-1141.00").Education
	if got, want := shares(nurse), (map[career.Level]float64{"upper-secondary": 1, "certificate": 23, "associate": 19, "master": 1}); !maps.Equal(got, want) {
		t.Errorf("nurses: %v, want %v", got, want)
	}
	for _, item := range education(nurse).Items {
		if item.Get("requirement") != nil {
			t.Errorf("typical though more than half is suppressed: %v", item)
		}
	}
	if !strings.Contains(r.body(occupation(t, r, "29-1141.00")), "too imprecise") || strings.Contains(r.body(occupation(t, r, "15-1253.00")), "too imprecise") {
		t.Error("the article does not say that levels are left out, or says it where none is")
	}
	typical := ""
	for _, item := range education(occupation(t, r, "15-1253.00").Education).Items {
		if item.Get("requirement") != nil {
			typical += item.Get("level").Text
		}
	}
	if typical != "bachelor" {
		t.Errorf("typical for testers: %q", typical)
	}
	// Certificates after a degree count as the degree: 8 and 9, 11 and 12.
	if got, want := shares(occupation(t, r, "11-1011.00").Education), (map[career.Level]float64{"upper-secondary": 5, "associate": 5, "bachelor": 32, "master": 50, "professional": 0, "doctorate": 8}); got["master"] != want["master"] || got["doctorate"] != want["doctorate"] {
		t.Errorf("executives: %v, want %v", got, want)
	}
}

func TestWhole(t *testing.T) {
	for _, tt := range []struct{ in, want []float64 }{
		{[]float64{33.33, 33.33, 33.34}, []float64{33, 33, 34}},
		{[]float64{12.5, 12.5, 25, 50}, []float64{13, 12, 25, 50}},
		{[]float64{0.2, 99.8}, []float64{0, 100}},
		{[]float64{50.004, 50.003}, []float64{50, 50}},
		{[]float64{60, 60}, []float64{50, 50}}, // a mistake of the release stays below 100
		{[]float64{10.4, 20.4}, []float64{11, 20}},
		{[]float64{0.3}, []float64{0}},
		{nil, nil},
	} {
		var in []Share
		for i, p := range tt.in {
			in = append(in, Share{career.Levels[i], p})
		}
		got := shares(whole(in))
		sum := 0.0
		for i, want := range tt.want {
			if got[career.Levels[i]] != want {
				t.Errorf("%v: %v, want %v", tt.in, got, tt.want)
				break
			}
			sum += want
		}
		if sum > 100 {
			t.Errorf("%v: sum %v", tt.in, sum)
		}
	}
}
