package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/page"
	"careerguide/internal/picture"
	"careerguide/internal/render"
)

// devPrefix is the address below which the server's own things are.
const devPrefix = "/.careerguide/"

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	st := s.state.Load()
	if rest, ok := strings.CutPrefix(r.URL.Path, devPrefix); ok {
		s.serveDev(w, r, st, rest)
		return
	}
	base := st.site.Config.BaseURL.Path()
	rest, ok := strings.CutPrefix(r.URL.Path, base)
	switch {
	case ok:
		s.serveSite(w, r, st, "/"+rest)
	case r.URL.Path == "/" || r.URL.Path+"/" == base:
		redirect(w, r, base, http.StatusFound)
	default:
		s.notFound(w, r, st)
	}
}

// serveSite answers with what a host would: a page, a file, the address with
// its slash, or the page for what is not there.
func (s *server) serveSite(w http.ResponseWriter, r *http.Request, st *state, address string) {
	names := []string{address}
	if folder, ok := strings.CutSuffix(address, "/index.html"); ok {
		names = append(names, folder+"/")
	} else if strings.HasSuffix(address, "/") {
		names = append(names, address+"index.html")
	}
	for _, name := range names {
		made := s.page(st, name)
		if made.err == nil {
			s.send(w, r, made.contentType, made.version, made.bytes, http.StatusOK)
			return
		}
		if !errors.Is(made.err, fs.ErrNotExist) {
			s.send(w, r, contentTypes[".html"], "", placeholder, http.StatusInternalServerError)
			return
		}
		if data, ok := s.file(st, name); ok {
			s.send(w, r, contentType(name), version(data), data, http.StatusOK)
			return
		}
	}
	if !strings.HasSuffix(address, "/") && st.folder(address+"/") {
		redirect(w, r, st.site.Config.BaseURL.Href((&url.URL{Path: address + "/"}).EscapedPath()), http.StatusMovedPermanently)
		return
	}
	if to, ok := s.movedTo(st, address); ok {
		redirect(w, r, st.site.Config.BaseURL.Href(to), http.StatusFound)
		return
	}
	s.notFound(w, r, st)
}

// folder reports whether there is a page, or a file of the theme, at an
// address that ends in a slash.
func (st *state) folder(address string) bool {
	_, isPage := st.pages.At(address)
	_, isFile := st.files[address+"index.html"]
	return isPage || isFile
}

// notFoundPage is the address of the page for what is not there.
const notFoundPage = "/404.html"

func (s *server) notFound(w http.ResponseWriter, r *http.Request, st *state) {
	made := s.page(st, notFoundPage)
	if made.err != nil {
		made.bytes = placeholder
	}
	s.send(w, r, contentTypes[".html"], "", made.bytes, http.StatusNotFound)
}

// placeholder is what stands behind the overlay where there is no page yet.
var placeholder = []byte("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>This page has errors</title><body><p>This page cannot be shown before its errors are mended." + script("") + "</body></html>\n")

// redirect leads to an address of this server. The query stays.
func redirect(w http.ResponseWriter, r *http.Request, to string, status int) {
	if strings.HasPrefix(to, "//") || strings.HasPrefix(to, "/\\") { // another host, to a browser
		to = "/"
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
}

// send answers with bytes, or that the client has them.
func (s *server) send(w http.ResponseWriter, r *http.Request, contentType, version string, data []byte, status int) {
	h := w.Header()
	h.Set("Content-Type", contentType)
	h.Set("Cache-Control", "no-cache")
	if status != http.StatusOK {
		h.Set("Content-Length", strconv.Itoa(len(data)))
		w.WriteHeader(status)
		if r.Method != http.MethodHead {
			w.Write(data)
		}
		return
	}
	h.Set("ETag", `"`+version+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

func version(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

// made is a page that was rendered.
type made struct {
	page        page.Page
	bytes       []byte // with the dev script
	version     string // of the bytes without it
	contentType string
	found       diag.List // why it could not be rendered
	err         error
}

var errBroken = errors.New("the page has errors")

// page renders a page, or returns it as it was rendered before. Where it
// cannot be rendered, the last good one stands in.
func (s *server) page(st *state, address string) made {
	p, ok := st.pages.At(address)
	if !ok {
		return made{err: fs.ErrNotExist}
	}
	return s.cache.get(st, address, func() made { return s.render(st, p) })
}

func (s *server) render(st *state, p page.Page) made {
	var body *content.Body
	m := made{page: p, contentType: contentType("/" + p.File())}
	if p.Article != nil {
		var found diag.List
		if body, found = bodyOf(p.Article); slices.ContainsFunc(found, unread) {
			m.err = errBroken // the finding is told with the front matter's
			return m
		}
		p.Article.AddVariants(body, s.variantsOf)
	}
	var b bytes.Buffer
	data, f := render.Page(&b, p, body, st.theme.Layouts)
	if f != nil {
		m.found, m.err = diag.List{*f}, errBroken
		return m
	}
	m.bytes, m.version = data, version(data)
	if p.Data != nil {
		m.bytes = inject(m.bytes, m.version)
	}
	return m
}

// unread reports whether a finding is why nothing is known of a body.
func unread(f diag.Finding) bool {
	return slices.Contains([]string{"unreadable", "front-matter", "encoding", "file-size"}, f.Rule)
}

// script is the dev script's element. The version is that of the page that
// it stands on. The script runs at once, before those of the page, which are
// modules or deferred: it has to see the page as it was served.
func script(version string) string {
	return `<script src="` + devPrefix + `dev.js" data-version="` + version + `"></script>`
}

// inject adds the dev script at the end of a page's body.
func inject(page []byte, version string) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	out := make([]byte, 0, len(page)+100)
	out = append(out, page[:at]...)
	out = append(out, script(version)...)
	return append(out, page[at:]...)
}

// file returns a file of the theme, or a picture that an article shows. No
// link is followed to it, whatever a build would do.
func (s *server) file(st *state, address string) ([]byte, bool) {
	if f, ok := st.files[address]; ok {
		if f.Made {
			data, err := f.Data()
			return data, err == nil
		}
		data, err := readPlain(s.o.Root, f.File)
		if errors.Is(err, fs.ErrNotExist) { // not the site's own: of the default theme
			if f, ok = s.defaults()[address]; ok {
				data, err = f.Data()
			}
		}
		return data, err == nil
	}
	// A picture's address is its article's, and its name.
	for at := len(address) - 1; at > 0; at-- {
		if address[at] != '/' {
			continue
		}
		p, ok := st.pages.At(address[:at+1])
		if !ok || p.Article == nil {
			continue
		}
		body, _ := bodyOf(p.Article)
		p.Article.AddVariants(body, s.variantsOf)
		for _, picture := range st.site.Pictures(p.Article, body) {
			if picture.URL == address {
				if picture.Data != nil {
					return picture.Data, true
				}
				return s.picture(picture.File)
			}
		}
	}
	return nil, false
}

// picture reads a file that must be a picture.
func (s *server) picture(name string) ([]byte, bool) {
	data, err := readPlain(s.o.Root, name)
	if err != nil {
		return nil, false
	}
	_, _, err = picture.Size(name, bytes.NewReader(data))
	return data, err == nil
}

// movedTo returns where the page at an address went, if its article was
// renamed while the server ran.
func (s *server) movedTo(st *state, address string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for from, to := range s.moved {
		rest, ok := strings.CutPrefix(address, from)
		if !ok {
			continue
		}
		for _, target := range []string{to + rest, to} {
			if _, ok := st.pages.At(target); ok && target != address {
				return target, true
			}
		}
	}
	return "", false
}
