package build_test

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/corpus"
	"careerguide/internal/diag"
	"careerguide/internal/record"
)

var (
	seed  = flag.Uint64("seed", 20261125, "of random edits")
	steps = flag.Int("steps", 40, "number of random edits")
)

// folder is a site on disk, built over and over into one output.
type folder struct {
	t   *testing.T
	dir string
	now time.Time
}

func newFolder(t *testing.T, tree map[string]string) *folder {
	f := &folder{t, t.TempDir(), buildDay}
	f.sync(tree)
	return f
}

func (f *folder) public() string { return filepath.Join(f.dir, "public") }

func (f *folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f *folder) write(name, text string) {
	f.t.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(name)), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(f.path(name), []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
}

// edit replaces text of a file.
func (f *folder) edit(name, old, new string) {
	f.t.Helper()
	data, err := os.ReadFile(f.path(name))
	if err != nil || !strings.Contains(string(data), old) {
		f.t.Fatalf("%s has no %q: %v", name, old, err)
	}
	f.write(name, strings.Replace(string(data), old, new, 1))
}

// sync makes the source like a tree of files.
func (f *folder) sync(tree map[string]string) {
	f.t.Helper()
	for name := range sums(f.t, f.dir) {
		if _, ok := tree[name]; !ok && !strings.HasPrefix(name, "public/") && !strings.HasPrefix(name, record.Folder) {
			os.Remove(f.path(name))
			for dir := filepath.Dir(f.path(name)); dir != f.dir && os.Remove(dir) == nil; dir = filepath.Dir(dir) {
			}
		}
	}
	for name, text := range tree {
		if data, err := os.ReadFile(f.path(name)); err != nil || string(data) != text {
			f.write(name, text)
		}
	}
}

// build builds into the output, from the record.
func (f *folder) build(change func(o *build.Options)) build.Result {
	f.t.Helper()
	o := build.Options{Output: f.public(), Minify: true, Now: f.now, Root: f.dir, Program: "p"}
	return f.run(o, change)
}

// clean builds into a new folder, and from nothing.
func (f *folder) clean(change func(o *build.Options)) (string, build.Result) {
	f.t.Helper()
	o := build.Options{Output: filepath.Join(f.t.TempDir(), "public"), Minify: true, Now: f.now}
	return o.Output, f.run(o, change)
}

func (f *folder) run(o build.Options, change func(o *build.Options)) build.Result {
	f.t.Helper()
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		f.t.Fatal(err)
	}
	defer root.Close()
	o.Source, o.Protected = root.FS(), []string{f.dir, f.path("content")}
	if change != nil {
		change(&o)
	}
	result, err := build.Run(context.Background(), o)
	if err != nil {
		f.t.Fatal(err)
	}
	return result
}

// equals compares the output with that of a clean build, and what the two told.
func (f *folder) equals(got build.Result, change func(o *build.Options)) bool {
	f.t.Helper()
	dir, want := f.clean(change)
	ok := true
	if a, b := told(got), told(want); a != b {
		f.t.Errorf("told\n%s\na clean build:\n%s", a, b)
		ok = false
	}
	if want.Findings.HasErrors() {
		return ok
	}
	a, b := sums(f.t, f.public()), sums(f.t, dir)
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if a[name] != b[name] {
			f.t.Errorf("%s is not that of a clean build", name)
			ok = false
		}
	}
	for _, name := range slices.Sorted(maps.Keys(a)) {
		if _, there := b[name]; !there {
			f.t.Errorf("%s is no file of a clean build", name)
			ok = false
		}
	}
	if got.Pages != want.Pages || got.Output.Files != want.Output.Files || got.Output.Bytes != want.Output.Bytes {
		f.t.Errorf("%d pages and %+v, a clean build has %d and %+v", got.Pages, got.Output, want.Pages, want.Output)
		ok = false
	}
	return ok
}

// told is what a build tells of the content.
func told(r build.Result) string {
	return list(slices.DeleteFunc(slices.Clone(r.Findings), func(f diag.Finding) bool { return f.Rule == "record" }))
}

func names(files []build.Rewritten) []string {
	var list []string
	for _, f := range files {
		list = append(list, f.File+" < "+strings.Join(f.Because, " "))
	}
	return list
}

