package watch

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// TestFolders proves that all files of a folder that comes, moves or goes are
// named, and that it is under watch from then on.
func TestFolders(t *testing.T) {
	t.Parallel()
	away := newSite(t, "tree/a.md", "tree/deep/b.md", "tree/deep/c.txt")
	w := newSite(t, "content/end.md", "content/old/x.md", "content/old/deep/y.md").watch(patient)
	w.quiet()

	w.ok(os.Rename(away.path("tree"), w.path("content/new")))
	w.names("content/new/a.md content/new/deep/b.md content/new/deep/c.txt")
	w.write("content/new/deep/b.md", "new")
	w.names("content/new/deep/b.md")

	w.mkdir("content/made/in/one/go")
	w.write("content/made/in/one/go/z.md", "new")
	w.names("content/made/in/one/go/z.md")

	w.rename("content/new", "content/moved")
	w.names("content/moved/a.md content/moved/deep/b.md content/moved/deep/c.txt " +
		"content/new/a.md content/new/deep/b.md content/new/deep/c.txt")
	w.write("content/moved/deep/b.md", "newer")
	w.names("content/moved/deep/b.md")
	w.write("content/moved/a.md", "newer")
	w.names("content/moved/a.md")
	w.mkdir("content/new")
	w.write("content/new/a.md", "again")
	w.names("content/new/a.md")

	w.rename("content/moved", "content/old/deep/moved")
	w.names("content/moved/a.md content/moved/deep/b.md content/moved/deep/c.txt " +
		"content/old/deep/moved/a.md content/old/deep/moved/deep/b.md content/old/deep/moved/deep/c.txt")

	w.ok(os.Rename(w.path("content/old/deep/moved"), away.path("back")))
	w.names("content/old/deep/moved/a.md content/old/deep/moved/deep/b.md content/old/deep/moved/deep/c.txt")
	away.write("back/a.md", "unseen")
	w.quiet()

	w.remove("content/old")
	w.names("content/old/deep/y.md content/old/x.md")
	w.quiet()
}

// TestSwap proves that two folders that change places are watched under their
// new names.
func TestSwap(t *testing.T) {
	t.Parallel()
	w := newSite(t, "content/end.md", "content/a/x.md", "content/b/y.md").watch(patient)
	w.quiet()
	for range 10 {
		w.rename("content/a", "content/c")
		w.rename("content/b", "content/a")
		w.rename("content/c", "content/b")
		w.next()
		w.write("content/a/z.md", "new")
		w.write("content/b/z.md", "new")
		w.names("content/a/z.md content/b/z.md")
		w.quiet()
	}
}

// TestRoots proves that a root may come late, go and come again.
func TestRoots(t *testing.T) {
	t.Parallel()
	w := newSite(t).watch(patient)
	for range 2 {
		w.mkdir("content/roles")
		w.write(nurse, "new")
		w.names(nurse)
		w.write("site.yaml", "title: New")
		w.names("site.yaml")
		w.remove("site.yaml")
		w.names("site.yaml")
		w.rename("content", "elsewhere")
		w.names(nurse)
		w.write("elsewhere/roles/nurse.md", "unseen")
		w.rename("elsewhere", "content")
		w.names(nurse)
		w.remove("content")
		w.names(nurse)
	}
}

// TestNoRaceInNewFolders makes folders with files as fast as it can: each file
// must be named, whether it came before the watch of its folder or after.
func TestNoRaceInNewFolders(t *testing.T) {
	w := newSite(t, "content/end.md").watch(Options{})
	go func() {
		for i := range 300 {
			dir := fmt.Sprintf("content/%d/%d", i%10, i)
			_ = os.MkdirAll(w.path(dir), 0o755)
			for j := range 3 {
				_ = os.WriteFile(w.path(fmt.Sprintf("%s/%d.md", dir, j)), []byte("x"), 0o644)
			}
		}
	}()
	seen := map[string]bool{}
	for len(seen) < 900 {
		b := w.next()
		if b.Rescan {
			t.Fatal("a Rescan")
		}
		for _, p := range b.Paths {
			seen[p] = true
		}
	}
}

// shuffle does one random thing to a site.
func shuffle(s site, r *rand.Rand, i int) {
	folder := func() string { return "content" + strings.Repeat("/f", r.IntN(2)) + fmt.Sprintf("/%c", 'a'+r.IntN(4)) }
	file := func() string { return path.Join(folder(), fmt.Sprintf("%d.md", r.IntN(6))) }
	// Each text has a length of its own, since polling goes by size and time.
	text := []byte(strings.Repeat("x", i+1))
	// Much of it fails, as where there is no such folder: that is part of it.
	switch r.IntN(12) {
	case 0, 1, 2:
		_ = os.MkdirAll(s.path(folder()), 0o755)
	case 3:
		_ = os.Rename(s.path(folder()), s.path(folder()))
	case 4:
		_ = os.Rename(s.path(file()), s.path(file()))
	case 5:
		_ = os.RemoveAll(s.path(folder()))
	case 6:
		_ = os.Remove(s.path(file()))
	case 7:
		a, b := folder(), folder()
		_ = os.Rename(s.path(a), s.path("content/swap"))
		_ = os.Rename(s.path(b), s.path(a))
		_ = os.Rename(s.path("content/swap"), s.path(b))
	case 8:
		_ = os.Rename(s.path("content/f"), s.path("content/g"))
		_ = os.Rename(s.path("content/g"), s.path("content/f"))
	default:
		_ = os.WriteFile(s.path(file()), text, 0o644)
	}
}

// TestReceiverKnowsTheDisk lets a receiver that reads what batches name, and
// nothing else, follow a disk on which anything happens.
func TestReceiverKnowsTheDisk(t *testing.T) {
	for name, o := range map[string]Options{
		"events":  {},
		"polling": {Poll: true, PollEvery: 10 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rounds := 30
			if testing.Short() {
				rounds = 5
			}
			w := newSite(t, "content/a/1.md", "content/f/b/2.md").watch(o)
			known := w.read()
			for round := range rounds {
				end := fmt.Sprintf("content/end%d.md", round)
				go func() {
					r := rand.New(rand.NewPCG(uint64(round), 3))
					for i := range 300 {
						shuffle(w.site, r, round*300+i)
					}
					_ = os.MkdirAll(w.path("content"), 0o755)
					_ = os.WriteFile(w.path(end), nil, 0o644)
				}()
				var met []string
				for told := false; !told; {
					b := w.next()
					if b.Rescan {
						known = w.read()
						_, told = known[end]
					}
					told = told || slices.Contains(b.Paths, end)
					if met = append(met, b.Paths...); o.Poll && !told {
						// What comes and goes between two looks must not be met.
						continue
					}
					for _, p := range met {
						if text, err := os.ReadFile(w.path(p)); err == nil {
							known[p] = string(text)
						} else {
							delete(known, p)
						}
					}
					met = nil
				}
				disk := w.read()
				for p, text := range disk {
					if known[p] != text {
						t.Fatalf("round %d: %s has %d bytes, the receiver knows %d", round, p, len(text), len(known[p]))
					}
				}
				for p := range known {
					if _, ok := disk[p]; !ok {
						t.Fatalf("round %d: %s is gone, the receiver does not know", round, p)
					}
				}
			}
		})
	}
}
