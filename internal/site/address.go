package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/hosting"
)

// address is something that the site serves.
type address struct {
	what     string // for messages: "the page of content/roles/nurse.md"
	article  *content.Article
	page     config.RolePage // of a role
	role     *Role
	anchors  []string // of a page without an article
	redirect bool
	setting  bool // site.yaml asks for it
}

func itoa(n int) string { return strconv.Itoa(n) }

// addressKey makes addresses of one file equal: "/a/", "/a" and "/a/index.html".
func addressKey(url string) string {
	return strings.TrimSuffix(strings.TrimSuffix(url, "index.html"), "/")
}

// at returns what the site serves at an address's key, or nil.
func (s *Site) at(key string) *address {
	if a := s.addresses[key]; a != nil {
		return a
	}
	return s.roleAddress(key)
}

// Serves reports whether the site has a page or a redirect at an address.
func (s *Site) Serves(address string) bool { return s.at(addressKey(address)) != nil }

// roleAddress returns the page of a role at an address's key, or nil. Roles'
// pages follow from the roles, so they are listed nowhere.
func (s *Site) roleAddress(key string) *address {
	rest, ok := strings.CutPrefix(key, "/roles/")
	slug, page, inside := strings.Cut(rest, "/")
	r := s.roles[slug]
	if !ok || r == nil {
		return nil
	}
	a := &address{what: r.File, article: r.Article, role: r}
	if !inside {
		return a
	}
	a.page = config.RolePage(page)
	a.redirect = !s.Config.StandsAlone(a.page)
	if !slices.Contains(config.RolePages, a.page) || !r.redirects(a.page, s.Config) && !r.Has(a.page, s.Config) {
		return nil
	}
	return a
}

// keys returns the key of every address.
func (s *Site) keys() []string {
	list := slices.Collect(maps.Keys(s.addresses))
	for _, r := range s.Roles {
		for _, page := range append([]config.RolePage{Overview}, config.RolePages...) {
			if key := addressKey(r.PageURL(page)); s.roleAddress(key) != nil {
				list = append(list, key)
			}
		}
	}
	return list
}

// fileAbove returns the file of a page that an address would need as a folder:
// "/sitemap.xml" of "/sitemap.xml/old/". Files alone have a dot in their name.
func (s *Site) fileAbove(url string) (string, *address) {
	for dir := path.Dir(strings.TrimSuffix(url, "/")); dir != "/" && dir != "."; dir = path.Dir(dir) {
		if path.Ext(dir) == "" {
			continue
		}
		if a := s.addresses[dir]; a != nil {
			return dir, a
		}
		if asset, ok := s.assets[dir]; ok {
			return dir, &address{what: asset.File}
		}
	}
	return "", nil
}

func assetFinding(a Asset, message string) diag.Finding {
	return diag.Finding{File: a.File, Severity: diag.Error, Rule: "address", Message: message, Hint: "rename it"}
}

