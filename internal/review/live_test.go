package review

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// serve answers with files below a path, and notes what was asked for.
func serve(t *testing.T, files map[string]string) (address string, asked func() []string) {
	t.Helper()
	var mu sync.Mutex
	var list []string
	var running, most atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := running.Add(1)
		defer running.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		mu.Lock()
		list = append(list, r.URL.Path)
		mu.Unlock()
		if r.Method != http.MethodGet || r.UserAgent() != liveUserAgent {
			t.Errorf("%s as %q", r.Method, r.UserAgent())
		}
		body, ok := files[strings.TrimPrefix(r.URL.Path, "/careers/")]
		switch {
		case !ok || !strings.HasPrefix(r.URL.Path, "/careers/"):
			http.NotFound(w, r)
		case strings.HasPrefix(body, "to "):
			http.Redirect(w, r, body[3:], http.StatusFound)
		case strings.HasPrefix(body, "code "):
			code := 0
			fmt.Sscan(body[5:], &code)
			w.WriteHeader(code)
		default:
			fmt.Fprint(w, strings.ReplaceAll(body, "BASE", "http://"+r.Host+"/careers"))
		}
	}))
	t.Cleanup(func() {
		server.Close()
		if most.Load() > liveAtOnce {
			t.Errorf("%d requests at once", most.Load())
		}
	})
	return server.URL + "/careers/", func() []string {
		mu.Lock()
		defer mu.Unlock()
		sorted := slices.Clone(list)
		slices.Sort(sorted)
		return sorted
	}
}

func urlset(paths ...string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
	for _, p := range paths {
		b.WriteString("<url><loc>" + p + "</loc></url>")
	}
	return b.String() + "</urlset>"
}

func TestLive(t *testing.T) {
	address, asked := serve(t, map[string]string{
		"sitemap.xml":   `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>BASE/sitemap-1.xml</loc></sitemap><sitemap><loc>BASE/sitemap-2.xml</loc></sitemap></sitemapindex>`,
		"sitemap-1.xml": urlset("BASE", "BASE/about", "BASE/roles/nurse/", "BASE/gone/"),
		"sitemap-2.xml": urlset("BASE/roles/chef/", "BASE/caf%C3%A9.html", "https://elsewhere.example/", "BASE/../secret/"),
		"roles.json":    rolesJSON(`{"slug":"nurse","title":"Nurse","salary":{"currency":"USD","period":"year","median":100}}`, `{"slug":"chef","title":"Chef"}`),
		"":              page("Home", "was"), "about/": page("About", ""), "roles/nurse/": page("Nurse", ""), "roles/chef/": page("Chef", ""),
	})
	old, err := Live(t.Context(), http.DefaultClient, strings.TrimSuffix(address, "/"))
	if err != nil {
		t.Fatal(err)
	}
	new := memory("new", map[string]string{
		"roles.json": rolesJSON(`{"slug":"nurse","title":"Nurse","salary":{"currency":"USD","period":"year","median":200}}`),
		"index.html": page("Home", "is"), "about/index.html": page("About us", ""), "roles/nurse/index.html": page("Nurse", ""), "roles/chef/index.html": redirect("/careers/roles/nurse/"),
	})
	c, err := Compare(t.Context(), old, new.Tree, Options{Pages: -1})
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"/café.html", "/gone/"}; !slices.Equal(c.Lost, want) {
		t.Errorf("lost %q", c.Lost)
	}
	if len(c.Pages) != 2 || c.Pages[0].Description.Old != "was" || c.Pages[1].Title.New != "About us" || len(c.Pay) != 1 || len(c.Roles.Removed) != 1 || len(c.Moved) != 1 {
		t.Errorf("%+v", c)
	}
	// A page that redirects now is not asked for: there is nothing to compare.
	want := []string{"/careers/", "/careers/about/", "/careers/roles.json", "/careers/roles/nurse/", "/careers/sitemap-1.xml", "/careers/sitemap-2.xml", "/careers/sitemap.xml"}
	if got := asked(); !slices.Equal(got, want) {
		t.Errorf("asked for %q", got)
	}
	if c.Counts.Files.Old != nil || len(c.Notes) != 2 || c.Notes[1] != "2 addresses of the sitemap outside of "+address+" were left out" {
		t.Errorf("%q %+v", c.Notes, c.Counts)
	}
}

