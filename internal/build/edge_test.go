package build_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"careerguide/internal/build"
)

const body = `An introduction to the work.

## Duties

- Do the first thing
- Do the second thing

## What they do

They work {#x}.

## Skills

Patience.

## Salary

It varies.

## FAQ

### Is it hard?

At times.

## Tools of the trade

Hands.

## Conclusion

That is all.
`

func TestRoleWithRequiredFieldsOnly(t *testing.T) {
	site := mustBuild(t, build.Options{Source: fstest.MapFS{
		"content/site.yaml":      settings(nil),
		"content/roles/nurse.md": role("Nurse", "care", nil, ""),
	}, Minify: true})
	site.check(t)
	for _, name := range site.html() {
		if strings.HasPrefix(name, "roles/nurse/") && name != "roles/nurse/index.html" {
			t.Errorf("a page without content: %s", name)
		}
	}
	overview := site.page(t, "roles/nurse/")
	if n := all(overview, "nav.tabs"); len(n) > 0 {
		t.Errorf("tabs that lead nowhere else: %s", text(n[0]))
	}
	for _, name := range []string{"categories/care/", "roles/", ""} {
		if first(site.page(t, name), "main a[href=/roles/nurse/]") == nil && name != "" {
			t.Errorf("/%s does not link to the role", name)
		}
	}
}

// folded is a site whose roles have one page each.
func folded() fs.FS {
	return fstest.MapFS{
		"content/site.yaml":      settings(object{"role_pages": []string{}}),
		"content/roles/nurse.md": role("Nurse", "care", object{"related": []string{"medic"}, "skills": []string{"Calm"}, "posting": object{"workplace": "on-site"}}, body),
		"content/roles/medic.md": role("Medic", "care", object{"aliases": object{"job-description": []string{"/old-jd/"}}}, "## Duties\n\n- Help the [nurse](nurse.md#faq)\n"),
	}
}

func TestFolded(t *testing.T) {
	site := mustBuild(t, build.Options{Source: folded(), Minify: true})
	site.check(t)
	overview := site.page(t, "roles/nurse/")
	for _, id := range []string{"duties", "template", "what-they-do", "skills", "salary", "faq", "related", "conclusion"} {
		if first(overview, "section#"+id) == nil {
			t.Errorf("the overview has no section %s", id)
		}
	}
	sections := all(overview, "div.sections > section")
	if last := sections[len(sections)-1]; value(last, "id") != "conclusion" {
		t.Errorf("the last section is %s", value(last, "id"))
	}
	for page, anchor := range map[string]string{"job-description": "duties", "what-they-do": "what-they-do", "faq": "faq", "related": "related"} {
		doc := site.page(t, "roles/nurse/"+page+"/")
		if got, want := value(first(doc, "meta[http-equiv=refresh]"), "content"), "0; url=/roles/nurse/#"+anchor; got != want {
			t.Errorf("%s redirects %q, want %q", page, got, want)
		}
		if got := value(first(doc, "link[rel=canonical]"), "href"); got != "https://site.example/roles/nurse/" {
			t.Errorf("%s: canonical address %q", page, got)
		}
	}
	if site.docs["roles/medic/faq/index.html"] != nil {
		t.Error("a redirect to an FAQ that the role does not have")
	}
	if got := value(first(site.page(t, "old-jd/"), "meta[http-equiv=refresh]"), "content"); got != "0; url=/roles/medic/#duties" {
		t.Errorf("the alias of a folded page redirects %q", got)
	}
	if link := first(site.page(t, "roles/medic/"), "section#duties a"); value(link, "href") != "/roles/nurse/#faq" {
		t.Errorf("the link to a folded section leads to %q", value(link, "href"))
	}
	var data string
	for _, script := range all(overview, "script[type=application/ld+json]") {
		data += script.FirstChild.Data
	}
	if !strings.Contains(data, `"@type":"FAQPage"`) {
		t.Error("the overview shows an FAQ, and no FAQPage says so")
	}
}

