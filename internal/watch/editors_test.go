package watch

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

const nurse = "content/roles/nurse.md"

// saves are what editors and tools do to the disk when nurse.md is saved with a
// new text.
var saves = map[string]func(s site, text string){
	"write in place": func(s site, text string) { // nano, VS Code
		s.write(nurse, text)
	},
	"truncate, write late": func(s site, text string) {
		f, err := os.OpenFile(s.path(nurse), os.O_WRONLY|os.O_TRUNC, 0)
		s.ok(err)
		time.Sleep(20 * ms)
		_, err = f.WriteString(text)
		s.ok(err)
		s.ok(f.Close())
	},
	"write in pieces": func(s site, text string) {
		f, err := os.OpenFile(s.path(nurse), os.O_WRONLY|os.O_TRUNC, 0)
		s.ok(err)
		for range 100 {
			_, err = f.WriteString(text)
			s.ok(err)
		}
		s.ok(f.Close())
	},
	"vim": func(s site, text string) { // backupcopy=no
		s.write("content/roles/.nurse.md.swp", "b0VIM")
		s.write("content/roles/4913", "")
		s.remove("content/roles/4913")
		s.rename(nurse, nurse+"~")
		s.write(nurse, text)
		s.ok(os.Chmod(s.path(nurse), 0o600))
		s.remove(nurse + "~")
		s.remove("content/roles/.nurse.md.swp")
	},
	"vim, backup by copy": func(s site, text string) { // backupcopy=yes
		s.write(nurse+"~", "old")
		s.write(nurse, text)
		s.remove(nurse + "~")
	},
	"emacs": func(s site, text string) {
		s.link("user@host.1234:1700000000", "content/roles/.#nurse.md")
		s.write("content/roles/#nurse.md#", "half")
		s.rename(nurse, nurse+"~")
		s.write(nurse, text)
		s.remove("content/roles/#nurse.md#")
		s.remove("content/roles/.#nurse.md")
	},
	"jetbrains": func(s site, text string) {
		s.write(nurse+"___jb_tmp___", text)
		s.rename(nurse, nurse+"___jb_old___")
		s.rename(nurse+"___jb_tmp___", nurse)
		s.remove(nurse + "___jb_old___")
	},
	"gedit": func(s site, text string) {
		s.write("content/roles/.goutputstream-AB12CD", text)
		s.rename("content/roles/.goutputstream-AB12CD", nurse)
	},
	"kate, sublime": func(s site, text string) {
		s.write(nurse+".tmp", text)
		s.rename(nurse+".tmp", nurse)
	},
	"sed -i": func(s site, text string) { // a name that nobody could know
		s.write("content/roles/sedAb12Cd", text)
		s.rename("content/roles/sedAb12Cd", nurse)
	},
	"delete, write late": func(s site, text string) {
		s.remove(nurse)
		time.Sleep(20 * ms)
		s.write(nurse, text)
	},
}

// TestEditors proves that a save is one batch that names the article and
// nothing else.
func TestEditors(t *testing.T) {
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newSite(t, nurse, "content/end.md").watch(patient)
			w.quiet() // the first batch may name what came and went
			for _, text := range []string{"new", "newer"} {
				save(w.site, text)
				w.names(nurse)
				w.quiet()
			}
		})
	}
}

// TestUntold proves that what is no change of an article makes no batch.
func TestUntold(t *testing.T) {
	t.Parallel()
	w := newSite(t, nurse, "site.yaml", "content/end.md", "public/index.html", ".git/HEAD", "node_modules/a/index.js").watch(patient)
	w.quiet()
	w.ok(os.Chmod(w.path(nurse), 0o600))
	w.ok(os.Chtimes(w.path(nurse), time.Now(), time.Now()))
	_, err := os.ReadFile(w.path(nurse))
	w.ok(err)
	w.write("public/index.html", "new")
	w.write(".git/HEAD", "new")
	w.write("node_modules/a/index.js", "new")
	w.write("README.md", "new")
	w.mkdir("content/roles/empty/deeper")
	w.remove("content/roles/empty")
	w.mkdir("content/.git/objects")
	w.write("content/.git/objects/ab", "new")
	w.write("content/roles/passing.md", "new")
	w.remove("content/roles/passing.md")
	w.quiet()
	w.write("site.yaml", "title: New")
	w.names("site.yaml")
	w.mkdir("content/.well-known")
	w.write("content/.well-known/security.txt", "new")
	w.names("content/.well-known/security.txt")
}

