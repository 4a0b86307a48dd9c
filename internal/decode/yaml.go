package decode

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"careerguide/internal/diag"
)

// yaml parses the data as one YAML document.
func (p *parse) yaml() bool { return p.plainYAML() || p.fullYAML() }

// fullYAML parses all of YAML. Anchors and aliases work within the limits;
// merge keys, explicit tags other than !!str, keys that are no scalars and
// further documents are refused.
func (p *parse) fullYAML() bool {
	if !p.yamlTokens() {
		return false
	}
	y := yamlParser{parse: p, breaks: yamlBreaks(p.data, p.first)}
	c := cursor{data: p.data, first: p.first}
	y.end = c.at(len(p.data))
	loader, err := yaml.NewLoader(bytes.NewReader(p.data))
	if err != nil {
		panic("decode: " + err.Error())
	}
	var doc yaml.Node
	if err := loader.Load(&doc); err != nil {
		if errors.Is(err, io.EOF) {
			return true // nothing but comments
		}
		y.syntax(err)
		return false
	}
	var next yaml.Node
	if err := loader.Load(&next); err == nil {
		p.add(y.at(next.Line, next.Column), "syntax", "a second document begins here", "keep one document in the file; put a line of --- or ... that is text in quotes")
		return false
	} else if !errors.Is(err, io.EOF) {
		y.syntax(err)
		return false
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return true
	}
	p.nodes++
	if content := doc.Content[0]; content.Kind != yaml.ScalarNode || content.Tag != "!!null" || content.Value != "" {
		y.convert(p.root, content, 1)
		p.root.KeyLine, p.root.KeyColumn = p.root.Line, p.root.Column
	}
	return !p.broken
}

// yamlTokens refuses data with more indicators than MaxNodes: the YAML scanner
// takes time in the square of some of them.
func (p *parse) yamlTokens() bool {
	if len(p.data) <= MaxNodes {
		return true
	}
	n := 0
	for i, b := range p.data {
		switch b {
		case ',', ':', '*', '&', '[', '{', '?', '!':
			if n++; n > MaxNodes {
				c := cursor{data: p.data, first: p.first}
				p.add(c.at(i), "limit", fmt.Sprintf("more than %d values", MaxNodes), "")
				return false
			}
		}
	}
	return true
}

// yamlParser turns the nodes of the YAML library into ours.
type yamlParser struct {
	*parse
	breaks []diag.Position     // see yamlBreaks
	end    diag.Position       // of the data
	active map[*yaml.Node]bool // anchors being expanded
}

func (y *yamlParser) convert(n *Node, src *yaml.Node, depth int) {
	if y.broken {
		return
	}
	at := y.at(src.Line, src.Column)
	n.place(at)
	if src.Style&yaml.TaggedStyle != 0 && src.Tag != "!!str" || src.Tag == "!" {
		y.add(at, "syntax", "the tag "+shorten(src.Tag)+" is not supported", "leave the tag out")
		n.refused = true
		return
	}
	switch src.Kind {
	case yaml.ScalarNode:
		y.scalar(n, src)
	case yaml.SequenceNode:
		n.Kind = List
		if !y.count(len(src.Content), depth, at) {
			return
		}
		n.Items = y.arena.take(len(src.Content))
		for i, item := range src.Content {
			y.convert(&n.Items[i], item, depth+1)
		}
	case yaml.MappingNode:
		n.Kind = Map
		if !y.count(len(src.Content)/2, depth, at) {
			return
		}
		items := y.arena.take(len(src.Content) / 2)
		used := 0
		for i := 0; i+1 < len(src.Content); i += 2 {
			if y.key(&items[used], src.Content[i]) {
				y.convert(&items[used], src.Content[i+1], depth+1)
				used++
			}
		}
		n.Items = items[:used]
	case yaml.AliasNode:
		if y.active[src.Alias] {
			y.fail(at, "syntax", "the alias *"+shorten(src.Value)+" stands inside of what it repeats", "")
			return
		}
		if y.active == nil {
			y.active = map[*yaml.Node]bool{}
		}
		y.active[src.Alias] = true
		y.convert(n, src.Alias, depth)
		delete(y.active, src.Alias)
		n.place(at)
	}
}

func (y *yamlParser) key(n *Node, src *yaml.Node) bool {
	at := y.at(src.Line, src.Column)
	n.placeKey(at)
	if src.Kind == yaml.AliasNode {
		src = src.Alias
	}
	switch {
	case src.Kind != yaml.ScalarNode || src.Tag == "!!null":
		y.add(at, "syntax", "the name of a field must be text", "")
	case src.Tag == "!!merge":
		y.add(at, "syntax", "merge keys (<<) are not supported", "write the fields out")
	case src.Style&yaml.TaggedStyle != 0 && src.Tag != "!!str":
		y.add(at, "syntax", "the tag "+shorten(src.Tag)+" is not supported", "leave the tag out")
	default:
		n.Key = src.Value
		return true
	}
	return false
}

