package build_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	neturl "net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/hosting"

	"github.com/chromedp/chromedp"
)

// A built site is served by nginx and by Caddy themselves, each with the file
// that the build wrote for it, at the root of a host and below a path.

// server starts a web server over the folder that holds the built site at its
// base path. It returns the address of the folder's own: "http://127.0.0.1:4711".
type server func(t *testing.T, root, base string) string

var servers = map[string]server{"nginx": startNginx, "caddy": startCaddy}

// program returns where a server's program is; the test is skipped where there
// is none, and fails under CI.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CI") != "" {
		t.Fatalf("no %s, which CI must have", name)
	}
	t.Skipf("no %s on this machine", name)
	return ""
}

func startNginx(t *testing.T, root, base string) string {
	bin, dir, address := program(t, "nginx"), t.TempDir(), freeAddress(t)
	var temp strings.Builder
	for _, what := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temp, "\t%s_temp_path %q;\n", what, filepath.Join(dir, what))
	}
	conf := fmt.Sprintf("daemon off;\nmaster_process off;\npid %q;\nerror_log stderr;\nevents {}\nhttp {\n%s\taccess_log off;\n\tserver {\n\t\tlisten %s;\n\t\troot %q;\n\t\tinclude %q;\n\t}\n}\n",
		filepath.Join(dir, "pid"), &temp, address, root, filepath.Join(root, filepath.FromSlash(base), hosting.NginxFile))
	file := filepath.Join(dir, "nginx.conf")
	if err := os.WriteFile(file, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	startServer(t, address, exec.Command(bin, "-p", dir, "-c", file, "-e", "stderr"))
	return "http://" + address
}

func startCaddy(t *testing.T, root, base string) string {
	bin, dir, address := program(t, "caddy"), t.TempDir(), freeAddress(t)
	conf := fmt.Sprintf("{\n\tadmin off\n\tauto_https off\n}\nhttp://%s {\n\troot * %q\n\timport %q\n}\n", address, root, filepath.Join(root, filepath.FromSlash(base), hosting.CaddyFile))
	file := filepath.Join(dir, "Caddyfile")
	if err := os.WriteFile(file, []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(bin, "run", "--config", file, "--adapter", "caddyfile")
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir, "CAREERGUIDE_SECRET=secret")
	startServer(t, address, cmd)
	return "http://" + address
}

// freeAddress returns an address of this machine that nothing listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// startServer runs a server until the test ends, and waits until it answers.
func startServer(t *testing.T, address string, cmd *exec.Cmd) {
	t.Helper()
	var told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &told, &told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = cmd.Wait()
		close(ended)
	}()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		<-ended
	})
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(30 * time.Millisecond) {
		select {
		case <-ended:
			t.Fatalf("%s ended: %s", cmd.Path, &told)
		default:
		}
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return
		}
	}
	t.Fatalf("%s does not listen", cmd.Path)
}

// answer is what a server says to one request; redirects are not followed and
// nothing is unpacked.
type answer struct {
	status int
	header http.Header
	body   []byte
}

func get(t *testing.T, url string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "identity")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, body}
}

// oddAliases are old addresses with characters that mean something to a
// server's reader of settings.
var oddAliases = []string{"/old-nurse/", "/old.html", "/v1.2/", "/über/alt/", "/$uri/", "/${HOME}/", "/{$CAREERGUIDE_SECRET}/", "/{env.CAREERGUIDE_SECRET}/",
	"/a;return;/", "/a{b}c/", "/(x.y)+[z]/", "/a&b=c,d@e!f/", "/~^(a)/", "/`tick`/", "/{path}/", "/a^b$/"}

// served builds a site with everything that servers have to be told of.
func served(t *testing.T, host, base string) (root string, files map[string][]byte) {
	t.Helper()
	source := edgeSite().(fstest.MapFS)
	source["content/site.yaml"] = settings(object{"base_url": "https://site.example" + base, "hosting": object{"host": host},
		"security": object{"contact": "a@site.example", "expires": "2030-01-01"}, "markdown_pages": true, "social_cards": true, "role_pages": []string{"job-description", "faq"}})
	source["content/roles/tutor.md"] = role("Tutor", "care", object{"aliases": oddAliases}, body)
	var wide bytes.Buffer
	if err := png.Encode(&wide, image.NewGray(image.Rect(0, 0, 900, 20))); err != nil {
		t.Fatal(err)
	}
	source["content/pages/wide/index.md"] = file(object{"title": "Wide", "summary": "A wide picture.", "image": "wide.png"}, "![Wide](wide.png)\n")
	source["content/pages/wide/wide.png"] = &fstest.MapFile{Data: wide.Bytes()}
	root = t.TempDir()
	o := build.Options{Source: fs.FS(source), Output: filepath.Join(root, filepath.FromSlash(base)), Minify: true, Compress: true, Now: buildDay}
	files = mustBuild(t, o).files
	text, err := os.ReadFile(filepath.Join(o.Output, ".well-known", "security.txt"))
	if err != nil {
		t.Fatal(err)
	}
	files[".well-known/security.txt"] = text
	return root, files
}

