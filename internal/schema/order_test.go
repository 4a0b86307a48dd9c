package schema

import (
	"slices"
	"strings"
	"testing"
)

// Every field of an article has a place in the order, and nothing else has.
func TestRootOrder(t *testing.T) {
	role, _ := Find("role")
	var names []string
	for _, f := range role.Type.Visible() {
		names = append(names, f.Name)
		if !slices.Contains(root, f.Name) {
			t.Errorf("%s has no place", f.Name)
		}
	}
	for _, name := range root {
		if !slices.Contains(names, name) {
			t.Errorf("there is no field %s", name)
		}
	}
}

func TestOrder(t *testing.T) {
	role, _ := Find("role")
	for path, want := range map[string]string{
		"salary": "currency period mean", "salary.regions[]": "region name currency", "experience[]": "tier years salary", "experience[].years": "min max", "nothing": "", "title": "",
	} {
		if got := strings.Join(role.Order(path), " "); !strings.HasPrefix(got, want) || want == "" && got != "" {
			t.Errorf("%s: %s", path, got)
		}
	}
}
