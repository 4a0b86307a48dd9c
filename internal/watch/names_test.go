package watch

import "testing"

func TestTemporary(t *testing.T) {
	for name, want := range map[string]bool{
		"nurse.md": false, "index.md": false, "a#b.md": false, "49130": false, "x.tmp.md": false,
		"swp": false, "~nurse.md": false, ".well-known": false, ".nojekyll": false, "jb_tmp": false,
		"nurse.md~": true, "4913": true, ".nurse.md.swp": true, "nurse.swp": true, "nurse.md.tmp": true,
		".#nurse.md": true, "#nurse.md#": true, ".git": true, ".DS_Store": true, ".goutputstream-AB12": true,
		"nurse.md___jb_tmp___": true, "nurse.md___jb_old___": true, "___jb_tmp___": true,
	} {
		if temporary(name) != want {
			t.Errorf("temporary(%q) = %v", name, !want)
		}
	}
}
