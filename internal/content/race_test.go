//go:build race

package content

// raceEnabled says that time and memory are not the program's own.
const raceEnabled = true
