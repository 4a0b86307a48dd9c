package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// movedRule is about addresses of earlier builds, which a site alone does not
// know.
const movedRule = "moved"

// alikePrints is the share of passages in common from which an article is
// taken for another one that was renamed and edited.
const alikePrints = 0.5

// Former is an article as an earlier build had it.
type Former struct {
	File, URL, Title string
	Prints           []uint32 // as Body.Prints
}

// Departure is articles that a build had and the next one had not, with the
// files that were new in that one.
type Departure struct {
	Gone []Former
	New  []string
}

// Moved finds articles that stood at another address in an earlier build,
// where nothing redirects from there. last is what the last build had, earlier
// what is remembered of those before.
func Moved(s *site.Site, last []Former, earlier []Departure) diag.List {
	var gone []Former
	had := map[string]bool{}
	for _, f := range last {
		had[f.File] = true
		if f.URL != "" {
			gone = append(gone, f)
		}
	}
	var added []string
	for _, a := range s.Published() {
		if !had[a.File] {
			added = append(added, a.File)
		}
	}
	if last == nil { // everything would be new
		added = nil
	}
	var found diag.List
	var since []string // what was new in that build and in later ones: it may have moved on
	for _, d := range append([]Departure{{gone, added}}, earlier...) {
		since = append(since, d.New...)
		found = append(found, departed(s, d.Gone, since)...)
	}
	return levelled(s, found).Sorted()
}

// departed finds which of the files that are new the articles that are gone may
// have become.
func departed(s *site.Site, gone []Former, files []string) diag.List {
	var left []Former
	for _, f := range gone {
		if !s.Serves(f.URL) {
			left = append(left, f)
		}
	}
	if len(left) == 0 {
		return nil
	}
	c := newCandidates(s, files)
	var found diag.List
	for _, f := range left {
		a := s.Article(f.File)
		if a == nil {
			a = c.find(f)
		}
		if a == nil {
			continue
		}
		hint := fmt.Sprintf("aliases: [%s]", f.URL)
		switch {
		case len(a.Aliases.Of("")) > 0:
			hint = "add " + f.URL + " to its aliases"
		case slices.ContainsFunc(config.RolePages, func(p config.RolePage) bool { return len(a.Aliases.Of(p)) > 0 }):
			hint = fmt.Sprintf("add overview: [%s] to its aliases", f.URL)
		}
		found = append(found, a.Finding(diag.Warning, "aliases", movedRule, fmt.Sprintf("it was at %s in an earlier build, and nothing redirects from there", f.URL), hint))
	}
	return found
}

// candidates are the articles that one that is gone may have become.
type candidates struct {
	list    []*content.Article
	prints  map[*content.Article][]uint32
	byPrint map[uint32][]*content.Article
}

func newCandidates(s *site.Site, files []string) *candidates {
	c := &candidates{prints: map[*content.Article][]uint32{}, byPrint: map[uint32][]*content.Article{}}
	for _, file := range files {
		a := s.Article(file)
		if a == nil || c.prints[a] != nil {
			continue
		}
		body, _ := a.ReadBody()
		c.list = append(c.list, a)
		c.prints[a] = append([]uint32{}, body.Prints()...)
		for _, p := range c.prints[a] {
			c.byPrint[p] = append(c.byPrint[p], a)
		}
	}
	return c
}

// shownByMany is how many articles have a passage that says nothing of one of them.
const shownByMany = 20

// find returns the article that has most of the passages of one that is gone,
// or its title; nil if none has.
func (c *candidates) find(f Former) *content.Article {
	shared := map[*content.Article]int{}
	for _, p := range f.Prints {
		if list := c.byPrint[p]; len(list) <= shownByMany {
			for _, a := range list {
				shared[a]++
			}
		}
	}
	alike := func(a *content.Article) float64 {
		return float64(shared[a]) / float64(max(len(f.Prints), len(c.prints[a]), 1))
	}
	near := slices.Collect(maps.Keys(shared))
	slices.SortFunc(near, func(a, b *content.Article) int {
		if d := shared[b] - shared[a]; d != 0 {
			return d
		}
		return strings.Compare(a.File, b.File)
	})
	for _, a := range near {
		if sameKind(a, f) && alike(a) >= alikePrints {
			return a
		}
	}
	for _, a := range c.list {
		if sameKind(a, f) && a.Title == f.Title {
			return a
		}
	}
	return nil
}

// sameKind reports whether an article stands in the folder of a former one.
func sameKind(a *content.Article, f Former) bool {
	was, ok := content.FileOf(f.File)
	is, _ := content.FileOf(a.File)
	return ok && was.Kind() == is.Kind()
}
