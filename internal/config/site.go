// Package config reads a site's settings: site.yaml, and sources.yaml beside
// it, into checked values.
package config

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/paytable"
	"careerguide/internal/source"
)

// The files that are read, relative to the site's root.
const (
	SiteFile    = "content/site.yaml"
	SourcesFile = "content/sources.yaml"
)

// maxSize bounds the bytes of a file of settings; the decoder reads no more.
const maxSize = decode.MaxSize

// Site is the settings of a site.
type Site struct {
	Title       string     `json:"title" decode:"required"`
	BaseURL     BaseURL    `json:"base_url" decode:"required"`
	Language    Language   `json:"language,omitzero"` // default: en-US
	Description string     `json:"description,omitempty"`
	Author      string     `json:"author,omitempty"`
	Logo        career.URL `json:"logo,omitempty"`
	Social      Social     `json:"social,omitzero"`
	Menu        []MenuItem `json:"menu,omitempty"`
	RolePages   []RolePage `json:"role_pages,omitempty"` // default: all four
	RawHTML     bool       `json:"raw_html,omitempty"`   // let HTML in Markdown through
	Check       Levels     `json:"check,omitempty"`      // of the rules of check

	MarkdownPages bool   `json:"markdown_pages,omitempty"` // each role as index.md, too
	Documents     bool   `json:"documents,omitempty"`      // each template as .docx, .md and .txt, too
	ComparePages  bool   `json:"compare_pages,omitempty"`  // a page for each pair of roles that a writer related
	SocialCards   bool   `json:"social_cards,omitempty"`   // a picture of each role for where its address is shared
	Images        Images `json:"images,omitzero"`
	Theme         Theme  `json:"theme,omitzero"` // colours and measures of the default theme

	Hosting  Hosting  `json:"hosting,omitzero"`               // where the site is served
	Security Security `json:"security,omitzero"`              // whom to tell of a hole
	Deploy   []Target `json:"deploy,omitempty" decode:"list"` // where the site is sent

	// Sources are the entries of sources.yaml, by key.
	Sources map[string]career.Source `json:"-"`
	// SourcesUnread says that sources.yaml could not be read, so that nothing
	// can be said of the keys that figures cite.
	SourcesUnread bool `json:"-"`
	// Pay is the figures of pay.csv; nil if there is none.
	Pay *paytable.Table `json:"-"`

	tree        *decode.Tree
	sourcesTree *decode.Tree
}

// Position returns where a setting stands in site.yaml.
func (s *Site) Position(path string) diag.Position {
	if s.tree == nil {
		return diag.Position{}
	}
	return s.tree.Position(path)
}

// SourcePosition returns where a field stands in sources.yaml.
func (s *Site) SourcePosition(path string) diag.Position {
	if s.sourcesTree == nil {
		return diag.Position{}
	}
	return s.sourcesTree.Position(path)
}

// Social names the site's accounts.
type Social struct {
	X string `json:"x,omitempty"` // "@name"
}

// Images says what is made of the pictures beside articles.
type Images struct {
	Variants *bool `json:"variants,omitempty"` // smaller forms of them; default: true
}

// HasVariants reports whether smaller forms are made of pictures.
func (i Images) HasVariants() bool { return i.Variants == nil || *i.Variants }

// MenuItem is a link of the main menu.
type MenuItem struct {
	Title string     `json:"title" decode:"required"`
	URL   career.URL `json:"url" decode:"required"`
}

// RolePage is a page of a role beside its overview.
type RolePage string

// The pages of a role beside its overview, in the order of their tabs.
const (
	JobDescription RolePage = "job-description"
	WhatTheyDo     RolePage = "what-they-do"
	FAQ            RolePage = "faq"
	Related        RolePage = "related"
)

// RolePages lists every page of a role beside its overview.
var RolePages = []RolePage{JobDescription, WhatTheyDo, FAQ, Related}

type unknownPage string

