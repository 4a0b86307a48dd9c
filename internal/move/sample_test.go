package move

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/build"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/review"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// However often articles of the sample site move, and back again, the site
// builds without a finding that was not there before, and no address is lost.
func TestRandomMoves(t *testing.T) {
	dir := t.TempDir()
	source := filepath.Join(dir, "site")
	if err := os.CopyFS(filepath.Join(source, "content"), os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	cfg, _ := config.Load(root.FS())
	look, _ := theme.Load(root.FS(), theme.OptionsOf(cfg, true))
	o := Options{Now: now, Link: func(fsys fs.FS) (diag.List, *site.Site) { return link(fsys, look.Assets()) }}
	make := func(name string) review.Tree {
		t.Helper()
		out := filepath.Join(dir, name)
		result, err := build.Run(t.Context(), build.Options{Source: root.FS(), Output: out, Minify: true, Now: now})
		if err != nil || result.Findings.Count(diag.Error)+result.Findings.Count(diag.Warning) > 0 {
			t.Fatal(err, result.Findings)
		}
		tree, err := review.Dir(out)
		if err != nil {
			t.Fatal(err)
		}
		return tree
	}
	before := make("before")
	random := rand.New(rand.NewPCG(7, 11))
	moves := 12
	if testing.Short() {
		moves = 4
	}
	var was []string // names that articles had
	for i := range moves {
		_, s := o.Link(root.FS())
		articles := slices.DeleteFunc(s.Published(), func(a *content.Article) bool { return a.Kind == content.RoleKind && random.IntN(3) > 0 })
		a := articles[random.IntN(len(articles))]
		to := fmt.Sprintf("a-%d-%s", i, a.Slug)
		switch random.IntN(4) {
		case 0:
			to = path.Dir(a.File) + fmt.Sprintf("/deep-%d/%s.md", i, to)
		case 1:
			to = strings.TrimSuffix(a.URL(), a.Slug+"/") + to + "/"
		case 2:
			if i := slices.IndexFunc(was, func(url string) bool { return slices.Contains(aliases(a), url) }); i >= 0 {
				to = was[i] // back to an address that it had
			}
		}
		plan, found := Prepare(t.Context(), root.FS(), a.File, to, o)
		if plan == nil {
			t.Fatalf("%s to %s: %v", a.File, to, found)
		}
		if err := plan.Write(root); err != nil {
			t.Fatalf("%s to %s: %v", a.File, to, err)
		}
		was = append(was, plan.FromURL)
		t.Logf("%s to %s, %d lines", plan.FromURL, plan.ToURL, len(plan.Edits))
	}
	after := make("after")
	changes, err := review.Compare(t.Context(), before, after, review.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(changes.Lost) > 0 || len(changes.Roles.Added)+len(changes.Roles.Removed)+len(changes.Pay) > 0 || len(changes.Moved) < moves {
		t.Errorf("lost %q, moved %d, %+v, pay %+v", changes.Lost, len(changes.Moved), changes.Roles, changes.Pay)
	}
	if refused := review.Refusals(changes, nil, 25); len(refused) > 0 {
		t.Errorf("%v", refused)
	}
}

func aliases(a *content.Article) (list []string) {
	for _, alias := range a.Aliases.Of("") {
		list = append(list, string(alias))
	}
	return list
}

// A move that cannot be written in full is not begun.
func TestWriteRefuses(t *testing.T) {
	fsys := files(map[string]string{"roles/nurse.md": role("", ""), "roles/chef.md": role("related: [nurse]\n", "")})
	for name, harm := range map[string]func(dir string) error{
		"in place": func(dir string) error { return os.WriteFile(dir+"/content/roles/x.md", []byte("mine"), 0o644) },
		"a stage": func(dir string) error {
			return os.WriteFile(dir+"/content/roles/.chef.md.moving", []byte("mine"), 0o644)
		},
		"file gone": func(dir string) error { return os.Remove(dir + "/content/roles/chef.md") },
	} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, fsys); err != nil {
			t.Fatal(err)
		}
		plan, found := Prepare(t.Context(), os.DirFS(dir), "nurse", "x", options())
		if plan == nil {
			t.Fatal(found)
		}
		if err := harm(dir); err != nil {
			t.Fatal(err)
		}
		before := tree(t, dir)
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := plan.Write(root); err == nil {
			t.Errorf("%s: written", name)
		}
		root.Close()
		if after := tree(t, dir); fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("%s: %v\nbecame %v", name, before, after)
		}
	}
}

// What is written anew keeps its mode, whatever the umask.
func TestWriteKeepsModes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, files(map[string]string{"roles/nurse.md": role("", ""), "roles/chef.md": role("related: [nurse]\n", "")})); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"nurse", "chef"} {
		if err := os.Chmod(dir+"/content/roles/"+name+".md", 0o666); err != nil {
			t.Fatal(err)
		}
	}
	plan, found := Prepare(t.Context(), os.DirFS(dir), "nurse", "x", options())
	root, err := os.OpenRoot(dir)
	if err != nil || plan == nil {
		t.Fatal(err, found)
	}
	defer root.Close()
	if err := plan.Write(root); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"x", "chef"} {
		if info, err := os.Stat(dir + "/content/roles/" + name + ".md"); err != nil || info.Mode().Perm() != 0o666 {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}
