package move

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// find looks for the article that is to move.
func (m *mover) find(old string) bool {
	var matches []*content.Article
	var known []string
	for _, a := range m.site.Articles() {
		is := a.Slug == old
		switch {
		case isFile(old):
			name := path.Clean(old)
			is = a.File == name || a.File == name+"/index.md"
			known = append(known, a.File)
		case strings.HasPrefix(old, "/"):
			is = a.URL() == strings.TrimSuffix(strings.TrimSuffix(old, "index.html"), "/")+"/"
			known = append(known, a.URL())
		default:
			known = append(known, a.Slug)
		}
		if is {
			matches = append(matches, a)
		}
	}
	switch len(matches) {
	case 0:
		slices.Sort(known)
		message := fmt.Sprintf("there is no article %q", old)
		if near, ok := decode.Nearest(old, known, nil); ok {
			message += fmt.Sprintf(" (did you mean %q?)", near)
		}
		return m.fail("", diag.Position{}, "name", message, "name it by its file, its address or its slug")
	case 1:
		m.article = matches[0]
		m.from, m.old = m.article.File, name{m.article.Slug, m.article.URL()}
		return true
	}
	return m.fail("", diag.Position{}, "name", fmt.Sprintf("%q is the slug of %s and of %s", old, matches[0].File, matches[1].File), "name the one that is meant by its file")
}

// isFile reports whether a name is that of a file below content/.
func isFile(name string) bool {
	return strings.HasPrefix(name, "content/") || strings.HasSuffix(name, ".md")
}

// target finds out what the article will be called.
func (m *mover) target(new string) bool {
	a := m.article
	set := a.Meta.Slug != "" // in front matter
	folder := strings.TrimSuffix(m.old.url, m.old.slug+"/")
	wrong := func(message, hint string) bool { return m.fail(m.from, diag.Position{}, "name", message, hint) }
	if isFile(new) {
		if strings.HasSuffix(new, "/") || !strings.HasSuffix(new, ".md") {
			base := path.Base(m.from)
			if base == "index.md" {
				base = path.Base(path.Dir(m.from)) + "/" + base
			}
			if !strings.HasSuffix(new, "/") && path.Base(m.from) == "index.md" {
				base = "index.md"
			}
			new = path.Join(new, base)
		}
		m.to = path.Clean(new)
		was, _ := content.FileOf(m.from)
		is, ok := content.FileOf(m.to)
		if !ok || !fs.ValidPath(m.to) {
			return wrong(fmt.Sprintf("%q is no file of an article", new), "articles stand in content/roles/, content/guides/ and the other folders of content/, and end in .md")
		}
		if was.Kind() != is.Kind() {
			return wrong(fmt.Sprintf("an article of content/%s cannot become one of content/%s", folderOf(m.from), folderOf(m.to)), "the two have other fields; write a new one, and give it the old address as an alias")
		}
		m.new = m.old
		if !set {
			slug := strings.TrimSuffix(path.Base(m.to), ".md")
			if dir := path.Base(path.Dir(m.to)); slug == "index" && strings.Count(m.to, "/") > 2 {
				slug = dir
			}
			m.new = name{slug, folder + slug + "/"}
		}
	} else {
		slug := new
		if strings.HasPrefix(new, "/") {
			rest, ok := strings.CutPrefix(strings.TrimSuffix(new, "/")+"/", folder)
			if !ok {
				return wrong(fmt.Sprintf("%s cannot move to %s", m.old.url, new), "its address begins with "+folder)
			}
			slug = strings.TrimSuffix(rest, "/")
		}
		m.new = name{slug, folder + slug + "/"}
		base := strings.TrimSuffix(path.Base(m.from), ".md")
		dir := path.Dir(m.from)
		switch {
		case base == m.old.slug:
			m.to = path.Join(dir, slug+".md")
		case base == "index" && path.Base(dir) == m.old.slug:
			m.to = path.Join(path.Dir(dir), slug, "index.md")
		default: // the name is that of its slug: field alone
			m.to = m.from
		}
	}
	if !career.IsSlug(m.new.slug) {
		return wrong(fmt.Sprintf("%q is not a slug", m.new.slug), "use lower-case letters, digits and hyphens, as in backend-qa-engineer")
	}
	if m.from == m.to && m.old == m.new {
		return wrong("it has this name already", "")
	}
	if a.Kind == content.CategoryKind && m.new != m.old {
		for _, other := range m.site.Articles() {
			if other.Role != nil && string(other.Role.Category) == m.new.slug {
				return m.fail(other.File, other.Position("category"), "taken", fmt.Sprintf("category %q is in use, and the two would become one", m.new.slug), "choose another name, or give the roles that name it another category first")
			}
		}
	}
	return true
}

