package config

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func load(site, sources string) (*Site, string) {
	fsys := fstest.MapFS{SiteFile: {Data: []byte(site)}}
	if sources != "" {
		fsys[SourcesFile] = &fstest.MapFile{Data: []byte(sources)}
	}
	s, found := Load(fsys)
	var b strings.Builder
	for _, f := range found.Sorted() {
		b.WriteString(f.String() + "\n")
	}
	return s, b.String()
}

func TestDefaults(t *testing.T) {
	s, found := load("title: Careers\nbase_url: https://Example.org\n", "")
	if found != "" {
		t.Fatal(found)
	}
	if s.BaseURL.String() != "https://example.org/" || s.Language.String() != "en-US" || len(s.RolePages) != 4 || len(s.Sources) != 0 {
		t.Errorf("%+v", s)
	}
	s, _ = load("title: Careers\nbase_url: https://example.org/\nrole_pages: []\n", "")
	if len(s.RolePages) != 0 || s.StandsAlone(FAQ) {
		t.Errorf("role pages %v", s.RolePages)
	}
	s, _ = load("title: Careers\nbase_url: https://example.org/\nrole_pages: [faq]\n", "")
	if !s.StandsAlone(FAQ) || s.StandsAlone(Related) {
		t.Errorf("role pages %v", s.RolePages)
	}
}

// A byte-order mark and CRLF are read as if they were not there.
func TestLineEnds(t *testing.T) {
	s, found := load("\ufefftitle: Careers\r\nbase_url: https://example.org/\r\ntitel: x\r\n", "\ufeffbls: {name: BLS}\r\n")
	if s.Title != "Careers" || s.Sources["bls"].Name != "BLS" || found != "content/site.yaml:3:1: unknown field \"titel\" (did you mean \"title\"?)\n" {
		t.Errorf("%+v, findings %s", s, found)
	}
}

func TestFindings(t *testing.T) {
	const base = "title: T\nbase_url: https://example.org/\n"
	for _, tt := range []struct{ name, site, sources, want string }{
		{"required", "description: x\n", "", "content/site.yaml:1:1: missing field \"base_url\"\ncontent/site.yaml:1:1: missing field \"title\"\n"},
		{"empty", "", "", "content/site.yaml:1:1: missing field \"base_url\"\ncontent/site.yaml:1:1: missing field \"title\"\n"},
		{"by meaning", "name: T\nurl: https://example.org/\n", "",
			"content/site.yaml:1:1: missing field \"base_url\"\ncontent/site.yaml:1:1: missing field \"title\"\n" +
				"content/site.yaml:1:1: unknown field \"name\" (did you mean \"title\"?)\ncontent/site.yaml:2:1: unknown field \"url\" (did you mean \"base_url\"?)\n"},
		{"language", base + "language: en_US\n", "", "content/site.yaml:3:11: unknown language \"en_US\"\n"},
		{"page", base + "role_pages: [faq, salary]\n", "", "content/site.yaml:3:19: unknown page \"salary\"\n"},
		{"menu", base + "menu: [{title: A, url: roles}]\n", "", "content/site.yaml:3:24: \"roles\" is not an address\n"},
		{"logo", base + "logo: javascript:x\n", "", "content/site.yaml:3:7: \"javascript:x\" is not an address\n"},
		{"social", base + "social: {x: name}\n", "", "content/site.yaml:3:13: social.x is not the name of an account\n"},
		{"source without a name", base, "a: {url: 'https://example.org/'}\n", "content/sources.yaml:1:1: source \"a\" has no name\n"},
		{"source's date", base, "a: {name: A, date: May}\n", "content/sources.yaml:1:20: \"May\" is not a date\n"},
		{"source's field", base, "a: {name: A, licence: CC0}\n", "content/sources.yaml:1:14: unknown field \"licence\" (did you mean \"license\"?)\n"},
		{"sources are a list", base, "- {name: A}\n", "content/sources.yaml:1:1: the document must be a mapping, not a list\n"},
		{"not UTF-8", base + "author: \xff\n", "", "content/site.yaml:3:9: not UTF-8 text\n"},
		{"alias bomb", base + "menu: &a [*a]\n", "", "content/site.yaml:3:11: the alias *a stands inside of what it repeats\n"},
	} {
		if _, got := load(tt.site, tt.sources); got != tt.want {
			t.Errorf("%s: findings\n%swant\n%s", tt.name, got, tt.want)
		}
	}
	if _, found := Load(fstest.MapFS{}); len(found) != 1 || found[0].String() != "content/site.yaml:1:1: the site has no site.yaml" {
		t.Errorf("no site.yaml: %v", found)
	}
	fsys := fstest.MapFS{SiteFile: {Data: []byte(base)}, SourcesFile: {Data: make([]byte, maxSize+1)}}
	if s, found := Load(fsys); len(found) != 1 || found[0].String() != "content/sources.yaml:1:1: cannot be read: larger than 1 MiB" || !s.SourcesUnread {
		t.Errorf("too large: %v", found)
	}
	for _, mode := range []fs.FileMode{fs.ModeDir, fs.ModeNamedPipe} {
		for _, name := range []string{SiteFile, SourcesFile} {
			fsys := fstest.MapFS{SiteFile: {Data: []byte(base)}}
			fsys[name] = &fstest.MapFile{Mode: mode | 0o644}
			if _, found := Load(fsys); len(found) != 1 || found[0].String() != name+":1:1: cannot be read: not a regular file" {
				t.Errorf("%s with mode %v: %v", name, mode, found)
			}
		}
	}
}
