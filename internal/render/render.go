// Package render turns a page into the bytes of its file.
package render

import (
	"bytes"
	"context"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/page"
	"careerguide/internal/theme"
)

// Page returns a page's bytes, which may be those of b: they last until b is
// used again. body is that of the page's article, if it has one. A fault of its
// layout is a finding.
func Page(b *bytes.Buffer, p page.Page, body *content.Body, layouts *theme.Layouts) ([]byte, *diag.Finding) {
	if p.Bytes != nil {
		return p.Bytes(body), nil
	}
	b.Reset()
	if p.Parts != nil {
		for part := range p.Parts {
			b.Write(part)
		}
		return b.Bytes(), nil
	}
	f := layouts.Execute(context.Background(), b, p.Layout, p.URL, p.Data(body))
	return b.Bytes(), f
}
