package serve

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// asked asks for a path with headers in pairs.
func (r *rig) asked(method, path string, pairs ...string) *httptest.ResponseRecorder {
	q := httptest.NewRequest(method, "http://localhost"+path, nil)
	for i := 0; i < len(pairs); i += 2 {
		q.Header.Set(pairs[i], pairs[i+1])
	}
	return ask(r.server, q)
}

// Answers are those of a host: tags, ranges, types, slashes and the page for
// what is not there.
func TestAnswers(t *testing.T) {
	r := newRig(t, smallSite())
	for path, want := range map[string]string{
		"/": "text/html; charset=utf-8", "/roles/nurse/": "text/html; charset=utf-8", "/roles/nurse/index.html": "text/html; charset=utf-8", "/index.html": "text/html; charset=utf-8", "/404.html": "text/html; charset=utf-8",
		"/roles.json": "application/json", "/roles.csv": "text/csv; charset=utf-8", "/sitemap.xml": "application/xml", "/feed.xml": "application/atom+xml; charset=utf-8", "/robots.txt": "text/plain; charset=utf-8",
		"/llms.txt": "text/plain; charset=utf-8", "/images/map.png": "image/png", "/favicon.svg": "image/svg+xml", "/roles/nurse/ward.png": "image/png", "/demo/": "text/html; charset=utf-8", "/demo/index.html": "text/html; charset=utf-8",
		"/roles/nurse/index.json": "application/json", "/.careerguide/dev.js": "text/javascript; charset=utf-8", "/.careerguide/page?page=/": "application/json",
	} {
		w := r.asked("GET", path)
		tag := w.Header().Get("ETag")
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != want || tag == "" {
			t.Errorf("%s: status %d, %q, tag %q", path, w.Code, w.Header().Get("Content-Type"), tag)
			continue
		}
		body := w.Body.String()
		if head := r.asked("HEAD", path); head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("Content-Length") != fmt.Sprint(len(body)) || head.Header().Get("ETag") != tag {
			t.Errorf("HEAD %s: status %d, %v", path, head.Code, head.Header())
		}
		for name, status := range map[string]int{tag: 304, `"other", ` + tag: 304, "W/" + tag: 304, "*": 304, `"other"`: 200} {
			if w := r.asked("GET", path, "If-None-Match", name); w.Code != status || status == 304 && w.Body.Len() > 0 {
				t.Errorf("%s, If-None-Match %s: status %d", path, name, w.Code)
			}
		}
		if w := r.asked("GET", path, "Range", "bytes=1-3"); w.Code != http.StatusPartialContent || w.Body.String() != body[1:4] {
			t.Errorf("%s: a range: status %d, %q", path, w.Code, w.Body)
		}
		if w := r.asked("GET", path, "Range", "bytes=1-3", "If-Range", `"other"`); w.Code != http.StatusOK || w.Body.String() != body {
			t.Errorf("%s: a range of another version: status %d", path, w.Code)
		}
		if w := r.asked("GET", path, "Range", "bytes=99999999-"); w.Code != http.StatusRequestedRangeNotSatisfiable {
			t.Errorf("%s: a range past the end: status %d", path, w.Code)
		}
	}
	for path, want := range map[string]string{"/roles/nurse": "/roles/nurse/", "/roles": "/roles/", "/demo": "/demo/", "/roles/nurse/faq?x=1": "/roles/nurse/faq/?x=1"} {
		if w := r.asked("GET", path); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != want {
			t.Errorf("%s: status %d to %q", path, w.Code, w.Header().Get("Location"))
		}
	}
	for _, path := range []string{"/nothing", "/nothing/", "/roles/nothing/", "/roles/nurse/nothing.png", "/roles/nurse/index.htm", "/demo/x"} {
		w := r.asked("GET", path)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "<title>") || !devElement.MatchString(w.Body.String()) {
			t.Errorf("%s: status %d", path, w.Code)
		}
		if head := r.asked("HEAD", path); head.Code != http.StatusNotFound || head.Body.Len() > 0 || head.Header().Get("Content-Length") != fmt.Sprint(w.Body.Len()) {
			t.Errorf("HEAD %s: status %d, %v", path, head.Code, head.Header())
		}
	}
	tag := r.asked("GET", "/roles/nurse/").Header().Get("ETag")
	r.write("content/roles/health/nurse.md", r.read("content/roles/health/nurse.md")+"\nMore.\n")
	r.take()
	if w := r.asked("GET", "/roles/nurse/faq/"); !strings.Contains(w.Body.String(), "More.") {
		t.Error("the edit does not show")
	}
	if w := r.asked("GET", "/roles/nurse/", "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("a page that the edit does not show on: status %d", w.Code)
	}
}

