package publish

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// What somebody deleted, cut short or made writable in the live release is put
// right by the next deploy, which says so.
func TestFolderIsMended(t *testing.T) {
	f := newFolder(t)
	f.deploy(t, site("one"))
	for name, harm := range map[string]func(place string) error{
		"gone": os.Remove,
		"short": func(place string) error {
			return errors.Join(os.Remove(place), os.WriteFile(place, []byte("x"), 0o444))
		},
		"writable": func(place string) error { return os.Chmod(place, 0o644) },
	} {
		if err := harm(filepath.Join(f.dir, "current", "roles", "nurse", "index.html")); err != nil {
			t.Fatal(err)
		}
		if r := f.deploy(t, site("one")); r.Plan.Uploads != 1 || r.Plan.Unchanged != 8 {
			t.Errorf("%s: %+v", name, r.Plan)
		}
		site("one").want(t, f.live(t))
		if r := f.deploy(t, site("one")); r.Plan.Uploads != 0 {
			t.Errorf("%s, once more: %+v", name, r.Plan)
		}
	}
}