// TestManyRoles builds lists of several pages: 1,200 roles, 700 of which begin
// with B, and 900 of which are in one category.
func TestManyRoles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and shares nothing between goroutines")
	}
	files := fstest.MapFS{"content/site.yaml": settings(nil)}
	for i := range 1200 {
		title, category := fmt.Sprintf("%c Role %04d", 'C'+rune(i%24), i), "small"
		if i < 700 {
			title = fmt.Sprintf("B Role %04d", i)
		}
		if i < 900 {
			category = "large"
		}
		files[fmt.Sprintf("content/roles/r-%04d.md", i)] = role(title, category, nil, "")
	}
	site := mustBuild(t, build.Options{Source: files, Minify: true})
	site.check(t)
	if links := all(site.page(t, "roles/"), "main a[href]"); len(links) > 200 {
		t.Errorf("the index of the A to Z has %d links", len(links))
	}
	seen := map[string]int{}
	for _, name := range site.pages() {
		if !strings.HasPrefix(name, "roles/a-z/") {
			continue
		}
		shown := all(site.docs[name], "section.letter ul.cards > li > a")
		if len(shown) == 0 || len(shown) > 500 {
			t.Errorf("%s lists %d roles", name, len(shown))
		}
		for _, a := range shown {
			seen[value(a, "href")]++
		}
		if first(site.page(t, "roles/"), "a[href=/"+strings.TrimSuffix(name, "index.html")+"]") == nil && !strings.HasSuffix(name, "/2/index.html") {
			t.Errorf("/roles/ does not link to %s", name)
		}
	}
	for i := range 1200 {
		if n := seen[fmt.Sprintf("/roles/r-%04d/", i)]; n != 1 {
			t.Errorf("role %d stands on %d pages of the A to Z", i, n)
		}
	}
	for _, hub := range []string{"categories/large/", "roles/a-z/b/"} {
		one, two := site.page(t, hub), site.page(t, hub+"2/")
		if site.docs[hub+"3/index.html"] != nil {
			t.Errorf("%s has a third page", hub)
		}
		for _, tt := range []struct {
			doc       *html.Node
			rel, want string
		}{{one, "prev", ""}, {one, "next", "https://site.example/" + hub + "2/"}, {two, "prev", "https://site.example/" + hub}, {two, "next", ""}} {
			if got := value(first(tt.doc, "head link[rel="+tt.rel+"]"), "href"); got != tt.want {
				t.Errorf("%s: %s is %q, want %q", hub, tt.rel, got, tt.want)
			}
		}
		if got := texts(all(one, "nav.pager a")); !slices.Equal(got, []string{"1", "2"}) {
			t.Errorf("%s: pager %v", hub, got)
		}
		if current := all(two, "nav.pager a[aria-current=page]"); len(current) != 1 || text(current[0]) != "2" {
			t.Errorf("%s: current page %v", hub, texts(current))
		}
	}
	hubRoles := map[string]bool{}
	for _, page := range []string{"categories/large/", "categories/large/2/"} {
		for _, a := range all(site.page(t, page), "section#roles ul.cards > li > a") {
			hubRoles[value(a, "href")] = true
		}
	}
	if len(hubRoles) != 900 {
		t.Errorf("the pages of the hub list %d roles of 900", len(hubRoles))
	}
}

func TestGerman(t *testing.T) {
	site := mustBuild(t, build.Options{Source: fstest.MapFS{
		"content/site.yaml": settings(object{"title": "Berufe", "language": "de"}),
		"content/roles/pfleger.md": role("Pflegefachkraft", "pflege", object{"updated": "2026-03-04", "authors": []string{"Ada Beispiel"},
			"salary": object{"currency": "EUR", "period": "month", "median": 3150.5, "p10": 2400, "source": object{"name": "Erhebung"}}},
			"Die Arbeit.\n\n## Aufgaben {#duties}\n\n- Pflegen\n\n## Häufige Fragen {#faq}\n\n### Ist es schwer?\n\nManchmal.\n\n## Gehalt {#salary}\n\nEs schwankt.\n"),
	}, Minify: true})
	site.check(t)
	overview := site.page(t, "roles/pfleger/")
	if lang := value(first(overview, "html"), "lang"); lang != "de" {
		t.Errorf("lang %q", lang)
	}
	if got := text(first(overview, "section#salary p.headline b")); got != "3.150,50 €" {
		t.Errorf("the median is written %q", got)
	}
	if got := text(first(overview, "ul.byline time")); got != "4. März 2026" {
		t.Errorf("the date is written %q", got)
	}
	if first(site.page(t, "roles/pfleger/job-description/"), "section#duties") == nil || first(site.page(t, "roles/pfleger/faq/"), "section#faq h3") == nil {
		t.Error("sections known by {#key} are not on their pages")
	}
	for _, name := range site.pages() {
		for _, word := range []string{"Skip to content", "Search", "Median pay", "Overview", "Updated", "Home", "You are here", "At a glance"} {
			if strings.Contains(text(first(site.docs[name], "body")), word) {
				t.Errorf("%s says %q", name, word)
			}
		}
	}
}

