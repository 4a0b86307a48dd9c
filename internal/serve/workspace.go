package serve

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/theme"
	"careerguide/internal/watch"
)

// workspace is what the server has read of a site's source. It belongs to
// one goroutine, which makes a new state of it after each change.
type workspace struct {
	o    Options
	fsys fs.FS

	cfg     *config.Site
	sound   bool // cfg was read without an error
	theme   *theme.Theme
	library *content.Library
	// judge reads articles by settings with errors, to tell what a build would;
	// nil where the settings are sound.
	judge *content.Library
	// articles are the last of each file that could be read without an error;
	// a file that never could has what there is of it.
	articles map[string]*content.Article
	wrong    map[string]bool // files that have errors now
	// judged are the articles as a build would read them, where they are
	// others; nil where it reads nothing.
	judged map[string]*content.Article

	settings diag.List            // of site.yaml and sources.yaml
	look     diag.List            // of layouts and assets
	listed   diag.List            // of the list of articles
	fronts   map[string]diag.List // of articles' front matter, by file
}

// change is what a batch did to the workspace.
type change struct {
	files    []string           // that were looked at
	bodies   []*content.Article // whose text alone changed
	articles []*content.Article // that are new, or whose front matter changed
	pictures []string           // files below content/ that are no articles
	linked   bool               // a new state is needed
	anchors  bool               // what can be linked to in bodies may have changed
	look     bool               // layouts, words or scripts changed: pages are made anew
	style    string             // the new stylesheet's address, if it alone changed
	moved    map[string]string  // addresses of articles, old to new
}

// newWorkspace reads the whole site.
func newWorkspace(fsys fs.FS, o Options) *workspace {
	w := &workspace{o: o, fsys: fsys}
	w.readAll()
	return w
}

// readAll reads settings, theme and every article's front matter.
func (w *workspace) readAll() {
	w.readSettings()
	w.readTheme()
	w.readArticles()
}

// readSettings reads site.yaml and sources.yaml. Where they have errors, the
// last good ones stay.
func (w *workspace) readSettings() {
	cfg, found := config.Load(w.fsys)
	found = append(found, cfg.Published(w.o.Now())...)
	w.settings, w.judge = found, nil
	if found.HasErrors() && w.sound {
		w.judge = w.newLibrary(cfg)
		return
	}
	if cfg.BaseURL.IsZero() { // broken settings are no reason not to serve
		_ = cfg.BaseURL.UnmarshalText([]byte("http://localhost/"))
		if cfg.RolePages == nil {
			cfg.RolePages = config.RolePages
		}
	}
	w.cfg, w.sound = cfg, !found.HasErrors()
}

func (w *workspace) newLibrary(cfg *config.Site) *content.Library {
	return content.NewLibrary(w.fsys, cfg, content.Options{
		Now: w.o.Now(), Drafts: w.o.Drafts, Future: w.o.Future, FootnoteBack: w.theme.Words.Get("footnote.back"),
	})
}

// readArticles reads the front matter of every article.
func (w *workspace) readArticles() {
	w.library = w.newLibrary(w.cfg)
	last := w.articles
	w.articles, w.wrong, w.judged, w.fronts = map[string]*content.Article{}, map[string]bool{}, map[string]*content.Article{}, map[string]diag.List{}
	files, found := w.library.Files()
	w.listed = found
	for name, a := range w.read(files) {
		if old := last[name]; old != nil && w.wrong[name] {
			a = old
		}
		if a != nil {
			w.articles[name] = a
		}
	}
}

