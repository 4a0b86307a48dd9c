package corpus

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
)

// draft is an article as the random writer knows it.
type draft struct {
	fields map[string]string // YAML by key
	body   string
}

func (d draft) text() string {
	var b strings.Builder
	b.WriteString("---\n")
	for _, key := range slices.Sorted(maps.Keys(d.fields)) {
		fmt.Fprintf(&b, "%s: %s\n", key, d.fields[key])
	}
	return b.String() + "---\n" + d.body
}

// Author is a writer who edits a small site at random, and makes every kind of
// mistake: whatever follows edits is tried on it. The same seed writes the same.
type Author struct {
	*rand.Rand
	articles map[string]draft
	files    map[string]string
	made     int
}

// NewAuthor returns an author with a site that has no mistake.
func NewAuthor(seed uint64) *Author {
	a := &Author{Rand: rand.New(rand.NewPCG(seed, 1)), articles: map[string]draft{}, files: map[string]string{
		"content/sources.yaml": "survey:\n  name: A survey\n  url: https://survey.example/\n",
	}}
	a.settings()
	for range 9 {
		a.newRole()
	}
	a.articles["content/categories/care.md"] = draft{map[string]string{"title": "Care", "summary": "All of care."}, "Text of the hub.\n\n## Where to begin\n\nHere.\n"}
	a.articles["content/guides/first.md"] = a.text("First")
	a.articles["content/pages/about.md"] = a.text("About")
	return a
}

// Tree returns every file as it is to be on disk, by its name.
func (a *Author) Tree() map[string]string {
	tree := maps.Clone(a.files)
	for name, d := range a.articles {
		tree[name] = d.text()
	}
	return tree
}

// Copy returns what Revert goes back to.
func (a *Author) Copy() *Author {
	c := *a
	c.files, c.articles = maps.Clone(a.files), map[string]draft{}
	for name, d := range a.articles {
		c.articles[name] = draft{maps.Clone(d.fields), d.body}
	}
	return &c
}

// Revert takes over the site of a copy.
func (a *Author) Revert(to *Author) {
	c := to.Copy()
	a.files, a.articles = c.files, c.articles
}

func (a *Author) next() int {
	a.made++
	return a.made
}

func (a *Author) pick(list ...string) string { return list[a.IntN(len(list))] }