// edited is a site with one file of other bytes.
type edited struct {
	fs.FS
	file fstest.MapFS
}

func (e edited) Open(name string) (fs.File, error) {
	if f, err := e.file.Open(name); err == nil && e.file[name] != nil {
		return f, nil
	}
	return e.FS.Open(name)
}

func TestServers(t *testing.T) {
	if testing.Short() {
		t.Skip("starts servers")
	}
	for _, name := range slices.Sorted(maps.Keys(servers)) {
		for what, base := range map[string]string{"a root": "/", "a path": "/careers/", "an odd path": "/a b/c$d;(e)/"} {
			t.Run(name+" at "+what, func(t *testing.T) {
				escaped := strings.ReplaceAll(base, " ", "%20")
				root, files := served(t, name, escaped)
				if base != escaped { // the folder has the name that the server sees
					if err := os.Rename(filepath.Join(root, "a%20b"), filepath.Join(root, "a b")); err != nil {
						t.Fatal(err)
					}
				}
				url := servers[name](t, root, base)
				serves(t, url, escaped, files)
			})
		}
	}
}

// serves asks a server for what it has to get right.
func serves(t *testing.T, url, base string, files map[string][]byte) {
	address := url + base
	href := strings.NewReplacer("$", "%24", ";", "%3B", "(", "%28", ")", "%29").Replace(base)

	for file, a := range map[string]answer{"index.html": get(t, address), "roles/nurse/index.html": get(t, address+"roles/nurse/"), "roles/nurse/index.json": get(t, address+"roles/nurse/index.json"),
		"roles/nurse/index.md": get(t, address+"roles/nurse/index.md"), "feed.xml": get(t, address+"feed.xml"), "sitemap.xml": get(t, address+"sitemap.xml"), "robots.txt": get(t, address+"robots.txt"),
		"roles.csv": get(t, address+"roles.csv"), "roles/nurse/ward.png": get(t, address+"roles/nurse/ward.png"), ".well-known/security.txt": get(t, address+".well-known/security.txt"), "favicon.svg": get(t, address+"favicon.svg")} {
		if a.status != 200 || !bytes.Equal(a.body, files[file]) {
			t.Errorf("%s: status %d, %d bytes of %d", file, a.status, len(a.body), len(files[file]))
		}
		for _, h := range append(hosting.Headers(file), hosting.Security(policy+"; frame-ancestors 'none'")...) {
			if got := strings.Join(a.header.Values(h.Name), " and "); !strings.EqualFold(got, h.Value) {
				t.Errorf("%s: %s is %q, want %q", file, h.Name, got, h.Value)
			}
		}
		tag := a.header.Get("ETag")
		if again := get(t, address+strings.TrimSuffix(file, "index.html"), "If-None-Match", tag); tag == "" || again.status != 304 || len(again.body) > 0 {
			t.Errorf("%s, known as %q: status %d", file, tag, again.status)
		}
	}

	hashed := 0
	for file := range files {
		if hosting.IsHashed(file) {
			hashed++
			if a := get(t, address+file); a.status != 200 || a.header.Get("Cache-Control") != hosting.Forever || a.header.Get("Content-Type") != hosting.ContentType(file) {
				t.Errorf("%s: status %d, %v", file, a.status, a.header)
			}
		}
	}
	if hashed < 2 {
		t.Errorf("%d files have a hash in their name", hashed)
	}

	for file, ask := range map[string]string{"roles/nurse/index.html": "roles/nurse/", "roles/nurse/index.json": "roles/nurse/index.json", "sitemap.xml": "sitemap.xml"} {
		for _, accept := range []string{"gzip", "br", "gzip, br"} {
			a := get(t, address+ask, "Accept-Encoding", accept)
			coding := a.header.Get("Content-Encoding")
			ending := map[string]string{"gzip": ".gz", "br": ".br"}[coding]
			if a.status != 200 || !bytes.Equal(a.body, files[file+ending]) || !strings.Contains(accept, coding) || accept != "br" && coding == "" {
				t.Errorf("%s for %s: status %d, coding %q, %d bytes", file, accept, a.status, coding, len(a.body))
			}
			if coding != "" && a.header.Get("Vary") != "Accept-Encoding" || a.header.Get("Content-Type") != hosting.ContentType(file) {
				t.Errorf("%s for %s: %v", file, accept, a.header)
			}
		}
	}

	redirects := map[string]string{"roles/nurse/related/": "roles/nurse/#related"}
	for _, alias := range oddAliases {
		redirects[alias[1:]] = "roles/tutor/"
	}
	for from, to := range redirects {
		for _, from := range slices.Compact([]string{from, strings.TrimSuffix(from, "/")}) {
			ask := address + (&neturl.URL{Path: from}).EscapedPath()
			if a := get(t, ask); a.status != 301 || a.header.Get("Location") != href+to || a.header.Get("Cache-Control") == hosting.Forever {
				t.Errorf("%s: status %d, %v", ask, a.status, a.header)
			}
		}
	}
	a := get(t, address+"roles/nurse")
	if to, err := neturl.PathUnescape(a.header.Get("Location")); a.status != 301 && a.status != 308 || err != nil || to != strings.ReplaceAll(base, "%20", " ")+"roles/nurse/" {
		t.Errorf("a folder without its slash: status %d, %v", a.status, a.header)
	}

	for _, missing := range []string{"nothing/", "nothing.md", "assets/site.0000000000.css", hosting.NginxFile, hosting.CaddyFile, ".careerguide-files", "roles/.git/config"} {
		a := get(t, address+missing)
		if a.status != 404 || !bytes.Equal(a.body, files["404.html"]) || a.header.Get("Cache-Control") == hosting.Forever || a.header.Get("Content-Type") != "text/html; charset=utf-8" {
			t.Errorf("%s: status %d, %d bytes, %v", missing, a.status, len(a.body), a.header)
		}
		if a.header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: no policy", missing)
		}
	}
}

