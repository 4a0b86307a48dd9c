package config

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A file that looks like settings and is not read is told.
func TestMisnamed(t *testing.T) {
	const there, missing = "title: T\nbase_url: https://example.org/\n", "content/site.yaml:1:1: the site has no site.yaml\n"
	for _, tt := range []struct {
		files string // names; "site.yaml" stands for one that is right
		want  string
	}{
		{"content/site.yaml content/sources.yaml", ""},
		{"content/site.yaml content/.site.yml content/#site.yml# content/site.yaml~ content/notes.txt content/readme.md content/data/site.yml", ""},
		{"content/site.yml", missing + "content/site.yml:1:1: warning: not read: is site.yaml meant? (rename it to site.yaml)\n"},
		{"content/Site.yaml", "content/Site.yaml:1:1: warning: not read: is site.yaml meant? (rename it to site.yaml)\n" + missing},
		{"content/site.yaml.txt", missing + "content/site.yaml.txt:1:1: warning: not read: is site.yaml meant? (rename it to site.yaml)\n"},
		{"content/site.TOML", "content/site.TOML:1:1: warning: not read: is site.yaml meant? (rename it to site.yaml)\n" + missing},
		{"content/site.yaml content/site.yml", "content/site.yml:1:1: warning: not read: is site.yaml meant? (site.yaml is there too: delete the one that you do not need)\n"},
		{"content/site.yaml content/sources.yml", "content/sources.yml:1:1: warning: not read: is sources.yaml meant? (rename it to sources.yaml)\n"},
		{"content/site.yaml content/source.yaml", "content/source.yaml:1:1: warning: not read: is sources.yaml meant? (rename it to sources.yaml)\n"},
		{"content/site.yaml content/SOURCES.YAML.TXT", "content/SOURCES.YAML.TXT:1:1: warning: not read: is sources.yaml meant? (rename it to sources.yaml)\n"},
		{"content/site.yaml content/menu.yaml", "content/menu.yaml:1:1: warning: not read: settings stand in site.yaml and sources.yaml (delete it, or move it out of content/)\n"},
		{"content/site.yaml content/pay.csv.txt", "content/pay.csv.txt:1:1: warning: not read: is pay.csv meant? (rename it to pay.csv)\n"},
		{"content/site.yaml content/Salaries.CSV content/.pay.csv", "content/Salaries.CSV:1:1: warning: not read: is pay.csv meant? (rename it to pay.csv)\n"},
		{"content/site.yaml content/hours.csv", "content/hours.csv:1:1: warning: not read: the one table is pay.csv (delete it, or move it out of content/)\n"},
		{"site.yaml", missing + "site.yaml:1:1: warning: not read: is content/site.yaml meant? (move it to content/site.yaml)\n"},
		{"site.yml Sources.json other.yaml", "Sources.json:1:1: warning: not read: is content/sources.yaml meant? (move it to content/sources.yaml)\n" + missing +
			"site.yml:1:1: warning: not read: is content/site.yaml meant? (move it to content/site.yaml)\n"},
		// Beside a site that has its settings such a file is another program's.
		{"content/site.yaml site.yml", ""},
	} {
		fsys := fstest.MapFS{}
		for name := range strings.FieldsSeq(tt.files) {
			fsys[name] = &fstest.MapFile{}
			if name == SiteFile {
				fsys[name].Data = []byte(there)
			}
		}
		_, found := Load(fsys)
		var b strings.Builder
		for _, f := range found.Sorted() {
			b.WriteString(f.String())
			if f.Rule == "misnamed-file" {
				b.WriteString(" (" + f.Hint + ")")
			}
			b.WriteString("\n")
		}
		if b.String() != tt.want {
			t.Errorf("%s: findings\n%swant\n%s", tt.files, b.String(), tt.want)
		}
	}
}
