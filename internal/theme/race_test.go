//go:build race

package theme_test

// raceEnabled says that time is not the program's own.
const raceEnabled = true
