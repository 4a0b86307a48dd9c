package build

import (
	"careerguide/internal/compress"
	"careerguide/internal/hosting"
	"careerguide/internal/output"
)

// packed reports whether the compressed forms in an output are those that this
// build would make of the same texts. What else the build before was of, and
// on which day, makes no difference.
func (m *memory) packed(tree *output.Tree) bool {
	list := tree.List()
	return m.before != nil && m.before.Packed == compress.Version() && string(m.before.Output) == string(list[:])
}

// compressed stages the compressed forms of a text that was staged: those that
// are shorter than it is. Where the text is as the build before left it, so are
// they. It returns false where the machine failed.
func (w *writer) compressed(name string, data []byte, c *compress.Compressor) bool {
	kept := w.keeps && w.tree.Kept(name)
	for _, e := range hosting.Encodings {
		form := name + e.Ending
		if kept {
			if !w.tree.Listed(form) {
				continue // it was no shorter
			}
			ok, err := w.tree.Keep(form)
			if err != nil {
				w.report(nil, err)
				return false
			}
			if ok {
				continue
			}
		}
		make := c.Gzip
		if e.Name == "br" {
			make = c.Brotli
		}
		packed, shorter := make(data)
		w.packed.Add(1)
		if !shorter {
			if w.tree.Listed(form) {
				w.longer.Store(true)
			}
			continue
		}
		if !w.stage(form, packed) {
			return false
		}
	}
	return true
}
