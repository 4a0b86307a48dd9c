package review

import (
	"fmt"
	"maps"
	"strings"
	"testing"
)

// Ten thousand roles of which one changed: the lists of roles are read, and the
// one page.
func BenchmarkOneOfMany(b *testing.B) {
	files := map[string]string{}
	var roles []string
	for i := range 10_000 {
		slug := fmt.Sprintf("role-%d", i)
		roles = append(roles, fmt.Sprintf(`{"slug":%q,"title":"Role %d","summary":%q,"salary":{"currency":"USD","period":"year","median":%d,"regions":[{"region":"US-CA","median":%d}]}}`, slug, i, strings.Repeat("word ", 600), 50_000+i, 60_000+i))
		for _, p := range []string{"", "job-description/", "what-they-do/", "faq/", "related/"} {
			files["roles/"+slug+"/"+p+"index.html"] = page(slug+p, "d")
		}
	}
	files["roles.json"] = rolesJSON(roles...)
	changed := maps.Clone(files)
	changed["roles/role-7/index.html"] = page("Other", "d")
	roles[7] = strings.Replace(roles[7], "50007", "70000", 1)
	changed["roles.json"] = rolesJSON(roles...)
	old, new := memory("old", files), memory("new", changed)
	b.SetBytes(int64(len(files["roles.json"])) * 2)
	for b.Loop() {
		c, err := Compare(b.Context(), old.Tree, new.Tree, Options{})
		if err != nil || len(c.Pay) != 1 || len(c.Pages) != 1 {
			b.Fatal(err, c)
		}
	}
	if n := len(old.read) + len(new.read); n > 4*b.N+8 {
		b.Errorf("%d files were read in %d runs", n, b.N)
	}
}
