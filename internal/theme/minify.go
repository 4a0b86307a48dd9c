package theme

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	minifyhtml "github.com/tdewolff/minify/v2/html"
)

// minifyAll minifies layouts, so that the pages that they make need no pass
// of their own. Two forms that the minifier would break are left as written.
func minifyAll(texts map[string]string) map[string]string {
	m := minify.New()
	m.Add("text/html", &minifyhtml.Minifier{
		KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true, KeepDefaultAttrVals: true,
		TemplateDelims: [2]string{"{{", "}}"},
	})
	small := make(map[string]string, len(texts))
	for name, text := range texts {
		small[name] = text
		if strings.Contains(text, "<{{") || strings.Contains(text, "</{{") || strings.Contains(text, "<textarea") || strings.Contains(text, "<pre") {
			continue
		}
		var b bytes.Buffer
		if err := m.Minify("text/html", &b, strings.NewReader(joinBlocks(text))); err == nil {
			small[name] = joinBlocks(b.String())
		}
	}
	return small
}

// tokens are what a layout is made of: comments, actions, tags, and the text
// between them.
var tokens = regexp.MustCompile(`(?s)\{\{-?\s*/\*.*?\*/\s*-?\}\}|\{\{.*?\}\}|<!--.*?-->|</?[a-zA-Z!](?:[^<>"'{]|"[^"]*"|'[^']*'|\{\{.*?\}\})*>|[^<{]+|.`)

// control are the actions that write nothing themselves.
var control = regexp.MustCompile(`^\{\{-?\s*(if|else|end|range|with|define|block|template|break|continue|/\*|\$\w+\s*:?=)`)

// blocks are the elements around which white space is nothing.
var blocks = func() map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(`!doctype html head body title meta link script style base
		header footer main nav aside section article div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
		table caption thead tbody tfoot tr th td figure figcaption form fieldset hr details summary blockquote`) {
		set[name] = true
	}
	return set
}()

// joinBlocks drops the white space between tags of block elements, looking
// past actions that write nothing. Between inline elements it stays.
func joinBlocks(text string) string {
	list := tokens.FindAllString(text, -1)
	var b strings.Builder
	b.Grow(len(text))
	before := true // whether what was last written ends a block, or nothing was
	for i, token := range list {
		switch {
		case strings.TrimSpace(token) == "":
			if before && startsBlock(list[i+1:]) {
				continue
			}
		case control.MatchString(token):
		default:
			before = isBlock(token)
		}
		b.WriteString(token)
	}
	return b.String()
}

func startsBlock(rest []string) bool {
	for _, token := range rest {
		if strings.TrimSpace(token) != "" && !control.MatchString(token) {
			return isBlock(token)
		}
	}
	return true
}

var tagName = regexp.MustCompile(`^</?([a-zA-Z!][a-zA-Z0-9]*)`)

func isBlock(token string) bool {
	m := tagName.FindStringSubmatch(token)
	return m != nil && blocks[strings.ToLower(m[1])]
}
