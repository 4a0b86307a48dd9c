//go:build !race

package markdown

// slower is 1 without the race detector.
const slower = 1
