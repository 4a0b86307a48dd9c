package content

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"careerguide/internal/config"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
	"careerguide/internal/source"
)

// Library reads the articles of one site, all or one by one.
type Library struct{ from *origin }

// NewLibrary returns the library of the site at fsys, its root; links that
// leave it are refused by an fsys made of os.Root.
func NewLibrary(fsys fs.FS, cfg *config.Site, o Options) *Library {
	return &Library{&origin{fsys, cfg, o, maphash.MakeSeed()}}
}

// Load reads every article of the site at fsys. What may be interrupted reads
// them from a Library.
func Load(fsys fs.FS, cfg *config.Site, o Options) ([]*Article, diag.List) {
	l := NewLibrary(fsys, cfg, o)
	files, found := l.Files()
	articles, more := l.Read(context.Background(), files)
	return articles, append(found, more...)
}

// Files lists every article's file below content/, sorted, and what is wrong
// with the list.
func (l *Library) Files() ([]File, diag.List) {
	files, found := list(l.from.fsys)
	return files, append(found, misplaced(l.from.fsys)...)
}

// Read reads articles, several at a time. They come in the order of their
// files; one whose front matter cannot be read at all is left out. Once ctx is
// done, no further one is read.
func (l *Library) Read(ctx context.Context, files []File) ([]*Article, diag.List) {
	articles := make([]*Article, len(files))
	findings := make([]diag.List, len(files))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				articles[i], findings[i] = read(files[i], l.from)
			}
		})
	}
	wg.Wait()
	return slices.DeleteFunc(articles, func(a *Article) bool { return a == nil }), slices.Concat(findings...)
}

// FileOf returns the file of an article by its name, "content/roles/nurse.md";
// false for a name that no article has.
func FileOf(name string) (File, bool) {
	for kind, folder := range folders {
		if rest, ok := strings.CutPrefix(name, "content/"+folder+"/"); ok && strings.HasSuffix(name, ".md") {
			if slices.ContainsFunc(strings.Split(rest, "/"), ignored) {
				return File{}, false
			}
			return File{name: name, kind: Kind(kind)}, true
		}
	}
	return File{}, false
}

// Name returns the file's name, slash-separated and relative to the site's root.
func (f File) Name() string { return f.name }

// Kind returns what the article is about, by its folder.
func (f File) Kind() Kind { return f.kind }

// File is the file of an article.
type File struct {
	name    string // slash-separated, relative to the site's root
	kind    Kind
	regular bool // by the folder's list
}

// read reads one article; nil if there is none in it.
func read(f File, from *origin) (*Article, diag.List) {
	data, err := readFile(from.fsys, f)
	if err != nil {
		return nil, diag.List{source.Unreadable(f.name, err)}
	}
	a, found := parse(f, data, from)
	if a == nil {
		return nil, found
	}
	found = append(found, a.readPicture()...)
	if a.Hidden { // an unfinished draft holds nothing up
		return a, nil
	}
	return a, found
}

// readFile reads an article's file. What the folder does not list as a regular
// file is looked at before it is opened.
func readFile(fsys fs.FS, f File) ([]byte, error) {
	if f.regular {
		return source.ReadListed(fsys, f.name, maxFile)
	}
	return source.Read(fsys, f.name, maxFile)
}

// roleFields are the fields of a role's front matter.
type roleFields struct {
	Meta
	Role
}

// rankingFields are the fields of a ranking's.
type rankingFields struct {
	Meta
	Ranking
}

// textFields are the fields of a guide's or a page's.
type textFields struct {
	Meta
}

// parse reads an article from a file's bytes: its front matter, and which
// sections there are. It returns nil where the front matter cannot be read at
// all.
func parse(f File, data []byte, from *origin) (*Article, diag.List) {
	front, body, _, failed := split(f.name, data)
	if failed != nil {
		return nil, diag.List{*failed}
	}
	a := &Article{Kind: f.kind, File: f.name, from: from}
	a.sum.Store(maphash.Bytes(from.seed, data))
	a.front = sha256.Sum256(append([]byte{byte(front.Format)}, front.Data...))
	options := decode.Options{Meanings: meanings}
	var tree *decode.Tree
	var found diag.List
	switch f.kind {
	case RoleKind:
		fields := new(roleFields) // not a.Role's own: it would keep Meta twice
		tree, found = decode.Unmarshal(front, fields, options)
		role := fields.Role
		a.Meta, a.Role = fields.Meta, &role
	case RankingKind:
		fields := rankingFields{}
		tree, found = decode.Unmarshal(front, &fields, options)
		a.Meta, a.Ranking = fields.Meta, &fields.Ranking
	default:
		fields := textFields{}
		tree, found = decode.Unmarshal(front, &fields, options)
		a.Meta = fields.Meta
	}
	if tree.Root().Kind != decode.Map || slices.ContainsFunc(found, unread) {
		return nil, found
	}
	a.Hidden = from.hidden(a.Meta)
	v := validator{article: a, tree: tree, cfg: from.cfg, found: found}
	v.meta(f)
	if a.Ranking != nil {
		v.ranking()
	}
	if a.Role != nil {
		v.role()
		a.Sections = markdown.Outline(body, a.markdown(1))
	}
	var own diag.List
	for _, f := range v.found {
		if f.File == a.File {
			own = append(own, f)
		} else {
			a.inTable = append(a.inTable, f)
		}
	}
	return a, own
}

// unread reports whether a finding is why nothing was read of the front matter.
func unread(f diag.Finding) bool {
	return f.Rule == "syntax" || f.Rule == "limit" || f.Rule == "control-character"
}

// slugOf returns an article's slug from its file's name.
func slugOf(f File) string {
	base := strings.TrimSuffix(path.Base(f.name), ".md")
	if dir := path.Base(path.Dir(f.name)); base == "index" && dir != folders[f.kind] {
		return dir
	}
	return base
}

// URL returns the address of an article: "/roles/nurse/".
func (a *Article) URL() string {
	if a.Kind == PageKind {
		return "/" + a.Slug + "/"
	}
	return fmt.Sprintf("/%s/%s/", folders[a.Kind], a.Slug)
}
