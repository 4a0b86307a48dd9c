package publish

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/output"
)

// memory is a target in memory.
type memory struct{ files map[string]string }

func (m memory) list(context.Context) (map[string]remote, error) {
	there := map[string]remote{}
	for name, data := range m.files {
		there[name] = remote{int64(len(data)), data}
	}
	return there, nil
}
func (m memory) same(_ context.Context, f *file, r remote) (bool, error) {
	return f.source == r.tag, nil
}
func (m memory) owns(_ context.Context, name string, _ remote) (bool, error) {
	return !strings.HasPrefix(name, "foreign"), nil
}
func (m memory) read(context.Context, string) ([]byte, error) { return nil, nil }
func (m memory) apply(context.Context, *Plan, []*file, func(*file) ([]byte, error)) error {
	return nil
}
func (m memory) close() error { return nil }

// Assets, what lists them, new pages, pages, lists; then the other way round
// what goes.
func TestPlanOrder(t *testing.T) {
	there := map[string]string{
		"index.html": "old", "gone/index.html": "x", "assets/a.0123456789.css": "x", "same.html": "same.html", "old.xml": "x", "sitemap-2.xml": "x", "search/index/b.json": "x", "sitemap.xml": "x", "foreign.html": "x",
	}
	var files []*file
	for _, name := range []string{"404.html", "assets/b.0123456789.css", "assets/b.0123456789.css.br", "feed.xml", "index.html", "index.html.gz", "same.html", "sitemap.xml", "roles.json", ".well-known/security.txt", "files/terms.txt", "_redirects", "search/index/a.json", "search/index/ab.json"} {
		files = append(files, &file{name: name, source: name, size: 10})
	}
	m := memory{there}
	listed, _ := m.list(t.Context())
	p, err := makePlan(t.Context(), m, files, listed, false)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range p.Waves {
		line := w.Name + ":"
		for _, u := range w.Uploads {
			line += " +" + u.Name
		}
		for _, d := range w.Deletes {
			line += " -" + d
		}
		got = append(got, line)
	}
	want := []string{
		"assets: +assets/b.0123456789.css +assets/b.0123456789.css.br +roles.json +files/terms.txt +search/index/ab.json",
		"search: +search/index/a.json",
		"new pages: +404.html +index.html.gz",
		"pages: +index.html",
		"feeds and lists: +feed.xml +sitemap.xml +.well-known/security.txt +_redirects",
		"feeds and lists to delete: -sitemap-2.xml",
		"pages to delete: -gone/index.html",
		"search to delete: -search/index/b.json",
		"assets to delete: -assets/a.0123456789.css -old.xml",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if p.Uploads != 13 || p.Bytes != 130 || p.Deletes != 5 || p.Unchanged != 1 || p.Foreign != 1 {
		t.Errorf("%+v", p)
	}
}

func TestMostDeletes(t *testing.T) {
	for _, tt := range []struct {
		flag, setting, there, want int
	}{{-1, -1, 100, 256}, {-1, -1, 100_000, 5000}, {-1, 10, 100_000, 10}, {7, 10, 100_000, 7}, {0, -1, 9, 0}} {
		o := Options{MaxDeletes: tt.flag}
		if tt.setting >= 0 {
			o.Target.MaxDeletes = career.Int(tt.setting)
		}
		if got := o.mostDeletes(tt.there); got != tt.want {
			t.Errorf("%+v: %d", tt, got)
		}
	}
}

// Too many deletions change nothing, and so do errors of a review and a dry run.
func TestNothingChanged(t *testing.T) {
	many := site("one")
	for i := range 300 {
		many[fmt.Sprintf("roles/r%d/index.html", i)] = "x"
	}
	f := newFolder(t)
	f.deploy(t, many)
	before := below(t, f.dir)
	site("two").built(t, f.out)
	if _, err := Run(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "301 files would be deleted, more than the 256 that max_deletes allows") {
		t.Errorf("got %v", err)
	}
	before.want(t, below(t, f.dir))

	f.o.MaxDeletes = 301
	var names []string
	f.o.Review = func(ctx context.Context, old Reader) (diag.List, error) {
		names = old.Names()
		data, err := old.ReadFile(ctx, "roles/r7/index.html")
		if _, e := old.ReadFile(ctx, "no.html"); !errors.Is(e, os.ErrNotExist) {
			t.Errorf("no.html: %v", e)
		}
		return diag.List{{Severity: diag.Error, Message: "lost: " + string(data)}}, err
	}
	result, err := Run(t.Context(), f.o)
	if err != nil || len(result.Findings) != 1 || result.Findings[0].Message != "lost: x" || len(names) != len(many) {
		t.Errorf("%v, %v, %d names", result.Findings, err, len(names))
	}
	before.want(t, below(t, f.dir))

	f.o.Review, f.o.DryRun = nil, true
	if result, err = Run(t.Context(), f.o); err != nil || result.Plan.Deletes != 301 || result.Plan.Uploads != 5 {
		t.Errorf("%+v, %v", result.Plan, err)
	}
	before.want(t, below(t, f.dir))
}

// Whatever lies in the output's folder, the built files alone are sent, and of
// them no hidden ones but two.
func TestOnlyBuilt(t *testing.T) {
	f := newFolder(t)
	p := site("one").with(".nojekyll", "").with(".well-known/security.txt", "Contact: x").with(".htaccess", "x").with("a/.hidden/x.html", "x").with(".well-known/.x", "x")
	p.built(t, f.out)
	for _, name := range []string{".git/config", ".env", ".DS_Store", "content/drafts/x.md", "notes.txt", "roles/draft.html", "assets/site.0123456789.css"} {
		put(t, filepath.Join(f.out, name), "SECRET")
	}
	if _, err := Run(t.Context(), f.o); err != nil {
		t.Fatal(err)
	}
	p.without(".htaccess", "a/.hidden/x.html", ".well-known/.x").want(t, f.live(t))
}

// A file that is not as the build wrote it stops a deploy before anything is
// touched.
func TestTornOutput(t *testing.T) {
	f := newFolder(t)
	f.deploy(t, site("one"))
	before := below(t, f.dir)
	site("two").built(t, f.out)
	place := filepath.Join(f.out, "roles/nurse/index.html")
	if err := os.WriteFile(place, []byte("torn"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "is not as the build wrote it") {
		t.Errorf("got %v", err)
	}
	os.Remove(place)
	if err := os.Symlink("../index.html", place); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "is not a file") {
		t.Errorf("got %v", err)
	}
	before.want(t, below(t, f.dir))
}

// What a bucket serves is packed where the build packed it, and each file is
// there once; folders get all forms.
func TestPacked(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	pages{"index.html": "page", "index.html.gz": "PAGE.gz", "index.html.br": "PAGE.br", "feed.xml": "feed", "feed.xml.gz": "FEED.gz", "data.gz": "own"}.built(t, dir)
	for kind, want := range map[string]string{
		config.Storage: "data.gz<data.gz feed.xml<feed.xml index.html<index.html.gz(gzip)",
		config.Folder:  "data.gz<data.gz feed.xml<feed.xml feed.xml.gz<feed.xml.gz index.html<index.html index.html.br<index.html.br index.html.gz<index.html.gz",
	} {
		var got []string
		for _, f := range chosen(t, dir, kind) {
			line := f.name + "<" + f.source
			for _, h := range f.headers {
				if h.Name == "Content-Encoding" && f.source != f.name {
					line += "(" + h.Value + ")"
				}
			}
			got = append(got, line)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q", kind, got)
		}
	}
}

func chosen(t *testing.T, dir, kind string) []*file {
	built, err := output.OpenBuilt(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer built.Close()
	return choose(built, kind)
}
