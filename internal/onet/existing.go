package onet

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/frontmatter"
	"careerguide/internal/source"
)

// maxArticle bounds an article's size in bytes, as package content does.
const maxArticle = 16 << 20

// existing is an article that the site has.
type existing struct {
	name   string // "content/roles/healthcare/nurse.md"
	slug   string
	code   string // O*NET-SOC code
	data   []byte
	editor *frontmatter.Editor // nil if the front matter cannot be changed
	own    bool                // the import made it, and may refresh it
	draft  bool
}

// catalogue is what the site has of articles before the import.
type catalogue struct {
	bySlug map[string]*existing
	byName map[string]*existing
	byCode map[string][]*existing // those that the import made
	words  map[string]string      // titles in lower case, with the file that has them
}

// catalogueOf reads the articles of a folder below content/.
func catalogueOf(fsys fs.FS, folder string) (*catalogue, diag.List) {
	c := &catalogue{bySlug: map[string]*existing{}, byName: map[string]*existing{}, byCode: map[string][]*existing{}, words: map[string]string{}}
	var found diag.List
	root := "content/" + folder
	_ = fs.WalkDir(fsys, root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == root:
			return fs.SkipAll
		case err != nil:
			found = append(found, source.Unreadable(name, err))
			return nil
		case name != root && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || !strings.HasSuffix(name, ".md"):
			return nil
		}
		found = append(found, c.add(fsys, name, d.Type().IsRegular(), folder)...)
		return nil
	})
	return c, found
}

func (c *catalogue) add(fsys fs.FS, name string, regular bool, folder string) diag.List {
	a := &existing{name: name, slug: strings.TrimSuffix(path.Base(name), ".md")}
	if dir := path.Base(path.Dir(name)); a.slug == "index" && dir != folder {
		a.slug = dir
	}
	c.byName[name] = a
	data, err := source.Read(fsys, name, maxArticle)
	if err != nil {
		c.bySlug[a.slug] = a
		return diag.List{source.Unreadable(name, err)}
	}
	e, finding := frontmatter.Open(name, data)
	if finding != nil { // TOML, JSON or broken: the writer's own
		c.bySlug[a.slug] = a
		return nil
	}
	front := e.Root()
	if n := front.Get("slug"); n != nil && n.Text != "" {
		a.slug = n.Text
	}
	if n := front.Get("draft"); n != nil {
		a.draft = n.Text == "true"
	}
	if codes := front.Get("codes"); codes != nil {
		if n := codes.Get("onet_soc"); n != nil {
			a.code = n.Text
		}
	}
	if a.own = regular && e.Comment(ownsMark) != ""; a.own {
		a.data, a.editor = data, e
		c.byCode[a.code] = append(c.byCode[a.code], a)
	}
	for _, field := range []string{"title", "plural", "alternate_titles"} {
		if n := front.Get(field); n != nil {
			c.word(n, name)
		}
	}
	if c.bySlug[a.slug] == nil {
		c.bySlug[a.slug] = a
	}
	return nil
}

func (c *catalogue) word(n *decode.Node, name string) {
	for i := range n.Items {
		c.word(&n.Items[i], name)
	}
	if key := strings.ToLower(n.Text); key != "" && c.words[key] == "" {
		c.words[key] = name
	}
}
