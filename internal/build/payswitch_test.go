package build_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// paySite has roles paid by the year, by the hour and by the week, with pay
// wherever a role's page shows it.
func paySite(language string) fstest.MapFS {
	role := func(front string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nsummary: What it is.\ncategory: work\n" + front + "\n---\nText.\n")}
	}
	return fstest.MapFS{
		"content/site.yaml": {Data: []byte("title: T\nbase_url: https://example.org/\ncompare_pages: true\nlanguage: " + language + "\n")},
		"content/roles/year.md": role(`title: Year
salary: {currency: USD, period: year, mean: 81250.5, median: 79000, p10: 52000, p25: 64000, p75: 98000, p90: 120000,
  regions: [{region: US-CA, name: California, median: 90000}, {region: DE, name: Germany, currency: EUR, period: month, median: 3150.50}, {region: JP, name: Japan, currency: JPY, median: 5000000}]}
experience: [{tier: Entry, salary: {min: 60000, max: 75000}}, {tier: Senior, salary: {min: 90000, median: 95000}}]
posting: {pay: {min: 83200, max: 104000}}
progression: {to: [week]}
related: [hour]`),
		"content/roles/hour.md": role("title: Hour\nsalary: {currency: USD, period: hour, median: 21.635, p10: 12.5, p90: 40}"),
		"content/roles/week.md": role("title: Week\nsalary: {currency: USD, period: week, median: 1000}"),
		"content/roles/bare.md": role("title: Bare"),
	}
}

func servePay(t *testing.T, language string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	result, err := build.Run(t.Context(), build.Options{Source: paySite(language), Output: dir, Minify: true, Now: buildDay})
	if err != nil || result.Findings.HasErrors() {
		t.Fatalf("build: %v, %v", err, result.Findings)
	}
	server := httptest.NewServer(policed(dir))
	t.Cleanup(server.Close)
	return server.URL
}

// Scripts that read a page: its whole text, figures by where they stand, what
// is chosen, and whether the note of computed figures is to be seen.
const (
	payTexts   = `(document.querySelector("main").textContent)`
	payFacts   = `document.querySelector("dl.facts dd").textContent`
	payHead    = `document.querySelector(".headline").textContent`
	payCaption = `document.querySelector(".figures caption").textContent`
	payTable   = `[...document.querySelectorAll(".figures .amount")].map(e => e.textContent).join("|")`
	payChart   = `[...document.querySelectorAll("svg.pay text > tspan")].map(e => e.textContent).sort().join("|")`
	payRegions = `[...document.querySelectorAll(".regions b")].map(e => e.textContent).join("|")`
	payTiers   = `[...document.querySelectorAll(".rung b")].map(e => e.textContent).join("|")`
	payCard    = `document.querySelector(".path .meta li").textContent`
	payChosen  = `document.querySelector(".periods :checked").value`
	payNote    = `[...document.querySelectorAll(".periods p span, .facts .computed")].map(e => e.checkVisibility({ visibilityProperty: true }) ? e.textContent : "").join("|")`
)

// textOf evaluates a script; no-break spaces are written as plain ones.
func textOf(t *testing.T, ctx context.Context, script string) string {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(got)
}

func expect(t *testing.T, ctx context.Context, want map[string]string) {
	t.Helper()
	for script, text := range want {
		if got := textOf(t, ctx, script); got != text {
			t.Errorf("%s\n got %q\nwant %q", script, got, text)
		}
	}
}

// visitPay opens a page and waits for its switch.
func visitPay(t *testing.T, ctx context.Context, url, chosen string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `!document.querySelector(".periods").disabled && `+payChosen+` === `+quoted(chosen))
}

func press(t *testing.T, ctx context.Context, key, chosen string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.SendKeys(".periods :checked", key)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, payChosen+` === `+quoted(chosen))
}

