package move

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

var now = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func options() Options {
	return Options{Now: now, Link: func(fsys fs.FS) (diag.List, *site.Site) { return link(fsys, nil) }}
}

func link(fsys fs.FS, assets map[string]site.Asset) (diag.List, *site.Site) {
	cfg, found := config.Load(fsys)
	articles, more := content.Load(fsys, cfg, content.Options{Now: now})
	if found = append(found, more...); found.HasErrors() {
		return found, nil
	}
	s, more := site.Link(cfg, articles, assets)
	return append(found, more...), s
}

// role is an article with a title, a summary and a category.
func role(fields, body string) string {
	return "---\ntitle: T\nsummary: S\ncategory: health\n" + fields + "---\n" + body
}

func text(fields, body string) string { return "---\ntitle: T\nsummary: S\n" + fields + "---\n" + body }

const settings = "title: T\nbase_url: https://example.org/sub/\n"

// Every place that names an article, before and after its move: nurse becomes
// ward-nurse. What is not in want stays byte for byte.
func TestPrepare(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		files, want    map[string]string // want: of files that change, by their new names
	}{
		{"links", "nurse", "ward-nurse", map[string]string{
			"roles/nurse.md": role("", "[me](nurse.md#faq) [me](#faq)\n\n## FAQ\n\n### Why?\n\nA.\n"),
			"guides/g.md": text("", "[a](../roles/nurse.md), [b](../roles/nurse.md#faq \"nurse.md\"), [c](</roles/nurse/>), [d](/roles/nurse/faq/?x=1#faq)\n[e][n] ![](https://example.org/sub/roles/nurse/)\n"+
				"`[x](../roles/nurse.md)` [f](https://example.org/sub/roles/nurse/) <https://example.org/sub/roles/nurse/faq/> https://example.org/sub/roles/nurse\n\n"+
				"    [code](../roles/nurse.md)\n\n```\n[n]: ../roles/nurse.md\n/roles/nurse/\n```\n\n[n]: ../roles/nurse.md 'T'\n\n[g](/roles/nurse-aide/) [h](https://example.org/roles/nurse/) [i](../roles/nurse-aide.md) nurse.md\n"),
			"roles/nurse-aide.md": role("", "[a](./nurse.md) [b](/roles/nurse)\n"),
		}, map[string]string{
			"roles/ward-nurse.md": role("aliases:\n  - \"/roles/nurse/\"\n", "[me](ward-nurse.md#faq) [me](#faq)\n\n## FAQ\n\n### Why?\n\nA.\n"),
			"guides/g.md": text("", "[a](../roles/ward-nurse.md), [b](../roles/ward-nurse.md#faq \"nurse.md\"), [c](</roles/ward-nurse/>), [d](/roles/ward-nurse/faq/?x=1#faq)\n[e][n] ![](https://example.org/sub/roles/nurse/)\n"+
				"`[x](../roles/nurse.md)` [f](https://example.org/sub/roles/ward-nurse/) <https://example.org/sub/roles/ward-nurse/faq/> https://example.org/sub/roles/ward-nurse\n\n"+
				"    [code](../roles/nurse.md)\n\n```\n[n]: ../roles/nurse.md\n/roles/nurse/\n```\n\n[n]: ../roles/ward-nurse.md 'T'\n\n[g](/roles/nurse-aide/) [h](https://example.org/roles/nurse/) [i](../roles/nurse-aide.md) nurse.md\n"),
			"roles/nurse-aide.md": role("", "[a](./ward-nurse.md) [b](/roles/ward-nurse)\n"),
		}},
		{"fields", "/roles/nurse/", "/roles/ward-nurse/", map[string]string{
			"roles/nurse.md":   role("related: [chef]\n", ""),
			"roles/chef.md":    role("related: ['nurse', clerk] # nurse\nprogression: {from: [nurse], to: [{slug: nurse}, {title: nurse}]}\nlinks:\n  - {title: nurse, url: /roles/nurse/}\n", "\r\n"),
			"roles/clerk.md":   role("related: nurse\nsalary: {currency: USD, period: year, mean: 5, source: {name: nurse, url: /roles/nurse/related/}}\nalternate_titles: [nurse]\n", "[c](/compare/chef-vs-nurse/) [d](/compare/?roles=chef,nurse#main)"),
			"rankings/best.md": text("by: salary.mean\nover: [nurse, chef]\n", ""), "rankings/most.md": text("by: salary.mean\nover:\n  roles:\n    - nurse\n    - chef\n", ""),
			"pay.csv": "role,region,median,currency,period\r\nnurse,US-CA,7,USD,year\r\nchef,US-CA,7,USD,year\r\n", "site.yaml": settings + "compare_pages: true\nmenu:\n  - {title: nurse, url: /roles/nurse/} # mine\n", "sources.yaml": "nurse: {name: nurse, url: \"/roles/nurse/\"}\nfar: {name: nurse, url: \"https://example.org/sub/roles/nurse/faq/\"}\nnear: {name: nurse, url: \"https://example.org/roles/nurse/\"}\n",
		}, map[string]string{
			"roles/ward-nurse.md": role("related: [chef]\naliases:\n  - \"/roles/nurse/\"\n", ""),
			"roles/chef.md":       role("related: ['ward-nurse', clerk] # nurse\nprogression: {from: [ward-nurse], to: [{slug: ward-nurse}, {title: nurse}]}\nlinks:\n  - {title: nurse, url: \"/roles/ward-nurse/\"}\n", "\r\n"),
			"roles/clerk.md":      role("related: ward-nurse\nsalary: {currency: USD, period: year, mean: 5, source: {name: nurse, url: \"/roles/ward-nurse/related/\"}}\nalternate_titles: [nurse]\n", "[c](/compare/chef-vs-ward-nurse/) [d](/compare/?roles=chef,ward-nurse#main)"),
			"rankings/best.md":    text("by: salary.mean\nover: [ward-nurse, chef]\n", ""), "rankings/most.md": text("by: salary.mean\nover:\n  roles:\n    - ward-nurse\n    - chef\n", ""),
			"pay.csv": "role,region,median,currency,period\r\nward-nurse,US-CA,7,USD,year\r\nchef,US-CA,7,USD,year\r\n", "site.yaml": settings + "compare_pages: true\nmenu:\n  - {title: nurse, url: \"/roles/ward-nurse/\"} # mine\n", "sources.yaml": "nurse: {name: nurse, url: \"/roles/ward-nurse/\"}\nfar: {name: nurse, url: \"https://example.org/sub/roles/ward-nurse/faq/\"}\nnear: {name: nurse, url: \"https://example.org/roles/nurse/\"}\n",
		}},
		{"another folder", "content/roles/a/nurse.md", "content/roles/b/c/", map[string]string{
			"roles/a/nurse.md": role("image: p.png\n", "[x](chef.md) ![](img/q.png) [y](../../guides/g.md)\n"), "roles/a/chef.md": role("", "[n](nurse.md)"),
			"roles/a/p.png": "png", "roles/a/img/q.png": "png", "roles/a/other.png": "png", "guides/g.md": text("", "/roles/nurse/"),
		}, map[string]string{
			"roles/b/c/nurse.md": role("image: p.png\n", "[x](../../a/chef.md) ![](img/q.png) [y](../../../guides/g.md)\n"), "roles/a/chef.md": role("", "[n](../b/c/nurse.md)"),
			"roles/b/c/p.png": "png", "roles/b/c/img/q.png": "png",
		}},
		{"a folder of its own", "nurse", "ward-nurse", map[string]string{
			"roles/nurse/index.md": role("aliases: /n/\n", "![](p.png) [c](../chef.md)"), "roles/nurse/p.png": "png", "roles/nurse/deep/draft.txt": "t", "roles/chef.md": role("", "[n](nurse/index.md)"),
		}, map[string]string{
			"roles/ward-nurse/index.md": role("aliases: [\"/n/\", \"/roles/nurse/\"]\n", "![](p.png) [c](../chef.md)"), "roles/ward-nurse/p.png": "png", "roles/ward-nurse/deep/draft.txt": "t", "roles/chef.md": role("", "[n](ward-nurse/index.md)"),
		}},
		{"back again", "ward-nurse", "nurse", map[string]string{"roles/ward-nurse.md": role("aliases:\n  - /x/\n  - /roles/nurse # first\n", "")},
			map[string]string{"roles/nurse.md": role("aliases:\n  - /x/\n  - \"/roles/ward-nurse/\" # first\n", "")}},
		{"back to the one alias", "ward-nurse", "nurse", map[string]string{"roles/ward-nurse.md": role("aliases: /roles/nurse/index.html\n", "")}, map[string]string{"roles/nurse.md": role("aliases: \"/roles/ward-nurse/\"\n", "")}},
		{"a mapping of aliases", "nurse", "ward-nurse", map[string]string{"roles/nurse.md": role("aliases: {faq: /f/}\n", "## FAQ\n\n### W?\n\nA.\n")},
			map[string]string{"roles/ward-nurse.md": role("aliases: {faq: /f/, overview: [\"/roles/nurse/\"]}\n", "## FAQ\n\n### W?\n\nA.\n")}},
		{"a slug of its own", "nurse", "ward-nurse", map[string]string{"roles/health.md": role("slug: nurse\n", "[me](health.md)"), "guides/nurse-guide.md": text("", "[n](../roles/health.md) [n](/roles/nurse/)")},
			map[string]string{"roles/health.md": role("slug: ward-nurse\naliases:\n  - \"/roles/nurse/\"\n", "[me](health.md)"), "guides/nurse-guide.md": text("", "[n](../roles/health.md) [n](/roles/ward-nurse/)")}},
		{"a file with a slug of its own", "content/roles/health.md", "content/roles/care.md", map[string]string{"roles/health.md": role("slug: nurse\n", "[me](health.md)"), "guides/g.md": text("", "[n](../roles/health.md) [n](/roles/nurse/)")},
			map[string]string{"roles/care.md": role("slug: nurse\n", "[me](care.md)"), "guides/g.md": text("", "[n](../roles/care.md) [n](/roles/nurse/)")}},
		{"a draft", "nurse", "ward-nurse", map[string]string{"roles/nurse.md": role("draft: true\n", ""), "roles/chef.md": role("related: [nurse]\n", "")},
			map[string]string{"roles/ward-nurse.md": role("draft: true\n", ""), "roles/chef.md": role("related: [ward-nurse]\n", "")}},
		{"named in drafts", "nurse", "ward-nurse", map[string]string{"roles/nurse.md": role("", ""), "roles/chef.md": "---\ntitle: T\ndraft: true\nrelated: [nurse]\n---\n[n](nurse.md) [gone](gone.md)", "guides/later.md": text("published: 2030-01-01\n", "[n](/roles/nurse/)")},
			map[string]string{"roles/ward-nurse.md": role("aliases:\n  - \"/roles/nurse/\"\n", ""), "roles/chef.md": "---\ntitle: T\ndraft: true\nrelated: [ward-nurse]\n---\n[n](ward-nurse.md) [gone](gone.md)", "guides/later.md": text("published: 2030-01-01\n", "[n](/roles/ward-nurse/)")}},
		{"a category", "content/categories/health.md", "care", map[string]string{
			"categories/health.md": "---\ntitle: Health\n---\n", "roles/a.md": role("", "[h](/categories/health/) [h](../categories/health.md)"), "roles/b.md": role("", "[x](/roles/health/)"), "roles/health.md": role("slug: health\n", ""), "rankings/r.md": text("by: salary.mean\nover: {category: health}\n", ""),
		}, map[string]string{
			"categories/care.md": "---\ntitle: Health\naliases:\n  - \"/categories/health/\"\n---\n", "roles/a.md": strings.Replace(role("", "[h](/categories/care/) [h](../categories/care.md)"), "category: health", "category: care", 1),
			"roles/b.md": strings.Replace(role("", "[x](/roles/health/)"), "category: health", "category: care", 1), "roles/health.md": strings.Replace(role("slug: health\n", ""), "category: health", "category: care", 1), "rankings/r.md": text("by: salary.mean\nover: {category: care}\n", ""),
		}},
		{"a guide and a page", "about", "/us/", map[string]string{"pages/about.md": text("", ""), "guides/g.md": text("", "[a](/about/#main) [b](/about/index.html) [c](/about) [d](../pages/about.md)"), "site.yaml": settings + "menu: [{title: A, url: '/about/'}]"},
			map[string]string{"pages/us.md": text("aliases:\n  - \"/about/\"\n", ""), "guides/g.md": text("", "[a](/us/#main) [b](/us/index.html) [c](/us) [d](../pages/us.md)"), "site.yaml": settings + "menu: [{title: A, url: '/us/'}]"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before := files(tt.files)
			plan, found := Prepare(t.Context(), before, tt.old, tt.new, options())
			if plan == nil {
				t.Fatal(found)
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, before); err != nil {
				t.Fatal(err)
			}
			write(t, dir, plan)
			want := map[string]string{}
			for name, f := range before {
				want[name] = string(f.Data)
			}
			for old := range plan.Moved {
				delete(want, old)
			}
			delete(want, plan.From)
			for name, data := range tt.want {
				if strings.HasSuffix(name, ".png") {
					data = string(picture)
				}
				want["content/"+name] = data
			}
			got := tree(t, dir)
			for _, name := range slices.Sorted(maps.Keys(want)) {
				if got[name] != want[name] {
					t.Errorf("%s:\n%q\nwant\n%q", name, got[name], want[name])
				}
			}
			for name := range got {
				if _, ok := want[name]; !ok {
					t.Errorf("there is %s", name)
				}
			}
		})
	}
}