// A base URL with a path works, and what is outside of it is not there.
func TestBasePath(t *testing.T) {
	files := smallSite()
	files["content/site.yaml"] = "title: Careers\nbase_url: https://host.example/sub/\n"
	r := newRig(t, files)
	for path, want := range map[string]int{"/sub/": 200, "/sub/roles/nurse/": 200, "/sub/images/map.png": 200, "/sub/roles/nurse/ward.png": 200, "/roles/nurse/": 404, "/subroles/": 404, "/sub/nothing/": 404, "/images/map.png": 404, "/.careerguide/dev.js": 200} {
		if w := r.asked("GET", path); w.Code != want {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
	}
	for path, want := range map[string]string{"/": "/sub/", "/sub": "/sub/", "/sub/roles/nurse": "/sub/roles/nurse/"} {
		if w := r.asked("GET", path); w.Header().Get("Location") != want {
			t.Errorf("%s leads to %q", path, w.Header().Get("Location"))
		}
	}
	if w := r.asked("GET", "/sub/"); !strings.Contains(w.Body.String(), `href="/sub/roles/"`) || !devElement.MatchString(w.Body.String()) {
		t.Error("links do not have the path")
	}
}

// An article that was renamed is found at its old address, with its pages; one
// that comes back is there again.
func TestMoved(t *testing.T) {
	r := newRig(t, smallSite())
	text := r.read("content/roles/health/nurse.md")
	r.remove("content/roles/health/nurse.md")
	r.write("content/roles/health/carer.md", text)
	r.take()
	for path, want := range map[string]string{"/roles/nurse/": "/roles/carer/", "/roles/nurse/faq/": "/roles/carer/faq/", "/roles/nurse/ward.png": "/roles/carer/", "/roles/nurse/?q=1": "/roles/carer/?q=1"} {
		if w := r.asked("GET", path); w.Code != http.StatusFound || w.Header().Get("Location") != want {
			t.Errorf("%s: status %d to %q", path, w.Code, w.Header().Get("Location"))
		}
	}
	r.write("content/roles/health/carer.md", strings.Replace(text, "title: Nurse", "title: Nurse\nslug: helper", 1))
	r.take()
	if w := r.asked("GET", "/roles/nurse/faq/"); w.Header().Get("Location") != "/roles/helper/faq/" {
		t.Errorf("moved twice: %q", w.Header().Get("Location"))
	}
	r.remove("content/roles/health/carer.md")
	r.write("content/roles/health/nurse.md", text)
	r.take()
	if w := r.asked("GET", "/roles/nurse/"); w.Code != http.StatusOK {
		t.Errorf("back again: status %d", w.Code)
	}
	r.remove("content/roles/health/nurse.md")
	r.take()
	if w := r.asked("GET", "/roles/nurse/"); w.Code != http.StatusNotFound {
		t.Errorf("deleted: status %d", w.Code)
	}
}

// A server starts on whatever there is, and is mended later.
func TestBrokenStart(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"settings":       {"content/site.yaml": "title: [\n"},
		"no settings":    {"content/site.yaml": ""},
		"no base_url":    {"content/site.yaml": "title: Careers\n"},
		"bad base_url":   {"content/site.yaml": "title: Careers\nbase_url: nowhere\n"},
		"a layout":       {"layouts/overview.html": `{{define "main"}}{{if}}{{end}}`},
		"a layout's run": {"layouts/overview.html": `{{define "main"}}{{.Nothing}}{{end}}`},
		"words":          {"layouts/strings/en.yaml": "home: [\n"},
		"styles":         {"assets/css/main.css": "@import \"nothing.css\";"},
		"front matter":   {"content/roles/health/nurse.md": "---\ntitle: [\n---\nText.\n"},
		"no end":         {"content/roles/health/nurse.md": "---\ntitle: Nurse\n"},
		"a body":         {"content/roles/health/nurse.md": "---\ntitle: Nurse\nsummary: S.\ncategory: c\n---\n[x](/nowhere/)\n"},
		"no content":     nil,
	} {
		t.Run(name, func(t *testing.T) {
			whole := smallSite()
			s := newSite(t, whole)
			if files == nil {
				s.remove("content")
			}
			for file, text := range files {
				if s.write(file, text); text == "" {
					s.remove(file)
				}
			}
			r := s.rig(s.options())
			if w := r.get("/"); w.Code == http.StatusNotFound {
				t.Errorf("home: status %d", w.Code)
			}
			r.get("/roles/nurse/")
			if len(r.errors()) == 0 {
				t.Error("no error is told")
			}
			s.sync(whole)
			r.take()
			if told := r.errors(); len(told) > 0 {
				t.Errorf("mended: %v", told)
			}
			if w := r.get("/roles/nurse/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Nurse") {
				t.Errorf("mended: status %d", w.Code)
			}
			built, errors := r.clean(t.TempDir() + "/out")
			if errors != nil {
				t.Fatal(errors)
			}
			for _, d := range r.differences(built, map[string]bool{}) {
				t.Error(d)
			}
		})
	}
}

