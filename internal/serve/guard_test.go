package serve

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"careerguide/internal/corpus"
)

// smallSite is a site with one of everything.
func smallSite() map[string]string {
	return map[string]string{
		"content/site.yaml":             "title: Careers\nbase_url: https://site.example/\n# S3CRET\n",
		"content/sources.yaml":          "survey: {name: Survey}\n# S3CRET\n",
		"content/roles/health/nurse.md": "---\n# S3CRET\ntitle: Nurse\nsummary: Cares.\ncategory: health\naliases: [/old-nurse/]\nskills: [Care]\n---\nText.\n\n![Ward](ward.png)\n\n## FAQ\n\n### Why?\n\nSo.\n",
		"content/roles/health/ward.png": corpus.Drawing(20, 10),
		"content/guides/first.md":       "---\ntitle: First\nsummary: A guide.\n---\nText.\n",
		"content/roles/plan.md":         "---\ntitle: Plan\nsummary: S3CRET plan.\ncategory: health\npublished: 2030-01-01\n---\nS3CRET\n",
		"assets/static/demo/index.html": "<p>demo</p>\n",
		"assets/images/map.png":         corpus.Drawing(30, 30),
		".git/config":                   "S3CRET\n",
		".env":                          "S3CRET\n",
		"notes.txt":                     "S3CRET\n",
		"content/roles/health/.env":     "S3CRET\n",
		"content/roles/health/note.txt": "S3CRET\n",
		"layouts/guide.html":            "{{define \"main\"}}{{/* S3CRET */}}<p>{{.Title}}</p>{{end}}",
		"assets/css/main.css":           "p { color: red } /* S3CRET */\n",
	}
}

// routes are one of each kind that the server has.
var routes = []string{"/", "/roles/nurse/", "/roles/nurse", "/old-nurse/", "/roles.json", "/demo/", "/images/map.png", "/favicon.svg", "/roles/nurse/ward.png", "/nothing/",
	"/.careerguide/dev.js", "/.careerguide/events", "/.careerguide/page?page=/", "/.careerguide/nothing"}

// noCORS fails for a header that lets other origins read an answer.
func noCORS(t *testing.T, what string, h http.Header) {
	t.Helper()
	for name := range h {
		if strings.HasPrefix(name, "Access-Control-") || name == "Timing-Allow-Origin" {
			t.Errorf("%s: %s is sent", what, name)
		}
	}
}

