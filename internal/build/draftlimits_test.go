package build_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The printed page is the sheet alone once there is a draft.
func TestDraftInPrint(t *testing.T) {
	url, _ := serveDraft(t)
	ctx := browser(t)
	visit(t, ctx, url+tuner)
	fill(t, ctx, map[string]string{"company": "Printworks"})
	act(t, ctx, `document.querySelector("#responsibilities li:nth-child(2) .strike").click()`)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(800, 900), command("Emulation.setEmulatedMedia", map[string]any{"media": "print"})); err != nil {
		t.Fatal(err)
	}
	got := ask(t, ctx, `document.body.innerText`)
	if !strings.Contains(got, "Printworks looks for") || strings.Contains(got, "Set the temperament") || strings.Contains(got, "Two") || strings.Contains(got, "Add an item") || strings.Contains(got, "Fill in") {
		t.Errorf("printed:\n%s", got)
	}
	data, err := chromedp.Run(ctx, chromedp.PrintToPDF())
	if err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Fatalf("no PDF: %v", err)
	}
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		command := exec.Command(tool, "-", "-")
		command.Stdin = bytes.NewReader(data)
		if text, err := command.Output(); err != nil || !strings.Contains(string(text), "Printworks looks for") {
			t.Errorf("the PDF says, %v: %s", err, text)
		}
	}
}

// Whatever is typed or linked is text: it adds no element and runs nothing.
func TestDraftHostile(t *testing.T) {
	url, _ := serveDraft(t)
	ctx := browser(t)
	const evil = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script>]]>&lt;javascript:window.hit=1//[Company Name]\u2028\ud800`
	visit(t, ctx, url+tuner)
	const clean = `!window.hit && !document.querySelector("main img, main script, main iframe")`
	act(t, ctx, `const evil = `+"`"+evil+"`"+`;
		for (const c of document.querySelectorAll(".draft input:not([type=checkbox]), .draft textarea")) { c.value = evil; c.dispatchEvent(new Event("input", {bubbles: true})); }
		const row = document.querySelector("#responsibilities .add"), field = row.querySelector("input");
		row.querySelector("button").click(); field.value = evil; field.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));`)
	eventually(t, ctx, clean+` && document.querySelector(".sheet").textContent.includes("<script>")`)
	if html := copied(t, ctx, "html", "text/html"); strings.Contains(html, "<img") || strings.Contains(html, "<script") || !strings.Contains(html, "&lt;script&gt;") {
		t.Errorf("copied HTML is live: %s", html)
	}
	zipParts(t, download(t, ctx, "docx"))
	fill(t, ctx, map[string]string{"workplace": "on-site"})
	if data := download(t, ctx, "json"); !json.Valid(data) || bytes.Contains(data, []byte("<script")) {
		t.Errorf("JobPosting: %s", data)
	}
	act(t, ctx, `document.querySelector('[data-act=share]').click()`)
	eventually(t, ctx, `location.hash.startsWith("#t1.")`)
	link := ask(t, ctx, `location.href`)
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, clean+` && document.querySelector(".sheet")?.textContent.includes("<script>")`)
	other := browser(t)
	visit(t, other, link)
	eventually(t, other, clean+` && document.querySelector(".sheet").textContent.includes("<script>")`)

	// Fragments that are no draft, or of another shape than one. pack makes the
	// fragment of any text.
	const pack = `window.pack = async (s) => {
		const b = new Uint8Array(await new Response(new Blob([s]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
		return "#t1." + btoa(String.fromCharCode(...b)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
	};`
	for name, c := range map[string]struct {
		fragment string // a script that gives one
		said     string
	}{
		"rubbish":        {`"#t1.%%%<img src=x onerror=hit=1>"`, "incomplete or damaged"},
		"empty":          {`"#t1."`, "incomplete or damaged"},
		"cut off":        {`(await pack('{"f":{"company":"A long enough name to be cut"}}')).slice(0, -12)`, "incomplete or damaged"},
		"newer":          {`(await pack('{"f":{}}')).replace("t1", "t2")`, "incomplete or damaged"},
		"bomb":           {`await pack('{"f":{"company":"' + "a".repeat(3e6) + '"}}')`, "incomplete or damaged"},
		"too long":       {`"#t1." + "A".repeat(9000)`, "incomplete or damaged"},
		"no object":      {`await pack('[1,2]')`, "incomplete or damaged"},
		"wrong shapes":   {`await pack('{"f":[1],"b":"x","s":{"length":9},"a":[1,["x"],[1,2],["responsibilities.0",{}]],"z":1}')`, "from a link"},
		"prototypes":     {`await pack('{"f":{"__proto__":"x","constructor":"y","tier":"nobody","workplace":"<b>","short":"9"},"b":{"__proto__":"z"},"a":[["__proto__","a"],["nowhere","b"]]}')`, "from a link"},
		"long value":     {`await pack(JSON.stringify({f: {company: "a".repeat(5000)}}))`, "from a link"},
		"an anchor only": {`"#duties"`, ""},
	} {
		visit(t, ctx, url+"/roles/bare/job-description/")
		act(t, ctx, pack+`localStorage.clear()`)
		visit(t, ctx, url+tuner)
		act(t, ctx, pack+`(async () => { location.hash = `+c.fragment+`; window.put = true; })()`)
		eventually(t, ctx, `window.put && document.querySelector(".tools [role=status]").textContent.includes(`+quoted(c.said)+`)`)
		if got := ask(t, ctx, `document.querySelector(".sheet").innerText`); !strings.Contains(got, "[Company Name] looks") || strings.Contains(got, "<b>") {
			t.Errorf("%s changes the sheet:\n%s", name, got)
		}
		eventually(t, ctx, clean)
	}
}

