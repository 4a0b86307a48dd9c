package hosting

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// Header is a header of HTTP.
type Header struct{ Name, Value string }

// What caches may do with a file. One that has a hash of its bytes in its name
// never changes; every other is asked for again each time, and most often not
// sent again (304).
const (
	Forever    = "public, max-age=31536000, immutable"
	Revalidate = "public, max-age=0, must-revalidate"
)

// The forms of names that have a hash in them: bundles of styles and scripts,
// cards of roles, and variants of pictures, below the root of the site.
// Hosts that can read patterns are given these.
var hashedForms = []string{
	`assets/[^/]+[.][0-9a-f]{10}[.](?:css|js)`,
	`roles/[^/]+/card[.][0-9a-f]{10}[.]png`,
	`(?:[^/]+/)+[^/]+[.][0-9]+[.][0-9a-f]{8}[.](?:png|PNG|jpg|JPG|jpeg|JPEG|webp|WEBP)`,
}

var hashed = regexp.MustCompile("^(?:" + strings.Join(hashedForms, "|") + ")$")

// IsHashed reports whether a file of the output has a hash of its bytes in its
// name: "assets/site.0123456789.css".
func IsHashed(name string) bool { return hashed.MatchString(name) }

// Headers returns the headers that belong to a file of the output, whichever
// the host: Cache-Control, Content-Type, and for a file that is another one
// compressed (index.html.br) Content-Encoding.
func Headers(name string) []Header {
	plain, encoding := Encoding(name)
	cache := Revalidate
	if IsHashed(plain) {
		cache = Forever
	}
	list := []Header{{"Cache-Control", cache}, {"Content-Type", ContentType(plain)}}
	if encoding != "" {
		list = append(list, Header{"Content-Encoding", encoding})
	}
	return list
}

// Security returns the headers that every answer of a site should have.
func Security(policy string) []Header {
	return []Header{
		{"Content-Security-Policy", policy},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		{"Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
	}
}

// kind is what is known of the files of an extension.
type kind struct {
	mime string
	text bool // compression is for it
}

// kinds are those of all files that a site is likely to have.
var kinds = map[string]kind{
	"html": {"text/html", true}, "css": {"text/css", true}, "js": {"text/javascript", true}, "mjs": {"text/javascript", true}, "json": {"application/json", true},
	"webmanifest": {"application/manifest+json", true}, "xml": {"application/xml", true}, "txt": {"text/plain", true}, "md": {"text/markdown", true}, "csv": {"text/csv", true},
	"svg": {"image/svg+xml", true}, "ics": {"text/calendar", true}, "vtt": {"text/vtt", true}, "map": {"application/json", true}, "wasm": {"application/wasm", false},
	"png": {"image/png", false}, "jpg": {"image/jpeg", false}, "jpeg": {"image/jpeg", false}, "gif": {"image/gif", false}, "webp": {"image/webp", false}, "avif": {"image/avif", false},
	"ico": {"image/x-icon", false}, "woff": {"font/woff", false}, "woff2": {"font/woff2", false}, "ttf": {"font/ttf", false}, "otf": {"font/otf", false},
	"pdf": {"application/pdf", false}, "zip": {"application/zip", false}, "mp3": {"audio/mpeg", false}, "mp4": {"video/mp4", false}, "webm": {"video/webm", false},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
	"xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
}

// Texts names the kinds of files that compression is for, in order.
func Texts() string {
	var list []string
	for ending, k := range kinds {
		if k.text {
			list = append(list, ending)
		}
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func kindOf(name string) kind {
	return kinds[strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))]
}

// The feed's name says less of it than it is.
const feedFile, feedType = "feed.xml", "application/atom+xml"

// ContentType returns the media type of a file, with its charset where that
// is to be told.
func ContentType(name string) string {
	k := kindOf(name)
	switch {
	case name == "CNAME" || name == "_redirects" || name == "_headers" || name == CaddyFile || name == NginxFile:
		return "text/plain; charset=utf-8"
	case name == feedFile:
		return feedType
	case k.mime == "":
		return "application/octet-stream"
	case strings.HasPrefix(k.mime, "text/"):
		return k.mime + "; charset=utf-8"
	}
	return k.mime
}

// IsText reports whether a file is one that compression is for: a text that
// readers ask for.
func IsText(name string) bool { return kindOf(name).text && !IsOwn(name) }

// Encodings are how a text may be compressed, by the ending of the file that
// stands beside it, in the order in which they are preferred.
var Encodings = []struct{ Ending, Name string }{{".br", "br"}, {".gz", "gzip"}}

// Encoding returns the name of the file that another one is the compressed
// form of, and the coding; the name itself and "" for all others.
func Encoding(name string) (plain, coding string) {
	for _, e := range Encodings {
		if plain, ok := strings.CutSuffix(name, e.Ending); ok && IsText(plain) {
			return plain, e.Name
		}
	}
	return name, ""
}
