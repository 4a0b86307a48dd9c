package layout

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// A layout that does not end is ended, in either form, at its action.
func TestRunaway(t *testing.T) {
	limits := Limits{Bytes: 1 << 20, Steps: 10000, Depth: 50, Time: time.Hour}
	for _, tt := range []struct{ body, place, why string }{
		{"a\n {{range 1000000000}}{{end}}", "base:2:9", "10000 turns"},
		{"{{range 1000000000}}{{if .}}{{continue}}{{end}}{{end}}", "base:1:8", "10000 turns"},
		{"{{range 1000}}{{range 1000}}{{range 1000}}{{end}}{{end}}{{end}}", "base:1:36", "10000 turns"},
		{"{{range 5000}}{{$.Text}}{{end}}", "base:1:8", "larger than 1 MiB"},
		{"{{define \"x\"}}{{template \"x\" .}}{{end}}{{template \"x\" .}}", "base:1:25", "50 deep"},
		{"{{define \"x\"}}{{range .Words}}{{template \"x\" $}}{{end}}{{end}}{{template \"x\" .}}", "", "50 deep"},
		{"{{define \"x\"}}{{range 1000000000}}{{end}}{{end}}{{shared \"x\" .Self}}", "base:1:22", "10000 turns"},
		{"{{range 2000000000}}{{.}}{{end}}{{.Method}}", "base:1:8", "10000 turns"},
		{"<p title=\"{{template \"attr\"}}\">{{define \"attr\"}}{{range 2000000000}}{{end}}{{end}}", "", "10000 turns"},
	} {
		s := set(t, tt.body, limits)
		d := sample(strings.Repeat("x", 1000))
		for name, execute := range map[string]func() error{
			"compiled":      func() error { return s.Execute(t.Context(), &bytes.Buffer{}, d) },
			"html/template": func() error { return s.Reflect(t.Context(), &bytes.Buffer{}, d) },
		} {
			var r *Runaway
			if err := execute(); !errors.As(err, &r) || !strings.Contains(r.Why, tt.why) || tt.place != "" && r.Place != tt.place {
				t.Errorf("%s, %s: %v, want %s at %s", tt.body, name, err, tt.why, tt.place)
			}
		}
	}
	// The limits are of each page, and a page within them is written.
	s := set(t, "{{range 9000}}{{end}}x", limits)
	for range 3 {
		if err := s.Execute(t.Context(), &bytes.Buffer{}, data{}); err != nil {
			t.Error(err)
		}
	}
	// A page ends with its context.
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s = set(t, "{{range 9000}}{{end}}x", limits)
	for _, err := range []error{s.Execute(ctx, &bytes.Buffer{}, data{}), s.Reflect(ctx, &bytes.Buffer{}, data{})} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("after the end of the context: %v", err)
		}
	}
	// The clock is the last resort.
	s = set(t, "{{range 1000000000}}{{end}}", Limits{Bytes: 1 << 20, Steps: 1 << 40, Depth: 50, Time: 0})
	s.limits.Steps = 1 << 22
	var r *Runaway
	if err := s.Execute(t.Context(), &bytes.Buffer{}, data{}); !errors.As(err, &r) || !strings.Contains(r.Why, "takes more than 0s") {
		t.Errorf("with no time: %v", err)
	}
}

// A page that is written in several pieces is whole, with what it shares.
func TestLongPage(t *testing.T) {
	body := `{{range 2000}}{{$.Text}}{{shared "plain" $.Title}}{{shared "long" $.Self}}{{end}}{{define "long"}}{{range 3000}}{{$.Title}}{{end}}{{end}}`
	s := set(t, body, roomy)
	d := sample(strings.Repeat("a<b", 300))
	if why := s.Unsure(d); why != "" {
		t.Error(why)
	}
	d.Self.Title = "<1234567>"
	same(t, "a long page", s, d)
}
