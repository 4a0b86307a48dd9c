package markdown

import (
	"fmt"
	"strings"
	"testing"

	"careerguide/internal/diag"
)

func TestSchemes(t *testing.T) {
	for destination, want := range map[string]bool{
		"nurse.md": true, "/a:b": true, "#a": true, "?a:b": true, "//host/a": true, "HTTP://a": true, "https:a": true,
		"mailto:a@b.c": true, "TEL:1": true, "a/b:c": true, "1:2": true, "": true,
		"javascript:a": false, "JavaScript:a": false, "java&#10;script:a": false, "&#1;javascript:a": true, "javascript&colon;a": false,
		"java&Tab;script:a": false, "&nbsp;data:a": false, "vbscript:a": false, "data:text/html,a": false, "ftp://a": false, "java\\script:a": true,
		"file:///etc": false, "<  javascript:a>": false, "x-y+z.1:a": false, "javascript\\:a": false,
	} {
		d, found := body("[text](" + destination + ")")
		if got := len(d.Intro.Slots) == 2; got != want || got != (len(found) == 0) {
			t.Errorf("%s: link %v, want %v; %s", destination, got, want, messages(found))
		}
		if !want && d.Intro.HTML != "<p>text</p>" {
			t.Errorf("%s: %s", destination, d.Intro.HTML)
		}
	}
	d, found := body("é ![a <b>](data:x)")
	if want := "a.md:1:3: notice: image with the scheme \"data\" became plain text"; messages(found) != want || d.Intro.HTML != "<p>é a &lt;b&gt;</p>" {
		t.Errorf("%s\n%s", messages(found), d.Intro.HTML)
	}
}

func TestPositions(t *testing.T) {
	d, _ := body("é [a](b)\n\n> - x ![c](d) [e\n>   f](g)\n\nx http://h.i <mailto:j@k.l>\n\n## M [n](o)\n\n[p]\n\n### Q\n\n|[r](s)|\n|-|\n\n[p]: t\n", func(o *Options) { o.FirstLine = 11 })
	var got []string
	for ref, kind := range d.References() {
		got = append(got, fmt.Sprintf("%s %d %d:%d", ref.Destination, kind, ref.Line, ref.Column))
	}
	want := "b 0 11:3, d 2 13:7, g 0 13:15, http://h.i 0 16:3, mailto:j@k.l 0 16:14, t 0 20:1, s 0 24:2"
	if strings.Join(got, ", ") != want {
		t.Errorf("\n got %s\nwant %s", strings.Join(got, ", "), want)
	}
	if want := (diag.Position{Line: 18, Column: 1}); d.Sections[0].Position != want {
		t.Errorf("section at %v, want %v", d.Sections[0].Position, want)
	}
	for range d.References() {
		break // a range that ends early ends
	}
}

func TestResolve(t *testing.T) {
	d, _ := body("[a](b \"c\") ![d\"](e)")
	for _, test := range []struct {
		target Target
		want   string
	}{
		{Target{URL: "/x?a=1&b=\"<", Rel: "nofollow"}, `<p><a href="/x?a=1&amp;b=%22%3C" title="c" rel="nofollow">a</a> <img src="/x?a=1&amp;b=%22%3C" alt="d&#34;" loading=lazy></p>`},
		{Target{URL: `\\x y`, Width: 3, Height: 4}, `<p><a href="%5C%5Cx%20y" title="c">a</a> <img src="%5C%5Cx%20y" alt="d&#34;" width="3" height="4" loading=lazy></p>`},
		{Target{URL: "/x.png", Sources: Sources{Srcset: "/a.png 480w", Sizes: "(min-width: 1px) 9px"}}, `<p><a href="/x.png" title="c">a</a> <img src="/x.png" srcset="/a.png 480w" sizes="(min-width: 1px) 9px" alt="d&#34;" loading=lazy></p>`},
		{Target{URL: "/x.png", Sources: Sources{WebP: "/a.webp 480w", Sizes: "9px"}}, `<p><a href="/x.png" title="c">a</a> <picture><source type=image/webp srcset="/a.webp 480w" sizes="9px"><img src="/x.png" alt="d&#34;" loading=lazy></picture></p>`},
		{Target{}, `<p>a d&#34;</p>`},
	} {
		if got := d.Intro.Resolve(func(Reference, SlotKind) Target { return test.target }); got != test.want {
			t.Errorf("\n got %s\nwant %s", got, test.want)
		}
	}
}
