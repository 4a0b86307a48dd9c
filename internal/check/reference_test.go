package check

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/rules.md")

func TestReference(t *testing.T) {
	const name = "../../docs/rules.md"
	if *update {
		if err := os.WriteFile(name, []byte(Reference()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(name)
	if err != nil || string(have) != Reference() {
		t.Errorf("docs/rules.md is not up to date: go test ./internal/check -update (%v)", err)
	}
}

// A rule's name is stable and speaks for itself.
func TestRules(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)
	seen := map[string]bool{}
	for _, r := range Rules() {
		if !form.MatchString(r.Name) || seen[r.Name] || !strings.HasSuffix(r.About, ".") || r.Example == "" || strings.Contains(r.About, "|") {
			t.Errorf("rule %+v is not documented in form", r)
		}
		seen[r.Name] = true
	}
}
