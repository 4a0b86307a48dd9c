package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/theme"
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

	variants variants

	// defaults are the files of the default theme, by address: they are read
	// from the program, whatever a folder of that name holds by now.
	defaults func() map[string]theme.File

	mu    sync.Mutex
	moved map[string]string // addresses of articles that are no more, to where they went
	shown string            // the errors event that browsers were sent last
}

func newServer(o Options) *server {
	return &server{o: o, ready: make(chan struct{}), moved: map[string]string{}, defaults: sync.OnceValue(defaultFiles)}
}

func defaultFiles() map[string]theme.File {
	t, _ := theme.Load(emptyFS{}, theme.Options{Language: "en"})
	files := map[string]theme.File{}
	for _, f := range t.Files {
		files[f.URL] = f
	}
	return files
}

// work reads the site, and what changes of it, until ctx ends.
func (s *server) work(ctx context.Context, batches <-chan watch.Batch, url string) {
	start := time.Now()
	w := s.begin(ctx)
	defer func() { w.reading.stop() }()
	if s.o.Ready != nil {
		s.o.Ready(url + w.state.site.Config.BaseURL.Path())
	}
	s.o.Log(Line{Took: time.Since(start), Text: fmt.Sprintf("%d articles read", len(w.workspace.articles)), Judged: true, Findings: w.state.found})
	for batch := range batches {
		w.take(ctx, batch)
	}
}

// worker makes one state of a workspace after the other.
type worker struct {
	server    *server
	workspace *workspace
	state     *state
	reading   *background
}

// begin reads the site and puts its first state in place.
func (s *server) begin(ctx context.Context) *worker {
	w := &worker{server: s, workspace: newWorkspace(s.o.Root.FS(), s.o)}
	w.state = w.workspace.state()
	s.state.Store(w.state)
	close(s.ready)
	w.reading = s.proofread(ctx, w.state)
	return w
}

// readAtOnce is how many bodies are read before a change is told; of more, the
// findings follow.
const readAtOnce = 20

// take reads what a batch names, puts the new state in place and tells of it.
func (w *worker) take(ctx context.Context, batch watch.Batch) {
	start := time.Now()
	s := w.server
	finished := w.reading.stop()
	c := w.workspace.apply(batch)
	for _, name := range c.pictures {
		c.bodies = append(c.bodies, s.proof.showing(name)...)
	}
	for i, a := range c.bodies {
		if i >= readAtOnce {
			s.proof.forget(a)
			c.anchors = true
		} else if s.proof.read(a) {
			c.anchors = true
		}
	}
	if c.linked = c.linked || c.anchors && anchored(w.state.site); c.linked {
		w.state = w.workspace.state()
	}
	s.publish(w.state, c)
	for i, a := range c.articles {
		if i < readAtOnce {
			s.proof.read(a)
		}
	}
	for _, a := range slices.Concat(c.bodies, c.articles) {
		s.proof.link(w.state, a)
	}
	s.tell(w.state, c, time.Since(start), time.Since(batch.At))
	if c.linked || c.anchors || !finished {
		w.reading = s.proofread(ctx, w.state)
	}
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
	pages := []string{} // that changed for sure; others may have, too
	for _, a := range slices.Concat(c.bodies, c.articles) {
		pages = append(pages, st.pages.Of(a)...)
	}
	all := c.linked || c.anchors || len(c.pictures) > 0
	found := s.findings(st)
	count := found.Count(diag.Error)
	s.hub.everyone(encode("change", struct {
		Files  []string `json:"files"`
		Pages  []string `json:"pages"`
		All    bool     `json:"all"`
		MS     float64  `json:"ms"`
		Errors int      `json:"errors"`
	}{c.files, pages, all, float64(since.Microseconds()) / 1000, count}))
	s.tellErrors(found)
	switch {
	case c.look && count == 0:
		s.hub.browsers(encode("reload", struct{}{}))
	case c.style != "" && count == 0:
		s.hub.browsers(encode("style", map[string]string{"url": st.site.Config.BaseURL.Href(c.style)}))
	default:
		s.tellPages(st, pages, all)
		if faults := s.cache.found(); len(faults) > 0 { // known now that the pages are rendered
			found = s.findings(st)
			s.tellErrors(found)
		}
	}
	s.o.Log(Line{Took: took, Text: describe(c, len(pages), all), Judged: true, Findings: found})
}

// tellPages tells browsers of the new versions of the pages that they show:
// those that changed for sure first, and of the others those that may have. Of
// the former the panel may show something else where the page does not: that
// the article is a draft, say.
func (s *server) tellPages(st *state, pages []string, all bool) {
	open := s.hub.pages()
	for _, page := range pages {
		if open[page] {
			delete(open, page)
			s.tellPage(st, page)
			s.hub.to(page, encode("panel", struct{}{}))
		}
	}
	if all {
		for page := range open {
			s.tellPage(st, page)
		}
	}
}

// tellPage tells the browsers that show a page where it went, or which version
// of it there is.
func (s *server) tellPage(st *state, page string) {
	made := s.page(st, page)
	if errors.Is(made.err, fs.ErrNotExist) {
		if to, ok := s.movedTo(st, page); ok {
			s.hub.to(page, encode("moved", map[string]string{"url": st.site.Config.BaseURL.Href(to)}))
			return
		}
		made = s.page(st, notFoundPage)
	}
	if made.err == nil {
		s.hub.update(page, made.version)
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

// findings are all that is known to be wrong with a state, each once and in
// the order of their places. Like a build, which would stop at them, of errors
// in bodies and on pages it tells one for a place.
func (s *server) findings(st *state) diag.List {
	found := slices.Concat(s.proof.findings(st), s.cache.found())
	if found = found.Sorted(); !st.found.HasErrors() && found.HasErrors() {
		found = slices.CompactFunc(found, func(a, b diag.Finding) bool { return a.File == b.File && a.Position == b.Position })
	}
	if len(st.found) == 0 {
		return found
	}
	return slices.Concat(st.found, found).Sorted()
}

// bodyOf reads an article's body, whatever its front matter is by now.
func bodyOf(a *content.Article) (*content.Body, diag.List) {
	body, found := a.ReadBody()
	return body, slices.DeleteFunc(found, func(f diag.Finding) bool { return f.Rule == "changed" })
}