// TestLinks proves that nothing is entered through a link.
func TestLinks(t *testing.T) {
	t.Parallel()
	away := newSite(t, "in/a.md")
	s := newSite(t, nurse, "content/end.md")
	s.link(away.path("in"), "content/before")
	s.link(away.path("in"), "layouts")
	var notices []string
	o := patient
	o.Notice = func(text string) { notices = append(notices, text) }
	w := s.watch(o)
	if want := []string{"layouts is a link: links are not followed, so changes in it are not seen"}; !slices.Equal(notices, want) {
		t.Errorf("notices %q", notices)
	}
	w.quiet()
	w.link(away.path("in"), "content/roles/after")
	w.link(away.path("in"), "assets")
	w.link("..", "content/roles/up")
	w.quiet()
	away.write("in/a.md", "new")
	away.mkdir("in/deeper")
	away.write("in/deeper/b.md", "new")
	w.quiet()
	w.link(away.path("in/a.md"), "content/roles/a.md")
	w.names("content/roles/a.md")
	w.link("nowhere", "content/roles/b.md")
	w.names("content/roles/b.md")
	w.remove("content/roles/a.md")
	w.names("content/roles/a.md")
	w.remove("content/roles/after")
	w.quiet()
}

// TestLinkInTheWay puts a link in a folder's place just before it is watched.
func TestLinkInTheWay(t *testing.T) {
	away := newSite(t, "in/a.md")
	s := newSite(t, "content/end.md")
	o := patient
	o.open = func() (*notifier, error) {
		n, err := open()
		if err != nil {
			return nil, err
		}
		add := n.add
		n.add = func(folder string) error {
			if filepath.Base(folder) == "trap" {
				s.ok(os.Remove(folder))
				s.ok(os.Symlink(away.path("in"), folder))
			}
			return add(folder)
		}
		return n, nil
	}
	w := s.watch(o)
	w.quiet()
	w.mkdir("content/trap")
	w.quiet()
	away.write("in/a.md", "new")
	w.quiet()
}

// TestLinkedRoot proves that the site's own root may be a link.
func TestLinkedRoot(t *testing.T) {
	s := newSite(t, nurse)
	link := site{t, s.root + "-link"}
	s.ok(os.Symlink(s.root, link.root))
	w := link.watch(patient)
	w.write(nurse, "new")
	w.names(nurse)
}

// TestWrongArguments proves that what cannot be watched is an error.
func TestWrongArguments(t *testing.T) {
	s := newSite(t, nurse)
	for name, call := range map[string]func() (<-chan Batch, error){
		"a file":  func() (<-chan Batch, error) { return Watch(context.Background(), s.path(nurse), Options{}) },
		"missing": func() (<-chan Batch, error) { return Watch(context.Background(), s.path("none"), Options{}) },
		"up": func() (<-chan Batch, error) {
			return Watch(context.Background(), s.root, Options{Roots: []string{".."}})
		},
		"deep": func() (<-chan Batch, error) {
			return Watch(context.Background(), s.root, Options{Roots: []string{"a/b"}})
		},
		"no name": func() (<-chan Batch, error) { return Watch(context.Background(), s.root, Options{Files: []string{""}}) },
		"the root": func() (<-chan Batch, error) {
			return Watch(context.Background(), s.root, Options{Roots: []string{"."}})
		},
	} {
		if _, err := call(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
