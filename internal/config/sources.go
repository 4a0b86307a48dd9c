package config

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/source"
)

// loadSources reads the data sources that figures cite by key.
func loadSources(fsys fs.FS, site *Site) diag.List {
	data, err := source.Read(fsys, SourcesFile, maxSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		site.SourcesUnread = true
		return diag.List{source.Unreadable(SourcesFile, err)}
	}
	sources := map[string]career.Source{}
	tree, found := decode.Unmarshal(decode.Source{File: SourcesFile, Format: decode.YAML, Data: data, FirstLine: 1}, &sources, decode.Options{Meanings: meanings})
	for key, s := range sources {
		if s.Name == "" {
			found = append(found, diag.Finding{File: SourcesFile, Position: tree.KeyPosition(key), Severity: diag.Error, Rule: "missing-field",
				Message: "source \"" + key + "\" has no name", Hint: "write it as " + key + ": {name: …, url: …}"})
		}
		s.Key = key
		sources[key] = s
	}
	site.Sources, site.sourcesTree = sources, tree
	site.SourcesUnread = found.HasErrors() && tree.Root().Kind != decode.Map
	return found
}

// UnknownSource says of a key that sources.yaml does not have it, and which it
// may be; "" if it has, or could not be read.
func (s *Site) UnknownSource(key string) string {
	if _, ok := s.Sources[key]; ok || s.SourcesUnread {
		return ""
	}
	message := fmt.Sprintf("unknown source %q", key)
	if near, ok := decode.Nearest(key, slices.Sorted(maps.Keys(s.Sources)), nil); ok {
		message += fmt.Sprintf(" (did you mean %q?)", near)
	}
	return message
}
