package output

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
)

func TestRecorded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Recorded(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if _, err := Recorded(dir); !errors.Is(err, ErrNoRecord) {
		t.Errorf("no record: %v", err)
	}
	tree, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := tree.Write("a/b.html", []byte("text")); err != nil {
		t.Fatal(err)
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	got, err := Recorded(dir)
	if want := map[string]Entry{"a/b.html": {4, sha256.Sum256([]byte("text"))}}; err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	r, _, _, err := readRecord(dir)
	if err != nil {
		t.Fatal(err)
	}
	r.pending = true
	for text, want := range map[string]error{string(r.encode()): ErrNoRecord, "nonsense\n": nil} {
		if err := os.WriteFile(filepath.Join(dir, RecordName), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Recorded(dir); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
