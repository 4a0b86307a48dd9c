package serve

import (
	"context"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/page"
	"careerguide/internal/site"
	"careerguide/internal/theme"
	"careerguide/internal/watch"
)

// workspace is what the server has read of a site's source. It belongs to
// one goroutine, which makes a new state of it after each change.
type workspace struct {
	o    Options
	fsys fs.FS

	cfg     *config.Site
	theme   *theme.Theme
	library *content.Library
	// articles are the last of each file that could be read without an error;
	// a file that never could has what there is of it.
	articles map[string]*content.Article

	settings diag.List            // of site.yaml and sources.yaml
	look     diag.List            // of layouts and assets
	listed   diag.List            // of the list of articles
	fronts   map[string]diag.List // of articles' front matter, by file
}

// state is a site at one moment. It does not change, but for the bodies of
// its articles, which are read from their files when a page is asked for.
type state struct {
	site  *site.Site
	theme *theme.Theme
	pages *page.List
	found diag.List // all that is wrong but for what is in bodies
	files map[string]theme.File
}

// change is what a batch did to the workspace.
type change struct {
	files     []string           // that were looked at
	bodies    []*content.Article // whose text alone changed
	articles  []*content.Article // that are new, or whose front matter changed
	linked    bool               // there is a new state
	addresses bool               // what can be linked to may have changed
	look      bool               // layouts, words or scripts changed: pages are made anew
	style     string             // the new stylesheet's address, if it alone changed
	moved     map[string]string  // addresses of articles, old to new
}

// newWorkspace reads the whole site.
func newWorkspace(fsys fs.FS, o Options) *workspace {
	w := &workspace{o: o, fsys: fsys}
	w.readAll()
	return w
}

// readAll reads settings, theme and every article's front matter.
func (w *workspace) readAll() {
	cfg, found := config.Load(w.fsys)
	w.settings = found
	if found.HasErrors() && w.cfg != nil {
		cfg = w.cfg // the last good settings
	}
	if cfg.BaseURL.IsZero() {
		_ = cfg.BaseURL.UnmarshalText([]byte("http://localhost/")) // broken settings are no reason not to serve
	}
	w.cfg = cfg
	w.readTheme()
	w.library = content.NewLibrary(w.fsys, cfg, content.Options{
		Now: w.o.Now(), Drafts: w.o.Drafts, Future: w.o.Future, FootnoteBack: w.theme.Words.Get("footnote.back"),
	})
	last := w.articles
	w.articles, w.fronts = map[string]*content.Article{}, map[string]diag.List{}
	files, found := w.library.Files()
	w.listed = found
	articles, found := w.library.Read(context.Background(), files)
	for _, f := range found {
		w.fronts[f.File] = append(w.fronts[f.File], f)
	}
	for _, a := range articles {
		w.articles[a.File] = a
	}
	for file, found := range w.fronts {
		if old := last[file]; old != nil && found.HasErrors() {
			w.articles[file] = old
		}
	}
}

// readTheme reads layouts and assets. Where they have errors, the last good
// theme stays, or else the default one stands in.
func (w *workspace) readTheme() {
	o := theme.OptionsOf(w.cfg, w.o.Minify)
	t, found := theme.Load(w.fsys, o)
	w.look = found
	if found.HasErrors() {
		if t = w.theme; t == nil {
			t, _ = theme.Load(emptyFS{}, o)
		}
	}
	w.theme = t
}

// emptyFS is a site without files.
type emptyFS struct{}

