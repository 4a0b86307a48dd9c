package serve

import (
	"context"
	"crypto/sha256"
	"fmt"
	"sync"

	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// proof is what is known to be wrong with the bodies of articles.
type proof struct {
	mu      sync.Mutex
	byFile  map[string]diag.List
	anchors map[string]string // what other articles may link to, by file, as it was read last
}

// proofread reads every body in the background, and tells what it finds when
// it is through. The function that it returns ends it.
func (s *server) proofread(ctx context.Context, st *state) (end func()) {
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		files := map[string]bool{}
		for _, a := range st.site.Published() {
			if ctx.Err() != nil {
				return
			}
			files[a.File] = true
			s.proof.check(st, a)
		}
		s.proof.keep(files)
		if found := s.findings(st); ctx.Err() == nil {
			s.tellErrors(found)
			s.o.Log(Line{Judged: true, Findings: found})
		}
	}()
	return func() {
		cancel()
		<-done
	}
}

// check reads an article's body for its findings. It reports whether what
// other articles may link to has changed since it was read last.
func (p *proof) check(st *state, a *content.Article) (anchorsChanged bool) {
	body, found := bodyOf(a)
	found = append(found, st.site.CheckBody(a, body)...)
	sum := sha256.Sum256(fmt.Append(nil, body.Anchors()))
	anchors := string(sum[:])
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byFile == nil {
		p.byFile, p.anchors = map[string]diag.List{}, map[string]string{}
	}
	delete(p.byFile, a.File)
	if len(found) > 0 {
		p.byFile[a.File] = found
	}
	last, known := p.anchors[a.File]
	p.anchors[a.File] = anchors
	return known && last != anchors
}

// keep forgets the articles that are no more.
func (p *proof) keep(files map[string]bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for file := range p.anchors {
		if !files[file] {
			delete(p.byFile, file)
			delete(p.anchors, file)
		}
	}
}

// findings are those of the articles of a state.
func (p *proof) findings(st *state) diag.List {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found diag.List
	for file, list := range p.byFile {
		if st.site.Article(file) != nil {
			found = append(found, list...)
		}
	}
	return found
}
