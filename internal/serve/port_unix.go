//go:build !windows

package serve

import (
	"errors"
	"syscall"
)

// inUse reports whether a port is taken by another program.
func inUse(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
