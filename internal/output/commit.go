package output

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Commit puts the staged files into place: assets, then pages, then sitemaps
// and feeds, and removes stale files last, so that a reader never meets a
// page whose stylesheet is not there.
func (t *Tree) Commit() (Summary, error) {
	var s Summary
	for _, e := range t.files {
		s.Files++
		s.Bytes += e.size
	}
	if t.whole {
		s.Written = s.Files
		return s, t.commitWhole()
	}
	staged := make([]string, 0, len(t.files))
	for name := range t.files {
		if _, err := os.Lstat(t.staged(name)); err == nil {
			staged = append(staged, name)
		}
	}
	slices.SortFunc(staged, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	s.Written = len(staged)
	if err := t.checkForeign(staged); err != nil {
		return s, err
	}
	// Until all is in place, both the old and the new files are ours.
	both := record{}
	for name, e := range t.old {
		both[name] = e
	}
	for _, name := range staged {
		both[name] = entry{hash: pending, size: t.files[name].size}
	}
	if len(staged) > 0 {
		if err := both.write(t.dir); err != nil {
			return s, err
		}
	}
	done := "" // folder that was moved as a whole; staged is sorted, so its files follow
	for _, name := range staged {
		if done != "" && strings.HasPrefix(name, done) {
			continue
		}
		var err error
		if done, err = t.place(name); err != nil {
			return s, err
		}
	}
	for name := range t.old {
		if _, keep := t.files[name]; !keep {
			if err := t.remove(name); err != nil {
				return s, err
			}
			s.Removed++
		}
	}
	if len(staged) > 0 || s.Removed > 0 || t.old == nil {
		if err := t.files.write(t.dir); err != nil {
			return s, err
		}
	}
	return s, t.Abort() // what is left of the stage are empty folders
}

func (t *Tree) commitWhole() error {
	if err := t.files.write(t.stage); err != nil {
		return err
	}
	if err := os.Rename(t.stage, t.dir); err != nil {
		return wrap("put the site in place at", t.dir, err)
	}
	return t.Abort()
}

// rank is the order in which kinds of files are put into place.
func rank(name string) int {
	switch {
	case strings.HasSuffix(name, ".html"):
		return 1
	case path.Dir(name) == "." && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".txt")):
		return 2
	}
	return 0
}

func (t *Tree) staged(name string) string { return filepath.Join(t.stage, filepath.FromSlash(name)) }
func (t *Tree) final(name string) string  { return filepath.Join(t.dir, filepath.FromSlash(name)) }

// checkForeign refuses to overwrite what the record does not own, before
// anything is touched. A file that has the very bytes already is adopted.
func (t *Tree) checkForeign(staged []string) error {
	for _, name := range staged {
		// No folder on the way may be a link to somewhere else, or a file.
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			info, err := os.Lstat(t.final(dir))
			if err != nil || info.IsDir() {
				continue
			}
			if _, ours := t.old[dir]; !ours || !info.Mode().IsRegular() {
				return fmt.Errorf("write %s: %s is not a folder and was not made by careerguide", name, dir)
			}
		}
		info, err := os.Lstat(t.final(name))
		if errors.Is(err, fs.ErrNotExist) || err == nil && t.owns(name, info) {
			continue
		}
		if err != nil {
			if strings.Contains(err.Error(), "not a directory") {
				continue // a stale file of ours stands where a folder will
			}
			return wrap("write", name, err)
		}
		if data, err := os.ReadFile(t.final(name)); err == nil && info.Mode().IsRegular() {
			if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) == t.files[name].hash {
				continue
			}
		}
		return fmt.Errorf("write %s: the file is there already and was not made by careerguide; move it away", name)
	}
	return nil
}

// owns reports whether what stands at a name may be replaced: a file of ours,
// or a folder that holds files of ours alone.
func (t *Tree) owns(name string, info fs.FileInfo) bool {
	if info.IsDir() {
		foreign := false
		_ = filepath.WalkDir(t.final(name), func(p string, d fs.DirEntry, err error) error {
			rel, relErr := filepath.Rel(t.dir, p)
			if _, ours := t.old[filepath.ToSlash(rel)]; err != nil || relErr != nil || !d.IsDir() && !ours {
				foreign = true
				return fs.SkipAll
			}
			return nil
		})
		return !foreign
	}
	_, ours := t.old[name]
	return ours && info.Mode().IsRegular()
}

// place moves a staged file to its place. A folder that the output lacks is
// moved as a whole; its name with a slash is returned.
func (t *Tree) place(name string) (folder string, err error) {
	if dir := topMissing(t.dir, name); dir != "" && rank(name) == 1 {
		return dir + "/", wrap("write", name, os.Rename(t.staged(dir), t.final(dir)))
	}
	if dir := path.Dir(name); dir != "." {
		if err := t.makeFolder(dir); err != nil {
			return "", wrap("write", name, err)
		}
	}
	if info, err := os.Lstat(t.final(name)); err == nil && info.IsDir() {
		if err := os.RemoveAll(t.final(name)); err != nil {
			return "", wrap("write", name, err)
		}
	}
	return "", wrap("write", name, os.Rename(t.staged(name), t.final(name)))
}

// makeFolder makes a folder of the output; a stale file of ours in its way
// goes.
func (t *Tree) makeFolder(dir string) error {
	for at := dir; at != "."; at = path.Dir(at) {
		if info, err := os.Lstat(t.final(at)); err == nil && !info.IsDir() {
			if err := os.Remove(t.final(at)); err != nil {
				return err
			}
		}
	}
	return os.MkdirAll(t.final(dir), 0o755)
}

// topMissing returns the highest folder of a name that the output lacks, or "".
func topMissing(root, name string) string {
	missing := ""
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(root, filepath.FromSlash(dir))); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = dir
	}
	return missing
}

// remove deletes a stale file of ours, and the folders that it leaves empty.
func (t *Tree) remove(name string) error {
	info, err := os.Lstat(t.final(name))
	if err == nil && info.Mode().IsRegular() && !t.behindLink(name) {
		if err := os.Remove(t.final(name)); err != nil {
			return wrap("remove", name, err)
		}
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if os.Remove(t.final(dir)) != nil {
			break
		}
	}
	return nil
}

// behindLink reports whether a folder on the way to a name is a link.
func (t *Tree) behindLink(name string) bool {
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if info, err := os.Lstat(t.final(dir)); err == nil && !info.IsDir() {
			return true
		}
	}
	return false
}
