//go:build !race

package serve

// slower is 1 without the race detector.
const slower = 1
