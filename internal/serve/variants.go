package serve

import (
	"crypto/sha256"
	"sync"

	"careerguide/internal/content"
	"careerguide/internal/picture"
)

// maxVariants bounds the bytes of variants that are kept.
const maxVariants = 64 << 20

// variants keeps the variants of the pictures that pages show: they take a
// while to make. One picture's are made at a time.
type variants struct {
	making sync.Mutex

	mu    sync.Mutex
	bytes int
	of    map[[sha256.Size]byte][]picture.Variant // by the sum that content gives them
}

// variantsOf makes the variants of a picture's file, as a build does.
func (s *server) variantsOf(file string) content.Variants {
	data, err := readPlain(s.o.Root, file)
	if err != nil {
		return content.Variants{}
	}
	of, v := content.NewVariants(file, data)
	var ok bool
	if v.List, ok = s.variants.get(of); ok {
		return v
	}
	s.variants.making.Lock()
	defer s.variants.making.Unlock()
	if v.List, ok = s.variants.get(of); ok { // made by another, meanwhile
		return v
	}
	if v.List, err = picture.Variants(file, data); err != nil {
		v.List = nil
	}
	s.variants.put(of, v.List)
	return v
}

func (v *variants) get(of [sha256.Size]byte) ([]picture.Variant, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	list, ok := v.of[of]
	return list, ok
}

func (v *variants) put(of [sha256.Size]byte, list []picture.Variant) {
	v.mu.Lock()
	defer v.mu.Unlock()
	size := 0
	for _, one := range list {
		size += len(one.Data)
	}
	if v.of == nil || v.bytes+size > maxVariants {
		v.bytes, v.of = 0, map[[sha256.Size]byte][]picture.Variant{}
	}
	v.bytes += size
	v.of[of] = list
}
