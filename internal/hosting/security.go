package hosting

import (
	"fmt"
	"strings"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
)

// SecurityText is security.txt (RFC 9116), with addresses of the site made
// absolute.
func SecurityText(v config.Security, base config.BaseURL) []byte {
	var b strings.Builder
	field := func(name, value string) { fmt.Fprintf(&b, "%s: %s\n", name, value) }
	addresses := func(name string, list []career.URL) {
		for _, u := range list {
			value := string(u)
			if u.IsLocal() {
				value = base.Absolute(value)
			}
			field(name, value)
		}
	}
	for _, c := range v.Contact {
		field("Contact", string(c))
	}
	field("Expires", v.End().Format(time.RFC3339))
	addresses("Encryption", v.Encryption)
	addresses("Acknowledgments", v.Acknowledgments)
	var languages []string
	for _, l := range v.PreferredLanguages {
		languages = append(languages, l.String())
	}
	if languages != nil {
		field("Preferred-Languages", strings.Join(languages, ", "))
	}
	if base.Path() == "/" {
		field("Canonical", base.Absolute(config.SecurityFile))
	}
	addresses("Policy", v.Policy)
	addresses("Hiring", v.Hiring)
	return []byte(b.String())
}
