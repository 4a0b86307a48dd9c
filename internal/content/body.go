package content

import (
	"crypto/sha256"
	"hash/maphash"
	"maps"
	"reflect"
	"slices"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
	"careerguide/internal/source"
)

// Body is an article's text, parsed.
type Body struct {
	markdown.Document
	Source    []byte // as it is written
	FirstLine int    // of the file, on which it starts

	// SectionKey names a section by its heading, "" for a free one. It is nil
	// where the article is about no role.
	SectionKey func(heading string) string

	front decode.Source // the front matter above it

	Images map[string]Image // those beside the article that it shows, by destination as typed

	// Variants are those of the pictures that the article shows, by file. They
	// are there once [Article.AddVariants] has made them.
	Variants map[string]Variants
}

// ReadBody reads the article's file again and parses its body: a site's
// articles are linked without their bodies, and a body lives while the pages
// that show it are made. It is an error if the file is no longer the one that
// the front matter was read from.
func (a *Article) ReadBody() (*Body, diag.List) {
	data, err := readFile(a.from.fsys, File{a.File, a.Kind, true})
	if err != nil {
		return &Body{}, diag.List{source.Unreadable(a.File, err)}
	}
	var found diag.List
	if !a.readFrom(data) {
		found = append(found, diag.Finding{File: a.File, Severity: diag.Error, Rule: "changed", Message: "the file changed while the site was built", Hint: "build again"})
	}
	front, text, line, failed := split(a.File, data)
	if failed != nil {
		return &Body{}, append(found, *failed)
	}
	body, more := a.parseBody(text, line)
	body.front = front
	return body, append(found, more...)
}

// readFrom reports whether the article's front matter was read from a file of
// these bytes.
func (a *Article) readFrom(data []byte) bool {
	if a.sha != [sha256.Size]byte{} {
		return a.sha == sha256.Sum256(data)
	}
	return maphash.Bytes(a.from.seed, data) == a.sum.Load()
}

// parseBody parses the text that starts on a line of the article's file.
func (a *Article) parseBody(text []byte, line int) (*Body, diag.List) {
	o := a.markdown(line)
	document, found := markdown.Parse(text, o)
	body := &Body{Document: document, Source: text, FirstLine: line, SectionKey: o.Section}
	found = append(found, a.judge(body)...)
	return body, append(found, a.readImages(body)...)
}

// markdown returns what the body needs to know of the article.
func (a *Article) markdown(line int) markdown.Options {
	o := markdown.Options{File: a.File, FirstLine: line, RawHTML: a.from.cfg.RawHTML, Reserved: reserved, BackLabel: a.from.FootnoteBack}
	if a.Role != nil {
		names := append([]string{a.Role.Plural, a.Title}, a.Role.AlternateTitles...)
		if bare := withoutTail(a.Title); bare != a.Title {
			names = append(names, career.Plural(bare), bare)
		}
		for _, n := range a.Role.AlternateTitles {
			names = append(names, career.Plural(n))
		}
		o.Reserved = reservedOfRoles
		o.Section, o.Known = namer(names...), IsSection
	}
	return o
}

// reserved are the ids of the layouts' own elements; a heading that would
// have one gets another.
var reserved = map[string]bool{
	"main": true, "facts": true, "contents-label": true, "q": true, "related": true, "links": true, "alternates": true,
	"a-to-z": true, "roles": true,
}

// reservedOfRoles are those and the keys of sections, which front matter can
// make too. The section's own heading has its key all the same.
var reservedOfRoles = func() map[string]bool {
	ids := maps.Clone(reserved)
	for key := range sectionKeys {
		ids[key] = true
	}
	return ids
}()

// Anchors are the ids that an article's text can be linked at.
type Anchors struct {
	Intro    []string
	Sections []SectionAnchors
}

// SectionAnchors are those of one section.
type SectionAnchors struct {
	ID, Key string   // of the section; Key is "" for a free one
	Inside  []string // of headings and footnotes in it
}

// Anchors returns the ids of the body.
func (b *Body) Anchors() *Anchors {
	list := &Anchors{Intro: b.IntroAnchors}
	for i := range b.Sections {
		s := &b.Sections[i]
		if s.Key != "" && s.Empty() {
			continue // it stands on no page
		}
		list.Sections = append(list.Sections, SectionAnchors{s.ID, s.Key, s.Anchors})
	}
	return list
}

// Anchors returns the ids of the article's body, which is read once for them.
func (a *Article) Anchors() *Anchors {
	if list := a.anchors.Load(); list != nil {
		return list
	}
	body, _ := a.ReadBody()
	list := body.Anchors()
	a.anchors.Store(list)
	return list
}

// Has reports whether there is an element with the id.
func (l *Anchors) Has(id string) bool {
	return slices.Contains(l.Intro, id) || slices.ContainsFunc(l.Sections, func(s SectionAnchors) bool { return s.ID == id || slices.Contains(s.Inside, id) })
}

// Renew takes over the body of b, the same file read anew, and reports true;
// it does nothing and reports false if anything but the body differs. A
// server uses it, so that an edit of the text alone needs no new site.
func (a *Article) Renew(b *Article) bool {
	if a.File != b.File || a.Kind != b.Kind || a.Slug != b.Slug || a.Hidden != b.Hidden || a.Picture != b.Picture ||
		!slices.Equal(a.Sections, b.Sections) || !reflect.DeepEqual(a.Meta, b.Meta) || !reflect.DeepEqual(a.Role, b.Role) || !reflect.DeepEqual(a.Ranking, b.Ranking) ||
		!slices.Equal(a.pay, b.pay) || !slices.Equal(a.inTable, b.inTable) {
		return false
	}
	a.sum.Store(b.sum.Load())
	a.anchors.Store(nil)
	return true
}

// Same reports whether two articles were read from the same bytes.
func (a *Article) Same(b *Article) bool { return a.sum.Load() == b.sum.Load() }
