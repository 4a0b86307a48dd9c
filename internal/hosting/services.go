package hosting

import (
	"encoding/json"
	"fmt"
	"strings"
)

// written heads a file whose form has comments.
const written = "# Written by careerguide from content/ and site.yaml: changes here are lost with\n# the next build.\n"

// netlify has redirects in its form, with a "!" that has them come before the
// page at the same address, which redirects too. It ignores a slash at the end
// of an address, and answers pages with Revalidate by itself.
func netlify(s Site) []File {
	var b strings.Builder
	b.WriteString(written)
	for _, r := range s.Redirects {
		fmt.Fprintf(&b, "%s %s 301!\n", asked(r.From), target(s.Base, r.To))
	}
	return []File{{"_redirects", []byte(b.String())}, {"_headers", headersFile(s, len(s.Bundles))}}
}

// What Cloudflare Pages reads.
const (
	cloudflareRedirects = 2000
	cloudflareRedirect  = 1000 // characters of one
	cloudflareHeaders   = 100  // rules
)

// cloudflare has redirects without the "!": they come first in any case. It
// tells an address with a slash at its end from one without, so there are two
// for each, while there is room.
func cloudflare(s Site) (files []File, left int) {
	var first, second []string
	for _, r := range s.Redirects {
		for i, from := range forms(r.From) {
			line := fmt.Sprintf("%s %s 301", asked(from), target(s.Base, r.To))
			switch {
			case len(line) > cloudflareRedirect && i == 0:
				left++
			case len(line) > cloudflareRedirect:
			case i == 0:
				first = append(first, line)
			default:
				second = append(second, line)
			}
		}
	}
	if more := len(first) - cloudflareRedirects; more > 0 {
		first, left = first[:cloudflareRedirects], left+more
	}
	lines := append(first, second[:min(len(second), cloudflareRedirects-len(first))]...)
	text := written
	for _, line := range lines {
		text += line + "\n"
	}
	return []File{{"_redirects", []byte(text)}, {"_headers", headersFile(s, cloudflareHeaders-1)}}, left
}

// headersFile is _headers, as both read it. A rule for each bundle, since
// neither has patterns that fit a hash; a header that two rules set would be
// sent twice, so that pages are left to the host's own Cache-Control.
func headersFile(s Site, bundles int) []byte {
	var b strings.Builder
	b.WriteString(written + "/*\n")
	for _, h := range Security(s.Policy) {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Value)
	}
	for _, url := range s.Bundles[:min(len(s.Bundles), bundles)] {
		fmt.Fprintf(&b, "%s\n  Cache-Control: %s\n", asked(url), Forever)
	}
	return []byte(b.String())
}

// vercelRedirects is how many redirects, and how many headers, Vercel reads.
const vercelRedirects = 2048

// vercel has everything in one file. An address is a pattern of path-to-regexp.
func vercel(s Site) (files []File, left int) {
	type redirect struct {
		Source      string `json:"source"`
		Destination string `json:"destination"`
		Status      int    `json:"statusCode"`
	}
	type header struct {
		Key   string `json:"key"`
		Value string `json:"value"`
	}
	type rule struct {
		Source  string   `json:"source"`
		Headers []header `json:"headers"`
	}
	var doc struct {
		Schema        string     `json:"$schema"`
		TrailingSlash bool       `json:"trailingSlash"`
		Redirects     []redirect `json:"redirects,omitempty"`
		Headers       []rule     `json:"headers"`
	}
	doc.Schema, doc.TrailingSlash = "https://openapi.vercel.sh/vercel.json", true
	for _, r := range s.Redirects {
		if len(doc.Redirects) == vercelRedirects {
			left++
			continue
		}
		from := vercelPath(strings.TrimSuffix(r.From, "/"))
		if strings.HasSuffix(r.From, "/") {
			from += "{/}?"
		}
		doc.Redirects = append(doc.Redirects, redirect{from, target(s.Base, r.To), 301})
	}
	all := rule{Source: "/(.*)"}
	for _, h := range Security(s.Policy) {
		all.Headers = append(all.Headers, header{h.Name, h.Value})
	}
	doc.Headers = append(doc.Headers, all)
	for _, form := range hashedForms {
		doc.Headers = append(doc.Headers, rule{"/(" + form + ")", []header{{"Cache-Control", Forever}}})
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(doc); err != nil {
		panic(err) // no value of ours fails
	}
	return []File{{"vercel.json", []byte(b.String())}}, left
}

// vercelPath writes an address so that no character of it is a pattern's.
func vercelPath(address string) string {
	return vercelSpecial.Replace(asked(address))
}

var vercelSpecial = strings.NewReplacer("(", `\(`, ")", `\)`, "+", `\+`, "!", `\!`, "$", `\$`)
