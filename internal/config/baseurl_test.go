package config

import (
	"strings"
	"testing"
)

func TestBaseURL(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"https://example.org", "https://example.org/"},
		{"https://example.org/careers", "https://example.org/careers/"},
		{"HTTP://EXAMPLE.org:8080/A/", "http://example.org:8080/A/"},
		{"https://example.org/a%20b/", "https://example.org/a%20b/"},
		{"https://example.org/größe", "https://example.org/gr%C3%B6%C3%9Fe/"},
		{" https://example.org/\n", "https://example.org/"},
		{"https://example.org:443/", "https://example.org/"},
		{"http://example.org:80/", "http://example.org/"},
		{"http://example.org:443/", "http://example.org:443/"},
		{"https://example.org:/", "https://example.org/"},
		{"https://example.org:08080/", "https://example.org:8080/"},
		{"https://example.org:65535/", "https://example.org:65535/"},
		{"http://localhost:1313", "http://localhost:1313/"},
		{"http://127.0.0.1/", "http://127.0.0.1/"},
		{"http://[::1]:80/", "http://[::1]/"},
		{"https://[2001:DB8::0:1]/", "https://[2001:db8::1]/"},
		{"https://Köln.example/", "https://xn--kln-sna.example/"},
		{"https://my-site.example.org./", "https://my-site.example.org./"},
	} {
		var b BaseURL
		if err := b.UnmarshalText([]byte(tt.text)); err != nil || b.String() != tt.want {
			t.Errorf("%q is %q, %v; want %q", tt.text, b.String(), err, tt.want)
			continue
		}
		again := b
		if err := again.UnmarshalText([]byte(tt.want)); err != nil || again != b {
			t.Errorf("%q read again is %q, %v", tt.want, again, err)
		}
	}
}

// What is wrong is named, and a hint says what to write.
func TestWrongBaseURL(t *testing.T) {
	const form, more, host, port, dots = "is not an http or https address", "has a user's name, a query or a fragment",
		"has no valid host", "has no valid port", "has a path with empty or dot parts"
	for _, tt := range []struct{ text, want string }{
		{"", form},
		{"example.org", form},
		{"//example.org/", form},
		{"/careers/", form},
		{"ftp://example.org/", form},
		{"https://", form},
		{"https://:443/", form},
		{"https:example.org", form},
		{"javascript://example.org/alert(1)", form},
		{"https://example.org/<script>", form},
		{"https://example.org/a b", form},
		{"https://exa mple.org/", form},
		{"https://example.org\\a", form},
		{"https://example.org/\x00", form},
		{"https://example.org:http/", form},
		{"https://example.org:-1/", form},
		{"https://example.org/?a=b", more},
		{"https://example.org/?", more},
		{"https://example.org/#a", more},
		{"https://example.org/#", more},
		{"https://user@example.org/", more},
		{"https://user:password@example.org/", more},
		{"https://@example.org/", more},
		{"https://example.org:99999/", port},
		{"https://example.org:65536/", port},
		{"https://example.org:0/", port},
		{"https://example..org/", host},
		{"https://.example.org/", host},
		{"https://./", host},
		{"https://exa_mple.org/", host},
		{"https://-example.org/", host},
		{"https://example.org,example.com/", host},
		{"https://999.0.0.1/", host},
		{"https://1.2.3/", host},
		{"https://[fe80::1%25eth0]/", host},
		{"https://[::ffff]x/", form},
		{"https://" + strings.Repeat("a.", 200) + "org/", host},
		{"https://example.org//a/", dots},
		{"https://example.org/a/../b/", dots},
		{"https://example.org/a/..", dots},
		{"https://example.org/./", dots},
		{"https://example.org/%2e%2E/", dots},
	} {
		var b BaseURL
		err := b.UnmarshalText([]byte(tt.text))
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) || !b.IsZero() {
			t.Errorf("%q is %q, %v; want that it %s", tt.text, b, err, tt.want)
			continue
		}
		if hint := err.(*formError).Hint(); !strings.Contains(hint, "https://example.org/") {
			t.Errorf("%q: hint %q", tt.text, hint)
		}
	}
}

func TestHref(t *testing.T) {
	var b BaseURL
	if err := b.UnmarshalText([]byte("https://example.org/careers/")); err != nil {
		t.Fatal(err)
	}
	if b.Href("/roles/") != "/careers/roles/" || b.Absolute("/roles/#a") != "https://example.org/careers/roles/#a" || b.Path() != "/careers/" || b.IsZero() {
		t.Error(b.Href("/roles/"), b.Absolute("/roles/#a"))
	}
}
