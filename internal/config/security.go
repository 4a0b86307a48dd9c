package config

import (
	"fmt"
	"iter"
	"net/url"
	"regexp"
	"strings"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// Security tells those who find a hole in the site whom to tell: the fields of
// /.well-known/security.txt (RFC 9116). Without it there is no such file.
type Security struct {
	Contact            []Contact    `json:"contact" decode:"required,list"`
	Expires            career.Date  `json:"expires" decode:"required"` // the last day on which the rest holds
	Encryption         []career.URL `json:"encryption,omitempty" decode:"list"`
	Acknowledgments    []career.URL `json:"acknowledgments,omitempty" decode:"list"`
	PreferredLanguages []Language   `json:"preferred_languages,omitempty" decode:"list"`
	Policy             []career.URL `json:"policy,omitempty" decode:"list"`
	Hiring             []career.URL `json:"hiring,omitempty" decode:"list"`
}

// SecurityFile is the address of security.txt, below the root of a domain.
const SecurityFile = "/.well-known/security.txt"

// IsZero reports whether there is no security.txt.
func (s Security) IsZero() bool { return len(s.Contact) == 0 || !s.Expires.Known() }

// End returns the last second in which security.txt holds.
func (s Security) End() time.Time {
	if s.Expires.Day == 0 {
		return s.Expires.Time().AddDate(0, 1, 0).Add(-time.Second)
	}
	return s.Expires.Time().AddDate(0, 0, 1).Add(-time.Second)
}

// Contact is where a hole is told: "mailto:security@example.org".
type Contact string

var contact = regexp.MustCompile(`^(mailto:[^\x00-\x20\x7f"<>\\/:@]+@[^\x00-\x20\x7f"<>\\/:@?]+(\?[^\x00-\x20\x7f"<>\\]*)?|https://[^\x00-\x20\x7f"<>\\]+|tel:\+?[0-9().-]+)$`)

// UnmarshalText takes an address of mail with and without mailto: before it.
func (c *Contact) UnmarshalText(text []byte) error {
	s := strings.TrimSpace(string(text))
	full := s
	if strings.Contains(s, "@") && !strings.Contains(s, ":") {
		full = "mailto:" + s
	}
	if !contact.MatchString(full) {
		return &formError{"\"" + s + "\" is no contact", "write an address of mail (mailto:security@example.org), of a page (https://…) or a telephone (tel:+1-201-555-0123)"}
	}
	*c = Contact(full)
	return nil
}

// Addresses yields every address beside the contacts, with its path in
// site.yaml: "security.policy[0]".
func (v Security) Addresses() iter.Seq2[string, career.URL] {
	return func(yield func(string, career.URL) bool) {
		for _, f := range []struct {
			name string
			urls []career.URL
		}{{"encryption", v.Encryption}, {"acknowledgments", v.Acknowledgments}, {"policy", v.Policy}, {"hiring", v.Hiring}} {
			for i, u := range f.urls {
				if !yield(fmt.Sprintf("security.%s[%d]", f.name, i), u) {
					return
				}
			}
		}
	}
}

// judge finds what RFC 9116 does not allow.
func (v Security) judge(s *Site) diag.List {
	var found diag.List
	for field, u := range v.Addresses() {
		if !u.IsLocal() && !strings.HasPrefix(strings.ToLower(string(u)), "https://") && u != "" {
			found = append(found, s.finding(field, diag.Error, field+" is not an https address", "RFC 9116 asks for https://…; an address of this site (/about/) will do too"))
		}
	}
	return found
}

// Published finds what is wrong with the settings where the site is published
// at its base URL on the day of now.
func (s *Site) Published(now time.Time) diag.List {
	var found diag.List
	if v := s.Security; !v.IsZero() {
		if now.After(v.End()) {
			found = append(found, s.finding("security.expires", diag.Warning, "security.txt has expired on "+v.Expires.String()+", so nobody may rely on it", "look whether the contact still holds, and set a day within the next year"))
		}
		if s.BaseURL.Path() != "/" && !s.BaseURL.IsZero() {
			found = append(found, s.finding("security", diag.Warning, "security.txt is read at the root of a domain alone, and base_url has the path "+s.BaseURL.Path(),
				"have the server of "+s.BaseURL.Origin()+" send it as "+SecurityFile+" too"))
		}
	}
	if d := s.Hosting.Domain; d != "" && !s.BaseURL.IsZero() && string(d) != s.BaseURL.Host() {
		found = append(found, s.finding("hosting.domain", diag.Warning, fmt.Sprintf("hosting.domain is %s, and base_url is at %s", d, s.BaseURL.Host()), "links, sitemap and canonical addresses lead to base_url: make the two the same"))
	}
	return found
}

// Turns returns the days on which Published begins to find something.
func (s *Site) Turns() []time.Time {
	if s.Security.IsZero() {
		return nil
	}
	return []time.Time{s.Security.End().Add(time.Second)}
}

// Host returns the name of the base URL's host, without its port.
func (b BaseURL) Host() string {
	u, err := url.Parse(b.origin)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
