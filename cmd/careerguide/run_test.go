package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// fullDisk takes some bytes, and no more.
type fullDisk struct{ free int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if len(p) > d.free {
		return d.free, errors.New("no space left on device")
	}
	d.free -= len(p)
	return len(p), nil
}

// What cannot be printed is a failure: a script that reads it would go on
// with half of it.
func TestStdoutFails(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "site.yaml"), []byte("title: T\nbase_url: https://example.org/\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"build", "--source", dir}, {"build", "--source", dir, "--timings"}, {"--help"}, {"build", "--help"}, {"help", "build"}, {"version"}, {"--version"},
		{"completion", "bash"}, {"schema", "role"}, {"schema"},
	} {
		for _, free := range []int{0, 10} {
			var stderr bytes.Buffer
			code := run(context.Background(), args, strings.NewReader(""), &fullDisk{free}, &stderr)
			if code != exitFailed || !strings.Contains(stderr.String(), "no space left on device") || strings.Contains(stderr.String(), "usage") {
				t.Errorf("%v with %d bytes: exit code %d, %q", args, free, code, stderr.String())
			}
		}
		if code := run(context.Background(), args, strings.NewReader(""), &bytes.Buffer{}, &bytes.Buffer{}); code != exitOK {
			t.Errorf("%v: exit code %d", args, code)
		}
	}
}

func TestDescribeBuild(t *testing.T) {
	setting := func(pairs ...string) (list []debug.BuildSetting) {
		for i := 0; i < len(pairs); i += 2 {
			list = append(list, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return list
	}
	built := debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-2026+dirty"}, Settings: setting("vcs.revision", "fedcba")}
	if got, want := describeBuild(&built, "v1.2.0", "0123456789abcdef", "go1", "linux/amd64"), "careerguide v1.2.0 (commit 0123456789ab) go1 linux/amd64"; got != want {
		t.Errorf("a release: %q, want %q", got, want)
	}
	for _, tt := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{}, "careerguide (no release) go1 linux/amd64"},
		{debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "careerguide (no release) go1 linux/amd64"},
		{debug.BuildInfo{Main: debug.Module{Version: "v1.2.0"}, Settings: setting("vcs.revision", "0123456789abcdef", "vcs.time", "2026-06-15T10:00:00Z", "vcs.modified", "false")},
			"careerguide v1.2.0 (commit 0123456789ab, 2026-06-15) go1 linux/amd64"},
		{debug.BuildInfo{Settings: setting("vcs.revision", "0123", "vcs.modified", "true")}, "careerguide (no release) (commit 0123, changed since) go1 linux/amd64"},
	} {
		if got := describeBuild(&tt.info, "", "", "go1", "linux/amd64"); got != tt.want {
			t.Errorf("%s, want %s", got, tt.want)
		}
	}
}
