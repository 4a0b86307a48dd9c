// Package content reads the articles of a site: files below content/ into
// typed values, with the place of every mistake.
//
// An article is front matter (YAML, TOML or JSON) and a Markdown body:
//
//	content/roles/**/<slug>.md       a role
//	content/categories/<slug>.md     a category's text
//	content/guides/<slug>.md         a free article
//	content/pages/<slug>.md          a standalone page
//	content/rankings/<slug>.md       a ranking of roles by a figure
package content

import (
	"crypto/sha256"
	"fmt"
	"hash/maphash"
	"io/fs"
	"sync/atomic"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// Kind is what an article is about.
type Kind uint8

// The kinds, named for their folders.
const (
	RoleKind Kind = iota
	CategoryKind
	GuideKind
	PageKind
	RankingKind
)

// folders are the kinds' folders, by kind.
var folders = [...]string{"roles", "categories", "guides", "pages", "rankings"}

// Article is one file of content.
type Article struct {
	Kind Kind
	File string // "content/roles/nurse.md"
	Slug string // "nurse"
	Meta
	Role     *Role    // of RoleKind only
	Ranking  *Ranking // of RankingKind only
	Sections []string // the keys of the known sections that its body has, in their order
	Picture  Image    // the file beside the article that its image field names; else zero

	// Hidden articles are drafts, or published later than the day of the
	// build; nothing is built of them, but links to them are known.
	Hidden bool

	pay     []merged  // rows of the table of pay that Role.Salary has taken in
	inTable diag.List // what is wrong with them

	from    *origin
	sum     atomic.Uint64     // of the file's bytes, when the front matter was read
	sha     [sha256.Size]byte // of the same, instead, where it was read by an earlier build
	front   [sha256.Size]byte
	anchors atomic.Pointer[Anchors]
	key     atomic.Pointer[[]byte]
	skills  atomic.Pointer[[]string]
}

// origin is where the articles of a site are read from.
type origin struct {
	fsys fs.FS
	cfg  *config.Site
	Options
	seed maphash.Seed
}

// Meta is the front matter that every kind of article has.
type Meta struct {
	Title     string        `json:"title" decode:"required"`
	Summary   string        `json:"summary,omitempty"` // meta description; over 160 characters is a warning
	Slug      career.Slug   `json:"slug,omitempty"`    // default: the file's name
	Authors   []string      `json:"authors,omitempty" decode:"list"`
	Published career.Date   `json:"published,omitzero"`
	Updated   career.Date   `json:"updated,omitzero"`
	Draft     bool          `json:"draft,omitempty"`
	Aliases   Aliases       `json:"aliases,omitzero"`
	Image     string        `json:"image,omitempty"` // beside the article, or "/images/…" below assets/
	NoIndex   bool          `json:"noindex,omitempty"`
	Check     config.Levels `json:"check,omitempty"` // of the rules of check, for this article
}

// Role is the front matter that only a role has.
type Role struct {
	Plural          string                 `json:"plural,omitempty"`  // default: English plural of title
	Article         string                 `json:"article,omitempty"` // a | an; default: by sound of the title
	Category        career.Slug            `json:"category" decode:"required"`
	AlternateTitles []string               `json:"alternate_titles,omitempty" decode:"list"`
	HiddenTitles    []string               `json:"hidden_titles,omitempty" decode:"list"`
	Codes           career.Codes           `json:"codes,omitzero"`
	ReviewBy        career.Date            `json:"review_by,omitzero"`
	SEO             SEO                    `json:"seo,omitzero"`
	Salary          career.Salary          `json:"salary,omitzero"`
	Experience      []career.Tier          `json:"experience,omitempty"`
	Education       []career.Education     `json:"education,omitempty"`
	Certifications  []career.Certification `json:"certifications,omitempty"`
	WorkingHours    career.Hours           `json:"working_hours,omitzero"`
	Skills          []career.Skill         `json:"skills,omitempty"`
	Outlook         career.Outlook         `json:"outlook,omitzero"`
	Progression     career.Progression     `json:"progression,omitzero"`
	Related         []career.Slug          `json:"related,omitempty" decode:"list"`
	Links           []Link                 `json:"links,omitempty"`
	Posting         *career.Posting        `json:"posting,omitempty"`
}

// Link is further reading.
type Link struct {
	Title string     `json:"title" decode:"required"`
	URL   career.URL `json:"url" decode:"required"`
}

// SEO is the titles and descriptions that a writer sets by hand, by page.
type SEO struct {
	Overview       PageSEO `json:"overview,omitzero"`
	JobDescription PageSEO `json:"job-description,omitzero"`
	WhatTheyDo     PageSEO `json:"what-they-do,omitzero"`
	FAQ            PageSEO `json:"faq,omitzero"`
	Related        PageSEO `json:"related,omitzero"`
}

// PageSEO is the title and description of one page; an empty one is derived.
type PageSEO struct {
	Title       string `json:"title,omitempty"`
	Description string `json:"description,omitempty"`
}

// Of returns what is set for a page; "" is the overview.
func (s SEO) Of(page config.RolePage) PageSEO {
	switch page {
	case config.JobDescription:
		return s.JobDescription
	case config.WhatTheyDo:
		return s.WhatTheyDo
	case config.FAQ:
		return s.FAQ
	case config.Related:
		return s.Related
	}
	return s.Overview
}

// Aliases are the addresses that redirect to an article: a list leads to its
// first page, or a mapping names a role's page for each list.
type Aliases struct {
	Overview       []Alias `json:"overview,omitempty" decode:"short,list"`
	JobDescription []Alias `json:"job-description,omitempty" decode:"list"`
	WhatTheyDo     []Alias `json:"what-they-do,omitempty" decode:"list"`
	FAQ            []Alias `json:"faq,omitempty" decode:"list"`
	Related        []Alias `json:"related,omitempty" decode:"list"`
}

// Of returns the aliases of a page; "" is the overview.
func (a Aliases) Of(page config.RolePage) []Alias {
	switch page {
	case config.JobDescription:
		return a.JobDescription
	case config.WhatTheyDo:
		return a.WhatTheyDo
	case config.FAQ:
		return a.FAQ
	case config.Related:
		return a.Related
	}
	return a.Overview
}

// Shape returns a sum of all of the article that pages of others may show: its
// front matter and the keys of its sections. While it stays, a change of the
// file shows on the article's own pages alone.
func (a *Article) Shape() [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%x %q %t", a.front, a.Sections, a.Hidden))
}

// Position returns where a field's value stands in the file, for a path such
// as "salary.regions[0].mean". It reads the front matter again: positions are
// asked for only where something is wrong. A figure of the table of pay has no
// position in the file: see Places.
func (a *Article) Position(path string) diag.Position { return a.tree().Position(path) }

// tree reads the front matter again.
func (a *Article) tree() *decode.Tree {
	data, _ := readFile(a.from.fsys, File{a.File, a.Kind, true})
	front, _, _, _ := split(a.File, data)
	return decode.Read(front)
}

// AliasPath returns the path of an alias of a page, as the article writes it:
// "aliases[0]" or "aliases.faq[0]".
func (a *Article) AliasPath(page config.RolePage, i int) string {
	if page == "" {
		page = "overview"
		if !a.tree().Has("aliases.overview") {
			return fmt.Sprintf("aliases[%d]", i)
		}
	}
	return fmt.Sprintf("aliases.%s[%d]", page, i)
}

// Finding returns a finding at a field of the article, in whichever file that is.
func (a *Article) Finding(severity diag.Severity, path, rule, message, hint string) diag.Finding {
	file, at := a.Places()(path)
	return diag.Finding{File: file, Position: at, Severity: severity, Rule: rule, Message: message, Hint: hint}
}

// TitleKey returns the title's key in an order of titles, which is always the
// same one: it is made once, since a server links the same articles over and
// over.
func (a *Article) TitleKey(key func(title string) []byte) []byte {
	if made := a.key.Load(); made != nil {
		return *made
	}
	made := key(a.Title)
	a.key.Store(&made)
	return made
}

// SkillKeys returns the keys of a role's skills, one by one, by a function that
// is always the same one: they, too, are made once.
func (a *Article) SkillKeys(key func(name string) string) []string {
	if made := a.skills.Load(); made != nil {
		return *made
	}
	made := make([]string, len(a.Role.Skills))
	for i, skill := range a.Role.Skills {
		made[i] = key(skill.Name)
	}
	a.skills.Store(&made)
	return made
}

// Options are what loading takes from the world.
type Options struct {
	Now    time.Time // the day of the build
	Drafts bool      // build drafts
	Future bool      // build what is published later than Now

	// FootnoteBack names the link from a footnote back to its mark, with
	// {number} for the mark's; English if empty.
	FootnoteBack string
}

// hidden reports whether nothing is built of an article.
func (o Options) hidden(m Meta) bool {
	return m.Draft && !o.Drafts || m.Published.After(o.Now) && !o.Future
}