// named returns an article of a folder, or "".
func (a *Author) named(folder string) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(a.articles)) {
		if strings.HasPrefix(name, folder) {
			list = append(list, name)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return a.pick(list...)
}

func (a *Author) text(title string) draft {
	return draft{map[string]string{"title": title, "summary": "What there is to say of it.", "updated": fmt.Sprintf("2026-0%d-11", 1+a.IntN(5))},
		"Words of " + title + ".\n\n## One\n\nText.\n\n## Two {#two}\n\nText.\n\n## Three\n\nText.\n"}
}

func (a *Author) newRole() string {
	n := a.next()
	name := fmt.Sprintf("content/roles/%s/role-%d.md", a.pick("a", "b", "c/deep"), n)
	if a.IntN(6) == 0 {
		name = fmt.Sprintf("content/roles/role-%d/index.md", n)
	}
	title := fmt.Sprintf("Tester %d", n)
	d := draft{map[string]string{"title": title, "summary": "Tests things.", "category": a.pick("care", "trade", "lab"), "updated": fmt.Sprintf("2026-0%d-11", 1+a.IntN(5))}, "An introduction.\n"}
	for _, section := range []string{"Duties", "What Does a " + title + " Do?", "Salary", "FAQ", "Conclusion", "Own"} {
		if a.IntN(3) > 0 {
			d.body += "\n## " + section + "\n\nText.\n\n### A question?\n\nAn answer.\n"
		}
	}
	a.articles[name] = d
	a.files[path.Dir(name)+"/ward.png"] = Drawing(20, 10)
	return name
}

func (a *Author) settings() {
	base := a.pick("https://site.example/", "https://site.example/", "https://site.example/sub/")
	text := "title: " + a.pick("Careers", "Work") + "\nbase_url: " + base + "\n"
	switch a.IntN(4) {
	case 0:
		text += "role_pages: [job-description, faq]\n"
	case 1:
		text += "role_pages: []\n"
	}
	if a.IntN(3) == 0 {
		text += "menu: [{title: All, url: /roles/}, {title: Two, url: \"/guides/first/#two\"}]\n"
	}
	if a.IntN(3) == 0 {
		text += "documents: true\nmarkdown_pages: true\n"
	}
	if a.IntN(3) == 0 {
		text += "language: de\n"
	}
	if a.IntN(3) == 0 {
		text += "social_cards: true\n" + a.pick("", "theme: {accent: navy}\n")
	}
	if a.IntN(4) == 0 {
		text += "images: {variants: false}\n"
	}
	a.files["content/site.yaml"] = text
}

// Edit changes something, and says what.
func (a *Author) Edit() string {
	role := a.named("content/roles/")
	if role == "" {
		return "create " + a.newRole()
	}
	d := a.articles[role]
	set := func(key, value string) string {
		d.fields[key] = value
		return role + ": " + key + ": " + value
	}
	toggle := func(key, value string) string {
		if _, ok := d.fields[key]; ok && a.IntN(2) == 0 {
			delete(d.fields, key)
			return role + ": no " + key
		}
		return set(key, value)
	}
	other := a.slug(a.named("content/roles/"))
	switch a.IntN(34) {
	case 0, 1, 2:
		d.body += fmt.Sprintf("\nA line of %d words.\n", a.IntN(1000))
	case 3:
		d.body += "\n### " + a.pick("More", "Else") + fmt.Sprintf(" %d\n\nText.\n", a.next())
	case 4:
		d.body += "\nSee [it](/roles/" + other + "/" + a.pick("", "#own", "#salary", "faq/", "#main") + ") and [that](" + a.pick("/guides/first/#two", "/about/", "/nowhere/", "role-1.md") + ").\n"
	case 5:
		d.body += "\n![a ward](" + a.pick("ward.png", "ward.png", "more.png", "/images/map.png") + ")\n"
	case 6:
		d.body = "New text.\n"
	case 7:
		return set("title", a.pick("Tester", "Drafter", "Äpfler", "zoologist", "看護師")+fmt.Sprintf(" %d", a.next()))
	case 8:
		return toggle("slug", fmt.Sprintf("other-%d", a.IntN(8)))
	case 9:
		return set("category", a.pick("care", "trade", "lab", "rare"))
	case 10:
		return toggle("related", "["+other+", "+a.pick(other, "nobody", other)+"]")
	case 11:
		return set("updated", fmt.Sprintf("2026-0%d-%02d", 1+a.IntN(5), 1+a.IntN(28)))
	case 12:
		return toggle("draft", a.pick("true", "true", "false"))
	case 13:
		n := a.next()
		return toggle("aliases", a.pick(fmt.Sprintf("[/old-%d/]", n), fmt.Sprintf("[/old-%d.html]", n), fmt.Sprintf("[/deep/old-%d/index.html]", n), "{faq: [/questions/]}"))
	case 14:
		return toggle("skills", "[SQL, {name: "+a.pick("Care", "Trade", "Math")+", importance: 50}]")
	case 15, 16:
		return toggle("salary", fmt.Sprintf("{currency: %s, period: year, median: %d, source: survey}", a.pick("USD", "EUR"), 30000+a.IntN(90000)))
	case 17:
		return "create " + a.newRole()
	case 18:
		name := path.Dir(role) + fmt.Sprintf("/moved-%d.md", a.next())
		delete(a.articles, role)
		a.articles[name] = d
		return role + " is " + name
	case 19:
		delete(a.articles, role)
		return "delete " + role
	case 20:
		return a.moveFolder()
	case 21:
		return a.other("content/categories/", a.pick("care", "trade", "new"), "Hub")
	case 22:
		return a.other("content/guides/", a.pick("first", "second", "third"), "Guide")
	case 23:
		return a.other("content/pages/", a.pick("about", "legal", "search"), "Page")
	case 24:
		return a.swap("layouts/"+a.pick("faq.html", "page.html", "guide.html"), `{{define "main"}}<p>Mine</p>{{end}}`, `{{define "main"}}<p>My own {{.Title}}</p>{{end}}`, `{{define "main"}}{{.Nothing}}{{end}}`, `{{define "main"}}{{if}}{{end}}`)
	case 25:
		return a.swap("layouts/strings/"+a.pick("en.yaml", "de.yaml"), "home: Start\n", "home: Begin\nfootnote.back: Up {number}\n", "home: [\n")
	case 26:
		return a.swap("assets/static/"+a.pick("robots-note.txt", "demo/index.html", "myindex.html", ".well-known/x.txt", "favicon.svg"), "one\n", "two\n", "<p>three</p>\n")
	case 27:
		return a.swap("assets/images/map.png", Drawing(30, 30), Drawing(40, 20), "no picture")
	case 28:
		return a.swap("assets/css/main.css", "p { color: red }\n", "p { color: blue }\n", "@import \"nothing.css\";\n")
	case 29:
		return a.swap("assets/js/"+a.pick("main.js", "faq.js"), "console.log(1);\n", "console.log(2);\n", "let let = ;\n")
	case 30:
		a.settings()
		return "settings: " + a.files["content/site.yaml"]
	case 31:
		name := path.Dir(role) + "/" + a.pick("ward.png", "more.png")
		return a.swap(name, Drawing(21, 11), Drawing(700, 60), Drawing(900, 80), "no picture")
	case 32:
		return toggle("image", a.pick("ward.png", "more.png", "/images/map.png"))
	case 33:
		return a.damage(role)
	}
	a.articles[role] = d
	return role + ": text"
}

func (a *Author) slug(role string) string {
	if slug := a.articles[role].fields["slug"]; slug != "" {
		return slug
	}
	base := strings.TrimSuffix(path.Base(role), ".md")
	if base == "index" {
		return path.Base(path.Dir(role))
	}
	return base
}

// moveFolder renames a folder with all that is in it.
func (a *Author) moveFolder() string {
	from := "content/roles/" + a.pick("a", "b", "c")
	to := fmt.Sprintf("content/roles/%s%d", a.pick("d", "e"), a.next())
	for name, d := range maps.Clone(a.articles) {
		if rest, ok := strings.CutPrefix(name, from+"/"); ok {
			delete(a.articles, name)
			a.articles[to+"/"+rest] = d
		}
	}
	for name, text := range maps.Clone(a.files) {
		if rest, ok := strings.CutPrefix(name, from+"/"); ok {
			delete(a.files, name)
			a.files[to+"/"+rest] = text
		}
	}
	return from + " is " + to
}

// other makes, changes or deletes an article that is no role.
func (a *Author) other(folder, slug, title string) string {
	name := folder + slug + ".md"
	d, there := a.articles[name]
	switch {
	case there && a.IntN(3) == 0:
		delete(a.articles, name)
		return "delete " + name
	case there && a.IntN(2) == 0:
		d.body += fmt.Sprintf("\n## More %d\n\nText.\n", a.next())
		a.articles[name] = d
		return name + ": text"
	}
	d = a.text(fmt.Sprintf("%s %d", title, a.next()))
	if a.IntN(4) == 0 {
		d.fields["published"] = "2030-01-01"
		delete(d.fields, "updated")
	}
	a.articles[name] = d
	return name + ": written"
}

// swap makes a file of one of several texts, or deletes it.
func (a *Author) swap(name string, texts ...string) string {
	if _, there := a.files[name]; there && a.IntN(3) == 0 {
		delete(a.files, name)
		return "delete " + name
	}
	a.files[name] = a.pick(texts...)
	return name + ": written"
}

// damage makes a mistake.
func (a *Author) damage(role string) string {
	d := a.articles[role]
	what := a.pick("unknown field", "no end", "syntax", "heading", "twice", "settings", "no settings", "sources", "misplaced", "encoding")
	switch what {
	case "unknown field":
		d.fields["salery"] = "1"
	case "no end":
		d.fields["title"] = "T\n\nno end of it"
		delete(a.articles, role)
		a.files[role] = "---\ntitle: T\n"
	case "syntax":
		d.fields["title"] = "[a, b"
	case "heading":
		d.body += "\n# First level\n"
	case "twice":
		d.body += "\n## Salary\n\nOnce.\n\n## Pay\n\nTwice.\n"
	case "settings":
		a.files["content/site.yaml"] += "titel: T\n"
	case "no settings":
		delete(a.files, "content/site.yaml")
	case "sources":
		a.files["content/sources.yaml"] = "survey: {url: https://survey.example/}\n"
	case "misplaced":
		a.files["content/role/x.md"] = "text"
	case "encoding":
		d.body += "\xff\xfe\n"
	}
	if _, ok := a.articles[role]; ok {
		a.articles[role] = d
	}
	return role + ": " + what
}

// Drawing returns a grey picture, a PNG, of a size in pixels.
func Drawing(width, height int) string {
	var b bytes.Buffer
	_ = png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height)))
	return b.String()
}
