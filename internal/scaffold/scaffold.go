// Package scaffold writes what a writer begins with: a new site that builds at
// once, and new articles whose front matter explains every field.
//
//	root, _ := os.OpenRoot("my-site")
//	name, err := scaffold.Write(root, scaffold.Article{Kind: "role", Title: "Nurse", Category: "healthcare", Now: now})
//	// name is "content/roles/healthcare/nurse.md"
//
// The explanations come from package schema. Nothing is ever written over a
// file, nor through a link that leads out of the site's folder.
package scaffold

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
)

// Article is what a new article is made of.
type Article struct {
	Kind     string    // "role", "guide" or "page"
	Title    string    // of a role: the occupation in the singular
	Slug     string    // made of the title if empty
	Category string    // of a role: its category's slug or name; "" is General
	Now      time.Time // the day that it is dated with, in UTC
}

// General is the category of a role that names none.
const General = "general"

// maxTitle bounds the characters of a title.
const maxTitle = 200

// InputError is a title, slug or category that will not do.
type InputError struct{ message string }

func (e *InputError) Error() string { return e.message }

func inputError(format string, args ...any) error {
	return &InputError{fmt.Sprintf(format, args...)}
}

// ErrExists is the error of a file that is there already.
var ErrExists = errors.New("there already; nothing was written")

// Write writes a new article into the site and returns its file's name,
// relative to root. An *InputError tells what is wrong with the article.
func Write(root *os.Root, a Article) (name string, err error) {
	if _, err := fs.Stat(root.FS(), config.SiteFile); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("there is no %s here; begin a site with \"careerguide new site DIR\", or name its folder with --source", config.SiteFile)
		}
		return "", placed(config.SiteFile, err)
	}
	cfg, _ := config.Load(root.FS()) // what is wrong with it is the build's to say
	if a, err = a.checked(cfg.Language.String()); err != nil {
		return "", err
	}
	name = a.file()
	if err := vacant(root.FS(), cfg, a, name); err != nil {
		return "", err
	}
	return name, create(root, name, a.text())
}

// checked returns the article with a title of one line, a slug and a category.
func (a Article) checked(language string) (Article, error) {
	if !utf8.ValidString(a.Title) {
		return a, inputError("the title is not UTF-8 text")
	}
	a.Title = strings.Join(strings.Fields(a.Title), " ")
	if n := utf8.RuneCountInString(a.Title); n > maxTitle {
		return a, inputError("the title has %d characters; at most %d will do", n, maxTitle)
	}
	for _, r := range a.Title {
		if unicode.IsControl(r) || r&0xfffe == 0xfffe { // no characters for text
			return a, inputError("the title has the control character U+%04X", r)
		}
	}
	if a.Title == "" {
		return a, inputError("the title is empty")
	}
	switch {
	case a.Slug != "" && !career.IsSlug(a.Slug):
		return a, inputError("%q is not a slug: use lower-case letters, digits and hyphens, as in backend-qa-engineer", a.Slug)
	case a.Slug == "":
		if a.Slug = Slug(a.Title, language); a.Slug == "" {
			return a, inputError("no address can be made of the title %q; name one with --slug, as in --slug backend-qa-engineer", a.Title)
		}
	}
	if a.Kind == "role" {
		if a.Category == "" {
			a.Category = General
		}
		category := Slug(a.Category, language)
		if category == "" || len(a.Category) > maxTitle {
			return a, inputError("%q is not a category: write its slug, as in quality-assurance", a.Category)
		}
		a.Category = category
	}
	return a, nil
}

// file returns the name of the article's file. A role without a category of
// its own lies in no folder, so that it need not move when it gets one.
func (a Article) file() string {
	folder := ""
	if a.Kind == "role" && a.Category != General {
		folder = a.Category
	}
	return path.Join("content", a.Kind+"s", folder, a.Slug+".md")
}

// vacant reports as an error that another file has the article's address.
func vacant(fsys fs.FS, cfg *config.Site, a Article, name string) error {
	url := "/" + a.Slug + "/"
	switch a.Kind {
	case "page":
		switch a.Slug {
		case "roles", "categories", "guides", "search":
			return inputError("%s is a page of the site's own; name another address with --slug", url)
		}
	default:
		url = "/" + a.Kind + "s" + url
	}
	articles, _ := content.Load(fsys, cfg, content.Options{Now: a.Now, Drafts: true, Future: true})
	for _, other := range articles {
		if other.File != name && other.Kind != content.CategoryKind && other.URL() == url {
			return fmt.Errorf("%s is the address of %s; name another with --slug", url, other.File)
		}
	}
	return nil
}

// text returns the whole file.
func (a Article) text() string {
	today := a.Now.UTC().Format(time.DateOnly)
	values := []value{{"title", scalar(a.Title)}, {"summary", `"[One or two sentences for search engines.]"`}}
	if a.Kind == "role" {
		values = append(values, value{"category", a.Category})
	}
	if a.Slug == "index" { // a file of this name has its folder's slug
		values = append(values, value{"slug", a.Slug})
	}
	values = append(values, value{"published", today}, value{"updated", today}, value{"draft", "true"})
	return frontMatter(a.Kind, values) + "\n" + bodies[a.Kind]
}

// create writes a new file and the folders above it.
func create(root *os.Root, name, text string) error {
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is no folder; nothing was written", path.Dir(name))
		}
		return placed(path.Dir(name), err)
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return placed(name, err)
	}
	_, err = f.WriteString(text)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		_ = root.Remove(name) // half a file helps nobody
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// placed says of a name why nothing can be written there.
func placed(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is %w", name, ErrExists)
	case strings.Contains(err.Error(), "escapes"): // of os.Root; it has no value to compare with
		return fmt.Errorf("%s leads out of the site's folder; nothing was written", name)
	}
	var e *fs.PathError
	if errors.As(err, &e) {
		err = e.Err
	}
	return fmt.Errorf("write %s: %w", name, err)
}
