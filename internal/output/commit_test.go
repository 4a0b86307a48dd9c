package output

import (
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

var next = pages{"index.html": "HOME", "roles/welder/index.html": "welder", "assets/site.css": "CSS", "sitemap.xml": "MAP", "feed.xml": "feed", "robots.txt": "robots"}

func TestOrder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	tree := stageAll(t, dir, next)
	var got []string
	tree.rename = func(from, to string) error {
		rel, _ := filepath.Rel(dir, to)
		if _, err := os.Stat(filepath.Join(dir, "roles/nurse/index.html")); (err == nil) != (len(got) < 7) {
			got = append(got, "deletion")
		}
		got = append(got, filepath.ToSlash(rel))
		return os.Rename(from, to)
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	want := []string{RecordName, "assets/site.css", "index.html", "roles/welder/index.html", "sitemap.xml", "feed.xml", "robots.txt", RecordName}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	next.in(t, dir)
}

// A rename that fails leaves whole files, and the next build goes on.
func TestFullDisk(t *testing.T) {
	for after := range 8 {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, small)
		tree := stageAll(t, dir, next)
		n := 0
		tree.rename = func(from, to string) error {
			if n++; n > after {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: syscall.ENOSPC}
			}
			return os.Rename(from, to)
		}
		_, err := tree.Commit()
		if err == nil || !strings.HasPrefix(err.Error(), "write ") || !strings.HasSuffix(err.Error(), ": no space left on device") || strings.Contains(err.Error(), "rename") {
			t.Errorf("after %d: %v", after, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "roles/nurse/index.html")); err != nil && after < 7 {
			t.Errorf("after %d: deleted too early", after)
		}
		alone(t, dir)
		build(t, dir, next)
		next.in(t, dir)
	}
}

// TestKilled kills a build, as with SIGKILL, at each rename in turn; the next
// build, of the new site or of the old one, makes a whole site of what is left.
func TestKilled(t *testing.T) {
	if dir := os.Getenv("OUTPUT_TEST_DIR"); dir != "" {
		left, _ := strconv.Atoi(os.Getenv("OUTPUT_TEST_RENAMES"))
		tree := stageAll(t, dir, next)
		tree.rename = func(from, to string) error {
			if left--; left < 0 {
				if self, err := os.FindProcess(os.Getpid()); err == nil {
					self.Kill()
				}
				select {}
			}
			return os.Rename(from, to)
		}
		tree.Commit()
		return
	}
	for after := range 8 {
		for _, c := range []struct {
			from, to pages
		}{{small, next}, {small, small}, {nil, next}, {nil, small}} {
			dir := filepath.Join(t.TempDir(), "public")
			if c.from != nil {
				build(t, dir, c.from)
			} else if after > 3 { // top-level entries only
				continue
			} else if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
			cmd.Env = append(os.Environ(), "OUTPUT_TEST_DIR="+dir, fmt.Sprintf("OUTPUT_TEST_RENAMES=%d", after))
			if out, err := cmd.CombinedOutput(); err == nil {
				t.Fatalf("after %d: not killed: %s", after, out)
			}
			build(t, dir, c.to)
			c.to.in(t, dir)
			alone(t, dir)
		}
	}
}

// Where the output is a mount of its own, or its parent is read-only, files
// wait inside it.
func TestStageInside(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, small)
	// A folder in the way, which a rename does not replace.
	put(t, filepath.Join(filepath.Dir(dir), reserved+"stage-"+key(dir), "x"), "left by a killed build")
	tree := open(t, dir, Options{})
	if filepath.Dir(tree.stage.base) != filepath.Dir(dir) {
		t.Errorf("stage %s is not beside", tree.stage.base)
	}
	inside := filepath.Join(dir, filepath.Base(tree.stage.base))
	if err := os.Rename(tree.stage.base, inside); err != nil {
		t.Fatal(err)
	}
	tree.stage.base = inside
	for name, data := range next {
		if err := tree.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	next.in(t, dir)
	alone(t, dir)
}

func TestFailedPlanTouchesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	tree := stageAll(t, dir, small)
	put(t, filepath.Join(dir, "mine"), "made meanwhile")
	before := contents(t, dir, true)
	if _, err := tree.Commit(); err == nil {
		t.Error("no error")
	}
	if !maps.Equal(contents(t, dir, true), before) {
		t.Error("something was touched")
	}
	alone(t, dir)
}
