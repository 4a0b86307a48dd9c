package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

// releases is a folder of releases:
//
//	/srv/www/careers/current                              a link to the one that is live
//	/srv/www/careers/releases/0007-20260102-150405/       a whole site
//	/srv/www/careers/releases/0007-20260102-150405.files  what it holds
//
// A web server's root is current. A release is made beside the others and
// never changes once it is live, so a switch of the link is the whole deploy
// and the whole rollback. Its files are read-only: those that have not changed
// are the same files as in the release before (hard links), and nobody who
// writes into one in place shall change two. A release whose files are not as
// they were deployed is not gone back to.
//
// Beside its own files a release has the assets with a hash in their name of
// all releases that are kept, for the sake of readers who loaded a page just
// before the switch.
type releases struct {
	dir     string
	keep    int
	clock   Clock
	tell    func(done, total int)
	release func() // gives the lock back; nil where nothing is to be written

	live  string // the release that is live; "" for none
	files sums   // of the live release
}

var (
	releaseName = regexp.MustCompile(`^([0-9]{4,9})-[0-9]{8}-[0-9]{6}$`)
	current     = "current"
)

const (
	listHead = "careerguide release 1"
	listExt  = ".files"
	partExt  = ".new" // of what is not complete
	lockName = "deploy.lock"
)

// openReleases opens a folder, and locks it unless nothing is to be written.
func openReleases(o Options) (*releases, error) {
	dir := o.Target.To.Path
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(o.Root, dir)
	}
	r := &releases{dir: dir, keep: o.Target.Kept(), clock: o.Clock, tell: o.Progress}
	if inside(o.Output, dir) || inside(dir, o.Output) {
		return nil, fmt.Errorf("target %s: %s and the output %s lie in one another; choose another folder", o.Target.Label(), dir, o.Output)
	}
	if !o.DryRun {
		if err := os.MkdirAll(r.path("releases"), 0o755); err != nil {
			return nil, fmt.Errorf("make %s: %w", r.path("releases"), cause(err))
		}
		var err error
		r.release, err = output.LockFile(r.path(lockName))
		if held, ok := errors.AsType[*output.HeldError](err); ok {
			return nil, fmt.Errorf("another deploy to %s is under way: %w", dir, held)
		} else if err != nil {
			return nil, fmt.Errorf("lock %s: %w", r.path(lockName), err)
		}
	}
	if err := r.findLive(); err != nil {
		r.close()
		return nil, err
	}
	return r, nil
}

func (r *releases) path(parts ...string) string {
	return filepath.Join(append([]string{r.dir}, parts...)...)
}

func (r *releases) close() error {
	if r.release != nil {
		r.release()
	}
	return nil
}

// findLive reads where the link leads to. A link or folder of that name that
// no deploy made is left alone.
func (r *releases) findLive() error {
	to, err := os.Readlink(r.path(current))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	name := path.Base(filepath.ToSlash(to))
	if err != nil || filepath.ToSlash(to) != "releases/"+name || !releaseName.MatchString(name) {
		return fmt.Errorf("%s is not a link that a deploy made\nmove it away, or choose another folder", r.path(current))
	}
	r.live = name
	return nil
}

// readList reads what a release holds, and which one was live before it.
func (r *releases) readList(name string) (files sums, before string, written time.Time, err error) {
	place := r.path("releases", name+listExt)
	data, err := os.ReadFile(place)
	var info fs.FileInfo
	if err == nil {
		info, err = os.Stat(place)
	}
	if err != nil {
		return nil, "", written, fmt.Errorf("read %s: %w", place, cause(err))
	}
	files = sums{}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		name, s, ok := parseLine(line)
		switch {
		case i == 0 && line == listHead:
		case i == 1 && strings.HasPrefix(line, "before "):
			before = strings.TrimPrefix(line, "before ")
		case ok && i > 1:
			files[name] = s
		default:
			return nil, "", written, fmt.Errorf("read %s: line %d is damaged", place, i+1)
		}
	}
	return files, before, info.ModTime(), nil
}

