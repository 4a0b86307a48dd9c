package publish

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

func TestStorage(t *testing.T) {
	b := newBucket(t)
	o := b.options(t)
	one := site("one").with("docs/Größe (1)+é'*~&=.pdf", "pdf").with("index.html.gz", "GZIP").with("index.html.br", "BROTLI")
	r := send(t, o, one)
	want := one.without("index.html.gz", "index.html.br").with("index.html", "GZIP")
	want.want(t, b.contents())
	if r.Plan.Uploads != len(want) || len(b.done("PUT")) != len(want) || len(b.done("HEAD")) != 0 {
		t.Errorf("%+v, %q", r.Plan, b.acted)
	}
	for key, want := range map[string][3]string{
		"index.html": {"text/html; charset=utf-8", hosting.Revalidate, "gzip"}, "feed.xml": {"application/atom+xml", hosting.Revalidate, ""},
		"docs/Größe (1)+é'*~&=.pdf": {"application/pdf", hosting.Revalidate, ""}, cssOf(one): {"text/css; charset=utf-8", hosting.Forever, ""},
	} {
		h := b.header[key]
		if got := [3]string{h.Get("Content-Type"), h.Get("Cache-Control"), h.Get("Content-Encoding")}; got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	b.forget()
	if r = send(t, o, one); r.Plan.Uploads != 0 || len(b.acted) != 1 {
		t.Errorf("a deploy of the same: %+v, %q", r.Plan, b.acted)
	}
	o.All = true
	if r = send(t, o, one); r.Plan.Uploads != len(want) {
		t.Errorf("%+v", r.Plan)
	}
}

func cssOf(p pages) string {
	for name := range p {
		if strings.HasPrefix(name, "assets/") {
			return name
		}
	}
	return ""
}

// What was put there by others stays, and what another site put there too,
// even one whose folder lies within.
func TestStorageForeign(t *testing.T) {
	b := newBucket(t)
	foreign := pages{"photos/cat.jpg": "cat", "old/index.html": "mine", "dir/": "", "index.html": "by hand"}
	for key, data := range foreign {
		b.put(key, data, nil)
	}
	inner := b.options(t)
	inner.Target.To.Path = "second/site"
	send(t, inner, site("inner"))
	o := b.options(t)
	send(t, o, site("one"))
	r := send(t, o, site("two").without("roles/nurse/index.html", "favicon.svg"))
	want := site("two").without("roles/nurse/index.html", "favicon.svg")
	for key, data := range foreign {
		if key != "index.html" {
			want[key] = data
		}
	}
	for name, data := range site("inner") {
		want["second/site/"+name] = data
	}
	want.want(t, b.contents())
	if r.Plan.Foreign != 3+len(site("inner")) || r.Plan.Deletes != 3 {
		t.Errorf("%+v", r.Plan)
	}
	b.forget()
	send(t, inner, site("inner").without("feed.xml"))
	if got := b.done("DELETE"); !slices.Equal(got, []string{"second/site/feed.xml"}) {
		t.Errorf("deleted %q", got)
	}
}

// Where entity tags are no sums, the metadata tells what is there.
func TestStorageTags(t *testing.T) {
	b := newBucket(t)
	b.answer = func(w *httptest.ResponseRecorder, r *http.Request) {
		if r.Method == http.MethodGet {
			text := strings.ReplaceAll(w.Body.String(), "<ETag>&#34;", "<ETag>&#34;ffff")
			w.Body.Reset()
			w.Body.WriteString(text)
			w.Header().Del("Content-Length")
		}
	}
	o := b.options(t)
	send(t, o, site("one"))
	b.forget()
	if r := send(t, o, site("one")); r.Plan.Uploads != 0 || len(b.done("HEAD")) != 9 {
		t.Errorf("%+v, %q", r.Plan, b.acted)
	}
	b.forget()
	p := site("one").with("favicon.svg", "<SVG/>")
	if send(t, o, p); !slices.Equal(b.done("PUT"), []string{"favicon.svg"}) {
		t.Errorf("%q", b.acted)
	}
	p.want(t, b.contents())
}

// Each fault at each request of a deploy, once and for good. After each
// operation no page refers to an asset that is not there. A fault that passes
// is got over; of one that stays the next deploy completes what is left, and
// sends nothing that is there already.
func TestStorageFaults(t *testing.T) {
	t.Parallel()
	old := site("one").with("gone/index.html", site("one")["index.html"]).with("plain.css", "old")
	next := site("two").with("new/index.html", site("two")["index.html"]).with("plain.css", "new")
	out := map[string]string{}
	for state, p := range map[string]pages{"old": old, "next": next} {
		out[state] = filepath.Join(t.TempDir(), "public")
		p.built(t, out[state])
	}
	kinds := map[fault]string{internal: "internal", slowDown: "slow down", hang: "hang", hangAfter: "hang after", cutBefore: "cut before", cutAfter: "cut after", cutShort: "cut short", slow: "slow"}
	tried, stopped := 0, 0
	for kind, name := range kinds {
		for _, lasting := range []bool{false, true} {
			if lasting && kind == slow {
				continue
			}
			for at := 1; ; at++ {
				if testing.Short() && at%4 != 1 {
					if at > 20 {
						break
					}
					continue
				}
				b := newBucket(t)
				o := b.options(t)
				o.Output = out["old"]
				if _, err := Run(t.Context(), o); err != nil {
					t.Fatal(err)
				}
				what := fmt.Sprintf("%s at request %d, lasting %v", name, at, lasting)
				after := func() {
					if left := b.contents().absent(); left != nil {
						t.Errorf("%s: after %s: absent %q", what, b.acted[len(b.acted)-1], left)
					}
				}
				b.forget()
				var hit atomic.Bool
				victim := ""
				b.breaks(func(n int, key string) fault {
					if n == at {
						hit.Store(true)
						victim = key
					}
					if n == at || lasting && hit.Load() && key == victim {
						return kind
					}
					return none
				}, after)
				o.Output = out["next"]
				if kind == hang || kind == hangAfter {
					o.attempt = 20 * time.Millisecond
				}
				_, err := Run(t.Context(), o)
				if !hit.Load() {
					b.server.Close()
					if err != nil {
						t.Errorf("no fault: %v", err)
					}
					break
				}
				tried++
				if (err != nil) != lasting && kind != hang && kind != hangAfter && !(lasting && kind == cutShort) { // a slow machine may give up too early; some answers have nothing to cut
					t.Errorf("%s: %v", what, err)
				}
				if err != nil {
					stopped++
					for _, secret := range []string{testID, testSecret, testToken, "Signature"} {
						if strings.Contains(err.Error(), secret) {
							t.Errorf("%s: a secret is told: %v", what, err)
						}
					}
				}
				first := b.done("PUT")
				if again := twice(first); !lasting && kind != cutAfter && kind != cutShort && kind != hangAfter && kind != hang && again != nil {
					t.Errorf("%s: sent twice: %q", what, again)
				}
				b.breaks(nil, after)
				o.attempt = 5 * time.Second
				b.forget()
				if _, err := Run(t.Context(), o); err != nil {
					t.Fatalf("%s: resumed: %v", what, err)
				}
				for _, key := range b.done("PUT") {
					if slices.Contains(first, key) {
						t.Errorf("%s: %s was there and was sent again", what, key)
					}
				}
				next.want(t, b.contents())
				b.server.Close()
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Logf("%d faults, %d of them stopped the deploy", tried, stopped)
	if tried < 40 || stopped < 20 {
		t.Errorf("%d faults, of which %d stopped the deploy, prove little", tried, stopped)
	}
}

func twice(keys []string) (list []string) {
	for i := range keys {
		if i > 0 && keys[i] == keys[i-1] {
			list = append(list, keys[i])
		}
	}
	return list
}

// Of ten thousand files one has changed: the listing, one upload, and nothing
// in proportion to the rest.
func TestStorageProportion(t *testing.T) {
	const n = 10_000
	b := newBucket(t)
	o := b.options(t)
	tree, err := output.Open(o.Output, output.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := &storage{}
	for i := range n {
		name, data := fmt.Sprintf("roles/r%d.html", i), fmt.Sprintf("<p>role %d", i)
		if i == 4321 {
			data = "<p>edited"
		}
		if err := tree.Write(name, []byte(data)); err != nil {
			t.Fatal(err)
		}
		b.put(name, fmt.Sprintf("<p>role %d", i), map[string]string{metaSum: "x", metaRoot: s.root()})
	}
	if _, err := tree.Commit(); err != nil {
		t.Fatal(err)
	}
	r, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := b.done("PUT"); !slices.Equal(got, []string{"roles/r4321.html"}) {
		t.Errorf("sent %q", got)
	}
	if len(b.acted) != n/1000+1 || r.Plan.Unchanged != n-1 {
		t.Errorf("%d requests, %+v", len(b.acted), r.Plan)
	}
}

func TestStorageRefused(t *testing.T) {
	const secretive = "<Error><Code>%s</Code><Message>" + testSecret + testToken + "</Message><AWSAccessKeyId>" + testID + "</AWSAccessKeyId><StringToSign>" + testSecret + "</StringToSign><Region>eu-west-3</Region></Error>"
	for _, tt := range []struct {
		status     int
		code, want string
	}{
		{403, "AccessDenied", "list the bucket: the service answers 403 Forbidden (AccessDenied): the credentials do not allow it: they need to list the bucket, and to read, write and delete its objects"},
		{403, "SignatureDoesNotMatch", "list the bucket: the service answers 403 Forbidden (SignatureDoesNotMatch): the secret access key is not that of the access key, or the region is another"},
		{404, "NoSuchBucket", "list the bucket: the service answers 404 Not Found (NoSuchBucket): there is no such bucket"},
		{301, "PermanentRedirect", `list the bucket: the service answers 301 Moved Permanently (PermanentRedirect): the bucket is in the region "eu-west-3"; set region: in site.yaml`},
		{400, "AuthorizationHeaderMalformed", `list the bucket: the service answers 400 Bad Request (AuthorizationHeaderMalformed): the bucket is in the region "eu-west-3"; set region: in site.yaml`},
		{500, testSecret, "list the bucket: the service answers 500 Internal Server Error"},
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(tt.status)
			fmt.Fprintf(w, secretive, tt.code)
		}))
		b := &bucket{server: server}
		o := b.options(t)
		site("one").built(t, o.Output)
		if _, err := Run(t.Context(), o); err == nil || err.Error() != tt.want {
			t.Errorf("%d %s: %v", tt.status, tt.code, err)
		}
		server.Close()
	}
}

func TestStorageRead(t *testing.T) {
	b := newBucket(t)
	o := b.options(t)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	w.Write([]byte("page"))
	w.Close()
	send(t, o, pages{"index.html": "page", "index.html.gz": gz.String(), "a.txt": "text"})
	h, err := openStorage(o)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"index.html": "page", "a.txt": "text"} {
		if data, err := h.read(t.Context(), name); err != nil || string(data) != want {
			t.Errorf("%s: %q, %v", name, data, err)
		}
	}
	if _, err := h.read(t.Context(), "none"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// A large file has the time that its bytes need, as one that is sent has.
func TestStorageReadSlowly(t *testing.T) {
	b := newBucket(t)
	o := b.options(t)
	large := strings.Repeat("x", slowest)
	send(t, o, pages{"roles.json": large})
	h, err := openStorage(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.list(t.Context()); err != nil {
		t.Fatal(err)
	}
	s := h.(*storage)
	s.attempt = time.Millisecond
	b.answer = func(*httptest.ResponseRecorder, *http.Request) { time.Sleep(100 * time.Millisecond) }
	if data, err := s.read(t.Context(), "roles.json"); err != nil || string(data) != large {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

// What is too large is refused at once, and never cut.
func TestStorageReadLarge(t *testing.T) {
	b := newBucket(t)
	o := b.options(t)
	var gz bytes.Buffer
	w := gzip.NewWriter(&gz)
	w.Write(make([]byte, 2000))
	w.Close()
	send(t, o, pages{"a.txt": strings.Repeat("x", 1000), "b.txt": strings.Repeat("x", 1001), "c.html": "page", "c.html.gz": gz.String()})
	h, err := openStorage(o)
	if err != nil {
		t.Fatal(err)
	}
	h.(*storage).most = 1000
	if data, err := h.read(t.Context(), "a.txt"); err != nil || len(data) != 1000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	b.forget()
	for _, name := range []string{"b.txt", "c.html"} {
		if data, err := h.read(t.Context(), name); !errors.Is(err, errLarge) {
			t.Errorf("%s: %d bytes, %v", name, len(data), err)
		}
	}
	if len(b.acted) != 2 {
		t.Errorf("asked for more than once: %q", b.acted)
	}
}