// The last good page stays while its article cannot be read.
func TestLastGood(t *testing.T) {
	r := newRig(t, smallSite())
	want := r.get("/roles/nurse/").Body.String()
	text := r.read("content/roles/health/nurse.md")
	for _, broken := range []string{"---\ntitle: [\n---\nOther.\n", "---\ntitle: Nurse\n", ""} {
		r.write("content/roles/health/nurse.md", broken)
		r.take()
		if w := r.get("/roles/nurse/"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Nurse") {
			t.Errorf("%q: status %d", broken, w.Code)
		}
		if len(r.errors()) == 0 {
			t.Errorf("%q: no error", broken)
		}
	}
	r.write("content/roles/health/nurse.md", text)
	r.take()
	if got := r.get("/roles/nurse/").Body.String(); got != want || len(r.errors()) > 0 {
		t.Errorf("mended: another page, or errors %v", r.errors())
	}
}

// A browser that comes back with an old version, or to what is no more, is
// told at once.
func TestReconnect(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	_, header, _ := r.ask("GET", "/roles/nurse/", "Host: localhost")
	now := strings.Trim(header.Get("ETag"), `"`)
	if e := r.listen("?page=/roles/nurse/&version=old").next(t, "page"); !strings.Contains(e.data, now) {
		t.Errorf("told %s, want %s", e.data, now)
	}
	current := r.listen("?page=/roles/nurse/&version=" + now)
	if e := <-current.events; e.name != "errors" || !strings.Contains(e.data, `"count":0`) {
		t.Errorf("a browser with the version of now is told %v", e)
	}
	everything := r.listen("")
	text := r.read("content/roles/health/nurse.md")
	r.remove("content/roles/health/nurse.md")
	r.write("content/roles/health/carer.md", text)
	if e := current.next(t, "moved"); !strings.Contains(e.data, `"/roles/carer/"`) {
		t.Errorf("moved: %s", e.data)
	}
	everything.next(t, "change")
	if e := r.listen("?page=/roles/nurse/&version="+now).next(t, "moved"); !strings.Contains(e.data, `"/roles/carer/"`) {
		t.Errorf("moved, come back: %s", e.data)
	}
	lost := r.listen("?page=/roles/new/&version=0")
	lost.next(t, "page") // of the page for what is not there
	r.write("content/roles/new.md", strings.Replace(text, "aliases: [/old-nurse/]\n", "", 1))
	lost.next(t, "page")
}

