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

// Page writes a page's bytes to b. body is that of the page's article, if it
// has one. A fault of its layout is a finding.
func Page(b *bytes.Buffer, p page.Page, body *content.Body, layouts *theme.Layouts) *diag.Finding {
	if p.Bytes != nil {
		b.Write(p.Bytes(body))
		return nil
	}
	return layouts.Execute(context.Background(), b, p.Layout, p.URL, p.Data(body))
}
