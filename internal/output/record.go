package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// RecordName is the file in the output that lists the files of the site:
//
//	careerguide files 1
//	6a09e667…19 5120 "roles/nurse/index.html"
//
// After the version a line holds the SHA-256 of a file, its size in bytes and
// its name, sorted by name. A site that is not for readers has "preview" in the
// first line. It holds no times, so that two builds of a site
// are the same byte for byte.
const RecordName = reserved + "files"

const (
	version = "careerguide files 1"
	// versionPending heads the record of a commit under way: it lists the
	// files of the build before and of this one, and any may be on disk or not.
	versionPending = version + " pending"
	// versionPreview heads the record of a site that is not for readers.
	versionPreview = version + " preview"
)

// record is the list of files that are ours.
type record struct {
	files   map[string]file
	names   []string // sorted, if they are those of the files; see sorted
	pending bool
	preview bool      // there may be drafts in it
	written time.Time // when it was put in place, after all files it lists
}

// encode returns the record's bytes, the same for the same files.
func (r record) encode() []byte {
	return withHead(r.head(), r.lines())
}

func withHead(head string, lines []byte) []byte { return append([]byte(head+"\n"), lines...) }

// head returns the first line.
func (r record) head() string {
	switch {
	case r.pending:
		return versionPending
	case r.preview:
		return versionPreview
	}
	return version
}

// lines returns the others.
func (r record) lines() []byte {
	const line = 120 // bytes, about
	b := make([]byte, 0, line*len(r.files))
	for _, name := range r.sorted() {
		f := r.files[name]
		b = hex.AppendEncode(b, f.sum[:])
		b = strconv.AppendInt(append(b, ' '), f.size, 10)
		b = append(strconv.AppendQuote(append(b, ' '), name), '\n')
	}
	return b
}

// sorted returns the names of the files, sorted: r.names, where they are.
func (r record) sorted() []string {
	same := len(r.names) == len(r.files)
	for i := 0; i < len(r.names) && same; i++ {
		_, same = r.files[r.names[i]]
		same = same && (i == 0 || r.names[i-1] < r.names[i])
	}
	if same {
		return r.names
	}
	return slices.Sorted(maps.Keys(r.files))
}

// decodeRecord reads a record. Names that could lead out of the output make
// it a damaged one.
func decodeRecord(data []byte) (record, error) {
	lines := bytes.Count(data, []byte("\n"))
	r := record{files: make(map[string]file, lines), names: make([]string, 0, lines)}
	text, ok := strings.CutSuffix(string(data), "\n")
	if !ok {
		return r, errors.New("is cut short")
	}
	i := -1
	for line := range strings.SplitSeq(text, "\n") {
		if i++; i == 0 {
			if line != version && line != versionPending && line != versionPreview {
				return r, errors.New("is not a list of files that this careerguide understands")
			}
			r.pending, r.preview = line == versionPending, line == versionPreview
			continue
		}
		name, f, ok := decodeLine(line)
		if !ok {
			return r, fmt.Errorf("is damaged in line %d", i+1)
		}
		r.files[name] = f
		r.names = append(r.names, name)
	}
	return r, nil
}

func decodeLine(line string) (name string, f file, ok bool) {
	sum, rest, _ := strings.Cut(line, " ")
	size, quoted, _ := strings.Cut(rest, " ")
	if len(sum) != 2*len(f.sum) {
		return "", f, false
	}
	if _, err := hex.Decode(f.sum[:], []byte(sum)); err != nil {
		return "", f, false
	}
	var err error
	if f.size, err = strconv.ParseInt(size, 10, 64); err != nil || f.size < 0 {
		return "", f, false
	}
	name, err = strconv.Unquote(quoted)
	return name, f, err == nil && validName(name)
}

// readRecord reads the record of the build before, and reports whether there
// is one; sum is that of its bytes.
func readRecord(dir string) (r record, sum [sha256.Size]byte, found bool, err error) {
	place := filepath.Join(dir, RecordName)
	info, err := os.Lstat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return r, sum, false, nil
	}
	if err != nil {
		return r, sum, false, fmt.Errorf("read %s: %w", RecordName, Cause(err))
	}
	if !info.Mode().IsRegular() {
		return r, sum, false, fmt.Errorf("%s is not a file", RecordName)
	}
	data, err := os.ReadFile(place)
	if err != nil {
		return r, sum, false, fmt.Errorf("read %s: %w", RecordName, Cause(err))
	}
	if r, err = decodeRecord(data); err != nil {
		return r, sum, false, fmt.Errorf("%s %w", RecordName, err)
	}
	r.written = info.ModTime()
	return r, sha256.Sum256(data), true, nil
}
