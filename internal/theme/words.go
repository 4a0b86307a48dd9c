package theme

import (
	"errors"
	"io/fs"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// Words are the words of the interface in one language, by key.
type Words map[string]string

// Get returns a word with its {name} placeholders filled in from pairs of
// name and value. A key that is missing returns itself.
func (w Words) Get(key string, pairs ...string) string {
	text, ok := w[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 || strings.IndexByte(text, '{') < 0 {
		return text
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		end := strings.IndexByte(text, '}')
		if open < 0 || end < open {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:open])
		name := text[open+1 : end]
		value, found := text[open:end+1], false
		for i := 0; i+1 < len(pairs) && !found; i += 2 {
			if pairs[i] == name {
				value, found = pairs[i+1], true
			}
		}
		b.WriteString(value)
		text = text[end+1:]
	}
}

// loadWords reads the words of a language: its own file ("de-AT.yaml", else
// "de.yaml") over English, which has every key.
func loadWords(files overlay, language string) (Words, diag.List) {
	words := Words{}
	var found diag.List
	base, _, _ := strings.Cut(language, "-")
	names := []string{"en", base, language}
	for i, name := range names {
		if i > 0 && name == names[i-1] {
			continue
		}
		file := "strings/" + name + ".yaml"
		// The theme's own words first: a site's file need not have them all.
		for _, read := range []func(string) ([]byte, error){
			func(file string) ([]byte, error) { return fs.ReadFile(files.base, file) }, files.readOwn,
		} {
			data, err := read(file)
			if errors.Is(err, fs.ErrNotExist) {
				continue
			}
			if err != nil {
				found = append(found, files.unreadable(file, err))
				continue
			}
			own := map[string]string{}
			_, more := decode.Unmarshal(decode.Source{File: files.prefix + file, Format: decode.YAML, Data: data, FirstLine: 1}, &own, decode.Options{})
			found = append(found, more...)
			for key, text := range own {
				words[key] = text
			}
		}
	}
	return words, found
}
