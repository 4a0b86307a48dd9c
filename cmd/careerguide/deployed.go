package main

import (
	"fmt"
	"io"
	"time"

	"careerguide/internal/publish"
)

// listPlan prints each file that is sent (+ a new one, ~ one that changed) or
// deleted (-), in the order of the deploy.
func listPlan(w io.Writer, p publish.Plan) {
	for _, wave := range p.Waves {
		for _, u := range wave.Uploads {
			mark := "~"
			if u.New {
				mark = "+"
			}
			fmt.Fprintf(w, "%s %s (%s)\n", mark, u.Name, size(u.Size))
		}
		for _, name := range wave.Deletes {
			fmt.Fprintf(w, "- %s\n", name)
		}
	}
}

// summary says in a line what a deploy did.
func summary(target string, r publish.Result, dry bool, took time.Duration) string {
	p := r.Plan
	files := fmt.Sprintf("%d files", p.Uploads)
	if p.Uploads == 1 {
		files = "1 file"
	}
	would := ""
	if dry {
		would = "would be "
	}
	line := fmt.Sprintf("%s: %s %ssent (%s), %d deleted, %d unchanged", target, files, would, size(p.Bytes), p.Deletes, p.Unchanged)
	if p.Uploads+p.Deletes == 0 {
		line = fmt.Sprintf("%s: nothing to do, %d files unchanged", target, p.Unchanged)
	}
	if p.Foreign > 0 {
		line += fmt.Sprintf(", %d of others left alone", p.Foreign)
	}
	if dry {
		return line
	}
	line += " in " + took.Round(time.Millisecond).String()
	if r.Release != "" {
		line += " (release " + r.Release + ")"
	}
	return line
}
