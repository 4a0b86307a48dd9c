package hosting

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"careerguide/internal/config"
)

var update = flag.Bool("update", false, "write the golden files")

func baseURL(t testing.TB, s string) config.BaseURL {
	t.Helper()
	var b config.BaseURL
	if err := b.UnmarshalText([]byte(s)); err != nil {
		t.Fatal(err)
	}
	return b
}

// some is a site with redirects of every kind.
func some(t testing.TB, host config.Host, base string) Site {
	return Site{
		Host: host, Base: baseURL(t, base), Policy: Policy(config.Policy{ImgSrc: []config.PolicySource{"https://img.example.org"}}), Domain: "careers.example.org",
		Bundles: []string{"/assets/site.0123456789.css", "/assets/site.abcdef0123.js"},
		Redirects: []Redirect{
			{"/old-nurse/", "/roles/nurse/"}, {"/old.html", "/guides/start/"}, {"/roles/nurse/faq/", "/roles/nurse/#faq"}, {"/very-old/index.html", "/roles/nurse/"},
			{"/old-nurse", "/second/"}, {"/feed.xml/", "/not-ours/"}, {"/careerguide.nginx", "/not-ours/"}, {"/roles/self/", "/roles/self/#a"},
			{"/über/", "/roles/nurse/"}, {"/a b;{$c}\"(d)+'e'#f%g:h*/", "/roles/nurse/"},
		},
	}
}

