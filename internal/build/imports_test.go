package build_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestImports compares what each package imports of the others with the table
// in ARCHITECTURE.md, so that the arrows stay one-way.
func TestImports(t *testing.T) {
	doc, err := os.ReadFile("../../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	allowed := map[string][]string{}
	for line := range strings.Lines(string(doc)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) != 5 || !strings.HasPrefix(strings.TrimSpace(cells[1]), "`") {
			continue
		}
		imports := []string{}
		for name := range strings.SplitSeq(cells[3], ",") {
			if name = strings.TrimSpace(name); name != "–" && name != "" {
				imports = append(imports, name)
			}
		}
		allowed[strings.Trim(strings.TrimSpace(cells[1]), "`")] = imports
	}
	cmd := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		name := strings.TrimPrefix(fields[0], "careerguide/")
		seen[name] = true
		may, ok := allowed[name]
		if !ok {
			t.Errorf("package %s has no row in ARCHITECTURE.md", name)
			continue
		}
		used := map[string]bool{}
		for _, path := range fields[1:] {
			if ours, ok := strings.CutPrefix(path, "careerguide/"); ok {
				short := strings.TrimPrefix(ours, "internal/")
				used[short] = true
				if !slices.Contains(may, short) {
					t.Errorf("package %s imports %s, which its row in ARCHITECTURE.md does not allow", name, short)
				}
			}
		}
		for _, m := range may {
			if !used[m] {
				t.Errorf("package %s does not import %s, which its row in ARCHITECTURE.md names", name, m)
			}
		}
	}
	for name := range allowed {
		if !seen[name] {
			t.Errorf("ARCHITECTURE.md has a row for %s, which is no package", name)
		}
	}
}
