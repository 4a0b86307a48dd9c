package build_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// draftSite has a role whose template has all that a form fills in, and one
// whose template is a bare list.
var draftSite = fstest.MapFS{
	"content/site.yaml": {Data: []byte("title: T\nbase_url: https://example.org/sub/\nlanguage: en-US\ndocuments: true\n")},
	"content/roles/tuner.md": {Data: []byte(`---
title: Piano Tuner
summary: What a tuner does.
category: music
salary: {currency: USD, period: year, median: 50000}
experience:
  - {tier: Apprentice, years: {min: 0, max: 3}, salary: {min: 30000, max: 40000}}
  - {tier: Master, years: {min: 5}, salary: {min: 20, max: 60, period: hour}}
posting:
  pay: {min: 45000, max: 60000, note: Plus mileage}
  employment_type: [full-time, contractor]
  workplace: on-site
  location: "[City, State]"
  reports_to: [Head technician]
  benefits: [Health insurance, Pension]
  apply: Write to [email address].
  placeholders: [number of pianos, Company Name]
---
Pianos drift.

## Duties

- Set the temperament
- Regulate the action

## Job Description Template

### Job brief

[Company Name] looks for a tuner of [number of pianos] pianos & *more*, see
[the duties](#duties). At [Company Name] nobody hurries.

A second paragraph with an [x] that is no blank.

### Responsibilities

- One <1>
- Two
- Three
- Four
- Five
- Six
`)},
	"content/roles/bare.md": {Data: []byte("---\ntitle: Bare Role\nsummary: Bare.\ncategory: music\nposting: {benefits: [Tea]}\n---\n")},
	"content/roles/none.md": {Data: []byte("---\ntitle: No Template\nsummary: None.\ncategory: music\n---\n## Duties\n\n- Rest\n")},
}

// serveDraft builds the site and serves it; it returns the address of a page
// and the folder.
func serveDraft(t *testing.T) (url, dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	dir = filepath.Join(t.TempDir(), "public")
	result, err := build.Run(t.Context(), build.Options{Source: draftSite, Output: dir, Minify: true, Now: buildDay})
	if err != nil || result.Findings.HasErrors() {
		t.Fatalf("build: %v, %v", err, result.Findings)
	}
	server := httptest.NewServer(policed(filepath.Dir(dir)))
	t.Cleanup(server.Close)
	_ = os.Rename(dir, filepath.Join(filepath.Dir(dir), "sub"))
	return server.URL + "/sub", filepath.Join(filepath.Dir(dir), "sub")
}

const tuner = "/roles/tuner/job-description/"

// fill sets controls by name or, for a blank, by its placeholder, as typing
// does.
func fill(t *testing.T, ctx context.Context, values map[string]string) {
	t.Helper()
	data, _ := json.Marshal(values)
	act(t, ctx, `for (const [name, value] of Object.entries(`+string(data)+`)) {
		const c = [...document.querySelectorAll(".draft [name], .draft [data-blank]")].find(c => c.name === name || c.dataset.blank === name);
		if (c.type === "checkbox") c.checked = !!value; else c.value = value;
		c.dispatchEvent(new Event("input", {bubbles: true}));
	}`)
}

func act(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`(() => {`+script+`})(), true`)); err != nil {
		t.Fatalf("%v in %s", err, script)
	}
}

func ask(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	s, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatalf("%v in %s", err, script)
	}
	return s
}

// command sends a command of the browser's protocol.
func command(method string, params map[string]any) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		return target.Call(ctx, method, params, &struct{}{})
	})
}

// copied presses a button of the tools, without a clipboard to write to, and
// returns what a paste would get.
func copied(t *testing.T, ctx context.Context, button, flavour string) string {
	t.Helper()
	act(t, ctx, `window.pasted = {};
		Object.defineProperty(navigator, "clipboard", {configurable: true, value: {
			writeText: async (s) => { window.pasted["text/plain"] = s; },
			write: async ([item]) => { for (const type of item.types) window.pasted[type] = await (await item.getType(type)).text(); },
		}});
		document.querySelector('.tools [data-act=copy][value=`+button+`]').click();`)
	eventually(t, ctx, `window.pasted["`+flavour+`"] !== undefined`)
	return ask(t, ctx, `window.pasted["`+flavour+`"]`)
}

func visit(t *testing.T, ctx context.Context, url string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate("about:blank"), chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `!document.querySelector(".draft") || document.querySelector("[data-laws]").children.length > 0`)
}

