package publish

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"
	"time"
)

func TestKeys(t *testing.T) {
	o := (&bucket{server: httptest.NewServer(http.NotFoundHandler())}).options(t)
	t.Setenv("HOME", t.TempDir())
	site("one").built(t, o.Output)
	credentials := filepath.Join(t.TempDir(), "credentials")
	put(t, credentials, "[default]\naws_access_key_id = A\naws_secret_access_key = B\n[work]\naws_access_key_id = C\naws_secret_access_key = D\naws_session_token = E\n")
	damaged := filepath.Join(t.TempDir(), "damaged")
	put(t, damaged, "[default\n"+testSecret+"\n")
	for _, tt := range []struct {
		env  map[string]string
		want string
	}{
		{map[string]string{"AWS_SHARED_CREDENTIALS_FILE": credentials}, "A B "},
		{map[string]string{"AWS_SHARED_CREDENTIALS_FILE": credentials, "AWS_PROFILE": "work"}, "C D E"},
		{map[string]string{"AWS_SHARED_CREDENTIALS_FILE": credentials, "AWS_ACCESS_KEY_ID": "F", "AWS_SECRET_ACCESS_KEY": "G"}, "F G "},
		{map[string]string{"AWS_SHARED_CREDENTIALS_FILE": credentials, "AWS_PROFILE": "none"}, ""},
		{map[string]string{"AWS_SHARED_CREDENTIALS_FILE": damaged}, ""},
		{nil, ""},
	} {
		keys, err := findKeys(func(name string) string { return tt.env[name] })
		got := ""
		if err == nil {
			v, _ := valueOf(keys)
			got = v.AccessKeyID + " " + v.SecretAccessKey + " " + v.SessionToken
		} else if err != errNoKeys {
			t.Errorf("%v: %v", tt.env, err)
		}
		if got != tt.want {
			t.Errorf("%v: %q, want %q", tt.env, got, tt.want)
		}
	}
}

func TestEndpoint(t *testing.T) {
	yes, no := true, false
	for _, tt := range []struct {
		to, region, endpoint string
		style                *bool
		want                 string
	}{
		{"s3://careers", "", "", nil, "https://careers.s3.us-east-1.amazonaws.com"},
		{"s3://careers/a", "eu-central-1", "", nil, "https://careers.s3.eu-central-1.amazonaws.com"},
		{"s3://www.example.org", "", "", nil, "https://s3.us-east-1.amazonaws.com/www.example.org"},
		{"s3://careers", "auto", "https://x.r2.cloudflarestorage.com", nil, "https://x.r2.cloudflarestorage.com/careers"},
		{"s3://careers", "", "https://s3.example.org", &no, "https://careers.s3.example.org"},
		{"s3://careers", "", "", &yes, "https://s3.us-east-1.amazonaws.com/careers"},
		{"s3://careers", "evil.example/", "", nil, ""},
	} {
		o := target(t, tt.to)
		o.Region, o.PathStyle = tt.region, tt.style
		if tt.endpoint != "" {
			if err := o.Endpoint.UnmarshalText([]byte(tt.endpoint)); err != nil {
				t.Fatal(err)
			}
		}
		u, err := endpoint(o)
		if (err != nil) != (tt.want == "") || err == nil && u.String() != tt.want {
			t.Errorf("%+v: %v, %v", tt, u, err)
		}
	}
}

// Waits grow, differ by chance, and are as long as the other side asks for.
func TestRetry(t *testing.T) {
	var waits []time.Duration
	c := Clock{Sleep: func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }}
	fails := errors.New("broken")
	n := 0
	err := c.retry(t.Context(), func(context.Context) error { n++; return fmt.Errorf("try: %w", passing{error: fails}) })
	if !errors.Is(err, fails) || n != attempts || len(waits) != attempts-1 {
		t.Errorf("%v after %d tries", err, n)
	}
	for i, d := range waits {
		if full := firstWait << i; d < full/2 || d >= full {
			t.Errorf("wait %d is %v, want from %v to %v", i, d, full/2, full)
		}
	}
	waits = nil
	n = 0
	err = c.retry(t.Context(), func(context.Context) error {
		if n++; n == 1 {
			return passing{fails, 7 * time.Second}
		}
		return nil
	})
	if err != nil || len(waits) != 1 || waits[0] != 7*time.Second {
		t.Errorf("%v, %v", err, waits)
	}
	n = 0
	if err := c.retry(t.Context(), func(context.Context) error { n++; return fails }); err != fails || n != 1 {
		t.Errorf("an error for good is tried %d times: %v", n, err)
	}
	ctx, stop := context.WithCancel(t.Context())
	n = 0
	if err := c.retry(ctx, func(context.Context) error { n++; stop(); return passing{error: fails} }); err == nil || n != 1 {
		t.Errorf("after the end it is tried %d times: %v", n, err)
	}
}
