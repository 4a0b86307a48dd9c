package check

import (
	"strconv"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// at is the place of a byte of a line.
func at(l line, offset int) diag.Position {
	return diag.Position{Line: l.number, Column: 1 + utf8.RuneCountInString(l.text[:offset])}
}

func itoa(n int) string { return strconv.Itoa(n) }
