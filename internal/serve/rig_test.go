package serve

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"careerguide/internal/build"
	"careerguide/internal/corpus"
	"careerguide/internal/diag"
	"careerguide/internal/watch"
)

// testNow is the day of every test.
var testNow = time.Date(2026, time.June, 15, 12, 0, 0, 0, time.UTC)

// site is a folder with a site in it.
type testSite struct {
	t    testing.TB
	dir  string
	root *os.Root
}

func newSite(t testing.TB, files map[string]string) *testSite {
	t.Helper()
	s := &testSite{t: t, dir: t.TempDir()}
	if err := corpus.Write(s.dir, maps.All(files)); err != nil {
		t.Fatal(err)
	}
	var err error
	if s.root, err = os.OpenRoot(s.dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.root.Close() })
	return s
}

func (s *testSite) options() Options {
	return Options{Root: s.root, Source: s.dir, Host: "127.0.0.1", Drafts: true, Now: func() time.Time { return testNow }, Log: func(Line) {}}
}

func (s *testSite) write(name, text string) {
	s.t.Helper()
	if err := corpus.Write(s.dir, maps.All(map[string]string{name: text})); err != nil {
		s.t.Fatal(err)
	}
}

func (s *testSite) remove(name string) {
	s.t.Helper()
	if err := os.RemoveAll(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil {
		s.t.Fatal(err)
	}
}

func (s *testSite) read(name string) string {
	s.t.Helper()
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.t.Fatal(err)
	}
	return string(data)
}

// sums returns a sum of every file of the site, by name.
func (s *testSite) sums() map[string]string {
	sums := map[string]string{}
	err := fs.WalkDir(s.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
		sum := sha256.Sum256(data)
		sums[name] = string(sum[:])
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return sums
}

// rig is a server that is driven by hand: no watch, no network.
type rig struct {
	*testSite
	server *server
	worker *worker
	last   map[string]string // sums of the files that the server knows
}

func newRig(t testing.TB, files map[string]string) *rig {
	t.Helper()
	s := newSite(t, files)
	return s.rig(s.options())
}

func (s *testSite) rig(o Options) *rig {
	r := &rig{testSite: s, server: newServer(o)}
	r.worker = r.server.begin(context.Background())
	r.last = s.sums()
	s.t.Cleanup(func() { r.worker.reading.stop() })
	r.wait()
	return r
}

// take tells the server of all that changed since it was told last.
func (r *rig) take() {
	sums := r.sums()
	var paths []string
	for name, sum := range sums {
		if r.last[name] != sum {
			paths = append(paths, name)
		}
	}
	for name := range r.last {
		if _, ok := sums[name]; !ok {
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	r.last = sums
	r.worker.take(context.Background(), watch.Batch{Paths: paths, At: time.Now()})
	r.wait()
}

// wait waits for what is read in the background.
func (r *rig) wait() { <-r.worker.reading.done }

// get asks for a path, past the guard.
func (r *rig) get(path string) *httptest.ResponseRecorder {
	return ask(r.server, httptest.NewRequest(http.MethodGet, "http://127.0.0.1"+(&urlPath{path}).String(), nil))
}

func ask(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// errors are what the server tells that a build would stop at.
func (r *rig) errors() []string { return errorsOf(r.server.findings(r.server.state.Load())) }

func errorsOf(found diag.List) []string {
	list := []string{}
	for _, f := range found.Sorted() {
		if f.Severity == diag.Error {
			list = append(list, f.String())
		}
	}
	return slices.Compact(list)
}

// clean is what a clean build of the site writes, by address with the base
// URL's path; or the errors that stop it.
func (s *testSite) clean(output string) (files map[string]string, errors []string) {
	s.t.Helper()
	result, err := build.Run(context.Background(), build.Options{Source: s.root.FS(), Output: output, Drafts: true, Now: testNow})
	if err != nil {
		s.t.Fatal(err)
	}
	if result.Findings.HasErrors() {
		return nil, errorsOf(result.Findings)
	}
	files = map[string]string{}
	err = filepath.WalkDir(output, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".careerguide") {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(output, name)
		files["/"+filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return files, nil
}

// devElement is what the server adds to a page.
var devElement = regexp.MustCompile(`<script src="/\.careerguide/dev\.js" data-version="[0-9a-f]{24}"></script>`)

// differences compares what the server answers with what a clean build wrote.
// known are addresses of before, which must be gone if they are not built now.
func (r *rig) differences(built map[string]string, known map[string]bool) []string {
	var list []string
	base := strings.TrimSuffix(r.server.state.Load().site.Config.BaseURL.Path(), "/")
	for _, name := range slices.Sorted(maps.Keys(built)) {
		known[name] = true
		want := built[name]
		for _, path := range addresses(name) {
			w := r.get(base + path)
			body := w.Body.String()
			switch added := len(devElement.FindAllString(body, -1)); {
			case w.Code != http.StatusOK:
				list = append(list, path+": status "+http.StatusText(w.Code))
				continue
			case strings.Contains(want, "</body>") && strings.HasSuffix(name, ".html") && r.isPage(name) && added != 1:
				list = append(list, path+": no dev script, or many")
			}
			if body = devElement.ReplaceAllString(body, ""); body != want {
				list = append(list, path+": differs: "+firstDifference(body, want))
			}
		}
	}
	for name := range known {
		if _, ok := built[name]; ok {
			continue
		}
		for _, path := range addresses(name) {
			if w := r.get(base + path); w.Code == http.StatusOK && path != "/" {
				list = append(list, path+": no build writes it, and it is served")
			}
		}
	}
	return list
}

// addresses are those that a host answers at with a file.
func addresses(name string) []string {
	if folder, ok := strings.CutSuffix(name, "/index.html"); ok {
		return []string{name, folder + "/"}
	}
	return []string{name}
}

// isPage reports whether a layout makes the file.
func (r *rig) isPage(name string) bool {
	_, asset := r.server.state.Load().files[name]
	return !asset
}

func firstDifference(a, b string) string {
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	part := func(s string) string { return s[max(0, at-60):min(len(s), at+60)] }
	return "served …" + part(a) + "… built …" + part(b) + "…"
}

// urlPath writes a path for a request.
type urlPath struct{ path string }

func (u *urlPath) String() string {
	return strings.NewReplacer("%", "%25", " ", "%20", "?", "%3F", "#", "%23").Replace(u.path)
}

func batchOf(names ...string) watch.Batch { return watch.Batch{Paths: names, At: time.Now()} }
