package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var (
	// tagForm is every tag that a body may write, with every attribute that it may have.
	tagForm = regexp.MustCompile(`^(?:</?(?:p|em|strong|del|code|ul|ol|li|blockquote|table|thead|tbody|tr|td|th|dl|dt|dd|label|h[2-6]|sup|pre|div|a)>|<(?:br|hr)>|<ol start=\d+>|` +
		`<h[2-6] id="[^"<> ]+">|<pre tabindex=0>|<code class="language-[\w+.#-]+">|<input type=checkbox disabled(?: checked)?>|<div class=table tabindex=0>|<th scope=col(?: class=(?:left|right|center))?>|` +
		`<td(?: class=(?:left|right|center))?>|<sup id="fnref-[^"<> ]+">|<a href="#fn-[^"<> ]+" class=footnote role=doc-noteref>|<a href="#fnref-[^"<> ]+" class=footnote-back role=doc-backlink aria-label="[^"<>]+">|` +
		`<li id="fn-[^"<> ]+">|<div class=footnotes role=doc-endnotes>|<a href="[^"<>\\]*"(?: title="[^"<>]*")?>|<img src="[^"<>\\]*" alt="[^"<>]*"(?: title="[^"<>]*")? loading=lazy>)`)
	tagName = regexp.MustCompile(`^</?([a-z0-9]+)`)
	idForm  = regexp.MustCompile(` id="([^"]+)"`)
)

// checkHTML returns what is wrong with a body's HTML.
func checkHTML(html string) error {
	var open []string
	for {
		at := strings.IndexByte(html, '<')
		if at < 0 {
			break
		}
		html = html[at:]
		tag := tagForm.FindString(html)
		if tag == "" {
			return fmt.Errorf("a tag that no body may have: %.60q", html)
		}
		html = html[len(tag):]
		name := tagName.FindStringSubmatch(tag)[1]
		switch {
		case name == "br" || name == "hr" || name == "img" || name == "input":
		case tag[1] != '/':
			if name == "a" && slices.Contains(open, "a") {
				return fmt.Errorf("a link in a link")
			}
			open = append(open, name)
		case len(open) == 0 || open[len(open)-1] != name:
			return fmt.Errorf("%s closes %v", tag, open)
		default:
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%v not closed", open)
	}
	return nil
}

func FuzzParse(f *testing.F) {
	for _, input := range hostile {
		f.Add(input(200))
	}
	f.Add("# a\n\n## b {#c onclick=d}\n\n[x](javascript:a) ![y](z 'w') <script>a</script>\n\n- [ ] a[^1]\n\n[^1]: b\n\n> ### q\n\n|a|\n|-|\n|`\\|`|\n\na\n: b\n\n<!-- x -->\n")
	f.Add("- a[^1] [b](c)[^2] ![d](e)\n\n### f\n\n[^1]: g [h](i)\n[^2]: j[^1]\n\n    ```\n    k\n    ```\n")
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || strings.ContainsRune(source, 0) {
			return // the caller refuses it
		}
		d, found := body(source)
		rows := strings.Split(source, "\n")
		inside := func(line, column int) bool {
			return line >= 1 && line <= len(rows) && column >= 1 && column <= utf8.RuneCountInString(rows[line-1])+1
		}
		for _, x := range found {
			if x.Rule == "markdown-internal" {
				t.Fatal(x)
			}
			if !inside(x.Line, x.Column) {
				t.Errorf("outside the file: %v", x)
			}
		}
		for ref := range d.References() {
			if !inside(ref.Line, ref.Column) {
				t.Errorf("link outside the file: %+v", ref)
			}
			if s := scheme(ref.Destination); s != "" && s != "http" && s != "https" && s != "mailto" && s != "tel" {
				t.Errorf("scheme %q", ref.Destination)
			}
		}
		seen := map[string]bool{}
		check := func(f Fragment) {
			html := resolved(f)
			if err := checkHTML(html); err != nil {
				t.Errorf("%v\nin %s", err, html)
			}
			for _, id := range idForm.FindAllStringSubmatch(html, -1) {
				if seen[id[1]] {
					t.Errorf("id %s twice", id[1])
				}
				seen[id[1]] = true
			}
		}
		items := func(list []Fragment) {
			for _, i := range list {
				if err := checkHTML(resolved(i)); err != nil {
					t.Errorf("item: %v\nin %s", err, resolved(i))
				}
			}
		}
		check(d.Intro)
		for _, s := range d.Sections {
			if err := checkHTML(s.HeadingHTML); err != nil || seen[s.ID] || !inside(s.Line, s.Column) {
				t.Errorf("heading %+v: %v", s, err)
			}
			seen[s.ID] = true
			check(s.Body)
			items(s.Items)
			for _, p := range s.Parts {
				if err := checkHTML(p.HeadingHTML); err != nil || seen[p.ID] || !inside(p.Line, p.Column) {
					t.Errorf("part %+v: %v", p, err)
				}
				seen[p.ID] = true
				check(p.Body)
				items(p.Items)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	for i := range 20 {
		fmt.Fprintf(&s, "## Section %d\n\nA nurse's work is described by [other roles](nurse.md) and *tools* such as `SQL`. It's \"typical\" for the field, and it takes years to learn what is meant by that.\n\n- Write plans for testing\n- Run **regression** tests\n- Report to [the lead](lead.md)\n\n### What is asked?\n\nAn answer of some length follows here, with a second sentence.\n\n", i)
	}
	source := []byte(s.String())
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		Parse(source, Options{File: "a.md", FirstLine: 1})
	}
}
