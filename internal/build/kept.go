package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/record"
)

// keptArticle is an article without its body, as it was read by an earlier
// build from a file with the sum.
type keptArticle struct {
	Sum     record.Sum
	Article content.Kept
}

// perPart is the number of articles that are kept together. Parts are read and
// written several at a time.
const perPart = 1000

// kept returns the articles whose files are as an earlier build read them, by
// file; none where anything has changed that articles are read by: settings,
// or the pictures beside them.
func (m *memory) kept() map[string]keptArticle {
	if m.last == nil || len(m.last.Kept) == 0 {
		return nil
	}
	for _, name := range m.changed {
		if _, ok := content.FileOf(name); !ok && !strings.HasPrefix(name, "layouts/") && !strings.HasPrefix(name, "assets/") {
			return nil
		}
	}
	m.articles = record.OpenStore(m.Root, articleStore)
	parts := make([][]keptArticle, len(m.last.Kept))
	each(len(parts), func(i int) {
		if data, ok := m.articles.Get(m.last.Kept[i]); !ok || gob.NewDecoder(bytes.NewReader(data)).Decode(&parts[i]) != nil {
			parts[i] = nil // they are read anew
		}
	})
	all := make(map[string]keptArticle, len(m.sources))
	for _, a := range slices.Concat(parts...) {
		if m.sources[a.Article.File] == a.Sum && len(a.Sum) == sha256.Size && len(a.Article.Front) == sha256.Size {
			all[a.Article.File] = a
		}
	}
	return all
}

// articleStore is the name of the store of kept articles.
const articleStore = "articles"

// readArticles reads the articles of files, but for those that are kept.
func readArticles(ctx context.Context, library *content.Library, files []content.File, kept map[string]keptArticle) ([]*content.Article, diag.List) {
	articles, found := library.Read(ctx, slices.DeleteFunc(slices.Clone(files), func(f content.File) bool {
		_, ok := kept[f.Name()]
		return ok
	}))
	if len(kept) == 0 {
		return articles, found
	}
	all := make([]*content.Article, 0, len(files))
	for _, f := range files {
		if len(articles) > 0 && articles[0].File == f.Name() {
			all, articles = append(all, articles[0]), articles[1:]
		} else if k, ok := kept[f.Name()]; ok {
			all = append(all, library.Restore(k.Article, [sha256.Size]byte([]byte(k.Sum))))
		}
	}
	return all, found
}

// keep puts the articles of a build away for the next one, and returns by
// which sums they are found. Those of which there is something to tell are
// left out, so that it is told again.
func (m *memory) keep(l *linked, sources map[string]record.Sum) []record.Sum {
	told := map[string]bool{}
	for _, f := range l.found {
		told[f.File] = true
	}
	store := record.OpenStore(m.Root, articleStore)
	defer store.Sweep()
	parts := slices.Collect(slices.Chunk(l.articles, perPart))
	sums := make([]record.Sum, len(parts))
	each(len(parts), func(i int) {
		part := make([]keptArticle, 0, len(parts[i]))
		for _, a := range parts[i] {
			sum, known := sources[a.File]
			if k, ok := a.Keep(); ok && known && !told[a.File] {
				part = append(part, keptArticle{sum, k})
			}
		}
		var b bytes.Buffer
		if gob.NewEncoder(&b).Encode(part) == nil {
			sums[i] = record.SumOf(b.Bytes())
			store.Put(sums[i], b.Bytes())
		}
	})
	return sums
}

// each calls do for every number below n, as many at a time as there are
// processors.
func each(n int, do func(i int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), n) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
