package review

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// tree is a site in memory. It notes which files are read.
type tree struct {
	Tree
	mu   sync.Mutex
	read []string
}

func memory(name string, files map[string]string) *tree {
	t := &tree{Tree: Tree{Name: name, Files: map[string]File{}}}
	for file, data := range files {
		sum := sha256.Sum256([]byte(data))
		t.Files[file] = File{int64(len(data)), string(sum[:])}
	}
	t.Read = func(_ context.Context, name string) ([]byte, error) {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.read = append(t.read, name)
		data, ok := files[name]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(data), nil
	}
	return t
}

func page(title, description string) string {
	return fmt.Sprintf("<!doctype html><html><head><title>%s</title><meta name=description content=%q><body><meta name=description content=no>", title, description)
}

func redirect(to string) string {
	return `<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=` + to + `">`
}

func rolesJSON(roles ...string) string { return `{"roles":[` + strings.Join(roles, ",") + `]}` }

func compare(t *testing.T, old, new *tree) *Changes {
	t.Helper()
	c, err := Compare(t.Context(), old.Tree, new.Tree, Options{Pages: -1})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSameTreesAreNotOpened(t *testing.T) {
	files := map[string]string{"index.html": page("Home", "d"), "roles.json": rolesJSON(`{"slug":"nurse","title":"Nurse"}`), "assets/site.0123456789.css": "a{}"}
	old, new := memory("old", files), memory("new", files)
	c := compare(t, old, new)
	if !c.Same() || len(c.Notes) > 0 {
		t.Errorf("%+v", c)
	}
	if read := append(old.read, new.read...); len(read) > 0 {
		t.Errorf("read %q", read)
	}
}

// Every way in which an address can go, and whether it is lost.
func TestLostAddresses(t *testing.T) {
	old := map[string]string{
		"index.html": page("Home", ""), "404.html": "x", "robots.txt": "x", "sitemap.xml": "x", "sitemap-2.xml": "x", "vercel.json": "x", "_headers.txt": "x",
		"about/index.html": page("About", ""), "old.html": page("Old", ""), "feed.xml": "x", "roles.csv": "x",
		"assets/data.0123456789.json": "a", "assets/js.txt": "x", "search/index/ab.json": "x", ".well-known/security.txt": "x", "logo.png": "x",
		"moved/index.html": page("Moved", ""), "moved/index.json": "x", "moved/faq/index.html": page("FAQ", ""), "moved/faq/a.docx": "x",
		"gone/index.html": page("Gone", ""), "gone/index.json": "x", "gone/picture.png": "x",
		"here/index.html": page("Here", ""), "here/index.md": "x", "here/report.pdf": "x", "here/pay-report-20250131.pdf": "x", "alias/index.html": redirect("/here/"),
	}
	new := maps.Clone(old)
	for _, name := range []string{"404.html", "robots.txt", "vercel.json", "_headers.txt", "sitemap-2.xml", "assets/data.0123456789.json", "search/index/ab.json", ".well-known/security.txt", "logo.png", "gone/picture.png",
		"about/index.html", "old.html", "feed.xml", "assets/js.txt", "gone/index.html", "gone/index.json", "moved/index.json", "moved/faq/a.docx", "here/index.md", "here/pay-report-20250131.pdf", "alias/index.html"} {
		delete(new, name)
	}
	new["moved/index.html"] = redirect("/to/")
	new["moved/faq/index.html"] = redirect("/to/faq/")
	c := compare(t, memory("old", old), memory("new", new))
	want := []string{"/about/", "/alias/", "/assets/data.0123456789.json", "/assets/js.txt", "/feed.xml", "/gone/", "/here/index.md", "/here/pay-report-20250131.pdf", "/old.html"}
	if !slices.Equal(c.Lost, want) {
		t.Errorf("lost %q\nwant %q", c.Lost, want)
	}
	if want := []Move{{"/moved/", "/to/"}, {"/moved/faq/", "/to/faq/"}}; !slices.Equal(c.Moved, want) {
		t.Errorf("moved %v", c.Moved)
	}
	if c.Counts.Files.Removed != 21 || c.Counts.Files.Changed != 2 || *c.Counts.Pages.Old != 9 || c.Counts.Pages.New != 4 {
		t.Errorf("%+v", c.Counts)
	}
}

func TestPages(t *testing.T) {
	old := memory("old", map[string]string{
		"a/index.html": page("A", "one"), "b/index.html": page("B", "same"), "c/index.html": page("C &amp; D", "same"), "d/index.html": page("D", ""), "e/index.html": redirect("/a/"),
		"f/index.html": page("F", "") + "body", "roles.json": rolesJSON(),
	})
	new := memory("new", map[string]string{
		"a/index.html": page("A", "two"), "b/index.html": page("Other B", "same"), "c/index.html": page("C & D", "same"),
		"d/index.html": `<head><meta name="robots" content="noindex"><title>D</title>`, "e/index.html": page("E", "now a page"),
		"f/index.html": page("F", "") + "other body", "roles.json": rolesJSON(),
	})
	c := compare(t, old, new)
	want := []PageChange{{Address: "/a/", Description: &TextChange{"one", "two"}}, {Address: "/b/", Title: &TextChange{"B", "Other B"}}, {Address: "/d/", Hidden: true}}
	if !reflect.DeepEqual(c.Pages, want) {
		t.Errorf("%+v", c.Pages)
	}
}

func TestRoles(t *testing.T) {
	old := memory("old", map[string]string{
		"roles.json":             rolesJSON(`{"slug":"chef","title":"Chef"}`, `{"slug":"nurse","title":"Nurse","salary":{"currency":"USD","period":"year","median":100}}`, `{"slug":"clerk","title":"Clerk"}`),
		"roles/nurse/index.html": page("Nurse", ""), "roles/chef/index.html": page("Chef", ""), "roles/clerk/index.html": page("Clerk", ""),
	})
	new := memory("new", map[string]string{
		"roles.json":             rolesJSON(`{"slug":"registered-nurse","title":"Registered Nurse","salary":{"currency":"USD","period":"year","median":150}}`, `{"slug":"welder","title":"Welder"}`),
		"roles/nurse/index.html": redirect("/sub/roles/registered-nurse/"), "roles/registered-nurse/index.html": page("R", ""), "roles/welder/index.html": page("W", ""),
		"roles/clerk/index.html": page("Clerk", "noindex now"), "roles/clerk/index.json": `{"slug":"clerk","title":"Clerk"}`,
	})
	c := compare(t, old, new)
	want := RoleChanges{Added: []Role{{"welder", "Welder", "/roles/welder/"}}, Removed: []Role{{"chef", "Chef", "/roles/chef/"}},
		Moved: []RoleMove{{Role{"nurse", "Nurse", "/roles/nurse/"}, Role{"registered-nurse", "Registered Nurse", "/roles/registered-nurse/"}}}}
	if !reflect.DeepEqual(c.Roles, want) {
		t.Errorf("%+v", c.Roles)
	}
	// A role that moves takes its pay along: a new name is no way around a review.
	if len(c.Pay) != 1 || *c.Pay[0].Most != 50 || c.Pay[0].Role.Slug != "registered-nurse" {
		t.Errorf("%+v", c.Pay)
	}
	if got := Refusals(c, nil, 25); len(got) != 2 || got[0].Accept != "chef" || got[1].Accept != "registered-nurse" {
		t.Errorf("%+v", got)
	}
}

// What cannot be compared is told, and is no list of removed roles.
func TestForeignSite(t *testing.T) {
	old := memory("old", map[string]string{"about/index.html": page("About", "")})
	new := memory("new", map[string]string{"roles.json": rolesJSON(`{"slug":"chef","title":"Chef"}`), "roles/chef/index.html": page("Chef", "")})
	c := compare(t, old, new)
	if len(c.Roles.Added) > 0 || !slices.Equal(c.Lost, []string{"/about/"}) || !slices.Equal(c.Notes, []string{"old has no roles.json: roles and pay were not compared"}) {
		t.Errorf("%+v", c)
	}
	c = compare(t, memory("old", nil), new)
	if len(c.Roles.Added) != 1 || len(c.Notes) > 0 {
		t.Errorf("against nothing: %+v", c)
	}
	broken := memory("old", map[string]string{"roles.json": "{"})
	if _, err := Compare(t.Context(), broken.Tree, new.Tree, Options{}); err == nil || !strings.HasPrefix(err.Error(), "read roles.json of old: ") {
		t.Errorf("%v", err)
	}
}

func TestReadFails(t *testing.T) {
	old, new := memory("old", map[string]string{"index.html": "a"}), memory("new", map[string]string{"index.html": "b"})
	old.Read = func(context.Context, string) ([]byte, error) { return nil, fs.ErrPermission }
	if _, err := Compare(t.Context(), old.Tree, new.Tree, Options{}); err == nil || err.Error() != "read old: permission denied" {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Compare(ctx, new.Tree, memory("new", map[string]string{"index.html": "b"}).Tree, Options{}); err == nil {
		t.Error("a cancelled comparison was made")
	}
}
