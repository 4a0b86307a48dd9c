package publish

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/output"
)

// pages is a built site, or what a target holds: data by file name.
type pages map[string]string

// site is a site of three pages in a state: its stylesheet is named for its
// bytes, and each page names it.
func site(state string) pages {
	css := "body{--state:" + state + "}"
	name := fmt.Sprintf("assets/site.%x.css", sha256.Sum256([]byte(css)))
	name = name[:len("assets/site.")+10] + ".css"
	html := func(title string) string {
		return "<!doctype html><title>" + title + " " + state + "</title><link rel=stylesheet href=/" + name + "><p>" + strings.Repeat(state+" ", 40)
	}
	return pages{
		"index.html": html("home"), "roles/nurse/index.html": html("nurse"), "roles/index.html": html("roles"), "404.html": "not found",
		name: css, "favicon.svg": "<svg/>", "sitemap.xml": "<urlset/>" + state, "feed.xml": "<feed/>", "robots.txt": "User-agent: *",
	}
}

func (p pages) with(name, data string) pages {
	made := maps.Clone(p)
	made[name] = data
	return made
}

func (p pages) without(names ...string) pages {
	made := maps.Clone(p)
	for _, name := range names {
		delete(made, name)
	}
	return made
}

// built writes a site as a build does.
func (p pages) built(t testing.TB, dir string) {
	t.Helper()
	tree, err := output.Open(dir, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range p {
		if err := tree.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
}

// want compares what a target holds with the site.
func (p pages) want(t testing.TB, got pages) {
	t.Helper()
	for name, data := range p {
		if g, ok := got[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if g != data {
			t.Errorf("%s is %.80q, want %.80q", name, g, data)
		}
	}
	for name := range got {
		if _, ok := p[name]; !ok {
			t.Errorf("%s is there", name)
		}
	}
}

// absent returns what pages refer to and is not there: "page asset".
func (p pages) absent() []string {
	var list []string
	for name, data := range p {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if _, rest, ok := strings.Cut(data, "href=/"); ok {
			asset, _, _ := strings.Cut(rest, ">")
			if _, ok := p[asset]; !ok {
				list = append(list, name+" "+asset)
			}
		}
	}
	return list
}

// below reads all files below a folder, following no link but the folder.
func below(t testing.TB, dir string) pages {
	t.Helper()
	found := pages{}
	err := filepath.WalkDir(dir+string(filepath.Separator), func(place string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, place)
		if err != nil {
			return err
		}
		if d.Type()&os.ModeSymlink != 0 {
			to, err := os.Readlink(place)
			found[filepath.ToSlash(rel)] = "link to " + to
			return err
		}
		data, err := os.ReadFile(place)
		found[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func put(t testing.TB, place, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(place, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func target(t testing.TB, to string) config.Target {
	t.Helper()
	var target config.Target
	if err := target.To.UnmarshalText([]byte(to)); err != nil {
		t.Fatal(err)
	}
	return target
}
