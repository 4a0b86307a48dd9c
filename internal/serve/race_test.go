//go:build race

package serve

// slower is how many times longer the race detector lets things take.
const slower = 10
