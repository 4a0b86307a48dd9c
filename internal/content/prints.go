package content

import "slices"

// Prints returns a number for each passage of the body that is not empty: its
// introduction, each section, each part. They are the same in every run, and
// sorted. Two articles that share most of them are one that was edited.
func (b *Body) Prints() []uint32 {
	var list []uint32
	add := func(texts ...string) {
		h, any := uint32(2166136261), false // FNV-1a
		for _, text := range texts {
			for i := range len(text) {
				if c := text[i]; c > ' ' {
					h, any = (h^uint32(c))*16777619, true
				}
			}
		}
		if any {
			list = append(list, h)
		}
	}
	add(b.Intro.Text)
	for i := range b.Sections {
		s := &b.Sections[i]
		if s.Body.Text != "" {
			add(s.Key, s.Body.Text)
		}
		for j := range s.Parts {
			add(s.Parts[j].Heading, s.Parts[j].Body.Text)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
