package theme

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// wordCheck judges the words of a site's own against the theme's English ones.
type wordCheck struct {
	files   overlay
	english map[string]string // the site's own English words too, once they are read
	known   []string          // keys of the theme's, sorted
	used    []string          // texts in actions of the site's own layouts; nil until they are needed
}

func newWordCheck(files overlay) *wordCheck {
	c := &wordCheck{files: files, english: map[string]string{}}
	data, err := fs.ReadFile(files.base, stringsFile("en"))
	if err == nil { // what is wrong with the theme's file is said where it is loaded
		decode.Unmarshal(decode.Source{Format: decode.YAML, Data: data}, &c.english, decode.Options{})
	}
	c.known = slices.Sorted(maps.Keys(c.english))
	return c
}

// file checks a strings file of the site's own.
func (c *wordCheck) file(file, lang string, tree *decode.Tree, texts map[string]string) diag.List {
	var found diag.List
	add := func(at diag.Position, s diag.Severity, rule, message, hint string) {
		found = append(found, diag.Finding{File: file, Position: at, Severity: s, Rule: rule, Message: message, Hint: hint})
	}
	root := tree.Root()
	for i := range root.Items {
		n := &root.Items[i]
		text, ok := texts[n.Key]
		if !ok || n.Kind != decode.Text && n.Kind != decode.Null {
			continue // said by the decoder
		}
		english, known := c.like(n.Key)
		if !known && !c.isUsed(n.Key) {
			message, hint := fmt.Sprintf("unknown word %q", n.Key), "no layout uses it: delete it, or write {{t \""+n.Key+"\"}} in a layout of your own"
			if near, ok := decode.Nearest(n.Key, c.known, nil); ok {
				message += fmt.Sprintf(" (did you mean %q?)", near)
			}
			add(n.KeyPosition(), diag.Warning, "unknown-word", message, hint)
			continue
		}
		if text == "" {
			message := fmt.Sprintf("the word %q is empty", n.Key)
			if known {
				message += "; the theme's own stands in its place"
			}
			add(n.KeyPosition(), diag.Warning, "empty-word", message, "write it, or delete the line")
			continue
		}
		if !known {
			continue
		}
		given, wanted := placeholders(n.Key, english)
		has := braces(text)
		for _, name := range has {
			if slices.Contains(given, name) {
				continue
			}
			message, hint := fmt.Sprintf("the word %q has no value for {%s}", n.Key, name), "it takes no values"
			if near, ok := decode.Nearest(name, given, nil); ok {
				message += fmt.Sprintf(" (did you mean {%s}?)", near)
			}
			if len(given) > 0 {
				hint = "it takes {" + strings.Join(given, "}, {") + "}"
			}
			add(n.Position(), diag.Error, "placeholder", message, hint)
		}
		for _, name := range wanted {
			if !slices.Contains(has, name) {
				add(n.Position(), diag.Warning, "placeholder", fmt.Sprintf("the word %q lacks {%s}", n.Key, name), "in English it is: "+english)
			}
		}
	}
	if lang == "en" { // words of the site's own layouts are as good as the theme's
		for key, text := range texts {
			if _, ok := c.english[key]; !ok && text != "" {
				c.english[key] = text
			}
		}
	}
	return found
}

// numbers are the plural forms of CLDR, the last part of a key.
var numbers = []string{"zero", "one", "two", "few", "many", "other"}

// like returns the English word of a key, or one of its other plural forms.
func (c *wordCheck) like(key string) (string, bool) {
	if text, ok := c.english[key]; ok {
		return text, true
	}
	if stem, form := cutLast(key); slices.Contains(numbers, form) {
		for _, other := range slices.Backward(numbers) {
			if text, ok := c.english[stem+"."+other]; ok {
				return text, true
			}
		}
	}
	return "", false
}

func cutLast(key string) (stem, last string) {
	at := strings.LastIndexByte(key, '.')
	return key[:max(at, 0)], key[at+1:]
}

// placeholders returns the values that a word is given, and those of them that
// it has to show. Titles of a role's pages are given more than the English
// ones need; a plural form may say its number in words, and {a} is English.
func placeholders(key, english string) (given, wanted []string) {
	given = braces(english)
	for _, name := range given {
		if _, form := cutLast(key); name != "a" && !(name == "count" && slices.Contains(numbers, form)) {
			wanted = append(wanted, name)
		}
	}
	more := []string{}
	switch first, rest, _ := strings.Cut(key, "."); {
	case first == "heading", key == "title.what-they-do",
		first == "description" && slices.Contains([]string{"job-description", "what-they-do", "faq", "related"}, rest):
		more = []string{"a", "plural", "title"}
	case key == "title.related":
		more = []string{"plural"}
	}
	given = append(given, more...)
	slices.Sort(given)
	return slices.Compact(given), wanted
}

var brace = regexp.MustCompile(`\{([^{}]*)\}`)

// braces returns the names in {braces}, each once, sorted.
func braces(text string) []string {
	var names []string
	for _, m := range brace.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

var literal = regexp.MustCompile("\"([^\"]*)\"|`([^`]*)`")

// isUsed reports whether a layout of the site's own uses a word: by its key,
// or by the beginning of the key up to a dot, as in {{t (print "my." .Kind)}}.
func (c *wordCheck) isUsed(key string) bool {
	if c.used == nil {
		c.used = []string{}
		names, _ := c.files.list()
		for _, name := range names {
			if path.Ext(name) != ".html" {
				continue
			}
			data, err := c.files.readOwn(name)
			if err != nil {
				continue // the theme's, or said where layouts are loaded
			}
			for _, action := range actions.FindAllString(string(data), -1) {
				for _, m := range literal.FindAllStringSubmatch(action, -1) {
					c.used = append(c.used, m[1]+m[2])
				}
			}
		}
	}
	return slices.ContainsFunc(c.used, func(text string) bool {
		return text == key || strings.HasSuffix(text, ".") && strings.HasPrefix(key, text)
	})
}

// misnamedStrings warns of files among a site's strings that no language leads
// to: "de.yml", "de_AT.yaml", "german.yaml".
func misnamedStrings(files overlay) diag.List {
	var found diag.List
	entries, _ := fs.ReadDir(files.site, files.prefix+"strings")
	for _, e := range entries {
		name := e.Name()
		if e.IsDir() || ignored(name, e) {
			continue
		}
		stem := name
		for ext := path.Ext(stem); slices.Contains([]string{".yaml", ".yml", ".json", ".toml", ".txt"}, strings.ToLower(ext)); ext = path.Ext(stem) {
			stem = strings.TrimSuffix(stem, ext)
		}
		if stem == name {
			continue // no strings at all: a readme, say
		}
		message, hint := "not read: it is not named after a language", "name it as in de.yaml or de-AT.yaml"
		if tag, err := language.Parse(stem); err == nil {
			want := tag.String() + ".yaml"
			if want == name {
				continue
			}
			message, hint = "not read: is "+want+" meant?", "rename it to "+want
		}
		found = append(found, diag.Finding{File: files.prefix + "strings/" + name, Severity: diag.Warning, Rule: "misnamed-file", Message: message, Hint: hint})
	}
	return found
}
