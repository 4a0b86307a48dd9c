package serve

import (
	"net"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// bases are base URLs, and the paths that they have.
var bases = map[string]string{"https://site.example/": "", "https://site.example/sub/": "/sub"}

// TestBrowser does in Chromium what a writer does.
func TestBrowser(t *testing.T) {
	b := browser(t)
	for _, test := range []struct {
		name string
		run  func(*testing.T, *tab)
	}{
		{"patches", testPatches}, {"keeps what scripts made", testScripts}, {"look", testLook}, {"overlay", testOverlay}, {"broken start", testBrokenStart},
		{"panel", testPanel}, {"follows", testFollows}, {"comes back", testComesBack}, {"tabs", testTabs},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, b.tab(t)) })
	}
}

func atBase(base string) map[string]string {
	files := teaSite()
	files["content/site.yaml"] = "title: Careers\nbase_url: " + base + "\n"
	return files
}

// An edited text is patched into the page: nothing is loaded anew, and what
// the writer scrolled to, opened and typed stays.
func testPatches(t *testing.T, b *tab) {
	for base, path := range bases {
		s := newSite(t, atBase(base))
		r := s.start(s.options())
		b.visit(r.url() + path + "/guides/tea/")
		b.act(`document.querySelector("#ask").open = true;
			const set = (name, key, value) => { document.querySelector("[name=" + name + "]")[key] = value; };
			set("who", "value", "a writer"); set("what", "value", "a text"); set("sure", "checked", true);
			scrollTo({ top: 900, behavior: "instant" });
			document.querySelector("[name=who]").focus({ preventScroll: true });
			window.seen = [...document.querySelectorAll("main p")].find(p => p.getBoundingClientRect().top > 100);
			window.top0 = seen.getBoundingClientRect().top;`)
		// Below the window, then above it: what is seen stays where it is.
		for old, with := range map[string]string{"Last words.": "Other words.", "First words.": "New *words*.\n\nAnd a paragraph more.\n"} {
			s.replace(tea, old, with)
			b.until(shows(strings.NewReplacer("*", "", "\n", "").Replace(with)[:10]))
		}
		s.replace(tea, "## Water", "## Rain\n\nIt falls.\n\n## Water")
		b.until(shows("It falls."))
		b.kept()
		b.until(`Math.abs(seen.getBoundingClientRect().top - top0) < 1 && seen.isConnected`)
		b.is(`document.querySelector("#ask").open`, "true")
		b.is(`["who", "what"].map(n => document.querySelector("[name=" + n + "]").value) + document.querySelector("[name=sure]").checked`, "a writer,a texttrue")
		b.is(`document.activeElement.name`, "who")
		s.replace(tea, "title: Tea", "title: Green Tea")
		b.until(shows("Green Tea") + ` && document.title.includes("Green Tea")`)
		b.kept()
		if err := r.end(); err != nil {
			t.Error(err)
		}
	}
}

// What the page's own scripts made stays too; where they changed the place
// that an edit changes, the page is loaded anew, and they run again.
func testScripts(t *testing.T, b *tab) {
	files := teaSite()
	delete(files, "assets/js/main.js")
	delete(files, "assets/css/main.css")
	s := newSite(t, files)
	r := s.start(s.options())
	b.visit(r.url() + "/roles/nurse/")
	b.is(`document.querySelector("input[name=q]").role`, "combobox")
	s.replace("content/roles/nurse.md", "Nurses care.", "Nurses care for people.")
	b.until(shows("Nurses care for people."))
	s.replace("content/roles/nurse.md", "- Breakfast\n", "- Coffee\n- Breakfast\n")
	b.until(shows("Coffee"))
	b.kept()
	b.is(`document.querySelector("input[name=q]").role + [...document.querySelectorAll("main section li")].map(e => e.textContent)`, "comboboxBed,Coffee,Breakfast")

	b.visit(r.url() + "/roles/nurse/job-description/")
	b.act(`const c = document.querySelector(".draft [name=company]"); c.value = "Ward 9"; c.dispatchEvent(new Event("input", { bubbles: true }));`)
	b.until(shows("Ward 9 looks for"))
	s.replace("content/roles/nurse.md", "summary: What a nurse does.", "summary: What nurses do.")
	b.until(`document.querySelector("meta[name=description]").content !== ""`)
	s.replace("content/roles/nurse.md", "looks for a nurse.", "looks for two nurses.")
	b.until(shows("Ward 9 looks for two nurses."))
	s.replace("content/roles/nurse.md", "- Wash\n", "- Wash hands\n")
	b.until(`[...document.querySelectorAll("#responsibilities li")].some(e => e.textContent.endsWith("Wash hands") && e.querySelector("button"))`)
	b.is(`document.querySelector(".draft [name=company]").value`, "Ward 9")
}

