package schema

import "strings"

// root is the order of an article's fields, as docs/content.md tells them:
// what the article is, then what the role is, then the posting.
var root = []string{
	"title", "plural", "article", "summary", "slug", "category", "alternate_titles", "hidden_titles", "codes", "authors", "published", "updated", "review_by",
	"draft", "noindex", "image", "aliases", "seo", "check", "salary", "experience", "education", "certifications", "working_hours", "skills", "outlook",
	"progression", "related", "links", "posting",
}

// Order returns the canonical order of the fields of a mapping in a document,
// by the mapping's path: "" for the document itself, "salary",
// "experience[].years". It is nil for what has no fields of its own.
func (d Document) Order(path string) []string {
	t := d.Type
	for step := range strings.FieldsFuncSeq(path, func(r rune) bool { return r == '.' }) {
		name, lists := strings.TrimRight(step, "[]"), strings.Count(step, "[]")
		var inner *Type
		for _, f := range t.Fields {
			if f.Name == name {
				inner = f.Type
			}
		}
		if inner == nil && t.Kind == Mapping {
			inner = t.Element
		}
		for ; lists > 0 && inner != nil; lists-- {
			inner = inner.Element
		}
		if inner == nil {
			return nil
		}
		t = inner
	}
	var names []string
	if path == "" && d.Name != "site" && d.Name != "sources" {
		names = root
	}
	for _, f := range t.Visible() {
		names = append(names, f.Name)
	}
	return names
}
