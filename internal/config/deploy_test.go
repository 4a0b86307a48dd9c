package config

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestDestination(t *testing.T) {
	for _, tt := range []struct {
		text string
		want Destination
	}{
		{"/srv/www/careers", Destination{Kind: Folder, Path: "/srv/www/careers"}},
		{"../www of careers", Destination{Kind: Folder, Path: "../www of careers"}},
		{`C:\www`, Destination{Kind: Folder, Path: `C:\www`}},
		{"s3://careers", Destination{Kind: Storage, Host: "careers"}},
		{"s3://careers/a/b/", Destination{Kind: Storage, Host: "careers", Path: "a/b"}},
		{"sftp://example.org/var/www/", Destination{Kind: SFTP, Host: "example.org", Path: "/var/www"}},
		{"sftp://ed@Example.org:2222/~/www", Destination{Kind: SFTP, Host: "example.org", Port: "2222", User: "ed", Path: "www"}},
		{"sftp://[::1]:2222/www", Destination{Kind: SFTP, Host: "::1", Port: "2222", Path: "/www"}},
	} {
		var d Destination
		if err := d.UnmarshalText([]byte(tt.text)); err != nil || d != tt.want {
			t.Errorf("%s: %+v, %v", tt.text, d, err)
		}
	}
	for _, text := range []string{
		"", "host:folder", "ftp://example.org/a", "s3://", "s3://a", "s3:///a", "s3://careers/../x", "s3://careers/a//b", "s3://KEY:hunter2@careers", "s3://KEY@careers",
		"sftp://example.org", "sftp://example.org/", "sftp://example.org/~/", "sftp://ed:hunter2@example.org/www", "sftp:///www", "sftp://example.org:0/www", "sftp://example.org/a?b", "a\nb",
	} {
		var d Destination
		if err := d.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is accepted: %+v", text, d)
		} else if strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: the password is printed: %v", text, err)
		}
	}
}

// Every way to put a secret into site.yaml is an error at its place that names
// the environment's variables and never the secret.
func TestSecrets(t *testing.T) {
	const id, key = "AKIAIOSFODNN7EXAMPLE", "hunter2hunter2"
	for _, tt := range []struct{ deploy, at string }{
		{"deploy: {to: s3://a-b, secret_access_key: " + key + "}", "3:24"},
		{"deploy: {to: s3://a-b, access_key_id: " + id + "}", "3:24"},
		{"deploy: {to: s3://a-b, aws_secret_access_key: " + key + "}", "3:24"},
		{"deploy: {to: s3://a-b, credentials: {password: " + key + "}}", "3:24"},
		{"deploy:\n  - to: sftp://a/b\n    password: " + key, "5:5"},
		{"deploy:\n  - to: sftp://a/b\n    token: " + key, "5:5"},
		{"deploy: sftp://me:" + key + "@example.org/www", "3:9"},
		{"deploy: {to: s3://a-b, endpoint: 'https://" + id + ":" + key + "@s3.example.org'}", "3:34"},
		{"deploy: {to: s3://a-b, region: " + id + "}", "3:32"},
		{"deploy: {to: s3://a-b, path_style: '" + id + "'}", "3:36"},
		{"deploy: " + id, "3:9"},
		{"description: With " + id + " in it.", "3:14"},
		{"social: {x: '" + id + "'}", "3:13"},
	} {
		_, found := Load(fstest.MapFS{SiteFile: {Data: []byte("title: A\nbase_url: https://example.org/\n" + tt.deploy + "\n")}})
		var text strings.Builder
		if err := found.Write(&text); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(text.String(), SiteFile+":"+tt.at+": ") || !strings.Contains(text.String(), "AWS_SECRET_ACCESS_KEY") || !found.HasErrors() {
			t.Errorf("%s:\n%s", tt.deploy, text.String())
		}
		if strings.Contains(text.String(), key) || strings.Contains(text.String(), id) {
			t.Errorf("%s: the secret is printed:\n%s", tt.deploy, text.String())
		}
	}
}

// What stands before an @ in an address is told to nobody.
func TestSecretAddress(t *testing.T) {
	_, found := Load(fstest.MapFS{SiteFile: {Data: []byte("title: A\nbase_url: https://ed:hunter2@example.org/\n")}})
	if len(found) != 1 || strings.Contains(found[0].Message, "hunter2") || !strings.Contains(found[0].Message, "a user's name") {
		t.Errorf("found %v", found)
	}
}

func TestTargets(t *testing.T) {
	for _, tt := range []struct{ deploy, want string }{
		{"deploy: /srv/www", ""},
		{"deploy: {to: /srv/www, keep: 1}", "content/site.yaml:3:30: keep is not a whole number from 2 to 100"},
		{"deploy: {to: /srv/www, max_deletes: 2.5}", "content/site.yaml:3:37: max_deletes is not a whole number from 0 to 10000000"},
		{"deploy: {to: /srv/www, region: auto}", "content/site.yaml:3:32: warning: region is for a target of the kind s3, this one is of the kind folder"},
		{"deploy: [/a, /b]", "content/site.yaml:3:14: warning: two targets are called \"folder\": the first is meant"},
		{"deploy: {name: live}", "content/site.yaml:3:9: missing field \"to\""},
	} {
		site, found := Load(fstest.MapFS{SiteFile: {Data: []byte("title: A\nbase_url: https://example.org/\n" + tt.deploy + "\n")}})
		got := ""
		if len(found) > 0 {
			got = found.Sorted()[0].String()
		}
		if got != tt.want || len(found) > 1 {
			t.Errorf("%s: %v, want %s", tt.deploy, found, tt.want)
		}
		if tt.want == "" && (len(site.Deploy) != 1 || site.Deploy[0].Label() != Folder || site.Deploy[0].Kept() != 5) {
			t.Errorf("%s: %+v", tt.deploy, site.Deploy)
		}
	}
}
