//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package output

import "os"

// openLocked opens a file without a lock: this system has no flock, and two
// builds of one output at once are not told from each other.
func openLocked(place string) (*os.File, error) {
	return os.OpenFile(place, os.O_RDWR|os.O_CREATE, 0o600)
}
