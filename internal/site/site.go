// Package site links the articles of a site to one another: which pages each
// role has, what is related to what, and where every link leads.
package site

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// Site is all articles that are built, linked.
type Site struct {
	Config     *config.Site
	Roles      []*Role            // by title
	Categories []*Category        // by title
	Guides     []*content.Article // the latest first
	Pages      []*content.Article // by title
	Rankings   []*Ranking         // by title
	Skills     []*Skill           // those of two roles or more, by name
	Pairs      []*Pair            // that have a page, by slugs

	published []*content.Article          // by file
	files     map[string]*content.Article // every article by its file, hidden ones too
	bySlug    map[content.Kind]map[string]*content.Article
	roles     map[string]*Role    // by slug
	addresses map[string]*address // by key; those of roles follow from them
	assets    map[string]Asset
	hidden    map[string]*content.Article // unpublished ones by the key of their address
	along     []Move                      // what goes along with aliases

	skills map[string]*Skill // by slug
	rooms  sync.Pool         // of candidates

	suggestions sync.Mutex
	known       map[string][]string // sorted words to suggest, by kind
	nearest     map[string]string   // suggestions made, by kind and word
}

// Asset is a file of the site's assets that has an address.
type Asset struct {
	File          string // what it is made of: "assets/images/logo.svg"
	Width, Height int    // of a picture, in CSS pixels; 0 if unknown
}

// Category is a hub: the roles that name it, and its text if there is one.
type Category struct {
	Slug    string
	Title   string
	URL     string
	Article *content.Article // nil if there is no text
	Roles   []*Role          // by title
}

// Link links articles. Assets are the files that assets/ adds to the site,
// by address ("/images/logo.svg").
func Link(cfg *config.Site, articles []*content.Article, assets map[string]Asset) (*Site, diag.List) {
	s := &Site{
		Config: cfg, assets: assets,
		files:     make(map[string]*content.Article, len(articles)),
		bySlug:    map[content.Kind]map[string]*content.Article{},
		roles:     make(map[string]*Role, len(articles)),
		hidden:    map[string]*content.Article{},
		known:     map[string][]string{},
		nearest:   map[string]string{},
		addresses: map[string]*address{},
	}
	var found diag.List
	roles := make([]Role, 0, len(articles)) // side by side, since all are gone through over and over
	for _, a := range articles {
		s.files[a.File] = a
		slugs := s.bySlug[a.Kind]
		if slugs == nil {
			slugs = map[string]*content.Article{}
			s.bySlug[a.Kind] = slugs
		}
		if first := slugs[a.Slug]; first != nil {
			if !a.Hidden || !first.Hidden {
				found = append(found, a.Finding(diag.Error, "slug", "duplicate-slug", "slug \""+a.Slug+"\" is taken by "+first.File, "rename one of the files, or set slug: in it"))
			}
			continue
		}
		slugs[a.Slug] = a
		if a.Hidden {
			s.hidden[addressKey(a.URL())] = a
			continue
		}
		s.published = append(s.published, a)
		switch a.Kind {
		case content.RoleKind:
			roles = append(roles, newRole(s, a))
			r := &roles[len(roles)-1]
			s.Roles = append(s.Roles, r)
			s.roles[a.Slug] = r
		case content.GuideKind:
			s.Guides = append(s.Guides, a)
		case content.PageKind:
			s.Pages = append(s.Pages, a)
		case content.RankingKind:
			s.Rankings = append(s.Rankings, &Ranking{Article: a})
		}
	}
	slices.SortFunc(s.published, func(a, b *content.Article) int { return strings.Compare(a.File, b.File) })
	s.sort()
	for i, r := range s.Roles {
		r.order = i
	}
	var skills sync.WaitGroup // they have nothing to do with what roles name of one another
	skills.Go(s.linkSkills)
	s.linkCategories()
	found = append(found, s.linkRoles()...)
	skills.Wait()
	found = append(found, s.linkPay()...)
	s.linkPairs()
	found = append(found, s.linkRankings()...)
	found = append(found, s.register()...)
	s.registerAlong()
	found = append(found, s.checkLinks()...)
	found = append(found, s.checkCards()...)
	return s, found
}

// Article returns the published article of a file, or nil.
func (s *Site) Article(file string) *content.Article {
	if a := s.files[file]; a != nil && !a.Hidden && s.bySlug[a.Kind][a.Slug] == a {
		return a
	}
	return nil
}

// Published returns every article that is built, by its file. The list is the
// site's own.
func (s *Site) Published() []*content.Article { return s.published }

// Articles returns every article that was read, unpublished ones too, by its file.
func (s *Site) Articles() []*content.Article {
	return slices.SortedFunc(maps.Values(s.files), func(a, b *content.Article) int { return strings.Compare(a.File, b.File) })
}

// Role returns the role with the slug, or nil.
func (s *Site) Role(slug string) *Role { return s.roles[slug] }

func (s *Site) sort() {
	byTitle := titleOrder(s.Config.Language.Tag)
	sortByTitle(s.Roles, func(r *Role) ([]byte, string) { return r.TitleKey(byTitle), r.Slug })
	sortByTitle(s.Pages, func(a *content.Article) ([]byte, string) { return a.TitleKey(byTitle), a.Slug })
	sortByTitle(s.Rankings, func(r *Ranking) ([]byte, string) { return r.TitleKey(byTitle), r.Slug })
	slices.SortFunc(s.Guides, func(a, b *content.Article) int {
		return cmp.Or(Latest(b).Compare(Latest(a)), strings.Compare(a.Slug, b.Slug))
	})
}

func titleOrder(tag language.Tag) func(string) []byte {
	collator := collate.New(tag, collate.IgnoreCase, collate.Numeric)
	var buffer collate.Buffer
	return func(title string) []byte {
		key := slices.Clone(collator.KeyFromString(&buffer, title))
		buffer.Reset()
		return key
	}
}

// sortByTitle sorts by the collation of titles, then by slug.
func sortByTitle[T any](list []T, of func(T) (key []byte, slug string)) {
	type keyed struct {
		item T
		key  []byte
		slug string
	}
	keys := make([]keyed, len(list))
	for i, item := range list {
		key, slug := of(item)
		keys[i] = keyed{item, key, slug}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		return cmp.Or(bytes.Compare(a.key, b.key), strings.Compare(a.slug, b.slug))
	})
	for i, k := range keys {
		list[i] = k.item
	}
}

func (s *Site) linkCategories() {
	bySlug := map[string]*Category{}
	get := func(slug string) *Category {
		c := bySlug[slug]
		if c == nil {
			c = &Category{Slug: slug, Title: titleFromSlug(slug), URL: "/categories/" + slug + "/"}
			bySlug[slug] = c
			s.Categories = append(s.Categories, c)
		}
		return c
	}
	for _, a := range s.bySlug[content.CategoryKind] {
		if !a.Hidden {
			c := get(a.Slug)
			c.Article, c.Title = a, a.Title
		}
	}
	for _, r := range s.Roles {
		if r.Role.Category != "" {
			c := get(string(r.Role.Category))
			c.Roles = append(c.Roles, r)
			r.Category = c
		}
	}
	byTitle := titleOrder(s.Config.Language.Tag)
	sortByTitle(s.Categories, func(c *Category) ([]byte, string) { return byTitle(c.Title), c.Slug })
}

// titleFromSlug reads a slug as words: "quality-assurance" is "Quality assurance".
func titleFromSlug(slug string) string {
	words := strings.ReplaceAll(slug, "-", " ")
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
