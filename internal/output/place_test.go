package output

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDangerousOutputs(t *testing.T) {
	base := t.TempDir()
	root := filepath.Join(base, "home/site")
	for _, name := range []string{"content/roles/nurse.md", "layouts/role.html", "file"} {
		put(t, filepath.Join(root, name), "x")
	}
	for link, to := range map[string]string{"to-root": root, "to-content": filepath.Join(root, "content"), "to-home": filepath.Join(base, "home"), "nowhere": filepath.Join(base, "gone")} {
		if err := os.Symlink(to, filepath.Join(base, link)); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", filepath.Join(base, "home"))
	t.Chdir(root)
	before := contents(t, base, true)
	// Protected folders need not exist, and are named as they are in the command.
	protected := []string{".", "content", "layouts", "assets"}
	for _, force := range []bool{false, true} {
		for dir, want := range map[string]string{
			"/":                                  "is the root of the file system",
			"":                                   "no folder is named",
			".":                                  "is the site's folder .",
			root:                                 "is the site's folder .",
			"..":                                 "is or holds the home folder",
			base:                                 "is or holds the home folder",
			"content":                            "is the site's folder content",
			"content/":                           "is the site's folder content",
			"public/../content":                  "is the site's folder content",
			"content/roles/out":                  "lies in the site's folder content",
			"assets":                             "is the site's folder assets",
			"assets/out/deep":                    "lies in the site's folder assets",
			filepath.Join(base, "to-root"):       "is the site's folder .",
			filepath.Join(base, "to-content"):    "is the site's folder content",
			filepath.Join(base, "to-content/x"):  "lies in the site's folder content",
			filepath.Join(base, "to-home"):       "is or holds the home folder",
			filepath.Join(base, "to-root/asset"): "", // harmless
			filepath.Join(base, "nowhere"):       "leads nowhere",
			filepath.Join(base, "nowhere/x"):     "leads nowhere",
			"file":                               "is a file",
			"file/x":                             "not a directory",
			"public":                             "",
		} {
			tree, err := Open(dir, Options{Protected: protected, Force: force})
			if want == "" {
				if err != nil {
					t.Errorf("%q: %v", dir, err)
				} else {
					tree.Abort()
				}
				continue
			}
			if err == nil {
				tree.Abort()
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %v, want %q", dir, err, want)
			}
		}
	}
	if !maps.Equal(contents(t, base, true), before) {
		t.Error("something was touched")
	}
}

// An output may hold no part of the source, wherever a symlink has it.
func TestOutputHoldsSource(t *testing.T) {
	base := t.TempDir()
	put(t, filepath.Join(base, "out/texts/a.md"), "x")
	put(t, filepath.Join(base, "out/site/site.yaml"), "x")
	root := filepath.Join(base, "root")
	os.Mkdir(root, 0o755)
	if err := os.Symlink(filepath.Join(base, "out/texts"), filepath.Join(root, "content")); err != nil {
		t.Fatal(err)
	}
	for _, protected := range [][]string{{root, filepath.Join(root, "content")}, {filepath.Join(base, "out/site")}} {
		_, err := Open(filepath.Join(base, "out"), Options{Protected: protected, Force: true})
		if err == nil || !strings.Contains(err.Error(), "holds the site's folder") {
			t.Errorf("%v: %v", protected, err)
		}
	}
}
