package decode

import "testing"

func TestSyntax(t *testing.T) {
	for _, tt := range []struct {
		format Format
		data   string
		want   string
	}{
		{YAML, "title: a: b", `2:9 syntax: mapping values are not allowed in this context | put text that has ": " in it in quotes, or mend the indentation`},
		{YAML, "title: x\n\tslug: y", "3:1 syntax: found a tab character that violates indentation while scanning a plain scalar | indent with spaces, not with tabs"},
		{YAML, "title: @x", "2:8 syntax: found character that cannot start any token | put the text in quotes"},
		{YAML, "title: [1,\nslug: 2", "2:8 syntax: did not find expected ',' or ']' while parsing a flow sequence"},
		{YAML, "title: 'x\nslug: 2\n", "2:8 syntax: found unexpected end of stream while scanning a quoted scalar"},
		{YAML, "title: *nope", "2:8 syntax: unknown anchor 'nope' referenced"},
		{YAML, "title: x\n---\nslug: y", "3:1 syntax: a second document begins here | keep one document in the file; put a line of --- or ... that is text in quotes"},
		{YAML, "title: T\nsummary: S\n? [a]\n: b", "4:3 syntax: the name of a field must be text"},
		{YAML, "title: T\nsummary: S\n<<: {slug: x}", "4:1 syntax: merge keys (<<) are not supported | write the fields out"},
		{YAML, "title: T\nsummary: !!binary aGk=", "3:10 syntax: the tag !!binary is not supported | leave the tag out"},
		{YAML, "title: T\nsummary: !!python/object:os.system x", "3:10 syntax: the tag !!python/object:os.system is not supported | leave the tag out"},
		{YAML, "title: T\nsummary: S\nsalary: {mean: .nan}", "4:16 invalid-value: mean must be a number, not .nan | leave the field out where the figure is not known"},
		{YAML, "title: T\nsummary: S\nsalary: {mean: -.Inf}", "4:16 invalid-value: mean must be a number, not -.Inf | leave the field out where the figure is not known"},
		{YAML, "title: T\nsummary: S\nsalary: {mean: 012}", "4:16 invalid-value: mean must be a number that does not begin with 0 | write 12"},
		{YAML, "title: T\nsummary: 012", `3:10 wrong-type: summary must be text, not the number 012 | put it in quotes: "012"`},
		{YAML, "title: &a [*a]\nsummary: S", "2:12 syntax: the alias *a stands inside of what it repeats"},
		{YAML, "title: 1e400\nsummary: S", `2:8 wrong-type: title must be text, not the number 1e400 | put it in quotes: "1e400"`},
		{YAML, "- a", "2:1 wrong-type: the document must be a mapping, not a list"},
		{YAML, "text", "2:1 wrong-type: the document must be a mapping, not text"},
		{YAML, "title: \"a\u2028b\"\nsummary: [x]", "3:10 wrong-type: summary must be text, not a list"},
		{YAML, "%YAML 1.2\n---\ntitle: x", "2:1 syntax: found incompatible YAML document | leave the %YAML line out"},
		{TOML, "title = x", "2:9 syntax: unexpected character U+0078 'x' at start of value"},
		{TOML, "title = \"x", "2:10 syntax: unterminated basic string"},
		{TOML, "title = \"x\"\n[a", "3:2 syntax: expected ']' to close table name"},
		{TOML, "title = \"x\"\nsummary = 'S'\nsalary.mean = nan", "4:15 invalid-value: mean must be a number, not nan | leave the field out where the figure is not known"},
		{TOML, "title = 'x'\nsummary = 'S'\n[salary]\n[seo]\n[salary]\nfoo = 1", `6:2 duplicate-field: duplicate field "salary", first on line 4`},
		{TOML, "title = 'x'\nsummary = 'S'\nsalary = {}\nsalary.mean = 1", `5:1 duplicate-field: duplicate field "salary", first on line 4`},
		{TOML, "title = 'x'\nsummary = 'S'\nskills = []\n[[skills]]\nname = 'x'", `5:3 duplicate-field: duplicate field "skills", first on line 4`},
		{TOML, "title = 'x'\nsummary = 'S'\n[title.a]\nb = 1", `4:2 duplicate-field: duplicate field "title", first on line 2`},
		{JSON, `{"title": "x",}`, "2:15 syntax: invalid character '}' looking for beginning of object key string"},
		{JSON, `{"title": "x"`, "2:14 syntax: unexpected end of JSON input"},
		{JSON, "{\"title\": \"x\"}\n{}", "3:1 syntax: invalid character '{' after top-level value"},
		{JSON, "{\"title\": \"x\",\n \"é\" 1}", "3:6 syntax: invalid character '1' after object key"},
		{JSON, `[1]`, "2:1 wrong-type: the document must be a mapping, not a list"},
	} {
		_, _, list := read(tt.format, tt.data)
		t.Logf("%v %q", tt.format, tt.data)
		wantFindings(t, list, tt.want)
	}
}

// Aliases repeat what they name; what is wrong in it is told there.
func TestAlias(t *testing.T) {
	r, _, list := read(YAML, "title: &t T\nsummary: *t\nskills: &s [SQL, {name: Go}]\nalternate_titles: [*t, *t]\ncodes: {*t : !!str 12}\n")
	wantFindings(t, list)
	if r.Summary != "T" || len(r.Skills) != 2 || r.Names[1] != "T" || r.Codes["T"] != "12" {
		t.Errorf("%+v", r)
	}
}

// Countries and yes are text where text is wanted, as in YAML 1.2.
func TestNorway(t *testing.T) {
	r, _, list := read(YAML, "title: yes\nsummary: 2024-05\nsalary: {regions: [{region: NO}]}\ndraft: off\ncodes: {on: y, 2024: z}")
	wantFindings(t, list)
	if r.Title != "yes" || r.Summary != "2024-05" || r.Salary.Regions[0].Region != "NO" || r.Codes["2024"] != "z" || r.Codes["on"] != "y" {
		t.Errorf("%+v", r)
	}
}