// folderOf returns the folder below content/ that a file stands in.
func folderOf(file string) string {
	rest := strings.TrimPrefix(file, "content/")
	return rest[:max(strings.IndexByte(rest, '/'), 0)]
}

// place makes room for the article, and takes along what stands beside it.
func (m *mover) place() bool {
	if m.from == m.to {
		return true
	}
	if !m.vacant(m.to) {
		return false
	}
	m.after.gone[m.from] = true
	m.after.from[m.from] = m.to
	from, to := path.Dir(m.from), path.Dir(m.to)
	switch {
	case from == to:
		return true
	case path.Base(m.from) == "index.md" && strings.Count(m.from, "/") > 2 && path.Base(m.to) == "index.md":
		return m.placeFolder(from, to)
	}
	return m.placePictures(from, to)
}

func (m *mover) vacant(file string) bool {
	if _, err := fs.Stat(m.fsys, file); !errors.Is(err, fs.ErrNotExist) {
		return m.fail(file, diag.Position{}, "taken", "there is a file of this name already", "choose another name; nothing is written over")
	}
	return true
}

// placeFolder moves the folder of an article with all that is in it.
func (m *mover) placeFolder(from, to string) bool {
	if !m.vacant(to) {
		return false
	}
	if strings.HasPrefix(to+"/", from+"/") {
		return m.fail(m.from, diag.Position{}, "name", "a folder cannot move into itself", "")
	}
	err := fs.WalkDir(m.fsys, from, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case name != m.from && isArticle(name):
			m.fail(name, diag.Position{}, "folder", "this article stands in the folder that would move", "move it out of the folder first")
		case !d.Type().IsRegular():
			m.fail(name, diag.Position{}, "folder", "it is no plain file, and would have to move with its folder", "")
		}
		m.after.gone[name] = true
		m.after.from[name] = to + strings.TrimPrefix(name, from)
		return nil
	})
	if err != nil {
		return m.fail(from, diag.Position{}, "folder", "the folder cannot be read: "+err.Error(), "")
	}
	return !m.found.HasErrors()
}

// isArticle reports whether a file is read as an article.
func isArticle(name string) bool {
	_, ok := content.FileOf(name)
	return ok
}

// placePictures moves the pictures that the article shows from beside it.
func (m *mover) placePictures(from, to string) bool {
	files := pictures(m.article)
	for _, file := range files {
		for _, other := range m.site.Articles() {
			if other != m.article && strings.HasPrefix(file, path.Dir(other.File)+"/") && slices.Contains(pictures(other), file) {
				return m.fail(other.File, diag.Position{}, "picture", fmt.Sprintf("it shows %s, which would move with %s", file, m.from), "put the picture below assets/, from where any article can show it")
			}
		}
		moved := to + strings.TrimPrefix(file, from)
		if !m.vacant(moved) {
			return false
		}
		m.after.gone[file] = true
		m.after.from[file] = moved
	}
	return true
}

// pictures returns the files beside an article that it shows, sorted.
func pictures(a *content.Article) []string {
	body, _ := a.ReadBody()
	var list []string
	if a.Picture.File != "" {
		list = append(list, a.Picture.File)
	}
	for _, img := range body.Images {
		list = append(list, img.File)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
