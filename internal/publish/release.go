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
	"slices"
	"strconv"
	"strings"
	"time"

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
			return nil, fmt.Errorf("make %s: %w", r.path("releases"), output.Cause(err))
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
		return nil, "", written, fmt.Errorf("read %s: %w", place, output.Cause(err))
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
	files, _, written, err := r.readList(r.live)
	if err != nil {
		return nil, fmt.Errorf("%w\nthe release that is live cannot be told from others: move %s away", err, r.path(current))
	}
	r.files = files
	for name, s := range files {
		// What has been touched since is not what the list says; what is gone is not there.
		switch place := r.path("releases", r.live, filepath.FromSlash(name)); {
		case untouched(place, s.size, written.Add(1)): // in one tick of the clock, too
			there[name] = remote{s.size, string(s.hash[:])}
		case exists(place):
			there[name] = remote{size: s.size}
		}
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
		return nil, fmt.Errorf("read %s: %w", r.path("releases"), output.Cause(err))
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
				return nil, fmt.Errorf("remove %s: %w", r.path("releases", e.Name()), output.Cause(err))
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
		return fmt.Errorf("write %s: %w", name+listExt, output.Cause(err))
	}
	for _, end := range []string{listExt, ""} {
		if err := os.Rename(r.path("releases", name+end+partExt), r.path("releases", name+end)); err != nil {
			return fmt.Errorf("make release %s: %w", name, output.Cause(err))
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

// link switches to a release.
func (r *releases) link(name string) error {
	fresh := r.path(current + partExt)
	_ = os.Remove(fresh) // of a deploy that was stopped
	err := os.Symlink(filepath.Join("releases", name), fresh)
	if err == nil {
		err = os.Rename(fresh, r.path(current))
	}
	if err != nil {
		return fmt.Errorf("switch to release %s: %w", name, output.Cause(err))
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
				return fmt.Errorf("remove release %s: %w", name, output.Cause(err))
			}
		}
	}
	return nil
}
