// Package theme holds what pages look like: layouts, the words of the
// interface, and assets. The default theme is inside the program; a file of
// the site's own, of the same name below layouts/ or assets/, replaces that
// one file.
package theme

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"careerguide/assets"
	"careerguide/internal/config"
	"careerguide/internal/diag"
	"careerguide/internal/site"
	"careerguide/internal/source"
	"careerguide/layouts"
)

// Theme is a site's layouts, words and assets.
type Theme struct {
	Layouts    *Layouts
	Words      Words
	Files      []File // every file that assets/ adds to the site, by address
	Stylesheet string // address of the bundled stylesheet: "/assets/site.0123abcd.css"; may be ""
	Script     string // of assets/js/main.js, likewise
	// Scripts are the bundles of the other files directly below assets/js/, by
	// name: pages of the layout of that name load them.
	Scripts map[string]string
	Icon    string // address of a favicon; may be ""
}

// File is an asset with an address on the site.
type File struct {
	URL  string // "/images/logo.svg"
	Made bool   // a bundle, whose bytes are in memory
	Data func() ([]byte, error)
	site.Asset
}

// Options say how to load a theme.
type Options struct {
	Language string // BCP 47
	// Where the language is set, for what there is to say of it.
	LanguageFile string
	LanguageAt   diag.Position
	Minify       bool
	// Light and Dark are declarations of custom properties that the stylesheet
	// ends with: "--accent: #8c2f1a;".
	Light, Dark string
}

// OptionsOf returns what a site's settings say of its theme.
func OptionsOf(cfg *config.Site, minify bool) Options {
	o := Options{Language: cfg.Language.String(), LanguageFile: config.SiteFile, LanguageAt: cfg.Position("language"), Minify: minify}
	o.Light, o.Dark = cfg.Theme.Properties()
	return o
}

// maxFile bounds the bytes of a file of the site's own. It is held in memory
// while it is written.
const maxFile = 256 << 20

// Load reads the theme of the site at fsys.
func Load(fsys fs.FS, o Options) (*Theme, diag.List) {
	t := &Theme{}
	layoutFiles := overlay{site: fsys, base: layouts.FS, prefix: "layouts/"}
	var found, more diag.List
	t.Words, found = loadWords(layoutFiles, o)
	t.Layouts, more = loadLayouts(layoutFiles, t.Words, o.Minify)
	found = append(found, more...)
	more = t.loadAssets(overlay{site: fsys, base: assets.FS, prefix: "assets/"}, o)
	return t, append(found, more...)
}

// Assets returns what is known of the theme's files, by address.
func (t *Theme) Assets() map[string]site.Asset {
	m := make(map[string]site.Asset, len(t.Files))
	for _, f := range t.Files {
		m[f.URL] = f.Asset
	}
	return m
}

// overlay is the site's own files over the theme's.
type overlay struct {
	site   fs.FS // the site's root; its files are below prefix
	base   fs.FS
	prefix string // "layouts/"
}

// read reads a file of the site, or else of the theme.
func (o overlay) read(name string) ([]byte, error) {
	data, err := o.readOwn(name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ReadFile(o.base, name)
	}
	return data, err
}

// readOwn reads a file of the site.
func (o overlay) readOwn(name string) ([]byte, error) {
	return source.Read(o.site, o.prefix+name, maxFile)
}

// check says why a file of the site cannot be read, without reading it.
func (o overlay) check(name string) error {
	err := source.Check(o.site, o.prefix+name, maxFile)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = fs.Stat(o.base, name)
	}
	return err
}

// list returns the names of all files, sorted; hidden ones, editors' backups
// and Go files are no part of a theme.
func (o overlay) list() ([]string, diag.List) {
	seen := map[string]bool{}
	var found diag.List
	for _, from := range []struct {
		fsys fs.FS
		root string
	}{{o.base, "."}, {o.site, strings.TrimSuffix(o.prefix, "/")}} {
		err := fs.WalkDir(from.fsys, from.root, func(name string, d fs.DirEntry, err error) error {
			if name == from.root {
				name = "."
			} else if from.root != "." {
				name = strings.TrimPrefix(name, o.prefix)
			}
			switch {
			case errors.Is(err, fs.ErrNotExist) && name == ".":
				return fs.SkipAll
			case err != nil:
				found = append(found, o.unreadable(name, err))
			case name != "." && ignored(name, d):
				if d.IsDir() {
					return fs.SkipDir
				}
			case !d.IsDir():
				seen[name] = true
			}
			return nil
		})
		if err != nil {
			found = append(found, o.unreadable(".", err))
		}
	}
	names := make([]string, 0, len(seen))
	for name := range seen {
		names = append(names, name)
	}
	slices.Sort(names)
	return names, found
}

func ignored(name string, d fs.DirEntry) bool {
	base := path.Base(name)
	if base == ".well-known" || base == ".nojekyll" {
		return false
	}
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "#") || strings.HasSuffix(base, "~") || !d.IsDir() && strings.HasSuffix(base, ".go")
}

func (o overlay) unreadable(name string, err error) diag.Finding {
	return source.Unreadable(o.prefix+name, err)
}
