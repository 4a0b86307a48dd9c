package publish

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/output"
)

// web serves a site as a host does.
type web struct {
	pages
	packed string // the encoding of every answer, whether asked for or not; "" for none
	asked  bool   // pack only for those who ask
	late   map[string]int
	moved  bool // redirect for the pages that do

	mu  sync.Mutex
	got []string
}

func (s *web) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/careers/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	s.got = append(s.got, name)
	data, ok := s.pages[name]
	if s.moved && redirects([]byte(data)) {
		http.Redirect(w, r, "/careers/", http.StatusMovedPermanently)
		return
	}
	if !ok {
		http.NotFound(w, r)
		return
	}
	if s.late[name] > 0 {
		s.late[name]--
		data = "as it was before"
	}
	if s.packed == "" || s.asked && !strings.Contains(r.Header.Get("Accept-Encoding"), s.packed) {
		w.Write([]byte(data))
		return
	}
	w.Header().Set("Content-Encoding", s.packed)
	z := gzip.NewWriter(w)
	z.Write([]byte(data))
	z.Close()
}

func (p pages) files(changed ...string) []File {
	var list []File
	for _, name := range sortedNames(p) {
		list = append(list, File{name, sha256.Sum256([]byte(p[name])), slices.Contains(changed, name), false})
	}
	return list
}

func verify(t *testing.T, s *web, files []File) (int, error) {
	t.Helper()
	server := httptest.NewServer(s)
	defer server.Close()
	c := Clock{Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
	return Verify(t.Context(), VerifyOptions{URL: server.URL + "/careers/", Files: files, Clock: c})
}

func TestVerify(t *testing.T) {
	p := site("one").with("a b/ü.txt", "x")
	for _, tt := range []struct {
		what string
		web  *web
		want string
	}{
		{"as it was built", &web{pages: p}, ""},
		{"packed for those who ask", &web{pages: p, packed: "gzip", asked: true}, ""},
		{"packed always", &web{pages: p, packed: "gzip"}, ""},
		{"in an encoding that nobody asked for", &web{pages: p, packed: "br"}, "comes in the encoding br, which was not asked for"},
		{"through a cache that is late", &web{pages: p, late: map[string]int{"index.html": 3}}, ""},
		{"through a cache that is too late", &web{pages: p, late: map[string]int{"index.html": 30}}, "/careers/ is not index.html as it was built"},
		{"a page is missing", &web{pages: p.without("roles/nurse/index.html")}, "/careers/roles/nurse/ answers 404 Not Found"},
		{"the page for what is not found is the host's own", &web{pages: p.without("404.html")}, ""},
	} {
		n, err := verify(t, tt.web, p.files())
		if tt.want == "" && (err != nil || n != len(p)-1) || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %d, %v", tt.what, n, err)
		}
	}
}

// Changed pages are always fetched, up to a bound; of the others a sample,
// another one after another deploy.
func TestVerifySample(t *testing.T) {
	p := pages{}
	for i := range 500 {
		p[fmt.Sprintf("roles/r%03d/index.html", i)] = fmt.Sprint("role ", i)
		p[fmt.Sprintf("assets/a%03d.js", i)] = fmt.Sprint("asset ", i)
	}
	var changed []string
	for i := range 40 {
		changed = append(changed, fmt.Sprintf("roles/r%03d/index.html", i*7), fmt.Sprintf("assets/a%03d.js", i*7))
	}
	s := &web{pages: p}
	n, err := verify(t, s, p.files(changed...))
	if err != nil || n != mostChanged+sampled || len(s.got) != n {
		t.Errorf("%d, %v, %d fetched", n, err, len(s.got))
	}
	for _, name := range changed {
		if path.Ext(name) == ".html" && !slices.Contains(s.got, name) {
			t.Errorf("%s was not fetched", name)
		}
	}
	first := s.got
	p["assets/a001.js"] = "other"
	s = &web{pages: p}
	if _, err := verify(t, s, p.files(changed...)); err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, name := range s.got {
		if slices.Contains(first, name) && !slices.Contains(changed, name) {
			same++
		}
	}
	if same > sampled/2 {
		t.Errorf("%d of the sample are the same as before", same)
	}
}

// A server may answer 301 for a page that redirects: it is not asked for.
func TestVerifyRedirects(t *testing.T) {
	for i, meta := range []string{`<meta http-equiv="refresh" content="0; url=/careers/">`, `<meta content="0; url=/careers/" HTTP-EQUIV='Refresh'>`, `<meta http-equiv=refresh content="0; url=/careers/">`} {
		p := site("one").with("old/index.html", "<!doctype html><title>Moved</title>"+meta).with("about/index.html", "<!doctype html><p>&lt;meta http-equiv=refresh&gt;").
			with("policy/index.html", `<!doctype html><meta http-equiv=Content-Security-Policy content="default-src 'self'"><meta name=refresh>`)
		if i == 2 {
			p = p.with("old/index.html.gz", "packed")
		}
		for _, kind := range []string{config.Folder, config.Storage} {
			dir := filepath.Join(t.TempDir(), "public")
			p.built(t, dir)
			built, err := output.OpenBuilt(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer built.Close()
			files, err := load(t.Context(), built, Options{Target: config.Target{To: config.Destination{Kind: kind}}})
			if err != nil {
				t.Fatal(err)
			}
			w := &web{pages: p, moved: true}
			n, err := verify(t, w, described(files, &Plan{}))
			if err != nil || n != len(site("one"))+1 || slices.Contains(w.got, "old/index.html") {
				t.Errorf("%s of %s: %d, %v, asked for %q", meta, kind, n, err, w.got)
			}
		}
	}
}
