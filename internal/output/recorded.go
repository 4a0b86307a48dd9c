package output

import (
	"errors"
	"fmt"
	"os"
)

// Entry is a file that a build wrote, as the output's record lists it.
type Entry struct {
	Size int64
	Sum  [32]byte // SHA-256
}

// ErrNoRecord says that a folder is no output of careerguide, or one in which a
// commit was cut short: nothing says what its files hold.
var ErrNoRecord = errors.New("there is no record of a finished build")

// Recorded returns the files that the last build of an output left there, by
// name, from its record alone: no file is opened.
func Recorded(dir string) (map[string]Entry, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("output %s: %w", dir, Cause(err))
	}
	r, _, found, err := readRecord(dir)
	switch {
	case err != nil:
		return nil, fmt.Errorf("output %s: %w", dir, err)
	case !found || r.pending:
		return nil, fmt.Errorf("output %s: %w", dir, ErrNoRecord)
	}
	entries := make(map[string]Entry, len(r.files))
	for name, f := range r.files {
		entries[name] = Entry{f.size, f.sum}
	}
	return entries, nil
}
