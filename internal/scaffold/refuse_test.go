package scaffold

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerguide/internal/config"
)

// Files, and addresses, that are taken are left alone.
func TestNeverOver(t *testing.T) {
	old := "---\ntitle: Old\nsummary: S\ncategory: c\n---\n"
	root := newRoot(t, map[string]string{
		"content/roles/health/nurse.md":      old,
		"content/roles/care/midwife.md":      strings.Replace(old, "---\n", "---\nslug: doula\n", 1),
		"content/roles/health/paramedic.md":  "no front matter",
		"content/roles/health/chef/index.md": old,
		"content/guides/nurse.md":            "---\ntitle: G\nsummary: S\n---\n",
		"content/roles/file":                 "",
	})
	before := snapshot(t, root)
	for _, tt := range []struct {
		title, category, want string
	}{
		{"Nurse", "health", "content/roles/health/nurse.md is there already; nothing was written"},
		{"Paramedic", "health", "content/roles/health/paramedic.md is there already; nothing was written"},
		{"Nurse", "care", "/roles/nurse/ is the address of content/roles/health/nurse.md; name another with --slug"},
		{"Doula", "care", "/roles/doula/ is the address of content/roles/care/midwife.md; name another with --slug"},
		{"Chef", "care", "/roles/chef/ is the address of content/roles/health/chef/index.md; name another with --slug"},
		{"Clerk", "file", "content/roles/file is no folder; nothing was written"},
	} {
		_, err := Write(root, Article{Kind: "role", Title: tt.title, Category: tt.category, Now: day})
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: %v, want %s", tt.title, err, tt.want)
		}
	}
	if after := snapshot(t, root); after != before {
		t.Errorf("the files changed:\n%s\nwere\n%s", after, before)
	}
	if _, err := Write(root, Article{Kind: "page", Title: "Nurse", Now: day}); err != nil {
		t.Errorf("a page beside a role: %v", err)
	}
}

func snapshot(t *testing.T, root *os.Root) string {
	t.Helper()
	var b strings.Builder
	for _, name := range names(t, root) {
		data, err := root.ReadFile(name)
		fmt.Fprintln(&b, name, string(data), err)
	}
	return b.String()
}

// Nothing is written through a link that leads out.
func TestLinks(t *testing.T) {
	for _, link := range []string{"content", "content/roles", "content/roles/health", "content/roles/health/nurse.md"} {
		outside := t.TempDir()
		write(t, outside, "site.yaml", "title: T\nbase_url: https://example.org/\n")
		dir := t.TempDir()
		if link != "content" {
			write(t, dir, config.SiteFile, "title: T\nbase_url: https://example.org/\n")
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, link)), 0o755); err != nil {
			t.Fatal(err)
		}
		target := outside
		if strings.HasSuffix(link, ".md") {
			target = filepath.Join(outside, "new.md")
		}
		if err := os.Symlink(target, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		name, err := Write(root, Article{Kind: "role", Title: "Nurse", Category: "health", Now: day})
		if err == nil || !strings.Contains(err.Error(), "leads out of the site's folder") && !errors.Is(err, ErrExists) {
			t.Errorf("%s: %q, %v", link, name, err)
		}
		root.Close()
		if entries, _ := os.ReadDir(outside); len(entries) != 1 {
			t.Errorf("%s: something was written outside: %v", link, entries)
		}
	}
	// A link inside the site is followed.
	root := newRoot(t, map[string]string{"content/roles/care/a.txt": ""})
	if err := root.Symlink("care", "content/roles/health"); err != nil {
		t.Skip(err)
	}
	if name, err := Write(root, Article{Kind: "role", Title: "Nurse", Category: "health", Now: day}); err != nil || name != "content/roles/health/nurse.md" {
		t.Errorf("%s, %v", name, err)
	}
}

func TestNoSite(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if _, err := Write(root, Article{Kind: "role", Title: "Nurse", Now: day}); err == nil || !strings.HasPrefix(err.Error(), "there is no content/site.yaml here; ") {
		t.Error(err)
	}
	if got := names(t, root); len(got) != 0 {
		t.Errorf("files %q", got)
	}
}
