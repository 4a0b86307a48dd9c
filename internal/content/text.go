package content

import "careerguide/internal/source"

// Text returns the body as it is written, and the line of the file on which
// it starts; "" if it cannot be read.
func (a *Article) Text() (text string, firstLine int) {
	data, err := source.ReadListed(a.from.fsys, a.File, maxFile)
	if err != nil {
		return "", 1
	}
	_, body, line, failed := split(a.File, data)
	if failed != nil {
		return "", 1
	}
	return string(body), line
}
