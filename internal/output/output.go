// Package output puts a built site on disk: whole files or none, changed files
// only, stale ones removed, nothing foreign touched.
//
// A build opens a [Tree], writes every file of the site to it, and commits:
//
//	tree, err := output.Open("public", output.Options{Protected: source})
//	defer tree.Abort()
//	err = tree.Write("roles/nurse/index.html", page)
//	summary, err := tree.Commit()
//
// Until Commit the output stays as it was: what changed waits in a stage, a
// hidden folder beside the output (or in it, where files cannot be renamed
// from beside it). Commit renames; it never writes into a file that a web
// server may be reading.
//
// Which files are ours stands in the output itself, in [RecordName]. Only what
// that record lists is ever replaced or deleted. A build that is killed in the
// middle of Commit leaves a record of the old and the new files, from which
// the next build goes on.
package output

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"sync/atomic"
)

// Options say where a site may be written.
type Options struct {
	// Protected are the folders of the site's source. The first is the site's
	// root, which may hold the output; the others must have nothing to do with it.
	Protected []string
	// Force allows a folder that is not empty and has no record. Files that
	// careerguide did not make are left alone even so.
	Force bool
	// Verify reads every file on disk before it takes it for what the record
	// says, whatever its time.
	Verify bool
	// Preview says that the site is not for readers: there may be drafts in it.
	Preview bool
}

// Summary is what a commit did.
type Summary struct {
	Files   int   // files of the site
	Bytes   int64 // their size together
	Written int   // of them, those that were new or changed
	Removed int   // files of an earlier build that the site no longer has
}

// Tree is a site on its way to disk. Only Write may be called by several
// goroutines at once.
type Tree struct {
	name     string // the output as the user named it, for messages
	dir      string // the output, absolute and free of symlinks
	state    state
	previous record
	stage    folders
	lock     *lock
	verify   bool
	preview  bool
	list     [sha256.Size]byte           // see List
	rename   func(from, to string) error // os.Rename; tests make it fail

	parted atomic.Int64  // files that came in parts
	looked chan []string // see Look

	mu     sync.Mutex
	files  map[string]file
	above  map[string]bool // folders that hold the files
	fault  error           // of the first Write that went wrong
	closed bool
}

// file is what is known of a file of the site.
type file struct {
	sum    [sha256.Size]byte
	size   int64
	staged bool // it waits in the stage: the one on disk is another
}

// state is how Open found the output.
type state int

const (
	missing  state = iota // no such folder
	empty                 // nothing in it but dotfiles
	occupied              // an earlier build, or a folder taken by force
)

// Open makes ready to write a site to dir, which need not exist. It holds a
// lock on dir until Commit or Abort.
func Open(dir string, o Options) (*Tree, error) {
	real, err := resolve(dir)
	if err != nil {
		return nil, fmt.Errorf("output %s: %w", dir, Cause(err))
	}
	if err := safe(real, o.Protected); err != nil {
		return nil, fmt.Errorf("output %s %w; choose another folder", dir, err)
	}
	held, err := acquire(real)
	if err != nil {
		return nil, fmt.Errorf("output %s %w", dir, err)
	}
	t := &Tree{name: dir, dir: real, lock: held, verify: o.Verify, preview: o.Preview, rename: os.Rename, files: map[string]file{}, above: map[string]bool{}}
	if err = t.inspect(o.Force); err == nil {
		err = t.makeStage()
	}
	if err != nil {
		held.release()
		return nil, fmt.Errorf("output %s%w", dir, err)
	}
	return t, nil
}

// inspect finds out what is in the output. Its errors go on after the
// output's name.
func (t *Tree) inspect(force bool) error {
	entries, err := os.ReadDir(t.dir)
	if errors.Is(err, fs.ErrNotExist) {
		t.state = missing
		return nil
	}
	if err != nil {
		return fmt.Errorf(": %w", Cause(err))
	}
	visible := false
	for _, e := range entries {
		visible = visible || !strings.HasPrefix(e.Name(), ".")
	}
	var found bool
	t.previous, t.list, found, err = readRecord(t.dir)
	switch {
	case err != nil && !force:
		return fmt.Errorf(": %w\ndelete it and use --force, or choose an empty folder", err)
	case err != nil:
		t.previous, t.state = record{}, occupied
	case found:
		t.state = occupied
	case !visible:
		t.state = empty
	case force:
		t.state = occupied
	default:
		return errors.New(" is not empty and was not made by careerguide\nchoose an empty folder or use --force")
	}
	return nil
}

// add notes a file of the site. It reports false for one that is noted already.
func (t *Tree) add(name string, f file) (bool, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return false, errors.New("the output is closed")
	}
	if other, ok := t.files[name]; ok {
		if other.sum != f.sum {
			return false, errors.New("two different files have this name")
		}
		return false, nil
	}
	if t.above[name] {
		return false, &ClashError{File: name, Below: t.firstBelow(name)}
	}
	for dir := path.Dir(name); dir != "." && !t.above[dir]; dir = path.Dir(dir) {
		if _, ok := t.files[dir]; ok {
			return false, &ClashError{File: dir, Below: name}
		}
	}
	for dir := path.Dir(name); dir != "." && !t.above[dir]; dir = path.Dir(dir) {
		t.above[dir] = true
	}
	t.files[name] = f
	return true, nil
}

// ClashError says that a file of the site is in the way of another one, which
// would need a folder in its place. Names are as Write takes them, whichever of
// the two came first.
type ClashError struct {
	File  string // "sitemap.xml"
	Below string // "sitemap.xml/old/index.html"
}

func (e *ClashError) Error() string {
	return fmt.Sprintf("%s is both a file and the folder of %s", e.File, e.Below)
}

// firstBelow returns the first of the noted files below a folder.
func (t *Tree) firstBelow(dir string) string {
	first := ""
	for name := range t.files {
		if strings.HasPrefix(name, dir+"/") && (first == "" || name < first) {
			first = name
		}
	}
	return first
}

// Abort gives the build up and leaves the output as it was. After Commit it
// does nothing.
func (t *Tree) Abort() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return nil
	}
	t.closed = true
	defer t.lock.release()
	if err := os.RemoveAll(t.stage.base); err != nil {
		return fmt.Errorf("remove %s: %w", t.stage.base, Cause(err))
	}
	return nil
}

// Cause strips an error of the path that the message gives already.
func Cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
