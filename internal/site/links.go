package site

import (
	"fmt"
	"iter"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/hosting"
	"careerguide/internal/markdown"
)

// Target returns what a reference in an article's body leads to. One that
// leads nowhere has no URL; see CheckBody for its finding.
func (s *Site) Target(a *content.Article, body *content.Body, ref markdown.Reference, kind markdown.SlotKind) markdown.Target {
	target, _, _ := s.resolve(a, body, ref.Destination, kind)
	return target
}

// problem is why a reference leads nowhere.
type problem struct {
	severity      diag.Severity
	rule          string
	message, hint string
}

func (s *Site) resolve(a *content.Article, body *content.Body, destination string, kind markdown.SlotKind) (markdown.Target, string, *problem) {
	if kind == markdown.Image {
		return s.resolveImage(a, body, destination)
	}
	anchors := anchorsFor(a, body)
	switch {
	case isOutside(destination):
		if own, ok := s.ownAddress(destination); ok {
			return s.resolveAddress(own, anchors)
		}
		return markdown.Target{URL: destination}, "", checkOutside(destination)
	case strings.HasPrefix(destination, "/"):
		return s.resolveAddress(destination, anchors)
	}
	file, anchor, _ := strings.Cut(destination, "#")
	to := a
	if file != "" {
		plain, err := url.PathUnescape(file)
		if err != nil || !strings.HasSuffix(plain, ".md") {
			return markdown.Target{}, "", &problem{diag.Error, "dangling-link", fmt.Sprintf("link %q leads nowhere", destination),
				"link to another file (nurse.md), to an address of the site (/roles/nurse/), or elsewhere (https://…)"}
		}
		name := path.Join(path.Dir(a.File), plain)
		if to = s.files[name]; to == nil {
			return markdown.Target{}, "", &problem{diag.Error, "dangling-link", fmt.Sprintf("link %q leads to no article%s", destination, s.nearFile(plain, path.Dir(a.File))), "the file would be " + name}
		}
	}
	if to.Hidden {
		return markdown.Target{}, "", &problem{diag.Notice, "hidden", fmt.Sprintf("link %q became plain text: %s is not published", destination, to.File), ""}
	}
	address := to.URL()
	if anchor != "" {
		if r := s.roles[to.Slug]; to.Kind == content.RoleKind && r != nil {
			if page, ok := r.PageOf(anchor, anchors(to), s.Config); ok {
				address = r.PageURL(page)
			} else if anchor == "related" && s.Config.StandsAlone(config.Related) {
				address = r.PageURL(config.Related)
			}
		}
		if at := s.at(addressKey(address)); at == nil || !s.hasAnchor(at, anchor, anchors) {
			return markdown.Target{}, "", &problem{diag.Error, "dangling-anchor", fmt.Sprintf("link %q leads to no heading of %s%s", destination, to.File, nearAnchor(anchors(to)(), anchor)), ""}
		}
		address += "#" + anchor
	}
	return markdown.Target{URL: s.Config.BaseURL.Href(address)}, address, nil
}

// isOutside reports whether a destination is an address with a scheme, or of
// another host. A colon alone makes no scheme: "1:2" is a file's name.
func isOutside(destination string) bool {
	return strings.HasPrefix(destination, "//") || scheme.MatchString(destination)
}

var scheme = regexp.MustCompile(`^[a-zA-Z][a-zA-Z0-9+.-]*:`)

// ownAddress returns what an absolute address names on the site itself.
func (s *Site) ownAddress(destination string) (string, bool) {
	base := s.Config.BaseURL.String()
	if len(destination) < len(base) || !strings.EqualFold(destination[:len(base)], base) {
		return "", false
	}
	return "/" + destination[len(base):], true
}

// checkOutside reports an address of the web that names no host.
func checkOutside(destination string) *problem {
	u, err := url.Parse(destination)
	if err == nil && (u.Host != "" || u.Scheme != "http" && u.Scheme != "https") {
		return nil
	}
	return &problem{diag.Error, "dangling-link", fmt.Sprintf("link %q names no host", destination), "write the whole address: https://example.org/…"}
}

