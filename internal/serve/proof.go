package serve

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"
	"sync"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
	"careerguide/internal/site"
)

// proof is what is known of the bodies of articles: what is wrong with them,
// and what they refer to. A body is read once for it; when the site is linked
// anew, what was kept of the body is judged again.
type proof struct {
	reading sync.Mutex // held while a body is read, so that the last reading is of the last bytes

	mu     sync.Mutex
	byFile map[string]*reading
}

// reading is what is kept of a body.
type reading struct {
	article *content.Article
	found   diag.List // what is wrong with the body alone
	refers  *content.Body
	anchors [sha256.Size]byte // a sum of what can be linked to
	links   diag.List         // what is wrong with its links, in the state that was judged last
}

// read reads an article's body. It reports whether what can be linked to in it
// may be other than it was.
func (p *proof) read(a *content.Article) (anchorsChanged bool) {
	p.reading.Lock()
	defer p.reading.Unlock()
	body, found := bodyOf(a)
	r := &reading{article: a, found: found, refers: references(body), anchors: sum(body.Anchors())}
	p.mu.Lock()
	defer p.mu.Unlock()
	last := p.byFile[a.File]
	if last != nil {
		r.links = last.links
	}
	if p.byFile == nil {
		p.byFile = map[string]*reading{}
	}
	p.byFile[a.File] = r
	return last == nil || last.anchors != r.anchors
}

// link judges the links of an article's body.
func (p *proof) link(st *state, a *content.Article) {
	if !st.sound || st.article(a.File) != a {
		return
	}
	r := p.of(a)
	if r == nil {
		return
	}
	found := st.site.CheckBody(a, r.refers)
	p.mu.Lock()
	defer p.mu.Unlock()
	r.links = found
}

// of returns the reading of an article, or nil.
func (p *proof) of(a *content.Article) *reading {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.byFile[a.File]; r != nil && r.article == a {
		return r
	}
	return nil
}

// forget lets a body be read again in the background.
func (p *proof) forget(a *content.Article) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.byFile[a.File]; r != nil {
		r.article = nil
	}
}

// keep forgets the articles that a state does not have.
func (p *proof) keep(st *state) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for file := range p.byFile {
		if st.article(file) == nil {
			delete(p.byFile, file)
		}
	}
}

// showing returns the articles whose bodies refer to files beside them, of
// which one has the name.
func (p *proof) showing(name string) []*content.Article {
	p.mu.Lock()
	defer p.mu.Unlock()
	var list []*content.Article
	for file, r := range p.byFile {
		folder := file[:strings.LastIndexByte(file, '/')+1]
		if r.article == nil || !strings.HasPrefix(name, folder) {
			continue
		}
		for ref, kind := range r.refers.References() {
			if kind == markdown.Image && content.IsBeside(ref.Destination) {
				list = append(list, r.article)
				break
			}
		}
	}
	return list
}

// findings are those of the bodies of a state. As in a build, an unsound site
// has no links to judge.
func (p *proof) findings(st *state) diag.List {
	p.mu.Lock()
	defer p.mu.Unlock()
	var found diag.List
	for file, r := range p.byFile {
		if len(r.found)+len(r.links) == 0 || st.article(file) == nil {
			continue
		}
		found = append(found, r.found...)
		if st.sound {
			found = append(found, r.links...)
		}
	}
	return found
}

// background is a reading of bodies beside the work.
type background struct {
	cancel   context.CancelFunc
	done     chan struct{}
	finished bool // it was through; known when done is closed
}

// stop ends the reading, and reports whether it was through.
func (b *background) stop() bool {
	b.cancel()
	<-b.done
	return b.finished
}

// proofread reads every body that was not read yet in the background, judges
// all links, and tells what it finds when it is through.
func (s *server) proofread(ctx context.Context, st *state) *background {
	ctx, cancel := context.WithCancel(ctx)
	b := &background{cancel: cancel, done: make(chan struct{})}
	go func() {
		defer close(b.done)
		for _, a := range st.articles() {
			if ctx.Err() != nil {
				return
			}
			if s.proof.of(a) == nil {
				s.proof.read(a)
			}
			s.proof.link(st, a)
		}
		s.proof.keep(st)
		found := s.findings(st)
		if b.finished = ctx.Err() == nil; b.finished {
			s.tellErrors(found)
			s.o.Log(Line{Judged: true, Findings: found})
		}
	}()
	return b
}

// references keeps of a body what its links are judged by.
func references(body *content.Body) *content.Body {
	kept := &content.Body{Images: body.Images}
	inside := false
	for ref, kind := range body.References() {
		kept.Intro.Slots = append(kept.Intro.Slots, markdown.Slot{Kind: kind, Reference: markdown.Reference{
			Destination: strings.Clone(ref.Destination), // lets go of the text around
			Position:    ref.Position,
		}})
		inside = inside || strings.Contains(ref.Destination, "#")
	}
	if !inside { // no link can lead to the body's own headings
		return kept
	}
	list := body.Anchors()
	kept.IntroAnchors = list.Intro
	for _, s := range list.Sections {
		kept.Sections = append(kept.Sections, markdown.Section{ID: s.ID, Key: s.Key, Anchors: s.Inside, Body: markdown.Fragment{HTML: "."}})
	}
	return kept
}

// sum is a sum of what can be linked to in a body, section by section.
func sum(list *content.Anchors) [sha256.Size]byte {
	h := sha256.New()
	write := func(kind byte, ids ...string) {
		for _, id := range ids {
			h.Write([]byte{kind})
			h.Write([]byte(id))
			h.Write([]byte{0})
		}
	}
	write('i', list.Intro...)
	for _, s := range list.Sections {
		write('k', s.Key)
		write('s', s.ID)
		write('a', s.Inside...)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// anchored reports whether an address in front matter or settings leads to a
// heading, so that the site has to be linked anew where headings change.
func anchored(s *site.Site) bool {
	at := func(u career.URL) bool { return u.IsLocal() && strings.Contains(string(u), "#") }
	for _, item := range s.Config.Menu {
		if at(item.URL) {
			return true
		}
	}
	for _, source := range s.Config.Sources {
		if at(source.URL) {
			return true
		}
	}
	for _, r := range s.Roles {
		f := r.Role
		if at(f.Salary.Source.URL) || at(f.Outlook.Source.URL) || slices.ContainsFunc(f.Links, func(l content.Link) bool { return at(l.URL) }) ||
			slices.ContainsFunc(f.Certifications, func(c career.Certification) bool { return at(c.URL) }) ||
			slices.ContainsFunc(f.Salary.Regions, func(r career.Region) bool { return at(r.Source.URL) }) {
			return true
		}
	}
	return false
}
