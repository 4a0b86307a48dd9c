package serve

import (
	"maps"
	"slices"

	"careerguide/internal/content"
)

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
