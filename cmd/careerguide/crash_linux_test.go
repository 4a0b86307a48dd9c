package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"careerguide/internal/corpus"
)

var crashes = flag.Int("crashes", 3, "builds to kill, and pairs of builds to run at once")

// crashSite is a site on disk, built by the program itself.
type crashSite struct {
	t       *testing.T
	program string
	dir     string
	out     string
}

func newCrashSite(t *testing.T, roles int) *crashSite {
	t.Helper()
	if testing.Short() {
		t.Skip("it takes a while")
	}
	program, err := exec.LookPath("careerguide")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	s := &crashSite{t, program, filepath.Join(dir, "site"), filepath.Join(dir, "www", "public")}
	if err := corpus.Write(s.dir, corpus.All(roles)); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Dir(s.out), 0o755); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *crashSite) command(out string) *exec.Cmd {
	cmd := exec.Command(s.program, "build", "--quiet", "--source", s.dir, "--output", out)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1764028800")
	return cmd
}

// build builds into a folder and returns what is in it.
func (s *crashSite) build(out string) map[string]string {
	s.t.Helper()
	if text, err := s.command(out).CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, text)
	}
	return treeOf(s.t, out)
}

// clean builds the sources as they are into a folder of its own.
func (s *crashSite) clean() map[string]string {
	s.t.Helper()
	return s.build(filepath.Join(s.t.TempDir(), "public"))
}

// edit changes one article: its text, or its title.
func (s *crashSite) edit(r *rand.Rand) {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "content/roles/*/*.md"))
	if err != nil || len(files) == 0 {
		s.t.Fatal("no roles", err)
	}
	name := files[r.IntN(len(files))]
	data, err := os.ReadFile(name)
	if err != nil {
		s.t.Fatal(err)
	}
	if r.IntN(2) == 0 {
		data = fmt.Appendf(data, "\nA line of %d.\n", r.IntN(1000))
	} else {
		data = regexp.MustCompile(`(?m)^title: .*$`).ReplaceAll(data, fmt.Appendf(nil, "title: Tester %d", r.IntN(1000)))
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// treeOf returns the sums of the files below a folder, dotfiles left out.
func treeOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == dir {
			return fs.SkipAll
		}
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(name)
		tree[strings.TrimPrefix(name, dir+"/")] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

var assetLink = regexp.MustCompile(`(?:href|src)="?/(assets/[^" >]+)`)

// whole fails unless every file is one of two sites', and every page's assets
// are there.
func (s *crashSite) whole(before, after map[string]string) {
	s.t.Helper()
	for name, sum := range treeOf(s.t, s.out) {
		if sum != before[name] && sum != after[name] {
			s.t.Errorf("%s is neither the old file nor the new one", name)
		}
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(s.out, name))
		if err != nil {
			s.t.Fatal(err)
		}
		for _, m := range assetLink.FindAllSubmatch(data, -1) {
			if _, err := os.Stat(filepath.Join(s.out, string(m[1]))); err != nil {
				s.t.Errorf("%s refers to %s: %v", name, m[1], err)
			}
		}
	}
}

// tidy fails if a build left anything beside its output or its record.
func (s *crashSite) tidy() {
	s.t.Helper()
	for dir, want := range map[string]string{
		filepath.Dir(s.out): `^public$`, s.dir: `^(content|assets|layouts|\.careerguide)$`,
		filepath.Join(s.dir, ".careerguide"): `^(\.gitignore|articles|build-[0-9a-f]+)$`, filepath.Join(s.dir, ".careerguide", "articles"): `^[0-9a-f]{64}$`,
	} {
		entries, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			s.t.Fatal(err)
		}
		for _, e := range entries {
			if !regexp.MustCompile(want).MatchString(e.Name()) {
				s.t.Errorf("left behind: %s in %s", e.Name(), filepath.Base(dir))
			}
		}
	}
}

// TestKilled kills builds at random moments, cold ones and those that go on
// from the last. Every file is whole, and the next build completes the site.
func TestKilled(t *testing.T) {
	s := newCrashSite(t, 25)
	r := rand.New(rand.NewPCG(5, 5))
	start := time.Now()
	before := s.build(s.out)
	lasts := time.Since(start)
	killed := 0
	for i := range *crashes {
		if i%3 == 0 {
			if err := errors.Join(os.RemoveAll(s.out), os.RemoveAll(filepath.Join(s.dir, ".careerguide"))); err != nil {
				t.Fatal(err)
			}
			before = map[string]string{}
		}
		s.edit(r)
		if i%4 == 0 { // all pages, and a stylesheet of another name
			if err := corpus.Write(s.dir, maps.All(map[string]string{"assets/css/main.css": fmt.Sprintf("p { margin: %dpx }\n", i)})); err != nil {
				t.Fatal(err)
			}
		}
		after := s.clean()
		cmd := s.command(s.out)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(lasts))))
		_ = cmd.Process.Kill()
		if cmd.Wait() != nil {
			killed++
		}
		s.whole(before, after)
		if got := s.build(s.out); !maps.Equal(got, after) {
			t.Errorf("after kill %d the next build made another site", i)
		}
		s.tidy()
		if t.Failed() {
			t.FailNow()
		}
		before = after
	}
	t.Logf("%d of %d builds were killed before their end", killed, *crashes)
	if killed == 0 {
		t.Error("no build was killed")
	}
}

