package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/check"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/onet"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// victim is a real file that is spoilt, and what reads it.
type victim struct {
	kind  string
	name  string
	data  []byte
	from  int // the bytes that are spoilt
	to    int // 0: to the end
	share int // of all tries
	read  func(name string, data []byte) diag.List
}

// said is a finding wherever it stands.
type said struct{ file, rule, message string }

func saidOf(f diag.Finding) said { return said{f.File, f.Rule, f.Message} }

// spoil returns the file malformed by a spoiler.
func (v *victim) spoil(r *rand.Rand, s spoiler) []byte {
	to := v.to
	if to == 0 {
		to = len(v.data)
	}
	return slices.Concat(v.data[:v.from], s.spoil(r, bytes.Clone(v.data[v.from:to])), v.data[to:])
}

// malformedDay is after the newest of our own articles.
var malformedDay = time.Date(2026, time.November, 25, 0, 0, 0, 0, time.UTC)

// part returns some files of our own site: settings, sources, and of the roles
// those that are named, with what they need.
func part(t *testing.T, names ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range slices.Concat(names, []string{"content/site.yaml", "content/sources.yaml"}) {
		data, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}

// sampleRoles returns the names of our own roles.
func sampleRoles(t *testing.T) []string {
	t.Helper()
	var list []string
	err := fs.WalkDir(os.DirFS("../.."), "content/roles", func(name string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".md") {
			list = append(list, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// with returns files in which one is another.
func with(files fstest.MapFS, name string, data []byte) fstest.MapFS {
	all := maps.Clone(files)
	all[name] = &fstest.MapFile{Data: data}
	return all
}

// victims returns what is spoilt, in the same order every time.
func victims(t *testing.T) []victim {
	ctx := context.Background()
	roles := sampleRoles(t)
	few := part(t, roles[0])
	th, found := theme.Load(few, theme.Options{Language: "en-US", Minify: true})
	if found.HasErrors() {
		t.Fatal(found)
	}
	whole := func(files fs.FS) diag.List {
		cfg, found := config.Load(files)
		library := content.NewLibrary(files, cfg, content.Options{Now: malformedDay, Drafts: true, Future: true})
		list, more := library.Files()
		found = append(found, more...)
		articles, more := library.Read(ctx, list)
		if found = append(found, more...); found.HasErrors() {
			for _, a := range articles {
				_, more := a.ReadBody()
				found = append(found, more...)
			}
			return found
		}
		s, more := site.Link(cfg, articles, th.Assets())
		return slices.Concat(found, more, check.Run(s, check.Options{Now: malformedDay}))
	}
	article := func(name string, data []byte) diag.List { return whole(with(few, name, data)) }
	layout := func(name string, data []byte) diag.List {
		_, found := theme.Load(with(few, name, data), theme.Options{Language: "en-US", Minify: true})
		return found
	}
	built := func(name string, data []byte) diag.List { // executed, too
		result, err := build.Run(ctx, build.Options{Source: with(few, name, data), Output: filepath.Join(t.TempDir(), "out"), Minify: true, Now: malformedDay})
		if err != nil {
			return diag.List{{Message: err.Error()}}
		}
		return result.Findings
	}

	var list []victim
	for _, name := range roles {
		data, err := os.ReadFile("../../" + name)
		if err != nil {
			t.Fatal(err)
		}
		end := func(data []byte, mark string) int { return bytes.LastIndex(data, []byte(mark)) + len(mark) }
		toml, object := inTOML(t, data), inJSON(t, data)
		list = append(list,
			victim{"YAML", name, data, 0, end(data, "\n---\n"), 30, article},
			victim{"TOML", name, toml, 0, end(toml, "\n+++\n"), 20, article},
			victim{"JSON", name, object, 0, bytes.Index(object, []byte("\n}\n")) + 3, 20, article},
			victim{"Markdown", name, data, end(data, "\n---\n"), 0, 25, article},
		)
	}
	for _, name := range []string{"content/site.yaml", "content/sources.yaml"} {
		list = append(list, victim{path.Base(name), name, few[name].Data, 0, 0, 150, article})
	}
	for _, name := range []string{"base.html", "faq.html", "overview.html", "job-description.html", "strings/en.yaml"} {
		data, err := os.ReadFile("../../layouts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, victim{"layout", "layouts/" + name, data, 0, 0, 35, layout}, victim{"layout executed", "layouts/" + name, data, 0, 0, 5, built})
	}
	const release = "../onet/testdata/onet-29.3"
	tables, err := os.ReadDir(release)
	if err != nil {
		t.Fatal(err)
	}
	db := fstest.MapFS{}
	for _, e := range tables {
		data, err := os.ReadFile(release + "/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		db[e.Name()] = &fstest.MapFile{Data: data}
	}
	for _, name := range slices.Sorted(maps.Keys(db)) {
		list = append(list, victim{"O*NET", name, db[name].Data, 0, 0, 25, func(name string, data []byte) diag.List {
			_, found := onet.Load(with(db, name, data), "db")
			return found
		}})
	}
	return list
}

// guarded reads a spoilt file; a panic is an error.
func guarded(v victim, data []byte) (found diag.List, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.Join(fmt.Errorf("panic: %v", p), errors.New(string(debug.Stack())))
		}
	}()
	return v.read(v.name, data), nil
}

// TestMalformed makes thousands of malformed files of our own: none makes the
// program panic, and what is found of them has a file, a line and a column.
func TestMalformed(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	tries := 2000
	if n, err := strconv.Atoi(os.Getenv("CAREERGUIDE_MALFORMED")); err == nil {
		tries = n
	}
	list := victims(t)
	usual := make([]map[said]bool, len(list)) // what is found of each as it is: links of a part of the site lead nowhere
	for i, v := range list {
		usual[i] = map[said]bool{}
		for _, f := range v.read(v.name, v.data) {
			usual[i][saidOf(f)] = true
		}
	}
	var lots []int // an index of list as often as its share says
	for i, v := range list {
		lots = append(lots, slices.Repeat([]int{i}, v.share)...)
	}
	r := rand.New(rand.NewPCG(2026, 6))
	type try struct {
		victim  int
		spoiler string
		data    []byte
		found   diag.List
		err     error
	}
	var all []try
	for len(all) < tries {
		n, s := lots[r.IntN(len(lots))], spoilers[r.IntN(len(spoilers))]
		if data := list[n].spoil(r, s); !bytes.Equal(data, list[n].data) {
			all = append(all, try{victim: n, spoiler: s.name, data: data})
		}
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				all[i].found, all[i].err = guarded(list[all[i].victim], all[i].data)
				all[i].data = nil
			}
		})
	}
	wg.Wait()
	type count struct{ tries, found, placed int }
	counts := map[string]*count{}
	sum := &count{}
	for _, a := range all {
		v := list[a.victim]
		c := counts[v.kind]
		if c == nil {
			c = &count{}
			counts[v.kind] = c
		}
		found := slices.DeleteFunc(a.found, func(f diag.Finding) bool { return usual[a.victim][saidOf(f)] })
		unplaced := slices.IndexFunc(found, func(f diag.Finding) bool { return f.File == "" || f.Line < 1 || f.Column < 1 })
		if unplaced >= 0 {
			t.Logf("%s, %s: no place: %+v", v.name, a.spoiler, found[unplaced])
		}
		if a.err != nil {
			t.Errorf("%s, %s: %v", v.name, a.spoiler, a.err)
		}
		for _, c := range []*count{c, sum} {
			c.tries++
			if len(found) > 0 {
				c.found++
			}
			if len(found) > 0 && unplaced < 0 {
				c.placed++
			}
		}
	}
	counts["together"] = sum
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		c := counts[kind]
		t.Logf("%-16s %4d malformed, %4d with findings, %4d of them with places", kind, c.tries, c.found, c.placed)
		if c.found >= 20 && float64(c.placed) < 0.95*float64(c.found) {
			t.Errorf("%s: of %d with findings %d have places for all", kind, c.found, c.placed)
		}
	}
	if float64(sum.placed) < 0.99*float64(sum.found) || sum.found < tries/2 {
		t.Errorf("of %d malformed files %d have findings, and %d have places for all", sum.tries, sum.found, sum.placed)
	}
}