// resolveAddress finds a root-relative address of the site.
func (s *Site) resolveAddress(destination string, anchors anchorsOf) (markdown.Target, string, *problem) {
	rest, anchor, hasAnchor := strings.Cut(destination, "#")
	address, query, hasQuery := strings.Cut(rest, "?")
	plain, err := url.PathUnescape(address)
	if err != nil {
		plain = address
	}
	if _, ok := s.assets[plain]; ok {
		return markdown.Target{URL: s.Config.BaseURL.Href(destination)}, destination, nil
	}
	at := s.at(addressKey(plain))
	if at == nil {
		if hidden := s.hiddenAt(plain); hidden != nil {
			return markdown.Target{}, "", &problem{diag.Notice, "hidden", fmt.Sprintf("link %q became plain text: %s is not published", destination, hidden.File), ""}
		}
		return markdown.Target{}, "", &problem{diag.Error, "dangling-link", fmt.Sprintf("link %q leads to no page%s", destination, s.nearAddress(plain)), ""}
	}
	if anchor != "" && !s.hasAnchor(at, anchor, anchors) {
		hint := ""
		if at.role != nil {
			if page, ok := at.role.PageOf(anchor, anchors(at.article), s.Config); ok {
				hint = "it stands at " + at.role.PageURL(page) + "#" + anchor
			}
		}
		near := ""
		if at.article != nil && hint == "" {
			near = nearAnchor(anchors(at.article)(), anchor)
		}
		return markdown.Target{}, "", &problem{diag.Error, "dangling-anchor", fmt.Sprintf("link %q leads to no heading of the page %s%s", destination, address, near), hint}
	}
	if !strings.HasSuffix(address, "/") && !strings.Contains(path.Base(address), ".") {
		address += "/"
	}
	if hasQuery {
		address += "?" + query
	}
	if hasAnchor {
		address += "#" + anchor
	}
	return markdown.Target{URL: s.Config.BaseURL.Href(address)}, address, nil
}

// hiddenAt returns the unpublished article at an address, or at the address
// of one of its pages.
func (s *Site) hiddenAt(address string) *content.Article {
	key := addressKey(address)
	if a := s.hidden[key]; a != nil {
		return a
	}
	return s.hidden[path.Dir(key)]
}

func (s *Site) resolveImage(a *content.Article, body *content.Body, destination string) (markdown.Target, string, *problem) {
	if img, ok := body.Images[destination]; ok {
		target, address := s.beside(a, img)
		target.Sources = s.sources(a, img, body, s.textSizes())
		return target, address, nil
	}
	if content.IsBeside(destination) {
		return markdown.Target{}, "", nil // said by content
	}
	if isOutside(destination) {
		return markdown.Target{URL: destination}, "", s.refusedPicture(destination)
	}
	return s.resolveAsset(destination)
}

// refusedPicture says that the policy which the site's host is told does not
// let pages show a picture of another host; nil where it does, or none is told.
func (s *Site) refusedPicture(address string) *problem {
	h := s.Config.Hosting
	if h.Host == "" || h.Host == config.S3 || hosting.AllowsPicture(h.Policy, address) {
		return nil
	}
	origin := address
	if u, err := url.Parse(address); err == nil {
		origin = "https://" + u.Host
	}
	return &problem{diag.Warning, "policy", fmt.Sprintf("the site's policy lets no page show the picture %q", address),
		"put the file beside the article, or allow its host in site.yaml: hosting: {host: " + string(h.Host) + ", policy: {img-src: " + origin + "}}"}
}

// beside returns the address of a picture beside an article.
func (s *Site) beside(a *content.Article, img content.Image) (markdown.Target, string) {
	address := a.URL() + (&url.URL{Path: img.Name}).EscapedPath()
	return markdown.Target{URL: s.Config.BaseURL.Href(address), Width: img.Width, Height: img.Height}, address
}

// resolveAsset finds a picture below assets/ by its address.
func (s *Site) resolveAsset(destination string) (markdown.Target, string, *problem) {
	plain, err := url.PathUnescape(destination)
	if asset, ok := s.assets[plain]; err == nil && ok {
		return markdown.Target{URL: s.Config.BaseURL.Href(destination), Width: asset.Width, Height: asset.Height}, destination, nil
	}
	return markdown.Target{}, "", &problem{diag.Error, "dangling-image", fmt.Sprintf("no image %q below assets/", destination), "the file would be assets" + plain}
}

// Logo returns the site's logo and its size; it is outside the site if its
// address has a scheme.
func (s *Site) Logo() markdown.Target {
	logo := string(s.Config.Logo)
	if isOutside(logo) {
		return markdown.Target{URL: logo}
	}
	target, _, _ := s.resolveAsset(logo)
	return target
}

// Image returns the picture that an article's image field names, by its
// address on the site, and its size.
func (s *Site) Image(a *content.Article) (address string, size Asset, ok bool) {
	var target markdown.Target
	switch {
	case a.Picture.Name != "":
		target, address = s.beside(a, a.Picture)
	case strings.HasPrefix(a.Image, "/"):
		target, address, _ = s.resolveAsset(a.Image)
	}
	return address, Asset{Width: target.Width, Height: target.Height}, address != ""
}

