package publish

import (
	"cmp"
	"context"
	"crypto/md5"
	"maps"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"careerguide/internal/config"
	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

// file is a file that is to be at the target.
type file struct {
	name    string // at the target
	source  string // in the output
	size    int64
	sum     [32]byte // SHA-256 of the bytes that are sent
	md5     [16]byte // of the same, for object storage
	plain   [32]byte // SHA-256 of what a reader gets, once unpacked
	headers []hosting.Header
	leads   bool // it is a page that redirects
}

// sent reports whether a file of the output may leave it: hidden files are
// nobody's business but for the two that are part of the web's own customs.
func sent(name string) bool {
	if name == ".nojekyll" {
		return true
	}
	name = strings.TrimPrefix(name, ".well-known/")
	return !strings.HasPrefix(name, ".") && !strings.Contains(name, "/.")
}

// zipped are the files that a bucket holds packed where the build has made a
// packed form: those that browsers load. Readers of feeds and robots may not
// unpack.
func zipped(name string) bool {
	return slices.Contains([]string{".html", ".css", ".js", ".json", ".svg"}, path.Ext(name)) && !strings.HasPrefix(name, ".well-known/")
}

// choose lists what is sent to a kind of target, by name.
//
// A web server picks one of page.html, page.html.br and page.html.gz by what
// the browser asks for, so folders get all three. A bucket picks nothing: what
// is stored is what is served. There a packed form takes the place of the
// file, with its encoding said: gzip, which every browser and search engine
// unpacks whether it asked or not, and not Brotli, which some do not.
func choose(built *output.Built, kind string) []*file {
	names := built.Names()
	known := make(map[string]bool, len(names))
	for _, name := range names {
		known[name] = true
	}
	var files []*file
	for _, name := range names {
		if !sent(name) {
			continue
		}
		f := &file{name: name, source: name, headers: hosting.Headers(name)}
		f.plain, _ = built.Sum(name)
		if plain, coding := hosting.Encoding(name); coding != "" && known[plain] {
			if kind == config.Storage {
				continue
			}
			f.plain, _ = built.Sum(plain)
		}
		if kind == config.Storage && zipped(name) && known[name+".gz"] {
			f.source, f.headers = name+".gz", hosting.Headers(name+".gz")
		}
		f.sum, f.size = built.Sum(f.source)
		files = append(files, f)
	}
	return files
}

// load lists what is sent and reads all of it, so that an output that is not
// as the build wrote it is refused before anything is touched.
func load(ctx context.Context, built *output.Built, o Options) ([]*file, error) {
	files := choose(built, o.Target.To.Kind)
	err := each(ctx, runtime.GOMAXPROCS(0), files, func(_ context.Context, f *file) error {
		data, err := built.ReadFile(f.source)
		if err == nil && o.Target.To.Kind == config.Storage {
			f.md5 = md5.Sum(data)
		}
		if err == nil && path.Ext(f.name) == ".html" {
			if f.source != f.name {
				data, err = built.ReadFile(f.name) // what is sent is packed
			}
			f.leads = redirects(data)
		}
		return err
	})
	return files, err
}

var refresh = regexp.MustCompile(`(?i)<meta\s[^>]*http-equiv\s*=\s*["']?refresh\b`)

// redirects reports whether a page leads elsewhere at once, as the build has
// it for addresses that have moved. That stands in the head.
func redirects(page []byte) bool {
	const head = 16 << 10
	return refresh.Match(page[:min(len(page), head)])
}

// each calls do for every item, some at once, and stops at the first error.
func each[T any](ctx context.Context, atOnce int, items []T, do func(context.Context, T) error) error {
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(atOnce, len(items)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(items) && inner.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := do(inner, items[i]); err != nil {
					cancel(err) // the first counts
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	return context.Cause(inner)
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// rankOf returns when a file comes to a target, the last ones together. What a
// host reads leads to pages.
func rankOf(name string) output.Rank {
	if hosting.IsOwn(name) {
		return output.Listing
	}
	return min(output.RankOf(name), output.Listing)
}

// described returns the files with what the plan does to them.
func described(files []*file, p *Plan) []File {
	changed := map[string]bool{}
	for _, w := range p.Waves {
		for _, u := range w.Uploads {
			changed[u.Name] = true
		}
	}
	list := make([]File, len(files))
	for i, f := range files {
		list[i] = File{f.name, f.plain, changed[f.name], f.leads}
	}
	slices.SortFunc(list, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return list
}
