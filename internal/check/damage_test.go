package check

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// sampleDay is after the newest of our own articles.
var sampleDay = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)

// ward is our own site, read once: its articles are damaged one at a time, and
// what does not change with one of them is kept.
type ward struct {
	files  fstest.MapFS
	cfg    *config.Site
	assets map[string]site.Asset
	whole  []*content.Article
	bodies map[*content.Article]*content.Body
	ruled  map[*content.Article]diag.List // by the rules over an article
	traces map[*content.Article]trace
	roles  []*content.Article
}

func newWard(t testing.TB) *ward {
	t.Helper()
	w := &ward{files: fstest.MapFS{}, bodies: map[*content.Article]*content.Body{}, ruled: map[*content.Article]diag.List{}, traces: map[*content.Article]trace{}}
	for _, dir := range []string{"content", "assets"} {
		err := fs.WalkDir(os.DirFS("../.."), dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile("../../" + name)
			w.files[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var found diag.List
	w.cfg, found = config.Load(w.files)
	th, more := theme.Load(w.files, theme.OptionsOf(w.cfg, true))
	found = append(found, more...)
	w.assets = th.Assets()
	w.whole, more = content.Load(w.files, w.cfg, w.options())
	s, linked := site.Link(w.cfg, w.whole, w.assets)
	for _, a := range s.Published() {
		body, _ := a.ReadBody()
		own, tr := new(article).judge(s, a, Options{Now: sampleDay})
		w.bodies[a], w.ruled[a], w.traces[a] = body, own, tr
		if a.Role != nil {
			w.roles = append(w.roles, a)
		}
	}
	for _, f := range slices.Concat(found, more, linked, Run(s, Options{Now: sampleDay})) {
		if f.Severity >= diag.Warning {
			t.Fatalf("the sample has a fault already: %v", f)
		}
	}
	return w
}

func (w *ward) options() content.Options {
	return content.Options{Now: sampleDay, Drafts: true, Future: true}
}

// judged returns what build and check find of the site where one of its files
// has another text. Of the other articles only their links are looked at
// anew: all else that is found of them depends on themselves.
func (w *ward) judged(file, text string) diag.List {
	files := maps.Clone(w.files)
	files[file] = &fstest.MapFile{Data: []byte(text)}
	name, _ := content.FileOf(file)
	read, found := content.NewLibrary(files, w.cfg, w.options()).Read(context.Background(), []content.File{name})
	if found.HasErrors() { // as build.Check has it
		for _, a := range read {
			_, more := a.ReadBody()
			found = append(found, more...)
		}
		return found
	}
	articles := slices.Clone(w.whole)
	for i, a := range articles {
		if a.File == file {
			articles[i] = read[0]
		}
	}
	s, linked := site.Link(w.cfg, articles, w.assets)
	var traces []trace
	var own diag.List
	for _, a := range s.Published() {
		body, ok := w.bodies[a]
		if !ok {
			more, tr := new(article).judge(s, a, Options{Now: sampleDay})
			own, traces = append(own, more...), append(traces, tr)
			continue
		}
		own = append(own, w.ruled[a]...)
		own = append(own, s.CheckBody(a, body)...)
		traces = append(traces, w.traces[a])
	}
	return slices.Concat(found, linked, conclude(s, traces, own))
}

// damages returns how many tries there are: 100 in a short run, 500 or what
// CAREERGUIDE_DAMAGES says else.
func damages(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("CAREERGUIDE_DAMAGES")); err == nil {
		return n
	}
	if testing.Short() {
		return 100
	}
	return 500
}

// Whatever contradicts another field, a type or a reference is found where it
// is, or where what it contradicts is. See damages_test.go for the kinds of
// damage and for what counts.
func TestDamage(t *testing.T) {
	w := newWard(t)
	n := damages(t)
	each := (n + len(damageKinds) - 1) / len(damageKinds)
	r := rand.New(rand.NewPCG(2026, 11))
	var report strings.Builder
	counted, reported := 0, 0
	for _, kind := range damageKinds {
		done, ok, free := 0, 0, 0
		for try := 0; done < each && try < 40*each; try++ {
			a := w.roles[r.IntN(len(w.roles))]
			p := newPatient(w, a, r)
			switch kind.do(p) {
			case impossible:
				continue
			case harmless:
				free++
				continue
			}
			text, places := p.result()
			found := w.judged(a.File, text)
			if (counted+done)%40 == 0 {
				p.compare(t, text, found)
			}
			done++
			if slices.ContainsFunc(found, func(f diag.Finding) bool {
				here := f.File == a.File && slices.Contains(places, f.Line)
				return f.Severity >= diag.Warning && f.Column > 0 && (here || p.away[f.File] == f.Line && f.Line > 0)
			}) {
				ok++
				continue
			}
			t.Logf("%s: %s is not found on lines %d of %s\n%s\tfound: %v", kind.name, p.what, places, a.File, p.changes(), worth(found))
		}
		counted, reported = counted+done, reported+ok
		fmt.Fprintf(&report, "%-22s %3d of %3d", kind.name, ok, done)
		if free > 0 {
			fmt.Fprintf(&report, "  (%d more contradict nothing)", free)
		}
		report.WriteByte('\n')
		if done == 0 {
			t.Errorf("%s: no damage that counts", kind.name)
		} else if done >= 4 && 4*ok < 3*done {
			t.Errorf("%s: %d of %d are found", kind.name, ok, done)
		}
	}
	t.Logf("%d of %d damages of %d kinds are found at their place\n%s", reported, counted, len(damageKinds), &report)
	if len(damageKinds) < 30 || float64(reported) < 0.98*float64(counted) {
		t.Errorf("%d of %d damages of %d kinds are found", reported, counted, len(damageKinds))
	}
}

// worth leaves out notices.
func worth(found diag.List) diag.List {
	return slices.DeleteFunc(found.Sorted(), func(f diag.Finding) bool { return f.Severity < diag.Warning })
}

// compare looks whether the short way of judged finds what build and check
// find of the site as a whole.
func (p *patient) compare(t *testing.T, text string, short diag.List) {
	t.Helper()
	files := maps.Clone(p.ward.files)
	files[p.File] = &fstest.MapFile{Data: []byte(text)}
	articles, found := content.Load(files, p.ward.cfg, p.ward.options())
	if !found.HasErrors() {
		s, linked := site.Link(p.ward.cfg, articles, p.ward.assets)
		found = slices.Concat(found, linked, Run(s, Options{Now: sampleDay}))
	} else {
		for _, a := range articles {
			_, more := a.ReadBody()
			found = append(found, more...)
		}
	}
	if a, b := worth(found), worth(short); !slices.Equal(a, b) {
		t.Errorf("%s: the whole site says %v, and the short way %v", p.what, a, b)
	}
}
