// Package review compares two builds of a site in the words of the field, so
// that somebody can judge what a deploy would change before readers see it:
//
//	old, err := review.Live(ctx, client, "https://example.org/")
//	new, err := review.Dir("public")
//	changes, err := review.Compare(ctx, old, new, review.Options{})
//	changes.WriteText(os.Stdout)
//	// Nurse: median +38% (93,600 → 129,168 USD a year)
//
// Roles and their pay come from /roles.json, which every build writes; titles
// and descriptions from the heads of pages. Only pages whose bytes differ are
// opened. [Refusals] says which of the changes need somebody's consent.
package review

import (
	"context"
	"fmt"
	"strings"
)

// Tree is one side of a comparison: a built site, wherever it is.
type Tree struct {
	Name string // for people: "public", "https://example.org/"
	// Files are the site's files by name, slash-separated and relative to its
	// root: "roles/nurse/index.html".
	Files map[string]File
	// Read returns the bytes of a file. A *SkipError says that there is nothing
	// to be had of this one, and the comparison goes on without it.
	Read func(ctx context.Context, name string) ([]byte, error)
	// Partial says that there may be more files than are listed, and that their
	// sizes and sums are unknown.
	Partial bool
	// AtOnce is how many files may be read at once; 0 is one for each processor.
	AtOnce int
	// Notes say what the tree could not tell of itself.
	Notes []string
}

// File is what is known of a file without reading it.
type File struct {
	Size int64
	Sum  string // of its bytes, the same on both sides where those are; "" if unknown
}

// SkipError is why a file was not read.
type SkipError struct {
	Reason string
	Stop   bool // no further file shall be asked for
}

func (e *SkipError) Error() string { return e.Reason }

// Options say how far a comparison goes.
type Options struct {
	// Pages is the most pages of a partial tree that are read for their titles;
	// 0 is none, below 0 all.
	Pages int
}

// Changes is what differs between two trees. Every list is sorted.
type Changes struct {
	Old    string       `json:"old"`
	New    string       `json:"new"`
	Notes  []string     `json:"notes"`
	Roles  RoleChanges  `json:"roles"`
	Pay    []PayChange  `json:"pay"`
	Lost   []string     `json:"lost"`  // addresses that the old site had, and the new one neither has nor redirects
	Moved  []Move       `json:"moved"` // pages that redirect now
	Pages  []PageChange `json:"pages"` // whose title, description or visibility changed
	Unread int          `json:"unread"`
	Counts Counts       `json:"counts"`
}

// RoleChanges are the roles that one side alone has.
type RoleChanges struct {
	Added   []Role     `json:"added"`
	Removed []Role     `json:"removed"`
	Moved   []RoleMove `json:"moved"`
}

// Role names a role.
type Role struct {
	Slug    string `json:"slug"`
	Title   string `json:"title"`
	Address string `json:"address"` // "/roles/nurse/"
}

// RoleMove is a role at another address, to which its old one redirects.
type RoleMove struct {
	Old Role `json:"old"`
	New Role `json:"new"`
}

// Move is an address that had a page and redirects now.
type Move struct {
	From string `json:"from"`
	To   string `json:"to"` // as the redirect has it, with the site's own path
}

// Compare returns what the new tree changes of the old one.
func Compare(ctx context.Context, old, new Tree, o Options) (*Changes, error) {
	c := &Changes{
		Old: old.Name, New: new.Name, Notes: append(append([]string{}, old.Notes...), new.Notes...),
		Roles: RoleChanges{Added: []Role{}, Removed: []Role{}, Moved: []RoleMove{}},
		Pay:   []PayChange{}, Lost: []string{}, Moved: []Move{}, Pages: []PageChange{},
	}
	c.Counts = count(old, new)
	redirects, err := c.comparePages(ctx, old, new, o)
	if err != nil {
		return nil, err
	}
	c.Lost = lost(old.Files, new.Files, redirects)
	if err := c.compareRoles(ctx, old, new, redirects); err != nil {
		return nil, err
	}
	return c, nil
}

// Same reports whether there is nothing to tell. Of a partial tree only what
// could be seen is known.
func (c *Changes) Same() bool {
	n := c.Counts.Files
	return len(c.Roles.Added)+len(c.Roles.Removed)+len(c.Roles.Moved)+len(c.Pay)+len(c.Lost)+len(c.Moved)+len(c.Pages) == 0 &&
		n.Added+n.Removed+n.Changed == 0
}

// note adds a note.
func (c *Changes) note(format string, args ...any) {
	c.Notes = append(c.Notes, fmt.Sprintf(format, args...))
}

// Counts are the sizes of the two sides. What a partial tree does not know is
// null.
type Counts struct {
	Pages struct {
		Old *int `json:"old"`
		New int  `json:"new"`
	} `json:"pages"` // of HTML, redirects too
	Files struct {
		Old     *int `json:"old"`
		New     int  `json:"new"`
		Added   int  `json:"added"`
		Removed int  `json:"removed"`
		Changed int  `json:"changed"`
	} `json:"files"`
	Bytes struct {
		Old *int64 `json:"old"`
		New int64  `json:"new"`
	} `json:"bytes"`
}

func count(old, new Tree) Counts {
	var c Counts
	var pages, files int
	var bytes int64
	for name, f := range old.Files {
		files, bytes = files+1, bytes+f.Size
		if isPage(name) {
			pages++
		}
		if _, ok := new.Files[name]; !ok && !old.Partial {
			c.Files.Removed++
		}
	}
	for name, f := range new.Files {
		c.Files.New, c.Bytes.New = c.Files.New+1, c.Bytes.New+f.Size
		if isPage(name) {
			c.Pages.New++
		}
		if old.Partial {
			continue
		}
		switch before, ok := old.Files[name]; {
		case !ok:
			c.Files.Added++
		case before.Sum != f.Sum:
			c.Files.Changed++
		}
	}
	if !old.Partial {
		c.Pages.Old, c.Files.Old, c.Bytes.Old = &pages, &files, &bytes
	}
	return c
}

func isPage(name string) bool { return strings.HasSuffix(name, ".html") }
