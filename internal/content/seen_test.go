package content

import (
	"io/fs"
	"strings"
	"testing"

	"careerguide/internal/config"
	"careerguide/internal/diag"
)

// Texts that nobody can see are errors wherever they stand.
func TestInvisible(t *testing.T) {
	for name, s := range map[string]string{
		"zero-width space": `\u200b`, "joiner": `\u200d`, "direction marks": `\u200e\u202e\u2066`, "byte-order mark": `\ufeff`, "soft hyphen": `\u00ad`,
		"combining marks": `\u0301\u0302`, "Hangul filler": `\u3164`, "half-width filler": `\uffa0`, "Braille blank": `\u2800`, "tags": `\U000e0041`, "with spaces": `\u200b \u00a0`,
	} {
		front := strings.Replace(head, "Nurse", `"`+s+`"`, 1)
		_, found := parseRole(t, "---\n"+front+"---\n")
		if len(found) != 1 || found[0].Rule != "invisible" || found[0].Line != 2 || found[0].Column != 8 {
			t.Errorf("%s: %v", name, found)
		}
	}
	for _, tt := range []struct{ front, want string }{
		{`plural: "\u200b"`, "5:9 plural has only characters that cannot be seen"},
		{`alternate_titles: [RN, "\ufeff"]`, "5:24 an item of alternate_titles has only characters that cannot be seen"},
		{`experience: [{tier: "\u3164"}]`, "5:21 tier has only characters that cannot be seen"},
		{`experience: [{tier: A, expects: ["\u200b"]}]`, "5:34 an item of expects has only characters that cannot be seen"},
		{`skills: ["\u200b"]`, "5:10 name has only characters that cannot be seen"},
		{`skills: [{name: "\u200b"}]`, "5:17 name has only characters that cannot be seen"},
		{`posting: {benefits: ["\u200b"]}`, "5:22 an item of benefits has only characters that cannot be seen"},
		{`salary: {currency: USD, period: year, mean: 1, regions: [{region: DE, name: "\u200b", mean: 2}]}`, "5:77 name has only characters that cannot be seen"},
		{`authors: ["\u200b"]`, "5:11 an item of authors has only characters that cannot be seen"},
	} {
		_, found := parseRole(t, "---\n"+head+tt.front+"\n---\n")
		wantFindings(t, found, tt.want)
	}
	for _, title := range []string{"👩🏽‍⚕️", "ª", "한", "ممرض", "é", "-", "1"} {
		_, found := parseRole(t, "---\n"+strings.Replace(head, "Nurse", `"`+title+`"`, 1)+"plural: x\n---\n")
		wantFindings(t, found)
	}
}

// A text that has lost its opening quotation mark keeps the closing one.
func TestHalfQuoted(t *testing.T) {
	for front, want := range map[string]string{
		`alternate_titles: [RN, Nurse"]`:       "5:24 warning: an item of alternate_titles ends in a quotation mark that nothing opens",
		`posting: {travel: Two trips a year"}`: "5:19 warning: travel ends in a quotation mark that nothing opens",
		`posting: {travel: A "trip" a year"}`:  "5:19 warning: travel ends in a quotation mark that nothing opens",
		`posting: {travel: A year's "trip"}`:   "",
		`posting: {travel: Boxes of 12"}`:      "",
		`posting: {travel: '"'}`:               "",
	} {
		_, found := parseRole(t, "---\n"+head+front+"\n---\n")
		if want == "" {
			wantFindings(t, found)
		} else {
			wantFindings(t, found, want)
		}
	}
}

// What stands twice in a list is told once.
func TestTwice(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{"alternate_titles: [RN, Nurse, rn]", `5:31 warning: "rn" stands twice, here and at alternate_titles[0]`},
		{"skills: [SQL, {name: ' sql '}]", `5:15 warning: "sql" stands twice, here and at skills[0]`},
		{"posting: {benefits: [Health  insurance, Pension, health insurance]}", `5:50 warning: "health insurance" stands twice, here and at benefits[0]`},
		{"posting: {employment_type: [full-time, full-time]}", `5:40 warning: "full-time" stands twice, here and at employment_type[0]`},
		{"alternate_titles: [A, B]\nskills: [A, B]", ""},
	} {
		_, found := parseRole(t, "---\n"+head+tt.front+"\n---\n")
		if tt.want == "" {
			wantFindings(t, found)
		} else {
			wantFindings(t, found, tt.want)
		}
	}
}

