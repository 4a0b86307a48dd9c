package decode

import "testing"

// head is what the documents below have in front.
var head = map[Format]string{
	YAML: "title: T\nsummary: S\n",
	TOML: "title = \"T\"\nsummary = \"S\"\n",
	JSON: "{\"title\": \"T\", \"summary\": \"S\",\n",
}

func TestFindings(t *testing.T) {
	for _, tt := range []struct {
		name             string
		yaml, toml, json string
		at               [3]string // in YAML, TOML, JSON
		want             string
	}{
		{"unknown field", "salery: 1", "salery = 1", `"salery": 1}`, [3]string{"4:1", "4:1", "3:1"},
			`unknown-field: unknown field "salery" (did you mean "salary"?)`},
		{"nobody knows", "xyzzy: 1", "xyzzy = 1", `"xyzzy": 1}`, [3]string{"4:1", "4:1", "3:1"}, `unknown-field: unknown field "xyzzy"`},
		{"case", "Slug: x", "Slug = 'x'", `"Slug": "x"}`, [3]string{"4:1", "4:1", "3:1"}, `unknown-field: unknown field "Slug" (did you mean "slug"?)`},
		{"by meaning", "salary: {average: 1}", "salary = {average = 1}", `"salary": {"average": 1}}`, [3]string{"4:10", "4:11", "3:12"},
			`unknown-field: unknown field "average" (did you mean "mean"?)`},
		{"elsewhere", "mean: 1", "mean = 1", `"mean": 1}`, [3]string{"4:1", "4:1", "3:1"},
			`unknown-field: unknown field "mean" | "mean" belongs under "salary"`},
		{"elsewhere by meaning", "average: 1", "average = 1", `"average": 1}`, [3]string{"4:1", "4:1", "3:1"},
			`unknown-field: unknown field "average" | "mean" belongs under "salary"`},
		{"at the top", "salary: {draft: true}", "salary = {draft=true}", `"salary": {"draft": true}}`, [3]string{"4:10", "4:11", "3:12"},
			`unknown-field: unknown field "draft" | "draft" belongs at the top level`},
		{"hidden", "salary: {source: {key: a, name: b}}", "salary.source = {key='a', name='b'}", `"salary": {"source": {"key": "a", "name": "b"}}}`, [3]string{"4:19", "4:18", "3:23"},
			`unknown-field: unknown field "key"`},
		{"required", "salary: {regions: [{mean: 1}]}", "[[salary.regions]]\nmean = 1", `"salary": {"regions": [{"mean": 1}]}}`, [3]string{"4:20", "4:1", "3:24"},
			`missing-field: missing field "region"`},
		{"required, empty", "skills: [{name: ' '}]", "skills = [{name = ' '}]", `"skills": [{"name": " "}]}`, [3]string{"4:11", "4:12", "3:13"},
			`missing-field: name must not be empty`},
		{"empty item", "skills: [Go, '']", "skills = ['Go', '']", `"skills": ["Go", ""]}`, [3]string{"4:14", "4:17", "3:18"},
			`missing-field: an item of skills must not be empty`},
		{"duplicate", "bio: a\nslug: x\nbio: b", "bio = 'a'\nslug = 'x'\nbio = 'b'", "\"bio\": \"a\",\n\"slug\": \"x\",\n\"bio\": \"b\"}", [3]string{"6:1", "6:1", "5:1"},
			`duplicate-field: duplicate field "bio", first on line N`},
		{"list for mapping", "salary: [1]", "salary = [1]", `"salary": [1]}`, [3]string{"4:9", "4:10", "3:11"},
			`wrong-type: salary must be a mapping, not a list`},
		{"text for mapping", "salary: high", "salary = 'high'", `"salary": "high"}`, [3]string{"4:9", "4:10", "3:11"},
			`wrong-type: salary must be a mapping, not the text "high"`},
		{"text for list", "skills: Go", "skills = 'Go'", `"skills": "Go"}`, [3]string{"4:9", "4:10", "3:11"},
			`wrong-type: skills must be a list, not the text "Go"`},
		{"mapping for text", "bio: {a: b}", "bio = {a = 'b'}", `"bio": {"a": "b"}}`, [3]string{"4:6", "4:7", "3:8"},
			`wrong-type: bio must be text, not a mapping`},
		{"number for text", "codes: {isco08: 2519}", "codes.isco08 = 2519", `"codes": {"isco08": 2519}}`, [3]string{"4:17", "4:16", "3:21"},
			`wrong-type: isco08 must be text, not the number 2519 | put it in quotes: "2519"`},
		{"bool for text", "bio: true", "bio = true", `"bio": true}`, [3]string{"4:6", "4:7", "3:8"},
			`wrong-type: bio must be text, not true or false | put it in quotes: "true"`},
		{"number for short", "skills: [12]", "skills = [12]", `"skills": [12]}`, [3]string{"4:10", "4:11", "3:12"},
			`wrong-type: an item of skills must be text, not the number 12 | put it in quotes: "12"`},
		{"number for slug", "slug: 12", "slug = 12", `"slug": 12}`, [3]string{"4:7", "4:8", "3:9"},
			`wrong-type: slug must be text, not the number 12 | put it in quotes: "12"`},
		{"number for date", "published: 2024", "published = 2024", `"published": 2024}`, [3]string{"4:12", "4:13", "3:14"},
			`invalid-value: "2024" is not a date | write small letters`},
		{"text for number", `salary: {mean: "80,000"}`, `salary.mean = "80,000"`, `"salary": {"mean": "80,000"}}`, [3]string{"4:16", "4:15", "3:20"},
			`wrong-type: mean must be a number, not the text "80,000" | write 80000`},
		{"quoted number", `salary: {mean: "80000"}`, `salary.mean = "80000"`, `"salary": {"mean": "80000"}}`, [3]string{"4:16", "4:15", "3:20"},
			`wrong-type: mean must be a number, not the text "80000" | write 80000`},
		{"words for number", `salary: {mean: lots}`, `salary.mean = "lots"`, `"salary": {"mean": "lots"}}`, [3]string{"4:16", "4:15", "3:20"},
			`wrong-type: mean must be a number, not the text "lots" | write digits only, such as 80000`},
		{"text for bool", `draft: "yes"`, `draft = "yes"`, `"draft": "yes"}`, [3]string{"4:8", "4:9", "3:10"},
			`wrong-type: draft must be true or false, not the text "yes" | write true`},
		{"number for bool", `draft: 1`, `draft = 1`, `"draft": 1}`, [3]string{"4:8", "4:9", "3:10"},
			`wrong-type: draft must be true or false, not the number 1 | write true`},
		{"huge number", `salary: {mean: 1e400}`, `salary.mean = 1e400`, `"salary": {"mean": 1e400}}`, [3]string{"4:16", "4:15", "3:20"},
			`invalid-value: mean is too large`},
		{"fraction", `count: 1.5`, `count = 1.5`, `"count": 1.5}`, [3]string{"4:8", "4:9", "3:10"},
			`wrong-type: count must be a whole number, not 1.5`},
		{"overflow", `small: 256`, `small = 256`, `"small": 256}`, [3]string{"4:8", "4:9", "3:10"}, `invalid-value: small is too large`},
		{"negative", `small: -1`, `small = -1`, `"small": -1}`, [3]string{"4:8", "4:9", "3:10"}, `invalid-value: small is too small`},
		{"word", "workplace: remot", "workplace = 'remot'", `"workplace": "remot"}`, [3]string{"4:12", "4:13", "3:14"},
			`unknown-value: unknown workplace "remot" (did you mean "remote"?)`},
		{"word by meaning", "workplace: Home Office", "workplace = 'Home Office'", `"workplace": "Home Office"}`, [3]string{"4:12", "4:13", "3:14"},
			`unknown-value: unknown workplace "Home Office" (did you mean "remote"?)`},
		{"strange word", "workplace: moon", "workplace = 'moon'", `"workplace": "moon"}`, [3]string{"4:12", "4:13", "3:14"},
			`unknown-value: unknown workplace "moon" | one of on-site, hybrid, remote`},
		{"map key", "seo: {remot: {title: x}}", "seo.remot.title = 'x'", `"seo": {"remot": {"title": "x"}}}`, [3]string{"4:7", "4:5", "3:9"},
			`unknown-value: unknown workplace "remot" (did you mean "remote"?)`},
		{"hint", "slug: A B", "slug = 'A B'", `"slug": "A B"}`, [3]string{"4:7", "4:8", "3:9"}, `invalid-value: "A B" is not a slug | write small letters`},
		{"union", "aliases: 5", "aliases = 5", `"aliases": 5}`, [3]string{"4:10", "4:11", "3:12"}, `wrong-type: aliases must be a list or a mapping, not a number`},
		{"inside union", "aliases: {a: [3]}", "aliases.a = [3]", `"aliases": {"a": [3]}}`, [3]string{"4:15", "4:14", "3:19"},
			`wrong-type: an item of a must be text, not the number 3 | put it in quotes: "3"`},
		{"escaped NUL", `bio: "a\0b"`, `bio = "a\u0000b"`, `"bio": "a\u0000b"}`, [3]string{"4:6", "4:7", "3:8"},
			`control-character: the control character U+0000 is not allowed in text`},
		{"raw control", "bio: 'a\x01b'", "bio = 'a\x01b'", "\"bio\": \"a\x01b\"}", [3]string{"4:8", "4:9", "3:10"},
			`control-character: the control character U+0001 is not allowed in text`},
		{"noncharacter", "bio: 'a\uffffb'", "bio = 'a\uffffb'", "\"bio\": \"a\uffffb\"}", [3]string{"4:8", "4:9", "3:10"},
			`control-character: the control character U+FFFF is not allowed in text`},
		{"not UTF-8", "bio: '\xff'", "bio = '\xff'", "\"bio\": \"\xff\"}", [3]string{"4:7", "4:8", "3:9"},
			`syntax: not UTF-8 text | save the file in the encoding UTF-8`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for format, data := range []string{tt.yaml, tt.toml, tt.json} {
				_, _, list := read(Format(format), head[Format(format)]+data)
				want := tt.at[format] + " " + tt.want
				if tt.name == "duplicate" {
					want = replaceN(want, [3]string{"4", "4", "3"}[format])
				}
				if tt.name == "escaped NUL" || tt.name == "raw control" || tt.name == "noncharacter" {
					want += " | delete it"
				}
				t.Log(Format(format))
				wantFindings(t, list, want)
			}
		})
	}
}

