package build_test

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

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
