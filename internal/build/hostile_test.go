package build_test

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"careerguide/internal/build"
)

// hostile are texts that try to become markup.
var hostile = []string{
	`"><script>alert(1)</script>`, `</script><!--`, `</title><img src=x onerror=alert(1)>`, `javascript:alert(1)`,
	`{{.}}`, `' onload='x`, `" onmouseover="x`, "`${alert(1)}`", `&lt;b&gt;&quot;`, `]]></content>`, `<svg/onload=x>`, `\u003c/script\u003e`,
}

// everyField is a site that says one text in every field that takes text.
func everyField(s string) fs.FS {
	s = "Xo " + s // a letter first, so that the text can be a title
	n := 0
	say := func() string { // no two alike: some must be unique
		n++
		return fmt.Sprintf("%s %d", s, n)
	}
	pages := object{}
	for _, page := range []string{"overview", "job-description", "what-they-do", "faq", "related"} {
		pages[page] = object{"title": say(), "description": say()}
	}
	source := object{"name": say(), "publisher": say(), "license": say()}
	return fstest.MapFS{
		"content/site.yaml":    settings(object{"title": s, "description": say(), "author": say(), "menu": []object{{"title": say(), "url": "/roles/"}}}),
		"content/sources.yaml": file(object{"survey": source}, ""),
		"content/roles/nurse.md": role("", "care", object{
			"title": s + " nurse", "plural": s + " nurses", "article": "a", "summary": say(), "slug": "nurse", "alternate_titles": []string{say(), say()},
			"hidden_titles": []string{say()}, "authors": []string{say(), say()}, "updated": "2026-01-02", "published": "2025-01-02", "seo": pages,
			"salary": object{"currency": "USD", "period": "year", "median": 50000, "mean": 51000, "p10": 30000, "source": "survey", "note": say(),
				"regions": []object{{"region": "US-CA", "name": say(), "mean": 60000, "note": say(), "source": object{"name": say(), "year": 2024}}}},
			"experience":     []object{{"tier": say(), "years": object{"min": 1, "max": 2}, "expects": []string{say()}}},
			"education":      []object{{"level": "bachelor", "requirement": "typical", "fields": []string{say(), say()}, "share": 50}},
			"certifications": []object{{"name": say(), "issuer": say(), "tier": say(), "url": "https://a.example/?q=%22%3E"}, {"name": say(), "kind": "license", "requirement": "required"}},
			"working_hours":  object{"min": 38, "max": 40, "pattern": say()},
			"skills":         []object{{"name": say(), "kind": "skill", "importance": 70, "why": say()}, {"name": say()}},
			"outlook":        object{"growth_percent": 3, "source": "survey", "note": say()},
			"progression":    object{"from": []object{{"title": say()}}, "to": []object{{"title": say()}}},
			"related":        []string{"medic"},
			"links":          []object{{"title": say(), "url": "https://b.example/"}},
			"posting": object{"pay": object{"min": 40000, "note": say()}, "employment_type": "full-time", "location": say(), "travel": say(),
				"physical_requirements": say(), "reports_to": []string{say()}, "benefits": []string{say(), say()}, "apply": say(), "equal_opportunity": say()},
		}, "Introduction.\n\n## FAQ\n\n### "+escaped(say())+"\n\n"+escaped(say())+"\n\n## "+escaped(say())+"\n\n"+escaped(say())+"\n\n## Duties\n\n- "+escaped(say())+"\n\n## What they do\n\n`` "+say()+" ``\n"),
		"content/roles/medic.md":     role(s+" medic", "care", object{"summary": say(), "slug": "medic", "related": []string{"nurse"}}, ""),
		"content/categories/care.md": file(object{"title": say(), "summary": say()}, "## "+escaped(say())+"\n"),
		"content/guides/start.md":    file(object{"title": say(), "summary": say(), "authors": []string{say()}, "updated": "2026-01-02"}, "## "+escaped(say())+"\n\n## "+escaped(say())+"\n\n## "+escaped(say())+"\n"),
		"content/pages/about.md":     file(object{"title": say(), "summary": say()}, escaped(say())+"\n"),
	}
}