func (e unknownPage) Error() string { return "unknown page \"" + string(e) + "\"" }

// Word returns the word that names no page.
func (e unknownPage) Word() string { return string(e) }

// Known returns the names of the pages.
func (unknownPage) Known() []string {
	return []string{string(JobDescription), string(WhatTheyDo), string(FAQ), string(Related)}
}

// UnmarshalText refuses unknown pages.
func (p *RolePage) UnmarshalText(text []byte) error {
	if *p = RolePage(text); !slices.Contains(RolePages, *p) {
		return unknownPage(text)
	}
	return nil
}

// StandsAlone reports whether the page has an address of its own; otherwise
// it is folded into the overview.
func (s *Site) StandsAlone(p RolePage) bool { return slices.Contains(s.RolePages, p) }

type formError struct{ message, hint string }

func (e *formError) Error() string { return e.message }

// Hint says what form is wanted.
func (e *formError) Hint() string { return e.hint }

// Language is a BCP 47 tag.
type Language struct{ language.Tag }

// UnmarshalText refuses what BCP 47 does not know.
func (l *Language) UnmarshalText(text []byte) error {
	tag, err := language.Parse(string(text))
	if err != nil || tag == language.Und || strings.Contains(string(text), "_") {
		return &formError{"unknown language \"" + string(text) + "\"", "write a BCP 47 tag such as en-US or de"}
	}
	l.Tag = tag
	return nil
}

// Load reads site.yaml, sources.yaml and pay.csv below the site's root. The
// last two may be missing.
func Load(fsys fs.FS) (*Site, diag.List) {
	site := &Site{Language: Language{language.AmericanEnglish}}
	misplaced := misnamed(fsys)
	data, err := source.Read(fsys, SiteFile, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return site, append(misplaced, diag.Finding{File: SiteFile, Severity: diag.Error, Rule: "missing-file", Message: "the site has no site.yaml",
			Hint: "make one with title: and base_url:, or name the site's folder with --source"})
	}
	if err != nil {
		return site, append(misplaced, source.Unreadable(SiteFile, err))
	}
	var found diag.List
	site.tree, found = decode.Unmarshal(decode.Source{File: SiteFile, Format: decode.YAML, Data: data, FirstLine: 1}, site, decode.Options{Meanings: meanings})
	if !site.tree.Has("role_pages") {
		site.RolePages = RolePages
	}
	if site.Social.X != "" && !isHandle(site.Social.X) {
		found = append(found, diag.Finding{File: SiteFile, Position: site.Position("social.x"), Severity: diag.Error, Rule: "value",
			Message: "social.x is not the name of an account", Hint: `write it in quotes: "@name"`})
	}
	found = append(found, site.Hosting.judge(site)...)
	found = append(found, site.Security.judge(site)...)
	found = site.deployFindings(site.secretFindings(found))
	found = append(found, misplaced...)
	found = append(found, loadSources(fsys, site)...)
	var more diag.List
	site.Pay, more = paytable.Load(fsys, site.UnknownSource)
	return site, append(found, more...)
}

// meanings are the words that a writer may use for a setting's name.
var meanings = map[string]string{
	"url": "base_url", "baseurl": "base_url", "site": "title", "name": "title", "lang": "language", "locale": "language",
	"navigation": "menu", "nav": "menu", "twitter": "x", "pages": "role_pages", "licence": "license", "link": "url",
	"host": "hosting", "cloudflare": "cloudflare-pages", "github": "github-pages", "gh-pages": "github-pages", "aws": "s3", "r2": "s3", "minio": "s3",
	"script": "script-src", "style": "style-src", "img": "img-src", "image": "img-src", "font": "font-src", "frame": "frame-src", "connect": "connect-src",
	"csp": "policy", "acknowledgements": "acknowledgments", "languages": "preferred_languages",
}

func isHandle(s string) bool {
	name, ok := strings.CutPrefix(s, "@")
	return ok && name != "" && strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == ""
}
