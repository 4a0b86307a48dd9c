package output

import (
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// reserved begins the names that the package keeps for itself.
const reserved = ".careerguide-"

// validName reports whether a name is that of a file inside the output, on
// any system: "roles/nurse/index.html".
func validName(name string) bool {
	return fs.ValidPath(name) && name != "." &&
		filepath.IsLocal(filepath.FromSlash(name)) &&
		!strings.HasPrefix(name, reserved) &&
		!strings.ContainsFunc(name, func(r rune) bool { return r == '\\' || r < ' ' || r == 0x7f })
}

// Rank is when a file comes to where readers are: after what it refers to.
// Files go the other way round.
type Rank int

// The ranks, the first to come first.
const (
	Asset   Rank = iota // what pages need, and documents that they link to
	Index               // what lists assets: the search's files of prefixes
	Page                // HTML
	Listing             // what lists pages: sitemaps, and what programs read
	Feed                // whose readers come at once
	Robots              // robots.txt, which names the sitemap
)

// prefixes are the files by which a reader's browser finds the others of the
// search's index: one for each letter that a word may begin with.
var prefixes = regexp.MustCompile(`^search/index/(?:[a-z0-9]|-[0-9a-f]+-)\.json$`)

// RankOf returns the rank of a file of a site, which a compressed form has in
// common with what it is a form of. A document of the site's own is an asset,
// whatever its kind: "files/terms.txt".
func RankOf(name string) Rank {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
	switch {
	case path.Ext(name) == ".html":
		return Page
	case name == "robots.txt":
		return Robots
	case name == "feed.xml":
		return Feed
	case name == "llms.txt" || name == ".well-known/security.txt",
		strings.HasPrefix(name, "sitemap") && path.Ext(name) == ".xml" && path.Dir(name) == ".":
		return Listing
	case prefixes.MatchString(name):
		return Index
	}
	return Asset
}
