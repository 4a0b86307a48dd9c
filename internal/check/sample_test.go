package check

import (
	"os"
	"testing"
	"time"

	"careerguide/internal/diag"
)

// Our own articles have no fault that is worth a warning.
func TestSample(t *testing.T) {
	s, found := loadFS(t, os.DirFS("../.."))
	now := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) // after the newest of them
	for _, f := range append(found, Run(s, Options{Now: now})...).Sorted() {
		if f.Severity >= diag.Warning && f.Rule != "dangling-link" && f.Rule != "dangling-anchor" { // no assets are loaded here
			t.Error(f)
		}
	}
	if len(s.Roles) < 20 {
		t.Errorf("%d roles", len(s.Roles))
	}
}