// TestPairs runs two builds of one output at once: one writes it, and the
// other says who does, or both do in turn.
func TestPairs(t *testing.T) {
	s := newCrashSite(t, 15)
	r := rand.New(rand.NewPCG(6, 6))
	refused := 0
	for i := range *crashes {
		s.edit(r)
		want := s.clean()
		var wg sync.WaitGroup
		outputs := make([]string, 2)
		failed := make([]error, 2)
		for j := range 2 {
			wg.Go(func() {
				text, err := s.command(s.out).CombinedOutput()
				outputs[j], failed[j] = string(text), err
			})
		}
		wg.Wait()
		good := 0
		for j, err := range failed {
			if err == nil {
				good++
				continue
			}
			refused++
			exit, ok := errors.AsType[*exec.ExitError](err)
			if !ok || exit.ExitCode() != 1 || !strings.Contains(outputs[j], "is being written by another build") {
				t.Errorf("pair %d: %v: %s", i, err, outputs[j])
			}
		}
		if good == 0 {
			t.Errorf("pair %d: neither was built", i)
		}
		if got := treeOf(t, s.out); !maps.Equal(got, want) {
			t.Errorf("pair %d made another site", i)
		}
	}
	s.tidy()
	t.Logf("%d of %d builds were refused", refused, 2**crashes)
}

// TestDisks builds on file systems of many sizes: where the site does not fit, the last good one stays, and the message says why.
func TestDisks(t *testing.T) {
	s := newCrashSite(t, 12)
	full := s.clean()
	roles, err := filepath.Glob(filepath.Join(s.dir, "content/roles/*/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	fits, tries := 0, min(20, 2+*crashes)
	for i := range tries {
		size := 256 + i*2560/tries // KiB
		if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, fmt.Sprintf("size=%dk", size)); err != nil {
			t.Skipf("a file system cannot be mounted: %v", err)
		}
		func() {
			defer func() {
				if err := syscall.Unmount(disk, 0); err != nil {
					t.Fatal(err)
				}
			}()
			out := filepath.Join(disk, "public")
			// A smaller site first, which may fit.
			away := slices.Clone(roles[2:])
			for _, name := range away {
				must(t, os.Rename(name, name+".away"))
			}
			_, firstErr := s.command(out).CombinedOutput()
			before := treeOf(t, out)
			for _, name := range away {
				must(t, os.Rename(name+".away", name))
			}
			text, err := s.command(out).CombinedOutput()
			switch got := treeOf(t, out); {
			case err == nil:
				fits++
				if !maps.Equal(got, full) {
					t.Errorf("%d KiB: another site", size)
				}
			case !bytes.Contains(text, []byte("no space left")):
				t.Errorf("%d KiB: %s", size, text)
			case !maps.Equal(got, before):
				t.Errorf("%d KiB: the last good site is another", size)
			case firstErr != nil && len(got) > 0:
				t.Errorf("%d KiB: a part of a site", size)
			}
			entries, err := os.ReadDir(disk)
			if err != nil || len(entries) > 1 {
				t.Errorf("%d KiB: left behind: %v, %v", size, entries, err)
			}
		}()
	}
	t.Logf("the site fits on %d of %d", fits, tries)
	if fits == 0 || fits == tries {
		t.Errorf("the site fits on %d of %d: the sizes try nothing", fits, tries)
	}
}

// TestFewFiles builds with a low limit of open files, and where nothing may be
// written.
func TestFewFiles(t *testing.T) {
	s := newCrashSite(t, 12)
	before := s.build(s.out)
	s.edit(rand.New(rand.NewPCG(7, 7)))
	want := s.clean()
	built := 0
	for _, limit := range []int{12, 16, 24, 64} {
		cmd := exec.Command("sh", "-c", fmt.Sprintf("ulimit -n %d; exec \"$@\"", limit), "sh")
		cmd.Args = append(cmd.Args, s.command(s.out).Args...)
		cmd.Env = s.command(s.out).Env
		text, err := cmd.CombinedOutput()
		got := treeOf(t, s.out)
		switch {
		case err == nil && maps.Equal(got, want):
			built++
		case err == nil:
			t.Errorf("%d files: another site", limit)
		case !maps.Equal(got, before) && built == 0:
			t.Errorf("%d files: the last good site is another", limit)
		case !bytes.Contains(text, []byte("too many open files")):
			t.Errorf("%d files: %s", limit, text)
		}
	}
	if built == 0 {
		t.Error("no limit was enough")
	}
	s.tidy()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
