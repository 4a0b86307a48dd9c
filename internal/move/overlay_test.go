package move

import (
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"
)

// The site as it will be is a file system like any other.
func TestOverlay(t *testing.T) {
	base := fstest.MapFS{
		"content/roles/nurse/index.md": {Data: []byte("nurse")}, "content/roles/nurse/p.png": {Data: []byte("png")}, "content/roles/nurse/deep/q.png": {Data: []byte("q")},
		"content/roles/chef.md": {Data: []byte("chef")}, "content/site.yaml": {Data: []byte("site")}, "assets/x.css": {Data: []byte("x")},
	}
	o := overlay{base: base, put: map[string][]byte{"content/roles/care/rn/index.md": []byte("rn"), "content/roles/chef.md": []byte("other")},
		from: map[string]string{"content/roles/nurse/p.png": "content/roles/care/rn/p.png", "content/roles/nurse/deep/q.png": "content/roles/care/rn/deep/q.png"},
		gone: map[string]bool{"content/roles/nurse/index.md": true, "content/roles/nurse/p.png": true, "content/roles/nurse/deep/q.png": true}}
	want := []string{"assets/x.css", "content/roles/care/rn/deep/q.png", "content/roles/care/rn/index.md", "content/roles/care/rn/p.png", "content/roles/chef.md", "content/site.yaml"}
	if err := fstest.TestFS(o, want...); err != nil {
		t.Error(err)
	}
	var got []string
	err := fs.WalkDir(o, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, %v", got, err)
	}
	for name, text := range map[string]string{"content/roles/care/rn/p.png": "png", "content/roles/chef.md": "other"} {
		if data, err := fs.ReadFile(o, name); string(data) != text {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	for _, name := range []string{"content/roles/nurse/index.md", "content/roles/nurse", "content/roles/nurse/deep"} {
		if _, err := fs.Stat(o, name); err == nil {
			t.Errorf("%s is there", name)
		}
	}
}