// escaped makes Markdown of a text.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// TestHostileText compares the pages of a site whose every text is hostile
// with those of its benign twin: the same elements with the same attributes.
func TestHostileText(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a site for each of many texts, one after the other")
	}
	for _, minify := range []bool{true, false} {
		benign := mustBuild(t, build.Options{Source: everyField("benign"), Minify: minify})
		benign.check(t)
		for _, s := range hostile {
			site := mustBuild(t, build.Options{Source: everyField(s), Minify: minify})
			site.check(t)
			if a, b := benign.html(), site.html(); !slices.Equal(a, b) {
				t.Errorf("%q: pages %v, want %v", s, b, a)
				continue
			}
			shown := false
			for _, name := range site.html() {
				want, got := skeleton(benign.docs[name]), skeleton(site.docs[name])
				for i := range max(len(want), len(got)) {
					if i >= len(want) || i >= len(got) || want[i] != got[i] {
						t.Errorf("%q: %s: element %d is %q, want %q", s, name, i, at(got, i), at(want, i))
						break
					}
				}
				shown = shown || strings.Contains(text(first(site.docs[name], "body")), squeeze(s))
				for _, script := range all(site.docs[name], "script[type=application/ld+json]") {
					if strings.ContainsAny(script.FirstChild.Data, "<>") {
						t.Errorf("%q: %s: structured data with a bare angle bracket", s, name)
					}
				}
			}
			if !shown {
				t.Errorf("%q stands on no page: the test proves nothing", s)
			}
			for _, name := range []string{"feed.xml", "sitemap.xml"} {
				if err := wellFormed(site.files[name]); err != nil {
					t.Errorf("%q: %s: %v", s, name, err)
				}
			}
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// skeleton is the elements of a page with the names of their attributes, and
// the values of those that lead somewhere.
func skeleton(doc *html.Node) []string {
	var list []string
	for n := range doc.Descendants() {
		if n.Type == html.CommentNode {
			list = append(list, "<!-- -->")
		}
		if n.Type != html.ElementNode {
			continue
		}
		var names []string
		for _, a := range n.Attr {
			name := a.Key
			if slices.Contains(references, a.Key) && !strings.HasPrefix(a.Val, "#") {
				name += "=" + a.Val
			}
			names = append(names, name)
		}
		list = append(list, n.Data+"["+strings.Join(names, " ")+"]")
	}
	return list
}

// TestScriptAddresses tries to lead readers to a script from every place that
// takes an address: refused, or no link.
func TestScriptAddresses(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a site for each of many addresses, one after the other")
	}
	nurse := func(front object, body string) fs.FS {
		return small(map[string]*fstest.MapFile{"content/roles/nurse.md": role("Nurse", "care", front, body)})
	}
	for _, address := range []string{"javascript:alert(1)", " JaVaScRiPt:alert(1)"} {
		for field, source := range map[string]fs.FS{
			"menu":           small(map[string]*fstest.MapFile{"content/site.yaml": settings(object{"menu": []object{{"title": "x", "url": address}}})}),
			"logo":           small(map[string]*fstest.MapFile{"content/site.yaml": settings(object{"logo": address})}),
			"sources.yaml":   small(map[string]*fstest.MapFile{"content/sources.yaml": file(object{"x": object{"name": "x", "url": address}}, "")}),
			"links":          nurse(object{"links": []object{{"title": "x", "url": address}}}, ""),
			"certifications": nurse(object{"certifications": []object{{"name": "x", "url": address}}}, ""),
			"source": nurse(object{"salary": object{"currency": "USD", "period": "year", "mean": 1,
				"source": object{"name": "x", "url": address}}}, ""),
			"image": nurse(object{"image": address}, ""),
			"alias": nurse(object{"aliases": []string{address}}, ""),
		} {
			noScript(t, field+" "+address, source)
		}
	}
	for i, address := range []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)",
		"java\tscript:alert(1)", "java\\\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example", "feed:javascript:x"} {
		built := noScript(t, address, nurse(nil, "[one]("+address+") [two](<"+address+"> \"t\") <"+address+"> [three][r]\n\n[r]: <"+address+">\n"))
		if i == 0 && !built {
			t.Error("the site was refused: no link was tried")
		}
		noScript(t, "picture "+address, nurse(nil, "![x](<"+address+">)\n"))
	}
}

// noScript builds a site and reports whether it was built; its pages must
// have no way to a script.
func noScript(t *testing.T, name string, source fs.FS) bool {
	t.Helper()
	o := build.Options{Source: source, Minify: true}
	if result := run(t, &o); result.Findings.HasErrors() {
		return false
	}
	site := read(t, o.Output)
	for _, page := range site.html() {
		for n := range site.docs[page].Descendants() {
			for _, a := range n.Attr {
				plain := strings.ToLower(strings.Map(func(r rune) rune {
					if r <= ' ' {
						return -1
					}
					return r
				}, a.Val))
				scheme, _, _ := strings.Cut(plain, ":")
				bad := slices.Contains(references, a.Key) && slices.Contains([]string{"javascript", "data", "vbscript", "feed"}, scheme)
				if bad || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: %s: <%s %s=%q>", name, page, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	return true
}
