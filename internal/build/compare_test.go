package build_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"careerguide/internal/build"

	"github.com/chromedp/chromedp"
)

// versusSite has roles that differ in what they say: pay by the year and by
// the hour, in two currencies, and one of nothing but its title.
func versusSite(language string) fstest.MapFS {
	role := func(front string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\nsummary: What it is.\ncategory: work\n" + front + "\n---\nText.\n")}
	}
	return fstest.MapFS{
		"content/site.yaml":      {Data: []byte("title: T\nbase_url: https://example.org/sub/\ncompare_pages: true\nlanguage: " + language + "\n")},
		"content/sources.yaml":   {Data: []byte("s: {name: A survey, url: /about/, date: 2024-05-02}\n")},
		"content/pages/about.md": {Data: []byte("---\ntitle: About\nsummary: Us.\n---\nUs.\n")},
		"content/roles/year.md": role(`title: A Role Paid by the Year & <b>More</b>
salary: {currency: USD, period: year, mean: 81250.5, median: 79000, p10: 52000, p25: 64000, p75: 98000, p90: 1200000, source: s, as_of: 2024-05}
experience: [{tier: Entry, years: {min: 1, max: 2}, salary: {min: 60000, max: 75000}}, {tier: Mid, years: {max: 1}, salary: {mean: 70000}}, {tier: Senior, years: {min: 5}, salary: {min: 90000, median: 95000.25}}, {tier: Head, years: {min: 1, max: 1}}]
education: [{level: bachelor, requirement: required, fields: [Law, Art, Music], share: 62.5}, {level: none}]
certifications: [{name: A licence, kind: license, requirement: required}, {name: Not shown}]
skills: [SQL, Node.js, C++, Patience]
outlook: {growth_percent: 17, annual_openings: 140100, base_year: 2023, projected_year: 2033, source: s}
related: [hour, euro, bare]`),
		"content/roles/hour.md": role(`title: Hour
salary: {currency: USD, period: hour, median: 21.635, p10: 12.5, min: 10, max: 40, source: {name: Elsewhere, url: "https://example.com/", year: 2023}}
experience: [{tier: Only, salary: {max: 30}}]
skills: [sql, C, node js, Welding]
outlook: {growth_percent: -2.5}
related: [bare, mean]`),
		"content/roles/euro.md": role("title: Euro\nsalary: {currency: EUR, period: year, median: 40000, mean: 41000}\nskills: [C#]\nrelated: [bare]"),
		"content/roles/mean.md": role("title: Mean\nsalary: {currency: USD, period: hour, mean: 30, p90: 44.1}\neducation: [{level: master, requirement: helpful}]"),
		"content/roles/bare.md": role("title: " + strings.Repeat("A Long Title of Nothing ", 4)),
	}
}

// outline writes the elements, their attributes and texts below an element.
const outline = `(function () {
	const write = (n) => {
		if (n.nodeType === 3) return n.data.replace(/\s+/g, " ").trim();
		const attributes = [...n.attributes].map(a => a.name + "=" + a.value).sort().join(" ");
		return "<" + n.nodeName.toLowerCase() + (attributes && " " + attributes) + ">" + [...n.childNodes].map(write).filter(Boolean).join("|") + "</>";
	};
	const root = document.querySelector(".comparison");
	root?.normalize();
	return root && root.children.length > 1 ? [...root.children].map(write).join("\n") : "";
})()`