func files(text map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"content/site.yaml": {Data: []byte(settings)}}
	for name, data := range text {
		if strings.HasSuffix(name, ".png") {
			data = string(picture)
		}
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(data), Mode: 0o644}
	}
	return fsys
}

func write(t *testing.T, dir string, plan *Plan) {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := plan.Write(root); err != nil {
		t.Fatal(err)
	}
}

// tree returns every file, and folders that are empty.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		if err != nil {
			return err
		}
		if d.IsDir() {
			if entries, err := os.ReadDir(name); err == nil && len(entries) == 0 {
				got[rel+"/"] = ""
			}
			return nil
		}
		data, err := os.ReadFile(name)
		got[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// picture is a PNG of one pixel.
var picture = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82")

// What cannot be is told with its place, and no plan is made.
func TestRefused(t *testing.T) {
	base := map[string]string{"roles/nurse.md": role("", ""), "roles/chef.md": role("", ""), "guides/nurse.md": text("", ""), "pages/about.md": text("", "")}
	with := func(more map[string]string) map[string]string {
		all := maps.Clone(base)
		maps.Copy(all, more)
		return all
	}
	for _, tt := range []struct {
		name, old, new string
		more           map[string]string
		want           string
	}{
		{"no such slug", "nurze", "x", nil, `there is no article "nurze" (did you mean "nurse"?)`},
		{"no such file", "content/roles/nurze.md", "x", nil, `there is no article "content/roles/nurze.md" (did you mean "content/roles/nurse.md"?)`},
		{"no such address", "/roles/nurze/", "x", nil, `there is no article "/roles/nurze/" (did you mean "/roles/nurse/"?)`},
		{"two of a slug", "nurse", "x", nil, `"nurse" is the slug of content/guides/nurse.md and of content/roles/nurse.md`},
		{"taken file", "/roles/nurse/", "chef", nil, "content/roles/chef.md:1:1: there is a file of this name already"},
		{"taken address", "/roles/nurse/", "x", map[string]string{"roles/y.md": role("slug: x\n", "")}, `content/roles/y.md:5:7: after the move: slug "x" is taken by content/roles/x.md`},
		{"taken by an alias", "/roles/nurse/", "x", map[string]string{"pages/about.md": text("aliases: [/roles/x/]\n", "")}, "content/pages/about.md:4:11: after the move: two pages at /roles/x/: this and content/roles/x.md"},
		{"no slug", "/roles/nurse/", "Ward Nurse", nil, `content/roles/nurse.md:1:1: "Ward Nurse" is not a slug`},
		{"out of the site", "/roles/nurse/", "content/roles/../../x.md", nil, `content/roles/nurse.md:1:1: "content/roles/../../x.md" is no file of an article`},
		{"another kind", "/roles/nurse/", "content/guides/x.md", nil, "content/roles/nurse.md:1:1: an article of content/roles cannot become one of content/guides"},
		{"another kind's address", "/roles/nurse/", "/guides/x/", nil, "content/roles/nurse.md:1:1: /roles/nurse/ cannot move to /guides/x/"},
		{"a page of the site's own", "about", "roles", nil, "content/pages/roles.md:2:1: after the move: two pages at /roles/: this and the list of roles"},
		{"itself", "/roles/nurse/", "/roles/nurse/", nil, "content/roles/nurse.md:1:1: it has this name already"},
		{"toml", "/roles/nurse/", "x", map[string]string{"roles/nurse.md": "+++\ntitle = 'T'\nsummary = 'S'\ncategory = 'c'\n+++\n"}, "content/roles/nurse.md:1:1: the front matter cannot be changed, and names what moves: it is not YAML between two lines of ---"},
		{"named in json", "/roles/nurse/", "x", map[string]string{"roles/chef.md": `{"title": "T", "summary": "S", "category": "c", "related": ["nurse"]}`}, "content/roles/chef.md:1:1: the front matter cannot be changed, and names what moves: it is not YAML between two lines of ---"},
		{"anchors", "/roles/nurse/", "x", map[string]string{"roles/chef.md": role("related: &r [nurse]\nalternate_titles: *r\n", "")}, "content/roles/chef.md:2:1: the front matter is too intricate to change safely"},
		{"escapes", "/roles/nurse/", "x", map[string]string{"guides/g.md": text("", "Text.\n\n[n](/roles/nur&#115;e/)")}, `content/guides/g.md:7:1: link "/roles/nurse/" cannot be rewritten: its address is spelled with escapes`},
		{"taken by a draft", "/roles/nurse/", "x", map[string]string{"roles/y.md": role("draft: true\nslug: x\n", "")}, `content/roles/y.md:6:7: after the move: slug "x" is taken by content/roles/x.md`},
		{"a site with errors", "/roles/nurse/", "x", map[string]string{"roles/chef.md": "---\ntitle: T\n---\n"}, `content/roles/chef.md:2:1: missing field "category"`},
		{"a picture of two", "/roles/nurse/", "content/roles/deep/nurse.md", map[string]string{"roles/p.png": "", "roles/nurse.md": role("image: p.png\n", ""), "roles/chef.md": role("", "![](p.png)")}, "content/roles/chef.md:1:1: it shows content/roles/p.png, which would move with content/roles/nurse.md"},
		{"a category in use", "/categories/care/", "health", map[string]string{"categories/care.md": text("", "")}, `content/roles/chef.md:4:11: category "health" is in use, and the two would become one`},
		{"a category of a draft", "/categories/care/", "deep", map[string]string{"categories/care.md": text("", ""), "roles/y.md": "---\ntitle: T\nsummary: S\ncategory: deep\ndraft: true\n---\n"}, `content/roles/y.md:4:11: category "deep" is in use, and the two would become one`},
		{"a folder with another article", "content/roles/own", "x", map[string]string{"roles/own/index.md": role("", ""), "roles/own/more.md": role("", "")}, "content/roles/own/more.md:1:1: this article stands in the folder that would move"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			plan, found := Prepare(t.Context(), files(with(tt.more)), tt.old, tt.new, options())
			var said []string
			for _, f := range found {
				if f.Severity == diag.Error {
					said = append(said, f.String())
				}
			}
			if plan != nil || !strings.HasPrefix(strings.Join(said, "\n"), tt.want) {
				t.Errorf("%v\n%s\nwant\n%s", plan != nil, strings.Join(said, "\n"), tt.want)
			}
		})
	}
}