func TestAliases(t *testing.T) {
	site := mustBuild(t, build.Options{Source: fstest.MapFS{
		"content/site.yaml":       settings(nil),
		"content/roles/nurse.md":  role("Nurse", "care", object{"aliases": object{"overview": []string{"/old/nurse/"}, "faq": []string{"/old/nurse-faq/"}}}, body),
		"content/guides/start.md": file(object{"title": "Start", "summary": "How to start.", "aliases": []string{"/begin/"}}, "Begin.\n"),
	}, Minify: true})
	site.check(t)
	for from, to := range map[string]string{"old/nurse/": "/roles/nurse/", "old/nurse-faq/": "/roles/nurse/faq/", "begin/": "/guides/start/"} {
		doc := site.page(t, from)
		if got := value(first(doc, "meta[http-equiv=refresh]"), "content"); got != "0; url="+to {
			t.Errorf("/%s redirects %q, want %s", from, got, to)
		}
		if got := value(first(doc, "link[rel=canonical]"), "href"); got != "https://site.example"+to {
			t.Errorf("/%s: canonical address %q", from, got)
		}
		if got := value(first(doc, "body a"), "href"); got != to {
			t.Errorf("/%s: the link leads to %q", from, got)
		}
		if bytes.Contains(site.files["sitemap.xml"], []byte("/"+from)) {
			t.Errorf("/%s is in the sitemap", from)
		}
	}
}

// hidden is a site with a draft, a future article, and links to both.
func hidden() fstest.MapFS {
	return fstest.MapFS{
		"content/site.yaml": settings(nil),
		"content/roles/nurse.md": role("Nurse", "care", object{"updated": "2026-01-01", "related": []string{"medic"}, "progression": object{"to": []string{"chief"}}},
			"See the [medic](medic.md), the [chief](/roles/chief/) and the [cook](cook.md).\n"),
		"content/roles/medic.md": role("Medic", "drafts", object{"draft": true, "updated": "2026-01-02"}, ""),
		"content/roles/chief.md": role("Chief", "care", object{"published": "2026-06-16", "updated": "2026-06-16"}, ""),
		"content/roles/cook.md":  role("Cook", "care", object{"published": "2026-06-15"}, ""),
	}
}

func TestDraftsAndFuture(t *testing.T) {
	for _, tt := range []struct {
		name                 string
		drafts, future, late bool
		medic, chief         bool
	}{
		{name: "neither"},
		{name: "drafts", drafts: true, medic: true},
		{name: "future", future: true, chief: true},
		{name: "a day later", late: true, chief: true},
		{name: "both", drafts: true, future: true, medic: true, chief: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := build.Options{Source: hidden(), Drafts: tt.drafts, Future: tt.future, Minify: true, Now: buildDay}
			if tt.late {
				o.Now = o.Now.Add(24 * time.Hour)
			}
			site := mustBuild(t, o)
			site.check(t)
			intro := first(site.page(t, "roles/nurse/"), "div.intro")
			if got := text(intro); got != "See the medic, the chief and the cook." {
				t.Errorf("the text is %q", got)
			}
			for name, want := range map[string]bool{"medic": tt.medic, "chief": tt.chief, "cook": true} {
				if got := site.docs["roles/"+name+"/index.html"] != nil; got != want {
					t.Errorf("%s is built: %t", name, got)
				}
				if got := first(intro, "a[href=/roles/"+name+"/]") != nil; got != want {
					t.Errorf("the link to %s is one: %t", name, got)
				}
				notice := false
				for _, f := range site.result.Findings {
					notice = notice || f.File == "content/roles/nurse.md" && f.Line > 0 && strings.Contains(f.Message, name)
				}
				if notice == want {
					t.Errorf("a notice of %s: %t\n%s", name, notice, list(site.result.Findings))
				}
				if want {
					continue
				}
				for file, data := range site.files {
					if bytes.Contains(data, []byte("/roles/"+name+"/")) || bytes.Contains(data, []byte("What "+strings.ToUpper(name[:1])+name[1:]+" is about")) {
						t.Errorf("%s tells of %s, which is not published", file, name)
					}
				}
			}
			if got := site.docs["categories/drafts/index.html"] != nil; got != tt.medic {
				t.Errorf("the hub of drafts alone is built: %t", got)
			}
		})
	}
}

