package publish

import (
	"path"
	"regexp"
	"strings"
)

// Headers say how a file is served.
type Headers struct {
	ContentType     string // with its charset
	CacheControl    string
	ContentEncoding string // "" for none
}

// hashed is the name of a file that changes with its bytes: a hash stands
// before its extension, "site.a865b2e2da.css".
var hashed = regexp.MustCompile(`\.[0-9a-f]{8,}\.[a-z0-9]+$`)

// immutable reports whether a file of this name never has other bytes.
func immutable(name string) bool {
	return hashed.MatchString(path.Base(plainName(name)))
}

// plainName returns the name of the file that a precompressed one stands for.
func plainName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".br"), ".gz")
}

// contentTypes are by extension, so that the same is sent from every machine:
// what a system knows of types differs.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".webmanifest": "application/manifest+json; charset=utf-8", ".map": "application/json; charset=utf-8",
	".xml": "application/xml; charset=utf-8", ".atom": "application/atom+xml; charset=utf-8", ".rss": "application/rss+xml; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".md": "text/markdown; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8", ".ico": "image/x-icon",
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf", ".otf": "font/otf", ".wasm": "application/wasm",
	".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".zip": "application/zip",
	".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg",
}

// DefaultHeaders are sound for every host: what is named for its bytes is kept
// for a year, anything else is asked for again each time, which costs nothing
// where it has not changed.
func DefaultHeaders(name string) Headers {
	h := Headers{ContentType: contentTypes[strings.ToLower(path.Ext(name))], CacheControl: "public, max-age=0, must-revalidate"}
	if h.ContentType == "" {
		h.ContentType = "application/octet-stream"
	}
	if immutable(name) {
		h.CacheControl = "public, max-age=31536000, immutable"
	}
	return h
}
