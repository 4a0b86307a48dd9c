package serve

import (
	"maps"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/page"
	"careerguide/internal/site"
	"careerguide/internal/theme"
)

// state is a site at one moment. It does not change, but for the bodies of
// its articles, which are read from their files when a page is asked for.
type state struct {
	site  *site.Site
	theme *theme.Theme
	pages *page.List
	files map[string]theme.File
	found diag.List // all that is wrong but for what is in bodies
	// sound says that settings, theme and front matter have no error, so that
	// links are judged. Of an unsound site, unlinked are the articles that a
	// build would read, by file.
	sound    bool
	unlinked map[string]*content.Article
}

// state links what has been read. As in a build, links are judged only where
// the rest is sound.
func (w *workspace) state() *state {
	st := &state{theme: w.theme, found: slices.Concat(w.settings, w.look, w.listed), files: make(map[string]theme.File, len(w.theme.Files))}
	for _, file := range slices.Sorted(maps.Keys(w.fronts)) {
		st.found = append(st.found, w.fronts[file]...)
	}
	articles := slices.Collect(maps.Values(w.articles))
	slices.SortFunc(articles, func(a, b *content.Article) int { return strings.Compare(a.File, b.File) })
	s, found := site.Link(w.cfg, articles, w.theme.Assets())
	if st.sound = !st.found.HasErrors(); st.sound {
		st.found = append(st.found, found...)
	}
	st.site = s
	st.pages = page.Pages(s, page.Env{Words: w.theme.Words.Get, Now: w.o.Now(), Stylesheet: w.theme.Stylesheet, Script: w.theme.Script, Scripts: w.theme.Scripts, Icon: w.theme.Icon, Unguarded: true})
	for _, f := range w.theme.Files {
		st.files[f.URL] = f
	}
	if !st.sound {
		st.unlinked = w.unlinked(articles)
	}
	return st
}

// unlinked returns the articles that a build would read of an unsound site.
func (w *workspace) unlinked(articles []*content.Article) map[string]*content.Article {
	list := make(map[string]*content.Article, len(articles))
	for _, a := range articles {
		if judged, ok := w.judged[a.File]; ok {
			a = judged
		}
		if a != nil && !a.Hidden {
			list[a.File] = a
		}
	}
	return list
}

// article returns the article of a file whose body a build would judge, or nil.
func (st *state) article(file string) *content.Article {
	if st.sound {
		return st.site.Article(file)
	}
	return st.unlinked[file]
}

// articles returns all whose bodies a build would judge.
func (st *state) articles() []*content.Article {
	if st.sound {
		return st.site.Published()
	}
	return slices.Collect(maps.Values(st.unlinked))
}
