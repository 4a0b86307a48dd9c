package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"io/fs"
	"os"
	"reflect"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/corpus"
)

// putAway returns an article as the next build gets it.
func putAway(t *testing.T, fsys fs.FS, cfg *config.Site, o Options, a *Article) *Article {
	t.Helper()
	data, err := fs.ReadFile(fsys, a.File)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	kept, ok := a.Keep()
	if !ok {
		t.Fatalf("%s is not kept", a.File)
	}
	if err := gob.NewEncoder(&b).Encode(kept); err != nil {
		t.Fatal(err)
	}
	var back Kept
	if err := gob.NewDecoder(&b).Decode(&back); err != nil {
		t.Fatal(err)
	}
	return NewLibrary(fsys, cfg, o).Restore(back, sha256.Sum256(data))
}

// An article that was kept is the one that was read.
func TestKept(t *testing.T) {
	o := Options{Now: time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC), Drafts: false}
	made := fstest.MapFS{}
	for name, text := range corpus.Files(50) {
		made[name] = &fstest.MapFile{Data: []byte(text)}
	}
	full := fstest.MapFS{"content/site.yaml": made["content/site.yaml"]}
	for name, text := range corpus.NewAuthor(7).Tree() {
		full[name] = &fstest.MapFile{Data: []byte(text)}
	}
	seen := map[Kind]bool{}
	for _, fsys := range []fs.FS{os.DirFS("../.."), made, full} {
		cfg, _ := config.Load(fsys)
		cfg.Pay = nil
		articles, _ := Load(fsys, cfg, o)
		for _, a := range articles {
			seen[a.Kind] = true
			b := putAway(t, fsys, cfg, o, a)
			if a.Kind != b.Kind || a.Slug != b.Slug || a.Hidden != b.Hidden || a.Shape() != b.Shape() || a.Picture != b.Picture || a.URL() != b.URL() ||
				!reflect.DeepEqual(a.Meta, b.Meta) || !reflect.DeepEqual(a.Role, b.Role) || !reflect.DeepEqual(a.Ranking, b.Ranking) || !reflect.DeepEqual(a.Sections, b.Sections) {
				t.Errorf("%s: kept\n%+v %+v\nread\n%+v %+v", a.File, b.Meta, b.Role, a.Meta, a.Role)
			}
			if _, found := b.ReadBody(); found.HasErrors() {
				t.Errorf("%s: %v", a.File, found)
			}
			if file, at := b.Places()("title"); file != a.File || at.Line == 0 {
				t.Errorf("%s: its title is at %s:%d", a.File, file, at.Line)
			}
		}
	}
	if len(seen) < len(folders) {
		t.Errorf("only the kinds %v were kept", seen)
	}
}

// A file that is no longer the one that was kept is noticed.
func TestKeptThenChanged(t *testing.T) {
	fsys := fstest.MapFS{"content/roles/a.md": {Data: []byte("---\ntitle: A\nsummary: S.\ncategory: c\n---\nText.\n")}}
	articles, _ := Load(fsys, &config.Site{}, Options{})
	a := putAway(t, fsys, &config.Site{}, Options{}, articles[0])
	fsys["content/roles/a.md"].Data = append(fsys["content/roles/a.md"].Data, "More.\n"...)
	if _, found := a.ReadBody(); len(found) != 1 || found[0].Rule != "changed" {
		t.Errorf("found %v", found)
	}
}

// Figures from the table of pay are no part of the file, and are not kept.
func TestKeptWithoutTable(t *testing.T) {
	for table, want := range map[string]bool{"role,currency,period,median\nother,USD,year,1\n": true, "role,currency,period,median\nnurse,USD,year,1\n": false} {
		a, _ := readPaid(t, paid("", table))
		if _, ok := a.Keep(); ok != want {
			t.Errorf("kept %t with the table\n%s", ok, table)
		}
	}
}
