package scaffold

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/schema"
)

func emptyRoot(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

var newSite = NewSite{Title: "Careers", BaseURL: "https://example.org/", Now: day}

// A new site is read without a finding, dated, and the same each time.
func TestNewSite(t *testing.T) {
	root := emptyRoot(t)
	s := newSite
	s.Title = "  Jobs: \"care\" # 1\n"
	s.BaseURL = "https://example.org/careers"
	written, kept, err := WriteSite(root, s)
	if err != nil || len(kept) > 0 {
		t.Fatal(written, kept, err)
	}
	if got := names(t, root); !slices.Equal(slices.Sorted(slices.Values(got)), written) || !slices.IsSorted(written) {
		t.Errorf("wrote %q, there are %q", written, got)
	}
	for _, want := range []string{".gitignore", ".vscode/settings.json", ".vscode/schema/role.json", config.SiteFile, config.SourcesFile} {
		if !slices.Contains(written, want) {
			t.Errorf("%s was not written", want)
		}
	}
	articles := load(t, root.FS())
	cfg, _ := config.Load(root.FS())
	if len(articles) != 2 || cfg.Title != `Jobs: "care" # 1` || cfg.BaseURL.String() != "https://example.org/careers/" || len(cfg.Sources) != 1 {
		t.Errorf("%d articles, %+v", len(articles), cfg)
	}
	for _, a := range articles {
		if a.Updated.String() != "2026-01-02" {
			t.Errorf("%s is updated %s", a.File, a.Updated)
		}
	}
	again := emptyRoot(t)
	if _, _, err := WriteSite(again, s); err != nil || snapshot(t, root) != snapshot(t, again) {
		t.Errorf("two new sites differ, %v", err)
	}
	for _, name := range []string{"/public/", "/.careerguide/"} {
		if data, _ := root.ReadFile(".gitignore"); !strings.Contains(string(data), "\n"+name+"\n") {
			t.Errorf(".gitignore lacks %s", name)
		}
	}
	// Its settings are right with every field in use too.
	for _, name := range []string{config.SiteFile, config.SourcesFile} {
		data, _ := root.ReadFile(name)
		write(t, root.Name(), name, commented.ReplaceAllString(strings.Replace(string(data), "# yaml", "## yaml", 1), "$1"))
	}
	load(t, root.FS())
	if cfg, _ := config.Load(root.FS()); len(cfg.Menu) != 1 || cfg.Social.X == "" || cfg.Sources["example-survey"].Publisher == "" {
		t.Errorf("not all is read: %+v", cfg)
	}
}

// A folder that holds something is left alone, but for names with a dot.
func TestFolderInUse(t *testing.T) {
	root := emptyRoot(t)
	write(t, root.Name(), ".git/config", "mine")
	write(t, root.Name(), ".gitignore", "mine")
	write(t, root.Name(), ".vscode/settings.json", "mine")
	written, kept, err := WriteSite(root, newSite)
	if err != nil || !slices.Equal(kept, []string{".gitignore", ".vscode/settings.json"}) || slices.Contains(written, ".gitignore") {
		t.Errorf("wrote %q, kept %q, %v", written, kept, err)
	}
	for _, name := range []string{".git/config", ".gitignore", ".vscode/settings.json"} {
		if data, _ := root.ReadFile(name); string(data) != "mine" {
			t.Errorf("%s is %q", name, data)
		}
	}
	load(t, root.FS())
	before := snapshot(t, root)
	if written, _, err := WriteSite(root, newSite); err == nil || err.Error() != `the folder is not empty: it has "content"; nothing was written` || len(written) > 0 || snapshot(t, root) != before {
		t.Errorf("wrote %q over a site, %v", written, err)
	}
	for _, s := range []NewSite{{Title: " ", BaseURL: "https://example.org/"}, {Title: "T", BaseURL: "example.org"}, {Title: "T"}} {
		root := emptyRoot(t)
		if _, _, err := WriteSite(root, s); err == nil || len(names(t, root)) > 0 {
			t.Errorf("%+v: %v, files %q", s, err, names(t, root))
		}
	}
	// A link among the names with a dot that leads out.
	root, outside := emptyRoot(t), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(root.Name(), ".vscode")); err != nil {
		t.Skip(err)
	}
	_, _, err = WriteSite(root, newSite)
	if entries, _ := os.ReadDir(outside); err == nil || !strings.Contains(err.Error(), "leads out of the site's folder") || len(entries) > 0 {
		t.Errorf("%v, outside %v", err, entries)
	}
}

