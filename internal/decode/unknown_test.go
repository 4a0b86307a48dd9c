package decode

import (
	"strings"
	"testing"
	"unsafe"
)

// A hint prefers the mapping itself, then its values, then what is around it,
// then what is elsewhere.
func TestUnknownField(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		// the same mapping, by meaning and by spelling
		{"salary: {average: 1}", `4:10 unknown-field: unknown field "average" (did you mean "mean"?)`},
		{"skills: [{importence: 1, name: x}]", `4:11 unknown-field: unknown field "importence" (did you mean "importance"?)`},
		{"salary: {region: x}", `4:10 unknown-field: unknown field "region" (did you mean "regions"?)`},
		// a value of one of its fields
		{"remote: yes", `4:1 unknown-field: unknown field "remote" | write workplace: remote`},
		{"home-office: yes", `4:1 unknown-field: unknown field "home-office" | write workplace: remote`},
		{"On_Site: yes", `4:1 unknown-field: unknown field "On_Site" | write workplace: on-site`},
		// a mapping around it, the nearest that has the field
		{"salary:\n  benefits: x", `5:3 unknown-field: unknown field "benefits" | "benefits" belongs at the top level`},
		{"salary:\n  regions:\n    - {region: x, currency: EUR}", `6:19 unknown-field: unknown field "currency" | "currency" belongs under "salary"`},
		{"salary:\n  regions:\n    - {region: x, title: y}", `6:19 unknown-field: unknown field "title" | "title" belongs at the top level`},
		{"salary:\n  regions:\n    - {region: x, as_of: 2024-05}", `6:19 unknown-field: unknown field "as_of" | "as_of" belongs under "salary"`},
		{"salary:\n  slug: x", `5:3 unknown-field: unknown field "slug" | "slug" belongs at the top level`},
		{"seo:\n  remote: {summary: x}", `5:12 unknown-field: unknown field "summary" | "summary" belongs at the top level`},
		{"salary:\n  source: {name: x, average: 2}", `5:21 unknown-field: unknown field "average" | "mean" belongs under "salary"`},
		// elsewhere
		{"median: 1", `4:1 unknown-field: unknown field "median" | "median" belongs under "salary"`},
		{"importance: 1", `4:1 unknown-field: unknown field "importance" | "importance" belongs under "skills"`},
		{"average: 1", `4:1 unknown-field: unknown field "average" | "mean" belongs under "salary"`},
		{"salary:\n  importance: 1", `5:3 unknown-field: unknown field "importance" | "importance" belongs under "skills"`},
		// nowhere
		{"xyzzy: 1", `4:1 unknown-field: unknown field "xyzzy"`},
	} {
		_, _, list := read(YAML, "title: T\nsummary: S\n"+tt.data)
		wantFindings(t, list, tt.want)
	}
}

// What is decoded does not hang on to the bytes that it came from.
func TestValuesAreCopies(t *testing.T) {
	for format, text := range whole {
		data := []byte(text)
		var want, got role
		Unmarshal(Source{File: "a.md", Format: format, Data: []byte(text)}, &want, Options{})
		tree, _ := Unmarshal(Source{File: "a.md", Format: format, Data: data}, &got, Options{})
		for i := range data {
			data[i] = '!'
		}
		if got.Title != want.Title || got.Slug != want.Slug || got.Bio != want.Bio || got.Codes["a.b"] != "c" ||
			got.Skills[1].Importance != want.Skills[1].Importance || tree.Root().Get("salary").Get("currency").Text != "USD" {
			t.Errorf("%v: %+v", format, got)
		}
	}
}

// Text that is kept does not hold the whole of the source, nor the tree.
func TestTextIsKeptApart(t *testing.T) {
	long := strings.Repeat("long ", 60) + "text"
	r, tree, _ := read(YAML, "title: T\nsummary: "+long+"\nalternate_titles: [a, b, c]\nbio: |\n  x\n  y\ncodes: {a: b}")
	if r.Title != "T" || r.Summary != long || strings.Join(r.Names, "") != "abc" || r.Bio != "x\ny\n" || r.Codes["a"] != "b" {
		t.Errorf("%+v", r)
	}
	root := tree.Root()
	for _, pair := range [][2]string{{r.Title, root.Get("title").Text}, {r.Summary, root.Get("summary").Text}, {r.Names[2], root.Get("alternate_titles").Items[2].Text}} {
		if unsafe.StringData(pair[0]) == unsafe.StringData(pair[1]) {
			t.Errorf("%q is part of the tree", pair[0])
		}
	}
}

// A list has no room for more: two that append to it do not meet.
func TestListsAreFull(t *testing.T) {
	r, _, _ := read(YAML, "title: T\nsummary: S\nalternate_titles: [a"+strings.Repeat(", b", 16)+"]\nbenefits: x\nskills: []")
	if len(r.Names) != 17 || cap(r.Names) != 17 || cap(r.Benefits) != 1 || r.Skills == nil || cap(r.Skills) != 0 {
		t.Errorf("%d %d %v", cap(r.Names), cap(r.Benefits), r.Skills)
	}
}

// Nothing of a map's value is left in the next.
func TestMapValuesAreApart(t *testing.T) {
	r, _, _ := read(YAML, "title: T\nsummary: S\nseo: {remote: {title: Home}, hybrid: {}}\naliases: {a: [b, c], d: [e], f: }")
	if r.SEO["remote"].Title != "Home" || r.SEO["hybrid"].Title != "" || len(r.SEO) != 2 ||
		strings.Join(r.Aliases.Page["a"], "") != "bc" || strings.Join(r.Aliases.Page["d"], "") != "e" || r.Aliases.Page["f"] != nil {
		t.Errorf("%+v", r)
	}
}

func TestTidy(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "a": true, "a b c": true, "~": true,
		" ": false, " a": false, "a ": false, "a  b": false, "a\tb": false, "a\nb": false, "a\x7fb": false, "a\x01b": false, "é": false,
	} {
		if tidy(s) != want {
			t.Errorf("%q: %t", s, !want)
		}
	}
}