func (emptyFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// state links what has been read. As in a build, links are judged only where
// front matter is sound.
func (w *workspace) state() *state {
	st := &state{theme: w.theme, found: slices.Concat(w.settings, w.look, w.listed), files: map[string]theme.File{}}
	for _, file := range slices.Sorted(maps.Keys(w.fronts)) {
		st.found = append(st.found, w.fronts[file]...)
	}
	articles := make([]*content.Article, 0, len(w.articles))
	for _, file := range slices.Sorted(maps.Keys(w.articles)) {
		articles = append(articles, w.articles[file])
	}
	s, found := site.Link(w.cfg, articles, w.theme.Assets())
	if !st.found.HasErrors() {
		st.found = append(st.found, found...)
	}
	st.site = s
	st.pages = page.Pages(s, page.Env{Words: w.theme.Words.Get, Now: w.o.Now(), Stylesheet: w.theme.Stylesheet, Script: w.theme.Script, Scripts: w.theme.Scripts, Icon: w.theme.Icon})
	for _, f := range w.theme.Files {
		st.files[f.URL] = f
	}
	return st
}

// apply reads again what a batch names.
func (w *workspace) apply(b watch.Batch) change {
	c := change{files: b.Paths, moved: map[string]string{}}
	if b.Rescan || slices.ContainsFunc(b.Paths, isSettings) {
		before := w.urls()
		w.readAll()
		w.renamed(before, &c)
		c.linked, c.look, c.addresses = true, true, true
		return c
	}
	if slices.ContainsFunc(b.Paths, func(p string) bool { return strings.HasPrefix(p, "layouts/") || strings.HasPrefix(p, "assets/") }) {
		w.applyTheme(b.Paths, &c)
	}
	if files := w.affected(b.Paths); len(files) > 0 {
		w.applyArticles(files, &c)
	}
	return c
}

// isSettings reports whether a file is, or is mistaken for, one of settings.
func isSettings(name string) bool {
	return path.Dir(name) == "content" || !strings.Contains(name, "/")
}

func (w *workspace) applyTheme(paths []string, c *change) {
	before, broken := w.theme, w.look.HasErrors()
	back := before.Words.Get("footnote.back")
	w.readTheme()
	if w.theme == before { // it has errors now
		c.linked = true
		return
	}
	if w.theme.Words.Get("footnote.back") != back { // bodies are parsed with it
		w.readAll()
	}
	c.linked, c.addresses = true, !sameAddresses(before, w.theme)
	styled := func(p string) bool { return strings.HasPrefix(p, "assets/css/") }
	if !broken && w.theme.Script == before.Script && maps.Equal(w.theme.Scripts, before.Scripts) && !slices.ContainsFunc(paths, func(p string) bool { return !styled(p) }) {
		c.style = w.theme.Stylesheet
		return
	}
	c.look = true
}

// sameAddresses reports whether two themes add the same addresses.
func sameAddresses(a, b *theme.Theme) bool {
	return slices.EqualFunc(a.Files, b.Files, func(a, b theme.File) bool { return a.URL == b.URL })
}

// affected returns the articles' files that a batch concerns: those it names,
// and those beside whatever else it names below content/, which may be a
// picture that they show.
func (w *workspace) affected(paths []string) []string {
	set := map[string]bool{}
	for _, p := range paths {
		if _, ok := content.FileOf(p); ok {
			set[p] = true
		} else if strings.HasPrefix(p, "content/") {
			for file := range w.articles {
				if dir := path.Dir(file); strings.HasPrefix(p, dir+"/") {
					set[file] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// applyArticles reads articles again.
func (w *workspace) applyArticles(files []string, c *change) {
	before := w.urls(files...)
	list := make([]content.File, 0, len(files))
	relist := false
	for _, name := range files {
		_, known := w.articles[name]
		_, err := fs.Stat(w.fsys, name)
		relist = relist || !known || err != nil
		if err == nil {
			f, _ := content.FileOf(name)
			list = append(list, f)
		}
	}
	if relist {
		_, w.listed = w.library.Files()
		c.linked, c.addresses = true, true
	}
	articles, found := w.library.Read(context.Background(), list)
	read := map[string]*content.Article{}
	for _, a := range articles {
		read[a.File] = a
	}
	fronts := map[string]diag.List{}
	for _, f := range found {
		fronts[f.File] = append(fronts[f.File], f)
	}
	for _, name := range files {
		old, a := w.articles[name], read[name]
		was, is := w.fronts[name], fronts[name]
		delete(w.fronts, name)
		if len(is) > 0 {
			w.fronts[name] = is
		}
		exists := slices.ContainsFunc(list, func(f content.File) bool { return f.Name() == name })
		switch {
		case is.HasErrors() && exists:
			c.linked = true
			if old == nil && a != nil {
				w.articles[name] = a
			}
		case a == nil:
			delete(w.articles, name)
			c.linked, c.addresses = true, true
		case old != nil && !was.HasErrors() && old.Renew(a):
			c.bodies = append(c.bodies, old)
			c.linked = c.linked || !slices.Equal(was, is)
		default:
			w.articles[name] = a
			c.articles = append(c.articles, a)
			c.linked = true
			c.addresses = c.addresses || old == nil || a.URL() != old.URL() || a.Hidden != old.Hidden ||
				!slices.Equal(a.Sections, old.Sections) || !reflect.DeepEqual(a.Aliases, old.Aliases)
		}
	}
	w.renamed(before, c)
}

// place is where an article stood.
type place struct {
	url     string
	article *content.Article
}

// urls returns the places of articles; of all without a file.
func (w *workspace) urls(files ...string) map[string]place {
	if files == nil {
		files = slices.Collect(maps.Keys(w.articles))
	}
	list := map[string]place{}
	for _, file := range files {
		if a := w.articles[file]; a != nil && !a.Hidden {
			list[file] = place{a.URL(), a}
		}
	}
	return list
}

// renamed tells where articles went: a file with another slug, or another
// file with the same content or title.
func (w *workspace) renamed(before map[string]place, c *change) {
	gone := map[string]*content.Article{}
	for file, p := range before {
		switch a := w.articles[file]; {
		case a == nil:
			gone[p.url] = p.article
		case a.URL() != p.url:
			c.moved[p.url] = a.URL()
		}
	}
	if len(gone) == 0 || len(gone) > 1000 {
		return
	}
	for url, old := range gone {
		for _, a := range c.articles {
			if a.Kind == old.Kind && before[a.File].article == nil && (a.Same(old) || a.Title == old.Title) {
				c.moved[url] = a.URL()
				break
			}
		}
	}
}