// A taken port is passed over, and that is told.
func TestPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	s := newSite(t, smallSite())
	o := s.options()
	o.Port = taken.Addr().(*net.TCPAddr).Port
	r := s.start(o)
	line := <-r.lines
	if !strings.HasPrefix(line.Text, fmt.Sprintf("port %d is taken; using ", o.Port)) || r.address == taken.Addr().String() {
		t.Errorf("%q, at %s", line.Text, r.address)
	}
	o.Host = "no.such.host.invalid"
	if err := Run(t.Context(), o); err == nil || !strings.HasPrefix(err.Error(), "listen at no.such.host.invalid:") {
		t.Errorf("a host that does not exist: %v", err)
	}
}

// Ctrl-C ends a server with open streams within a second.
func TestEnd(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	for range 100 {
		r.listen("?page=/&version=0")
	}
	start := time.Now()
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > slower*3*time.Second { // a second, on an idle machine
		t.Errorf("ended after %s", took)
	} else {
		t.Logf("ended after %s", took.Round(time.Millisecond))
	}
	if _, err := net.Dial("tcp", r.address); err == nil {
		t.Error("it still listens")
	}
}

// A site without articles is served, and its first one appears.
func TestEmptySite(t *testing.T) {
	s := newSite(t, map[string]string{"content/site.yaml": "title: Careers\nbase_url: https://site.example/\n"})
	r := s.start(s.options())
	if status, _, _ := r.ask("GET", "/roles/", "Host: localhost"); status != http.StatusOK {
		t.Errorf("the list: status %d", status)
	}
	all := r.listen("")
	s.write("content/roles/nurse.md", "---\ntitle: Nurse\nsummary: Cares.\ncategory: health\n---\nText.\n")
	for status := 0; status != http.StatusOK; status, _, _ = r.ask("GET", "/roles/nurse/", "Host: localhost") {
		all.next(t, "change")
	}
}

// While settings have errors, the server tells what a build would of articles
// too, and serves by the last good ones.
func TestBrokenSettings(t *testing.T) {
	files := smallSite()
	files["content/roles/paid.md"] = "---\ntitle: Paid\nsummary: Pays.\ncategory: health\nsalary: {currency: USD, period: year, median: 50000, source: survey}\n---\nText.\n"
	r := newRig(t, files)
	for name, broken := range map[string]map[string]string{
		"no settings":  {"content/site.yaml": ""},
		"no source":    {"content/sources.yaml": "survey: {nam: Survey}\n"},
		"other source": {"content/sources.yaml": "others: {nam: Survey}\n"},
		"one more":     {"content/site.yaml": "title: Careers\nbase_url: https://site.example/\ntitel: x\n", "content/roles/paid.md": strings.Replace(files["content/roles/paid.md"], "survey", "none", 1)},
	} {
		for file, text := range broken {
			if r.write(file, text); text == "" {
				r.remove(file)
			}
		}
		r.take()
		r.write("content/roles/paid.md", r.read("content/roles/paid.md")+"\n[x](/nowhere/)\n\n# One\n")
		r.take()
		_, want := r.clean(t.TempDir() + "/out")
		if got := r.errors(); !slices.Equal(got, want) {
			t.Errorf("%s:\ntold  %s\nbuilt %s", name, strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		}
		if w := r.get("/roles/paid/"); w.Code != http.StatusOK {
			t.Errorf("%s: status %d", name, w.Code)
		}
		r.sync(files)
		r.take()
		if got := r.errors(); len(got) > 0 {
			t.Errorf("%s, mended: %v", name, got)
		}
	}
}
