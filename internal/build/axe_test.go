package build_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestAxe has axe-core judge a page of each kind, light on a desk and dark on a
// phone, with all that opens open: the answers, the form, the search.
func TestAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and a minute")
	}
	library, err := os.ReadFile(os.Getenv("AXE_JS"))
	if err != nil {
		const missing = "axe-core is named by AXE_JS, with the path of axe.min.js (npm install axe-core)"
		if os.Getenv("CI") != "" {
			t.Fatal(missing, ": ", err)
		}
		t.Skip(missing)
	}
	ctx := browser(t)
	url := serveSample(t)
	for page, ready := range pagesOfAllKinds {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url+page)); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		eventually(t, ctx, ready)
		openAll(t, ctx)
		if err := chromedp.Do(ctx, command("Runtime.evaluate", map[string]any{"expression": string(library)})); err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		for _, as := range []struct {
			scheme string
			width  int64
		}{{"light", 1280}, {"dark", 360}} {
			scheme := map[string]any{"features": []any{map[string]any{"name": "prefers-color-scheme", "value": as.scheme}}}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(as.width, 800), command("Emulation.setEmulatedMedia", scheme)); err != nil {
				t.Fatal(err)
			}
			for _, violation := range violations(t, ctx) {
				t.Errorf("%s, %s at %d px: %s", page, as.scheme, as.width, violation)
			}
		}
	}
}

// openAll opens the answers and the form of a page, and the list of its search.
func openAll(t *testing.T, ctx context.Context) {
	t.Helper()
	act(t, ctx, `for (const d of document.querySelectorAll("details")) d.open = true`)
	if ask(t, ctx, `String(!!document.querySelector(".find input"))`) != "true" {
		return
	}
	if err := chromedp.Do(ctx, chromedp.SendKeys(".find input", "engineer")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `document.querySelectorAll("#find-list [role=option]").length > 0`)
}

// violations are what axe-core holds against the page as it stands, each with
// the first of its elements.
func violations(t *testing.T, ctx context.Context) []string {
	t.Helper()
	act(t, ctx, `window.judged = ""; axe.run(document, {resultTypes: ["violations"]}).then((r) => { window.judged = JSON.stringify(r.violations); })`)
	eventually(t, ctx, `window.judged !== ""`)
	var list []struct {
		ID, Help string
		Nodes    []struct{ HTML, FailureSummary string }
	}
	if err := json.Unmarshal([]byte(ask(t, ctx, `window.judged`)), &list); err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, v := range list {
		told = append(told, fmt.Sprintf("%s: %s: %d times, first %s: %s", v.ID, v.Help, len(v.Nodes), v.Nodes[0].HTML, v.Nodes[0].FailureSummary))
	}
	return told
}