// In a browser, pages as the servers send them break no policy and miss
// nothing.
func TestServersInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("needs a browser and some seconds")
	}
	for _, name := range slices.Sorted(maps.Keys(servers)) {
		program(t, name)
	}
	ctx := browser(t)
	if err := chromedp.Do(ctx, command("Page.addScriptToEvaluateOnNewDocument", map[string]any{"source": watch})); err != nil {
		t.Fatal(err)
	}
	urls := map[string]string{}
	for _, name := range append(slices.Sorted(maps.Keys(servers)), "github-pages") {
		root := t.TempDir()
		settings, err := fs.ReadFile(sample(), "content/site.yaml")
		if err != nil {
			t.Fatal(err)
		}
		source := edited{sample(), fstest.MapFS{"content/site.yaml": {Data: append(settings, "\nhosting: "+name+"\n"...)}}}
		mustBuild(t, build.Options{Source: source, Output: filepath.Join(root, "site"), Minify: true, Compress: true, Now: buildDay})
		if start := servers[name]; start != nil {
			urls[name] = start(t, filepath.Join(root, "site"), "/")
		} else { // no headers: the pages speak for themselves
			s := httptest.NewServer(http.FileServer(http.Dir(filepath.Join(root, "site"))))
			t.Cleanup(s.Close)
			urls[name] = s.URL
		}
	}
	for name, url := range urls {
		for page, ready := range map[string]string{
			"/": `document.readyState === "complete"`, "/search/?q=nurse": `document.querySelectorAll(".hits li").length > 0`,
			"/roles/backend-qa-engineer/job-description/": `document.querySelector("[data-laws]").children.length > 0`,
			"/compare/?roles=electrician,plumber":         `document.querySelectorAll(".comparison h2").length > 3`,
			"/no-such-page/":                              `document.readyState === "complete" && document.querySelector("h1")`,
		} {
			if page == "/no-such-page/" && name == "github-pages" {
				continue
			}
			open(t, ctx, url+page, "!!("+ready+") && document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 20")
			if got := ask(t, ctx, watched); got != "" {
				t.Errorf("%s %s: %s", name, page, got)
			}
		}
		// What the policy is for: a script in the page does not run.
		open(t, ctx, url+"/", `document.readyState === "complete"`)
		act(t, ctx, `const s = document.createElement("script"); s.textContent = "window.ran = true"; document.body.append(s)`)
		if got := ask(t, ctx, `[String(window.ran), ...told].join(" ")`); !strings.HasPrefix(got, "undefined script-src") {
			t.Errorf("%s: a script in the page: %s", name, got)
		}
	}
}

func open(t *testing.T, ctx context.Context, url, ready string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		t.Fatalf("%s: %v", url, err)
	}
	eventually(t, ctx, ready)
}
