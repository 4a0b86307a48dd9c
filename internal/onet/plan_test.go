package onet

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

const siteYAML = "title: Careers\nbase_url: https://example.org/\n"

// planned plans an import into a site of files.
func planned(t testing.TB, files map[string]string, r *Release, s *Survey, o Options) (*Plan, map[string]string, string) {
	t.Helper()
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(siteYAML)}}
	after := map[string]string{"content/site.yaml": siteYAML}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
		after[name] = text
	}
	plan, found, err := Make(context.Background(), fsys, r, s, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range plan.Changes {
		if string(c.Old) != after[c.Name] {
			t.Errorf("%s: the plan has another old text", c.Name)
		}
		after[c.Name] = string(c.New)
	}
	return plan, after, texted(found)
}

// built loads and links the site and returns what the build would tell.
func built(t testing.TB, files map[string]string) (*site.Site, diag.List) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{})
	linked, links := site.Link(cfg, articles, nil)
	return linked, append(append(found, more...), links...)
}

// TestImport wants a site that builds without a finding, the same each time.
func TestImport(t *testing.T) {
	r, s := load(t, excerpt(t)), survey(t)
	plan, files, told := planned(t, nil, r, s, Options{})
	if plan.Created != 8 || told != "" {
		t.Errorf("%d created; %s", plan.Created, told)
	}
	linked, found := built(t, files)
	if len(found) > 0 || len(linked.Roles) != 8 {
		t.Errorf("%d roles; %s", len(linked.Roles), texted(found))
	}
	nurse := linked.Role("registered-nurse")
	if nurse == nil || nurse.Title != "Registered Nurse" || nurse.Role.Plural != "Registered Nurses" || nurse.Role.Codes.ONetSOC != "29-1141.00" ||
		nurse.Category.Title != "Healthcare Practitioners and Technical" || nurse.Role.Salary.Median.String() != "93600" ||
		!slices.Equal(nurse.Role.Related, []career.Slug{"acute-care-nurse"}) {
		t.Errorf("the nurse: %+v", nurse)
	}
	if got := linked.Config.Sources["onet-29.3"]; got.License != "CC BY 4.0" || got.Name != "O*NET 29.3 Database" {
		t.Errorf("the source: %+v", got)
	}
	for _, want := range []string{"## Duties", "## Experience", "## Education and Training", "CC BY 4.0", "USDOL/ETA"} {
		if !strings.Contains(files[nurse.File], want) {
			t.Errorf("the article has no %q", want)
		}
	}
	for range 5 {
		if _, again, _ := planned(t, nil, load(t, excerpt(t)), survey(t), Options{}); !maps.Equal(files, again) {
			t.Fatal("a second import is different")
		}
	}
	// What is imported by itself is the same, but for the roles that it is related to.
	_, some, _ := planned(t, nil, r, s, Options{Only: []string{"15-*", "53-*"}})
	for _, name := range []string{"content/roles/computer-and-mathematical/software-quality-assurance-analyst-and-tester.md"} {
		if some[name] != files[name] || len(some) != 6 {
			t.Errorf("%s is different by itself (%d files)", name, len(some))
		}
	}
	if _, one, _ := planned(t, nil, r, s, Options{Only: []string{"29-1141.00"}}); strings.Contains(one[nurse.File], "related:") {
		t.Error("a role is related that the site does not have")
	}
	if plan, _, _ := planned(t, nil, r, nil, Options{Limit: 2}); plan.Created != 2 {
		t.Errorf("%d created of 2", plan.Created)
	}
	if _, _, told := planned(t, nil, r, nil, Options{Only: []string{"77-*"}}); !strings.Contains(told, "no occupation matches") {
		t.Error(told)
	}
}

