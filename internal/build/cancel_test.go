package build_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"
)

// stopFS cancels when the nth of some files is opened, and counts those that
// are opened later.
type stopFS struct {
	fs.FS
	within string
	after  int64
	cancel context.CancelFunc
	opened atomic.Int64
}

func (s *stopFS) Open(name string) (fs.File, error) {
	if strings.Contains(name, s.within) && s.opened.Add(1) == s.after {
		s.cancel()
	}
	return s.FS.Open(name)
}

// TestCancel interrupts a build in each stage: it ends without reading on,
// says that it was interrupted, and leaves nothing behind.
func TestCancel(t *testing.T) {
	const roles = 400
	broken := func(n int) fs.FS { // front matter with an error: no page is made, bodies are only checked
		files := corpusOf(n).(fstest.MapFS)
		files["content/roles/broken.md"] = &fstest.MapFile{Data: []byte("---\ntitle: B\n---\n")}
		return files
	}
	for _, tt := range []struct {
		name   string
		source fs.FS
		within string
		after  int64
		most   int64 // that may be opened in all
	}{
		{"settings", corpusOf(roles), "site.yaml", 1, 3},
		{"the first article", corpusOf(roles), ".md", 1, 20},
		{"articles", corpusOf(roles), ".md", 200, 220},
		{"bodies", corpusOf(roles), ".md", roles + 100, roles + 120},
		{"bodies of a broken site", broken(roles), ".md", roles + 100, roles + 120},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			source := &stopFS{FS: tt.source, within: tt.within, after: tt.after, cancel: cancel}
			dir := t.TempDir()
			result, err := build.Run(ctx, build.Options{Source: source, Output: filepath.Join(dir, "public"), Minify: true, Now: buildDay})
			if !errors.Is(err, context.Canceled) || len(result.Findings) > 0 {
				t.Errorf("error %v, findings %v", err, result.Findings)
			}
			if n := source.opened.Load(); n < tt.after || n > tt.most {
				t.Errorf("%d files were opened, cancelled at %d", n, tt.after)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
				t.Errorf("an interrupted build left %v (%v)", entries, err)
			}
		})
	}
}
