package serve

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/watch"
)

// server holds the state that is served.
type server struct {
	o     Options
	hub   hub
	ready chan struct{} // closed when there is a state
	state atomic.Pointer[state]
	cache cache
	proof proof

	mu    sync.Mutex
	moved map[string]string // addresses of articles that are no more, to where they went
	shown string            // the errors event that browsers were sent last
}

func newServer(o Options) *server {
	return &server{o: o, ready: make(chan struct{}), moved: map[string]string{}}
}

// work reads the site, and what changes of it, until ctx ends.
func (s *server) work(ctx context.Context, batches <-chan watch.Batch, url string) {
	start := time.Now()
	w := newWorkspace(s.o.Root.FS(), s.o)
	st := w.state()
	s.state.Store(st)
	close(s.ready)
	if s.o.Ready != nil {
		s.o.Ready(url + st.site.Config.BaseURL.Path())
	}
	s.o.Log(Line{Took: time.Since(start), Text: fmt.Sprintf("%d articles read", len(w.articles)), Judged: true, Findings: st.found})
	proofread := s.proofread(ctx, st)
	for batch := range batches {
		read := time.Now()
		c := w.apply(batch)
		if c.linked {
			st = w.state()
		}
		s.publish(st, c)
		for _, a := range slices.Concat(c.bodies, c.articles) {
			if s.proof.check(st, a) {
				c.addresses = true
			}
		}
		s.tell(st, c, time.Since(read), time.Since(batch.At))
		if c.addresses { // links that were sound may lead nowhere now, and the reverse
			proofread()
			proofread = s.proofread(ctx, st)
		}
	}
	proofread()
}

// publish puts a state in place. From here on every page is of it.
func (s *server) publish(st *state, c change) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for from, to := range c.moved {
		delete(s.moved, to)
		for old, at := range s.moved {
			if at == from {
				s.moved[old] = to
			}
		}
		s.moved[from] = to
	}
	s.state.Store(st)
	s.cache.renew()
}

// tell says what changed: to the listeners of everything, to the browsers
// that show something of it, and on the terminal.
func (s *server) tell(st *state, c change, took, since time.Duration) {
	pages, all := changedPages(st, c)
	found := s.findings(st)
	errors := found.Sorted().Count(diag.Error)
	s.hub.everyone(encode("change", struct {
		Files  []string `json:"files"`
		Pages  []string `json:"pages"`
		All    bool     `json:"all"`
		MS     float64  `json:"ms"`
		Errors int      `json:"errors"`
	}{c.files, pages, all, float64(since.Microseconds()) / 1000, errors}))
	s.tellErrors(found)
	switch {
	case c.look && errors == 0:
		s.hub.browsers(encode("reload", struct{}{}))
	case c.style != "":
		s.hub.browsers(encode("style", map[string]string{"url": st.site.Config.BaseURL.Href(c.style)}))
	default:
		s.tellPages(st, pages, all)
	}
	s.o.Log(Line{Took: took, Text: describe(c, len(pages), all), Judged: true, Findings: found})
}

// changedPages returns the addresses of the pages that changed for sure; all
// says that others may have, too.
func changedPages(st *state, c change) (pages []string, all bool) {
	pages = []string{}
	for _, a := range slices.Concat(c.bodies, c.articles) {
		pages = append(pages, st.pages.Of(a)...)
	}
	return pages, c.linked
}

// tellPages tells browsers of the new versions of the pages that they show:
// those that changed for sure first, and of the others those that may have.
func (s *server) tellPages(st *state, pages []string, all bool) {
	open := s.hub.pages()
	tell := func(page string) {
		if !open[page] {
			return
		}
		delete(open, page)
		if to, ok := s.movedTo(st, page); ok {
			s.hub.to(page, encode("moved", map[string]string{"url": st.site.Config.BaseURL.Href(to)}))
			return
		}
		if made := s.page(st, page); made.err == nil {
			s.hub.update(page, made.version)
		}
	}
	for _, page := range pages {
		tell(page)
	}
	if !all {
		return
	}
	for page := range open {
		tell(page)
	}
}

// tellErrors sends browsers what the overlay shows, if that is news.
func (s *server) tellErrors(found diag.List) {
	event := s.errorsEvent(found)
	s.mu.Lock()
	news := s.shown != string(event)
	s.shown = string(event)
	s.mu.Unlock()
	if news {
		s.hub.browsers(event)
	}
}

// findings are all that is known to be wrong with a state.
func (s *server) findings(st *state) diag.List {
	return slices.Concat(st.found, s.proof.findings(st), s.cache.found())
}

// bodyOf reads an article's body, whatever its front matter is by now.
func bodyOf(a *content.Article) (*content.Body, diag.List) {
	body, found := a.ReadBody()
	return body, slices.DeleteFunc(found, func(f diag.Finding) bool { return f.Rule == "changed" })
}
