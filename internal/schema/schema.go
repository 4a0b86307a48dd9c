// Package schema says what may stand in a site's files: the front matter of
// each kind of article, site.yaml and sources.yaml. It finds the fields in the
// Go types that the build decodes into, and what they mean in one table
// (notes.go), and gives them as JSON Schema for editors and as a reference for
// people.
//
//	role, _ := schema.Find("role")
//	os.Stdout.Write(role.JSON())
//
// A schema accepts what the build accepts, as far as a schema can say it. What
// needs another field or file to judge (an order of figures, a known source, an
// existing role) is the build's alone. Where the build is lenient in a way that
// nobody should rely on (a plain yes for true, spaces around a word) the schema
// asks for the plain form. The tests list both kinds.
package schema

import (
	"reflect"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
)

// Document is one kind of file, or of front matter.
type Document struct {
	Name  string // "role"
	Files string // which files it describes: "content/roles/**/*.md"
	What  string // "the front matter of a role article"
	Type  *Type
}

// Documents lists every document, articles first.
func Documents() []Document {
	type text struct{ content.Meta }
	type ranking struct {
		content.Meta
		content.Ranking
	}
	type role struct {
		content.Meta
		content.Role
	}
	s := shapes{}
	fields := func(t reflect.Type) *Type {
		made := *s.of(t)
		made.Fields = append([]*Field(nil), made.Fields...)
		return &made
	}
	article := func(name, folder, what string, t reflect.Type) Document {
		return Document{name, "content/" + folder + "/**/*.md", what, fields(t)}
	}
	documents := []Document{
		article("role", "roles", "the front matter of a role article", reflect.TypeFor[role]()),
		article("guide", "guides", "the front matter of a guide", reflect.TypeFor[text]()),
		article("page", "pages", "the front matter of a standalone page", reflect.TypeFor[text]()),
		article("ranking", "rankings", "the front matter of a ranking", reflect.TypeFor[ranking]()),
		article("category", "categories", "the front matter of a category's text", reflect.TypeFor[text]()),
		{"site", config.SiteFile, "the settings of a site", fields(reflect.TypeFor[config.Site]())},
		{"sources", config.SourcesFile, "the data sources that figures cite, by key", fields(reflect.TypeFor[map[string]career.Source]())},
	}
	// What the build asks for beyond the types.
	for i := range documents {
		d := &documents[i]
		switch d.Name {
		case "role":
			d.require("summary")
		case "guide", "page", "ranking":
			d.require("summary")
			d.firstPageOnly()
		case "category":
			d.firstPageOnly()
		case "sources":
			entry := fields(reflect.TypeFor[career.Source]())
			entry.Name, entry.Short = "Entry", nil
			d.Type.Element = entry
			d.require("name")
		}
	}
	return documents
}

// Find returns a document by its name.
func Find(name string) (Document, bool) {
	for _, d := range Documents() {
		if d.Name == name {
			return d, true
		}
	}
	return Document{}, false
}

// Names returns the documents' names, in their order.
func Names() []string {
	return []string{"role", "guide", "page", "ranking", "category", "site", "sources"}
}

// require makes a field of the document, or of its entries, a required one.
func (d *Document) require(name string) {
	d.change(name, func(f *Field) { f.Required, f.Needed = true, "" })
}

// firstPageOnly leaves of aliases the form that articles of one page have.
func (d *Document) firstPageOnly() {
	d.change("aliases", func(f *Field) {
		t := *f.Type
		t.Name, t.Fields = "FirstPageAliases", nil
		for _, inner := range f.Type.Fields {
			if inner.Name == "overview" {
				t.Fields = append(t.Fields, inner)
			}
		}
		f.Type = &t
	})
}

// change changes a field of this document alone.
func (d *Document) change(name string, how func(*Field)) {
	t := d.Type
	if t.Kind == Mapping {
		t = t.Element
	}
	for i, f := range t.Fields {
		if f.Name == name {
			changed := *f
			how(&changed)
			t.Fields[i] = &changed
		}
	}
}