// read reads files of articles, and notes what is wrong with them. A file of
// which nothing can be read has nil.
func (w *workspace) read(files []content.File) map[string]*content.Article {
	for _, f := range files {
		delete(w.wrong, f.Name())
		delete(w.judged, f.Name())
		delete(w.fronts, f.Name())
	}
	byName := func(list []*content.Article) map[string]*content.Article {
		m := make(map[string]*content.Article, len(files))
		for _, f := range files {
			m[f.Name()] = nil
		}
		for _, a := range list {
			m[a.File] = a
		}
		return m
	}
	articles, found := w.library.Read(context.Background(), files)
	read := byName(articles)
	for _, f := range found {
		if f.Severity == diag.Error {
			w.wrong[f.File] = true
			w.judged[f.File] = read[f.File]
		}
	}
	if w.judge != nil {
		articles, found = w.judge.Read(context.Background(), files)
		maps.Copy(w.judged, byName(articles))
	}
	for _, f := range found {
		w.fronts[f.File] = append(w.fronts[f.File], f)
	}
	return read
}

// apply reads again what a batch names.
func (w *workspace) apply(b watch.Batch) change {
	c := change{files: b.Paths, moved: map[string]string{}}
	if b.Rescan || slices.ContainsFunc(b.Paths, isSettings) {
		before := w.urls()
		w.readAll()
		w.renamed(before, &c)
		c.linked, c.look = true, true
		return c
	}
	if slices.ContainsFunc(b.Paths, func(p string) bool { return strings.HasPrefix(p, "layouts/") || strings.HasPrefix(p, "assets/") }) {
		w.applyTheme(b.Paths, &c)
	}
	w.applyContent(b.Paths, &c)
	return c
}

// isSettings reports whether a file is, or is mistaken for, one of settings.
func isSettings(name string) bool {
	return path.Dir(name) == "content" || !strings.Contains(name, "/")
}

// applyContent reads the articles again that a batch names, and those whose
// front matter names a picture among the rest.
func (w *workspace) applyContent(paths []string, c *change) {
	set := map[string]bool{}
	relist := false
	for _, p := range paths {
		if _, ok := content.FileOf(p); ok {
			set[p] = true
			relist = relist || w.articles[p] == nil || !w.exists(p)
		} else if strings.HasPrefix(p, "content/") {
			relist = true
			c.pictures = append(c.pictures, p)
		}
	}
	if len(c.pictures) > 0 {
		for file, a := range w.articles {
			if content.IsBeside(a.Image) && slices.ContainsFunc(c.pictures, func(p string) bool { return strings.HasPrefix(p, path.Dir(file)+"/") }) {
				set[file] = true
			}
		}
	}
	if relist {
		last := w.listed
		_, w.listed = w.library.Files()
		c.linked = c.linked || !slices.Equal(last, w.listed)
	}
	if len(set) > 0 {
		w.applyArticles(slices.Sorted(maps.Keys(set)), c)
	}
}

// exists reports whether there is an article's file of that name, be it a
// link that leads nowhere.
func (w *workspace) exists(name string) bool {
	info, err := fs.Lstat(w.fsys, name)
	return err == nil && !info.IsDir()
}

// applyArticles reads articles again.
func (w *workspace) applyArticles(files []string, c *change) {
	before := w.urls(files...)
	exists := map[string]bool{}
	list := make([]content.File, 0, len(files))
	for _, name := range files {
		if w.exists(name) {
			exists[name] = true
			f, _ := content.FileOf(name)
			list = append(list, f)
		}
	}
	was := map[string]diag.List{}
	wasWrong := maps.Clone(w.wrong)
	for _, name := range files {
		was[name] = w.fronts[name]
	}
	read := w.read(list)
	for _, name := range files {
		old, a := w.articles[name], read[name]
		switch {
		case !exists[name]:
			delete(w.articles, name)
			delete(w.wrong, name)
			delete(w.judged, name)
			delete(w.fronts, name)
			c.linked = true
		case w.wrong[name]:
			c.linked = true
			if old == nil && a != nil {
				w.articles[name] = a
			}
		case old != nil && !wasWrong[name] && old.Renew(a):
			c.bodies = append(c.bodies, old)
			c.linked = c.linked || w.judge != nil || !slices.Equal(was[name], w.fronts[name])
		default:
			w.articles[name] = a
			c.articles = append(c.articles, a)
			c.linked = true
		}
	}
	w.renamed(before, c)
}
