package site

import (
	"fmt"
	"strings"
	"testing"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
)

// targets lists where an article's links lead.
func targets(s *Site, file string) string {
	var list []string
	body := bodyOf(s.files[file])
	for ref, kind := range body.References() {
		list = append(list, s.Target(s.files[file], body, ref, kind).URL)
	}
	return strings.Join(list, " ")
}

// An anchor leads to the page that bears its section.
func TestAnchors(t *testing.T) {
	s := clean(t, "", map[string]string{
		"roles/a.md": full + "\n### Part of salary\n\n#### Deeper\n",
		"guides/g.md": "\n\n" + strings.Join([]string{
			"[a](../roles/a.md)", "[b](../roles/a.md#faq)", "[c](../roles/a.md#why)", "[d](../roles/a.md#salary)", "[e](../roles/a.md#template)",
			"[f](../roles/a.md#part-of-salary)", "[g](../roles/a.md#deeper)", "[h](/roles/a/faq/#why)", "[i](/roles/a/faq#interview-questions)",
			"[j](/roles/a/index.html)", "[k](#here)", "[l](/roles/a/?x=1#salary)", "[m](https://example.com/#x)",
			"[o](/roles/#letter-a)", "[p](/old/)", "[q](/images/logo.svg)", "[r](/categories/health/)",
		}, "\n") + "\n\n## Here\n\nText.\n",
	})
	want := `/roles/a/ /roles/a/faq/#faq /roles/a/faq/#why /roles/a/#salary /roles/a/job-description/#template /roles/a/#part-of-salary /roles/a/#deeper /roles/a/faq/#why /roles/a/faq/#interview-questions /roles/a/index.html /guides/g/#here /roles/a/?x=1#salary https://example.com/#x /roles/#letter-a /old/ /images/logo.svg /categories/health/`
	if got := targets(s, "content/guides/g.md"); got != want {
		t.Errorf("links lead to\n%s\nwant\n%s", strings.ReplaceAll(got, " ", "\n"), strings.ReplaceAll(want, " ", "\n"))
	}
	_, found := link(t, "", map[string]string{"roles/a.md": full, "guides/g.md": "\n\n[a](../roles/a.md#facts)\n[b](/roles/a/#faq)\n[c](/roles/a/faq/#duties)\n[d](a.md)\n[e](/images/x.svg)\n![f](/images/x.svg)"})
	var got []string
	for _, f := range found.Sorted() {
		got = append(got, fmt.Sprintf("%d %s", f.Line, f.Rule))
	}
	if want := "6 dangling-anchor, 7 dangling-anchor, 8 dangling-anchor, 9 dangling-link, 10 dangling-link, 11 dangling-image"; strings.Join(got, ", ") != want {
		t.Errorf("rules %v, want %s", got, want)
	}
}

// Addresses are below the base URL's path.
func TestBasePath(t *testing.T) {
	fsys := map[string]string{"roles/a.md": "\n\n[a](b.md) [b](/roles/b/) ![c](/images/logo.svg)", "roles/b.md": ""}
	s, found := link(t, "", fsys)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if err := s.Config.BaseURL.UnmarshalText([]byte("https://example.org/x")); err != nil {
		t.Fatal(err)
	}
	if got := targets(s, "content/roles/a.md"); got != "/x/roles/b/ /x/roles/b/ /x/images/logo.svg" {
		t.Errorf("targets %s", got)
	}
	if target := s.Target(s.files["content/roles/a.md"], &content.Body{}, markdown.Reference{Destination: "/images/logo.svg"}, markdown.Image); target.Width != 4 || target.Height != 3 {
		t.Errorf("image %+v", target)
	}
}
