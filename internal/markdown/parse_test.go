package markdown

import (
	"slices"
	"strings"
	"testing"

	"careerguide/internal/diag"
)

// body parses source as the body of a.md with the sections that the tests know.
func body(source string, change ...func(*Options)) (Document, diag.List) {
	o := Options{
		File: "a.md", FirstLine: 1,
		Known: func(id string) bool { return id == "duties" || id == "salary" },
		Section: func(heading string) string {
			return map[string]string{"Salary": "salary", "Pay": "salary", "Duties": "duties"}[heading]
		},
		Reserved: map[string]bool{"main": true},
	}
	for _, c := range change {
		c(&o)
	}
	return Parse([]byte(source), o)
}

// resolved fills a fragment's slots in with the addresses as typed.
func resolved(f Fragment) string {
	return f.Resolve(func(ref Reference, _ SlotKind) Target { return Target{URL: ref.Destination} })
}

func messages(found diag.List) string {
	var lines []string
	for _, f := range found {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}

func TestHTML(t *testing.T) {
	for _, test := range []struct{ name, source, html, text string }{
		{"paragraphs", "One\ntwo.\n\nThree.\n", "<p>One two.</p><p>Three.</p>", "One two.\n\nThree."},
		{"emphasis", "*a* **b** ***c*** ~~d~~", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <del>d</del></p>", "a b c d"},
		{"breaks", "a  \nb\\\nc", "<p>a<br>b<br>c</p>", "a\nb\nc"},
		{"punctuation", `"It's" -- 'so' ... --- <<x>>`, "<p>“It’s” – ‘so’ … — «x»</p>", "“It’s” – ‘so’ … — «x»"},
		{"escapes", `\*a\* &amp; &lt; &eacute; &#x41; &#0; "\"`, `<p>*a* &amp; &lt; é A ` + "\ufffd" + ` “&#34;</p>`, ""},
		{"code", "`a <b> \\ &amp;`", `<p><code>a &lt;b&gt; \ &amp;amp;</code></p>`, `a <b> \ &amp;`},
		{"list", "- a\n- b\n  - c\n\ntail", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>tail</p>", "- a\n- b\n  - c\n\ntail"},
		{"numbers", "3. a\n4. b", "<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"},
		{"loose list", "1. a\n\n   b\n\n2. c", "<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>", "1. a\n   b\n2. c"},
		{"tasks", "- [ ] a\n- [x] [b](c)", `<ul><li><label><input type=checkbox disabled> a</label></li><li><label><input type=checkbox disabled checked> <a href="c">b</a></label></li></ul>`, "- [ ] a\n- [x] b"},
		{"table", "a||c|d\n:-|-|:-:|-:\n1|2|3|`\\|`\n", "<div class=table tabindex=0><table><thead><tr><th scope=col class=left>a</th><td></td><th scope=col class=center>c</th><th scope=col class=right>d</th></tr></thead><tbody><tr><td class=left>1</td><td>2</td><td class=center>3</td><td class=right><code>|</code></td></tr></tbody></table></div>", "a |  | c | d\n1 | 2 | 3 | |"},
		{"definitions", "a\n: b\n", "<dl><dt>a</dt><dd>b</dd></dl>", "a\nb"},
		{"quote", "> a\n> b", "<blockquote><p>a b</p></blockquote>", "a b"},
		{"fence", "```c++ x\na <b>\n\n  c\n```", "<pre tabindex=0><code class=\"language-c++\">a &lt;b&gt;\n\n  c\n</code></pre>", "a <b>\n\n  c"},
		{"fence with a hostile name", "```\"><script>\na\n```", "<pre tabindex=0><code class=\"language-script\">a\n</code></pre>", "a"},
		{"indented", "    a", "<pre tabindex=0><code>a\n</code></pre>", "a"},
		{"rule", "a\n\n---\n\nb", "<p>a</p><hr><p>b</p>", "a\n\nb"},
		{"comment", "a\n\n<!-- b\n\nc -->\n\nd<!-- e -->", "<p>a</p><p>d</p>", "a\n\nd"},
		{"comment alone in text", "<!-- a --> <!-- b -->", "", ""},
		{"html", "<div onclick=a>b</div>\n\na<br>b", "<p>&lt;div onclick=a&gt;b&lt;/div&gt;</p><p>a&lt;br&gt;b</p>", ""},
		{"image", `![a *b* "c"](d.png "e")`, `<p><img src="d.png" alt="a b “c”" title="e" loading=lazy></p>`, "a b “c”"},
		{"linked image", `[![a](b.png)](c)`, `<p><a href="c"><img src="b.png" alt="a" loading=lazy></a></p>`, "a"},
		{"link", `[a *b*](c.md "d&quot;")`, `<p><a href="c.md" title="d&#34;">a <em>b</em></a></p>`, "a b"},
		{"reference", "[a][b] [b]\n\n[b]: /c 'd'", `<p><a href="/c" title="d">a</a> <a href="/c" title="d">b</a></p>`, "a b"},
		{"autolinks", "<https://a.b> www.a.b, (http://c.d) e@f.gh", `<p><a href="https://a.b">https://a.b</a> <a href="http://www.a.b">www.a.b</a>, (<a href="http://c.d">http://c.d</a>) <a href="mailto:e@f.gh">e@f.gh</a></p>`, ""},
		{"link in a link", "[a <http://b.c>](d)", `<p><a href="d">a http://b.c</a></p>`, ""},
		{"carriage returns", "a\r\nb\r\n\r\n- c\r\n", "<p>a b</p><ul><li>c</li></ul>", "a b\n\n- c"},
		{"code in a list", "- a\n\n  ```\n  b\n  ```\n", "<ul><li><p>a</p><pre tabindex=0><code>b\n</code></pre></li></ul>", "- a\n  b"},
		{"empty", "", "", ""},
	} {
		d, found := body(test.source)
		if got := resolved(d.Intro); got != test.html || len(found) > 0 {
			t.Errorf("%s:\n got %s\nwant %s\n%s", test.name, got, test.html, messages(found))
		}
		if test.text != "" && d.Intro.Text != test.text {
			t.Errorf("%s: text\n got %q\nwant %q", test.name, d.Intro.Text, test.text)
		}
	}
}

func TestRawHTML(t *testing.T) {
	raw := func(o *Options) { o.RawHTML = true }
	d, _ := body("<div><!-- a --><b>b</b></div>\n\nc<br>d<!-- e -->", raw)
	if want := "<div><b>b</b></div><p>c<br>d</p>"; d.Intro.HTML != want {
		t.Errorf("got %s, want %s", d.Intro.HTML, want)
	}
	if want := "b\n\ncd"; d.Intro.Text != want && d.Intro.Text != "b\n\nc<br>d" {
		t.Errorf("text %q", d.Intro.Text)
	}
	_, found := body("a\n\n<!-- b\n\n## c\n")
	if want := "a.md:3:1: warning: a comment has no end, and nothing after it is shown"; messages(found) != want {
		t.Errorf("got %s, want %s", messages(found), want)
	}
}

func TestSections(t *testing.T) {
	d, found := body("Intro.\n\n### Before\n\n## Salary\n\nBody.\n\n- a[^1]\n- [b](c)\n\n#### Skip\n\n###### Deep\n\n### Part *one*\n\nx\n\n1. y\n\n##### Deeper\n\n## Pay {#duties .x onclick=\"alert(1)\"}\n\n## Main\n\n> # Quoted\n\n## Ünïcode & [more](x)! ##\n\n## ???\n\n## ???\n\n## Salary {#other}\n\n[^1]: Note.\n")
	if want := "a.md:36:1: the section \"salary\" is already on line 5"; messages(found) != want {
		t.Errorf("found %s, want %s", messages(found), want)
	}
	var got []string
	for _, s := range d.Sections {
		got = append(got, s.Key+"|"+s.ID+"|"+s.Heading)
	}
	want := []string{"salary|salary|Salary", "duties|duties|Pay", "|main-2|Main", "|ünïcode-more|Ünïcode & more!", "|section|???", "|section-2|???", "|other|Salary"}
	if !slices.Equal(got, want) {
		t.Errorf("sections %q, want %q", got, want)
	}
	salary := d.Sections[0]
	if want := `<p>Body.</p><ul><li>a<sup id="fnref-salary-1"><a href="#fn-salary-1" class=footnote role=doc-noteref>1</a></sup></li><li><a href="c">b</a></li></ul><h3 id="skip">Skip</h3><h4 id="deep">Deep</h4><div class=footnotes role=doc-endnotes><ol><li id="fn-salary-1"><p>Note. <a href="#fnref-salary-1" class=footnote-back role=doc-backlink aria-label="Back to reference 1">↩︎</a></p></li></ol></div>`; resolved(salary.Body) != want {
		t.Errorf("body\n got %s\nwant %s", resolved(salary.Body), want)
	}
	if len(salary.Items) != 2 || salary.Items[0].HTML != "a" || resolved(salary.Items[1]) != `<a href="c">b</a>` || salary.Items[1].Text != "b" {
		t.Errorf("items %+v", salary.Items)
	}
	part := salary.Parts[0]
	if part.ID != "part-one" || part.HeadingHTML != "Part <em>one</em>" || part.Line != 16 || len(part.Items) != 1 || !strings.Contains(part.Body.HTML, `<h4 id="deeper">`) {
		t.Errorf("part %+v", part)
	}
	if want := []string{"fnref-salary-1", "skip", "deep", "fn-salary-1", "part-one", "deeper"}; !slices.Equal(salary.Anchors, want) {
		t.Errorf("anchors %q, want %q", salary.Anchors, want)
	}
	if want := `<p>Intro.</p><h2 id="before">Before</h2>`; d.Intro.HTML != want || !slices.Equal(d.IntroAnchors, []string{"before"}) {
		t.Errorf("intro %s %q", d.Intro.HTML, d.IntroAnchors)
	}
	if want := "<blockquote><h3>Quoted</h3></blockquote>"; d.Sections[2].Body.HTML != want {
		t.Errorf("quoted heading %s", d.Sections[2].Body.HTML)
	}
	_, found = body("a\n\n# Title\n")
	if want := "a.md:3:1: a first-level heading: the title is the page's only one"; messages(found) != want {
		t.Errorf("found %s, want %s", messages(found), want)
	}
}

func TestWords(t *testing.T) {
	d, _ := body("One two – it's.\n\n## Three four\n\n- five\n\n```\nnot these\n```\n")
	if d.Words != 6 {
		t.Errorf("%d words, want 6", d.Words)
	}
}

func TestFootnotes(t *testing.T) {
	d, found := body("## A\n\nx[^a] y[^a]\n\n### B\n\nz[^b] [^none] [^a]!\n\n## C\n\nw![^b]\n\n[^a]: First [l](m).\n[^b]: Second[^c].\n[^c]: Third [n](o)[^b].\n[^d]: Unused.\n")
	if want := "a.md:16:1: warning: footnote [^d] is not used and left out"; messages(found) != want {
		t.Errorf("found %s", messages(found))
	}
	first, second, other := resolved(d.Sections[0].Body), resolved(d.Sections[0].Parts[0].Body), resolved(d.Sections[1].Body)
	for _, test := range []struct{ html, want string }{
		{first, `x<sup id="fnref-a-1"><a href="#fn-a-1" class=footnote role=doc-noteref>1</a></sup> y<sup id="fnref-a-1.2">`},
		{first, `<ol><li id="fn-a-1"><p>First <a href="m">l</a>. <a href="#fnref-a-1"`},
		{second, `[^none] <sup id="fnref-a-1.3">`},
		{second, `<ol start=2><li id="fn-a-2"><p>Second<sup id="fnref-a-3">`},
		{second, `<li id="fn-a-3"><p>Third <a href="o">n</a><sup id="fnref-a-2.2">`},
		{second, `<a href="#fnref-a-2.2" class=footnote-back`},
		{other, `<p>w!<sup id="fnref-c-1">`},
	} {
		if !strings.Contains(test.html, test.want) {
			t.Errorf("no %s\nin %s", test.want, test.html)
		}
	}
	if strings.Contains(d.Sections[0].Body.Text, "First") {
		t.Errorf("a footnote in the plain text: %q", d.Sections[0].Body.Text)
	}
}
