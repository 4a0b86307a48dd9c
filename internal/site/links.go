package site

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
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
