// Package search makes the index that a reader's browser searches: many small
// files, of which one search loads a few.
//
//	<first>.json    the prefixes of the files of terms that begin with a letter: ["nur","nut"]
//	<prefix>.json   terms and where they stand: {"nurse":[[7,12,1],[6,40]]}
//	~<letters>.json terms by their third and fourth letter, for a typo in the first two: ["nurse","purser"]
//	_<n>.json       documents, docsPerFile each: [["Nurse","/roles/nurse/","role","$93,600"]]
//
// A term's lists begin with a weight, then come the documents by rising
// number, each as the distance to the one before. The weights are those of
// the National Careers Service's job profile search.
package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The weights of a match.
const (
	Exact     = 100 // the whole of a title or an alternate title
	Title     = 7
	Alternate = 6
	Summary   = 5
	Category  = 4 // and skills
	Hidden    = 3
)

// Document is something that can be found.
type Document struct {
	Title      string
	URL        string // for href
	Kind       string // in the site's language: "Role"
	Note       string // shown beside the title: its pay; may be ""
	Alternates []string
	Hidden     []string // found, never shown
	Summary    string
	Category   string
	Skills     []string
}

// File is a file of the index.
type File struct {
	Name string // "nur.json"
	Data []byte
}

const (
	docsPerFile = 8
	maxFile     = 6000 // bytes of a file of terms, where it can be divided
	maxDocs     = 1500 // documents of one term and weight
	shortest    = 2    // letters of a prefix
	longest     = 40
)

// postings are the documents of a term, by weight.
type postings map[int][]int

// Index returns the files for documents, in the order in which equal ones
// shall be found. Stop words of a summary are left out.
func Index(documents []Document, stopWords string) []File {
	stop := map[string]bool{}
	for _, w := range Terms(stopWords) {
		stop[w] = true
	}
	terms := map[string]postings{}
	for i := range documents {
		add(terms, &documents[i], i, stop)
	}
	names := make([]string, 0, len(terms))
	for t := range terms {
		names = append(names, t)
	}
	slices.Sort(names)
	files := divide(names, terms)
	files = append(files, skeletons(names)...)
	for n := 0; n*docsPerFile < len(documents); n++ {
		rows := [][4]string{}
		for _, d := range documents[n*docsPerFile : min((n+1)*docsPerFile, len(documents))] {
			rows = append(rows, [4]string{d.Title, d.URL, d.Kind, d.Note})
		}
		files = append(files, File{fmt.Sprintf("_%d.json", n), encode(rows)})
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	return files
}

// add puts a document's terms into the index, each with its best weight.
func add(terms map[string]postings, d *Document, number int, stop map[string]bool) {
	best := map[string]int{}
	put := func(weight int, texts ...string) {
		for _, text := range texts {
			for _, t := range Terms(text) {
				best[t] = max(best[t], weight)
			}
		}
	}
	put(Hidden, d.Hidden...)
	put(Category, d.Category)
	put(Category, d.Skills...)
	for _, t := range Terms(d.Summary) {
		if !stop[t] && len(t) > 2 {
			best[t] = max(best[t], Summary)
		}
	}
	put(Alternate, d.Alternates...)
	put(Title, d.Title)
	for _, whole := range append([]string{d.Title}, d.Alternates...) {
		if t := Terms(whole); len(t) > 0 {
			best[strings.Join(t, " ")] = Exact
		}
	}
	for t, weight := range best {
		if terms[t] == nil {
			terms[t] = postings{}
		}
		terms[t][weight] = append(terms[t][weight], number)
	}
}

// divide puts terms into files by their prefixes, the shortest that make
// files of a small size, and lists the prefixes by their first letters.
func divide(names []string, terms map[string]postings) []File {
	var files []File
	prefixes := map[string][]string{}
	var put func(names []string, length int)
	put = func(names []string, length int) {
		for len(names) > 0 {
			prefix := cut(names[0], length)
			end := 1
			for end < len(names) && cut(names[end], length) == prefix {
				end++
			}
			group := names[:end]
			names = names[end:]
			if len(group) > 1 && length < longest && size(group, terms) > maxFile {
				put(group, length+1)
				continue
			}
			files = append(files, File{FileName(prefix), encode(lists(group, terms))})
			first := cut(prefix, 1)
			prefixes[first] = append(prefixes[first], prefix)
		}
	}
	put(names, shortest)
	for first, list := range prefixes {
		files = append(files, File{FileName(first), encode(list)})
	}
	return files
}

// size is about how many bytes terms take in a file.
func size(names []string, terms map[string]postings) int {
	n := 0
	for _, t := range names {
		n += len(t) + 8
		for _, list := range terms[t] {
			n += 6 + 4*min(len(list), maxDocs)
		}
	}
	return n
}

// cut returns the first letters of a term. A shorter term is followed by a
// mark, so that it has a file apart from those that it begins.
func cut(term string, length int) string {
	for i := range term {
		if length == 0 {
			return term[:i]
		}
		length--
	}
	if length > 0 {
		return term + "$"
	}
	return term
}

// lists are the terms of a file as they are written.
func lists(names []string, terms map[string]postings) map[string][][]int {
	m := make(map[string][][]int, len(names))
	for _, t := range names {
		weights := make([]int, 0, len(terms[t]))
		for w := range terms[t] {
			weights = append(weights, w)
		}
		slices.SortFunc(weights, func(a, b int) int { return b - a })
		for _, w := range weights {
			list, last := []int{w}, 0
			for _, n := range terms[t][w][:min(maxDocs, len(terms[t][w]))] {
				list = append(list, n-last)
				last = n
			}
			m[t] = append(m[t], list)
		}
	}
	return m
}

// skeletons list single terms by their third and fourth letter.
func skeletons(names []string) []File {
	byLetters := map[string][]string{}
	for _, t := range names {
		letters := []rune(t)
		if len(letters) < 4 || strings.Contains(t, " ") {
			continue
		}
		key := string(letters[2:4])
		byLetters[key] = append(byLetters[key], t)
	}
	files := make([]File, 0, len(byLetters))
	for key, list := range byLetters {
		files = append(files, File{"~" + FileName(key), encode(list)})
	}
	return files
}

// encode writes JSON; maps are sorted.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // no value of ours fails
	}
	return data
}

// FileName returns the name of the file of a prefix: letters and digits as
// they are, every other character as its number between hyphens.
func FileName(prefix string) string {
	var b strings.Builder
	for _, r := range prefix {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "-%x-", r)
		}
	}
	return b.String() + ".json"
}

// Terms splits a text into the terms that are looked for: in lower case,
// without accents. Letters, digits, + and # make a term ("c++", "c#").
func Terms(text string) []string {
	text = strings.ReplaceAll(strings.ToLower(norm.NFD.String(text)), "ß", "ss")
	var terms []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			terms = append(terms, b.String())
			b.Reset()
		}
	}
	for _, r := range text {
		switch {
		case unicode.Is(unicode.M, r):
		case unicode.IsLetter(r), unicode.Is(unicode.N, r), r == '+', r == '#':
			b.WriteRune(r)
		default:
			flush()
		}
	}
	flush()
	return terms
}
