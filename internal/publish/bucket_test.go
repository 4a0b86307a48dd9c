package publish

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

const (
	testID     = "AKIATESTTESTTEST1234"
	testSecret = "verysecretsecretkey/+=abc"
	testToken  = "sessiontokensessiontoken"
)

// bucket is a server of the S3 protocol in this process that goes wrong when
// it is told to, and looks after each operation whether all is well.
type bucket struct {
	t       testing.TB
	backend *s3mem.Backend
	served  http.Handler
	server  *httptest.Server
	closing chan struct{}

	mu     sync.Mutex
	n      int                                                 // requests so far
	acted  []string                                            // those that the server did: "PUT index.html"
	header map[string]http.Header                              // of PUT, by key
	fault  func(n int, key string) fault                       // of the n-th request; nil for none
	answer func(w *httptest.ResponseRecorder, r *http.Request) // changes answers; may be nil
	after  func()                                              // called after each operation
}

// fault is a way in which a request goes wrong.
type fault int

const (
	none      fault = iota
	internal        // 500, and nothing done
	slowDown        // 503
	hang            // no answer, and nothing done
	hangAfter       // done, and no answer
	cutBefore       // the connection ends, and nothing is done
	cutAfter        // done, and the connection ends
	cutShort        // done, and the connection ends within the answer
	slow            // done, after a while
)

func newBucket(t testing.TB) *bucket {
	b := &bucket{t: t, backend: s3mem.New(), closing: make(chan struct{}), header: map[string]http.Header{}}
	b.served = gofakes3.New(b.backend).Server()
	if err := b.backend.CreateBucket("careers"); err != nil {
		t.Fatal(err)
	}
	b.server = httptest.NewServer(b)
	t.Cleanup(func() { close(b.closing); b.server.Close() })
	return b
}

func (b *bucket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	key := strings.TrimPrefix(r.URL.Path, "/careers")
	key = strings.TrimPrefix(key, "/")
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
	if err := signed(r, body); err != nil {
		b.t.Errorf("%s %s: %v", r.Method, r.URL, err)
	}
	kind := none
	if b.fault != nil {
		kind = b.fault(b.n, key)
	}
	cut := func() {
		if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
			conn.Close()
		}
	}
	wait := func() {
		b.mu.Unlock()
		select {
		case <-r.Context().Done():
		case <-b.closing:
		}
		b.mu.Lock()
	}
	switch kind {
	case internal, slowDown:
		code, status := "InternalError", http.StatusInternalServerError
		if kind == slowDown {
			code, status = "SlowDown", http.StatusServiceUnavailable
		}
		w.WriteHeader(status)
		fmt.Fprintf(w, "<Error><Code>%s</Code><Message>%s %s</Message></Error>", code, r.Header.Get("Authorization"), r.Header.Get("X-Amz-Security-Token"))
		return
	case hang:
		wait()
		return
	case cutBefore:
		cut()
		return
	case slow:
		time.Sleep(3 * time.Millisecond)
	}
	if r.Method == http.MethodPut {
		b.header[key] = r.Header.Clone()
	}
	rec := httptest.NewRecorder()
	inner := r.Clone(context.WithoutCancel(r.Context()))
	inner.Body = io.NopCloser(bytes.NewReader(body))
	b.served.ServeHTTP(rec, inner)
	b.acted = append(b.acted, r.Method+" "+key)
	if b.answer != nil {
		b.answer(rec, r)
	}
	if b.after != nil {
		b.after()
	}
	switch kind {
	case hangAfter:
		wait()
		return
	case cutAfter:
		cut()
		return
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	if kind == cutShort {
		w.Header().Set("Content-Length", fmt.Sprint(rec.Body.Len()+100))
	}
	w.WriteHeader(rec.Code)
	w.Write(rec.Body.Bytes())
	if kind == cutShort {
		http.NewResponseController(w).Flush()
		cut()
	}
}

// put puts an object there, as somebody else would.
func (b *bucket) put(key, data string, meta map[string]string) {
	b.t.Helper()
	if meta == nil {
		meta = map[string]string{}
	}
	if _, err := b.backend.PutObject("careers", key, meta, strings.NewReader(data), int64(len(data)), nil); err != nil {
		b.t.Fatal(err)
	}
}

