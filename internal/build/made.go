package build

import (
	"bytes"
	"encoding/gob"
	"io/fs"
	"sync"

	"careerguide/internal/card"
	"careerguide/internal/content"
	"careerguide/internal/picture"
	"careerguide/internal/record"
	"careerguide/internal/source"
)

// made is what a build makes of pixels: cards, and variants of pictures. What
// was made once is kept for the next build.
type made struct {
	source        fs.FS
	cards, images *record.Store
	large         sync.Mutex // held while a large picture is in memory
}

func newMade(o Options) *made {
	return &made{source: o.Source, cards: record.OpenStore(o.Root, "cards"), images: record.OpenStore(o.Root, "images")}
}

// card returns a card's picture.
func (m *made) card(c card.Card) []byte {
	sum := c.Sum()
	of := record.Sum(sum[:])
	if data, ok := m.cards.Get(of); ok {
		return data
	}
	data := c.PNG()
	m.cards.Put(of, data)
	return data
}

// manyPixels is from where a picture's memory is worth waiting for.
const manyPixels = 4_000_000

// variants makes the variants of a picture's file. One that cannot be read or
// decoded has none: it is published as it is.
func (m *made) variants(file string) content.Variants {
	data, err := source.Read(m.source, file, content.MaxImage)
	if err != nil {
		return content.Variants{}
	}
	sum, v := content.NewVariants(file, data)
	of := record.Sum(sum[:])
	if kept, ok := m.images.Get(of); ok && gob.NewDecoder(bytes.NewReader(kept)).Decode(&v.List) == nil {
		return v
	}
	v.List = nil
	if width, height, err := picture.Size(file, bytes.NewReader(data)); err != nil || width*height > manyPixels {
		m.large.Lock()
		defer m.large.Unlock()
	}
	if v.List, err = picture.Variants(file, data); err != nil {
		return content.Variants{}
	}
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(v.List) == nil {
		m.images.Put(of, b.Bytes())
	}
	return v
}

// sweep forgets what this build, which made every page, had no use for.
func (m *made) sweep() {
	m.cards.Sweep()
	m.images.Sweep()
}
