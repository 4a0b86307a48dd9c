//go:build unix

package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// Every input ends as an article or as a located error, in bounded time and
// memory.
const (
	maxCPU    = 2 * time.Second
	maxMemory = 512 << 20 // all that is allocated, the freed too
	maxWait   = time.Minute
)

// bounded runs a function within the limits.
func bounded(t *testing.T, run func()) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := cpuTime(t)
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	select {
	case <-done:
	case <-time.After(maxWait):
		t.Fatal("it hangs")
	}
	took := cpuTime(t) - start
	runtime.ReadMemStats(&after)
	if !raceEnabled && took > maxCPU {
		t.Errorf("it took %v", took)
	}
	if n := after.TotalAlloc - before.TotalAlloc; !raceEnabled && n > maxMemory {
		t.Errorf("it allocated %d MiB", n>>20)
	}
}

// cpuTime is what this process has used: what others do on the machine does
// not count.
func cpuTime(t *testing.T) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	front := "---\n" + head + "---\n"
	with := func(field string) string { return "---\n" + head + field + "\n---\n" }
	var bomb strings.Builder
	bomb.WriteString("skills: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		fmt.Fprintf(&bomb, "b%d: &a%d [%s*a%d]\n", i, i+1, strings.Repeat(fmt.Sprintf("*a%d, ", i), 8), i)
	}
	var faq strings.Builder
	faq.WriteString(front + "## FAQ\n")
	for i := range 10_000 {
		fmt.Fprintf(&faq, "\n### Question %d?\n\nAnswer %d.\n", i, i)
	}
	for _, tt := range []struct {
		name, data string
		want       string // the first error; "" for an article without errors
	}{
		{"empty", "", "1:1 the file is empty"},
		{"white space", " \n\t\n\n", "1:1 the file is empty"},
		{"only a byte-order mark", "\ufeff", "1:1 the file is empty"},
		{"not UTF-8", "---\ntitle: N\xfcrse\n---\n", "2:9 the file is not UTF-8"},
		{"not UTF-8 in the body", front + "Text \xc3(", "6:6 the file is not UTF-8"},
		{"UTF-16", "\xff\xfe-\x00-\x00", "1:1 the file is not UTF-8"},
		{"NUL", front + "a\x00b", "6:2 the file has a NUL byte"},
		{"binary", "\x89PNG\r\n\x1a\n\x00\x00", "1:1 the file is not UTF-8"},
		{"no front matter", "# Nurse\n", "1:1 the file has no front matter"},
		{"no front matter, below blank lines", "\n\nNurse\n", "3:1 the file has no front matter"},
		{"not closed", "---\ntitle: Nurse\n", "1:1 the front matter that begins here is not closed"},
		{"not closed, TOML", "\n+++\ntitle = 'Nurse'\n", "2:1 the front matter that begins here is not closed"},
		{"not closed, JSON", "{\"title\": \"Nurse\",\n", "1:1 the front matter that begins here is not closed"},
		{"closed by another", "---\ntitle: Nurse\n+++\n", "1:1 the front matter that begins here is not closed"},
		{"only an opening", "---", "1:1 the front matter that begins here is not closed"},
		{"syntax", "---\ntitle: [a\n---\n", "2:8 did not find expected ',' or ']' while parsing a flow sequence"},
		{"a list", "---\n- a\n---\n", "2:1 the document must be a mapping, not a list"},
		{"text", "---\nNurse\n---\n", "2:1 the document must be a mapping, not text"},
		{"10 MB of front matter", "---\ntitle: " + strings.Repeat("x", 10<<20) + "\n---\n", "2:1 10240 kB of data; at most 1024 kB are read"},
		{"10 MB of lines", "---\n" + strings.Repeat("a: 1\n", 2<<20) + "---\n", "2:1 10240 kB of data; at most 1024 kB are read"},
		{"1 MB of fields", "---\n" + strings.Repeat("a: 1\n", 200_000) + "---\n", "100002:2 more than 100000 values"},
		{"17 MiB", front + strings.Repeat("x", 17<<20), "1:1 the file is larger than 16 MiB"},
		{"alias bomb", with(bomb.String()), "5:9 more than 100000 values"},
		{"alias cycle", with("skills: &a [*a]"), "5:13 the alias *a stands inside of what it repeats"},
		{"merge cycle", with("salary: &a {<<: *a}"), "5:13 merge keys (<<) are not supported"},
		{"deep YAML", with("skills: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000)), "5:108 more than 100 levels of mappings and lists inside one another"},
		{"deep JSON", strings.Repeat("{\"a\":", 200_000), "1:50001 more than 100 levels of mappings and lists inside one another"},
		{"deep JSON, closed", strings.Repeat("{\"a\":", 5000) + "1" + strings.Repeat("}", 5000), "1:505 more than 100 levels of mappings and lists inside one another"},
		{"10,000 questions", faq.String(), ""},
		{"a title of 5,000 characters", strings.Replace(front, "Nurse", strings.Repeat("x", 5000), 1), ""},
		{"a title from right to left", strings.Replace(front, "Nurse", "ممرض (RN) אחות", 1), ""},
		{"a title of emoji", strings.Replace(front, "Nurse", "👩🏽‍⚕️ Nurse 🏥", 1), ""},
		{"a title of marks", strings.Replace(front, "Nurse", "N"+strings.Repeat("\u0301", 1000), 1), ""},
		{"10 MB of paragraphs", front + strings.Repeat("A line of prose.\n\n", 600_000), "*"},
		{"10 MB in one line", front + strings.Repeat("prose ", 1_700_000), "*"},
		{"10 MB of brackets", front + strings.Repeat("[", 10<<20), "*"},
		{"10 MB of stars", front + strings.Repeat("*a ", 3<<20), "*"},
		{"10 MB of quotes", front + strings.Repeat(">", 10<<20), "*"},
		{"50,000 sections", front + strings.Repeat("## Duties\n", 50_000), "*"},
		{"50,000 headings alike", front + strings.Repeat("## Other\n", 50_000), "*"},
		{"a wide table", front + "|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000) + "\n" + strings.Repeat("|x\n", 2000), "*"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var a *whole
			var found diag.List
			bounded(t, func() { a, found = parseRole(t, tt.data) })
			var errs diag.List
			for _, f := range found.Sorted() {
				if f.Severity == diag.Error {
					errs = append(errs, f)
				}
			}
			if a == nil && len(errs) == 0 {
				t.Fatal("neither an article nor an error")
			}
			if len(tt.data) < 2<<20 {
				wantInside(t, []byte(tt.data), found)
			}
			got := ""
			if len(errs) > 0 {
				got = fmt.Sprintf("%d:%d %s", errs[0].Line, errs[0].Column, errs[0].Message)
			}
			if tt.want != "*" && got != tt.want {
				t.Errorf("error %q, want %q", got, tt.want)
			}
			if a != nil && len(errs) == 0 && tt.name == "10,000 questions" && len(a.Body.Sections[0].Parts) != 10_000 {
				t.Errorf("%d questions", len(a.Body.Sections[0].Parts))
			}
		})
	}
}

