package theme

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/assets"
)

func TestOddNames(t *testing.T) {
	long := strings.Repeat("a", maxName)
	for _, tt := range []struct{ name, want string }{
		{"images/logo.pdf", ""},
		{"static/.well-known/security.txt", ""},
		{"downloads/index.html", ""}, // what it may clash with, the site knows
		{"downloads/größe & maß (2).pdf", ""},
		{"static/" + long, ""},
		{"static/" + long + "a", "error: the name has 256 bytes; at most 255 are possible"},
		{long + "a/b.pdf", "error: the name has 256 bytes; at most 255 are possible"},
		{"a?b.pdf", `warning: the name has "?", which means something else in an address (rename it, or link to it as /a%3Fb.pdf)`},
		{"static/a#b.pdf", `warning: the name has "#", which means something else in an address (rename it, or link to it as /a%23b.pdf)`},
		{"100%.pdf", `warning: the name has "%", which means something else in an address (rename it, or link to it as /100%25.pdf)`},
		{"a%2e.pdf", `warning: the name has "%", which means something else in an address (rename it, or link to it as /a%252e.pdf)`},
		{"a:b.pdf", `warning: the name has ":", which not every system allows (rename it)`},
		{"a*b.pdf", `warning: the name has "*", which not every system allows (rename it)`},
		{"a\x1bb.pdf", "error: the name has a control character (rename it)"},
		{"a\nb.pdf", "error: the name has a control character (rename it)"},
		{"a\u0085b.pdf", "error: the name has a control character (rename it)"},
		{`a\b.pdf`, "error: the name has a backslash (rename it)"},
		{"a\xffb.pdf", "error: the name is not UTF-8 text (rename it)"},
		{"css/a?b.css", ""}, // bundled, and never an address
	} {
		th, found := Load(fstest.MapFS{"assets/" + tt.name: {Data: []byte("x")}}, Options{Language: "en"})
		got := ""
		for _, f := range found {
			got += f.Severity.String() + ": " + f.Message + " (" + f.Hint + ")"
			if f.File != "assets/"+tt.name || f.Rule != "file-name" {
				t.Errorf("%q: at %q, rule %s", tt.name, f.File, f.Rule)
			}
		}
		if got != tt.want && got != tt.want+" (rename it)" {
			t.Errorf("%q: %s, want %s", tt.name, got, tt.want)
		}
		there := false
		for _, f := range th.Files {
			there = there || f.File == "assets/"+tt.name
		}
		if want := !strings.HasPrefix(tt.want, "error") && !strings.HasPrefix(tt.name, "css/"); there != want {
			t.Errorf("%q: among the files: %t", tt.name, there)
		}
	}
}

// Files that cannot be on one site, or not on one of every system.
func TestAssetClashes(t *testing.T) {
	const hint = "\n  hint: rename one of them\n"
	var bundles strings.Builder // a file in the place of the folder of every bundle
	for _, pattern := range []string{"css/main.css", "js/*.js"} {
		names, err := fs.Glob(assets.FS, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			bundles.WriteString("assets/" + name + ":1:1: /assets cannot be a folder: it is the file assets/assets" + hint)
		}
	}
	for _, tt := range []struct{ files, want string }{
		{"a.pdf static/b.pdf images/a.pdf", ""},
		{"a.pdf static/a.pdf", "assets/static/a.pdf:1:1: two files at /a.pdf: this and assets/a.pdf" + hint},
		{"images/a.pdf static/images/a.pdf", "assets/static/images/a.pdf:1:1: two files at /images/a.pdf: this and assets/images/a.pdf" + hint},
		// The site's own in the place of the theme's is no clash; another of the same address is.
		{"static/favicon.svg", ""},
		{"favicon.svg", "assets/static/favicon.svg:1:1: two files at /favicon.svg: this and assets/favicon.svg" + hint},
		{"images/a.pdf images/A.pdf", "assets/images/a.pdf:1:1: warning: many systems take this name and that of assets/images/A.pdf for the same" + hint},
		{"a.pdf static/A.PDF", "assets/a.pdf:1:1: warning: many systems take this name and that of assets/static/A.PDF for the same" + hint},
		{"u\u0308.pdf ü.pdf", "assets/ü.pdf:1:1: warning: many systems take this name and that of assets/u\u0308.pdf for the same" + hint},
		{"a static/a/b/c.pdf", "assets/static/a/b/c.pdf:1:1: /a cannot be a folder: it is the file assets/a" + hint},
		{"static/a a/b.pdf", "assets/a/b.pdf:1:1: /a cannot be a folder: it is the file assets/static/a" + hint},
		{"a.b a/b.pdf", ""},
		{"assets", bundles.String()},
	} {
		fsys := fstest.MapFS{}
		for name := range strings.FieldsSeq(tt.files) {
			data := "x"
			if strings.HasSuffix(name, ".svg") {
				data = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`
			}
			fsys["assets/"+name] = &fstest.MapFile{Data: []byte(data)}
		}
		_, found := Load(fsys, Options{Language: "en"})
		var b strings.Builder
		if err := found.Write(&b); err != nil {
			t.Fatal(err)
		}
		if b.String() != tt.want {
			t.Errorf("%s: findings\n%swant\n%s", tt.files, b.String(), tt.want)
		}
	}
}

// Every file says what it is made of.
func TestAssetFiles(t *testing.T) {
	th, found := Load(fstest.MapFS{
		"assets/static/CNAME":    {Data: []byte("x.org")},
		"assets/images/logo.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>`)},
	}, Options{Language: "en", Minify: true})
	if len(found) > 0 {
		t.Fatal(found)
	}
	got := map[string]string{}
	for _, f := range th.Files {
		got[f.URL] = f.File
		if f.URL == "/images/logo.svg" && (f.Width != 4 || f.Height != 3) {
			t.Errorf("the logo's size is %d by %d", f.Width, f.Height)
		}
	}
	for url, want := range map[string]string{
		"/CNAME": "assets/static/CNAME", "/images/logo.svg": "assets/images/logo.svg", "/favicon.svg": "assets/static/favicon.svg", th.Stylesheet: "assets/css/main.css",
	} {
		if got[url] != want {
			t.Errorf("%s is made of %q, want %q", url, got[url], want)
		}
	}
}

// What is no regular file, or too large, is refused when the theme is loaded.
func TestUnreadableAssets(t *testing.T) {
	for name, want := range map[string]string{
		"assets/a.pdf":            "not a regular file",
		"assets/a.png":            "not a regular file",
		"layouts/home.html":       "not a regular file",
		"layouts/strings/en.yaml": "not a regular file",
	} {
		_, found := Load(fstest.MapFS{name: {Mode: fs.ModeNamedPipe | 0o644}}, Options{Language: "en"})
		if len(found) != 1 || found[0].String() != name+":1:1: cannot be read: "+want {
			t.Errorf("%s: %v", name, found)
		}
	}
	_, found := Load(large{fstest.MapFS{"assets/a.pdf": {}}}, Options{Language: "en"})
	if len(found) != 1 || found[0].String() != "assets/a.pdf:1:1: cannot be read: larger than 256 MiB" {
		t.Errorf("too large: %v", found)
	}
}

// large is a file system whose files seem to be too large.
type large struct{ fstest.MapFS }

type largeInfo struct{ fs.FileInfo }

func (largeInfo) Size() int64 { return maxFile + 1 }

func (l large) Stat(name string) (fs.FileInfo, error) {
	info, err := l.MapFS.Stat(name)
	if err != nil || info.IsDir() {
		return info, err
	}
	return largeInfo{info}, nil
}
