package page

import (
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/docx"
	"careerguide/internal/markdown"
	"careerguide/internal/site"
)

// documentForms are the forms of a template to download, by extension.
var documentForms = []string{".docx", ".md", ".txt"}

// documentURL is the address of a template's file. It stands beside the page
// that shows the template.
func (m *maker) documentURL(r *site.Role, form string) string {
	base := r.URL()
	if m.cfg.StandsAlone(config.JobDescription) {
		base = r.PageURL(config.JobDescription)
	}
	return base + r.Slug + "-job-description" + form
}

func (m *maker) documentLinks(r *site.Role) []Link {
	if !m.cfg.Documents {
		return nil
	}
	links := make([]Link, len(documentForms))
	for i, form := range documentForms {
		links[i] = Link{Title: form, URL: m.href(m.documentURL(r, form))}
	}
	return links
}

// documents are a role's template as files; none if there is no template.
func (m *maker) documents(r *site.Role) []Page {
	if !r.HasTemplate() {
		return nil
	}
	write := map[string]func([]docx.Block) []byte{
		".docx": func(blocks []docx.Block) []byte { return docx.Write(m.cfg.Language.String(), blocks) },
		".md":   func(blocks []docx.Block) []byte { return plainText(blocks, "# ", "## ") },
		".txt":  func(blocks []docx.Block) []byte { return plainText(blocks, "", "") },
	}
	pages := make([]Page, len(documentForms))
	for i, form := range documentForms {
		pages[i] = Page{URL: m.documentURL(r, form), Source: r.File, Article: r.Article, Bytes: func(body *content.Body) []byte {
			return write[form](m.templateBlocks(r, body))
		}}
	}
	return pages
}

// templateBlocks is a role's template, block by block.
func (m *maker) templateBlocks(r *site.Role, body *content.Body) []docx.Block {
	var written *markdown.Section
	if i := slices.IndexFunc(body.Sections, func(s markdown.Section) bool { return s.Key == content.Template }); i >= 0 {
		written = &body.Sections[i]
	}
	intro, parts := m.templateParts(r, written, body)
	blocks := []docx.Block{{Kind: docx.Title, Text: r.Title}}
	blocks = appendText(blocks, intro)
	for _, p := range parts {
		heading, text, _ := strings.Cut(p.text, "\n\n")
		blocks = append(blocks, docx.Block{Kind: docx.Heading, Text: heading})
		blocks = appendText(blocks, text)
	}
	return blocks
}

// appendText adds plain text, whose paragraphs and items stand on lines of
// their own.
func appendText(blocks []docx.Block, text string) []docx.Block {
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n ")
		item, ok := strings.CutPrefix(line, "- ")
		switch {
		case line == "":
		case ok:
			blocks = append(blocks, docx.Block{Kind: docx.Item, Text: item})
		default:
			blocks = append(blocks, docx.Block{Text: strings.TrimSpace(line)})
		}
	}
	return blocks
}

// plainText writes blocks as lines, with marks before title and headings.
func plainText(blocks []docx.Block, title, heading string) []byte {
	var b strings.Builder
	for i, block := range blocks {
		if i > 0 && (block.Kind != docx.Item || blocks[i-1].Kind != docx.Item) {
			b.WriteString("\n")
		}
		switch block.Kind {
		case docx.Title:
			b.WriteString(title)
		case docx.Heading:
			b.WriteString(heading)
		case docx.Item:
			b.WriteString("- ")
		}
		b.WriteString(block.Text + "\n")
	}
	return []byte(b.String())
}
