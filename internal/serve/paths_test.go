package serve

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerguide/internal/corpus"
)

// No spelling of a path reaches anything but what the site's list names.
func TestPaths(t *testing.T) {
	s := newSite(t, smallSite())
	s.write("../secret.txt", "S3CRET\n")
	t.Cleanup(func() { os.Remove(filepath.Join(s.dir, "../secret.txt")) })
	r := s.start(s.options())
	var targets []string
	for _, file := range []string{"content/site.yaml", "content/sources.yaml", "content/roles/health/nurse.md", "content/roles/health/.env", "content/roles/plan.md", ".git/config", ".env", "notes.txt", "../secret.txt", "layouts/guide.html", "assets/css/main.css"} {
		for _, before := range []string{"/", "//", "/./", "/../", "/../../", "/%2e%2e/", "/.%2e/", "/%2e/", "/..%2f", "/..%5c", "/\\", "/..\\", "/%5c", "/%2f", "/%00/", "/roles/../", "/roles/%2e%2e/", "/roles/nurse/", "/roles/nurse/../", "/roles/nurse/../../",
			"/roles/nurse/..%2f..%2f..%2f", "/roles/nurse/%2e%2e/%2e%2e/", "/assets/", "/assets/../", "/assets/%2e%2e/", "/images/../../", "/.careerguide/", "/.careerguide/../", "/.careerguide/../../", "/.careerguide/%2e%2e/", "/.careerguide/dev.js/../../",
			"/demo/../../../", "/;/", "/?/", "/static/", "/content/", "/%252e%252e/", "/..;/", "/....//", "/%c0%ae%c0%ae/", "/%uff0e%uff0e/", "file:///", "http://localhost/", "http://localhost/../"} {
			targets = append(targets, before+file, before+strings.ReplaceAll(file, "/", "%2f"), before+file+"%00", before+file+"%00.html", before+file+"/", before+file+"?x", before+file+"#x")
		}
	}
	targets = append(targets, "/"+strings.Repeat("a", 10_000), "/"+strings.Repeat("/", 10_000), "/roles/nurse/"+strings.Repeat("x/", 5000), "/"+strings.Repeat("%2e%2e/", 2000)+"etc/passwd", "/etc/passwd", "//etc/passwd", "/%2fetc/passwd",
		"/roles/nurse/note.txt", "/roles/nurse/.env", "/roles/nurse/nurse.md", "/roles/plan/", "/roles/plan", "/content/", "/layouts/", "/assets/", "/assets/css/", "/images/", "/.git/", "/.careerguide", "/.careerguide/", "/.careerguide/dev", "/.careerguide/dev.js/",
		"/.careerguide/page", "/.careerguide/page?page=../../.env", "/.careerguide/page?page=/content/site.yaml", "/.careerguide/events/", "/C:/Windows/win.ini", "/roles/nurse/ward.png/", "/roles/nurse/ward.png%00", "/ROLES/nurse/", "/roles/nurse/WARD.PNG")
	served := map[string]bool{}
	for _, route := range append(routes, r.stylesheet()) {
		_, _, body := r.ask("GET", route, "Host: localhost")
		served[body] = true
	}
	for _, target := range targets {
		status, header, body := r.ask("GET", target, "Host: localhost")
		if strings.Contains(body, "S3CRET") {
			t.Errorf("%.100q shows a file", target)
		}
		if status == http.StatusOK && !served[body] && header.Get("Content-Type") != "application/json" {
			t.Errorf("%.100q: status 200, %.100q", target, body)
		}
		if to := header.Get("Location"); strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") || strings.Contains(to, ":") {
			t.Errorf("%.100q leads to %q", target, to)
		}
		noCORS(t, target, header)
	}
	for _, route := range routes {
		if status, _, _ := r.ask("GET", route, "Host: localhost"); status == http.StatusNotFound && !strings.Contains(route, "nothing") {
			t.Errorf("%s is refused", route)
		}
	}
}

