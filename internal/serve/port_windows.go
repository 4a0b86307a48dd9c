package serve

import (
	"errors"
	"syscall"
)

// inUse reports whether a port is taken by another program (WSAEADDRINUSE).
func inUse(err error) bool { return errors.Is(err, syscall.Errno(10048)) }
