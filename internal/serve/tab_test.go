package serve

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// tab is a page of a browser.
type tab struct {
	t   *testing.T
	ctx context.Context
}

// browser starts Chromium; the test is skipped where there is none, and fails
// under CI.
func browser(t *testing.T) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("no Chromium, which CI must have")
		}
		t.Skip("no Chromium on this machine")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-dev-shm-usage", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	b := &tab{t, ctx}
	b.do(chromedp.Navigate("about:blank")) // what opens a tab before would start a browser of its own
	return b
}

// tab opens a further tab, until the test ends.
func (b *tab) tab(t *testing.T) *tab {
	ctx, cancel := chromedp.NewContext(b.ctx)
	t.Cleanup(cancel)
	return &tab{t, ctx}
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// visit opens an address, waits until the page hears of changes, and marks the
// window: the mark is gone when the page was loaded anew.
func (b *tab) visit(url string) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url))
	b.listens()
}

func (b *tab) listens() {
	b.t.Helper()
	b.until(`document.readyState === "complete" && (l => l("page").length > 1 || l("events").length > 0)((s) => performance.getEntriesByType("resource").filter(e => e.name.includes("/.careerguide/" + s)))`)
	b.act(`window.marked = true`)
}

// until waits for a script to be true.
func (b *tab) until(script string) {
	b.t.Helper()
	for end := time.Now().Add(slower * 20 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](script)); err == nil && ok {
			return
		}
	}
	b.t.Fatalf("never true: %s\non %s", script, b.ask(`location.href + " " + document.body.innerText.slice(0, 600) + "\nover it: " + `+dev+`.querySelector(".overlay").innerText`))
}

func (b *tab) act(script string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`(() => {`+script+`})(), true`)); err != nil {
		b.t.Fatalf("%v in %s", err, script)
	}
}

func (b *tab) ask(script string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`String(`+script+`)`))
	if err != nil {
		b.t.Fatalf("%v in %s", err, script)
	}
	return s
}

// is compares what a script says.
func (b *tab) is(script, want string) {
	b.t.Helper()
	if got := b.ask(script); got != want {
		b.t.Errorf("%s is %q, want %q", script, got, want)
	}
}

// kept fails if the page was loaded anew since it was visited.
func (b *tab) kept() {
	b.t.Helper()
	b.is(`window.marked`, "true")
}

// reloaded waits until the page was loaded anew.
func (b *tab) reloaded() {
	b.t.Helper()
	b.until(`!window.marked`)
	b.listens()
}

const (
	dev     = `document.querySelector("careerguide-dev").shadowRoot`
	overlay = dev + `.querySelector(".overlay")`
	panelOf = dev + `.querySelector(".panel")`
	writer  = dev + `.querySelector(".open")`
	focused = dev + `.activeElement?.textContent`
	text    = `document.querySelector("main").innerText`
)

func quoted(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// shows is a script: the page has a text.
func shows(s string) string { return text + `.includes(` + quoted(s) + `)` }

// tea is a guide that fills more than a window.
const tea = "content/guides/tea.md"

func teaSite() map[string]string {
	filler := strings.Repeat("Water boils at another heat on a mountain, and the leaf knows it.\n\n", 40)
	return map[string]string{
		"content/site.yaml": "title: Careers\nbase_url: https://site.example/\n",
		tea:                 "---\ntitle: Tea\nsummary: How to pour.\n---\nFirst words.\n\n## Leaves\n\n" + filler + "## Water\n\n" + filler + "Last words.\n",
		"content/roles/nurse.md": "---\ntitle: Nurse\nsummary: What a nurse does.\ncategory: health\nposting:\n  apply: Write to [email address].\n---\nNurses care.\n\n## A Morning\n\n- Bed\n- Breakfast\n\n" +
			"## FAQ\n\n### Why?\n\nSo.\n\n## Job Description Template\n\n### Job brief\n\n[Company Name] looks for a nurse.\n\n### Responsibilities\n\n- Wash\n- Watch\n",
		"layouts/guide.html": `{{define "main"}}<h1>{{.Title}}</h1>{{.Intro}}
<details id="ask"><summary>Questions</summary><p>Answers.</p><form><input name="who" value="nobody"><textarea name="what">nothing</textarea><input name="sure" type="checkbox"></form></details>
{{range .Sections}}<h2>{{.Heading}}</h2>{{.Body}}{{end}}{{end}}`,
		"assets/css/main.css": "h1 { color: rgb(1, 2, 3) }\n",
		"assets/js/main.js":   "document.documentElement.dataset.own = 1;\n",
	}
}

func (r *running) url() string { return "http://" + r.address }

// replace changes a part of a file.
func (s *testSite) replace(name, old, with string) {
	s.t.Helper()
	data := s.read(name)
	if !strings.Contains(data, old) {
		s.t.Fatalf("%s lacks %q", name, old)
	}
	s.write(name, strings.Replace(data, old, with, 1))
}
