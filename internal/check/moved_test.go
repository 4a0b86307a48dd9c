package check

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// linkedSite links articles given by their files below content/.
func linkedSite(t *testing.T, more string, articles map[string]string) *site.Site {
	t.Helper()
	fsys := fstest.MapFS{config.SiteFile: {Data: []byte(settings + more)}}
	for name, data := range articles {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	cfg, found := config.Load(fsys)
	list, others := content.Load(fsys, cfg, content.Options{Now: today})
	if found = append(found, others...); found.HasErrors() {
		t.Fatal(found)
	}
	s, others := site.Link(cfg, list, nil)
	if others.HasErrors() {
		t.Fatal(others)
	}
	return s
}

// formers is what a record has of a site's articles.
func formers(s *site.Site) []Former {
	list := []Former{}
	for _, a := range s.Published() {
		body, _ := a.ReadBody()
		list = append(list, Former{a.File, a.URL(), a.Title, body.Prints()})
	}
	return list
}

func TestMoved(t *testing.T) {
	article := func(title, fields, body string) string {
		return "---\ntitle: " + title + "\nsummary: S\ncategory: health\n" + fields + "---\n" + body
	}
	const text = "Intro.\n\n## Duties\n\nOne.\n\n## Tools\n\nTwo.\n\n## FAQ\n\n### Why?\n\nThree.\n"
	const edited = "Intro.\n\n## Duties\n\nOther.\n\n## Tools\n\nTwo.\n\n## FAQ\n\n### Why?\n\nThree.\n"
	const other = "Other.\n\n## Duties\n\nWords.\n\n## Pay\n\nAll.\n"
	base := map[string]string{"roles/nurse.md": article("Nurse", "", text), "roles/chef.md": article("Chef", "", "A chef."), "guides/g.md": "---\ntitle: G\nsummary: S\n---\nGuide."}
	const said = "it was at /roles/nurse/ in an earlier build, and nothing redirects from there"
	for _, tt := range []struct {
		name     string
		settings string
		now      map[string]string // instead of roles/nurse.md
		want     string
	}{
		{"nothing changed", "", map[string]string{"roles/nurse.md": base["roles/nurse.md"]}, ""},
		{"the same file", "", map[string]string{"roles/rn.md": base["roles/nurse.md"]}, "content/roles/rn.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"another folder", "", map[string]string{"roles/deep/nurse.md": base["roles/nurse.md"]}, ""},
		{"with its alias", "", map[string]string{"roles/rn.md": article("Nurse", "aliases: [/roles/nurse/]\n", text)}, ""},
		{"with its alias on another's", "", map[string]string{"roles/rn.md": base["roles/nurse.md"], "pages/p.md": "---\ntitle: P\nsummary: S\naliases: [/roles/nurse/]\n---\n"}, ""},
		{"other aliases", "", map[string]string{"roles/rn.md": article("Nurse", "aliases: [/n/]\n", text)}, "content/roles/rn.md:5:10: warning: " + said + " (add /roles/nurse/ to its aliases)"},
		{"aliases by page", "", map[string]string{"roles/rn.md": article("Nurse", "aliases: {faq: [/n/]}\n", text)}, "content/roles/rn.md:5:10: warning: " + said + " (add overview: [/roles/nurse/] to its aliases)"},
		{"another title", "", map[string]string{"roles/rn.md": article("Registered Nurse", "", text)}, "content/roles/rn.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"another title and an edit", "", map[string]string{"roles/rn.md": article("Registered Nurse", "", edited)}, "content/roles/rn.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"another text", "", map[string]string{"roles/rn.md": article("Nurse", "", other)}, "content/roles/rn.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"another article", "", map[string]string{"roles/clerk.md": article("Clerk", "", other)}, ""},
		{"a guide with its text", "", map[string]string{"guides/rn.md": "---\ntitle: Nurse\nsummary: S\n---\n" + text}, ""},
		{"another slug in the same file", "", map[string]string{"roles/nurse.md": article("Other", "slug: rn\n", other)}, "content/roles/nurse.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"the better of two", "", map[string]string{"roles/a.md": article("Nurse", "", edited), "roles/b.md": article("RN", "", text)}, "content/roles/b.md:2:1: warning: " + said + " (aliases: [/roles/nurse/])"},
		{"a draft", "", map[string]string{"roles/rn.md": article("Nurse", "draft: true\n", text)}, ""},
		{"switched off", "check: {moved: off}\n", map[string]string{"roles/rn.md": base["roles/nurse.md"]}, ""},
		{"an error in the article", "", map[string]string{"roles/rn.md": article("Nurse", "check: {moved: error}\n", text)}, "content/roles/rn.md:2:1: " + said + " (aliases: [/roles/nurse/])"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := formers(linkedSite(t, "", base))
			files := maps.Clone(base)
			delete(files, "roles/nurse.md")
			maps.Copy(files, tt.now)
			now := linkedSite(t, tt.settings, files)
			var added []string
			for _, a := range now.Published() {
				if !slices.ContainsFunc(before, func(f Former) bool { return f.File == a.File }) {
					added = append(added, a.File)
				}
			}
			// After another build the article is no longer new; what is remembered
			// says as much. Where both tell of it, it is told once.
			for name, found := range map[string]diag.List{
				"at once": Moved(now, before, nil), "later": Moved(now, formers(now), []Departure{{before, added}}),
				"twice": Moved(now, before, []Departure{{before, added}}), "without the last": Moved(now, nil, []Departure{{before, added}}),
			} {
				var list []string
				for _, f := range found {
					if f.Rule != movedRule {
						t.Errorf("%s: rule %s", name, f.Rule)
					}
					list = append(list, f.String()+" ("+f.Hint+")")
				}
				if got := strings.Join(list, "\n"); got != tt.want {
					t.Errorf("%s: %s\nwant %s", name, got, tt.want)
				}
			}
		})
	}
}

// An article that moved twice is found where it is now.
func TestMovedTwice(t *testing.T) {
	article := func(title string) string {
		return "---\ntitle: " + title + "\nsummary: S\ncategory: health\n---\nText.\n"
	}
	at := func(file, title string) *site.Site { return linkedSite(t, "", map[string]string{file: article(title)}) }
	first, second, now := at("roles/a.md", "A"), at("roles/b.md", "B"), at("roles/c.md", "C")
	found := Moved(now, formers(second), []Departure{{formers(first), []string{"content/roles/b.md"}}})
	if len(found) != 2 || found[0].File != "content/roles/c.md" || !strings.Contains(found[0].Message, "/roles/a/") || !strings.Contains(found[1].Message, "/roles/b/") {
		t.Errorf("%v", found)
	}
}