// edgeSite has what our own content has not: pictures, a logo, a table wider
// than its head, footnotes, sections of free names, several currencies.
func edgeSite() fs.FS {
	var picture bytes.Buffer
	png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 30, 20)))
	return fstest.MapFS{
		"content/site.yaml":         settings(object{"logo": "/images/logo.png", "social": object{"x": "@sample"}, "description": "A sample."}),
		"assets/images/logo.png":    {Data: picture.Bytes()},
		"assets/static/favicon.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)},
		"content/roles/nurse/index.md": role("Nurse", "care", object{"image": "ward.png",
			"salary": object{"currency": "USD", "period": "hour", "mean": 48.25, "source": object{"name": "Survey", "url": "https://survey.example/"},
				"regions": []object{{"region": "DE", "currency": "EUR", "period": "month", "median": 4400}, {"region": "US-CA", "p10": 30, "p90": 70}}},
			"education":      []object{{"level": "bachelor", "requirement": "required"}, {"level": "associate", "requirement": "required", "share": 30}},
			"certifications": []object{{"name": "Licence", "kind": "license", "requirement": "required", "region": "US"}},
			"experience":     []object{{"tier": "Start"}, {"tier": "Later", "years": object{"min": 5}, "salary": object{"mean": 60}}},
			"outlook":        object{"growth_percent": -3.5},
			"progression":    object{"to": []object{{"title": "Head nurse"}}},
			"links":          []object{{"title": "The medic", "url": "/roles/medic/"}}},
			"![A ward](ward.png)\n\n"+body+"\n## Tables and notes\n\n| A | B |\n|---|:--:|\n| 1 | 2 |\n\nA note.[^1]\n\n[^1]: Here.\n\n### Deeper\n\n#### Deepest\n\n- [ ] to do\n- [x] done\n\n```go\nfunc main() {}\n```\n\n> Said.\n\n1. One\n2. Two\n\nAuto https://auto.example/ and ~~gone~~ <b>raw</b>.\n"),
		"content/roles/nurse/ward.png": {Data: picture.Bytes()},
		"content/roles/medic.md":       role("Medic", "care", object{"posting": object{"pay": object{"min": 20, "currency": "EUR", "period": "hour"}}}, "## Interview Questions\n\n### Why?\n\nBecause.\n"),
		"content/guides/start.md":      file(object{"title": "Start", "summary": "How to start.", "image": "/images/logo.png"}, "![Logo](/images/logo.png)\n\n## One\n\n## Two\n\n## Three\n"),
		"content/categories/empty.md":  file(object{"title": "Empty"}, "No role names it.\n"),
	}
}

func TestEdgeSite(t *testing.T) {
	site := mustBuild(t, build.Options{Source: edgeSite(), Minify: true})
	site.check(t)
	if site.files["roles/nurse/ward.png"] == nil || site.files["images/logo.png"] == nil || site.files["favicon.svg"] == nil {
		t.Error("a picture was not copied")
	}
	image := first(site.page(t, "roles/nurse/"), "main img")
	if value(image, "width") != "30" || value(image, "height") != "20" || value(image, "alt") != "A ward" {
		t.Errorf("the picture is %v", image)
	}
	var occupation string
	for _, s := range all(site.page(t, "roles/nurse/"), "script[type=application/ld+json]") {
		occupation += s.FirstChild.Data
	}
	if strings.Contains(occupation, `"median"`) || !strings.Contains(occupation, `"@type":"MonetaryAmount","currency":"USD"`) {
		t.Errorf("a mean alone is not a MonetaryAmount: %s", occupation)
	}
}