// hostings are ends of site.yaml.
var hostings = []string{"", "\nhosting: netlify\n", "\nhosting: cloudflare-pages\n", "\nhosting: vercel\n", "\nhosting: github-pages\n", "\nhosting: caddy\n",
	"\nhosting: {host: nginx, policy: {img-src: data:}}\nsecurity: {contact: a@example.org, expires: 2027-02}\n", "\nhosting: netlifi\n"}

// TestAgain edits a site at random. After each step the build that goes on
// from the last one leaves what a clean build writes, and tells the same;
// where there are errors, the output stays.
func TestAgain(t *testing.T) {
	steps := *steps
	if testing.Short() {
		steps = 10
	}
	a := corpus.NewAuthor(*seed)
	f := newFolder(t, a.Tree())
	if !f.equals(f.build(nil), nil) {
		t.Fatal("the start")
	}
	good, wrong, again := a.Copy(), 0, 0
	host, compressed := "", false
	change := func(o *build.Options) { o.Compress = compressed }
	for step := 1; step <= steps; step++ {
		what := ""
		switch n := a.IntN(20); {
		case wrong > 0 && (wrong > 2 || n > 8):
			a.Revert(good)
			host = ""
			what = "mended"
		case n == 0:
			what = f.meddle(a)
		case n == 1:
			f.now = f.now.AddDate(0, a.IntN(6), 0)
			what = "later: " + f.now.String()
		case n == 2, compressed && n < 6: // it takes time, so not for long
			compressed = !compressed
			what = fmt.Sprint("compressed: ", compressed)
		case n < 5:
			host = hostings[a.IntN(len(hostings))]
			what = host
		default:
			for range 1 + a.IntN(4)/3 {
				what += a.Edit() + "; "
			}
		}
		tree := a.Tree()
		tree["content/site.yaml"] += host
		f.sync(tree)
		before := sums(t, f.public())
		r := f.build(change)
		if r.Findings.HasErrors() {
			wrong++
			if !maps.Equal(before, sums(t, f.public())) {
				t.Errorf("the output of a failed build is another")
			}
		} else {
			good, wrong = a.Copy(), 0
		}
		if r.Again {
			again++
		}
		if !f.equals(r, change) || t.Failed() {
			t.Fatalf("step %d: %s\nrun again with -seed %d", step, what, *seed)
		}
	}
	t.Logf("%d of %d builds went on from the last one", again, steps)
	if again < steps/20 {
		t.Errorf("only %d of %d builds went on from the last one", again, steps)
	}
}

// meddle changes or deletes a file of the output, or what is remembered.
func (f *folder) meddle(a *corpus.Author) string {
	files := slices.Sorted(maps.Keys(sums(f.t, f.public())))
	name := files[a.IntN(len(files))]
	for strings.HasPrefix(name, ".") || strings.HasSuffix(name, "/") {
		name = files[a.IntN(len(files))]
	}
	switch a.IntN(4) {
	case 0:
		os.Remove(f.path("public/" + name))
		return "deleted " + name
	case 1:
		f.write("public/"+name, "not ours")
		return "overwrote " + name
	case 2:
		kept, _ := filepath.Glob(f.path(record.Folder + "/*/*"))
		for i, file := range kept {
			os.Truncate(file, int64(i*50))
		}
		return "tore what was kept"
	}
	os.RemoveAll(f.path(record.Folder))
	return "forgot"
}

// A build whose sources have not changed does nothing, and tells the same.
func TestNothingChanged(t *testing.T) {
	f := newFolder(t, corpus.NewAuthor(1).Tree())
	f.write("content/roles/long.md", "---\ntitle: Long\nsummary: "+strings.Repeat("long ", 60)+"\ncategory: care\n---\n## Salary\n\n[[x]]\n")
	first := f.build(nil)
	if first.Again || len(first.Rewritten) != first.Output.Files {
		t.Errorf("the first build: again %t, %d of %d files", first.Again, len(first.Rewritten), first.Output.Files)
	}
	before := stats(t, f.public())
	for _, change := range []func(o *build.Options){nil, func(o *build.Options) { o.Verify = true }} {
		r := f.build(change)
		if !r.Again || r.Output.Written+r.Output.Removed+len(r.Rewritten) > 0 {
			t.Errorf("again %t, %+v, %v", r.Again, r.Output, names(r.Rewritten))
		}
		f.equals(r, nil)
		if len(told(r)) == 0 {
			t.Error("the warning is gone")
		}
	}
	if after := stats(t, f.public()); !maps.Equal(before, after) {
		t.Error("files were written")
	}
}

