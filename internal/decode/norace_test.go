//go:build !race

package decode

// slower is 1 without the race detector.
const slower = 1
