package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Outline returns the keys of a body's known sections in their order, empty
// ones left out: those that Parse gives it, unless Parse finds an error. Where the lines of
// second-level headings are plain, nothing else is read, so that a site can
// be linked before its bodies are parsed.
func Outline(source []byte, o Options) []string {
	clean, _ := withoutControls(source)
	keys, plain := outline(clean, o)
	if plain {
		return keys
	}
	d, _ := Parse(source, o)
	keys = nil
	for i := range d.Sections {
		if key := d.Sections[i].Key; key != "" && !d.Sections[i].Empty() {
			keys = append(keys, key)
		}
	}
	return keys
}

// outline reads headings line by line. It gives up, with false, at whatever
// could make a line a heading that does not look like one, or the reverse:
// code between fences, HTML, a line of hyphens below text, an indented
// heading, inline markup in a heading.
func outline(source []byte, o Options) (keys []string, plain bool) {
	above := false     // whether a line of text stands above
	filled := true     // whether anything stands below the last heading
	last := ""         // the key of the section that the last heading opened
	finish := func() { // a section ends here
		if last != "" && !filled {
			keys = keys[:len(keys)-1]
		}
	}
	for len(source) > 0 {
		line := source
		if end := bytes.IndexByte(source, '\n'); end >= 0 {
			line, source = source[:end], source[end+1:]
		} else {
			source = nil
		}
		text := bytes.TrimLeft(line, " ")
		indent := len(line) - len(text)
		if len(text) == 0 {
			above = false
			continue
		}
		switch c := text[0]; {
		case c == '\t' || indent > 3:
			filled = filled || len(bytes.TrimSpace(text)) > 0
		case c == '#' && indent > 0:
			return nil, false
		case c == '#' && bytes.HasPrefix(text, []byte("##")) && (len(text) == 2 || text[2] == ' ' || text[2] == '\t'):
			key, plain := headingKey(text[2:], o)
			if !plain {
				return nil, false
			}
			finish()
			if key != "" {
				keys = append(keys, key)
			}
			last, filled = key, false
		case c == '[' && !filled: // a definition perhaps, which shows nothing
			return nil, false
		case c == '<', bytes.HasPrefix(text, []byte("```")), bytes.HasPrefix(text, []byte("~~~")):
			return nil, false
		case c == '-' && above && len(bytes.Trim(text, "- \t")) == 0:
			return nil, false
		default:
			filled = true
		}
		above = true
	}
	finish()
	return keys, true
}

// headingKey names the section that a second-level heading opens, if the
// heading is plain text, with an id at most.
func headingKey(line []byte, o Options) (key string, plain bool) {
	text, id := strings.TrimSpace(string(line)), ""
	if rest, attribute, ok := strings.Cut(text, " {#"); ok {
		if len(attribute) < 2 || strings.TrimLeft(attribute, "abcdefghijklmnopqrstuvwxyz0123456789-") != "}" {
			return "", false
		}
		text, id = strings.TrimSpace(rest), attribute[:len(attribute)-1]
	}
	before := ' '
	for i, c := range text {
		switch {
		case unicode.IsLetter(c), unicode.IsDigit(c), strings.ContainsRune(" ,?!()/+’", c):
		case c == '-' && before != '-', c == '.' && before != '.', c == ':' && before != ':':
		case c == '&' && before == ' ' && strings.HasPrefix(text[i:], "& "):
		case c == '\'' && unicode.IsLetter(before):
			if after, _ := utf8.DecodeRuneInString(text[i+1:]); !unicode.IsLetter(after) {
				return "", false
			}
		default:
			return "", false
		}
		before = c
	}
	if strings.Contains(text, "://") || strings.Contains(text, "www.") {
		return "", false
	}
	if id != "" && o.Known != nil && o.Known(id) {
		return id, true
	}
	if o.Section == nil {
		return "", true
	}
	return o.Section(strings.ReplaceAll(text, "'", "’")), true
}