func (y *yamlParser) scalar(n *Node, src *yaml.Node) {
	n.Text = src.Value
	n.Plain = src.Style == 0
	n.Kind = Text
	switch src.Tag {
	case "!!null":
		n.Kind, n.Text = Null, ""
	case "!!bool":
		n.Kind = Bool
	case "!!int", "!!float":
		n.Kind = Number
	case "!!str":
		// A number beyond the range of floats is none to the library.
		if n.Plain && n.Text != "" && (n.Text[0] <= '9') {
			if _, problem := decimal(n.Text); problem == tooLarge {
				n.Kind = Number
			}
		}
	}
}

// syntax tells an error of the library.
func (y *yamlParser) syntax(err error) {
	at, message, hint := diag.Position{Line: y.first, Column: 1}, err.Error(), ""
	var load *yaml.LoadError
	if errors.As(err, &load) {
		message = load.Message
		mark := load.Mark
		// At the end of the data, what was left open is the better place.
		if context := load.ContextMark; context.Line > 0 && (mark.Line == 0 || y.atEnd(y.at(mark.Line, mark.Column))) {
			mark = context
		}
		if mark.Line > 0 {
			at = y.at(mark.Line, mark.Column)
		}
		if load.ContextMsg != "" && load.ContextMsg != "while scanning for the next token" {
			message += " " + load.ContextMsg
		}
		hint = y.hint(load.Message, at)
	}
	rule := "syntax"
	if strings.Contains(message, "exceeded max depth") {
		rule, message = "limit", fmt.Sprintf("more than %d levels of mappings and lists inside one another", MaxDepth)
	}
	message = strings.TrimPrefix(message, "yaml: ")
	y.add(at, rule, shortenTo(message, 200), hint)
}

// hint says what most likely led to an error of the library.
func (y *yamlParser) hint(message string, at diag.Position) string {
	switch message {
	case "mapping values are not allowed in this context":
		return `put text that has ": " in it in quotes, or mend the indentation`
	case "found character that cannot start any token":
		if y.byteAt(at) == '\t' {
			return "indent with spaces, not with tabs"
		}
		return "put the text in quotes"
	case "found a tab character that violates indentation", "found a tab character where an indentation space is expected":
		return "indent with spaces, not with tabs"
	case "found incompatible YAML document":
		return "leave the %YAML line out"
	}
	return ""
}

func (y *yamlParser) byteAt(at diag.Position) byte {
	data := y.data
	for line := y.first; line < at.Line; line++ {
		_, data, _ = bytes.Cut(data, []byte("\n"))
	}
	for column := 1; column < at.Column && len(data) > 0; column++ {
		_, size := utf8.DecodeRune(data)
		data = data[size:]
	}
	if len(data) == 0 {
		return 0
	}
	return data[0]
}

// atEnd reports whether nothing but white space follows a place.
func (y *yamlParser) atEnd(at diag.Position) bool {
	c := cursor{data: bytes.TrimRight(y.data, " \t\r\n"), first: y.first}
	end := c.at(len(c.data))
	return at.Line > end.Line || at.Line == end.Line && at.Column >= end.Column
}

// at returns the place of a line and column of the library's counting, which
// at times lie beyond the end.
func (y *yamlParser) at(line, column int) diag.Position {
	at := diag.Position{Line: y.first + max(line, 1) - 1, Column: 1}
	if y.breaks != nil {
		if line > len(y.breaks) {
			return y.end
		}
		at = y.breaks[max(line, 1)-1]
	}
	at.Column += max(column, 1) - 1
	if at.Line > y.end.Line || at.Line == y.end.Line && at.Column > y.end.Column {
		return y.end
	}
	return at
}

// yamlBreaks returns where the lines of YAML begin, if the data has line
// breaks that editors do not know: a lone CR, NEL, U+2028, U+2029.
func yamlBreaks(data []byte, first int) []diag.Position {
	odd := bytes.Contains(data, []byte("\u0085")) || bytes.Contains(data, []byte("\u2028")) || bytes.Contains(data, []byte("\u2029")) ||
		bytes.Count(data, []byte("\r")) != bytes.Count(data, []byte("\r\n"))
	if !odd {
		return nil
	}
	at := diag.Position{Line: first, Column: 1}
	starts := []diag.Position{at}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		i += size
		at.Column++
		if r == '\n' {
			at.Line, at.Column = at.Line+1, 1
		}
		switch r {
		case '\r':
			if i == len(data) || data[i] != '\n' {
				starts = append(starts, at)
			}
		case '\n', 0x85, 0x2028, 0x2029:
			starts = append(starts, at)
		}
	}
	return starts
}
