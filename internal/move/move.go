// Package move gives an article another name, and with it another address,
// without a loose end: the old address redirects, and whatever named the
// article names it as it is called now.
//
//	plan, found := move.Prepare(ctx, root.FS(), "/roles/nurse/", "registered-nurse", move.Options{Link: link})
//	err := plan.Write(root)
//
// A plan is made in full, linked as a build would link it, and only then
// written. It changes the bytes of names and nothing beside them.
package move

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/paytable"
	"careerguide/internal/site"
	"careerguide/internal/source"
)

// Options are what moving takes from the world.
type Options struct {
	Now time.Time
	// Link reads and links a site as a build does. The site is nil where front
	// matter has errors; those of drafts are none.
	Link func(fsys fs.FS) (diag.List, *site.Site)
}

// Plan is a move that can be made.
type Plan struct {
	From, To       string // the article's file
	FromURL, ToURL string
	Redirects      bool              // the old address; a draft never had one
	Files          map[string][]byte // what files hold afterwards, by their names then
	Moved          map[string]string // old names of files that go elsewhere, with their new ones
	Edits          []Edit
	Notices        diag.List // of what still names the old address, outside of content/
}

// Edit is a line that changes, as it was and as it will be.
type Edit struct {
	File     string // by its new name
	Line     int    // of the file as it was
	Old, New string
}

// mover is a move in the making.
type mover struct {
	Options
	ctx      context.Context
	fsys     fs.FS
	site     *site.Site
	article  *content.Article
	from, to string // files
	old, new name
	after    overlay // the site as it will be
	found    diag.List
}

// name is what an article is called by others.
type name struct{ slug, url string }

// Prepare plans the move of an article to another name. Both are a file
// ("content/roles/nurse.md"), an address ("/roles/nurse/") or a slug. The
// findings say why it cannot be; the plan is nil then.
func Prepare(ctx context.Context, fsys fs.FS, old, new string, o Options) (*Plan, diag.List) {
	m := &mover{Options: o, ctx: ctx, fsys: fsys, after: overlay{base: fsys, put: map[string][]byte{}, from: map[string]string{}, gone: map[string]bool{}}}
	m.found, m.site = o.Link(fsys)
	if m.found.HasErrors() || m.site == nil {
		return nil, m.found
	}
	m.found = nil
	if !m.find(old) || !m.target(new) || !m.place() {
		return nil, m.found
	}
	m.rewriteAll()
	if m.found.HasErrors() || ctx.Err() != nil {
		return nil, m.found
	}
	if m.found = m.prove(); m.found.HasErrors() {
		return nil, m.found
	}
	p := &Plan{From: m.from, To: m.to, FromURL: m.old.url, ToURL: m.new.url, Redirects: m.old != m.new && !m.article.Draft, Files: m.after.put, Moved: m.after.from, Notices: m.mentions()}
	p.Edits = m.edits()
	return p, nil
}

// fail notes why the move cannot be.
func (m *mover) fail(file string, at diag.Position, rule, message, hint string) bool {
	m.found = append(m.found, diag.Finding{File: file, Position: at, Severity: diag.Error, Rule: rule, Message: message, Hint: hint})
	return false
}

// rewriteAll puts what files will hold into the site as it will be.
func (m *mover) rewriteAll() {
	moves := m.old != m.new
	for _, a := range m.site.Articles() {
		if m.ctx.Err() != nil {
			return
		}
		data, err := source.Read(m.fsys, a.File, maxFile)
		if err != nil {
			m.found = append(m.found, source.Unreadable(a.File, err))
			continue
		}
		changed := data
		if a == m.article || m.mayName(data) {
			if moves {
				changed = m.rewriteFields(a, changed)
			}
			changed = m.rewriteBody(a, changed)
		}
		if name := m.nameAfter(a.File); name != a.File || !bytes.Equal(changed, data) {
			m.after.put[name] = changed
			delete(m.after.from, a.File)
		}
	}
	if !moves {
		return
	}
	for _, file := range []string{config.SiteFile, config.SourcesFile} {
		m.rewriteSettings(file)
	}
	if m.article.Kind == content.RoleKind && m.site.Config.Pay != nil {
		data, err := source.Read(m.fsys, paytable.File, maxFile)
		if err != nil {
			m.found = append(m.found, source.Unreadable(paytable.File, err))
			return
		}
		if changed := paytable.Renamed(data, m.old.slug, m.new.slug); !bytes.Equal(changed, data) {
			m.after.put[paytable.File] = changed
		}
	}
}

