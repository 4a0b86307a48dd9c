package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/source"
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

// loadWords reads the words of a language: for "de-AT", those of de-AT.yaml
// over de.yaml over English, which has every key; of each file the site's own
// over the theme's, word by word.
func loadWords(files overlay, o Options) (Words, diag.List) {
	w := wordLoader{files: files, words: Words{}}
	w.read("en")
	english := maps.Clone(w.words)
	var last string // file with words of the language
	translated := map[string]bool{}
	for _, name := range languages(o.Language) {
		if file, keys := w.read(name); file != "" {
			last = file
			for _, key := range keys {
				translated[key] = true
			}
		}
	}
	base, _, _ := strings.Cut(o.Language, "-")
	switch {
	case base == "en" || o.Language == "" || w.found.HasErrors():
	case last == "":
		w.found = append(w.found, diag.Finding{File: o.LanguageFile, Position: o.LanguageAt, Severity: diag.Notice, Rule: "untranslated",
			Message: "the interface is in English: it has no words in the language " + o.Language,
			Hint:    "write " + files.prefix + stringsFile(base) + ", with the keys of the English ones"})
	default:
		w.found = append(w.found, untranslated(last, english, translated)...)
	}
	return w.words, append(w.found, misnamedStrings(files)...)
}

func stringsFile(language string) string { return "strings/" + language + ".yaml" }

// languages returns what strings files of a language are called beside
// English, the most general first: zh, zh-Hant, zh-Hant-TW.
func languages(tag string) []string {
	var names []string
	for i := range len(tag) + 1 {
		if i == len(tag) || tag[i] == '-' {
			names = append(names, tag[:i])
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return name == "en" || name == "" })
}

// untranslated notes the words of a language that are still English.
func untranslated(file string, english Words, translated map[string]bool) diag.List {
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(english)) {
		if !translated[key] {
			missing = append(missing, key)
		}
	}
	const shown = 5
	switch n := len(missing); {
	case n == 0:
		return nil
	case n > shown:
		missing = append(missing[:shown], fmt.Sprintf("and %d more", n-shown))
	}
	return diag.List{{File: file, Severity: diag.Notice, Rule: "untranslated", Message: "words that stay English: " + strings.Join(missing, ", ")}}
}

// wordLoader collects words from file after file.
type wordLoader struct {
	files overlay
	words Words
	found diag.List
	check *wordCheck // made when the first file of the site's own is read
}

// read adds the words of a language's files. It returns the last one that
// there is, "" for none, and the keys that they set.
func (w *wordLoader) read(language string) (file string, keys []string) {
	name := stringsFile(language)
	for _, own := range []bool{false, true} { // a site's file need not have every word
		read := w.files.readOwn
		if !own {
			read = func(name string) ([]byte, error) { return fs.ReadFile(w.files.base, name) }
		}
		data, err := read(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		file = w.files.prefix + name
		if err != nil {
			w.found = append(w.found, source.Unreadable(file, err))
			continue
		}
		texts := map[string]string{}
		tree, more := decode.Unmarshal(decode.Source{File: file, Format: decode.YAML, Data: data, FirstLine: 1}, &texts, decode.Options{})
		w.found = append(w.found, more...)
		if own {
			if w.check == nil {
				w.check = newWordCheck(w.files)
			}
			w.found = append(w.found, w.check.file(file, language, tree, texts)...)
		}
		for key, text := range texts {
			if text == "" && w.words[key] != "" {
				continue
			}
			w.words[key] = text
			keys = append(keys, key)
		}
	}
	return file, keys
}
