package decode

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// json parses the data as one JSON value. Nothing at all is an empty mapping.
func (p *parse) json() bool {
	if len(bytes.TrimSpace(p.data)) == 0 {
		return true
	}
	j := jsonParser{parse: p, cursor: cursor{data: p.data, first: p.first}}
	// The token reader below lets some faults pass, such as a comma too many.
	var raw json.RawMessage
	if err := json.Unmarshal(p.data, &raw); err != nil {
		j.syntax(err)
		return false
	}
	j.dec = json.NewDecoder(bytes.NewReader(p.data))
	j.dec.UseNumber()
	p.nodes++
	*p.root = j.value(1)
	p.root.KeyLine, p.root.KeyColumn = p.root.Line, p.root.Column
	return !p.broken
}

type jsonParser struct {
	*parse
	dec    *json.Decoder
	cursor cursor
	stack  []Node // items of the lists and mappings that are being read
}

// token returns the next token and where it begins.
func (j *jsonParser) token() (json.Token, int) {
	start := int(j.dec.InputOffset())
	for start < len(j.data) && strings.IndexByte(" \t\r\n,:", j.data[start]) >= 0 {
		start++
	}
	token, err := j.dec.Token()
	if err != nil && !j.broken {
		j.syntax(err)
		j.broken = true
	}
	return token, start
}

func (j *jsonParser) value(depth int) (n Node) {
	token, start := j.token()
	at := j.cursor.at(start)
	n.place(at)
	switch token := token.(type) {
	case bool:
		n.Kind, n.Text = Bool, "false"
		if token {
			n.Text = "true"
		}
	case json.Number:
		n.Kind, n.Text = Number, string(token)
	case string:
		n.Kind, n.Text = Text, token
	case json.Delim:
		n.Kind = List
		if token == '{' {
			n.Kind = Map
		}
		n.Items = j.items(n.Kind, depth)
	}
	return n
}

func (j *jsonParser) items(kind Kind, depth int) []Node {
	base := len(j.stack)
	for !j.broken && j.dec.More() {
		var key Node
		if kind == Map {
			token, start := j.token()
			key.Key, _ = token.(string)
			key.placeKey(j.cursor.at(start))
		}
		if !j.count(1, depth, j.cursor.at(int(j.dec.InputOffset()))) {
			return nil
		}
		n := j.value(depth + 1)
		n.Key, n.KeyLine, n.KeyColumn = key.Key, key.KeyLine, key.KeyColumn
		j.stack = append(j.stack, n)
	}
	if j.broken {
		return nil
	}
	j.token() // the closing bracket
	items := j.arena.take(len(j.stack) - base)
	copy(items, j.stack[base:])
	j.stack = j.stack[:base]
	return items
}

// syntax tells an error of the library.
func (j *jsonParser) syntax(err error) {
	at, rule, message := len(j.data), "syntax", err.Error()
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at = int(syntax.Offset)
		// The offset counts the byte that is wrong, unless the data ended.
		if !strings.HasPrefix(message, "unexpected end") {
			at--
		}
	}
	if strings.Contains(message, "exceeded max depth") {
		rule, message = "limit", "more than 100 levels of mappings and lists inside one another"
	}
	j.add(j.cursor.at(at), rule, strings.TrimPrefix(message, "json: "), "")
}