// stylesheet is the address of the bundle.
func (r *running) stylesheet() string {
	_, _, body := r.ask("GET", "/", "Host: localhost")
	_, rest, _ := strings.Cut(body, `href="/assets/`)
	name, _, _ := strings.Cut(rest, `"`)
	return "/assets/" + name
}

// A file that is swapped for a link, while it is read too, is not followed:
// neither to a file of the site's folder nor to one outside of it.
func TestLinks(t *testing.T) {
	files := smallSite()
	secret := corpus.Drawing(33, 33) + "S3CRET"
	files["private/secret.png"], files["private/secret.md"] = secret, "---\ntitle: S3CRET\nsummary: S3CRET.\ncategory: x\n---\nS3CRET\n"
	s := newSite(t, files)
	outside := t.TempDir()
	for name, text := range map[string]string{"secret.png": secret, "map.png": secret, "ward.png": secret, "nurse.md": files["private/secret.md"]} {
		if err := os.WriteFile(filepath.Join(outside, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := s.rig(s.options())
	path := func(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }
	for _, tt := range []struct{ name, file, route, link string }{
		{"an asset, inside", "assets/images/map.png", "/images/map.png", path("private/secret.png")},
		{"an asset, inside, relative", "assets/images/map.png", "/images/map.png", "../../private/secret.png"},
		{"an asset, outside", "assets/images/map.png", "/images/map.png", filepath.Join(outside, "secret.png")},
		{"an asset's folder, inside", "assets/images", "/images/map.png", path("private")},
		{"an asset's folder, outside", "assets/images", "/images/map.png", outside},
		{"an asset of the theme", "assets/static/favicon.svg", "/favicon.svg", "../../private/secret.png"},
		{"a picture, inside", "content/roles/health/ward.png", "/roles/nurse/ward.png", "../../../private/secret.png"},
		{"a picture, outside", "content/roles/health/ward.png", "/roles/nurse/ward.png", filepath.Join(outside, "secret.png")},
		{"a picture's folder, outside", "content/roles/health", "/roles/nurse/ward.png", outside},
		{"an article, outside", "content/roles/health/nurse.md", "/roles/nurse/", filepath.Join(outside, "nurse.md")},
		{"a note to an asset", "assets/static/demo", "/demo/index.html", path("private")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file, kept, link := path(tt.file), path(tt.file)+"~kept", path(tt.file)+"~link"
			if err := os.Symlink(tt.link, link); err != nil {
				t.Skip(err)
			}
			there := os.Rename(file, kept) == nil
			stop, stopped := make(chan struct{}), make(chan struct{})
			go func() {
				defer close(stopped)
				for {
					select {
					case <-stop:
						return
					default:
					}
					if there {
						_ = os.Rename(kept, file)
						_ = os.Rename(file, kept)
					}
					_ = os.Rename(link, file)
					_ = os.Rename(file, link)
				}
			}()
			served := 0
			for range 300 {
				w := ask(r.server, httptest.NewRequest("GET", "http://localhost"+tt.route, nil))
				if strings.Contains(w.Body.String(), "S3CRET") {
					t.Error("a link was followed")
					break
				}
				if w.Code == http.StatusOK {
					served++
				}
			}
			close(stop)
			<-stopped
			_ = os.Rename(link, file)
			if w := ask(r.server, httptest.NewRequest("GET", "http://localhost"+tt.route, nil)); strings.Contains(w.Body.String(), "S3CRET") {
				t.Error("the link was followed")
			}
			_ = os.Remove(file)
			if there {
				if err := os.Rename(kept, file); err != nil {
					t.Fatal(err)
				}
				r.server.cache.renew()
				if w := ask(r.server, httptest.NewRequest("GET", "http://localhost"+tt.route, nil)); w.Code != http.StatusOK {
					t.Errorf("the file itself: status %d", w.Code)
				}
			}
			t.Logf("served %d times of 300", served)
		})
	}
}
