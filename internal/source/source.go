// Package source reads the files of a site's source whole, and says what a
// writer has to know of those that cannot be read.
package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"careerguide/internal/diag"
)

// Why a file is not read. The system's own reasons come as they are.
var (
	ErrNotRegular = errors.New("not a regular file")
	ErrChanged    = errors.New("changed while it was read")
)

// Check says why Read would refuse a file, by a look at it alone.
func Check(fsys fs.FS, name string, limit int64) error {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return err
	}
	return admit(info, limit)
}

func admit(info fs.FileInfo, limit int64) error {
	switch {
	case !info.Mode().IsRegular():
		return ErrNotRegular
	case info.Size() > limit:
		return fmt.Errorf("larger than %s", size(limit))
	}
	return nil
}

// Read returns the bytes of a regular file of at most limit bytes. Anything
// else (a folder, a named pipe, a device) is refused before it is opened: a
// pipe would never end. A file that is written to meanwhile is read again, and
// is ErrChanged if that does not help.
func Read(fsys fs.FS, name string, limit int64) ([]byte, error) {
	if err := Check(fsys, name, limit); err != nil {
		return nil, err
	}
	return ReadListed(fsys, name, limit)
}

// ReadListed is Read for a name that its folder lists as a regular file, and
// not as a link or a pipe: it is opened without a look at it first.
func ReadListed(fsys fs.FS, name string, limit int64) ([]byte, error) {
	data, err := readOnce(fsys, name, limit)
	for range 2 { // most saves are over by then
		if !errors.Is(err, ErrChanged) {
			break
		}
		data, err = readOnce(fsys, name, limit)
	}
	return data, err
}

func readOnce(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if err := admit(before, limit); err != nil {
		return nil, err
	}
	data := make([]byte, before.Size()+1) // one more, so that the end is seen at once
	n, err := io.ReadFull(f, data)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if int64(n) != before.Size() || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, ErrChanged
	}
	return data[:n], nil
}

// size writes a limit for people: "16 MiB".
func size(n int64) string {
	for _, unit := range []string{"bytes", "KiB", "MiB"} {
		if n < 1024 || n%1024 != 0 {
			return fmt.Sprintf("%d %s", n, unit)
		}
		n /= 1024
	}
	return fmt.Sprintf("%d GiB", n)
}

// Unreadable is the finding of a file that cannot be read.
func Unreadable(name string, err error) diag.Finding {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		err = e.Err
	}
	f := diag.Finding{File: name, Severity: diag.Error, Rule: "unreadable", Message: "cannot be read: " + err.Error()}
	switch {
	case strings.Contains(err.Error(), "escapes"): // of os.Root; it has no value to compare with
		f.Hint = "a link may not lead out of the site's folder"
	case errors.Is(err, ErrChanged):
		f.Hint = "build again when it is saved"
	}
	return f
}
