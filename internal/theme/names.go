package theme

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"careerguide/internal/diag"
)

// maxName is how many bytes file systems allow a part of a path.
const maxName = 255

// oddName reports a name that cannot be written or served everywhere: an error
// where no system can, a warning where links and some hosts have trouble.
func oddName(file, address string) *diag.Finding {
	f := diag.Finding{File: file, Severity: diag.Error, Rule: "file-name", Hint: "rename it"}
	odd := func(chars string) string {
		at := strings.IndexAny(address, chars)
		if at < 0 {
			return ""
		}
		return address[at : at+1]
	}
	switch {
	case !utf8.ValidString(address):
		f.Message = "the name is not UTF-8 text"
	case strings.ContainsFunc(address, unicode.IsControl):
		f.Message = "the name has a control character"
	case odd(`\`) != "":
		f.Message = `the name has a backslash`
	case longest(address) > maxName:
		f.Message = fmt.Sprintf("the name has %d bytes; at most %d are possible", longest(address), maxName)
	case odd(`?#%`) != "":
		f.Severity, f.Message = diag.Warning, fmt.Sprintf("the name has %q, which means something else in an address", odd(`?#%`))
		f.Hint = "rename it, or link to it as " + (&url.URL{Path: address}).EscapedPath()
	case odd(`:*"<>|`) != "":
		f.Severity, f.Message = diag.Warning, fmt.Sprintf("the name has %q, which not every system allows", odd(`:*"<>|`))
	default:
		return nil
	}
	return &f
}

// longest returns the length of the longest part of a path, in bytes.
func longest(address string) int {
	n := 0
	for part := range strings.SplitSeq(address, "/") {
		n = max(n, len(part))
	}
	return n
}

// clashes reports files that cannot be on one site together, and those that
// cannot where a system takes upper and lower case for the same.
func clashes(files []File) diag.List {
	var found diag.List
	report := func(f File, s diag.Severity, message string) {
		found = append(found, diag.Finding{File: f.File, Severity: s, Rule: "address", Message: message, Hint: "rename one of them"})
	}
	byURL, folded := map[string]File{}, map[string]File{}
	for _, f := range files {
		if first, twice := byURL[f.URL]; twice {
			report(f, diag.Error, fmt.Sprintf("two files at %s: this and %s", f.URL, first.File))
			continue
		}
		byURL[f.URL] = f
		key := strings.ToLower(norm.NFC.String(f.URL))
		if first, twice := folded[key]; twice {
			report(f, diag.Warning, fmt.Sprintf("many systems take this name and that of %s for the same", first.File))
			continue
		}
		folded[key] = f
	}
	for _, f := range files {
		for dir := path.Dir(f.URL); dir != "/"; dir = path.Dir(dir) {
			if above, ok := byURL[dir]; ok {
				report(f, diag.Error, fmt.Sprintf("%s cannot be a folder: it is the file %s", dir, above.File))
			}
		}
	}
	return found
}