var comment = regexp.MustCompile(`(?m)^\s*//.*$`)

// The editor's files are JSON, name schemas that there are, and have a snippet
// for each field, whose text is balanced.
func TestEditor(t *testing.T) {
	files := map[string]string{}
	for _, f := range editor() {
		files[f.name] = f.text
		var v any
		if err := json.Unmarshal([]byte(comment.ReplaceAllString(f.text, "")), &v); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
	var settings struct {
		Schemas map[string]string `json:"yaml.schemas"`
	}
	if err := json.Unmarshal([]byte(comment.ReplaceAllString(files[".vscode/settings.json"], "")), &settings); err != nil || len(settings.Schemas) != 2 {
		t.Fatalf("%v, %v", settings, err)
	}
	for name, file := range settings.Schemas {
		if files[path.Clean(name)] == "" {
			t.Errorf("there is no %s", name)
		}
		if data := (map[string]string{config.SiteFile: newSite.settings(), config.SourcesFile: sources()})[file]; !strings.Contains(data, "$schema=../"+path.Clean(name)+"\n") {
			t.Errorf("%s does not name %s", file, name)
		}
	}
	var all map[string]snippet
	if err := json.Unmarshal([]byte(files[".vscode/careerguide.code-snippets"]), &all); err != nil {
		t.Fatal(err)
	}
	role, _ := schema.Find("role")
	stop := regexp.MustCompile(`\$\{(\d+)(\|[a-z,-]+\||:(?:[^}\\]|\\.)*)\}`)
	for _, f := range role.Type.Visible() {
		s := all["careerguide: "+f.Name]
		if s.Prefix != f.Name || s.Scope != "markdown" || s.Description == "" || len(s.Body) == 0 {
			t.Errorf("snippet of %s: %+v", f.Name, s)
		}
		for _, line := range s.Body {
			if rest := stop.ReplaceAllString(line, ""); strings.ContainsAny(rest, "${}") {
				t.Errorf("snippet of %s: %q", f.Name, line)
			}
		}
	}
	if !strings.Contains(strings.Join(all["careerguide: salary"].Body, "\n"), "\n  period: ${2|hour,day,week,month,year|}\n") {
		t.Errorf("snippet of salary: %q", all["careerguide: salary"].Body)
	}
}

// The task's pattern finds what build prints.
func TestProblemMatcher(t *testing.T) {
	var tasks struct {
		Tasks []struct {
			ProblemMatcher struct {
				Pattern struct{ Regexp string }
			}
		}
	}
	if err := json.Unmarshal([]byte(tasksJSON), &tasks); err != nil {
		t.Fatal(err)
	}
	// Go has no lookahead: notices are tried without it.
	pattern := regexp.MustCompile(strings.Replace(tasks.Tasks[0].ProblemMatcher.Pattern.Regexp, "(?!notice: )", "", 1))
	for line, want := range map[string][]string{
		`content/roles/nurse.md:7:3: unknown field "salery"`:                {"content/roles/nurse.md", "7", "3", "", `unknown field "salery"`},
		"content/a b.md:1:1: warning: summary has 170 characters: too long": {"content/a b.md", "1", "1", "warning", "summary has 170 characters: too long"},
		"  hint: write https://example.org:8080:1: x":                       nil,
		"3 errors; the site was not built":                                  nil,
	} {
		got := pattern.FindStringSubmatch(line)
		if got != nil {
			got = got[1:]
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", line, got, want)
		}
	}
}
