package serve

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"careerguide/internal/theme"
)

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

// applyTheme reads layouts and assets again.
func (w *workspace) applyTheme(paths []string, c *change) {
	before, broken := w.theme, w.look.HasErrors()
	back := before.Words.Get("footnote.back")
	w.readTheme()
	c.linked = true
	if w.theme == before { // it has errors now
		return
	}
	if w.theme.Words.Get("footnote.back") != back { // bodies are parsed with it
		w.readArticles()
	}
	styled := func(p string) bool { return strings.HasPrefix(p, "assets/css/") }
	if !broken && w.theme.Script == before.Script && maps.Equal(w.theme.Scripts, before.Scripts) && !slices.ContainsFunc(paths, func(p string) bool { return !styled(p) }) {
		c.style = w.theme.Stylesheet
		return
	}
	c.look = true
}
