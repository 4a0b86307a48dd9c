package config

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/idna"

	"careerguide/internal/diag"
)

// Host is where a built site is served, by the name of the service or of the
// server's program.
type Host string

// The hosts whose files the build writes.
const (
	Netlify         Host = "netlify"
	CloudflarePages Host = "cloudflare-pages"
	GitHubPages     Host = "github-pages"
	Vercel          Host = "vercel"
	S3              Host = "s3"
	Caddy           Host = "caddy"
	Nginx           Host = "nginx"
)

// Hosts lists every host.
var Hosts = []Host{Netlify, CloudflarePages, GitHubPages, Vercel, S3, Caddy, Nginx}

type unknownHost string

func (e unknownHost) Error() string { return "unknown host \"" + string(e) + "\"" }

// Word returns the word that names no host.
func (e unknownHost) Word() string { return string(e) }

// Known returns the names of the hosts.
func (unknownHost) Known() []string {
	names := make([]string, len(Hosts))
	for i, h := range Hosts {
		names[i] = string(h)
	}
	return names
}

// UnmarshalText refuses unknown hosts.
func (h *Host) UnmarshalText(text []byte) error {
	if *h = Host(text); !slices.Contains(Hosts, *h) {
		return unknownHost(text)
	}
	return nil
}

// Hosting says what the site's host has to be told. The zero value is no host:
// nothing is written for any.
type Hosting struct {
	Host   Host   `json:"host" decode:"required,short"`
	Domain Domain `json:"domain,omitempty"` // of GitHub Pages; default: base_url's host
	Policy Policy `json:"policy,omitzero"`
}

// Domain is the name of a host in ASCII: "careers.example.org".
type Domain string

// UnmarshalText refuses what is more or less than a name with a dot in it.
func (d *Domain) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	ascii, err := idna.Lookup.ToASCII(s)
	if err != nil || !strings.Contains(s, ".") || strings.Contains(ascii, "..") || strings.HasPrefix(ascii, ".") || strings.HasSuffix(ascii, ".") ||
		len(ascii) > 253 || strings.Trim(ascii, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
		return &formError{"\"" + s + "\" is no domain", "write its name alone, without https:// and /: careers.example.org"}
	}
	*d = Domain(ascii)
	return nil
}

// Policy adds to what pages may load and do: each directive of the
// Content-Security-Policy that is set allows its sources beside what the site
// itself needs.
type Policy struct {
	DefaultSrc     []PolicySource `json:"default-src,omitempty" decode:"list"`
	ScriptSrc      []PolicySource `json:"script-src,omitempty" decode:"list"`
	StyleSrc       []PolicySource `json:"style-src,omitempty" decode:"list"`
	ImgSrc         []PolicySource `json:"img-src,omitempty" decode:"list"`
	FontSrc        []PolicySource `json:"font-src,omitempty" decode:"list"`
	ConnectSrc     []PolicySource `json:"connect-src,omitempty" decode:"list"`
	MediaSrc       []PolicySource `json:"media-src,omitempty" decode:"list"`
	FrameSrc       []PolicySource `json:"frame-src,omitempty" decode:"list"`
	FormAction     []PolicySource `json:"form-action,omitempty" decode:"list"`
	FrameAncestors []PolicySource `json:"frame-ancestors,omitempty" decode:"list"`
}

// PolicySource is a source as a Content-Security-Policy names it, keywords in
// their quotes: "https://img.example.org", "'unsafe-inline'".
type PolicySource string

var (
	policyKeyword = regexp.MustCompile(`^'?(self|none|unsafe-inline|unsafe-eval|wasm-unsafe-eval|unsafe-hashes|strict-dynamic|report-sample|sha(?:256|384|512)-[A-Za-z0-9+/_-]{20,90}={0,2})'?$`)
	policyOrigin  = regexp.MustCompile(`^(\*|[a-z][a-z0-9+.-]*:|([a-z]+://)?(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:([0-9]+|\*))?(/[A-Za-z0-9._~/%-]*)?)$`)
)

// UnmarshalText takes keywords with and without their quotes, which YAML takes
// off. What could end the directive is refused.
func (p *PolicySource) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	if m := policyKeyword.FindStringSubmatch(s); m != nil && strings.HasPrefix(s, "'") == strings.HasSuffix(s, "'") {
		*p = PolicySource("'" + m[1] + "'")
		return nil
	}
	if !policyOrigin.MatchString(s) {
		return &formError{"\"" + s + "\" is no source of a Content-Security-Policy", "write an address (https://img.example.org), a scheme (data:), or a keyword such as unsafe-inline"}
	}
	*p = PolicySource(s)
	return nil
}

// judge finds what is wrong with the hosting beside its single values.
func (h Hosting) judge(s *Site) diag.List {
	if h.Domain == "" || h.Host == GitHubPages || h.Host == "" {
		return nil
	}
	return diag.List{s.finding("hosting.domain", diag.Error, "hosting.domain is for github-pages alone, not for "+string(h.Host), "take it out; the domain is set where "+string(h.Host)+" is set up")}
}

// finding is about the value of a setting.
func (s *Site) finding(path string, severity diag.Severity, message, hint string) diag.Finding {
	return diag.Finding{File: SiteFile, Position: s.Position(path), Severity: severity, Rule: "value", Message: message, Hint: hint}
}
