package check

import (
	"os"
	"testing"

	"careerguide/internal/diag"
)

// Our own articles have no fault that is worth a warning.
func TestSample(t *testing.T) {
	s, found := loadFS(t, os.DirFS("../.."))
	for _, f := range append(found, Run(s, Options{Now: today})...).Sorted() {
		if f.Severity >= diag.Warning && f.Rule != "dangling-link" && f.Rule != "dangling-anchor" { // no assets are loaded here
			t.Error(f)
		}
	}
	if len(s.Roles) < 20 {
		t.Errorf("%d roles", len(s.Roles))
	}
}
