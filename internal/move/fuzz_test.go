package move

import (
	"io/fs"
	"maps"
	"slices"
	"testing"
	"testing/fstest"
)

// Whatever a text is like, a move changes links in it and nothing else: there
// and back and there again is the same as there, and each link leads on.
func FuzzText(f *testing.F) {
	for _, body := range []string{
		"[a](../roles/nurse.md) [b](../roles/nurse.md#faq 'nurse') [c](</roles/nurse/>)", "[e][n]\n\n[n]: /roles/nurse/ (nurse)\n\n> [n]", "`/roles/nurse/` <https://example.org/sub/roles/nurse/>",
		"| [a](/roles/nurse/) | b |\n|---|---|\n| ../roles/nurse.md | [x](../roles/nurse.md) |", "![i](/roles/nurse/) [/roles/nurse/](/roles/nurse/)", "1. x[^1]\n\n[^1]: [a](/roles/nurse)\n", "[a](/roles/nurs\\e/) [a](/roles/nurse/?b&amp;c)",
		"[../roles/nurse.md]: ../roles/nurse.md\n\n[../roles/nurse.md] [../roles/./nurse.md](../roles/./nurse.md)",
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		fsys := files(map[string]string{"roles/nurse.md": role("", "## FAQ\n\n### Why?\n\nA.\n"), "guides/g.md": text("", body)})
		links := func(fsys fs.FS) (list []string) {
			_, s := link(fsys, nil)
			if s == nil {
				return nil
			}
			a := s.Article("content/guides/g.md")
			b, _ := a.ReadBody()
			for ref, kind := range b.References() {
				list = append(list, s.Target(a, b, ref, kind).URL)
			}
			return list
		}
		apply := func(fsys fstest.MapFS, old, new string) fstest.MapFS {
			plan, _ := Prepare(t.Context(), fsys, old, new, options())
			if plan == nil {
				return nil
			}
			after := maps.Clone(fsys)
			delete(after, plan.From)
			for name, data := range plan.Files {
				after[name] = &fstest.MapFile{Data: data}
			}
			return after
		}
		before := links(fsys)
		there := apply(fsys, "content/roles/nurse.md", "zzqx")
		if there == nil {
			return
		}
		m := mover{old: name{"nurse", "/roles/nurse/"}, new: name{"zzqx", "/roles/zzqx/"}}
		_, m.site = link(fsys, nil)
		m.article = m.site.Article("content/roles/nurse.md")
		for i, url := range before {
			if len(url) > 4 && url[:5] == "/sub/" {
				before[i] = "/sub" + m.address(url[4:])
			}
		}
		if after := links(there); !slices.Equal(after, before) {
			t.Errorf("links %q\nwant %q", after, before)
		}
		back := apply(there, "content/roles/zzqx.md", "nurse")
		if back == nil {
			t.Fatal("no way back")
		}
		again := apply(back, "content/roles/nurse.md", "zzqx")
		if again == nil || string(again["content/guides/g.md"].Data) != string(there["content/guides/g.md"].Data) {
			t.Errorf("%q\nbecame %q", there["content/guides/g.md"].Data, again["content/guides/g.md"].Data)
		}
	})
}