func TestEditsAndNotices(t *testing.T) {
	fsys := files(map[string]string{"roles/nurse.md": role("", "one\n"), "guides/g.md": text("", "one\n[n](/roles/nurse/)\n")})
	fsys["layouts/partials/head-extra.html"] = &fstest.MapFile{Data: []byte("{{define \"head-extra\"}}\n<!-- é --><a href=\"/roles/nurse/\">{{end}}")}
	fsys["content/site.yaml"].Data = []byte(settings + "raw_html: true\n")
	fsys["content/guides/h.md"] = &fstest.MapFile{Data: []byte(text("", "<a href=\"/roles/nurse/\">n</a> `x=y /roles/nurse/`\n"))}
	plan, found := Prepare(t.Context(), fsys, "nurse", "x", options())
	if plan == nil {
		t.Fatal(found)
	}
	want := []Edit{{"content/guides/g.md", 6, "[n](/roles/nurse/)", "[n](/roles/x/)"}, {"content/roles/x.md", 5, "", "aliases:"}, {"content/roles/x.md", 5, "", `  - "/roles/nurse/"`}}
	if !slices.Equal(plan.Edits, want) {
		t.Errorf("%+v", plan.Edits)
	}
	if got := fmt.Sprint(plan.Notices); got != "[layouts/partials/head-extra.html:2:20: notice: names /roles/nurse/, which redirects to /roles/x/ now content/guides/h.md:5:10: notice: names /roles/nurse/, which redirects to /roles/x/ now]" {
		t.Errorf("%s", got)
	}
}