// TestAlternates wants no title twice in the site, be it an alternate one.
func TestAlternates(t *testing.T) {
	fsys := excerpt(t)
	fsys["Alternate Titles.txt"].Data = []byte("O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\n" +
		"29-1141.00\tWard Nurse\tn/a\t08\n29-1141.00\tDuty Nurse\tn/a\t08\n29-1141.01\tward nurse\tn/a\t08\n29-1141.01\tRegistered Nurse\tn/a\t08\n29-1141.01\tTheatre Nurse\tn/a\t08\n" +
		"43-9199.00\tWard Nurse\tn/a\t08\n43-9199.00\tACTORS\tn/a\t08\n43-9199.00\tHelper\tn/a\t08\n43-9199.00\tHelper\tn/a\t08\n")
	files := map[string]string{"content/roles/theatre.md": "---\ntitle: Theatre Nurse\nsummary: S\ncategory: c\n---\n"}
	_, after, _ := planned(t, files, load(t, fsys), nil, Options{})
	linked, found := built(t, after)
	if len(found) > 0 {
		t.Error(texted(found))
	}
	for slug, want := range map[string]string{
		// Two have it; the one with fewer alternate titles keeps it.
		"registered-nurse": "Duty Nurse, Ward Nurse", "acute-care-nurse": "", "office-and-administrative-support-worker-all-other": "Helper",
	} {
		if got := strings.Join(linked.Role(slug).Role.AlternateTitles, ", "); got != want {
			t.Errorf("%s: %s, want %s", slug, got, want)
		}
	}
}

// TestNeverOver wants every article that exists left as it is.
func TestNeverOver(t *testing.T) {
	r := load(t, excerpt(t))
	own := "---\ntitle: Registered Nurse\nsummary: Mine.\ncategory: health\ncodes: {onet_soc: 29-1141.00}\n---\nMine.\n"
	files := map[string]string{
		"content/roles/registered-nurse.md":           own,
		"content/roles/film.md":                       "+++\ntitle = \"Film\"\nslug = \"actor\"\n+++\n",
		"content/roles/management/chief-executive.md": "---\ntitle: [\n",
		"content/categories/management.md":            "---\ntitle: Bosses\n---\n",
		"content/sources.yaml":                        "# mine\nonet-29.3: {name: Mine}\n",
	}
	for _, update := range []bool{false, true} {
		plan, after, told := planned(t, files, r, survey(t), Options{Update: update})
		for name, text := range files {
			if name == "content/sources.yaml" {
				if got := after[name]; !strings.HasPrefix(got, text) || !strings.Contains(got, "bls-oews-2024:") || strings.Count(got, "onet-29.3") != 1 {
					t.Errorf("%s: %s", name, got)
				}
			} else if after[name] != text {
				t.Errorf("%s was changed", name)
			}
		}
		if plan.Created != 6 || !strings.Contains(told, "content/roles/registered-nurse.md:1:1: notice: Registered Nurses (29-1141.00) is not imported") ||
			!strings.Contains(told, "content/roles/management/chief-executive.md:1:1: notice: Chief Executives (11-1011.00) is not imported") {
			t.Errorf("%d created; %s", plan.Created, told)
		}
		acute := after["content/roles/healthcare-practitioners-and-technical/acute-care-nurse.md"]
		if !strings.Contains(acute, "related:\n  - registered-nurse\n") {
			t.Error("the writer's own nurse is not related")
		}
	}
	broken := map[string]string{"content/sources.yaml": "{a: {name: A}}\n"}
	if plan, _, told := planned(t, broken, r, nil, Options{}); !strings.Contains(told, "content/sources.yaml:1:1: the sources of the import cannot be added") || plan.Changes[0].Name == config.SourcesFile {
		t.Error(told)
	}
}

// TestWrite wants whole files, nothing left beside them, and nothing written
// over what has changed meanwhile.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	ctx := context.Background()
	p, _, err := Make(ctx, root.FS(), load(t, excerpt(t)), survey(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Write(ctx, root); err != nil {
		t.Fatal(err)
	}
	n := 0
	_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if strings.HasPrefix(d.Name(), ".") {
			t.Errorf("%s is left", name)
		}
		if !d.IsDir() {
			n++
		}
		return err
	})
	if n != len(p.Changes) {
		t.Errorf("%d files of %d changes", n, len(p.Changes))
	}
	if err := p.Write(ctx, root); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("written over: %v", err)
	}
	stopped, cancel := context.WithCancel(ctx)
	cancel()
	if err := p.Write(stopped, root); err != context.Canceled {
		t.Errorf("not stopped: %v", err)
	}
}