func (r *releases) list(context.Context) (map[string]remote, error) {
	there := map[string]remote{}
	if r.live == "" {
		return there, nil
	}
	files, _, _, err := r.readList(r.live)
	if err != nil {
		return nil, fmt.Errorf("%w\nthe release that is live cannot be told from others: move %s away", err, r.path(current))
	}
	r.files = files
	for name, s := range files {
		there[name] = remote{s.size, string(s.hash[:])}
	}
	return there, nil
}

func (r *releases) same(_ context.Context, f *file, there remote) (bool, error) {
	return there.tag == string(f.sum[:]), nil
}

// owns is true: a release has nothing but what was deployed.
func (r *releases) owns(context.Context, string, remote) (bool, error) { return true, nil }

func (r *releases) read(_ context.Context, name string) ([]byte, error) {
	return os.ReadFile(r.path("releases", r.live, filepath.FromSlash(name)))
}

// all lists the whole releases, oldest first, and removes what a deploy that
// was stopped has left.
func (r *releases) all() ([]string, error) {
	entries, err := os.ReadDir(r.path("releases"))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", r.path("releases"), cause(err))
	}
	has := map[string]bool{}
	for _, e := range entries {
		has[e.Name()] = true
	}
	var names []string
	for _, e := range entries {
		name := strings.TrimSuffix(strings.TrimSuffix(e.Name(), partExt), listExt)
		if !releaseName.MatchString(name) {
			continue
		}
		if e.Name() == name && has[name+listExt] {
			names = append(names, name)
		} else if e.Name() != name+listExt || !has[name] {
			if err := os.RemoveAll(r.path("releases", e.Name())); err != nil {
				return nil, fmt.Errorf("remove %s: %w", r.path("releases", e.Name()), cause(err))
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int { return number(a) - number(b) })
	return names, nil
}

func number(name string) int {
	n, _ := strconv.Atoi(releaseName.FindStringSubmatch(name)[1])
	return n
}

// apply makes a release and switches to it.
func (r *releases) apply(ctx context.Context, p *Plan, files []*file, read func(*file) ([]byte, error)) error {
	names, err := r.all()
	if err != nil {
		return err
	}
	if p.Uploads+p.Deletes == 0 && r.live != "" {
		return r.prune(names)
	}
	last := 0
	if len(names) > 0 {
		last = number(names[len(names)-1])
	}
	name := fmt.Sprintf("%04d-%s", last+1, r.clock.now().UTC().Format("20060102-150405"))
	if err := r.make(ctx, name, files, read); err != nil {
		_ = os.RemoveAll(r.path("releases", name+partExt)) // the next deploy removes what stays
		return err
	}
	names = append(names, name)
	if err := r.lend(name+partExt, name, sumsOf(files), r.kept(names, r.live, name)); err != nil {
		return err
	}
	list := listHead + "\nbefore " + r.live + "\n" + sumsOf(files).lines()
	if err := os.WriteFile(r.path("releases", name+listExt+partExt), []byte(list), 0o644); err != nil {
		return fmt.Errorf("write %s: %w", name+listExt, cause(err))
	}
	for _, end := range []string{listExt, ""} {
		if err := os.Rename(r.path("releases", name+end+partExt), r.path("releases", name+end)); err != nil {
			return fmt.Errorf("make release %s: %w", name, cause(err))
		}
	}
	if err := r.link(name); err != nil {
		return err
	}
	return r.prune(names)
}

func sumsOf(files []*file) sums {
	s := make(sums, len(files))
	for _, f := range files {
		s[f.name] = sum{f.sum, f.size}
	}
	return s
}

// make writes the files of a release, of which those that the live one has too
// are the same files.
func (r *releases) make(ctx context.Context, name string, files []*file, read func(*file) ([]byte, error)) error {
	base := r.path("releases", name+partExt)
	dirs := map[string]bool{".": true}
	for _, f := range files {
		dirs[path.Dir(f.name)] = true
	}
	for dir := range dirs {
		if err := os.MkdirAll(filepath.Join(base, filepath.FromSlash(dir)), 0o755); err != nil {
			return fmt.Errorf("make %s: %w", dir, cause(err))
		}
	}
	var written time.Time
	if r.live != "" {
		var err error
		if _, _, written, err = r.readList(r.live); err != nil {
			return err
		}
	}
	c := newCounter(len(files), r.tell)
	return each(ctx, 2*runtime.GOMAXPROCS(0), files, func(_ context.Context, f *file) error {
		defer c.step()
		place := filepath.Join(base, filepath.FromSlash(f.name))
		if old := r.path("releases", r.live, filepath.FromSlash(f.name)); r.files[f.name] == (sum{f.sum, f.size}) && untouched(old, f.size, written) && os.Link(old, place) == nil {
			return nil
		}
		data, err := read(f)
		if err == nil {
			err = create(place, data)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", f.name, cause(err))
		}
		return nil
	})
}

// untouched reports whether a file is read-only still, of its size, and older
// than the list of its release.
func untouched(place string, size int64, written time.Time) bool {
	info, err := os.Lstat(place)
	return err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o222 == 0 && info.Size() == size && info.ModTime().Before(written)
}

// create writes a read-only file that does not exist yet.
func create(place string, data []byte) error {
	f, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// kept returns the releases that stay, oldest first: the newest ones, and the
// others that are named.
func (r *releases) kept(names []string, others ...string) []string {
	from := max(0, len(names)-r.keep)
	var list []string
	for i, name := range names {
		if i >= from || slices.Contains(others, name) {
			list = append(list, name)
		}
	}
	return list
}

// lasting reports whether a file of this name never has other bytes.
func lasting(name string) bool {
	plain, _ := hosting.Encoding(name)
	return hosting.IsHashed(plain)
}

// lend gives a release, in the folder at, the hashed assets of others that it
// has not itself.
func (r *releases) lend(at, name string, own sums, others []string) error {
	for _, other := range others {
		if other == name {
			continue
		}
		files, _, _, err := r.readList(other)
		if err != nil {
			continue // it has nothing that could be told
		}
		for asset, s := range files {
			if _, ok := own[asset]; ok || !lasting(asset) {
				continue
			}
			from, to := r.path("releases", other, filepath.FromSlash(asset)), r.path("releases", at, filepath.FromSlash(asset))
			if _, err := os.Lstat(to); err == nil {
				continue
			}
			if info, err := os.Lstat(from); err != nil || !info.Mode().IsRegular() || info.Size() != s.size {
				continue
			}
			err := os.MkdirAll(filepath.Dir(to), 0o755)
			if err == nil && os.Link(from, to) != nil {
				var data []byte
				if data, err = os.ReadFile(from); err == nil {
					err = create(to, data)
				}
			}
			if err != nil {
				return fmt.Errorf("write %s: %w", asset, cause(err))
			}
		}
	}
	return nil
}

// link switches to a release.
func (r *releases) link(name string) error {
	fresh := r.path(current + partExt)
	_ = os.Remove(fresh) // of a deploy that was stopped
	err := os.Symlink(filepath.Join("releases", name), fresh)
	if err == nil {
		err = os.Rename(fresh, r.path(current))
	}
	if err != nil {
		return fmt.Errorf("switch to release %s: %w", name, cause(err))
	}
	r.live = name
	return nil
}

// prune removes releases that are not kept, which the live one and the one
// before it always are: readers may still be on its pages. The list goes
// first: without it what remains is removed another time.
func (r *releases) prune(names []string) error {
	_, before, _, err := r.readList(r.live)
	if err != nil {
		return err
	}
	kept := r.kept(names, r.live, before)
	for _, name := range names {
		if slices.Contains(kept, name) {
			continue
		}
		for _, end := range []string{listExt, ""} {
			if err := os.RemoveAll(r.path("releases", name+end)); err != nil {
				return fmt.Errorf("remove release %s: %w", name, cause(err))
			}
		}
	}
	return nil
}

// inside reports whether a folder is another or lies below it.
func inside(inner, outer string) bool {
	a, err := filepath.Abs(inner)
	b, e := filepath.Abs(outer)
	if err != nil || e != nil {
		return false
	}
	rel, err := filepath.Rel(resolved(b), resolved(a))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// resolved follows the symlinks of the part of a path that exists.
func resolved(name string) string {
	if followed, err := filepath.EvalSymlinks(name); err == nil || name == filepath.Dir(name) {
		return followed
	}
	return filepath.Join(resolved(filepath.Dir(name)), filepath.Base(name))
}

// cause strips an error of the path that the message gives already.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}