// A reader has pay by the hour, by keyboard; finds it so on the next page, and
// goes back to what the article says.
func TestPaySwitch(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := servePay(t, "en-US")
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800)); err != nil {
		t.Fatal(err)
	}
	visitPay(t, ctx, url+"/roles/year/", "year")
	written := textOf(t, ctx, payTexts)
	expect(t, ctx, map[string]string{
		payFacts: "$79,000 per year", payHead: "$79,000 median pay per year", payCaption: "Pay per year", payNote: "",
		payTable:   "$52,000|$64,000|$79,000|$81,250.50|$98,000|$120,000|$83,200–$104,000",
		payRegions: "$90,000 per year|€3,150.50 per month|¥5,000,000 per year",
		payTiers:   "$60,000–$75,000 per year|from $90,000 per year; Median $95,000 per year",
		payCard:    "Median $1,000 per week",
	})

	press(t, ctx, kb.ArrowLeft, "month")
	press(t, ctx, kb.ArrowLeft, "hour")
	hourly := map[string]string{
		payFacts: "$37.98 per hour", payHead: "$37.98 median pay per hour", payCaption: "Pay per hour",
		payTable:   "$25.00|$30.77|$37.98|$39.06|$47.12|$57.69|$40.00–$50.00",
		payChart:   "$25.00|$30.77|$37.98|$39.06|$40.00–$50.00|$47.12|$57.69",
		payRegions: "$43.27 per hour|€18.18 per hour|¥2,404 per hour",
		payTiers:   "$28.85–$36.06 per hour|from $43.27 per hour; Median $45.67 per hour",
		payCard:    "Median $25.00 per hour",
		payNote:    "Pay computed at 2,080 hours a year.|Pay computed at 2,080 hours a year.",
	}
	expect(t, ctx, hourly)
	eventually(t, ctx, `document.activeElement.value === "hour"`)

	// It is remembered: on this page, on one whose own period it is, and on
	// one paid by the week.
	visitPay(t, ctx, url+"/roles/year/", "hour")
	expect(t, ctx, hourly)
	visitPay(t, ctx, url+"/roles/hour/", "hour")
	expect(t, ctx, map[string]string{payFacts: "$21.635 per hour", payTable: "$12.50|$21.635|$40", payNote: ""})
	visitPay(t, ctx, url+"/roles/week/", "hour")
	expect(t, ctx, map[string]string{payFacts: "$25.00 per hour"})
	press(t, ctx, kb.ArrowRight, "week")
	expect(t, ctx, map[string]string{payFacts: "$1,000 per week", payNote: "|"})

	// A choice that a page does not have leaves it as it is.
	visitPay(t, ctx, url+"/roles/hour/", "hour")
	press(t, ctx, kb.ArrowRight, "month")
	expect(t, ctx, map[string]string{payFacts: "$3,750 per month"})
	visitPay(t, ctx, url+"/roles/year/", "month")
	expect(t, ctx, map[string]string{
		payTable:   "$4,333|$5,333|$6,583|$6,771|$8,167|$10,000|$6,933–$8,667",
		payRegions: "$7,500 per month|€3,150.50 per month|¥416,667 per month",
	})
	press(t, ctx, kb.ArrowRight, "year")
	expect(t, ctx, map[string]string{payNote: "|"})
	if now := textOf(t, ctx, `(document.querySelector(".facts .computed").remove(), `+payTexts+`)`); now != written {
		t.Errorf("switched back, the page's text is\n%s\nnot\n%s", now, written)
	}

	// A page without pay has no switch.
	if err := chromedp.Do(ctx, chromedp.Navigate(url+"/roles/bare/")); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, `document.readyState === "complete" && !document.querySelector(".periods")`)
}

// shifts sums up what has moved on a page, once shifted is true.
const shifts = `(new PerformanceObserver((list) => { window.moved = list.getEntries().reduce((sum, e) => sum + e.value, window.moved || 0); })
	.observe({ type: "layout-shift", buffered: true }), setTimeout(() => { window.shifted = true; }, 300), "")`