// contents returns all objects.
func (b *bucket) contents() pages {
	b.t.Helper()
	found := pages{}
	list, err := b.backend.ListBucket("careers", nil, gofakes3.ListBucketPage{})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range list.Contents {
		object, err := b.backend.GetObject("careers", c.Key, nil)
		if err != nil {
			b.t.Fatal(err)
		}
		data, err := io.ReadAll(object.Contents)
		if err != nil {
			b.t.Fatal(err)
		}
		found[c.Key] = string(data)
	}
	return found
}

// done returns what the server did since the last call, of one method.
func (b *bucket) done(method string) []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var keys []string
	for _, a := range b.acted {
		if key, ok := strings.CutPrefix(a, method+" "); ok {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// breaks makes requests go wrong from now on, and looks after each.
func (b *bucket) breaks(fault func(n int, key string) fault, after func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fault, b.after = fault, after
}

func (b *bucket) forget() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.acted, b.n = nil, 0
}

// options returns what a deploy to the bucket takes; waits take no time.
func (b *bucket) options(t testing.TB) Options {
	o := Options{Output: filepath.Join(t.TempDir(), "public"), Target: target(t, "s3://careers"), MaxDeletes: -1, attempt: 5 * time.Second}
	o.Clock.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	if err := o.Target.Endpoint.UnmarshalText([]byte(b.server.URL)); err != nil {
		t.Fatal(err)
	}
	o.Env = func(name string) string {
		return map[string]string{"AWS_ACCESS_KEY_ID": testID, "AWS_SECRET_ACCESS_KEY": testSecret, "AWS_SESSION_TOKEN": testToken}[name]
	}
	return o
}

func send(t testing.TB, o Options, p pages) Result {
	t.Helper()
	p.built(t, o.Output)
	result, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// signed checks a request's signature against what came over the wire, as
// Amazon describes it (AWS Signature Version 4).
func signed(r *http.Request, body []byte) error {
	auth := r.Header.Get("Authorization")
	fields := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimPrefix(auth, "AWS4-HMAC-SHA256 "), ", ") {
		name, value, _ := strings.Cut(part, "=")
		fields[name] = value
	}
	scope := strings.Split(fields["Credential"], "/")
	if len(scope) != 5 || scope[0] != testID {
		return fmt.Errorf("credential %q", fields["Credential"])
	}
	sum := sha256.Sum256(body)
	if got := r.Header.Get("X-Amz-Content-Sha256"); got != hex.EncodeToString(sum[:]) {
		return fmt.Errorf("the sum of the body is %s, not %x", got, sum)
	}
	var headers strings.Builder
	for name := range strings.SplitSeq(fields["SignedHeaders"], ";") {
		value := r.Header.Get(name)
		if name == "host" {
			value = r.Host
		} else if name == "content-length" {
			value = fmt.Sprint(r.ContentLength)
		}
		headers.WriteString(name + ":" + value + "\n")
	}
	for name := range r.Header {
		lower := strings.ToLower(name)
		if !slices.Contains([]string{"authorization", "user-agent", "accept-encoding", "content-length"}, lower) && !slices.Contains(strings.Split(fields["SignedHeaders"], ";"), lower) {
			return fmt.Errorf("header %s is not signed", name)
		}
	}
	query := strings.Split(r.URL.RawQuery, "&")
	slices.Sort(query)
	canonical := strings.Join([]string{r.Method, r.URL.EscapedPath(), strings.Join(query, "&"), headers.String(), fields["SignedHeaders"], hex.EncodeToString(sum[:])}, "\n")
	hash := sha256.Sum256([]byte(canonical))
	text := strings.Join([]string{"AWS4-HMAC-SHA256", r.Header.Get("X-Amz-Date"), strings.Join(scope[1:], "/"), hex.EncodeToString(hash[:])}, "\n")
	mac := func(key []byte, data string) []byte {
		h := hmac.New(sha256.New, key)
		io.WriteString(h, data)
		return h.Sum(nil)
	}
	key := []byte("AWS4" + testSecret)
	for _, part := range append(scope[1:4:4], "aws4_request") {
		key = mac(key, part)
	}
	if want := hex.EncodeToString(mac(key, text)); fields["Signature"] != want {
		return fmt.Errorf("signature %s, want %s", fields["Signature"], want)
	}
	return nil
}