// What the browser makes of an untouched template is what the build makes.
func TestDraftAgreesWithDocuments(t *testing.T) {
	url, dir := serveDraft(t)
	ctx := browser(t)
	for role, text := range map[string]string{"tuner": "Piano Tuner", "bare": "Bare Role"} {
		visit(t, ctx, url+"/roles/"+role+"/job-description/")
		for button, ext := range map[string]string{"txt": ".txt", "md": ".md"} {
			want, err := os.ReadFile(filepath.Join(dir, "roles", role, "job-description", role+"-job-description"+ext))
			if err != nil {
				t.Fatal(err)
			}
			if got := copied(t, ctx, button, "text/plain"); got != string(want) || !strings.Contains(got, text) {
				t.Errorf("%s%s:\n%s\nwant\n%s", role, ext, got, want)
			}
		}
		want, err := os.ReadFile(filepath.Join(dir, "roles", role, "job-description", role+"-job-description.docx"))
		if err != nil {
			t.Fatal(err)
		}
		got := download(t, ctx, "docx")
		a, b := zipParts(t, got), zipParts(t, want)
		for name, part := range b {
			if a[name] != part {
				t.Errorf("%s: %s:\n%s\nwant\n%s", role, name, a[name], part)
			}
		}
		if len(a) != len(b) {
			t.Errorf("%s: %d parts, want %d", role, len(a), len(b))
		}
	}
}

// download presses a button and returns the file that the browser saves.
func download(t *testing.T, ctx context.Context, ext string) []byte {
	t.Helper()
	dir := t.TempDir()
	if err := chromedp.Do(ctx, command("Browser.setDownloadBehavior", map[string]any{"behavior": "allow", "downloadPath": dir})); err != nil {
		t.Fatal(err)
	}
	act(t, ctx, `document.querySelector('.tools [data-act=save][value=`+ext+`]').click();`)
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		files, _ := filepath.Glob(filepath.Join(dir, "*-job-description."+ext))
		if len(files) == 1 {
			if data, err := os.ReadFile(files[0]); err == nil && len(data) > 0 {
				return data
			}
		}
	}
	t.Fatalf("no .%s came", ext)
	return nil
}

func zipParts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r) // fails where a sum is wrong
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if err := wellFormed(part); err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		parts[f.Name] = string(part)
	}
	return parts
}

