package site

import (
	"strings"
	"testing"
)

// An alias that was a role's address takes along the role's pages and
// comparisons, and nothing that stands at an address of its own.
func TestAliasTakesPagesAlong(t *testing.T) {
	files := map[string]string{
		"roles/nurse.md": "aliases: [/roles/carer/, /roles/old/nurse/, /old/, /roles/Carer/]\nrelated: [chef, clerk]\n\n## FAQ\n\n### Why?\n\nA.\n\n## Duties\n\nText.\n",
		"roles/chef.md":  "aliases: {overview: [/roles/cook/], faq: [/compare/carer-vs-cook/]}\n\nText.",
		"roles/clerk.md": "\n\n[faq](/roles/carer/faq/)",
		"guides/g.md":    "aliases: [/roles/carer/job-description/]\n\n[cook](/roles/cook/)",
	}
	s := clean(t, "role_pages: [faq, job-description, related]\ncompare_pages: true\n", files)
	want := `/compare/carer-vs-chef/ /compare/chef-vs-nurse/
/compare/carer-vs-clerk/ /compare/clerk-vs-nurse/
/compare/carer-vs-cook/ /roles/chef/
/compare/cook-vs-nurse/ /compare/chef-vs-nurse/
/old/ /roles/nurse/
/roles/Carer/ /roles/nurse/
/roles/carer/ /roles/nurse/
/roles/carer/faq/ /roles/nurse/faq/
/roles/carer/job-description/ /guides/g/
/roles/carer/related/ /roles/nurse/related/
/roles/cook/ /roles/chef/
/roles/cook/related/ /roles/chef/related/
/roles/old/nurse/ /roles/nurse/`
	if got := moves(s); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for _, m := range s.Moves() {
		if want := map[string]string{"/compare/cook-vs-nurse/": "content/roles/chef.md", "/compare/carer-vs-chef/": "content/roles/nurse.md"}[m.From]; want != "" && m.Source != want {
			t.Errorf("%s is of %s", m.From, m.Source)
		}
	}
	s = clean(t, "role_pages: [related]\n", map[string]string{"roles/nurse.md": files["roles/nurse.md"], "roles/chef.md": "", "roles/clerk.md": ""})
	if got := moves(s); !strings.Contains(got, "/roles/carer/faq/ /roles/nurse/#faq\n") || strings.Contains(got, "compare") {
		t.Errorf("folded: %s", got)
	}
}
