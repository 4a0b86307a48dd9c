package publish

import (
	"encoding/hex"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

// sums is what is known of files at a target, by name.
type sums map[string]sum

// sum is the SHA-256 and the size of a file.
type sum struct {
	hash [32]byte
	size int64
}

// line writes a file as a line of a list, with its line end:
//
//	6a09e667…19 5120 "roles/nurse/index.html"
func (s sum) line(name string) string {
	return fmt.Sprintf("%x %d %s\n", s.hash, s.size, strconv.Quote(name))
}

// lines writes all files, by name.
func (s sums) lines() string {
	var b strings.Builder
	for _, name := range sortedNames(s) {
		b.WriteString(s[name].line(name))
	}
	return b.String()
}

// parseLine reads a line of a list. A name that leads out of the folder is no
// name.
func parseLine(line string) (name string, s sum, ok bool) {
	hash, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
	size, quoted, _ := strings.Cut(rest, " ")
	if n, err := hex.Decode(s.hash[:], []byte(hash)); err != nil || n != len(s.hash) {
		return "", s, false
	}
	var err error
	if s.size, err = strconv.ParseInt(size, 10, 64); err != nil {
		return "", s, false
	}
	name, err = strconv.Unquote(quoted)
	return name, s, err == nil && fs.ValidPath(name) && name != "." && !strings.Contains(name, "\\")
}