// A Host is admitted on every route or on none: what rebinds a name of its own
// to this machine sees nothing.
func TestHosts(t *testing.T) {
	s := newSite(t, smallSite())
	o := s.options()
	o.AllowHosts = []string{"writer.test", "FE80::0:1", "Upper.Test"}
	r := s.start(o)
	port := r.address[strings.LastIndexByte(r.address, ':'):]
	for _, tt := range []struct {
		host string
		want bool
	}{
		{"localhost", true}, {"LOCALHOST", true}, {"LocalHost" + port, true}, {"localhost" + port, true}, {"127.0.0.1", true}, {"127.0.0.1" + port, true}, {"[::1]", true}, {"[::1]" + port, true},
		{"localhost:1", true}, {"127.0.0.1:65535", true}, // another port is of a tunnel, or of the same machine
		{"writer.test", true}, {"WRITER.test:8080", true}, {"[fe80::1]", true}, {"upper.test", true},
		{"evil.com", false}, {"evil.com" + port, false}, {"localhost.evil.com", false}, {"localhost.evil.com" + port, false}, {"127.0.0.1.evil.com", false}, {"evil.com.localhost", false},
		{"localhost.", false}, {"localhost." + port, false}, {"127.0.0.1.", false}, {"127.0.0.1." + port, false}, {"[::1].", false}, {".localhost", false},
		{"127.1", false}, {"127.0.1", false}, {"127.0.0.2", false}, {"127.0.0.01", false}, {"0.0.0.0", false}, {"0.0.0.0" + port, false}, {"0", false}, {"2130706433", false}, {"0x7f.1", false}, {"0x7f000001", false},
		{"017700000001", false}, {"::1", false}, {"::1" + port, false}, {"[::]", false}, {"[::ffff:127.0.0.1]", false}, {"[0:0:0:0:0:0:0:1]", false}, {"[::1%25lo]", false}, {"[::1%lo]", false},
		{"[::1", false}, {"::1]", false}, {"[::1]evil.com", false}, {"[::1]:evil", false}, {"[[::1]]", false}, {"[127.0.0.1]", false},
		{"localhost:evil", false}, {"localhost" + port + "@evil.com", false}, {"localhost@evil.com", false}, {"localhost:", false}, {"localhost:0", false}, {"localhost:99999", false}, {"localhost:-1", false},
		{"localhost:+80", false}, {"localhost:080", false}, {"localhost:80:80", false}, {"user@localhost", false}, {"user@localhost" + port, false}, {"localhost/evil.com", false}, {"localhost#evil.com", false},
		{"localhost?", false}, {"http://localhost", false}, {"localhost evil.com", false}, {"localhost,evil.com", false}, {"localhost%00", false}, {"localhost\x00", false}, {"ｌocalhost", false}, {"", false}, {" ", false},
		{"site.example", false}, {"writer.test.", false}, {"awriter.test", false}, {"test", false},
	} {
		for _, route := range routes {
			status, header, body := r.ask("GET", route, "Host: "+tt.host)
			refused := status == http.StatusForbidden || status == http.StatusBadRequest
			if refused == tt.want || !tt.want && (strings.Contains(body, "Nurse") || len(body) > 200) {
				t.Errorf("Host %q, %s: status %d, %.80q", tt.host, route, status, body)
			}
			noCORS(t, tt.host+" "+route, header)
		}
	}
	for name, request := range map[string]string{
		"no host":                    "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
		"HTTP/1.0 without a host":    "GET / HTTP/1.0\r\n\r\n",
		"HTTP/1.0, another host":     "GET / HTTP/1.0\r\nHost: evil.com\r\n\r\n",
		"HTTP/0.9":                   "GET /\r\n\r\n",
		"HTTP/2 at once":             "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"two hosts":                  "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.com\r\nConnection: close\r\n\r\n",
		"two hosts, the other first": "GET / HTTP/1.1\r\nHost: evil.com\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"a folded host":              "GET / HTTP/1.1\r\nHost: localhost\r\n evil.com\r\nConnection: close\r\n\r\n",
		"target of another host":     "GET http://evil.com/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"target hides another host":  "GET http://localhost/ HTTP/1.1\r\nHost: evil.com\r\nConnection: close\r\n\r\n",
		"target with a user":         "GET http://localhost@evil.com/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
		"forwarded host":             "GET / HTTP/1.1\r\nHost: evil.com\r\nX-Forwarded-Host: localhost\r\nX-Forwarded-For: 127.0.0.1\r\nForwarded: host=localhost\r\nX-Original-Host: localhost\r\nConnection: close\r\n\r\n",
	} {
		if status, _, body := r.raw(request); status == http.StatusOK || strings.Contains(body, "Nurse") {
			t.Errorf("%s: status %d, %.80q", name, status, body)
		}
	}
	if status, _, _ := r.ask("GET", "/", "Host: localhost", "X-Forwarded-Host: evil.com", "Forwarded: host=evil.com"); status != http.StatusOK {
		t.Errorf("a forwarded host is trusted: status %d", status)
	}
	if status, _, _ := r.raw("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n"); status != http.StatusOK {
		t.Errorf("HTTP/1.0: status %d", status)
	}
}

// The names of --host and --allow-host are admitted, and an empty one is none.
func TestAllowHost(t *testing.T) {
	g := newGuard(http.NotFoundHandler(), "", "My.Test", "::2", "[::3]")
	for host, want := range map[string]bool{"my.test": true, "[::2]": true, "[::3]:80": true, "": false, ":80": false, "::2": false} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		if got := ask(g, r).Code != http.StatusForbidden; got != want {
			t.Errorf("%q: admitted %v", host, got)
		}
	}
}

