package serve

import (
	"fmt"
	"time"

	"careerguide/internal/diag"
)

// Line is something that the server tells on the terminal.
type Line struct {
	Took     time.Duration // of the work; 0 for what took none
	Text     string        // "content/roles/nurse.md → 5 pages"; may be empty
	Judged   bool          // Findings are all that is known to be wrong now
	Findings diag.List
}

// describe says what a change did.
func describe(c change, pages int, all bool) string {
	what := "the site"
	switch n := len(c.files); {
	case n == 1:
		what = c.files[0]
	case n > 1:
		what = fmt.Sprintf("%s and %d more", c.files[0], n-1)
	}
	switch {
	case c.look:
		return what + " → every page"
	case c.style != "":
		return what + " → the stylesheet"
	case pages == 0 && all:
		return what + " → the site"
	}
	noun := "pages"
	if pages == 1 {
		noun = "page"
	}
	text := fmt.Sprintf("%s → %d %s", what, pages, noun)
	if all {
		text += " and those that name them"
	}
	return text
}
