package output

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// plan is what a commit does to an output that exists, in this order.
type plan struct {
	clear []string // files of ours, and folders, in the way of a folder or file to come
	moves []string // files, and whole folders that are new, to rename from the stage
	stale []string // files of the build before that the site no longer has
	tidy  []string // folders that may be empty now, to remove if they are
	gone  []string // files of the build before that the site no longer has, whatever is on disk, sorted
}

// planner looks at what is on disk and touches nothing.
type planner struct {
	*Tree
	plan
	seen     map[string]kind // folders looked at
	clearing map[string]bool
}

// kind is what is at a path.
type kind int

const (
	nothing kind = iota
	folder
	ours    // a file that the record lists
	foreign // anything else, symlinks too: we make none
)

// plan finds out what to do, and refuses what would touch a foreign file.
func (t *Tree) plan() (plan, error) {
	p := &planner{Tree: t, seen: map[string]kind{".": folder}, clearing: map[string]bool{}}
	whole := map[string]bool{}
	for _, name := range t.Written() { // what is on disk as it should be is not looked at again
		if err := p.folder(path.Dir(name)); err != nil {
			return plan{}, err
		}
		if top, _, _ := strings.Cut(name, "/"); t.state == empty && p.look(top) == nothing {
			whole[top] = true
			continue
		}
		if err := p.place(name); err != nil {
			return plan{}, err
		}
	}
	p.moves = slices.AppendSeq(p.moves, maps.Keys(whole))
	slices.SortFunc(p.moves, func(a, b string) int {
		return cmp.Or(cmp.Compare(RankOf(a), RankOf(b)), cmp.Compare(a, b))
	})
	p.findStale()
	return p.plan, nil
}

// look returns what is at a path.
func (p *planner) look(name string) kind {
	if k, ok := p.seen[name]; ok {
		return k
	}
	k := nothing
	if p.look(path.Dir(name)) == folder {
		info, err := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(name)))
		_, listed := p.previous.files[name]
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err == nil && info.IsDir():
			k = folder
		case err == nil && info.Mode().IsRegular() && listed:
			k = ours
		default:
			k = foreign
		}
	}
	p.seen[name] = k
	return k
}

// folder plans for a folder to be at a path.
func (p *planner) folder(name string) error {
	for dir := name; dir != "."; dir = path.Dir(dir) {
		switch p.look(dir) {
		case foreign:
			return p.refuse(dir)
		case ours:
			p.remove(dir)
		}
	}
	return nil
}

// place plans for a staged file to be moved to its path.
func (p *planner) place(name string) error {
	switch p.look(name) {
	case folder:
		if err := p.empty(name); err != nil {
			return err
		}
	case foreign:
		f := p.files[name]
		place := filepath.Join(p.dir, filepath.FromSlash(name))
		if info, err := os.Lstat(place); err != nil || !info.Mode().IsRegular() || !holds(place, f) {
			return p.refuse(name)
		}
		f.staged = false // it is what we would write: make it ours
		p.files[name] = f
		return nil
	}
	p.moves = append(p.moves, name)
	return nil
}

// empty plans the removal of a folder that only holds files of ours.
func (p *planner) empty(name string) error {
	var found []string
	err := filepath.WalkDir(filepath.Join(p.dir, filepath.FromSlash(name)), func(place string, _ fs.DirEntry, err error) error {
		if err != nil {
			return fmt.Errorf("read %s: %w", name, Cause(err))
		}
		rel, err := filepath.Rel(p.dir, place)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if p.look(rel) == foreign {
			return p.refuse(rel)
		}
		found = append(found, rel)
		return nil
	})
	for _, rel := range slices.Backward(found) { // what a folder holds before the folder
		p.remove(rel)
	}
	return err
}

func (p *planner) remove(name string) {
	if !p.clearing[name] {
		p.clearing[name] = true
		p.clear = append(p.clear, name)
	}
}

// findStale lists what the record has and the site has not. What has become
// something else on disk is no longer ours.
func (p *planner) findStale() {
	p.plan.gone = p.Tree.gone()
	slices.Sort(p.plan.gone)
	if len(p.plan.gone) == 0 {
		return
	}
	folded := make(map[string]string, len(p.files))
	for name := range p.files {
		folded[strings.ToLower(name)] = name
	}
	for _, name := range p.plan.gone {
		if p.clearing[name] || p.same(name, folded[strings.ToLower(name)]) {
			continue
		}
		switch k := p.look(name); {
		case k == ours:
			p.stale = append(p.stale, name)
		case k != nothing || !p.previous.pending:
			continue // nobody but a killed build leaves folders without files
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if p.look(dir) == folder {
				p.tidy = append(p.tidy, dir)
			}
		}
	}
	slices.Sort(p.tidy)
	p.tidy = slices.Compact(p.tidy)
	slices.Reverse(p.tidy) // what a folder holds before the folder
}

// same reports whether two names lead to one file, as "A.html" and "a.html"
// may where case does not count.
func (p *planner) same(a, b string) bool {
	if b == "" {
		return false
	}
	x, err := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(a)))
	y, e := os.Lstat(filepath.Join(p.dir, filepath.FromSlash(b)))
	return err == nil && e == nil && os.SameFile(x, y)
}

func (p *planner) refuse(name string) error {
	return fmt.Errorf("output %s holds %s, which careerguide did not make\nmove it away, or choose another folder", p.name, name)
}
