//go:build !race

package theme_test

const raceEnabled = false