// The page of the generator finds a template by its title, by keyboard, and
// lists all without script.
func TestGenerator(t *testing.T) {
	url, dir := serveDraft(t)
	page, err := os.ReadFile(filepath.Join(dir, "job-description-generator", "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<h2>Music</h2>`, `<a href="/sub/roles/tuner/job-description/#template">Piano Tuner</a>`, `Bare Role</a>`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if bytes.Contains(page, []byte("No Template</a>")) {
		t.Error("the page lists a role without a template")
	}
	if data, _ := os.ReadFile(filepath.Join(dir, "job-description-generator", "roles.json")); string(data) != `[["/sub/roles/","/job-description/#template"],["Bare Role","bare"],["Piano Tuner","tuner"]]` {
		t.Errorf("roles.json: %s", data)
	}
	sitemap, _ := os.ReadFile(filepath.Join(dir, "sitemap.xml"))
	if !bytes.Contains(sitemap, []byte("/sub/job-description-generator/<")) {
		t.Error("the sitemap lacks the page")
	}
	ctx := browser(t)
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url+"/job-description-generator/"), chromedp.SendKeys("#generator-q", "<img src=x onerror=hit=1>")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `document.querySelector(".search [role=status]").textContent.includes("No template") && !window.hit && !document.querySelector("main img")`)
	act(t, ctx, `document.querySelector("#generator-q").value = ""`)
	if err := chromedp.Do(ctx, chromedp.SendKeys("#generator-q", "tun")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `document.querySelector("[data-found]").textContent === "Piano Tuner" && document.querySelector("[data-all]").hidden`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `location.pathname === "/sub/roles/tuner/job-description/" && location.hash === "#template" && !!document.querySelector(".draft")`)
}

// The page holds together at every width with the form open, nothing is too
// small to press, and nothing moves while it loads.
func TestDraftFits(t *testing.T) {
	url, _ := serveDraft(t)
	ctx := browser(t)
	for _, width := range []int64{320, 360, 768, 1280} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 640), chromedp.Navigate("about:blank"), chromedp.Navigate(url+tuner)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `document.querySelector("[data-laws]").children.length > 0`)
		act(t, ctx, `window.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) window.shift += e.value; }).observe({type: "layout-shift", buffered: true});
			setTimeout(() => { window.observed = true; }, 300)`)
		eventually(t, ctx, `window.observed`)
		if shift := ask(t, ctx, `String(window.shift)`); shift != "0" {
			t.Errorf("%d px: the page shifts by %s", width, shift)
		}
		if got := ask(t, ctx, `String(document.querySelector(".tools [value=txt]").getBoundingClientRect().bottom < innerHeight)`); got != "true" {
			t.Errorf("%d px: copy is below the fold", width)
		}
		act(t, ctx, `document.querySelector(".fill").open = true; document.querySelector(".add button").click()`)
		if got := ask(t, ctx, `(`+sticksOut+`).join()`); got != "" {
			t.Errorf("%d px: sticks out: %s", width, got)
		}
		small := ask(t, ctx, `[...document.querySelectorAll("main button, main input, main select, main textarea, main summary")].filter(e => e.offsetParent).filter(e => {
			const r = (e.type === "checkbox" ? e.closest("label") : e).getBoundingClientRect(); return r.width < 24 || r.height < 24;
		}).map(e => e.outerHTML.slice(0, 80)).join()`)
		if small != "" {
			t.Errorf("%d px: too small to press: %s", width, small)
		}
		if got := ask(t, ctx, `[...document.querySelectorAll("main button, .draft input, .draft select, .draft textarea, .add input")].filter(e => !(e.getAttribute("aria-label") || e.labels?.[0]?.textContent.trim() || e.textContent.trim())).map(e => e.outerHTML).join()`); got != "" {
			t.Errorf("without a name: %s", got)
		}
	}
}

// With script off the template and its files are there, and no form.
func TestDraftWithoutScript(t *testing.T) {
	url, _ := serveDraft(t)
	ctx := browser(t)
	if err := chromedp.Do(ctx, command("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}), chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url+tuner)); err != nil {
		t.Fatal(err)
	}
	got := ask(t, ctx, `document.body.innerText`)
	for _, want := range []string{"[Company Name] looks for", ".docx", "The whole as plain text"} {
		if !strings.Contains(got, want) {
			t.Errorf("without script the page lacks %q", want)
		}
	}
	for _, not := range []string{"Fill in the template", "Copy", "Currency"} {
		if strings.Contains(got, not) {
			t.Errorf("without script the page shows %q:\n%s", not, got)
		}
	}
}
