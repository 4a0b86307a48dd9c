package build_test

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"strings"
	"testing"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// Most bytes that a page may take, packed by gzip at its best. A host that has
// Brotli sends less: the aims are 10 kB for a role's page, 8 kB of style, 6 kB
// of script on pages that are read and 14 kB where there is a form, by Brotli
// at level 9, which makes of pages 92 % or so of what gzip makes, and of the
// style and the scripts 95 %.
const (
	mostPage   = 11_500
	mostStyle  = 8_500
	mostScript = 6_300
	mostForm   = 14_700
)

// formPages have a script of their own.
var formPages = regexp.MustCompile(`^(roles/[^/]+/job-description|job-description-generator|compare)/index\.html$`)

// Every page is light, has one stylesheet and nothing else that holds up its
// first paint, and nothing of its own that a strict policy would refuse.
func TestPagesAreLight(t *testing.T) {
	if testing.Short() {
		t.Skip("reads every page of the sample site")
	}
	s := mustBuild(t, build.Options{Source: sample(), Minify: true})
	for _, name := range s.html() {
		doc := s.docs[name]
		var styles, scripts []string
		for n := range doc.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, a.Key, a.Val)
				}
			}
			switch {
			case n.Data == "style", n.Data == "iframe", n.Data == "object", n.Data == "embed", n.Data == "base":
				t.Errorf("%s has <%s>", name, n.Data)
			case n.Data == "script" && value(n, "type") != "application/ld+json":
				scripts = append(scripts, value(n, "src"))
				if _, ok := attr(n, "defer"); !ok {
					t.Errorf("%s: the script %q holds up the page", name, value(n, "src"))
				}
			case n.Data == "link" && value(n, "rel") == "stylesheet":
				styles = append(styles, value(n, "href"))
			}
		}
		if len(styles) != 1 && !isRedirect(doc) {
			t.Errorf("%s has the stylesheets %q", name, styles)
		}
		sum := func(urls []string) (n int) {
			for _, url := range urls {
				file, ok := s.files[strings.TrimPrefix(url, "/")]
				if !ok {
					t.Errorf("%s: the site has no %q", name, url)
				}
				n += packed(t, file)
			}
			return n
		}
		most := mostScript
		if formPages.MatchString(name) {
			most = mostForm
		}
		if n := sum(scripts); n > most {
			t.Errorf("%s has %d bytes of script, more than %d", name, n, most)
		}
		if n := sum(styles); n > mostStyle {
			t.Errorf("%s has %d bytes of style, more than %d", name, n, mostStyle)
		}
		if n := packed(t, s.files[name]); strings.HasPrefix(name, "roles/") && n > mostPage {
			t.Errorf("%s has %d bytes, more than %d", name, n, mostPage)
		}
	}
}

func packed(t *testing.T, data []byte) int {
	t.Helper()
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// watched is what a page has to tell of itself: what the policy refused, what
// its scripts failed at, how far things have moved, and which other hosts it
// has asked.
const (
	watch = `window.told = []; window.moved = [];
		addEventListener("securitypolicyviolation", (e) => told.push(e.violatedDirective + " " + e.blockedURI + " " + e.sample));
		addEventListener("error", (e) => told.push(e.message || "not loaded: " + (e.target.src || e.target.href)), true);
		addEventListener("unhandledrejection", (e) => told.push(String(e.reason)));
		new PerformanceObserver((l) => { for (const e of l.getEntries()) moved.push(e.value, ...e.sources.map(({ node, previousRect: a, currentRect: b }) =>
			[node && (node.outerHTML || node.data).slice(0, 60), a.x, a.y, a.width, a.height, "to", b.x, b.y, b.width, b.height].join(" "))); }).observe({ type: "layout-shift", buffered: true });`
	watched = `[...told, ...(moved.length ? ["moved by " + moved.join("; ")] : []),
		...performance.getEntriesByType("resource").filter((e) => new URL(e.name).origin !== location.origin).map((e) => e.name)].join("\n")`
)

const (
	there = `document.readyState === "complete"`
	qa    = "/roles/backend-qa-engineer/"
)

// pagesOfAllKinds are pages of the sample site, each with what is true once its
// scripts have done their part.
var pagesOfAllKinds = map[string]string{
	"/": there, "/roles/": there, qa: there, qa + "what-they-do/": there, qa + "faq/": there, qa + "related/": there, "/categories/": there, "/categories/healthcare/": there,
	"/guides/": there, "/guides/reading-a-salary-figure/": there, "/about/": there, "/404.html": there, "/rankings/": there, "/rankings/best-paid-careers/": there,
	"/skills/": there, "/skills/sql/": there, "/search/": there, "/compare/": there, "/compare/electrician-vs-plumber/": there, "/job-description-generator/": there,
	qa + "job-description/":                    `document.querySelector("[data-laws]").children.length > 0`,
	"/search/?q=nurse":                         `document.querySelectorAll(".hits li").length > 0 && !document.querySelector("#a-to-z").hidden`,
	"/search/?q=zzzzqqqq":                      `!document.querySelector(".hits").hidden && !document.querySelector("#a-to-z").hidden`,
	"/compare/?roles=plumber":                  `document.querySelectorAll(".chosen li").length === 1`,
	"/compare/?roles=electrician,plumber":      `document.querySelectorAll(".comparison h2").length > 3 && !document.querySelector("#pairs").hidden`,
	"/compare/?roles=nobody,plumber":           `document.querySelectorAll(".chosen li").length === 1 && !document.querySelector("#pairs").hidden`,
	"/compare/?roles=electrician,plumber,chef": `document.querySelectorAll(".comparison h2").length > 3 && !document.querySelector("#a-to-z").hidden`,
}

// No page of any kind breaks the policy, fails at a script, moves while it
// loads, or asks another host; whether its list of hits or its comparison is
// still to come.
func TestPagesAreQuiet(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := serveSample(t)
	if err := chromedp.Do(ctx, command("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": watch})); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{360, 1280} {
		for page, ready := range pagesOfAllKinds {
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, 800), chromedp.Navigate(url+page)); err != nil {
				t.Fatalf("%s: %v", page, err)
			}
			eventually(t, ctx, ready)
			act(t, ctx, `setTimeout(() => { window.settled = true; }, 150)`)
			eventually(t, ctx, `window.settled`)
			if got := ask(t, ctx, watched); got != "" {
				t.Errorf("%s at %d px: %s", page, width, got)
			}
		}
	}
}
