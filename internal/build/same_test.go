package build_test

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/corpus"
)

// TestSame builds one site on one core and on two, in two folders and in two
// time zones: the output is the same, byte for byte.
func TestSame(t *testing.T) {
	local, cores := time.Local, runtime.GOMAXPROCS(0)
	defer func() {
		time.Local = local
		runtime.GOMAXPROCS(cores)
	}()
	kolkata, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		kolkata = time.FixedZone("IST", 5*3600+1800)
	}
	var want map[string]string
	for _, world := range []struct {
		name  string
		cores int
		zone  *time.Location
	}{{"one core in UTC", 1, time.UTC}, {"two cores in Kolkata", 2, kolkata}, {"many goroutines in UTC", 16, time.UTC}} {
		runtime.GOMAXPROCS(world.cores)
		time.Local = world.zone
		// The last instant of a day in UTC is the next day in Kolkata.
		o := build.Options{Source: sample(), Minify: true, Now: time.Date(2026, time.June, 15, 23, 30, 0, 0, time.UTC)}
		run(t, &o)
		got := sums(t, o.Output)
		if want == nil {
			want = got
			continue
		}
		if diff := differences(want, got); diff != nil {
			t.Errorf("%s: %s", world.name, strings.Join(diff, "\n"))
		}
	}
}

// TestSameAgain does the same with builds that go on from one another, in three
// folders and with three locales.
func TestSameAgain(t *testing.T) {
	local, cores := time.Local, runtime.GOMAXPROCS(0)
	defer func() {
		time.Local = local
		runtime.GOMAXPROCS(cores)
	}()
	const head = "---\ntitle: Zenith keeper\nsummary: Keeps.\ncategory: care\n---\n"
	var want map[string]string
	for _, world := range []struct {
		cores  int
		zone   *time.Location
		locale string
	}{{1, time.UTC, "C"}, {2, time.FixedZone("IST", 5*3600+1800), "de_DE.UTF-8"}, {16, time.FixedZone("HST", -10*3600), "tr_TR.UTF-8"}} {
		runtime.GOMAXPROCS(world.cores)
		time.Local = world.zone
		t.Setenv("LANG", world.locale)
		t.Setenv("LC_ALL", world.locale)
		f := newFolder(t, corpus.NewAuthor(11).Tree())
		f.write("content/roles/z.md", head+"Text.\n")
		f.build(nil)
		f.edit("content/roles/z.md", "Text.", "More text.")
		if r := f.build(nil); !r.Again {
			t.Error("every page was built for one text")
		}
		f.edit("content/roles/z.md", "Zenith keeper", "İris keeper")
		f.equals(f.build(nil), nil)
		got := sums(t, f.public())
		if want == nil {
			want = got
		} else if diff := differences(want, got); diff != nil {
			t.Errorf("%d cores in %s with %s: %s", world.cores, world.zone, world.locale, strings.Join(diff, "\n"))
		}
	}
}

// TestRebuild builds unchanged content again: nothing is written.
func TestRebuild(t *testing.T) {
	o := build.Options{Source: sample(), Minify: true}
	firstRun := run(t, &o)
	before := times(t, o.Output)
	again := run(t, &o)
	if firstRun.Output.Written != firstRun.Output.Files || firstRun.Output.Files < firstRun.Pages {
		t.Errorf("the first build wrote %d of %d files, with %d pages", firstRun.Output.Written, firstRun.Output.Files, firstRun.Pages)
	}
	if again.Output.Written != 0 || again.Output.Removed != 0 || again.Output.Files != firstRun.Output.Files {
		t.Errorf("the second build of the same wrote %d and removed %d of %d files", again.Output.Written, again.Output.Removed, again.Output.Files)
	}
	for name, at := range times(t, o.Output) {
		if !at.Equal(before[name]) {
			t.Errorf("%s was written again", name)
		}
	}
}

func times(t *testing.T, dir string) map[string]time.Time {
	t.Helper()
	list := map[string]time.Time{}
	for name := range sums(t, dir) {
		if info, err := os.Stat(filepath.Join(dir, name)); err == nil && !info.IsDir() && !strings.HasPrefix(name, ".") {
			list[name] = info.ModTime()
		}
	}
	return list
}

