package theme

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/diag"
	"careerguide/layouts"
)

// loadTheme loads a theme with files of a site's own and returns its findings
// as they are printed.
func loadTheme(t *testing.T, language string, files map[string]string) (*Theme, string) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	th, found := Load(fsys, Options{Language: language, LanguageFile: "content/site.yaml", LanguageAt: diag.Position{Line: 3, Column: 11}})
	var b strings.Builder
	if err := found.Write(&b); err != nil {
		t.Fatal(err)
	}
	return th, b.String()
}

// Each mistake in a strings file is told at its place.
func TestWordFindings(t *testing.T) {
	const de = "layouts/strings/de.yaml"
	for _, tt := range []struct{ name, text, want string }{
		{"right", "home: Anfang\nby: '{authors} hat es geschrieben'\n", ""},
		{"unknown", "home: A\nserach: B\n", de + ":2:1: warning: unknown word \"serach\" (did you mean \"search\"?)\n" +
			"  hint: no layout uses it: delete it, or write {{t \"serach\"}} in a layout of your own\n"},
		{"unknown, like none", "zzzzzz: B\n", de + ":1:1: warning: unknown word \"zzzzzz\"\n" +
			"  hint: no layout uses it: delete it, or write {{t \"zzzzzz\"}} in a layout of your own\n"},
		{"unknown and empty is told once", "zzzzzz:\n", de + ":1:1: warning: unknown word \"zzzzzz\"\n" +
			"  hint: no layout uses it: delete it, or write {{t \"zzzzzz\"}} in a layout of your own\n"},
		{"empty", "home: ''\nsearch:\nroles: '  '\n", de + ":1:1: warning: the word \"home\" is empty; the theme's own stands in its place\n  hint: write it, or delete the line\n" +
			de + ":2:1: warning: the word \"search\" is empty; the theme's own stands in its place\n  hint: write it, or delete the line\n" +
			de + ":3:1: warning: the word \"roles\" is empty; the theme's own stands in its place\n  hint: write it, or delete the line\n"},
		{"unknown placeholder", "by: Von {authors}, {author}\n", de + ":1:5: the word \"by\" has no value for {author} (did you mean {authors}?)\n  hint: it takes {authors}\n"},
		{"unknown placeholder of several", "date.day: '{month} {day} {year} {hour}'\n", de + ":1:11: the word \"date.day\" has no value for {hour}\n  hint: it takes {day}, {month}, {year}\n"},
		{"placeholder of a word that has none", "home: '{title}'\n", de + ":1:7: the word \"home\" has no value for {title}\n  hint: it takes no values\n"},
		{"missing placeholder", "by: Von mir\n", de + ":1:5: warning: the word \"by\" lacks {authors}\n  hint: in English it is: By {authors}\n"},
		{"spaces in braces", "by: Von { authors }\n", de + ":1:5: the word \"by\" has no value for { authors } (did you mean {authors}?)\n  hint: it takes {authors}\n" +
			de + ":1:5: warning: the word \"by\" lacks {authors}\n  hint: in English it is: By {authors}\n"},
		{"open brace", "by: Von {authors\n", de + ":1:5: warning: the word \"by\" lacks {authors}\n  hint: in English it is: By {authors}\n"},
		{"no string", "home: 5\nsearch: [a]\nroles: true\nor: {a: b}\n", de + ":1:7: home must be text, not the number 5\n  hint: put it in quotes: \"5\"\n" +
			de + ":2:9: search must be text, not a list\n" + de + ":3:8: roles must be text, not true or false\n  hint: put it in quotes: \"true\"\n" +
			de + ":4:5: or must be text, not a mapping\n"},
		{"no mapping", "- a\n", de + ":1:1: the document must be a mapping, not a list\n"},
		{"twice", "home: A\nhome: B\n", de + ":2:1: duplicate field \"home\", first on line 1\n"},
		{"plural forms", "count.roles.few: '{count} B'\ncount.roles.many: viele\ncount.roles.one: ein Beruf\nhours.one.two: zwei\n", ""},
		{"plural form of nothing", "home.few: B\n", de + ":1:1: warning: unknown word \"home.few\"\n" +
			"  hint: no layout uses it: delete it, or write {{t \"home.few\"}} in a layout of your own\n"},
		{"plural form with another's placeholder", "count.roles.few: '{n}'\n", de + ":1:18: the word \"count.roles.few\" has no value for {n}\n  hint: it takes {count}\n"},
		{"months", "month.1: Jänner\nmonth.13: x\n", de + ":2:1: warning: unknown word \"month.13\" (did you mean \"month.1\"?)\n" +
			"  hint: no layout uses it: delete it, or write {{t \"month.13\"}} in a layout of your own\n"},
		{"values beyond the English word", "title.related: Berufe wie {plural}\nheading.salary: 'Gehalt: {plural}'\nheading.what-they-do: '{plural}: {title}'\n",
			de + ":1:16: warning: the word \"title.related\" lacks {title}\n  hint: in English it is: Careers Related to {title}\n"},
	} {
		if _, got := loadTheme(t, "de", map[string]string{de: tt.text}); got != tt.want {
			t.Errorf("%s: findings\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

// An empty word, or one of a wrong kind, leaves the theme's in place.
func TestEmptyWord(t *testing.T) {
	th, _ := loadTheme(t, "de", map[string]string{"layouts/strings/de.yaml": "home:\nsearch: 5\nroles: R\n"})
	for key, want := range map[string]string{"home": "Startseite", "search": "Suche", "roles": "R"} {
		if got := th.Words.Get(key); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
}

// Words of the site's own layouts are its own affair.
func TestOwnWords(t *testing.T) {
	files := map[string]string{
		"layouts/faq.html":        "{{define \"main\"}}{{t \"my.faq\"}}{{t `my.raw`}}{{t (print \"my.kind.\" .Layout)}}{{template \"x\" (t \"my.hello\" \"name\" .Title)}}{{end}}{{define \"x\"}}{{end}}",
		"layouts/strings/en.yaml": "my.faq: F\nmy.raw: R\nmy.kind.a: A\nmy.hello: Hello {name}\nmy.none: N\n",
		"layouts/strings/de.yaml": "my.faq: F\nmy.raw: R\nmy.kind.a: A\nmy.hello: Hallo {wer}\nmy.none: N\n",
	}
	const none = "warning: unknown word \"my.none\"\n  hint: no layout uses it: delete it, or write {{t \"my.none\"}} in a layout of your own\n"
	_, got := loadTheme(t, "de", files)
	want := "layouts/strings/de.yaml:4:11: the word \"my.hello\" has no value for {wer}\n  hint: it takes {name}\n" +
		"layouts/strings/de.yaml:4:11: warning: the word \"my.hello\" lacks {name}\n  hint: in English it is: Hello {name}\n" +
		"layouts/strings/en.yaml:5:1: " + none
	if got != want {
		t.Errorf("findings\n%swant\n%s", got, want)
	}
	delete(files, "layouts/strings/en.yaml") // nothing to compare with
	if _, got := loadTheme(t, "de", files); got != "layouts/strings/de.yaml:5:1: "+none {
		t.Errorf("without English words of its own: findings\n%s", got)
	}
	// A layout that only looks like one is none.
	_, got = loadTheme(t, "en", map[string]string{"layouts/notes.txt": `{{t "my.faq"}}`, "layouts/strings/en.yaml": "my.faq: F\n"})
	if !strings.HasPrefix(got, "layouts/strings/en.yaml:1:1: warning: unknown word \"my.faq\"") {
		t.Errorf("used in a text: findings\n%s", got)
	}
}

// A language without words, or with some of them, is told.
func TestUntranslated(t *testing.T) {
	english, err := fs.ReadFile(layouts.FS, "strings/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const none = "content/site.yaml:3:11: notice: the interface is in English: it has no words in the language %\n  hint: write layouts/strings/#.yaml, with the keys of the English ones\n"
	whole := string(english)
	part := strings.NewReplacer("home: Home\n", "", "month.12: December\n", "").Replace(whole)
	for _, tt := range []struct {
		language string
		files    map[string]string
		want     string
	}{
		{"en", nil, ""},
		{"en-GB", nil, ""},
		{"de", nil, ""},
		{"de-AT", nil, ""},
		{"fr", nil, strings.NewReplacer("%", "fr", "#", "fr").Replace(none)},
		{"fr-CA", nil, strings.NewReplacer("%", "fr-CA", "#", "fr").Replace(none)},
		{"fr", map[string]string{"layouts/strings/de.yaml": whole}, strings.NewReplacer("%", "fr", "#", "fr").Replace(none)},
		{"fr", map[string]string{"layouts/strings/fr.yaml": whole}, ""},
		{"fr-CA", map[string]string{"layouts/strings/fr-CA.yaml": whole}, ""},
		{"zh-Hant-TW", map[string]string{"layouts/strings/zh-Hant.yaml": whole}, ""},
		{"fr", map[string]string{"layouts/strings/fr.yaml": part}, "layouts/strings/fr.yaml:1:1: notice: words that stay English: home, month.12\n"},
		{"fr-CA", map[string]string{"layouts/strings/fr.yaml": part, "layouts/strings/fr-CA.yaml": "home: Accueil\n"},
			"layouts/strings/fr-CA.yaml:1:1: notice: words that stay English: month.12\n"},
	} {
		if _, got := loadTheme(t, tt.language, tt.files); got != tt.want {
			t.Errorf("%s with %v: findings\n%swant\n%s", tt.language, tt.files, got, tt.want)
		}
	}
	_, got := loadTheme(t, "fr", map[string]string{"layouts/strings/fr.yaml": "home: Accueil\n"})
	if !strings.HasPrefix(got, "layouts/strings/fr.yaml:1:1: notice: words that stay English: 404.text, a-to-z, ") || !strings.Contains(got, " more\n") || strings.Count(got, ",") > 6 {
		t.Errorf("one word of many: %s", got)
	}
}

// The more special a language, the more its words count.
func TestLanguages(t *testing.T) {
	for tag, want := range map[string][]string{"en": {}, "en-GB": {"en-GB"}, "de": {"de"}, "zh-Hant-TW": {"zh", "zh-Hant", "zh-Hant-TW"}, "": {}} {
		if got := languages(tag); !slices.Equal(got, want) {
			t.Errorf("languages(%q) = %q, want %q", tag, got, want)
		}
	}
	th, _ := loadTheme(t, "de-AT", map[string]string{"layouts/strings/de-AT.yaml": "month.1: Jänner\n", "layouts/strings/de.yaml": "month.1: J\nmonth.2: F\n", "layouts/strings/en.yaml": "month.1: x\nmonth.3: x\n"})
	if got := th.Words["month.1"] + th.Words["month.2"] + th.Words["month.3"]; got != "JännerFMärz" {
		t.Error(got)
	}
}

// The theme's own words would pass if a site had written them.
func TestThemesWords(t *testing.T) {
	files, err := fs.Glob(layouts.FS, "strings/*.yaml")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(layouts.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		language := strings.TrimSuffix(strings.TrimPrefix(file, "strings/"), ".yaml")
		if _, got := loadTheme(t, language, map[string]string{"layouts/" + file: string(data)}); got != "" {
			t.Errorf("%s: findings\n%s", file, got)
		}
	}
}

// A strings file that no language leads to is told.
func TestMisnamedStrings(t *testing.T) {
	for name, want := range map[string]string{
		"de.yaml": "", "de-AT.yaml": "", "fr.yaml": "", "zh-Hant.yaml": "", "README.md": "", ".de.yml": "", "de.yaml~": "", "old/de.yml": "",
		"de.yml":         "not read: is de.yaml meant?",
		"de.yaml.txt":    "not read: is de.yaml meant?",
		"de.json":        "not read: is de.yaml meant?",
		"de_AT.yaml":     "not read: is de-AT.yaml meant?",
		"DE.yaml":        "not read: is de.yaml meant?",
		"de-at.yaml":     "not read: is de-AT.yaml meant?",
		"strings-de.yml": "not read: it is not named after a language",
		"german.yaml":    "not read: it is not named after a language",
	} {
		if want != "" {
			want = "layouts/strings/" + name + ":1:1: warning: " + want
		}
		_, got := loadTheme(t, "en", map[string]string{"layouts/strings/" + name: "home: H\n"})
		if first, _, _ := strings.Cut(got, "\n"); first != want {
			t.Errorf("%s: %q, want %q", name, first, want)
		}
	}
}
