package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// headingParser reads a heading's attributes: "## Duties {#duties}". It does
// so itself because goldmark's own parser takes quadratic time, and keeps the
// id alone.
type headingParser struct{ parser.BlockParser }

func (h headingParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(node, reader, pc)
	lines := node.Lines()
	if lines.Len() == 0 {
		return
	}
	segment := lines.At(lines.Len() - 1)
	segment = segment.TrimRightSpace(reader.Source())
	line := segment.Value(reader.Source())
	rest, id, ok := cutAttributes(line)
	if !ok {
		return
	}
	segment.Stop -= len(line) - len(rest)
	lines.Set(lines.Len()-1, segment)
	if len(id) > 0 {
		node.SetAttributeString("id", id)
	}
}

// cutAttributes splits a heading's line before its attributes, if it ends in
// any, and returns the id among them.
func cutAttributes(line []byte) (rest, id []byte, ok bool) {
	if len(line) == 0 || line[len(line)-1] != '}' {
		return line, nil, false
	}
	open := bytes.LastIndexByte(line, '{')
	if open < 0 || open > 0 && line[open-1] == '\\' {
		return line, nil, false
	}
	list := string(line[open+1 : len(line)-1])
	for {
		list = strings.TrimLeft(list, " \t,")
		if list == "" {
			break
		}
		var name, value string
		name, value, list = cutAttribute(list)
		if name == "" {
			return line, nil, false
		}
		if name == "id" && len(id) == 0 {
			id = []byte(value)
		}
	}
	rest = bytes.TrimRight(line[:open], " \t")
	// "## Duties ## {#duties}": the closing hashes were not at the end before.
	if trimmed := bytes.TrimRight(rest, "#"); len(trimmed) < len(rest) && (len(trimmed) == 0 || trimmed[len(trimmed)-1] == ' ') {
		rest = bytes.TrimRight(trimmed, " \t")
	}
	return rest, id, true
}

// cutAttribute reads "#id", ".class", "name=value" or `name="value"`; the
// name is empty if there is none of them.
func cutAttribute(list string) (name, value, rest string) {
	if list[0] == '#' || list[0] == '.' {
		end := strings.IndexFunc(list[1:], func(r rune) bool { return !isIDRune(r) }) + 1
		if end == 0 {
			end = len(list)
		}
		if end == 1 {
			return "", "", list
		}
		name = "class"
		if list[0] == '#' {
			name = "id"
		}
		return name, list[1:end], list[end:]
	}
	equals := strings.IndexByte(list, '=')
	if equals < 1 || strings.ContainsAny(list[:equals], " \t\"'#") {
		return "", "", list
	}
	name, rest = list[:equals], list[equals+1:]
	if quote := strings.IndexAny(rest, `"'`); quote == 0 {
		end := strings.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return "", "", list
		}
		value, rest = rest[1:end+1], rest[end+2:]
	} else {
		end := strings.IndexAny(rest, " \t,")
		if end < 0 {
			end = len(rest)
		}
		value, rest = rest[:end], rest[end:]
	}
	if strings.IndexFunc(value, func(r rune) bool { return !isIDRune(r) }) >= 0 {
		value = ""
	}
	return name, value, rest
}

func isIDRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '-' || r == '_' || r == '.' || r == ':'
}

// ids hands out the ids of an article, each once.
type ids struct {
	reserved map[string]bool
	used     map[string]bool
	next     map[string]int // the suffix to try next, by id without suffix
}

// unique returns id, or id with the first free suffix: "tools-2".
func (s *ids) unique(id string) string {
	if strings.HasPrefix(id, "fn-") || strings.HasPrefix(id, "fnref-") {
		id = "section-" + id // those are the footnotes'
	}
	name := id
	for n := max(s.next[id], 2); s.used[name] || s.reserved[name]; n++ {
		name = id + "-" + strconv.Itoa(n)
		s.next[id] = n + 1
	}
	s.used[name] = true
	return name
}

// slug makes an id of a heading's text: letters and digits of any script in
// lower case, with hyphens between words.
func slug(heading string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range heading {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r) || r == '-' || r == '_' || r == '–' || r == '—' || r == '/':
			hyphen = true
		}
		if b.Len() > 100 {
			break
		}
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// explicitID returns the id that a heading's attributes give it, or "".
func explicitID(heading ast.Node) string {
	if id, ok := heading.AttributeString("id"); ok {
		return util.BytesToReadOnlyString(id.([]byte))
	}
	return ""
}
