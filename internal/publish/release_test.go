package publish

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"careerguide/internal/career"
)

var nightly = flag.Bool("nightly", false, "prove more, in minutes: a reader during 500 deploys, and faults of a server at every step")

// folder is a folder target with an output that is deployed to it.
type folder struct {
	out, dir string
	o        Options
}

func newFolder(t testing.TB) *folder {
	base := t.TempDir()
	f := &folder{out: filepath.Join(base, "public"), dir: filepath.Join(base, "www")}
	f.o = Options{Output: f.out, Target: target(t, f.dir), MaxDeletes: -1}
	return f
}

func (f *folder) deploy(t testing.TB, p pages) Result {
	t.Helper()
	p.built(t, f.out)
	result, err := Run(t.Context(), f.o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func (f *folder) live(t testing.TB) pages { return below(t, filepath.Join(f.dir, "current")) }

func (f *folder) releases(t testing.TB) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(f.dir, "releases"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name()[:4])
		} else if !strings.HasSuffix(e.Name(), listExt) {
			t.Errorf("left over: %s", e.Name())
		}
	}
	return names
}

// ownOf leaves out the assets of other releases.
func ownOf(got, site pages) pages {
	own := pages{}
	for name, data := range got {
		if _, ok := site[name]; ok || !lasting(name) {
			own[name] = data
		}
	}
	return own
}

func TestFolder(t *testing.T) {
	f := newFolder(t)
	r := f.deploy(t, site("one"))
	site("one").want(t, f.live(t))
	if r.Plan.Uploads != 9 || r.Plan.Deletes != 0 || !strings.HasPrefix(r.Release, "0001-") {
		t.Errorf("%+v", r)
	}
	r = f.deploy(t, site("one"))
	if r.Plan.Uploads != 0 || r.Plan.Unchanged != 9 || !slices.Equal(f.releases(t), []string{"0001"}) {
		t.Errorf("a deploy of the same: %+v, releases %q", r, f.releases(t))
	}
	two := site("two").without("roles/nurse/index.html")
	r = f.deploy(t, two)
	two.want(t, ownOf(f.live(t), two))
	if r.Plan.Uploads != 4 || r.Plan.Deletes != 2 || r.Plan.Unchanged != 4 {
		t.Errorf("%+v", r.Plan)
	}
	if left := f.live(t).absent(); left != nil {
		t.Errorf("absent: %q", left)
	}
}

// The hashed assets of releases that are kept are in each one; those of
// releases that are gone are not.
func TestKeep(t *testing.T) {
	f := newFolder(t)
	f.o.Target.Keep = career.Int(3)
	assets := func(p pages) (list []string) {
		for name := range p {
			if lasting(name) {
				list = append(list, name)
			}
		}
		slices.Sort(list)
		return list
	}
	all := pages{}
	for i := range 6 {
		p := site(fmt.Sprint("state", i))
		f.deploy(t, p)
		if i >= 3 {
			for _, name := range assets(p) {
				all[name] = ""
			}
		}
	}
	if got := f.releases(t); !slices.Equal(got, []string{"0004", "0005", "0006"}) {
		t.Errorf("releases %q", got)
	}
	if got := assets(f.live(t)); !slices.Equal(got, assets(all)) {
		t.Errorf("assets %q, want %q", got, assets(all))
	}
}

// A rollback restores the earlier release byte for byte, with the later one's
// hashed assets beside it, and goes further back each time.
func TestRollback(t *testing.T) {
	f := newFolder(t)
	states := []pages{site("one"), site("two").with("new.html", "x"), site("three").without("roles/nurse/index.html")}
	for _, p := range states {
		f.deploy(t, p)
	}
	back := func(p pages) {
		t.Helper()
		if _, _, err := Rollback(t.Context(), f.o); err != nil {
			t.Fatal(err)
		}
		p.want(t, ownOf(f.live(t), p))
		for name, data := range states[2] { // a page of it may be on a reader's screen
			if lasting(name) && f.live(t)[name] != data {
				t.Errorf("%s is not served", name)
			}
		}
	}
	back(states[1])
	back(states[0])
	if _, _, err := Rollback(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "no earlier release") {
		t.Errorf("got %v", err)
	}
	f.deploy(t, site("four")) // after a rollback: back goes to what was live
	back(states[0])
}