// maxFile bounds the bytes of a file that is read.
const maxFile = 16 << 20

// mayName reports whether a file can name the article at all. One with escapes
// is read in any case.
func (m *mover) mayName(data []byte) bool {
	return bytes.Contains(data, []byte(m.old.slug)) || bytes.Contains(data, []byte(strings.TrimSuffix(path.Base(m.from), ".md"))) ||
		bytes.ContainsAny(data, `%\&`)
}

// nameAfter returns what a file is called after the move.
func (m *mover) nameAfter(file string) string {
	if file == m.from {
		return m.to
	}
	return file
}

// prove links the site as it will be, and returns what would be wrong with it.
func (m *mover) prove() diag.List {
	found, s := m.Link(m.after)
	if s != nil && !found.HasErrors() {
		for _, a := range s.Published() {
			if m.after.put[a.File] == nil {
				continue
			}
			body, more := a.ReadBody()
			found = append(append(found, more...), s.CheckBody(a, body)...)
		}
	}
	for i := range found {
		if found[i].Severity == diag.Error {
			found[i].Message = "after the move: " + found[i].Message
		}
	}
	return found
}

// edits lists the lines that change.
func (m *mover) edits() []Edit {
	before := map[string]string{}
	for old, new := range m.after.from {
		before[new] = old
	}
	before[m.to] = m.from
	var list []Edit
	for _, name := range slices.Sorted(maps.Keys(m.after.put)) {
		old := name
		if before[name] != "" {
			old = before[name]
		}
		data, err := source.Read(m.fsys, old, maxFile)
		if err != nil {
			continue // read before
		}
		list = append(list, lines(name, string(data), string(m.after.put[name]))...)
	}
	return list
}

// lines compares two texts of which lines are changed in place, or added.
func lines(file, old, new string) []Edit {
	was, is := strings.Split(old, "\n"), strings.Split(new, "\n")
	var list []Edit
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case i < len(was) && j < len(is) && was[i] == is[j]:
			i, j = i+1, j+1
		case i < len(was) && j < len(is) && len(was)-i >= len(is)-j:
			list = append(list, Edit{file, i + 1, was[i], is[j]})
			i, j = i+1, j+1
		case j < len(is):
			list = append(list, Edit{file, min(i+1, len(was)), "", is[j]})
			j++
		default:
			list = append(list, Edit{file, i + 1, was[i], ""})
			i++
		}
	}
	return list
}

// mentions tells of layouts and scripts of the site's own that name the old
// address, and of HTML in articles, where that is let through: they are
// programs, and nobody but their author can tell what for.
func (m *mover) mentions() diag.List {
	var found diag.List
	if m.old == m.new {
		return nil
	}
	look := func(name string, data []byte, wanted func(line string, at int) bool) {
		for i, text := range strings.Split(string(data), "\n") {
			if at := strings.Index(text, strings.TrimSuffix(m.old.url, "/")); at >= 0 && wanted(text, at) {
				found = append(found, diag.Finding{File: name, Position: diag.Position{Line: i + 1, Column: len([]rune(text[:at])) + 1}, Severity: diag.Notice, Rule: "moved",
					Message: fmt.Sprintf("names %s, which redirects to %s now", m.old.url, m.new.url)})
			}
		}
	}
	for _, root := range []string{"layouts", "assets"} {
		_ = fs.WalkDir(m.fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() && slices.Contains([]string{".html", ".js", ".css", ".yaml", ".txt"}, path.Ext(name)) {
				if data, err := source.Read(m.fsys, name, maxFile); err == nil { // else the build tells
					look(name, data, func(string, int) bool { return true })
				}
			}
			return nil
		})
	}
	if !m.site.Config.RawHTML {
		return found
	}
	for _, a := range m.site.Articles() {
		name := m.nameAfter(a.File)
		data := m.after.put[name]
		if data == nil {
			data, _ = source.Read(m.fsys, a.File, maxFile)
		}
		look(name, data, func(line string, at int) bool {
			return strings.HasSuffix(strings.TrimRight(line[:at], `"'`), "=")
		})
	}
	return found
}
