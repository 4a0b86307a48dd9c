package output

import (
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// inParts gives a text in parts that are overwritten, as its makers do.
func inParts(text string, size int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		part := make([]byte, 0, size)
		for rest := text; len(rest) > 0; rest = rest[len(part):] {
			if part = append(part[:0], rest[:min(size, len(rest))]...); !yield(part) {
				return
			}
			clear(part)
		}
	}
}

// A file in parts is the file in one piece, is written only where it changed,
// and leaves nothing else behind.
func TestWriteParts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	long := strings.Repeat("0123456789abcdef", 20_000)
	write := func(text string, size int) Summary {
		t.Helper()
		tree := open(t, dir, Options{})
		if err := errors.Join(tree.Write("index.html", []byte("home")), tree.WriteParts("data/roles.json", inParts(text, size))); err != nil {
			t.Fatal(err)
		}
		s, err := tree.Commit()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	for _, step := range []struct {
		text          string
		size, written int
	}{{long, 1000, 2}, {long, 70_001, 0}, {long + "!", 3, 1}, {"", 1, 1}, {"", 1, 0}} {
		s := write(step.text, step.size)
		if s.Written != step.written || s.Bytes != int64(len(step.text)+len("home")) {
			t.Errorf("%d bytes in parts of %d: %+v, want %d written", len(step.text), step.size, s, step.written)
		}
		pages{"index.html": "home", "data/roles.json": step.text}.in(t, dir)
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), reserved+"stage-*")); left != nil {
			t.Errorf("left behind: %v", left)
		}
	}
	build(t, dir, pages{"index.html": "home", "data/roles.json": "whole"})
	pages{"index.html": "home", "data/roles.json": "whole"}.in(t, dir)
}

// A new output is the stage: what was written twice waits in it only once.
func TestWritePartsTwice(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	tree := open(t, dir, Options{})
	for range 3 {
		if err := tree.WriteParts("roles.json", inParts("[]", 1)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	pages{"roles.json": "[]"}.in(t, dir)
}

func TestWritePartsRefuses(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	tree := stageAll(t, dir, pages{"a": "x"})
	if err := tree.WriteParts("../a", inParts("x", 1)); err == nil || !strings.Contains(err.Error(), `write "../a": not the name`) {
		t.Errorf("a name outside: %v", err)
	}
	tree = stageAll(t, filepath.Join(t.TempDir(), "other"), pages{"a": "x"})
	if err := tree.WriteParts("a", inParts("x", 1)); err != nil {
		t.Errorf("the same file once more: %v", err)
	}
	if err := tree.WriteParts("a", inParts("y", 1)); err == nil || !strings.Contains(err.Error(), "two different files") {
		t.Errorf("another file of the name: %v", err)
	}
	var clash *ClashError
	if err := tree.WriteParts("a/b", inParts("y", 1)); !errors.As(err, &clash) {
		t.Errorf("a file below a file: %v", err)
	}
	if _, err := tree.Commit(); err == nil {
		t.Error("what was refused was committed")
	}
	tree = open(t, filepath.Join(t.TempDir(), "gone"), Options{})
	if err := os.RemoveAll(tree.stage.base); err != nil {
		t.Fatal(err)
	}
	if err := tree.WriteParts("a", inParts("x", 1)); err == nil || !strings.HasPrefix(err.Error(), "write a: ") {
		t.Errorf("a stage that is gone: %v", err)
	}
}