// The server's own things are for its own pages and for programs.
func TestOrigins(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	port := r.address[strings.LastIndexByte(r.address, ':'):]
	for _, tt := range []struct {
		host, origin string
		want         bool
	}{
		{"127.0.0.1" + port, "", true}, {"127.0.0.1" + port, "Origin: http://127.0.0.1" + port, true}, {"localhost" + port, "Origin: http://localhost" + port, true}, {"[::1]" + port, "Origin: http://[::1]" + port, true},
		{"localhost", "Origin: http://localhost", true}, {"127.0.0.1" + port, "Origin: http://localhost" + port, false}, {"localhost" + port, "Origin: http://127.0.0.1" + port, false},
		{"127.0.0.1" + port, "Origin: null", false}, {"127.0.0.1" + port, "Origin: http://127.0.0.1", false}, {"127.0.0.1" + port, "Origin: http://127.0.0.1:1", false}, {"127.0.0.1" + port, "Origin: https://127.0.0.1" + port, false},
		{"127.0.0.1" + port, "Origin: http://127.0.0.2" + port, false}, {"127.0.0.1" + port, "Origin: http://192.168.0.1" + port, false}, {"127.0.0.1" + port, "Origin: http://127.0.0.1" + port + "/", false},
		{"127.0.0.1" + port, "Origin: 127.0.0.1" + port, false}, {"127.0.0.1" + port, "Origin: http://evil.com", false}, {"127.0.0.1" + port, "Origin: http://127.0.0.1" + port + ".evil.com", false},
		{"127.0.0.1" + port, "Origin: http://evil.com@127.0.0.1" + port, false}, {"127.0.0.1" + port, "Origin:", false}, {"127.0.0.1" + port, "Origin: file://", false},
		{"127.0.0.1" + port, "Origin: http://127.0.0.1" + port + "\r\nOrigin: http://127.0.0.1" + port, false}, {"127.0.0.1" + port, "Origin: http://127.0.0.1" + port + "\r\nOrigin: http://evil.com", false},
		{"127.0.0.1" + port, "Origin: http://127.0.0.1" + port + " http://evil.com", false},
		{"127.0.0.1" + port, "Origin: http://evil.com\r\nX-Forwarded-Host: evil.com\r\nX-Forwarded-Proto: http", false},
		{"127.0.0.1" + port, "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors", false}, {"127.0.0.1" + port, "Sec-Fetch-Site: same-origin", true}, {"127.0.0.1" + port, "Sec-Fetch-Site: none", true},
	} {
		for _, route := range []string{"/.careerguide/events", "/.careerguide/events?page=/", "/.careerguide/dev.js", "/.careerguide/page?page=/", "/%2ecareerguide/events", "/.careerguide%2fevents"} {
			headers := []string{"Host: " + tt.host}
			if tt.origin != "" {
				headers = append(headers, tt.origin)
			}
			status, header, _ := r.ask("GET", route, headers...)
			if got := status == http.StatusOK; got != tt.want {
				t.Errorf("Host %s, %q, %s: status %d", tt.host, tt.origin, route, status)
			}
			noCORS(t, tt.origin, header)
		}
	}
}

// A page elsewhere may lead here, and may not embed what is here.
func TestCrossSite(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	for _, tt := range []struct {
		site, mode, dest string
		want             bool
	}{
		{"cross-site", "no-cors", "image", false}, {"cross-site", "no-cors", "script", false}, {"cross-site", "cors", "empty", false}, {"cross-site", "navigate", "document", true}, {"cross-site", "navigate", "iframe", false},
		{"cross-site", "navigate", "frame", false}, {"cross-site", "navigate", "object", false}, {"cross-site", "navigate", "embed", false}, {"cross-site", "navigate", "", false}, {"cross-site", "", "document", false},
		{"cross-site", "", "", false}, {"Cross-Site", "no-cors", "image", false}, {"cross-site", "websocket", "websocket", false},
		{"same-origin", "no-cors", "image", true}, {"same-origin", "cors", "empty", true}, {"none", "navigate", "document", true}, {"same-site", "navigate", "document", true}, {"", "", "", true},
	} {
		var headers []string
		for name, value := range map[string]string{"Sec-Fetch-Site": tt.site, "Sec-Fetch-Mode": tt.mode, "Sec-Fetch-Dest": tt.dest} {
			if value != "" {
				headers = append(headers, name+": "+value)
			}
		}
		for _, route := range []string{"/", "/roles/nurse/", "/images/map.png", "/roles/nurse/ward.png", "/roles.json"} {
			status, header, _ := r.ask("GET", route, append(headers, "Host: localhost")...)
			if got := status == http.StatusOK; got != tt.want || !got && status != http.StatusForbidden {
				t.Errorf("%v, %s: status %d", headers, route, status)
			}
			noCORS(t, route, header)
			if header.Get("X-Content-Type-Options") != "nosniff" || header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
				t.Errorf("%s: may be embedded: %v", route, header)
			}
		}
	}
}

// Only GET and HEAD do anything.
func TestMethods(t *testing.T) {
	s := newSite(t, smallSite())
	r := s.start(s.options())
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "Get", "HEAD2", "QUERY"} {
		for _, route := range append(routes, "*", "localhost:80") {
			status, header, body := r.ask(method, route, "Host: localhost", "Access-Control-Request-Method: GET", "Origin: http://evil.com")
			if status != http.StatusMethodNotAllowed && status != http.StatusBadRequest && status != http.StatusForbidden || strings.Contains(body, "Nurse") {
				t.Errorf("%s %s: status %d, %.60q", method, route, status, body)
			}
			noCORS(t, method, header)
		}
	}
	if status, header, _ := r.ask("OPTIONS", "/", "Host: localhost"); status != http.StatusMethodNotAllowed || header.Get("Allow") != "GET, HEAD" {
		t.Errorf("OPTIONS: status %d, Allow %q", status, header.Get("Allow"))
	}
	for _, route := range routes {
		if status, _, body := r.ask("HEAD", route, "Host: localhost"); status == http.StatusMethodNotAllowed || body != "" {
			t.Errorf("HEAD %s: status %d, %d bytes", route, status, len(body))
		}
	}
}
