package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// A deploy to a bucket, and a look at what is served from there, from the
// command line and the environment.
func TestDeployStorage(t *testing.T) {
	backend := s3mem.New()
	if err := backend.CreateBucket("careers"); err != nil {
		t.Fatal(err)
	}
	bucket := gofakes3.New(backend).Server()
	refuse := false
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if refuse {
			http.Error(w, "<Error><Code>AccessDenied</Code><Message>"+r.Header.Get("Authorization")+"</Message></Error>", http.StatusForbidden)
			return
		}
		if strings.HasSuffix(r.URL.Path, "/") && r.URL.RawQuery == "" { // as the website of a bucket does
			r.URL.Path += "index.html"
		}
		bucket.ServeHTTP(w, r)
	}))
	defer server.Close()
	const id, secret = "AKIATESTTESTTEST1234", "verysecretsecretkey"
	t.Setenv("AWS_ACCESS_KEY_ID", id)
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
	t.Setenv("AWS_SESSION_TOKEN", "")
	t.Setenv("SOURCE_DATE_EPOCH", "1767225600")
	site := t.TempDir()
	for name, data := range map[string]string{
		"content/site.yaml":      "title: Careers\nbase_url: https://example.org/\ndeploy: {to: s3://careers/live, endpoint: " + server.URL + "}\n",
		"content/roles/nurse.md": "---\ntitle: Nurse\nsummary: What a nurse does, earns and needs to know in a ward of today.\ncategory: health\n---\n\nA nurse looks after patients.\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(site, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(site, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	careerguide := func(ctx context.Context, want int, args ...string) string {
		t.Helper()
		var out bytes.Buffer
		if got := run(ctx, append(args, "--source", site), nil, &out, &out); got != want {
			t.Fatalf("%q ends with %d, want %d\n%s", args, got, want, out.String())
		}
		for _, s := range []string{id, secret} {
			if strings.Contains(out.String(), s) {
				t.Errorf("%q tells a secret: %s", args, out.String())
			}
		}
		return out.String()
	}
	careerguide(t.Context(), exitOK, "build", "--quiet")
	out := careerguide(t.Context(), exitOK, "deploy", "--verify", server.URL+"/careers/live/")
	if !strings.HasPrefix(out, "s3: ") || !strings.Contains(out, "files are served as they were built\n") {
		t.Errorf("got %q", out)
	}
	if _, err := backend.HeadObject("careers", "live/roles/nurse/index.html"); err != nil {
		t.Error(err)
	}
	if out := careerguide(t.Context(), exitOK, "deploy"); !strings.HasPrefix(out, "s3: nothing to do, ") {
		t.Errorf("got %q", out)
	}
	if out := careerguide(t.Context(), exitFailed, "deploy", "--rollback"); !strings.Contains(out, "keeps no releases to go back to") {
		t.Errorf("got %q", out)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if out := careerguide(ended, exitFailed, "deploy", "--skip-check"); out != "careerguide: interrupted; what was sent is whole, and the next deploy goes on from there\n" {
		t.Errorf("got %q", out)
	}
	refuse = true
	if out := careerguide(t.Context(), exitFailed, "deploy"); !strings.HasPrefix(out, "careerguide: list the bucket: the service answers 403 Forbidden (AccessDenied): the credentials do not allow it") {
		t.Errorf("got %q", out)
	}
}
