package output

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Record is the file of the output that lists the files which a build made.
// It is not part of the site and is not to be deployed.
const Record = ".careerguide-files"

const recordVersion = "careerguide files 1"

// pending stands for the hash of a file that is being put into place.
const pending = "-"

type entry struct {
	hash string // hexadecimal SHA-256
	size int64
}

// record is the files of a site by name.
type record map[string]entry

// readRecord reads the list of our files. One that cannot be read in full
// still tells which files are ours as far as it goes.
func readRecord(file string) (record, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	r := record{}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	if !lines.Scan() || lines.Text() != recordVersion {
		return nil, fmt.Errorf("%s was made by another version of careerguide: delete it and the files beside it, or use another output", file)
	}
	for lines.Scan() {
		parts := strings.SplitN(lines.Text(), " ", 3)
		if len(parts) != 3 {
			continue
		}
		size, err1 := strconv.ParseInt(parts[1], 10, 64)
		name, err2 := strconv.Unquote(parts[2])
		if err1 == nil && err2 == nil && filepath.IsLocal(filepath.FromSlash(name)) {
			r[name] = entry{parts[0], size}
		}
	}
	return r, nil
}

// write puts the list into a folder, whole or not at all.
func (r record) write(dir string) error {
	names := make([]string, 0, len(r))
	for name := range r {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	b.WriteString(recordVersion + "\n")
	for _, name := range names {
		fmt.Fprintf(&b, "%s %d %s\n", r[name].hash, r[name].size, strconv.Quote(name))
	}
	temporary := filepath.Join(dir, Record+".new")
	if err := os.WriteFile(temporary, b.Bytes(), 0o644); err != nil {
		return wrap("write", Record, err)
	}
	return wrap("write", Record, os.Rename(temporary, filepath.Join(dir, Record)))
}
