package config

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"careerguide/internal/diag"
)

const head = "title: Careers\nbase_url: https://example.org/\n"

func TestHosting(t *testing.T) {
	s, found := load(head+"hosting: netlify\n", "")
	if found != "" || s.Hosting.Host != Netlify {
		t.Errorf("short: %+v %s", s.Hosting, found)
	}
	s, found = load(head+"hosting:\n  host: github-pages\n  domain: Careers.Example.org\n  policy:\n    img-src: ['self', https://img.example.org]\n    script-src: \"'unsafe-inline'\"\n", "")
	if found != "" || s.Hosting.Domain != "careers.example.org" {
		t.Errorf("long: %+v %s", s.Hosting, found)
	}
	if p := s.Hosting.Policy; len(p.ImgSrc) != 2 || p.ImgSrc[0] != "'self'" || p.ImgSrc[1] != "https://img.example.org" || p.ScriptSrc[0] != "'unsafe-inline'" {
		t.Errorf("policy: %+v", p)
	}
	if s, _ = load(head, ""); s.Hosting.Host != "" || !s.Security.IsZero() {
		t.Errorf("none: %+v", s.Hosting)
	}
}

func TestHostingFindings(t *testing.T) {
	for _, tt := range []struct{ text, at, message, hint string }{
		{"hosting: netlifi", "3:10", `unknown host "netlifi"`, "netlify"},
		{"hosting: cloudflare", "3:10", `unknown host "cloudflare"`, "cloudflare-pages"},
		{"hosting: zzzzzzzz", "3:10", `unknown host "zzzzzzzz"`, "github-pages"},
		{"hosting: {domain: a.example}", "3:10", `missing field "host"`, ""},
		{"hosting: {host: nginx, domian: a.example}", "3:24", `unknown field "domian"`, "domain"},
		{"hosting: {host: nginx, domain: a.example}", "3:32", "for github-pages alone", "take it out"},
		{"hosting: {host: github-pages, domain: 'https://a.example/'}", "3:39", "is no domain", "careers.example.org"},
		{"hosting: {host: nginx, policy: {scriptsrc: self}}", "3:33", `unknown field "scriptsrc"`, "script-src"},
		{"hosting: {host: nginx, policy: {script-src: 'a.example; img-src *'}}", "3:45", "no source of a Content-Security-Policy", "unsafe-inline"},
		{"hosting: {host: nginx, policy: {script-src: nonce-abc}}", "3:45", "no source", "keyword"},
		{"security: {contact: nobody, expires: 2027-01-01}", "3:21", `"nobody" is no contact`, "mailto:"},
		{"security: {contact: a@example.org}", "3:11", `missing field "expires"`, ""},
		{"security: {contact: a@example.org, expires: next year}", "3:45", "is not a date", "2025-03-01"},
		{"security: {contact: a@example.org, expires: 2027-01-01, policy: 'http://example.org/'}", "3:65", "is not an https address", "RFC 9116"},
	} {
		_, found := load(head+tt.text+"\n", "")
		first, _, _ := strings.Cut(found, "\n")
		if !strings.HasPrefix(first, SiteFile+":"+tt.at+": ") || !strings.Contains(first, tt.message) {
			t.Errorf("%s: %s, want %s %s", tt.text, found, tt.at, tt.message)
		}
		if all := hints(head + tt.text + "\n"); !strings.Contains(first+all, tt.hint) {
			t.Errorf("%s: hints %s, want %s", tt.text, all, tt.hint)
		}
	}
}

func TestPublished(t *testing.T) {
	day := time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ text, at, message string }{
		{"security: {contact: a@example.org, expires: 2026-06-15}", "", ""},
		{"security: {contact: a@example.org, expires: 2026-06}", "", ""},
		{"security: {contact: a@example.org, expires: 2026-06-14}", "3:45", "has expired on 2026-06-14"},
		{"security: {contact: a@example.org, expires: 2026-05}", "3:45", "has expired on 2026-05"},
		{"hosting: {host: github-pages, domain: example.org}", "", ""},
		{"hosting: {host: github-pages, domain: www.example.org}", "3:39", "hosting.domain is www.example.org, and base_url is at example.org"},
	} {
		s, broken := load(head+tt.text+"\n", "")
		found := s.Published(day)
		switch {
		case broken != "":
			t.Errorf("%s: %s", tt.text, broken)
		case tt.message == "" && len(found) == 0:
		case len(found) != 1 || found[0].Severity != diag.Warning || !strings.HasPrefix(found[0].String(), SiteFile+":"+tt.at+": ") || !strings.Contains(found[0].Message, tt.message):
			t.Errorf("%s: %v, want %s", tt.text, found, tt.message)
		}
	}
	s, _ := load("title: a\nbase_url: https://example.org/careers/\nsecurity: {contact: a@example.org, expires: 2027-01-01}\n", "")
	if found := s.Published(day); len(found) != 1 || !strings.Contains(found[0].Message, "root of a domain") {
		t.Errorf("below a path: %v", found)
	}
	// What is found turns on the day that Turns names, and not before.
	turn := s.Turns()[0]
	if a, b := len(s.Published(turn.Add(-time.Second))), len(s.Published(turn)); a != 1 || b != 2 {
		t.Errorf("before %s %d findings, then %d", turn, a, b)
	}
}

// hints returns the hints of all that is found in a site.yaml.
func hints(site string) string {
	_, found := Load(fstest.MapFS{SiteFile: {Data: []byte(site)}})
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Hint + "\n")
	}
	return b.String()
}