// No more pages than allowed are asked for, the most general ones first; and
// none any more once the site says that it has enough.
func TestLiveIsBounded(t *testing.T) {
	files := map[string]string{"roles.json": rolesJSON(), "": page("Home", "")}
	next := map[string]string{"roles.json": rolesJSON(), "index.html": page("Home, new", "")}
	paths := []string{"BASE/"}
	for i := range 50 {
		name := fmt.Sprintf("deep/er/%d/", i)
		files[name], next[name+"index.html"] = page("Page", ""), page("New page", "")
		paths = append(paths, "BASE/"+name)
	}
	files["sitemap.xml"] = urlset(paths...)
	address, asked := serve(t, files)
	old, err := Live(t.Context(), http.DefaultClient, address)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(t.Context(), old, memory("new", next).Tree, Options{Pages: 10})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(asked()) - 2; n != 10 || len(c.Pages) != 10 || c.Pages[0].Address != "/" || c.Unread != 41 {
		t.Errorf("asked for %d pages; %d changed, %d unread", n, len(c.Pages), c.Unread)
	}
	for name := range files {
		if strings.HasPrefix(name, "deep") {
			files[name] = "code 429"
		}
	}
	address, asked = serve(t, files)
	if old, err = Live(t.Context(), http.DefaultClient, address); err != nil {
		t.Fatal(err)
	}
	if c, err = Compare(t.Context(), old, memory("new", next).Tree, Options{Pages: -1}); err != nil {
		t.Fatal(err)
	}
	if n := len(asked()); n > 2+1+2*liveAtOnce || !strings.Contains(strings.Join(c.Notes, "\n"), "answered 429 Too Many Requests; its other pages were not read") {
		t.Errorf("asked %d times; %q", n, c.Notes)
	}
}

func TestLiveAnswers(t *testing.T) {
	good := urlset("BASE/a/", "BASE/b/", "BASE/c/")
	for _, tt := range []struct {
		name, want string
		files      map[string]string
	}{
		{"nothing deployed", "", map[string]string{}},
		{"another generator's", "", map[string]string{"sitemap.xml": good}},
		{"no sitemap", "", map[string]string{"roles.json": rolesJSON()}},
		{"broken", "answered 500 Internal Server Error", map[string]string{"roles.json": "code 500"}},
		{"a login page", "is not a sitemap: ", map[string]string{"roles.json": rolesJSON(), "sitemap.xml": "<html>"}},
		{"endless", "lists too many sitemaps", map[string]string{"sitemap.xml": `<sitemapindex><sitemap><loc>BASE/sitemap.xml</loc></sitemap></sitemapindex>`}},
		{"all to home", "", map[string]string{"roles.json": "to /careers/", "sitemap.xml": "to /careers/", "": page("Home", "")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			address, _ := serve(t, tt.files)
			tree, err := Live(t.Context(), http.DefaultClient, address)
			if tt.want != "" {
				if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "read the live site: ") {
					t.Errorf("%v", err)
				}
				return
			}
			if err != nil || len(tree.Notes) == 0 {
				t.Errorf("%v, notes %q", err, tree.Notes)
			}
		})
	}
	for _, address := range []string{"", "example.org", "ftp://example.org/", "https://"} {
		if _, err := Live(t.Context(), http.DefaultClient, address); err == nil {
			t.Errorf("%q was read", address)
		}
	}
	if _, err := Live(t.Context(), http.DefaultClient, "http://127.0.0.1:1/"); err == nil {
		t.Error("a site that is not there was read")
	}
	// A page that is missing, or elsewhere, is skipped.
	address, _ := serve(t, map[string]string{"roles.json": rolesJSON(), "sitemap.xml": good, "b/": "to /careers/c/", "c/": page("C", "")})
	old, err := Live(t.Context(), http.DefaultClient, address)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(t.Context(), old, memory("new", map[string]string{"roles.json": rolesJSON(), "a/index.html": page("A", ""), "b/index.html": page("B", ""), "c/index.html": page("C2", "")}).Tree, Options{Pages: -1})
	if err != nil || len(c.Pages) != 1 || c.Unread != 2 {
		t.Errorf("%+v %v", c, err)
	}
}