// Styles are swapped, layouts and scripts load the page anew.
func testLook(t *testing.T, b *tab) {
	const colour = `getComputedStyle(document.querySelector("h1")).color`
	for base, path := range bases {
		s := newSite(t, atBase(base))
		r := s.start(s.options())
		b.visit(r.url() + path + "/guides/tea/")
		b.is(colour, "rgb(1, 2, 3)")
		for _, with := range []string{"rgb(4, 5, 6)", "rgb(7, 8, 9)"} {
			s.write("assets/css/main.css", "h1 { color: "+with+" }\n")
			b.until(colour + ` === "` + with + `" && document.styleSheets.length === 1`)
		}
		b.kept()
		s.replace(tea, "First words.", "After the styles.")
		b.until(shows("After the styles."))
		b.kept()

		s.replace("layouts/guide.html", "Answers.", "Replies.")
		b.reloaded()
		b.is(`document.querySelector("#ask p").textContent`, "Replies.")
		b.is(`document.documentElement.dataset.own`, "1")
		s.write("assets/js/main.js", "document.documentElement.dataset.own = 2;\n")
		b.reloaded()
		b.is(`document.documentElement.dataset.own`, "2")
		if err := r.end(); err != nil {
			t.Error(err)
		}
	}
}

// Mistakes appear over the page as it was, and go away when they are mended.
func testOverlay(t *testing.T, b *tab) {
	s := newSite(t, teaSite())
	o := s.options()
	o.Editor = "vscode"
	r := s.start(o)
	b.visit(r.url() + "/guides/tea/")
	b.act(`document.querySelector("#ask").open = true; document.querySelector("[name=who]").focus()`)
	s.replace(tea, "summary: How to pour.", `summery: "<img src=x onerror=window.hit=1><script>window.hit=1</script>"`)
	b.until(overlay + `.open`)
	for _, want := range []string{tea + ":3:1", `unknown field "summery" (did you mean "summary"?)`, ">    3  summery: \"<img src=x onerror=window.hit=1>", "     2  title: Tea", "it is what search engines show below the title"} {
		if got := b.ask(overlay + `.innerText`); !strings.Contains(got, want) {
			t.Errorf("the overlay lacks %q:\n%s", want, got)
		}
	}
	b.is(`[...`+overlay+`.querySelectorAll("img, script")].length + String(window.hit)`, "0undefined")
	if got := b.ask(`[...` + overlay + `.querySelectorAll(".place a")].at(-1).href`); got != "vscode://file"+s.dir+"/"+tea+":3:1" {
		t.Errorf("the link to the editor is %s", got)
	}
	b.is(`document.querySelector("h1").textContent`, "Tea")
	b.is(focused, "Close")
	// The focus goes round in the overlay, and does not reach the page.
	for range 4 {
		b.do(chromedp.KeyEvent(kb.Tab))
		b.is(`[document.body, document.querySelector("careerguide-dev")].includes(document.activeElement) && (!`+dev+`.activeElement || `+overlay+`.contains(`+dev+`.activeElement))`, "true")
	}
	b.act(dev + `.querySelector(".sheet button").focus()`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(`!` + overlay + `.open && document.activeElement.name === "who"`)
	b.is(writer+`.textContent`, "Writer (errors: 2)")

	// Another mistake brings it back; mended, it goes by itself.
	s.replace(tea, "title: Tea", "titel: Tea")
	b.until(overlay + `.open && ` + overlay + `.innerText.includes("titel")`)
	s.write(tea, "---\ntitle: Tea\nsummary: How to pour.\n---\nMended words.\n")
	b.until(`!` + overlay + `.open && ` + shows("Mended words."))
	b.is(writer+`.textContent`, "Writer")
	b.kept()

	// A mistake in a body, a layout and the styles, each told and mended.
	for _, c := range [][2]string{{tea, "---\ntitle: Tea\nsummary: How to pour.\n---\n[x](/nowhere/)\n"}, {"layouts/guide.html", `{{define "main"}}{{.Nothing}}{{end}}`}, {"assets/css/main.css", `@import "nothing.css";`}} {
		good := s.read(c[0])
		s.write(c[0], c[1])
		b.until(overlay + `.open && ` + overlay + `.innerText.includes(` + quoted(c[0]) + `)`)
		b.act(dev + `.querySelector(".sheet button").click()`)
		b.until(`!` + overlay + `.open`)
		s.write(c[0], good)
		b.until(writer + `.textContent === "Writer"`)
	}
}

// A server that was started on a broken site shows why, and the page when it
// is mended.
func testBrokenStart(t *testing.T, b *tab) {
	for file, broken := range map[string]string{tea: "---\ntitle: [\n---\nText.\n", "content/site.yaml": "title: [\n", "layouts/guide.html": `{{define "main"}}{{.Nothing}}{{end}}`} {
		files := teaSite()
		files[file] = broken
		s := newSite(t, files)
		r := s.start(s.options())
		b.visit(r.url() + "/guides/tea/")
		b.until(overlay + `.open && ` + overlay + `.querySelector(".place").textContent.startsWith(` + quoted(file+":") + `)`)
		s.write(file, teaSite()[file])
		b.until(`!document.querySelector("careerguide-dev")?.shadowRoot.querySelector(".overlay").open && document.querySelector("main") && ` + shows("First words."))
		if err := r.end(); err != nil {
			t.Error(err)
		}
	}
}

// The writer's panel is opened, read and closed by keyboard, and follows what
// is saved. No build has it.
func testPanel(t *testing.T, b *tab) {
	s := newSite(t, atBase("https://site.example/sub/"))
	s.replace("content/roles/nurse.md", "What a nurse does.", strings.Repeat("What a nurse does. ", 12))
	o := s.options()
	o.Editor = "zed"
	r := s.start(o)
	b.visit(r.url() + "/sub/roles/nurse/")
	b.act(writer + `.focus()`)
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`!` + panelOf + `.hidden`)
	b.is(focused, "Close")
	for _, want := range []string{"Source\ncontent/roles/nurse.md\n", "Layout\noverview.html\n", "Words\n23\n", "content/roles/nurse.md:3:1", "warning: ", "Sections that it lacks", "salary\n", "Fields that it lacks", "alternate_titles\n",
		"Search result", "Nurse", "https://site.example/sub/roles/nurse/", "What a nurse does. What a nurse does.", "Card", "Pages of this role", "overview\n"} {
		if got := b.ask(panelOf + `.innerText.replace(/\n+/g, "\n")`); !strings.Contains(got, want) {
			t.Errorf("the panel lacks %q:\n%s", want, got)
		}
	}
	b.is(panelOf+`.querySelector("dd a").href`, "zed://file"+s.dir+"/content/roles/nurse.md:1:1")
	s.replace("content/roles/nurse.md", "Nurses care.", "Nurses care for people.")
	b.until(panelOf + `.innerText.includes("\n25\n")`)
	b.is(focused, "Close")
	b.do(chromedp.KeyEvent(kb.Escape))
	b.until(panelOf + `.hidden`)
	b.is(focused, "Writer")
	b.kept()
	b.do(chromedp.KeyEvent(kb.Enter))
	b.until(`!` + panelOf + `.hidden`)
	b.act(`[...` + panelOf + `.querySelectorAll("a")].find(a => a.textContent === "job-description").click()`)
	b.until(`location.pathname === "/sub/roles/nurse/job-description/"`)
	b.listens()
	s.replace("content/roles/nurse.md", "category: health", "category: health\ndraft: true")
	b.until(dev + `.querySelector(".mark").textContent.startsWith("Draft")`)

	built, errors := s.clean(t.TempDir() + "/out")
	if errors != nil {
		t.Fatal(errors)
	}
	for name, data := range built {
		if strings.Contains(name, "careerguide") || strings.Contains(data, ".careerguide/") {
			t.Errorf("%s of a build has something of the dev server", name)
		}
	}
}