// The files of each host, at the root of a domain and below a path.
func TestGolden(t *testing.T) {
	made := map[string]bool{}
	for _, host := range append([]config.Host{""}, config.Hosts...) {
		for place, base := range map[string]string{"root": "https://careers.example.org/", "path": "https://example.org/careers/"} {
			files, left := Files(some(t, host, base))
			if left != 0 {
				t.Errorf("%s: %d redirects are left", host, left)
			}
			for _, f := range files {
				golden := filepath.Join("testdata", fmt.Sprintf("%s.%s.%s", host, place, strings.TrimLeft(f.Name, "_.")))
				made[golden] = true
				if *update {
					if err := os.WriteFile(golden, f.Data, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if want, err := os.ReadFile(golden); err != nil || string(want) != string(f.Data) {
					t.Errorf("%s of %s differs from %s (-update writes it): %v\n%s", f.Name, host, golden, err, f.Data)
				}
				if !IsOwn(f.Name) || IsText(f.Name) {
					t.Errorf("%s is a file for readers", f.Name)
				}
			}
		}
	}
	there, _ := filepath.Glob("testdata/*.*")
	for _, name := range there {
		if !made[name] {
			t.Errorf("%s is no host's", name)
		}
	}
}

// Names are those of the files.
func TestNames(t *testing.T) {
	for _, host := range config.Hosts {
		cfg := &config.Site{BaseURL: baseURL(t, "https://careers.example.org/"), Hosting: config.Hosting{Host: host}}
		s := some(t, host, "https://careers.example.org/")
		s.Domain = DomainOf(cfg.Hosting, cfg.BaseURL)
		files, _ := Files(s)
		var names []string
		for _, f := range files {
			names = append(names, "/"+f.Name)
		}
		if got := Names(cfg); strings.Join(got, " ") != strings.Join(names, " ") {
			t.Errorf("%s: Names %q, files %q", host, got, names)
		}
	}
}

func TestDomain(t *testing.T) {
	for _, tt := range []struct {
		host         config.Host
		domain       config.Domain
		base, wanted string
	}{
		{config.GitHubPages, "", "https://careers.example.org/", "careers.example.org"},
		{config.GitHubPages, "", "https://someone.github.io/", ""},
		{config.GitHubPages, "", "https://someone.github.io/careers/", ""},
		{config.GitHubPages, "", "https://example.org/careers/", ""},
		{config.GitHubPages, "example.org", "https://example.org/careers/", "example.org"},
		{config.GitHubPages, "", "http://localhost:8080/", ""},
		{config.GitHubPages, "", "http://127.0.0.1/", ""},
		{config.GitHubPages, "", "http://[::1]/", ""},
		{config.Netlify, "", "https://careers.example.org/", ""},
	} {
		if got := DomainOf(config.Hosting{Host: tt.host, Domain: tt.domain}, baseURL(t, tt.base)); got != tt.wanted {
			t.Errorf("%s %s at %s: %q, want %q", tt.host, tt.domain, tt.base, got, tt.wanted)
		}
	}
}

// A host that reads no more is given no more.
func TestLimits(t *testing.T) {
	many := func(n int) []Redirect {
		list := make([]Redirect, n)
		for i := range list {
			list[i] = Redirect{fmt.Sprintf("/old-%d/", i), "/"}
		}
		return list
	}
	for _, tt := range []struct {
		host              config.Host
		n, lines, wantOut int
	}{
		{config.CloudflarePages, 900, 1800, 0}, {config.CloudflarePages, 1500, 2000, 0}, {config.CloudflarePages, 2003, 2000, 3},
		{config.Netlify, 5000, 5000, 0}, {config.Vercel, 2050, 2048, 2},
	} {
		s := some(t, tt.host, "https://careers.example.org/")
		s.Redirects = many(tt.n)
		files, left := Files(s)
		lines := strings.Count(string(files[0].Data), " / 301") + strings.Count(string(files[0].Data), `"destination": "/"`)
		if lines != tt.lines || left != tt.wantOut {
			t.Errorf("%s of %d: %d redirects, %d left; want %d and %d", tt.host, tt.n, lines, left, tt.lines, tt.wantOut)
		}
	}
	s := some(t, config.CloudflarePages, "https://careers.example.org/")
	s.Redirects = []Redirect{{"/" + strings.Repeat("ü", 300) + "/", "/"}}
	if files, left := Files(s); left != 1 || strings.Contains(string(files[0].Data), " 301") {
		t.Errorf("a redirect of more than 1000 characters: %d left\n%s", left, files[0].Data)
	}
	for range 120 {
		s.Bundles = append(s.Bundles, fmt.Sprintf("/assets/s%d.0123456789.js", len(s.Bundles)))
	}
	files, _ := Files(s)
	if rules := strings.Count(string(files[1].Data), "\n/"); rules != 100 {
		t.Errorf("%d rules of headers", rules)
	}
}

func TestPolicy(t *testing.T) {
	type list = []config.PolicySource
	const strict = "default-src 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
	for _, tt := range []struct {
		p    config.Policy
		want string
	}{
		{config.Policy{}, strict + "; frame-ancestors 'none'"},
		{config.Policy{ScriptSrc: list{"'unsafe-inline'", "https://a.example"}}, "default-src 'self'; script-src 'self' 'unsafe-inline' https://a.example; base-uri"},
		{config.Policy{DefaultSrc: list{"https://cdn.example"}, ImgSrc: list{"data:"}}, "default-src 'self' https://cdn.example; img-src 'self' https://cdn.example data:; base-uri"},
		{config.Policy{FrameAncestors: list{"https://a.example"}}, strict + "; frame-ancestors https://a.example"},
		{config.Policy{FormAction: list{"'none'"}}, "form-action 'none'; object"},
		{config.Policy{FontSrc: list{"'self'"}}, "font-src 'self'; base"},
	} {
		got := Policy(tt.p)
		if !strings.Contains(got, tt.want) {
			t.Errorf("%+v: %s, want %s", tt.p, got, tt.want)
		}
		meta, _, _ := strings.Cut(got, "; frame-ancestors")
		if MetaPolicy(tt.p) != meta {
			t.Errorf("%+v in a page: %s", tt.p, MetaPolicy(tt.p))
		}
	}
}

func TestAllowsPicture(t *testing.T) {
	for _, tt := range []struct {
		sources, address string
		want             bool
	}{
		{"", "https://a.example/x.png", false}, {"https://a.example", "https://a.example/x.png", true}, {"https://a.example", "http://a.example/x.png", false},
		{"http://a.example", "https://A.example/x.png", true}, {"a.example", "https://a.example/x.png", true}, {"https://a.example", "https://b.a.example/x.png", false},
		{"*.a.example", "https://b.a.example/x.png", true}, {"*.a.example", "https://a.example/x.png", false}, {"https:", "https://a.example/x.png", true},
		{"https:", "http://a.example/x.png", false}, {"*", "http://a.example/x.png", true}, {"data:", "https://a.example/x.png", false},
		{"https://a.example:8443", "https://a.example/x.png", false}, {"https://a.example:8443", "https://a.example:8443/x.png", true}, {"https://a.example:*", "https://a.example:1/x.png", true},
		{"https://a.example/img/", "https://a.example/img/x.png", true}, {"https://a.example/img/", "https://a.example/x.png", false}, {"https://a.example/x.png", "https://a.example/x.png", true},
	} {
		var p config.Policy
		if tt.sources != "" {
			p.ImgSrc = []config.PolicySource{config.PolicySource(tt.sources)}
		}
		if got := AllowsPicture(p, tt.address); got != tt.want {
			t.Errorf("img-src %s and %s: %t", tt.sources, tt.address, got)
		}
	}
	if !AllowsPicture(config.Policy{DefaultSrc: []config.PolicySource{"https:"}}, "https://a.example/") {
		t.Error("default-src says nothing of pictures")
	}
}

func TestHeaders(t *testing.T) {
	for name, want := range map[string]string{
		"index.html":                      "Cache-Control: " + Revalidate + ", Content-Type: text/html; charset=utf-8",
		"assets/site.0123456789.css":      "Cache-Control: " + Forever + ", Content-Type: text/css; charset=utf-8",
		"assets/site.0123456789.css.br":   "Cache-Control: " + Forever + ", Content-Type: text/css; charset=utf-8, Content-Encoding: br",
		"roles/nurse/index.html.gz":       "Cache-Control: " + Revalidate + ", Content-Type: text/html; charset=utf-8, Content-Encoding: gzip",
		"assets/site.012345678.css":       "Cache-Control: " + Revalidate + ", Content-Type: text/css; charset=utf-8",
		"roles/nurse/card.0123456789.png": "Cache-Control: " + Forever + ", Content-Type: image/png",
		"roles/nurse/w.480.01234567.webp": "Cache-Control: " + Forever + ", Content-Type: image/webp",
		"roles/nurse/w.png":               "Cache-Control: " + Revalidate + ", Content-Type: image/png",
		"feed.xml":                        "Cache-Control: " + Revalidate + ", Content-Type: application/atom+xml",
		"archive.gz":                      "Cache-Control: " + Revalidate + ", Content-Type: application/octet-stream",
		"_headers":                        "Cache-Control: " + Revalidate + ", Content-Type: text/plain; charset=utf-8",
	} {
		var got []string
		for _, h := range Headers(name) {
			got = append(got, h.Name+": "+h.Value)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %s", name, got, want)
		}
	}
}

func TestSecurityText(t *testing.T) {
	var v config.Security
	v.Contact = []config.Contact{"mailto:a@example.org", "https://example.org/tell/"}
	if err := v.Expires.UnmarshalText([]byte("2027-02")); err != nil {
		t.Fatal(err)
	}
	v.Policy = append(v.Policy, "/policy/")
	v.PreferredLanguages = make([]config.Language, 2)
	for i, tag := range []string{"en", "de"} {
		if err := v.PreferredLanguages[i].UnmarshalText([]byte(tag)); err != nil {
			t.Fatal(err)
		}
	}
	const want = "Contact: mailto:a@example.org\nContact: https://example.org/tell/\nExpires: 2027-02-28T23:59:59Z\nPreferred-Languages: en, de\n"
	if got := string(SecurityText(v, baseURL(t, "https://example.org/"))); got != want+"Canonical: https://example.org/.well-known/security.txt\nPolicy: https://example.org/policy/\n" {
		t.Error(got)
	}
	if got := string(SecurityText(v, baseURL(t, "https://example.org/careers/"))); got != want+"Policy: https://example.org/careers/policy/\n" {
		t.Error(got)
	}
}

// Whatever an address is, it is one rule and no more, in the form of each host.
func FuzzRedirects(f *testing.F) {
	for _, from := range []string{"/old/", "/a b/", "/a\nb/", "/x\"; return 200 \"y/", "/$uri/{$HOME}/", "/}\nserver {/", "/# c/", "/%2e%0a/", "/ü\u2028/", "/a`b/", "/a\\/", "/*", "/:a", "/(.*)+/", "//x", "/\xff/", "/~^/", "/'/"} {
		f.Add(from, "/roles/nurse/#a")
		f.Add("/old/", from)
		f.Add("/first/index.html", from)
	}
	f.Fuzz(func(t *testing.T, from, to string) {
		for _, base := range []string{"https://a.example/", "https://a.example/c/"} {
			for _, host := range config.Hosts {
				s := some(t, host, base)
				s.Redirects = []Redirect{{"/first/", "/one/"}, {from, to}, {"/last/", "/two/"}}
				files, left := Files(s)
				s.Redirects = []Redirect{{"/first/", "/one/"}, {"/last/", "/two/"}}
				without, _ := Files(s)
				for i := range files {
					extra := withoutLines(string(files[i].Data), string(without[i].Data))
					if problem := judge(host, files[i], extra, left); problem != "" {
						t.Errorf("%s: from %q to %q: %s\n%s", host, from, to, problem, extra)
					}
				}
			}
		}
	})
}

// withoutLines returns the lines of a text that another has not.
func withoutLines(text, other string) []string {
	have := map[string]int{}
	for line := range strings.SplitSeq(other, "\n") {
		have[line]++
	}
	var extra []string
	for line := range strings.SplitSeq(text, "\n") {
		if have[line]--; have[line] < 0 {
			extra = append(extra, line)
		}
	}
	return extra
}

// judge says what is wrong with the lines that one redirect has added.
func judge(host config.Host, f File, extra []string, left int) string {
	switch {
	case f.Name == "_headers" && len(extra) > 0:
		return "a header"
	case f.Name == "vercel.json":
		var doc struct {
			Redirects []struct{ Source, Destination string }
		}
		if err := json.Unmarshal(f.Data, &doc); err != nil || len(doc.Redirects) > 3 || len(doc.Redirects) < 2 {
			return fmt.Sprintf("%d redirects, %v", len(doc.Redirects), err)
		}
		for _, r := range doc.Redirects {
			if plain := strings.ReplaceAll(r.Source, "{/}?", ""); strings.Trim(vercelEscape.Replace(plain), wordChars+"%&,;=@") != "" || strings.Trim(r.Destination, wordChars+"%#") != "" {
				return "a pattern"
			}
		}
		return ""
	case len(extra) > 3:
		return "more than a rule"
	}
	for _, line := range extra {
		switch host {
		case config.Netlify, config.CloudflarePages:
			if fields := strings.Fields(line); len(fields) != 3 || strings.Join(fields, " ") != line || !strings.HasPrefix(fields[2], "301") ||
				strings.Trim(fields[0], wordChars+"%"+delimiters) != "" || strings.Trim(fields[1], wordChars+"%#") != "" {
				return "no rule"
			}
		case config.Nginx:
			if strings.Count(string(f.Data), line+"\n") > 1 {
				return "a location twice"
			}
			words, rest := quotedWords(strings.TrimPrefix(line, "\tlocation = "))
			if len(words) != 2 || rest != " { return 301 ; }" || strings.Trim(words[1], wordChars+"%#") != "" {
				return "no location: " + rest
			}
		case config.Caddy:
			key, value, ok := strings.Cut(strings.TrimPrefix(line, "\t"), " \"")
			body := strings.Trim(key, "`\"")
			if !ok || strings.Trim(value, wordChars+"%#\"") != "" || strings.ContainsAny(body, "`\"") || strings.Contains(body, "{") {
				return "no entry"
			}
		default:
			return "a line"
		}
	}
	return ""
}

const wordChars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/"

var vercelEscape = strings.NewReplacer(`\(`, "", `\)`, "", `\+`, "", `\!`, "", `\$`, "")

// quotedWords reads the words in quotes of a line as nginx does, and returns
// them with what is left of the line.
func quotedWords(line string) (words []string, rest string) {
	var word strings.Builder
	inside := false
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case inside && c == '\\' && i+1 < len(line):
			i++
			word.WriteByte(line[i])
		case c == '"' && inside:
			words, inside = append(words, word.String()), false
			word.Reset()
		case c == '"':
			inside = true
		case inside:
			word.WriteByte(c)
		default:
			rest += string(c)
		}
	}
	return words, rest
}