// A release of which a file was changed in place is not gone back to, and
// what was changed is not carried on into a new one.
func TestAltered(t *testing.T) {
	for _, what := range []string{"changed", "changed, with its time put back", "changed, with its mode put back"} {
		f := newFolder(t)
		f.deploy(t, site("one"))
		place := filepath.Join(f.dir, "current", "favicon.svg")
		info, err := os.Stat(place)
		if err != nil || info.Mode().Perm()&0o222 != 0 {
			t.Fatalf("a file of a release can be written to: %v, %v", info.Mode(), err)
		}
		// So that the time of the file says nothing by itself.
		list, later := filepath.Join(f.dir, linkOf(t, f.dir)+listExt), time.Now().Add(time.Minute)
		if what == "changed, with its time put back" {
			if err := os.Chtimes(list, later, later); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(place, 0o644); err != nil {
			t.Fatal(err)
		}
		put(t, place, "<SVG/>") // of the same size
		if what == "changed, with its mode put back" {
			if err := os.Chmod(place, 0o444); err != nil {
				t.Fatal(err)
			}
		}
		f.deploy(t, site("two"))
		if got := f.live(t)["favicon.svg"]; got != "<svg/>" {
			t.Errorf("%s: carried on: %s", what, got)
		}
		if _, _, err := Rollback(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "favicon.svg is another file") {
			t.Errorf("%s: got %v", what, err)
		}
		site("two").want(t, ownOf(f.live(t), site("two")))
	}
}

// Unchanged files take no room twice.
func TestHardLinks(t *testing.T) {
	f := newFolder(t)
	f.deploy(t, site("one"))
	time.Sleep(10 * time.Millisecond) // the clock of a file system may be coarse
	old, err := os.Stat(filepath.Join(f.dir, "current", "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(f.dir, "releases", filepath.Base(linkOf(t, f.dir))+listExt)
	later := time.Now().Add(time.Second)
	if err := os.Chtimes(list, later, later); err != nil {
		t.Fatal(err)
	}
	f.deploy(t, site("two"))
	now, err := os.Stat(filepath.Join(f.dir, "current", "404.html"))
	if err != nil || !os.SameFile(old, now) {
		t.Errorf("404.html was written anew: %v", err)
	}
	changed, err := os.Stat(filepath.Join(f.dir, "current", "index.html"))
	if err != nil || os.SameFile(old, changed) {
		t.Error("index.html is not its own file")
	}
}

func linkOf(t testing.TB, dir string) string {
	to, err := os.Readlink(filepath.Join(dir, "current"))
	if err != nil {
		t.Fatal(err)
	}
	return to
}

// A reader polls during deploys and rollbacks: no answer but 200, no page of
// two states, and every stylesheet that a page named is there.
func TestReaderDuringDeploys(t *testing.T) {
	deploys := 20
	if *nightly {
		deploys = 500
	}
	f := newFolder(t)
	f.o.Target.Keep = career.Int(3)
	f.deploy(t, site("state0"))
	server := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(f.dir, "current"))))
	defer server.Close()
	get := func(path string) (int, string) {
		resp, err := http.Get(server.URL + path)
		if err != nil {
			t.Error(err)
			return 0, ""
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Error(err)
		}
		return resp.StatusCode, string(data)
	}
	var end atomic.Bool
	var wg sync.WaitGroup
	var reads [3]atomic.Int64
	var states atomic.Int64
	for i, path := range []string{"/", "/roles/nurse/", "/roles/"} {
		wg.Go(func() {
			last := ""
			for !end.Load() && !t.Failed() {
				code, html := get(path)
				_, rest, _ := strings.Cut(html, "href=")
				css, text, _ := strings.Cut(rest, "><p>")
				words := strings.Fields(text)
				if code != 200 || len(words) != 40 || len(slices.Compact(words)) != 1 || !strings.Contains(html, " "+words[0]+"</title>") {
					t.Errorf("%s: %d %q", path, code, html)
					return
				}
				if code, data := get(css); code != 200 || data != "body{--state:"+words[0]+"}" {
					t.Errorf("%s of state %s names %s: %d %q", path, words[0], css, code, data)
				}
				reads[i].Add(1)
				if words[0] != last {
					states.Add(1)
				}
				last = words[0]
			}
		})
	}
	for i := range deploys {
		// Nobody's page is older than the releases that are kept: each reader
		// gets a page and its stylesheet before the next deploy but one.
		for k := range reads {
			for before := reads[k].Load(); reads[k].Load() == before && !t.Failed(); {
				time.Sleep(50 * time.Microsecond)
			}
		}
		f.deploy(t, site(fmt.Sprint("state", i+1)))
		if i%5 == 4 {
			if _, _, err := Rollback(t.Context(), f.o); err != nil {
				t.Fatal(err)
			}
		}
		if t.Failed() {
			break
		}
	}
	end.Store(true)
	wg.Wait()
	t.Logf("%d reads, %d states seen", reads[0].Load()+reads[1].Load()+reads[2].Load(), states.Load())
	if states.Load() < int64(deploys)/4 {
		t.Error("the reader saw too few states to prove anything")
	}
}

