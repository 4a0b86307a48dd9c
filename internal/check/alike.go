package check

import (
	"cmp"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// print is what is kept of an article for rules over the site: fingerprints
// of its text and of its answers, and what it links to.
type print struct {
	article *content.Article
	text    signature
	answers []answer
	links   []string // slugs of roles
}

type answer struct {
	question string
	at       diag.Position
	words    signature
	length   int // in words
}

// signature is a MinHash (Broder 1997) of a text's runs of words, by one
// permutation: the least hash in each of its bins. The share of equal bins
// estimates the share of runs that two texts have in common.
type signature [bins]uint32

const (
	bins  = 64
	run   = 3 // words
	bands = 16
	alike = 0.9
)

// nothing is an empty bin.
const nothing = ^uint32(0)

// hashWord is the same in each run, so that two checks say the same.
func hashWord(s string) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

func mix(h uint64) uint64 { // MurmurHash3's finaliser
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func sign(words []string) signature {
	var s signature
	for i := range s {
		s[i] = nothing
	}
	var last [run]uint64
	for i, w := range words {
		last[i%run] = hashWord(w)
		if i+1 < run && len(words) >= run {
			continue
		}
		h := uint64(0)
		for j := range run {
			h = mix(h*31 + last[(i+1+j)%run])
		}
		if bin, value := h%bins, uint32(h>>32); value < s[bin] {
			s[bin] = value
		}
	}
	return s
}

// similar estimates the share of runs that two texts have in common.
func (s signature) similar(t signature) float64 {
	same, used := 0, 0
	for i := range s {
		if s[i] == nothing && t[i] == nothing {
			continue
		}
		used++
		if s[i] == t[i] {
			same++
		}
	}
	if used == 0 {
		return 0
	}
	return float64(same) / float64(used)
}

// printOf makes an article's print. The role's own names do not count: an
// article copied for another role differs in nothing else.
func printOf(a *article) print {
	p := print{article: a.Article}
	names := []string{}
	if a.role != nil {
		names = append(names, plainWords(a.Role.Plural), plainWords(a.Title))
	}
	words := func(text string) []string {
		text = " " + plainWords(text) + " "
		for _, n := range names {
			if n != "" {
				text = strings.ReplaceAll(text, " "+n+" ", " \x00 ")
			}
		}
		return strings.Fields(text)
	}
	var all []string
	all = append(all, words(a.body.Intro.Text)...)
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		all = append(all, words(s.Body.Text)...)
		for j := range s.Parts {
			all = append(all, words(s.Parts[j].Body.Text)...)
		}
	}
	if len(all) >= 100 {
		p.text = sign(all)
	}
	if a.role == nil {
		return p
	}
	for i := range a.body.Sections {
		if s := &a.body.Sections[i]; s.Key == content.FAQ {
			for j := range s.Parts {
				if w := words(s.Parts[j].Body.Text); len(w) >= 12 {
					p.answers = append(p.answers, answer{s.Parts[j].Heading, s.Parts[j].Position, sign(w), len(w)})
				}
			}
		}
	}
	for ref := range a.body.References() {
		if slug := a.site.RoleAt(a.Article, ref.Destination); slug != "" && slug != a.Slug {
			p.links = append(p.links, slug)
		}
	}
	return p
}

// near yields the pairs of signatures that are likely alike: those that share
// a band. It compares no others, so its work grows with the number of pairs
// that it finds.
func near(signatures []signature, yield func(i, j int)) {
	seen := map[[2]int]bool{}
	for band := range bands {
		byKey := map[uint64][]int{}
		for i := range signatures {
			h, empty := uint64(band), true
			for _, v := range signatures[i][band*bins/bands : (band+1)*bins/bands] {
				h = mix(h*31 + uint64(v))
				empty = empty && (v == nothing || v == 0)
			}
			if !empty {
				byKey[h] = append(byKey[h], i)
			}
		}
		for _, list := range byKey {
			for n, j := range list[1:] {
				for _, i := range []int{list[0], list[n]} { // the first, and the one before
					if pair := [2]int{i, j}; i != j && !seen[pair] {
						seen[pair] = true
						yield(i, j)
					}
				}
			}
		}
	}
}

func nearDuplicate(w *whole) {
	var signatures []signature
	var of []*content.Article
	for _, p := range w.prints {
		if p.text != (signature{}) {
			signatures = append(signatures, p.text)
			of = append(of, p.article)
		}
	}
	first := map[int]int{}
	near(signatures, func(i, j int) {
		if signatures[i].similar(signatures[j]) >= alike {
			if at, ok := first[j]; !ok || i < at {
				first[j] = i
			}
		}
	})
	for j, i := range sorted(first) {
		w.report(of[j], "title", "write it anew, or make one article of the two: search engines show one of them", "the text is nearly that of %s", of[i].File)
	}
}

func faqAlike(w *whole) {
	var signatures []signature
	type place struct {
		article *content.Article
		answer  *answer
	}
	var of []place
	for i := range w.prints {
		for j := range w.prints[i].answers {
			signatures = append(signatures, w.prints[i].answers[j].words)
			of = append(of, place{w.prints[i].article, &w.prints[i].answers[j]})
		}
	}
	first := map[int]int{}
	near(signatures, func(i, j int) {
		if of[i].article != of[j].article && signatures[i].similar(signatures[j]) > alike {
			if at, ok := first[j]; !ok || i < at {
				first[j] = i
			}
		}
	})
	for j, i := range sorted(first) {
		*w.found = append(*w.found, diag.Finding{File: of[j].article.File, Position: of[j].answer.at, Severity: w.rule.Severity, Rule: w.rule.Name,
			Message: "the answer to \"" + of[j].answer.question + "\" is nearly that of " + of[i].article.File, Hint: "answer it for this role"})
	}
}

// sorted yields a map's pairs by key.
func sorted(m map[int]int) func(yield func(k, v int) bool) {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, cmp.Compare[int])
	return func(yield func(k, v int) bool) {
		for _, k := range keys {
			if !yield(k, m[k]) {
				return
			}
		}
	}
}
