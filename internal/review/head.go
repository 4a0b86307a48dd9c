package review

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what a page says of itself to search engines.
type head struct {
	title, description string
	noindex            bool
	redirect           string // the path that it leads to at once; "" for a page of its own
}

// readHead reads the head of a page; the body is not looked at.
func readHead(page []byte) head {
	var h head
	z := html.NewTokenizer(bytes.NewReader(page))
	titled, inTitle := false, false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return h
		case html.TextToken:
			if inTitle {
				h.title += string(z.Text())
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Title:
				inTitle = false
				h.title = strings.Join(strings.Fields(h.title), " ")
			case atom.Head:
				return h
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			switch token.DataAtom {
			case atom.Body, atom.H1, atom.P, atom.Main: // a head may end without a tag
				return h
			case atom.Title:
				inTitle, titled = !titled, true
			case atom.Meta:
				h.meta(token)
			}
		}
	}
}

// meta takes in a meta element.
func (h *head) meta(token html.Token) {
	value := map[string]string{}
	for _, a := range token.Attr {
		value[a.Key] = a.Val
	}
	content := strings.Join(strings.Fields(value["content"]), " ")
	switch strings.ToLower(value["name"]) {
	case "description":
		h.description = content
	case "robots":
		h.noindex = strings.Contains(strings.ToLower(content), "noindex")
	}
	if strings.EqualFold(value["http-equiv"], "refresh") {
		h.redirect = refresh(content)
	}
}

// refresh returns the path that "0; url=/roles/nurse/" leads to at once, or "".
func refresh(content string) string {
	wait, rest, ok := strings.Cut(content, ";")
	rest = strings.TrimSpace(rest)
	if !ok || strings.TrimSpace(wait) != "0" || len(rest) < 4 || !strings.EqualFold(rest[:4], "url=") {
		return ""
	}
	u, err := url.Parse(strings.Trim(rest[4:], `'" `))
	if err != nil {
		return ""
	}
	return u.Path
}