func replaceN(s, line string) string { return s[:len(s)-1] + line }

// All of a document's faults are told at once, what is right is set.
func TestAllFindings(t *testing.T) {
	r, _, list := read(YAML, "titel: x\nslug: A B\nsalary: {mean: x, median: 5}\nskills:\n  - {nam: Go}\n  - SQL\n")
	wantFindings(t, list,
		`2:1 missing-field: missing field "summary"`,
		`2:1 missing-field: missing field "title"`,
		`2:1 unknown-field: unknown field "titel" (did you mean "title"?)`,
		`3:7 invalid-value: "A B" is not a slug | write small letters`,
		`4:16 wrong-type: mean must be a number, not the text "x" | write digits only, such as 80000`,
		`6:5 missing-field: missing field "name"`,
		`6:6 unknown-field: unknown field "nam" (did you mean "name"?)`,
	)
	if r.Salary.Median.text != "5" || r.Skills[1].Name != "SQL" {
		t.Errorf("%+v", r)
	}
}

// What is null or empty is absent.
func TestEmpty(t *testing.T) {
	for format, data := range map[Format]string{
		YAML: "salary:\nslug: ~\nskills:\npublished: ''\ndraft:\naliases:\nseo: {}\nbenefits: ''\ncount: null",
		TOML: "slug = ''\npublished = ''\nbenefits = ''\nseo = {}",
		JSON: `"salary": null, "slug": null, "skills": null, "published": "", "draft": null, "aliases": null, "seo": {}, "benefits": "", "count": null}`,
	} {
		r, tree, list := read(format, head[format]+data)
		wantFindings(t, list)
		if r.Salary != nil || r.Skills != nil || r.Published != "" || r.Draft || r.Benefits != nil || tree.Has("salary") {
			t.Errorf("%v: %+v", format, r)
		}
	}
	for _, format := range []Format{YAML, TOML, JSON} {
		for _, data := range []string{"", "\n \n"} {
			_, tree, list := read(format, data)
			wantFindings(t, list, `2:1 missing-field: missing field "summary"`, `2:1 missing-field: missing field "title"`)
			if tree.Position("a.b") != tree.Root().Position() {
				t.Error("position outside of an empty document")
			}
		}
	}
}
