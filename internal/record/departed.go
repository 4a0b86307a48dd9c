package record

import (
	"maps"
	"slices"
	"strings"
)

// Departure is what one build no longer found where an earlier one had it, and
// nothing redirects from. It is remembered until something does, for the
// article may have moved: to one of the files that were new in that build.
type Departure struct {
	Gone []Former
	New  []string // sorted
}

// Former is an article as it was, at an address of which nothing is left.
type Former struct {
	File string
	Article
}

// maxDeparted bounds how many former articles are remembered, the latest ones.
const maxDeparted = 2000

// Departed returns what is to be remembered after a build whose articles are
// now; before is the record of an earlier one, or nil. served says whether the
// site has something at an address, be it a redirect.
func Departed(before *Record, now map[string]Article, served func(url string) bool) []Departure {
	if before == nil {
		return nil
	}
	var gone []Former
	for _, file := range slices.Sorted(maps.Keys(before.Articles)) {
		was := before.Articles[file]
		is, there := now[file]
		if was.URL == "" || there && (is.URL == was.URL || is.URL == "") {
			continue // a draft now, maybe
		}
		gone = append(gone, Former{file, was})
	}
	var added []string
	for _, file := range slices.Sorted(maps.Keys(now)) {
		if _, was := before.Articles[file]; !was {
			added = append(added, file)
		}
	}
	list := append([]Departure{{gone, added}}, before.Departed...)
	left, seen := maxDeparted, map[string]bool{}
	for i := range list {
		list[i].Gone = slices.DeleteFunc(slices.Clone(list[i].Gone), func(f Former) bool {
			if served(f.URL) || seen[f.URL] || left == 0 {
				return true
			}
			seen[f.URL] = true
			left--
			return false
		})
		slices.SortFunc(list[i].Gone, func(a, b Former) int { return strings.Compare(a.URL, b.URL) })
	}
	return slices.DeleteFunc(list, func(d Departure) bool { return len(d.Gone) == 0 })
}
