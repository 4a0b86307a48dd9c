package check

import (
	"math"
	"slices"
)

// sketch is the least hashes of the runs of words of a text, rising: a sample
// that is the same for the same runs (Broder 1997, "bottom-k"). Of a text with
// fewer runs than that it is all of them.
type sketch []uint64

func mix(h uint64) uint64 { // MurmurHash3's finaliser
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// sketchOf returns the least hashes, at most size, of a text's runs of words.
func sketchOf(words []uint64, run, size int) sketch {
	runs := max(len(words)-run+1, 0)
	if most := size + size/2; runs > most {
		// Hashes lie evenly: of those below this limit there are enough, unless
		// the text has the same runs over and over.
		limit := math.MaxUint64 / uint64(runs) * uint64(most)
		if s := hashesBelow(limit, words, run, most+size/2); len(s) >= size {
			return slices.Clone(s[:size])
		}
	}
	s := hashesBelow(math.MaxUint64, words, run, runs)
	return slices.Clip(s[:min(len(s), size)])
}

// hashesBelow returns the hashes up to a limit of a text's runs of words,
// rising. There will be some n of them.
func hashesBelow(limit uint64, words []uint64, run, n int) []uint64 {
	list := make([]uint64, 0, n)
	for i := 0; i+run <= len(words); i++ {
		h := uint64(0)
		for _, w := range words[i : i+run] {
			h = mix(h*31 + w)
		}
		if h <= limit {
			list = append(list, h)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// similar estimates the share of runs that two texts have in common, of all
// that either has.
func (s sketch) similar(t sketch) float64 {
	size := max(len(s), len(t))
	both, union := 0, 0
	for i, j := 0, 0; union < size && (i < len(s) || j < len(t)); union++ {
		switch {
		case j == len(t) || i < len(s) && s[i] < t[j]:
			i++
		case i == len(s) || t[j] < s[i]:
			j++
		default:
			i, j, both = i+1, j+1, both+1
		}
	}
	if union == 0 {
		return 0
	}
	return float64(both) / float64(union)
}

const (
	entries = 8 // of the least hashes of a text, by which it is looked up
	looks   = 8 // at texts that have such a hash too
)

// pairs finds for each text the first one before it that is alike, and
// yields them in order. It looks only at texts that share one of their least
// hashes, and of these at the first and the latest ones, so that its work
// grows in step with the number of texts, however many are the same. At 70%
// of runs in common it misses less than one pair in a thousand.
func pairs(sketches []sketch, alike func(i, j int) bool, yield func(i, j int)) {
	type list struct {
		n      int
		first  [looks / 2]int32
		latest [looks / 2]int32
	}
	index := map[uint64]*list{}
	for j, s := range sketches {
		best := -1
		keys := s[:min(len(s), entries)]
		for _, h := range keys {
			l := index[h]
			if l == nil {
				continue
			}
			look := func(i int) {
				if (best < 0 || i < best) && alike(i, j) {
					best = i
				}
			}
			for k := range min(l.n, len(l.first)) {
				look(int(l.first[k]))
				if best >= 0 {
					break
				}
			}
			for k := range min(max(l.n-len(l.first), 0), len(l.latest)) {
				if best >= 0 {
					break
				}
				look(int(l.latest[k]))
			}
			if best >= 0 {
				break
			}
		}
		for _, h := range keys {
			l := index[h]
			if l == nil {
				l = &list{}
				index[h] = l
			}
			if l.n < len(l.first) {
				l.first[l.n] = int32(j)
			} else {
				l.latest[(l.n-len(l.first))%len(l.latest)] = int32(j)
			}
			l.n++
		}
		if best >= 0 {
			yield(best, j)
		}
	}
}