// What changed is rewritten, and no more, and the reason is told.
func TestExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("builds many sites, one after the other")
	}
	tree := map[string]string{
		"content/site.yaml":   "title: Careers\nbase_url: https://site.example/\nrole_pages: [faq, related]\n",
		"content/roles/a.md":  "---\ntitle: Abbot\nsummary: Leads.\ncategory: care\nrelated: [b]\n---\nFirst.\n\n## FAQ\n\n### Why?\n\nSo.\n",
		"content/roles/b.md":  "---\ntitle: Baker\nsummary: Bakes.\ncategory: trade\n---\nSecond, see [one](a.md#faq).\n",
		"content/roles/c.md":  "---\ntitle: Clerk\nsummary: Writes.\ncategory: office\n---\nThird.\n\n## Own\n\nText.\n",
		"content/guides/g.md": "---\ntitle: Guide\nsummary: Guides.\n---\nText.\n",
	}
	for _, tt := range []struct {
		what           string
		file, old, new string
		again          bool
		want           []string
	}{
		{"a text", "content/roles/a.md", "First.", "First of all.", true, []string{"roles/a/index.html < content/roles/a.md"}},
		{"an answer", "content/roles/a.md", "So.", "Since.", true, []string{"roles/a/faq/index.html < content/roles/a.md"}},
		{"a guide's text", "content/guides/g.md", "Text.", "More text.", true, []string{"guides/g/index.html < content/guides/g.md"}},
		{"a comment", "content/roles/a.md", "category: care", "category: care # or not", false, nil},
		{"an anchor", "content/roles/c.md", "Text.", "### More\n\nText.", false, []string{"roles/c/index.html < content/roles/c.md"}},
		{"a summary", "content/guides/g.md", "Guides.", "Leads.", false, []string{
			"guides/g/index.html < content/guides/g.md", "guides/index.html < content/guides/g.md", "index.html < content/guides/g.md", "llms.txt < content/guides/g.md",
			"search/index/", // which of its files, its words say
		}},
	} {
		f := newFolder(t, tree)
		f.build(nil)
		f.edit(tt.file, tt.old, tt.new)
		r := f.build(nil)
		got := names(r.Rewritten)
		i := 0
		for _, name := range got {
			if i < len(tt.want) && tt.want[i] == name || len(tt.want) > 0 && strings.HasPrefix(name, tt.want[len(tt.want)-1]) {
				i++
			}
		}
		if r.Again != tt.again || i < len(tt.want) || i < len(got) {
			t.Errorf("%s: again %t, rewritten:\n%s\nwant\n%s", tt.what, r.Again, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
		f.equals(r, nil)
	}
}

// A role's new title is on the pages that show it, and on no other.
func TestNewTitle(t *testing.T) {
	a := corpus.NewAuthor(3)
	f := newFolder(t, a.Tree())
	f.build(nil)
	f.write("content/roles/z.md", "---\ntitle: Zenith keeper\nsummary: Keeps.\ncategory: zeniths\n---\nText.\n")
	f.build(nil)
	f.edit("content/roles/z.md", "Zenith keeper", "Zebra keeper")
	r := f.build(nil)
	f.equals(r, nil)
	rewritten := map[string]bool{}
	for _, w := range r.Rewritten {
		rewritten[w.File] = true
		if !slices.Equal(w.Because, []string{"content/roles/z.md"}) {
			t.Errorf("%s is rewritten because of %v", w.File, w.Because)
		}
	}
	for name := range sums(t, f.public()) {
		data, err := os.ReadFile(f.path("public/" + name))
		if err != nil {
			continue // a folder
		}
		if strings.Contains(string(data), "Zebra") && !rewritten[name] && !strings.HasPrefix(name, ".") {
			t.Errorf("%s shows the title and was not rewritten", name)
		}
		if rewritten[name] && !strings.Contains(strings.ToLower(string(data)), "zebra") && !strings.HasPrefix(name, "search/") && !strings.HasPrefix(name, "roles/") {
			t.Errorf("%s does not show the title and was rewritten", name)
		}
	}
}

// stats are the sizes and times of all files.
func stats(t *testing.T, dir string) map[string]string {
	t.Helper()
	list := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			list[name] = fmt.Sprint(info.Size(), info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
