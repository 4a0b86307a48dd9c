package build_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// policy is what a careful host sends with every page.
const policy = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"

// serveSample builds the sample site and serves it under the policy.
func serveSample(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	result, err := build.Run(t.Context(), build.Options{Source: sample(), Output: dir, Minify: true, Now: buildDay})
	if err != nil || result.Findings.HasErrors() {
		t.Fatalf("build: %v, %v", err, result.Findings)
	}
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// eventually waits for a script to be true.
func eventually(t *testing.T, ctx context.Context, script string) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](script)); err == nil && ok {
			return
		}
	}
	at, _ := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + " " + document.body.innerText.slice(0, 600)`))
	t.Fatalf("never true: %s\non %s", script, at)
}

// A reader searches with a typo and opens the hit by keyboard.
func TestSearchInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := serveSample(t)
	const options = `[...document.querySelectorAll('#find-list [role=option]')].map(o => o.firstChild.textContent)`
	for query, want := range map[string]string{
		"registered nurse": "Registered Nurse", "nurce": "Registered Nurse", "Electrican": "Electrician", "lpumber": "Plumber", "xelder": "Welder",
		"software dev": "Software Developer", "backend qa": "Backend QA Engineer", "ELECTRICIAN": "Electrician",
	} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url+"/about/"), chromedp.SendKeys(".find input", query)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, options+`[0] === `+quoted(want))
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.ArrowDown), chromedp.KeyEvent(kb.Enter)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `location.pathname.startsWith("/roles/")`)

	// The page of the search shows results; hostile text is text.
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/?q=nurse")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `[...document.querySelectorAll('.hits li a')].some(a => a.textContent === "Registered Nurse" && a.pathname === "/roles/registered-nurse/")`)
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/search/?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `!document.querySelector('.hits').hidden && !document.querySelector('.hits img') && !window.hit && document.querySelector('#q').value.startsWith("<img")`)
}

// At 1,000 roles a search loads at most 30 kB.
func TestSearchLoadsLittle(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	dir := filepath.Join(t.TempDir(), "public")
	if result, err := build.Run(t.Context(), build.Options{Source: corpusOf(1000), Output: dir, Minify: true, Now: buildDay}); err != nil || result.Findings.HasErrors() {
		t.Fatalf("build: %v, %v", err, result.Findings)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	for _, query := range []string{"harbor signal analyst", "senior manager", "ma", "orchad energy"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/search/?q="+strings.ReplaceAll(query, " ", "+"))); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `document.querySelectorAll('.hits li').length > 0`)
		bytes, err := chromedp.Run(ctx, chromedp.Evaluate[int](`performance.getEntriesByType("resource").filter(e => e.name.includes("/search/index/")).slice(0, 16).reduce((n, e) => n + e.decodedBodySize, 0)`))
		if err != nil || bytes == 0 || bytes > 30_000 {
			t.Errorf("%q: %d bytes, %v", query, bytes, err)
		}
	}
}

func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"` }