// The body's mistakes that only its sections tell.
func TestJudge(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string
	}{
		{"empty headings", "## \n\ntext\n\n###\n\nmore\n\n##  ##\n\nx\n", []string{"6:1 a heading without text", "10:1 a heading without text", "14:1 a heading without text"}},
		{"an id alone", "## {#duties}\n\ntext\n", []string{"6:1 a heading without text"}},
		{"invisible headings", "## &#8203;\n\ntext\n\n#### \u200b\n\nx\n", []string{"6:1 a heading without text", "10:1 a heading without text"}},
		{"a picture is a heading's text", "## ![Ward](https://example.org/a.png)\n\ntext\n", nil},
		{"an empty section", "## Duties\n\n<!-- later -->\n\n## Other\n", []string{`6:1 warning: nothing stands below the heading "Duties"`, `10:1 warning: nothing stands below the heading "Other"`}},
		{"questions", "## FAQ\n\nIs it hard? No.\n", []string{`6:1 warning: no questions stand below "FAQ"`}},
		{"interview questions", "## Interview questions\n\n- Why?\n", []string{`6:1 warning: no questions stand below "Interview questions"`}},
		{"questions of other levels", "## FAQ\n\n#### Is it hard?\n\nNo.\n", []string{`6:1 warning: no questions stand below "FAQ"`}},
		{"a part twice", "## Template\n\n### Benefits\n\n- a\n\n### Job brief\n\nb\n\n### BENEFITS:\n\n- c\n", []string{`16:1 the part "benefits" is already on line 8`}},
		{"a part under two names", "## Template\n\n### Duties\n\n- a\n\n### Responsibilities\n\n- c\n", []string{`12:1 the part "responsibilities" is already on line 8`}},
		{"an own part twice", "## Template\n\n### About us\n\na\n\n### About  us\n\nc\n", []string{`12:1 the part "about us" is already on line 8`}},
		{"parts elsewhere", "## FAQ\n\n### Benefits\n\na\n\n### Benefits\n\nb\n", nil},
		{"control characters", "a\x01b\x02\n\nä\u0080 c\n\n## D\x1buties\n\n- \x7fone\n", []string{
			"6:2 warning: the control character U+0001 is left out", "8:2 warning: the control character U+0080 is left out",
			"10:5 warning: the control character U+001B is left out", "12:3 warning: the control character U+007F is left out"}},
		{"noncharacters", "a\ufffeb\n", []string{"6:2 warning: the control character U+FFFE is left out"}},
		{"places behind control characters", "\x01\x01[a](b\x02.md)\x03\n\n\x01\n# one\n", []string{
			"6:1 warning: the control character U+0001 is left out", "8:1 warning: the control character U+0001 is left out",
			"9:1 a first-level heading: the title is the page's only one"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, found := parseRole(t, "---\n"+head+"---\n"+tt.body)
			wantFindings(t, found, tt.want...)
		})
	}
	a, _ := parseRole(t, "---\n"+head+"---\nIn\x01tro [a](b\x02.md).\n\n## Du\x1bties\n\n- \x7fone\n")
	if a.Body.Intro.Text != "Intro a." || a.Body.Sections[0].Key != Duties || a.Body.Sections[0].Items[0].Text != "one" || len(a.Sections) != 1 {
		t.Errorf("%v %+v", a.Sections, a.Body)
	}
	for ref := range a.Body.References() {
		if ref.Destination != "b.md" || ref.Line != 6 || ref.Column != 8 {
			t.Errorf("%+v", ref)
		}
	}
}

// Articles where none are read are warned of.
func TestMisplaced(t *testing.T) {
	role := "---\n" + head + "---\n"
	_, found := Load(mapFS(map[string]string{
		"content/foo.md": role, "content/Bar.MARKDOWN": role, "content/site.yaml": "", "content/notes.txt": "", "content/.x.md": "", "content/z.md~": "",
		"content/role/x.md": role, "content/role/y.md": role, "content/Guides/deep/er.mdx": role, "content/blog/a.md": role, "content/stuff/a.md": role,
		"content/media/a.png": "", "content/.git/a.md": "",
		"content/roles/a.md": role, "content/roles/b.markdown": role, "content/roles/deep/c.MD": role, "content/roles/d.mdx": role, "content/roles/e.txt": "",
		"content/pages": "a file",
	}), &config.Site{}, Options{Now: day})
	var got strings.Builder
	_ = found.Write(&got)
	all := "  hint: articles stand below content/roles/, content/categories/, content/guides/, content/pages/, content/rankings/\n"
	want := "content/Bar.MARKDOWN:1:1: warning: not read: no article stands in content/ itself\n" + all +
		"content/Guides/deep/er.mdx:1:1: warning: not read: no articles are read from the folder \"Guides\" (did you mean \"guides\"?)\n" + all +
		"content/blog/a.md:1:1: warning: not read: no articles are read from the folder \"blog\" (did you mean \"guides\"?)\n" + all +
		"content/foo.md:1:1: warning: not read: no article stands in content/ itself\n" + all +
		"content/pages:1:1: warning: a file in the place of a folder: no articles are read from it\n  hint: make it a folder, and put the articles into it\n" +
		"content/role/x.md:1:1: warning: not read: no articles are read from the folder \"role\" (did you mean \"roles\"?)\n" + all +
		"content/roles/b.markdown:1:1: warning: not read: an article's name ends in .md\n  hint: rename it to b.md\n" +
		"content/roles/d.mdx:1:1: warning: not read: an article's name ends in .md\n  hint: rename it to d.md\n" +
		"content/roles/deep/c.MD:1:1: warning: not read: an article's name ends in .md\n  hint: rename it to c.md\n" +
		"content/stuff/a.md:1:1: warning: not read: no articles are read from the folder \"stuff\"\n" + all
	if got.String() != want {
		t.Errorf("findings\n%s\nwant\n%s", got.String(), want)
	}
	for _, f := range found {
		if f.Severity != diag.Warning {
			t.Error(f)
		}
	}
}

// foldFS takes names for one another that differ in case alone, as some
// systems do.
type foldFS struct{ fs.FS }

func (f foldFS) Open(name string) (fs.File, error) {
	return f.FS.Open(strings.Replace(name, "content/guides", "content/Guides", 1))
}

// Where case does not count, a folder is read under any of its names.
func TestFoldedNames(t *testing.T) {
	articles, found := Load(foldFS{mapFS(map[string]string{"content/Guides/g.md": "---\ntitle: T\nsummary: S\n---\n"})}, &config.Site{}, Options{Now: day})
	if len(found) > 0 || len(articles) != 1 || articles[0].URL() != "/guides/g/" {
		t.Errorf("%d articles, %v", len(articles), found)
	}
}
