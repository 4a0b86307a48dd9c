package review

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

// Bounds of what is asked of a live site, and taken from it.
const (
	liveAtOnce    = 4
	livePatience  = 30 * time.Second // for one file
	maxPage       = 4 << 20
	maxSitemap    = 64 << 20 // the protocol allows 50 MB
	maxRoles      = 512 << 20
	maxSitemaps   = 100
	liveUserAgent = "careerguide diff (compares a site with its next build)"
)

// live is a site on the web.
type live struct {
	client *http.Client
	base   *url.URL // ends in a slash
}

// statusError is an answer that has no file in it.
type statusError struct {
	url  string
	code int
}

func (e *statusError) Error() string {
	return fmt.Sprintf("%s answered %d %s", e.url, e.code, http.StatusText(e.code))
}

func (e *statusError) Is(target error) bool {
	return target == fs.ErrNotExist && (e.code == http.StatusNotFound || e.code == http.StatusGone)
}

// Live returns the site at an address as its sitemap and its list of roles tell
// it; pages are asked for when they are read. A site that has neither of the
// two is taken for one that nothing was deployed to yet.
func Live(ctx context.Context, client *http.Client, address string) (Tree, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return Tree{}, fmt.Errorf("%s is not the address of a site", address)
	}
	if !strings.HasSuffix(base.Path, "/") {
		base.Path += "/"
	}
	l := &live{client, base}
	t := Tree{Name: base.String(), Files: map[string]File{}, Partial: true, AtOnce: liveAtOnce}
	rolesJSON, err := l.get(ctx, rolesFile, maxRoles)
	hasRoles := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t, fmt.Errorf("read the live site: %w", err)
	}
	if hasRoles {
		t.Files[rolesFile] = File{Size: -1}
	}
	elsewhere, err := l.sitemap(ctx, &t, "sitemap.xml", 0)
	hasSitemap := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return t, fmt.Errorf("read the live site: %w", err)
	}
	switch {
	case !hasRoles && !hasSitemap:
		t.Notes = append(t.Notes, "there is neither roles.json nor sitemap.xml at "+t.Name+": it is taken for empty")
	case !hasSitemap:
		t.Notes = append(t.Notes, "there is no sitemap.xml at "+t.Name+": lost addresses and titles are unknown")
	default:
		t.Notes = append(t.Notes, "a live site tells the addresses of its sitemap alone: redirects and pages that are kept from search engines are not compared")
	}
	if elsewhere > 0 {
		t.Notes = append(t.Notes, fmt.Sprintf("%s of the sitemap outside of %s were left out", some(elsewhere, "address"), t.Name))
	}
	t.Read = func(ctx context.Context, name string) ([]byte, error) {
		if name == rolesFile {
			return rolesJSON, nil
		}
		data, err := l.get(ctx, name, maxPage)
		if err != nil && ctx.Err() == nil {
			status, answered := errors.AsType[*statusError](err)
			busy := answered && (status.code == http.StatusTooManyRequests || status.code == http.StatusServiceUnavailable)
			return nil, &SkipError{Reason: err.Error(), Stop: busy || !answered}
		}
		return data, err
	}
	return t, nil
}

// get asks for a file. An answer from another path is none of this file's.
func (l *live) get(ctx context.Context, name string, most int64) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, livePatience)
	defer cancel()
	u := &url.URL{Scheme: l.base.Scheme, User: l.base.User, Host: l.base.Host, Path: l.base.Path + strings.TrimPrefix(addressOf(name), "/")}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("User-Agent", liveUserAgent)
	answer, err := l.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, &statusError{u.String(), answer.StatusCode}
	}
	if got := answer.Request.URL.Path; strings.TrimSuffix(got, "/") != strings.TrimSuffix(u.Path, "/") {
		return nil, &statusError{u.String(), http.StatusNotFound}
	}
	data, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, fmt.Errorf("%s is larger than %s", u, size(most))
	}
	return data, err
}

// sitemap lists the addresses of a sitemap, and of those that it lists. It
// returns how many lie outside of the site.
func (l *live) sitemap(ctx context.Context, t *Tree, name string, depth int) (elsewhere int, err error) {
	data, err := l.get(ctx, name, maxSitemap)
	if err != nil {
		return 0, err
	}
	var doc struct {
		Pages []string `xml:"url>loc"`
		Maps  []string `xml:"sitemap>loc"`
	}
	if err := xml.Unmarshal(data, &doc); err != nil {
		return 0, fmt.Errorf("%s is not a sitemap: %w", t.Name+name, err)
	}
	for _, address := range doc.Pages {
		if file, ok := l.name(address); ok {
			t.Files[file] = File{Size: -1}
		} else {
			elsewhere++
		}
	}
	if len(doc.Maps) > maxSitemaps || len(doc.Maps) > 0 && depth > 0 {
		return 0, fmt.Errorf("%s lists too many sitemaps", t.Name+name)
	}
	for _, address := range doc.Maps {
		file, ok := l.name(address)
		if !ok {
			elsewhere++
			continue
		}
		more, err := l.sitemap(ctx, t, file, depth+1)
		if err != nil {
			return 0, err
		}
		elsewhere += more
	}
	return elsewhere, nil
}

// name returns the file at an absolute address of the site.
func (l *live) name(address string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || !strings.EqualFold(u.Host, l.base.Host) {
		return "", false
	}
	rest, ok := strings.CutPrefix(u.Path, l.base.Path)
	if !ok && u.Path+"/" != l.base.Path {
		return "", false
	}
	name := nameOf(rest)
	if !ok {
		name = "index.html"
	}
	return name, fs.ValidPath(name) && path.Clean(name) == name
}
