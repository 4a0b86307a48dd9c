package output

import (
	"io/fs"
	"path"
	"path/filepath"
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

// rank orders the files of a commit, so that a page never asks for an asset
// that is not there yet, nor a sitemap for a page.
func rank(name string) int {
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br") // with what they are forms of
	switch base, ext := path.Base(name), path.Ext(name); {
	case base == "robots.txt":
		return 4
	case base == "feed.xml":
		return 3
	case ext == ".xml" || ext == ".txt":
		return 2
	case ext == ".html":
		return 1
	}
	return 0
}
