package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/source"
)

// list returns the articles' files, sorted.
func list(fsys fs.FS) ([]File, diag.List) {
	var files []File
	var found diag.List
	for kind, folder := range folders {
		root := "content/" + folder
		err := fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == root:
				return fs.SkipAll
			case err != nil:
				found = append(found, source.Unreadable(name, err))
				return nil
			case name != root && ignored(d.Name()):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case d.IsDir():
				return nil
			case name == root:
				found = append(found, missed(name, "a file in the place of a folder: no articles are read from it", "make it a folder, and put the articles into it"))
				return nil
			case !strings.HasSuffix(name, ".md"):
				if d.Type()&fs.ModeSymlink != 0 {
					found = append(found, linkedFolder(fsys, name)...)
				}
				if isMarkdown(name) {
					base := strings.TrimSuffix(path.Base(name), path.Ext(name))
					found = append(found, missed(name, "not read: an article's name ends in .md", "rename it to "+base+".md"))
				}
				return nil
			}
			files = append(files, File{name, Kind(kind), d.Type().IsRegular()})
			return nil
		})
		if err != nil {
			found = append(found, source.Unreadable(root, err))
		}
	}
	return files, found
}

// misplaced warns of articles below content/ that stand in none of the folders
// that are read. Names of settings are the business of package config.
func misplaced(fsys fs.FS) diag.List {
	entries, err := fs.ReadDir(fsys, "content")
	if err != nil {
		return nil // said of the settings
	}
	known := folders[:]
	all := "articles stand below content/" + strings.Join(known, "/, content/") + "/"
	var found diag.List
	for _, e := range entries {
		name := "content/" + e.Name()
		if ignored(e.Name()) || slices.Contains(known, e.Name()) {
			continue
		}
		info, err := fs.Stat(fsys, name)
		switch {
		case err != nil:
		case !info.IsDir():
			if isMarkdown(name) {
				found = append(found, missed(name, "not read: no article stands in content/ itself", all))
			}
		default:
			first := firstArticle(fsys, name)
			if lower := strings.ToLower(e.Name()); slices.Contains(known, lower) {
				if _, err := fs.Stat(fsys, "content/"+lower); err == nil {
					continue // a file system that takes both for one name: it is read
				}
			}
			if first == "" {
				continue
			}
			did := ""
			if near, ok := decode.Nearest(strings.ToLower(e.Name()), known, folderMeanings); ok {
				did = fmt.Sprintf(" (did you mean %q?)", near)
			}
			found = append(found, missed(first, fmt.Sprintf("not read: no articles are read from the folder %q%s", e.Name(), did), all))
		}
	}
	return found
}

// folderMeanings are names that writers give the folders.
var folderMeanings = map[string]string{
	"role": "roles", "jobs": "roles", "job": "roles", "careers": "roles", "career": "roles", "occupations": "roles", "category": "categories",
	"hubs": "categories", "guide": "guides", "articles": "guides", "posts": "guides", "blog": "guides", "page": "pages", "ranking": "rankings", "toplists": "rankings", "lists": "rankings",
}

// firstArticle returns the first file of Markdown below a folder, or "".
func firstArticle(fsys fs.FS, folder string) string {
	first := ""
	_ = fs.WalkDir(fsys, folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case name != folder && ignored(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir() && isMarkdown(name):
			first = name
			return fs.SkipAll
		}
		return nil
	})
	return first
}

// isMarkdown reports whether a file is of Markdown by its name, in any of the
// forms that other programs know.
func isMarkdown(name string) bool {
	return slices.Contains([]string{".md", ".markdown", ".mdown", ".mkd", ".mdx"}, strings.ToLower(path.Ext(name)))
}

// missed warns of something that would be missed.
func missed(name, message, hint string) diag.Finding {
	return diag.Finding{File: name, Severity: diag.Warning, Rule: "misplaced", Message: message, Hint: hint}
}

// ignored reports whether a name is an editor's: hidden files, backups and locks.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~")
}

// linkedFolder warns of a link to a folder, whose articles would be missed.
func linkedFolder(fsys fs.FS, name string) diag.List {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.IsDir() || err != nil && path.Ext(name) != "" {
		return nil
	}
	f := diag.Finding{File: name, Message: "a link to a folder: no articles are read from it", Hint: "put the folder itself here"}
	if err != nil {
		f = source.Unreadable(name, err)
	}
	f.Severity, f.Rule = diag.Warning, "linked-folder"
	return diag.List{f}
}