// A browser follows an article to its new address.
func testFollows(t *testing.T, b *tab) {
	s := newSite(t, atBase("https://site.example/sub/"))
	r := s.start(s.options())
	b.visit(r.url() + "/sub/guides/tea/#water")
	s.replace(tea, "title: Tea", "title: Tea\nslug: brew")
	b.until(`location.pathname + location.hash === "/sub/guides/brew/#water" && document.readyState === "complete"`)
	b.listens()
	data := s.read(tea)
	s.remove(tea)
	s.write("content/guides/pot.md", strings.Replace(data, "slug: brew\n", "", 1))
	b.until(`location.pathname === "/sub/guides/pot/" && ` + shows("First words."))
	b.listens()
	s.remove("content/guides/pot.md")
	b.until(`!` + shows("First words.")) // the page for what is not there
	s.write(tea, data)
	b.visit(r.url() + "/sub/guides/brew/")
}

// A browser picks up a server that was started again, and what changed in
// between.
func testComesBack(t *testing.T, b *tab) {
	s := newSite(t, teaSite())
	r := s.start(s.options())
	b.visit(r.url() + "/guides/tea/")
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	s.replace(tea, "First words.", "Words of the night.")
	o := s.options()
	_, port, _ := net.SplitHostPort(r.address)
	o.Port, _ = strconv.Atoi(port)
	if again := s.start(o); again.address != r.address {
		t.Skipf("another program took port %s", port)
	}
	b.until(shows("Words of the night."))
	s.replace(tea, "Words of the night.", "Words of the day.")
	b.until(shows("Words of the day."))
	b.kept()
}

// More tabs than a browser opens connections to one server all load, and all
// hear of an edit.
func testTabs(t *testing.T, b *tab) {
	s := newSite(t, teaSite())
	r := s.start(s.options())
	var tabs []*tab
	for range 7 {
		tab := b.tab(t)
		tab.visit(r.url() + "/guides/tea/")
		tabs = append(tabs, tab)
	}
	s.replace(tea, "First words.", "Words for all.")
	for _, tab := range tabs {
		tab.until(shows("Words for all."))
		tab.kept()
	}
}