// An employer fills in the form, strikes and adds items, takes a variant,
// comes back, shares the link and saves.
func TestDraftInBrowser(t *testing.T) {
	url, _ := serveDraft(t)
	ctx := browser(t)
	visit(t, ctx, url+tuner)
	if got := ask(t, ctx, `[...document.querySelectorAll("[data-blank]")].map(c => (c.name || "") + ":" + c.dataset.blank).join("|")`); got != "company:Company Name|location:City, State|:number of pianos|:email address" {
		t.Errorf("blanks: %s", got)
	}
	fill(t, ctx, map[string]string{"company": "Strings & Co", "location": "Austin, TX", "number of pianos": "40", "email address": "jobs@example.org", "closes": "2027-01-31"})
	const sheet = `document.querySelector(".sheet").innerText`
	for _, want := range []string{"Strings & Co looks for a tuner of 40 pianos & more, see the duties. At Strings & Co nobody hurries.", "Company: Strings & Co", "Location: Austin, TX",
		"Write to jobs@example.org.", "Pay: $45,000–$60,000 per year. Plus mileage", "Closing date: January 31, 2027", "an [x] that is no blank"} {
		if !strings.Contains(strings.ReplaceAll(ask(t, ctx, sheet), "\u00a0", " "), want) {
			t.Errorf("the sheet lacks %q:\n%s", want, ask(t, ctx, sheet))
		}
	}
	fill(t, ctx, map[string]string{"max": "62000.5", "employment": "part-time"})
	fill(t, ctx, map[string]string{"workplace": "remote", "countries": "Canada, Mexico"})

	// By keyboard: strike an item, add another.
	act(t, ctx, `document.querySelector("#responsibilities li:nth-child(2) .strike").focus()`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	act(t, ctx, `document.querySelector("#responsibilities .add button").focus()`)
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent("Seven [number of pianos]"), chromedp.KeyEvent(kb.Enter), chromedp.KeyEvent(kb.Escape)); err != nil {
		t.Fatal(err)
	}
	text := copied(t, ctx, "txt", "text/plain")
	for _, want := range []string{"- One <1>\n- Three\n- Four\n- Five\n- Six\n- Seven 40\n", "- Pay: $45,000–$62,000.50 per year. Plus mileage\n", "- Employment: part-time\n", "- Workplace: Remote\n", "- Countries where a remote hire may live: Canada, Mexico\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("copied text lacks %q:\n%s", want, text)
		}
	}
	if got := ask(t, ctx, `document.activeElement.closest(".add") ? "add" : document.activeElement.outerHTML`); got != "add" {
		t.Errorf("the focus is lost: %s", got)
	}
	html := copied(t, ctx, "html", "text/html")
	if !strings.HasPrefix(html, "<h1>Piano Tuner</h1>\n<h2>Job brief</h2>\n<p>Strings &amp; Co looks") || !strings.Contains(html, "<ul>\n<li>One &lt;1&gt;</li>\n<li>Three</li>") {
		t.Errorf("copied HTML:\n%s", html)
	}

	// What it says of JobPosting.
	var posting struct {
		Type    string `json:"@type"`
		Context string `json:"@context"`
		Title   string
		Posted  string                  `json:"datePosted"`
		Through string                  `json:"validThrough"`
		Types   []string                `json:"employmentType"`
		Org     struct{ Name string }   `json:"hiringOrganization"`
		Where   string                  `json:"jobLocationType"`
		Allowed []struct{ Name string } `json:"applicantLocationRequirements"`
		Salary  struct {
			Currency string
			Value    struct {
				Min  float64 `json:"minValue"`
				Max  float64 `json:"maxValue"`
				Unit string  `json:"unitText"`
			}
		} `json:"baseSalary"`
		Location struct {
			Address struct{ AddressLocality, AddressRegion string }
		} `json:"jobLocation"`
		Description string
	}
	data := download(t, ctx, "json")
	if err := json.Unmarshal(data, &posting); err != nil {
		t.Fatal(err)
	}
	if posting.Type != "JobPosting" || posting.Context != "https://schema.org/" || posting.Title != "Piano Tuner" || len(posting.Posted) != 10 || posting.Through != "2027-01-31" || posting.Types[0] != "PART_TIME" ||
		posting.Org.Name != "Strings & Co" || posting.Where != "TELECOMMUTE" || len(posting.Allowed) != 2 || posting.Allowed[1].Name != "Mexico" || posting.Salary.Currency != "USD" ||
		posting.Salary.Value.Min != 45000 || posting.Salary.Value.Max != 62000.5 || posting.Salary.Value.Unit != "YEAR" || posting.Location.Address.AddressLocality != "Austin" || !strings.Contains(posting.Description, "<li>Seven 40</li>") {
		t.Errorf("JobPosting: %s", data)
	}
	if bytes.Contains(data, []byte("<")) {
		t.Error("a script element could not hold the JSON")
	}

	// What a tier changes.
	fill(t, ctx, map[string]string{"tier": "Master"})
	text = copied(t, ctx, "txt", "text/plain")
	for _, want := range []string{"Piano Tuner (Master)\n\n", "- Job title: Piano Tuner (Master)\n", "- Pay: $20–$60 per hour. Plus mileage\n", "- Experience: 5+ years\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("the variant lacks %q:\n%s", want, text)
		}
	}
	if got := ask(t, ctx, `document.querySelector("[data-laws]").textContent`); !strings.Contains(got, "at least twice its bottom") || !strings.Contains(got, "Colorado, ") {
		t.Errorf("of a wide range: %s", got)
	}

	// It is kept, and the link gives the same to somebody else.
	before := text
	if err := chromedp.Do(ctx, chromedp.Reload()); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `document.querySelector(".sheet h3")?.textContent === "Piano Tuner (Master)"`)
	if got := copied(t, ctx, "txt", "text/plain"); got != before {
		t.Errorf("after a reload:\n%s\nwant\n%s", got, before)
	}
	act(t, ctx, `window.pasted = {}; document.querySelector('[data-act=share]').click()`)
	eventually(t, ctx, `window.pasted["text/plain"]?.includes("#t1.")`)
	link := ask(t, ctx, `window.pasted["text/plain"]`)
	other := browser(t)
	visit(t, other, link)
	eventually(t, other, `document.querySelector(".sheet h3")?.textContent === "Piano Tuner (Master)"`)
	if got := ask(t, other, `document.querySelector(".tools [role=status]").textContent`); !strings.Contains(got, "from a link") {
		t.Errorf("of the link it says %q", got)
	}
	if got := copied(t, other, "txt", "text/plain"); got != before {
		t.Errorf("from the link:\n%s\nwant\n%s", got, before)
	}
	if got := ask(t, other, `String(localStorage.length)`); got != "0" {
		t.Error("a link that was only read is stored")
	}

	// The document has the same texts.
	document := download(t, other, "docx")
	parts := zipParts(t, document)
	for _, want := range []string{"Piano Tuner (Master)", "Seven 40", "Strings &amp; Co looks"} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("the document lacks %q", want)
		}
	}
	if soffice, err := exec.LookPath("soffice"); err == nil {
		dir := t.TempDir()
		file := filepath.Join(dir, "a.docx")
		if err := os.WriteFile(file, document, 0o644); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command(soffice, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, file).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if text, _ := os.ReadFile(filepath.Join(dir, "a.txt")); !strings.Contains(string(text), "Strings & Co looks") {
			t.Errorf("LibreOffice reads: %s", text)
		}
	}

	// The short version, and the template as it was.
	fill(t, ctx, map[string]string{"short": "1"})
	text = copied(t, ctx, "txt", "text/plain")
	if strings.Contains(text, "second paragraph") || strings.Contains(text, "Seven") || strings.Contains(text, "Reports to") || !strings.Contains(text, "- Six\n") || !strings.Contains(text, "How to apply") {
		t.Errorf("short:\n%s", text)
	}
	act(t, ctx, `document.querySelector('[data-act=clear]').click()`)
	if got := copied(t, ctx, "txt", "text/plain"); !strings.Contains(got, "[number of pianos]") || !strings.Contains(got, "- Two\n") || strings.Contains(got, "Seven") || strings.Contains(got, "Closing") {
		t.Errorf("cleared:\n%s", got)
	}
	if got := ask(t, ctx, `String(localStorage.length) + location.hash`); got != "0" {
		t.Errorf("after clearing there is %s", got)
	}
}

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
