package content

import (
	"errors"
	"fmt"
	"hash/maphash"
	"io"
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
)

// Library reads the articles of one site, all or one by one.
type Library struct{ from *origin }

// NewLibrary returns the library of the site at fsys, its root; links that
// leave it are refused by an fsys made of os.Root.
func NewLibrary(fsys fs.FS, cfg *config.Site, o Options) *Library {
	return &Library{&origin{fsys, cfg, o, maphash.MakeSeed()}}
}

// Load reads every article of the site at fsys.
func Load(fsys fs.FS, cfg *config.Site, o Options) ([]*Article, diag.List) {
	l := NewLibrary(fsys, cfg, o)
	files, found := l.Files()
	articles, more := l.Read(files)
	return articles, append(found, more...)
}

// Files lists every article's file below content/, sorted, and what is wrong
// with the list.
func (l *Library) Files() ([]File, diag.List) { return list(l.from.fsys) }

// Read reads articles, several at a time. They come in the order of their
// files; one whose front matter cannot be read at all is left out.
func (l *Library) Read(files []File) ([]*Article, diag.List) {
	articles := make([]*Article, len(files))
	findings := make([]diag.List, len(files))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
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

// File is the file of an article.
type File struct {
	name    string // slash-separated, relative to the site's root
	kind    Kind
	regular bool // by the folder's list
}

// list returns the articles' files, sorted.
func list(fsys fs.FS) ([]File, diag.List) {
	var files []File
	var found diag.List
	for kind, folder := range folders {
		root := "content/" + folder
		err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == root:
				return fs.SkipAll
			case err != nil:
				found = append(found, unreadable(name, err))
				return nil
			case name != root && ignored(d.Name()):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case d.IsDir():
				return nil
			case !strings.HasSuffix(name, ".md"):
				if d.Type()&fs.ModeSymlink != 0 {
					found = append(found, linkedFolder(fsys, name)...)
				}
				return nil
			}
			files = append(files, File{name, Kind(kind), d.Type().IsRegular()})
			return nil
		})
		if err != nil {
			found = append(found, unreadable(root, err))
		}
	}
	return files, found
}

// ignored reports whether a name is an editor's: hidden files, backups and locks.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}

// linkedFolder warns of a link to a folder, whose articles would be missed.
func linkedFolder(fsys fs.FS, name string) diag.List {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.IsDir() || err != nil && path.Ext(name) != "" {
		return nil
	}
	f := diag.Finding{File: name, Message: "a link to a folder: no articles are read from it", Hint: "put the folder itself here"}
	if err != nil {
		f = unreadable(name, err)
	}
	f.Severity, f.Rule = diag.Warning, "linked-folder"
	return diag.List{f}
}

func unreadable(name string, err error) diag.Finding {
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	hint := ""
	if strings.Contains(err.Error(), "escapes") {
		hint = "a link may not lead out of the site's folder"
	}
	return diag.Finding{File: name, Severity: diag.Error, Rule: "unreadable", Message: "cannot be read: " + err.Error(), Hint: hint}
}

// read reads one article; nil if there is none in it.
func read(f File, from *origin) (*Article, diag.List) {
	data, err := readFile(from.fsys, f)
	if err != nil {
		return nil, diag.List{unreadable(f.name, err)}
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

// readFile reads a regular file. What the folder does not list as one, a link
// or a named pipe, is looked at before it is opened: a pipe would never end.
func readFile(fsys fs.FS, f File) ([]byte, error) {
	irregular := errors.New("not a regular file")
	if !f.regular {
		if info, err := fs.Stat(fsys, f.name); err != nil {
			return nil, err
		} else if !info.Mode().IsRegular() {
			return nil, irregular
		}
	}
	r, err := fsys.Open(f.name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	info, err := r.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, irregular
	case info.Size() > maxFile:
		return nil, errors.New("larger than 16 MiB")
	}
	data := make([]byte, info.Size()+1) // one more, so that the end is seen at once
	n, err := io.ReadFull(r, data)
	if err == nil {
		return nil, errors.New("changed while it was read")
	}
	if err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	return data[:n], nil
}

// roleFields are the fields of a role's front matter.
type roleFields struct {
	Meta
	Role
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
	options := decode.Options{Meanings: meanings}
	var tree *decode.Tree
	var found diag.List
	if f.kind == RoleKind {
		fields := roleFields{}
		tree, found = decode.Unmarshal(front, &fields, options)
		a.Meta, a.Role = fields.Meta, &fields.Role
	} else {
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
	if a.Role != nil {
		v.role()
		a.Sections = markdown.Outline(body, a.markdown(1))
	}
	return a, v.found
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