// register lists every address of the site, and reports those taken twice.
func (s *Site) register() diag.List {
	var found diag.List
	add := func(url string, a *address, at func(message, hint string) diag.Finding) {
		key := addressKey(url)
		first := s.at(key)
		if dir, above := s.fileAbove(url); above != nil && at != nil {
			found = append(found, at(fmt.Sprintf("%s lies below %s, which is a file: %s", url, dir, above.what), "change the slug or the alias"))
			return
		}
		if first == nil {
			s.addresses[key] = a
			return
		}
		if at == nil {
			return
		}
		found = append(found, at(fmt.Sprintf("two pages at %s: this and %s", url, first.what), "change the slug or the alias of one of them"))
	}
	for _, url := range []string{"/search/", "/guides/", "/categories/", "/404.html", "/sitemap.xml", "/robots.txt", "/feed.xml", "/roles.json", "/roles.csv", "/roles.schema.json", "/llms.txt"} {
		add(url, &address{what: "the site's own page " + url}, nil)
	}
	for _, url := range hosting.Names(s.Config) {
		add(url, &address{what: "what site.yaml has the build write there", setting: true}, nil)
	}
	add("/", &address{what: "the home page"}, nil)
	letters := s.Letters()
	var ids []string
	for _, l := range letters {
		ids = append(ids, "letter-"+l.Slug)
		if s.Paged() {
			for n := range ListPages(len(l.Roles)) {
				add(ListURL("/roles/a-z/"+l.Slug+"/", n+1), &address{what: "the list of roles", anchors: []string{"letter-" + l.Slug}}, nil)
			}
		}
	}
	add("/roles/", &address{what: "the list of roles", anchors: ids}, nil)
	for _, c := range s.Categories {
		for n := range ListPages(len(c.Roles)) {
			add(ListURL(c.URL, n+1), &address{what: "the hub of " + c.Slug, article: c.Article}, nil)
		}
	}
	if len(s.Rankings) > 0 {
		add("/rankings/", &address{what: "the list of rankings"}, nil)
	}
	if s.Compares() {
		add("/compare/", &address{what: "the comparison of roles"}, nil)
	}
	if s.Generates() {
		add(GeneratorURL, &address{what: "the page of job description templates"}, nil)
	}
	if len(s.Skills) > 0 {
		for n := range ListPages(len(s.Skills)) {
			add(ListURL("/skills/", n+1), &address{what: "the list of skills"}, nil)
		}
	}
	for _, k := range s.Skills {
		for n := range ListPages(len(k.Roles)) {
			add(ListURL(k.URL, n+1), &address{what: "the hub of the skill " + k.Name}, nil)
		}
	}
	for _, p := range s.Pairs {
		add(p.URL, &address{what: p.what()}, p.finding)
	}
	s.registerArticles(add)
	for _, url := range slices.Sorted(maps.Keys(s.assets)) {
		switch a := s.at(addressKey(url)); {
		case a == nil:
		case a.article != nil:
			found = append(found, a.article.Finding(diag.Error, "slug", "address", fmt.Sprintf("two files at %s: this page and %s", url, s.assets[url].File), "rename one of them"))
		case a.setting:
			f := assetFinding(s.assets[url], fmt.Sprintf("two files at %s: this and %s", url, a.what))
			f.Hint = "delete it, or take hosting: or security: out of site.yaml"
			found = append(found, f)
		default:
			found = append(found, assetFinding(s.assets[url], fmt.Sprintf("two files at %s: this and %s", url, a.what)))
		}
		if dir, a := s.fileAbove(url); a != nil {
			found = append(found, assetFinding(s.assets[url], fmt.Sprintf("%s cannot be a folder: it is the file of %s", dir, a.what)))
		}
	}
	return found
}

func (s *Site) registerArticles(add func(string, *address, func(message, hint string) diag.Finding)) {
	at := func(a *content.Article, path string) func(string, string) diag.Finding {
		return func(message, hint string) diag.Finding {
			return a.Finding(diag.Error, path, "address", message, hint)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.addresses)) {
		if a := s.roleAddress(key); a != nil { // the site's own pages have the better right
			add(key+"/", a, at(a.article, "slug"))
		}
	}
	articles := slices.Concat(s.Guides, s.Pages)
	for _, r := range s.Rankings {
		articles = append(articles, r.Article)
	}
	for _, a := range articles {
		add(a.URL(), &address{what: a.File, article: a}, at(a, "slug"))
	}
	for _, r := range s.Roles {
		articles = append(articles, r.Article)
	}
	for _, c := range s.Categories {
		if c.Article != nil {
			articles = append(articles, c.Article)
		}
	}
	for _, a := range articles { // aliases last: a page that exists has the better right
		for _, page := range slices.Concat([]config.RolePage{Overview}, config.RolePages) {
			for i, alias := range a.Aliases.Of(page) {
				add(string(alias), &address{what: "an alias in " + a.File, article: a, redirect: true}, func(message, hint string) diag.Finding {
					return at(a, a.AliasPath(page, i))(message, hint)
				})
			}
		}
	}
}

// hasAnchor reports whether the page at an address has an element with the
// id. anchors returns those of an article's body.
func (s *Site) hasAnchor(a *address, anchor string, anchors anchorsOf) bool {
	if anchor == "" || anchor == "main" || slices.Contains(a.anchors, anchor) {
		return true
	}
	if a.redirect {
		return false
	}
	if a.role != nil {
		if a.page == config.Related || a.page == Overview && !s.Config.StandsAlone(config.Related) {
			if anchor == "related" && (a.role.hasRelations() || a.page == Overview && a.role.foldsRelated()) {
				return true
			}
		}
		page, ok := a.role.PageOf(anchor, anchors(a.article), s.Config)
		return ok && page == a.page
	}
	return a.article != nil && anchors(a.article)().Has(anchor)
}

// anchorsOf returns how to find the anchors of an article's body.
type anchorsOf func(*content.Article) func() *content.Anchors

// anchorsFor finds the anchors of articles for links in one of them, whose
// body is parsed; body is nil where the link stands in front matter.
func anchorsFor(a *content.Article, body *content.Body) anchorsOf {
	return func(to *content.Article) func() *content.Anchors {
		if to == a && body != nil {
			return body.Anchors
		}
		return to.Anchors
	}
}
