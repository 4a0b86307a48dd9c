package card

import (
	"math"
	"strings"
	"unicode/utf8"
)

// piece is a run of text between two places where a line may end.
type piece struct {
	text string
	glue string // what stands between it and the next on one line: " " or ""
	end  string // what ends a line after it: "-" at a soft hyphen
}

// pieces parts a title at its spaces, and after hyphens, slashes and soft
// hyphens. A no-break space holds.
func pieces(title string) []piece {
	var list []piece
	for _, word := range strings.FieldsFunc(title, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		for from := 0; from < len(word); {
			to := len(word)
			glue, end := " ", ""
			for i, r := range word[from:] {
				after := from + i + utf8.RuneLen(r)
				if (r == '-' || r == '/' || r == '–' || r == softHyphen) && i > 0 && after < len(word) {
					to, glue = after, ""
					if r == softHyphen {
						end = "-"
					}
					break
				}
			}
			list = append(list, piece{strings.ReplaceAll(word[from:to], string(softHyphen), ""), glue, end})
			from = to
		}
	}
	return list
}

// line joins pieces to the text of one line.
func line(list []piece) string {
	var b strings.Builder
	for i, p := range list {
		b.WriteString(p.text)
		if i < len(list)-1 {
			b.WriteString(p.glue)
		} else {
			b.WriteString(p.end)
		}
	}
	return b.String()
}

// broken breaks a title into the fewest lines of a width, at most most, and
// among the ways to do so chooses the one whose lines are the most alike. It
// returns nil if there is none.
func broken(title string, width float32, most int, measure func(string) float32) []string {
	list := pieces(title)
	n := len(list)
	if n == 0 {
		return nil
	}
	// cost[k][i]: of the first i pieces on k lines; from[k][i] is where the
	// last of them begins.
	cost, from := make([][]float64, most+1), make([][]int, most+1)
	for k := range cost {
		cost[k], from[k] = make([]float64, n+1), make([]int, n+1)
		for i := range cost[k] {
			cost[k][i] = math.Inf(1)
		}
	}
	cost[0][0] = 0
	for i := 1; i <= n; i++ {
		for j := i - 1; j >= 0; j-- {
			w := measure(line(list[j:i]))
			if w > width {
				break
			}
			slack := float64(width - w)
			for k := 1; k <= most; k++ {
				if c := cost[k-1][j] + slack*slack; c < cost[k][i] {
					cost[k][i], from[k][i] = c, j
				}
			}
		}
	}
	for k := 1; k <= most; k++ {
		if math.IsInf(cost[k][n], 1) {
			continue
		}
		lines := make([]string, k)
		for i, at := n, k; at > 0; at-- {
			lines[at-1] = line(list[from[at][i]:i])
			i = from[at][i]
		}
		return lines
	}
	return nil
}

const ellipsis = "…"

// clip bounds a text that nobody could read on a card, so that setting it
// takes no longer than it has to.
func clip(text string) string {
	const most = 300 // letters
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i]
		}
	}
	return text
}

// cut fills lines of a width with a title that does not fit, and ends the last
// with an ellipsis.
func cut(title string, width float32, most int, measure func(string) float32) []string {
	rest := pieces(title)
	var lines []string
	for len(lines) < most-1 {
		n := 0
		for n < len(rest) && measure(line(rest[:n+1])) <= width {
			n++
		}
		if n == 0 {
			break // a word that is wider than the line
		}
		lines = append(lines, line(rest[:n]))
		rest = rest[n:]
	}
	return append(lines, shortened(line(rest), width, measure))
}

// shortened is a text of a width at most: whole, or as much as there is room
// for and an ellipsis.
func shortened(text string, width float32, measure func(string) float32) string {
	if measure(text) <= width {
		return text
	}
	runes := []rune(text)
	low, high := 0, len(runes) // as many fit; as many may
	for low < high {
		mid := (low + high + 1) / 2
		if measure(strings.TrimRight(string(runes[:mid]), " ,;:–-(/")+ellipsis) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return strings.TrimRight(string(runes[:low]), " ,;:–-(/") + ellipsis
}