// Byte-order marks and line ends of other systems are read as if they were
// not there: the same article, findings at the same places.
func TestLineEnds(t *testing.T) {
	for _, clean := range []string{
		"---\n" + head + "salary:\n  currency: USD\n  note: |\n    a\n    b\n---\n\nIntro.\n\n## FAQ\n\n### Q?\n\nA  \nB\n\n    code\n\n# One\n",
		"+++\ntitle = 'Nurse'\nsummary = '''a\nb'''\ncategory = 'health'\nsalery = 1\n+++\nText.\n",
		"{\n\"title\": \"Nurse\",\n\"summary\": \"S\",\n\"category\": \"health\",\n\"salery\": 1}\nText.\n",
	} {
		want, wantFound := parseRole(t, clean)
		for name, data := range map[string]string{
			"BOM": "\ufeff" + clean, "CRLF": strings.ReplaceAll(clean, "\n", "\r\n"), "CR": strings.ReplaceAll(clean, "\n", "\r"),
			"BOM and CRLF": "\ufeff" + strings.ReplaceAll(clean, "\n", "\r\n"),
		} {
			a, found := parseRole(t, data)
			if fmt.Sprint(found) != fmt.Sprint(wantFound) {
				t.Errorf("%s: findings\n%v\nwant\n%v", name, found, wantFound)
			}
			if fmt.Sprint(a.Meta, a.Role.Salary, a.Body) != fmt.Sprint(want.Meta, want.Role.Salary, want.Body) {
				t.Errorf("%s: article\n%v\nwant\n%v", name, a.Body, want.Body)
			}
		}
	}
}

// Only a delimiter at the start of a line closes front matter.
func TestDelimiterInBlockScalar(t *testing.T) {
	a, found := parseRole(t, "---\n"+head+"salary:\n  note: |\n    above\n    ---\n    below\n---\nBody\n\n---\n\nmore\n")
	wantFindings(t, found)
	if a.Role.Salary.Note != "above --- below" || a.Body.Intro.Text == "" || !strings.Contains(a.Body.Intro.Text, "more") {
		t.Errorf("note %q, body %q", a.Role.Salary.Note, a.Body.Intro.Text)
	}
}

