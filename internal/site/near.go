package site

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/decode"
)

// didYouMean names the known word that was meant. Known must be sorted.
func didYouMean(word string, known []string) string {
	if near, ok := decode.Nearest(word, known, nil); ok {
		return fmt.Sprintf(" (did you mean %q?)", near)
	}
	return ""
}

// nearFile names the article whose file is called most alike.
func (s *Site) nearFile(link, folder string) string {
	near := s.near("file", path.Base(link), func() []string {
		names := make([]string, 0, len(s.files))
		for name := range s.files {
			names = append(names, path.Base(name))
		}
		return names
	})
	if near == "" {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(s.files)) {
		if path.Base(name) == near {
			return fmt.Sprintf(" (did you mean %q?)", relative(folder, name))
		}
	}
	return ""
}

// near returns the known word that was meant, or "". The words of a kind are
// listed once, and each question is answered once: one mistyped link may
// stand in ten thousand articles.
func (s *Site) near(kind, word string, list func() []string) string {
	s.suggestions.Lock()
	defer s.suggestions.Unlock()
	known, ok := s.known[kind]
	if !ok {
		known = list()
		slices.Sort(known)
		s.known[kind] = known
	}
	key := kind + " " + word
	near, ok := s.nearest[key]
	if !ok {
		near, _ = decode.Nearest(word, known, nil)
		s.nearest[key] = near
	}
	return near
}

// relative returns a file's path as a link from a folder.
func relative(folder, name string) string {
	from, to := strings.Split(folder, "/"), strings.Split(name, "/")
	for len(from) > 0 && len(to) > 1 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	return strings.Repeat("../", len(from)) + strings.Join(to, "/")
}

func (s *Site) nearAddress(address string) string {
	near := s.near("address", addressKey(address)+"/", func() []string {
		known := s.keys()
		for i := range known {
			known[i] += "/"
		}
		return known
	})
	if near == "" {
		return ""
	}
	return fmt.Sprintf(" (did you mean %q?)", near)
}

func nearAnchor(anchors *content.Anchors, anchor string) string {
	var known []string
	for _, s := range anchors.Sections {
		known = append(append(known, s.ID), s.Inside...)
	}
	slices.Sort(known)
	return didYouMean(anchor, known)
}
