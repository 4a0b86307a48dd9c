package build_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
)

// browser starts Chromium; the test is skipped where there is none, and fails
// under CI.
func browser(t *testing.T) context.Context {
	t.Helper()
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
	return ctx
}

// TestPagesFit opens a page of each kind at the widths of phones, tablets and
// desks: nothing may stick out, and nothing may fail to load.
func TestPagesFit(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	dir := filepath.Join(t.TempDir(), "public")
	result, err := build.Run(t.Context(), build.Options{Source: sample(), Output: dir, Minify: true, Now: buildDay})
	if err != nil || result.Findings.HasErrors() {
		t.Fatalf("build: %v, %v", err, result.Findings)
	}
	var missing []string
	files := http.FileServer(http.Dir(dir))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'")
		files.ServeHTTP(w, r)
	}))
	defer server.Close()
	pages := []string{"/", "/roles/", "/roles/backend-qa-engineer/", "/roles/backend-qa-engineer/job-description/",
		"/roles/backend-qa-engineer/what-they-do/", "/roles/backend-qa-engineer/faq/", "/roles/backend-qa-engineer/related/",
		"/categories/", "/categories/healthcare/", "/guides/", "/guides/reading-a-salary-figure/", "/about/", "/search/", "/404.html"}
	for _, width := range []int64{320, 360, 768, 1280} {
		for _, page := range pages {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(server.URL+page)); err != nil {
				t.Fatalf("%s at %d px: %v", page, width, err)
			}
			overflow, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](sticksOut))
			if err != nil {
				t.Fatalf("%s at %d px: %v", page, width, err)
			}
			loaded, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 20`))
			if err != nil {
				t.Fatalf("%s at %d px: %v", page, width, err)
			}
			if len(overflow) > 0 {
				t.Errorf("%s at %d px: sticks out: %s", page, width, strings.Join(overflow, ", "))
			}
			if !loaded {
				missing = append(missing, page)
			}
		}
	}
	if len(missing) > 0 {
		t.Errorf("the stylesheet did not load on %v", missing)
	}
}

// sticksOut lists the elements that reach beyond the window's right edge and
// stand in nothing that scrolls.
const sticksOut = `[...document.querySelectorAll('body *')].filter(e => {
	if (e.closest('svg') || e.classList.contains('skip')) return false;
	for (let p = e.parentElement; p; p = p.parentElement)
		if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX)) return false;
	return e.getBoundingClientRect().right > innerWidth + 1;
}).map(e => e.tagName + '.' + e.className).slice(0, 5)`