// CheckBody reports every reference of an article's body that leads nowhere.
// It may be called from many goroutines at once.
func (s *Site) CheckBody(a *content.Article, body *content.Body) diag.List {
	var found diag.List
	for ref, kind := range body.References() {
		if _, _, p := s.resolve(a, body, ref.Destination, kind); p != nil {
			found = append(found, diag.Finding{File: a.File, Position: ref.Position, Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	return found
}

// checkLinks reports every address in front matter or in site.yaml that leads
// nowhere.
func (s *Site) checkLinks() diag.List {
	var found diag.List
	for _, a := range s.Published() {
		if strings.HasPrefix(a.Image, "/") {
			if _, _, p := s.resolveAsset(a.Image); p != nil {
				found = append(found, a.Finding(p.severity, "image", p.rule, p.message, p.hint))
			}
		}
		if a.Role == nil {
			continue
		}
		for u, at := range urls(a.Role) {
			if p := s.checkURL(u); p != nil {
				found = append(found, a.Finding(p.severity, at.path(), p.rule, p.message, p.hint))
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.Config.Sources)) {
		if p := s.checkURL(s.Config.Sources[key].URL); p != nil {
			found = append(found, diag.Finding{File: config.SourcesFile, Position: s.Config.SourcePosition(key + ".url"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	site := func(field string, u career.URL) {
		if p := s.checkURL(u); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position(field), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	for i, m := range s.Config.Menu {
		site(fmt.Sprintf("menu[%d].url", i), m.URL)
	}
	for field, u := range s.Config.Security.Addresses() {
		site(field, u)
	}
	if logo := string(s.Config.Logo); isOutside(logo) {
		if p := s.refusedPicture(logo); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position("logo"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	} else if strings.HasPrefix(logo, "/") {
		if _, _, p := s.resolveAsset(logo); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position("logo"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	return found
}

// field is one of a role's, or an item of one of its lists: "links[%d].url".
type field struct {
	name string
	item int
}

func (f field) path() string {
	if !strings.Contains(f.name, "%d") {
		return f.name
	}
	return fmt.Sprintf(f.name, f.item)
}

// urls yields every address in a role's front matter, with its field.
func urls(r *content.Role) iter.Seq2[career.URL, field] {
	return func(yield func(career.URL, field) bool) {
		more := yield(r.Salary.Source.URL, field{name: "salary.source.url"}) && yield(r.Outlook.Source.URL, field{name: "outlook.source.url"})
		for i := 0; more && i < len(r.Links); i++ {
			more = yield(r.Links[i].URL, field{"links[%d].url", i})
		}
		for i := 0; more && i < len(r.Certifications); i++ {
			more = yield(r.Certifications[i].URL, field{"certifications[%d].url", i})
		}
		for i := 0; more && i < len(r.Salary.Regions); i++ {
			more = yield(r.Salary.Regions[i].Source.URL, field{"salary.regions[%d].source.url", i})
		}
	}
}

func (s *Site) checkURL(u career.URL) *problem {
	if !u.IsLocal() {
		return nil
	}
	_, _, p := s.resolveAddress(string(u), anchorsFor(nil, nil))
	return p
}

// Href returns an address typed in front matter or site.yaml for an href; ""
// if it leads to something that is not published.
func (s *Site) Href(u career.URL) string {
	if !u.IsLocal() {
		return string(u)
	}
	target, _, _ := s.resolveAddress(string(u), anchorsFor(nil, nil))
	return target.URL
}

// Published returns every article that is built, by its file. The list is the
// site's own.
func (s *Site) Published() []*content.Article { return s.published }

// Articles returns every article that was read, unpublished ones too, by its file.
func (s *Site) Articles() []*content.Article {
	return slices.SortedFunc(maps.Values(s.files), func(a, b *content.Article) int { return strings.Compare(a.File, b.File) })
}

// didYouMean names the known word that was meant. Known must be sorted.
func didYouMean(word string, known []string) string {
	if near, ok := decode.Nearest(word, known, nil); ok {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// nearFile names the article whose file is called most alike.
func (s *Site) nearFile(link, folder string) string {
	near := s.near("file", path.Base(link), func() []string {
		names := make([]string, 0, len(s.files))
		for name := range s.files {
			names = append(names, path.Base(name))
		}
		return names
	})
	if near == "" {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if path.Base(name) == near {
			return fmt.Sprintf(" (did you mean %q?)", relative(folder, name))
		}
	}
	return ""
}

// near returns the known word that was meant, or "". The words of a kind are
// listed once, and each question is answered once: one mistyped link may
// stand in ten thousand articles.
func (s *Site) near(kind, word string, list func() []string) string {
	s.suggestions.Lock()
	defer s.suggestions.Unlock()
	known, ok := s.known[kind]
	if !ok {
		known = list()
		slices.Sort(known)
		s.known[kind] = known
	}
	key := kind + " " + word
	near, ok := s.nearest[key]
	if !ok {
		near, _ = decode.Nearest(word, known, nil)
		s.nearest[key] = near
	}
	return near
}

// relative returns a file's path as a link from a folder.
func relative(folder, name string) string {
	from, to := strings.Split(folder, "/"), strings.Split(name, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

func (s *Site) nearAddress(address string) string {
	near := s.near("address", addressKey(address)+"/", func() []string {
		known := s.keys()
		for i := range known {
			known[i] += "/"
		}
		return known
	})
	if near == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", near)
}

func nearAnchor(anchors *content.Anchors, anchor string) string {
	var known []string
	for _, s := range anchors.Sections {
		known = append(append(known, s.ID), s.Inside...)
	}
	slices.Sort(known)
	return didYouMean(anchor, known)
}
