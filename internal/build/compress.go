package build

import (
	"slices"

	"careerguide/internal/compress"
	"careerguide/internal/hosting"
	"careerguide/internal/output"
	"careerguide/internal/theme"
)

// packed reports whether the compressed forms in an output are those that this
// build would make of the same texts. What else the build before was of, and
// on which day, makes no difference.
func (m *memory) packed(tree *output.Tree) bool {
	list := tree.List()
	return m.past != nil && m.past.Packed == packing() && string(m.past.Output) == string(list[:])
}

// packing names all that says which texts have which compressed forms.
func packing() string { return compress.Version() + ", " + hosting.Texts() }

// compressed stages the compressed forms of a text that was staged: those that
// are shorter than it is. Where the text is as the build before left it, so are
// they. A form that the site brings itself is the one. It returns false where the
// machine failed.
func (w *writer) compressed(name string, text func() []byte, c *compress.Compressor) bool {
	var data []byte // once it is needed
	kept := w.keeps && w.tree.Kept(name)
	for _, e := range hosting.Encodings {
		form := name + e.Ending
		if slices.ContainsFunc(w.theme.Files, func(f theme.File) bool { return f.URL[1:] == form }) {
			continue
		}
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
		if data == nil {
			data = text()
		}
		pack := c.Gzip
		if e.Name == "br" {
			pack = c.Brotli
		}
		packed, shorter := pack(data)
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