// What stands in a folder and is no file: nothing hangs, and nothing outside
// of the site is read.
func TestHostileFiles(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	roles := filepath.Join(site, "content", "roles")
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	article := []byte("---\n" + head + "---\n")
	write := func(name string, data []byte) {
		t.Helper()
		check(os.MkdirAll(filepath.Dir(name), 0o755))
		check(os.WriteFile(name, data, 0o644))
	}
	write(filepath.Join(roles, "good.md"), article)
	write(filepath.Join(roles, "folder.md", "inner.md"), article)
	write(filepath.Join(dir, "secret.md"), article)
	write(filepath.Join(dir, "outside", "secret.md"), article)
	write(filepath.Join(dir, "secret.png"), nil)
	write(filepath.Join(roles, "picture.md"), append(bytes.Clone(article), "![x](secret.png) ![y](pipe.png)"...))
	check(os.Symlink("../../../secret.md", filepath.Join(roles, "out.md")))
	check(os.Symlink(filepath.Join(dir, "secret.md"), filepath.Join(roles, "absolute.md")))
	check(os.Symlink("../../../outside", filepath.Join(roles, "outfolder")))
	check(os.Symlink("good.md", filepath.Join(roles, "inside.md")))
	check(os.Symlink("loop.md", filepath.Join(roles, "loop.md")))
	check(os.Symlink("nothing.md", filepath.Join(roles, "dangling.md")))
	check(os.Symlink("..", filepath.Join(roles, "up")))
	check(os.Symlink("folder.md", filepath.Join(roles, "linked.md")))
	check(os.Symlink("../../../secret.png", filepath.Join(roles, "secret.png")))
	check(syscall.Mkfifo(filepath.Join(roles, "pipe.md"), 0o644))
	check(syscall.Mkfifo(filepath.Join(roles, "pipe.png"), 0o644))
	large, err := os.Create(filepath.Join(roles, "large.md"))
	check(err)
	check(large.Truncate(1 << 40)) // sparse
	check(large.Close())
	unread := ""
	if os.Getuid() != 0 {
		write(filepath.Join(roles, "locked.md"), article)
		check(os.Chmod(filepath.Join(roles, "locked.md"), 0))
		unread = "content/roles/locked.md:1:1: cannot be read: permission denied\n"
	}
	root, err := os.OpenRoot(site)
	check(err)
	defer root.Close()
	var articles []*Article
	var found diag.List
	bounded(t, func() {
		articles, found = Load(root.FS(), &config.Site{}, Options{Now: day})
		for _, a := range articles {
			_, more := a.ReadBody()
			found = append(found, more...)
		}
	})
	var got bytes.Buffer
	check(found.Write(&got))
	want := `content/roles/absolute.md:1:1: cannot be read: path escapes from parent
  hint: a link may not lead out of the site's folder
content/roles/dangling.md:1:1: cannot be read: no such file or directory
content/roles/large.md:1:1: cannot be read: larger than 16 MiB
content/roles/linked.md:1:1: cannot be read: not a regular file
` + unread + `content/roles/loop.md:1:1: cannot be read: too many levels of symbolic links
content/roles/out.md:1:1: cannot be read: path escapes from parent
  hint: a link may not lead out of the site's folder
content/roles/outfolder:1:1: warning: cannot be read: path escapes from parent
  hint: a link may not lead out of the site's folder
content/roles/picture.md:6:1: image "secret.png" leads out of the site's folder
content/roles/picture.md:6:18: no image "pipe.png" beside the article
  hint: the file would be content/roles/pipe.png
content/roles/pipe.md:1:1: cannot be read: not a regular file
content/roles/up:1:1: warning: a link to a folder: no articles are read from it
  hint: put the folder itself here
`
	if got.String() != want {
		t.Errorf("findings\n%s\nwant\n%s", got.String(), want)
	}
	var files []string
	for _, a := range articles {
		files = append(files, strings.TrimPrefix(a.File, "content/roles/"))
	}
	if s := strings.Join(files, " "); s != "folder.md/inner.md good.md inside.md picture.md" {
		t.Errorf("articles %s", s)
	}
}

// A file that cannot be read is an error, whoever runs the test.
func TestUnreadable(t *testing.T) {
	for _, name := range []string{"content/roles/a.md", "content/roles"} {
		_, found := Load(lockedFS{mapFS(map[string]string{"content/roles/a.md": "---\n" + head + "---\n"}), name}, &config.Site{}, Options{Now: day})
		if len(found) != 1 || found[0].String() != name+":1:1: cannot be read: permission denied" {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// lockedFS has one name that may not be opened.
type lockedFS struct {
	fs.FS
	name string
}

func (l lockedFS) Open(name string) (fs.File, error) {
	if name == l.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return l.FS.Open(name)
}
