package serve

import (
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// guard refuses what does not come from the developer's own browser: a page
// elsewhere that makes a name of its own lead to this machine (DNS
// rebinding), or that asks for this server's files.
type guard struct {
	hosts map[string]bool // admitted names, lower case, without port
	next  http.Handler
}

// newGuard admits the loopback's names and those that the developer named.
func newGuard(next http.Handler, names ...string) *guard {
	g := &guard{hosts: map[string]bool{"localhost": true, "127.0.0.1": true, "[::1]": true}, next: next}
	for _, name := range names {
		if name == "" {
			continue
		}
		if address, err := netip.ParseAddr(strings.Trim(name, "[]")); err == nil && address.Is6() {
			name = "[" + address.String() + "]"
		}
		g.hosts[strings.ToLower(name)] = true
	}
	return g
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cross-Origin-Resource-Policy", "same-origin")
	header.Set("Referrer-Policy", "same-origin")
	switch {
	case !g.admits(r.Host), r.URL.Host != "" && r.Method != http.MethodConnect: // a whole address is for a proxy; its host hides the header's
		http.Error(w, "this host is not served here; see careerguide serve --allow-host", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		header.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
	case crossSite(r.Header):
		http.Error(w, "a page of another site may not ask for this", http.StatusForbidden)
	case strings.HasPrefix(r.URL.Path, devPrefix) && (!ownOrigin(r) || otherSite(r.Header)):
		http.Error(w, "another origin may not ask for this", http.StatusForbidden)
	default:
		g.next.ServeHTTP(w, r)
	}
}

// admits judges a Host header: an admitted name, with a port or without.
func (g *guard) admits(host string) bool {
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		name, port = host[:i], host[i+1:]
		if _, err := strconv.ParseUint(port, 10, 16); err != nil || port[0] == '0' || port[0] == '+' {
			return false
		}
	}
	return g.hosts[strings.ToLower(name)]
}

// crossSite reports a request of a page elsewhere for anything but a
// navigation of the whole tab (Fetch Metadata, W3C).
func crossSite(h http.Header) bool {
	for _, site := range h.Values("Sec-Fetch-Site") {
		if !strings.EqualFold(site, "cross-site") {
			continue
		}
		return !strings.EqualFold(h.Get("Sec-Fetch-Mode"), "navigate") || !strings.EqualFold(h.Get("Sec-Fetch-Dest"), "document")
	}
	return false
}

// otherSite reports a request of any page but the server's own, be it of
// another port of this machine.
func otherSite(h http.Header) bool {
	return slices.ContainsFunc(h.Values("Sec-Fetch-Site"), func(site string) bool {
		return !strings.EqualFold(site, "same-origin") && !strings.EqualFold(site, "none")
	})
}

// ownOrigin reports whether a request comes from this server's own pages, or
// from a program that names no origin.
func ownOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	for _, origin := range origins {
		if !strings.EqualFold(origin, "http://"+r.Host) {
			return false
		}
	}
	return len(origins) <= 1
}
