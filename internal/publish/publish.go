// Package publish sends a built site to where readers find it: a folder on
// this machine, a bucket of object storage, or a folder on a server.
//
//	result, err := publish.Run(ctx, publish.Options{Output: "public", Target: target})
//
// What is sent is what the build's own list names, as the build wrote it;
// nothing else that lies in the output's folder. What is different at the
// target is found out first and is data, a [Plan]: uploads in waves (assets,
// then pages, then the files that list pages), deletions in the opposite order
// after all uploads. A wave begins when the one before is complete, so that no
// page that readers can see refers to a file that is not there, whenever the
// deploy ends.
//
// A folder gets whole releases beside each other, and a link that is switched
// from one to the next; see release.go. Storage and servers are changed in
// place, wave by wave.
//
// Only files that a deploy put there are ever deleted. Who put a file there is
// known from the file's own metadata in a bucket, and from a list beside the
// folder elsewhere: never from a file among those that readers can ask for.
package publish

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/output"
)

// Options are what a deploy takes from the world.
type Options struct {
	Output string        // the folder of the built site
	Target config.Target // where to
	Root   string        // the site's folder, which a target's relative path begins at

	DryRun     bool // plan, and change nothing
	All        bool // send files again that are there already
	MaxDeletes int  // more deletions are refused; below zero: as the target has it

	// Review judges the built site against the one at the target before
	// anything is changed; errors among its findings stop the deploy. May be nil.
	Review func(ctx context.Context, old Reader) (diag.List, error)

	Env      func(name string) string // the environment
	Home     string                   // the user's home, for known_hosts and credentials; may be ""
	Clock    Clock                    // the zero Clock is the system's
	Progress func(done, total int)    // may be nil; called by several goroutines

	attempt time.Duration // how long one request may take, at least; 0 for the usual time
}

// Reader reads the site that is at the target now. What others put there, and
// stays, is no part of it.
type Reader interface {
	// Names returns the names of the files, sorted: "roles/nurse/index.html".
	Names() []string
	// Unchanged reports whether a file is the one that the built site has.
	Unchanged(name string) bool
	// ReadFile returns a file as a reader would see it. The error is
	// fs.ErrNotExist for one that is not there.
	ReadFile(ctx context.Context, name string) ([]byte, error)
}

// Result is what a deploy did, or with DryRun would do.
type Result struct {
	Plan     Plan
	Release  string    // of a folder: the release that is live now
	Findings diag.List // of Review; with an error among them nothing was changed
	Files    []File    // all that were to be at the target, by name
}

// File is a file of the site as it is at the target.
type File struct {
	Name    string
	Plain   [32]byte // SHA-256 of what a reader gets, once unpacked
	Changed bool     // it is new there, or other than it was
	Leads   bool     // it is a page that redirects
}

// host is a target that is open.
type host interface {
	// list returns the files at the target, by name.
	list(ctx context.Context) (map[string]remote, error)
	// same reports whether a file at the target is f.
	same(ctx context.Context, f *file, r remote) (bool, error)
	// owns reports whether a deploy put a file there.
	owns(ctx context.Context, name string, r remote) (bool, error)
	read(ctx context.Context, name string) ([]byte, error)
	// apply does what the plan says.
	apply(ctx context.Context, p *Plan, files []*file, read func(*file) ([]byte, error)) error
	close() error
}

// remote is what a listing tells of a file at the target.
type remote struct {
	size int64
	tag  string // what its bytes are told from others by
}

// Run sends a built site to a target.
func Run(ctx context.Context, o Options) (Result, error) {
	var result Result
	built, err := output.OpenBuilt(o.Output)
	if err != nil {
		return result, err
	}
	defer built.Close()
	files, err := load(ctx, built, o)
	if err != nil {
		return result, err
	}
	h, err := open(ctx, o)
	if err != nil {
		return result, err
	}
	defer h.close()
	there, err := h.list(ctx)
	if err != nil {
		return result, err
	}
	if result.Plan, err = makePlan(ctx, h, files, there, o.All); err != nil {
		return result, err
	}
	result.Files = described(files, &result.Plan)
	if most := o.mostDeletes(len(there)); result.Plan.Deletes > most {
		return result, fmt.Errorf("%d files would be deleted, more than the %d that max_deletes allows; nothing was changed\nif that is meant, use --max-deletes %d", result.Plan.Deletes, most, result.Plan.Deletes)
	}
	if o.Review != nil {
		if result.Findings, err = o.Review(ctx, oldSite(h, there, &result)); err != nil || result.Findings.HasErrors() {
			return result, err
		}
	}
	if o.DryRun {
		return result, nil
	}
	if err := h.apply(ctx, &result.Plan, files, func(f *file) ([]byte, error) { return built.ReadFile(f.source) }); err != nil {
		return result, err
	}
	if r, ok := h.(*releases); ok {
		result.Release = r.live
	}
	return result, nil
}

// open opens the target.
func open(ctx context.Context, o Options) (host, error) {
	switch o.Target.To.Kind {
	case config.Folder:
		return openReleases(o)
	case config.Storage:
		return openStorage(o)
	case config.SFTP:
		return openServer(ctx, o)
	}
	return nil, fmt.Errorf("target %s has no destination", o.Target.Label())
}

// mostDeletes returns how many files may be deleted of those that are there.
func (o Options) mostDeletes(there int) int {
	const least, share = 256, 20
	switch {
	case o.MaxDeletes >= 0:
		return o.MaxDeletes
	case o.Target.MaxDeletes.Known():
		return int(o.Target.MaxDeletes.Float())
	}
	return max(least, there/share)
}

// old is the site at a target.
type old struct {
	host host
	// unchanged says of each file whether the built site has the same.
	unchanged map[string]bool
}

func oldSite(h host, there map[string]remote, r *Result) old {
	site := old{h, map[string]bool{}}
	for _, f := range r.Files {
		if _, ok := there[f.Name]; ok {
			site.unchanged[f.Name] = !f.Changed
		}
	}
	for _, w := range r.Plan.Waves {
		for _, name := range w.Deletes {
			site.unchanged[name] = false
		}
	}
	return site
}

func (r old) Names() []string { return slices.Sorted(maps.Keys(r.unchanged)) }

func (r old) Unchanged(name string) bool { return r.unchanged[name] }

func (r old) ReadFile(ctx context.Context, name string) ([]byte, error) {
	if _, ok := r.unchanged[name]; !ok {
		return nil, fmt.Errorf("read %s: %w", name, fs.ErrNotExist)
	}
	return r.host.read(ctx, name)
}
