package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// lock keeps a second build away from an output. The system gives it free
// when the process ends, however it ends.
type lock struct {
	file *os.File
}

// errHeld says that another process has the lock.
var errHeld = errors.New("is being written by another build")

// acquire locks an output, by a file in the system's folder for temporary
// files; where that is read-only, by one in the output. Its errors go on
// after the output's name.
func acquire(dir string) (*lock, error) {
	name := fmt.Sprintf("careerguide-%d-%s.lock", os.Getuid(), key(dir))
	held, err := acquireAt(filepath.Join(os.TempDir(), name))
	if err != nil && !errors.Is(err, errHeld) {
		if inside, e := acquireAt(filepath.Join(dir, reserved+"lock")); e == nil || errors.Is(e, errHeld) {
			return inside, e
		}
		return nil, fmt.Errorf("cannot be locked: %w", err)
	}
	return held, err
}

func acquireAt(place string) (*lock, error) {
	for range 100 {
		f, err := openLocked(place)
		if errors.Is(err, errHeld) {
			return nil, holder(place)
		}
		if err != nil {
			return nil, err
		}
		// Whoever had it before may have removed the file that we locked.
		ours, err := f.Stat()
		if there, e := os.Lstat(place); err == nil && e == nil && os.SameFile(ours, there) {
			if err := f.Truncate(0); err != nil {
				f.Close()
				return nil, err
			}
			// The number is for a message only.
			_, _ = io.WriteString(f, strconv.Itoa(os.Getpid())+"\n")
			return &lock{f}, nil
		}
		f.Close()
	}
	return nil, fmt.Errorf("%s does not stay in place", place) // a symlink, say
}

// holder returns errHeld with the number of the process that has the lock.
func holder(place string) error {
	data, _ := os.ReadFile(place)
	pid := strings.TrimSpace(string(data))
	if _, err := strconv.Atoi(pid); err != nil {
		return errHeld
	}
	return fmt.Errorf("%w (process %s)", errHeld, pid)
}

func (l *lock) release() {
	_ = os.Remove(l.file.Name()) // while we hold it: see acquireAt
	_ = l.file.Close()
}

// HeldError says that another process has a lock.
type HeldError struct {
	Process string // its number; "" if that is not known
}

func (e *HeldError) Error() string {
	if e.Process == "" {
		return "another process is at it"
	}
	return "process " + e.Process + " is at it"
}

// LockFile takes the lock that a file stands for. The process has it until
// release or its end, however it ends. A *HeldError tells who has it now.
func LockFile(place string) (release func(), err error) {
	l, err := acquireAt(place)
	if errors.Is(err, errHeld) {
		data, _ := os.ReadFile(place)
		pid := strings.TrimSpace(string(data))
		if _, err := strconv.Atoi(pid); err != nil {
			pid = ""
		}
		return nil, &HeldError{pid}
	}
	if err != nil {
		return nil, Cause(err)
	}
	return l.release, nil
}