// TestEdits changes a site step by step: after each edit, a rebuild is the
// same as a clean build.
func TestEdits(t *testing.T) {
	site := fstest.MapFS{
		"content/site.yaml":      settings(nil),
		"content/roles/nurse.md": role("Nurse", "care", object{"updated": "2026-01-02"}, "Works with the [medic](medic.md).\n"),
		"content/roles/medic.md": role("Medic", "care", object{"updated": "2026-01-01"}, "## Duties\n\n- Help\n"),
		"content/roles/cook.md":  role("Cook", "food", nil, "## FAQ\n\n### Is it hot?\n\nYes.\n"),
	}
	edits := []struct {
		name string
		edit func(fstest.MapFS)
	}{
		{"another title", func(m fstest.MapFS) {
			m["content/roles/medic.md"] = role("Army Medic", "care", nil, "## Duties\n\n- Help\n")
		}},
		{"another category", func(m fstest.MapFS) { m["content/roles/cook.md"] = role("Cook", "care", nil, "") }},
		{"a role more", func(m fstest.MapFS) {
			m["content/roles/baker.md"] = role("Baker", "food", object{"aliases": []string{"/bread/"}}, "")
		}},
		{"a role less", func(m fstest.MapFS) { delete(m, "content/roles/baker.md") }},
		{"a draft", func(m fstest.MapFS) { m["content/roles/medic.md"] = role("Medic", "care", object{"draft": true}, "") }},
		{"folded pages", func(m fstest.MapFS) { m["content/site.yaml"] = settings(object{"role_pages": []string{}}) }},
		{"a layout", func(m fstest.MapFS) {
			m["layouts/partials/byline.html"] = &fstest.MapFile{Data: []byte(`{{define "byline"}}<p>{{.Updated}}</p>{{end}}`)}
		}},
		{"another title of the site", func(m fstest.MapFS) { m["content/site.yaml"] = settings(object{"title": "Other"}) }},
	}
	o := build.Options{Source: site, Minify: true}
	run(t, &o)
	for _, e := range edits {
		before := sums(t, o.Output)
		edited := maps.Clone(site)
		e.edit(edited)
		site = edited
		o.Source = site
		if result := run(t, &o); result.Findings.HasErrors() {
			t.Fatalf("%s: %s", e.name, list(result.Findings))
		}
		clean := build.Options{Source: site, Minify: true}
		run(t, &clean)
		after := sums(t, o.Output)
		if diff := differences(sums(t, clean.Output), after); diff != nil {
			t.Errorf("%s: a rebuild and a clean build differ: %s", e.name, strings.Join(diff, "\n"))
		}
		if differences(before, after) == nil {
			t.Errorf("%s changed nothing", e.name)
		}
	}
}

// TestBelowPath builds for an address with a path: every link works below it.
func TestBelowPath(t *testing.T) {
	site := mustBuild(t, build.Options{Source: sample(), Minify: true, BaseURL: "https://host.example/sub/"})
	if site.base.String() != "https://host.example/sub/" {
		t.Errorf("home is at %s", site.base)
	}
	site.check(t)
	for _, name := range site.html() {
		for n := range site.docs[name].Descendants() {
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Val, "/") && !strings.HasPrefix(a.Val, "/sub/") || strings.HasPrefix(a.Val, "https://careerguide.example/") {
					t.Errorf("%s: <%s %s=%q> is not below /sub/", name, n.Data, a.Key, a.Val)
				}
			}
		}
		for _, script := range all(site.docs[name], "script") {
			if script.FirstChild != nil && strings.Contains(script.FirstChild.Data, "https://careerguide.example/") {
				t.Errorf("%s: structured data name the old address", name)
			}
		}
	}
	for name, data := range site.files {
		if !strings.HasSuffix(name, ".xml") && name != "robots.txt" {
			continue
		}
		if strings.Contains(string(data), "careerguide.example") || !strings.Contains(string(data), "https://host.example/sub/") {
			t.Errorf("%s is not of https://host.example/sub/", name)
		}
		if strings.Contains(strings.ReplaceAll(string(data), "https://host.example/sub/", ""), "https://host.example") {
			t.Errorf("%s has an address above /sub/", name)
		}
	}
	for name, data := range site.files {
		if strings.HasSuffix(name, ".css") && strings.Contains(strings.ReplaceAll(string(data), "url(/sub/", ""), "url(/") {
			t.Errorf("%s refers to the root", name)
		}
	}
}