// Nothing but figures moves when pay is switched, or when a page comes up in a
// period that was chosen before.
func TestPaySwitchKeepsItsPlace(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := servePay(t, "de")
	const places = `JSON.stringify([...document.querySelectorAll("main :is(h2, table, tr, svg, dl, dl div, legend, label, li, section, footer)")].map(e => {
		const r = e.getBoundingClientRect();
		return [e.tagName, e.closest("label, legend") && Math.round(r.left), Math.round(r.top + scrollY), Math.round(r.height)];
	}))`
	for _, width := range []int64{360, 768, 1280} {
		if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(url+"/roles/year/")); err != nil {
			t.Fatal(err)
		}
		textOf(t, ctx, `(localStorage.clear(), "")`)
		visitPay(t, ctx, url+"/roles/year/", "year")
		before := textOf(t, ctx, places)
		if len(before) < 1000 {
			t.Fatalf("too few places: %s", before)
		}
		for _, chosen := range []string{"month", "hour"} {
			press(t, ctx, kb.ArrowLeft, chosen)
			if after := textOf(t, ctx, places); after != before {
				t.Errorf("%d px, by the %s: places were\n%s\nand are\n%s", width, chosen, before, after)
			}
		}
		visitPay(t, ctx, url+"/roles/year/", "hour")
		textOf(t, ctx, shifts)
		eventually(t, ctx, `window.shifted`)
		expect(t, ctx, map[string]string{"(window.moved || 0).toFixed(2)": "0.00", payFacts: "37,98 $ pro Stunde", payNote: "Gehalt umgerechnet mit 2.080 Stunden im Jahr.|Gehalt umgerechnet mit 2.080 Stunden im Jahr."})
	}
}

// What stands in the browser's storage may have been put there by anybody.
func TestPaySwitchHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := servePay(t, "en-US")
	visitPay(t, ctx, url+"/roles/year/", "year")
	written := textOf(t, ctx, payTexts)
	for _, value := range []string{"", "decade", "week", "constructor", `"], * [x="`, `<img src=x onerror="window.hit=1">`, strings.Repeat("hour", 100_000)} {
		textOf(t, ctx, `(localStorage.setItem("pay-period", `+quoted(value)+`), "")`)
		visitPay(t, ctx, url+"/roles/year/", "year")
		if now := textOf(t, ctx, payTexts); now != written {
			t.Errorf("%.40q in the storage changes the page:\n%s", value, now)
		}
		if err := chromedp.Do(ctx, chromedp.SendKeys(".find input", "hour")); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `!window.hit && document.querySelectorAll("#find-list li").length > 0`)
	}

	// Without storage, the choice is for the page.
	textOf(t, ctx, `(Object.defineProperty(Storage.prototype, "setItem", { value() { throw new Error("full"); } }), "")`)
	press(t, ctx, kb.ArrowLeft, "month")
	expect(t, ctx, map[string]string{payFacts: "$6,583 per month"})
}

// Roles side by side have it too, on a pair's page and where they are chosen.
func TestPaySwitchCompared(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := servePay(t, "en-US")
	const cells = `[...document.querySelectorAll(".versus data")].map(e => e.textContent).join("|")`
	const axis = `[...document.querySelectorAll("svg.sides text:not(.name)")].map(e => e.textContent).join("|")`
	visitPay(t, ctx, url+"/compare/hour-vs-year/", "year")
	expect(t, ctx, map[string]string{axis: "$0|$50,000|$100,000|$150,000"})
	press(t, ctx, kb.ArrowLeft, "month")
	for _, page := range []string{"/compare/hour-vs-year/", "/compare/?roles=hour,year"} {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+page)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `document.querySelector(".periods.computed") !== null`)
		expect(t, ctx, map[string]string{
			axis:      "$0|$4,167|$8,333|$12,500",
			cells:     "$2,167|$4,333|$5,333|$3,750|$6,583|$6,771|$8,167|$6,933|$10,000",
			payChosen: "month",
		})
	}
}
