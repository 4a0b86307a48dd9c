// Package record remembers, from one build to the next, what a build read and
// what it told, so that the next one makes only what has changed. Records
// stand in [Folder] at the site's root, one an output. They may be deleted at
// any time, which costs a complete build.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"careerguide/internal/diag"
)

// Folder is the folder of records, at the site's root. It tells git to leave
// it out.
const Folder = ".careerguide"

// header begins a record. A SHA-256 of the rest follows on the same line.
const header = "careerguide record 1 "

// Sum is a SHA-256, as 32 bytes; "" is none.
type Sum string

// SumOf returns the sum of some bytes.
func SumOf(data []byte) Sum {
	sum := sha256.Sum256(data)
	return Sum(sum[:])
}

// Program returns the sum of the program that runs: another one may make
// other pages of the same sources.
func Program() (Sum, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return Sum(h.Sum(nil)), nil
}

// Record is what one build read, and what it told.
type Record struct {
	Program  Sum
	Settings string    // what the command line set
	BaseURL  string    // of it, the site's address; "" for that of site.yaml
	From     time.Time // the day of the build
	Until    time.Time // the first later day on which the same sources make another site; zero for never
	Output   Sum       // of the list of files in the output
	Packed   string    // what compressed the texts of the output; "" where they are not
	Pages    int
	Sources  map[string]Sum // every file that the build could read, by its name
	Articles map[string]Article
	Findings diag.List   // of all but the articles' bodies
	Kept     []Sum       // by which a store has the articles, as they were read
	Departed []Departure // the latest first
}

// Article is what a build learned of one article, by which the next one tells
// whether a change of its file can show on other pages than its own.
type Article struct {
	Shape    Sum       // of its front matter and the keys of its sections
	Anchors  Sum       // of the ids that others may link to
	Pictures bool      // whether it shows files that stand beside it
	Findings diag.List // of its body
	// By these it is known again under another name.
	URL    string // its address; "" where nothing is built of it
	Title  string
	Prints []uint32 // of the passages of its body
}

// Holds reports whether the record is of a build that would be the same now,
// but for what its sources say.
func (r *Record) Holds(program Sum, settings string, now time.Time) bool {
	return r.Program == program && r.Settings == settings && !now.Before(r.From) && (r.Until.IsZero() || now.Before(r.Until))
}

// Changed returns the names of sources that are new, gone or other than those
// of the record, unsorted.
func (r *Record) Changed(sources map[string]Sum) []string {
	var names []string
	for name, sum := range sources {
		if r.Sources[name] != sum {
			names = append(names, name)
		}
	}
	for name := range r.Sources {
		if _, ok := sources[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// place is the file of an output's record.
func place(root, output string) string {
	sum := sha256.Sum256([]byte(output))
	return filepath.Join(root, Folder, fmt.Sprintf("build-%x", sum[:8]))
}

// ErrNone says that there is no record yet.
var ErrNone = errors.New("there is no record of an earlier build")

// Load reads the record of an output, an absolute path, at the root of a site.
// An error says why there is none that can be used.
func Load(root, output string) (*Record, error) {
	return read(place(root, output))
}

// Latest reads the record that was written last at the root of a site, of
// whichever output.
func Latest(root string) (*Record, error) {
	folder := filepath.Join(root, Folder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, ErrNone
	}
	latest, at := "", time.Time{}
	for _, e := range entries {
		info, err := e.Info()
		if err == nil && info.Mode().IsRegular() && strings.HasPrefix(e.Name(), "build-") && !info.ModTime().Before(at) {
			latest, at = filepath.Join(folder, e.Name()), info.ModTime()
		}
	}
	if latest == "" {
		return nil, ErrNone
	}
	return read(latest)
}

// read reads a record.
func read(name string) (*Record, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNone
	}
	if err != nil {
		return nil, fmt.Errorf("the record of the last build cannot be read: %w", err)
	}
	line, rest, _ := bytes.Cut(data, []byte("\n"))
	sum, ok := strings.CutPrefix(string(line), header)
	if !ok {
		return nil, errors.New("the record of the last build is not one that this careerguide understands")
	}
	if sum != fmt.Sprintf("%x", sha256.Sum256(rest)) {
		return nil, errors.New("the record of the last build is damaged")
	}
	r := new(Record)
	if err := gob.NewDecoder(bytes.NewReader(rest)).Decode(r); err != nil {
		return nil, errors.New("the record of the last build is not one that this careerguide understands")
	}
	return r, nil
}

// Save writes the record of an output, whole or not at all.
func (r *Record) Save(root, output string) error {
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(r); err != nil {
		return err
	}
	folder := filepath.Join(root, Folder)
	if err := makeFolder(folder); err != nil {
		return err
	}
	if err := write(filepath.Join(folder, ".gitignore"), []byte("*\n")); err != nil {
		return err
	}
	data := append(fmt.Appendf(nil, "%s%x\n", header, sha256.Sum256(b.Bytes())), b.Bytes()...)
	return write(place(root, output), data)
}

// makeFolder makes a folder where there is none. A link to one is refused: what
// it leads to is somebody's, and here files are replaced and removed.
func makeFolder(name string) error {
	if err := os.Mkdir(name, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(name)
	if err == nil && !info.IsDir() {
		err = fmt.Errorf("%s is no folder", name)
	}
	return err
}

// write replaces a file, unless it has the same bytes.
func write(name string, data []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, data) {
		return nil
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
