package config

import (
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// BaseURL is the address of the site's home, with a path that ends in a
// slash: "https://example.org/careers/".
type BaseURL struct {
	origin string // "https://example.org"
	path   string // "/careers/"
}

// UnmarshalText reads an absolute http or https address and writes it in its
// usual form: host in lower case and ASCII, no port that the scheme implies, a
// slash at the end.
func (b *BaseURL) UnmarshalText(text []byte) error {
	written := strings.TrimSpace(string(text))
	wrong := func(what, hint string) error {
		if strings.Contains(written, "@") { // a password may stand before it
			return &formError{"base_url " + what, hint}
		}
		return &formError{"base_url \"" + written + "\" " + what, hint}
	}
	const whole = "write it with scheme and host: https://example.org/"
	u, err := url.Parse(written)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(written, " \"'<>\\") {
		return wrong("is not an http or https address", whole)
	}
	if u.User != nil || strings.ContainsAny(written, "?#") {
		return wrong("has a user's name, a query or a fragment", "write scheme, host and path alone: https://example.org/careers/")
	}
	host, ok := hostOf(u)
	if !ok {
		return wrong("has no valid host", whole)
	}
	port, ok := portOf(u)
	if !ok {
		return wrong("has no valid port", "a port is a number from 1 to 65535; https://example.org/ needs none")
	}
	path := u.EscapedPath()
	if !strings.HasSuffix(path, "/") {
		path += "/"
	}
	// Browsers take "%2e" for a dot too.
	if plain := u.Path + "/"; strings.Contains(path, "//") || strings.Contains(plain, "/../") || strings.Contains(plain, "/./") {
		return wrong("has a path with empty or dot parts", "write it as https://example.org/careers/")
	}
	*b = BaseURL{u.Scheme + "://" + host + port, path}
	return nil
}

// hostOf returns a URL's host as browsers ask for it: "Köln.example" is
// "xn--kln-sna.example", an IPv6 address stands in brackets.
func hostOf(u *url.URL) (string, bool) {
	name := u.Hostname()
	if strings.HasPrefix(u.Host, "[") {
		ip, err := netip.ParseAddr(name)
		return "[" + ip.String() + "]", err == nil && ip.Is6() && ip.Zone() == ""
	}
	ascii, err := idna.Lookup.ToASCII(name)
	if err != nil || ascii == "" || strings.Contains(ascii, "..") || strings.HasPrefix(ascii, ".") {
		return "", false
	}
	last := strings.TrimSuffix(ascii, ".")
	last = last[strings.LastIndexByte(last, '.')+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil { // read as IPv4, as browsers do
		ip := net.ParseIP(ascii)
		return ascii, ip != nil && ip.To4() != nil
	}
	return ascii, len(ascii) <= 254
}

// portOf returns ":8080", or "" for the port that the scheme implies.
func portOf(u *url.URL) (string, bool) {
	if u.Port() == "" {
		return "", true
	}
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil || n == 0 {
		return "", false
	}
	if n == 80 && u.Scheme == "http" || n == 443 && u.Scheme == "https" {
		return "", true
	}
	return ":" + strconv.FormatUint(n, 10), true
}

// IsZero reports whether no address is set.
func (b BaseURL) IsZero() bool { return b.origin == "" }

// Path returns the path of the base URL; it begins and ends in a slash.
func (b BaseURL) Path() string { return b.path }

// Href returns the address of a site address ("/roles/") for an href: with
// the base URL's path before it.
func (b BaseURL) Href(address string) string { return b.path + strings.TrimPrefix(address, "/") }

// Origin returns the scheme and host: "https://example.org".
func (b BaseURL) Origin() string { return b.origin }

// Absolute returns the full address of a site address ("/roles/").
func (b BaseURL) Absolute(address string) string { return b.origin + b.Href(address) }

// String returns the whole address.
func (b BaseURL) String() string { return b.origin + b.path }