// TestKilledRelease kills a deploy at different times; readers see the old site
// or the new one, and the next deploy leaves nothing of it.
func TestKilledRelease(t *testing.T) {
	if dir := os.Getenv("PUBLISH_TEST_DIR"); dir != "" {
		o := Options{Output: os.Getenv("PUBLISH_TEST_OUT"), Target: target(t, dir), MaxDeletes: -1}
		var stop int
		fmt.Sscan(os.Getenv("PUBLISH_TEST_STOP"), &stop)
		o.Progress = func(done, _ int) {
			if done == stop {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					self.Kill()
				}
				select {}
			}
		}
		Run(context.Background(), o)
		return
	}
	for _, stop := range []int{1, 5, 9} {
		f := newFolder(t)
		f.deploy(t, site("one"))
		site("two").built(t, f.out)
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledRelease$")
		cmd.Env = append(os.Environ(), "PUBLISH_TEST_DIR="+f.dir, "PUBLISH_TEST_OUT="+f.out, fmt.Sprint("PUBLISH_TEST_STOP=", stop))
		if out, err := cmd.CombinedOutput(); err == nil {
			t.Fatalf("not killed: %s", out)
		}
		site("one").want(t, f.live(t))
		r := f.deploy(t, site("three"))
		site("three").want(t, ownOf(f.live(t), site("three")))
		if got := f.releases(t); !slices.Equal(got, []string{"0001", "0002"}) {
			t.Errorf("releases %q", got)
		}
		if !strings.HasPrefix(r.Release, "0002-") {
			t.Errorf("release %s", r.Release)
		}
	}
}

func TestTwoDeploysAtOnce(t *testing.T) {
	f := newFolder(t)
	f.deploy(t, site("one"))
	r, err := openReleases(f.o)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Run(t.Context(), f.o)
	want := fmt.Sprintf("another deploy to %s is under way: process %d is at it", f.dir, os.Getpid())
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	r.close()
	f.deploy(t, site("two"))
}

// What stands in the way and is not ours is left as it is.
func TestFolderForeign(t *testing.T) {
	for _, place := range []string{"current/index.html", "current"} {
		f := newFolder(t)
		put(t, filepath.Join(f.dir, place), "mine")
		site("one").built(t, f.out)
		if _, err := Run(t.Context(), f.o); err == nil || !strings.Contains(err.Error(), "is not a link that a deploy made") {
			t.Errorf("got %v", err)
		}
		if data, err := os.ReadFile(filepath.Join(f.dir, place)); err != nil || string(data) != "mine" {
			t.Errorf("%s: %q, %v", place, data, err)
		}
	}
	f := newFolder(t)
	put(t, filepath.Join(f.dir, "releases/mine/index.html"), "mine")
	put(t, filepath.Join(f.dir, "notes.txt"), "mine")
	for i := range 8 {
		f.deploy(t, site(fmt.Sprint(i)))
	}
	for _, place := range []string{"releases/mine/index.html", "notes.txt"} {
		if data, err := os.ReadFile(filepath.Join(f.dir, place)); err != nil || string(data) != "mine" {
			t.Errorf("%s: %q, %v", place, data, err)
		}
	}
	for _, dir := range []string{f.out, filepath.Join(f.out, "www"), filepath.Dir(f.out)} {
		o := f.o
		o.Target = target(t, dir)
		if _, err := Run(t.Context(), o); err == nil || !strings.Contains(err.Error(), "lie in one another") {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