// A pair's page and what the script makes of the same roles are one.
func TestComparisonsAgree(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	for _, language := range []string{"en-US", "de"} {
		dir := filepath.Join(t.TempDir(), "public")
		result, err := build.Run(t.Context(), build.Options{Source: versusSite(language), Output: dir, Minify: true, Now: buildDay})
		if err != nil || result.Findings.HasErrors() {
			t.Fatalf("build: %v, %v", err, result.Findings)
		}
		server := httptest.NewServer(http.StripPrefix("/sub", policed(dir)))
		defer server.Close()
		for _, pair := range [][2]string{{"hour", "year"}, {"euro", "year"}, {"bare", "year"}, {"bare", "hour"}, {"hour", "mean"}, {"bare", "euro"}} {
			if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/sub/compare/"+pair[0]+"-vs-"+pair[1]+"/")); err != nil {
				t.Fatal(err)
			}
			want, err := chromedp.Run(ctx, chromedp.Evaluate[string](outline))
			if err != nil || len(want) < 200 {
				t.Fatalf("%v: %v, %q", pair, err, want)
			}
			if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/sub/compare/?roles="+pair[0]+","+pair[1])); err != nil {
				t.Fatal(err)
			}
			eventually(t, ctx, outline+` !== ""`)
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](outline))
			if err != nil {
				t.Fatal(err)
			}
			a, b := strings.Split(strings.ReplaceAll(got, "|", "\n"), "\n"), strings.Split(strings.ReplaceAll(want, "|", "\n"), "\n")
			for i := range max(len(a), len(b)) {
				if i >= len(a) || i >= len(b) || a[i] != b[i] {
					t.Errorf("%s, %v, line %d:\nscript %q\npage   %q", language, pair, i, a[min(i, len(a)-1)], b[min(i, len(b)-1)])
					break
				}
			}
		}
	}
}

// policed serves a folder under the policy of a careful host.
func policed(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", policy)
		files.ServeHTTP(w, r)
	})
}

// A reader chooses roles by keyboard, takes one away, goes back, and shares
// the address.
func TestCompareInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	ctx := browser(t)
	url := serveSample(t)
	const titles = `[...document.querySelectorAll(".comparison h2 + .cards a")].map(a => a.textContent).join()`
	choose := func(query, title string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.SendKeys("#compare-q", query)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `document.querySelector("#compare-list li span")?.textContent === `+quoted(title))
		if err := chromedp.Do(ctx, chromedp.SendKeys("#compare-q", "\r")); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `[...document.querySelectorAll(".chosen span")].some(s => s.textContent === `+quoted(title)+`)`)
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(1280, 800), chromedp.Navigate(url+"/compare/")); err != nil {
		t.Fatal(err)
	}
	choose("electrican", "Electrician")
	eventually(t, ctx, `document.querySelector("[data-state]").textContent.includes("one more")`)
	choose("plumber", "Plumber")
	eventually(t, ctx, titles+` === "Electrician,Plumber" && location.search === "?roles=electrician,plumber"`)
	choose("welder", "Welder")
	eventually(t, ctx, titles+` === "Electrician,Plumber,Welder" && document.querySelector(".compare form").hidden`)
	if err := chromedp.Do(ctx, chromedp.Click(`.chosen button[aria-label="Remove Plumber"]`)); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, titles+` === "Electrician,Welder" && location.search === "?roles=electrician,welder" && document.activeElement.id === "compare-q"`)
	if err := chromedp.Do(ctx, chromedp.NavigateBack()); err != nil {
		t.Fatal(err)
	}
	eventually(t, ctx, titles+` === "Electrician,Plumber,Welder"`)

	// What the address asks for may be hostile, or twice, or too much.
	for query, want := range map[string]string{
		"%3Cimg%20src%3Dx%20onerror%3D%22window.hit%3D1%22%3E,welder": "There is no role “<img src=x onerror=\"window.hit=1\">” here.",
		"../../roles/welder,welder":                                   "There is no role “../../roles/welder” here.",
		"nobody,welder,welder":                                        "There is no role “nobody” here.",
		"welder,plumber,chef,paralegal":                               "Compared: Welder, Plumber, Chef.",
	} {
		if err := chromedp.Do(ctx, chromedp.Navigate(url+"/compare/?roles="+query)); err != nil {
			t.Fatal(err)
		}
		eventually(t, ctx, `document.querySelector("[data-state]").textContent.startsWith(`+quoted(want)+`) && !window.hit && !document.querySelector("main img")`)
	}
}
