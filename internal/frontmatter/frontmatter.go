// Package frontmatter changes fields of an article's YAML front matter and
// leaves every other byte of the file as it is: comments, order, quotes, line
// ends and the body.
//
//	e, finding := frontmatter.Open("content/roles/nurse.md", data)
//	e.Set(e.Root().Get("salary"), "mean", frontmatter.Figure("98430"))
//	e.Append(e.Root().Get("skills"), frontmatter.Map(…))
//	data, err := e.Bytes()
//
// Changes are made to the text, and then proven: the changed text is decoded
// again and must hold exactly the values that were asked for. Where the text
// is too intricate to change safely (anchors, tags, a field without a value),
// Bytes returns an error and the file stays as it was.
package frontmatter

import (
	"bytes"
	"errors"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// ErrIntricate is why a text is not changed: it uses YAML that cannot be
// changed without touching what stands around it.
var ErrIntricate = errors.New("the front matter is too intricate to change safely")

// Editor holds an article and the changes to it. The nodes that it takes are
// those of its own tree.
type Editor struct {
	file          string
	before, after []byte // the file around the front matter, with the delimiters
	front         []byte
	first         int    // line of the file on which front begins
	eol           string // "\n" or "\r\n"
	lines         []int  // offsets of the lines of front
	tree          *decode.Tree

	edits    []edit
	replaced map[*decode.Node]*decode.Node
	added    map[*decode.Node][]decode.Node
	removed  map[*decode.Node]bool
	err      error
}

// edit replaces a range of the front matter.
type edit struct {
	start, end int
	text       string
}

// Open reads an article. The finding says why its front matter cannot be
// changed: it is not YAML, or not closed, or has a mistake.
func Open(file string, data []byte) (*Editor, *diag.Finding) {
	fail := func(line int, rule, message, hint string) (*Editor, *diag.Finding) {
		return nil, &diag.Finding{File: file, Position: diag.Position{Line: line, Column: 1}, Severity: diag.Warning, Rule: rule, Message: message, Hint: hint}
	}
	start, end, ok := bounds(data)
	if !ok {
		return fail(1, "front-matter", "the front matter is not changed: it is not YAML between two lines of ---", "")
	}
	e := &Editor{
		file: file, before: data[:start], front: data[start:end], after: data[end:], eol: "\n",
		first:    1 + bytes.Count(data[:start], []byte("\n")),
		replaced: map[*decode.Node]*decode.Node{}, added: map[*decode.Node][]decode.Node{}, removed: map[*decode.Node]bool{},
	}
	if bytes.Contains(data[:start], []byte("\r\n")) {
		e.eol = "\r\n"
	}
	plain := bytes.ReplaceAll(e.front, []byte("\r\n"), []byte("\n"))
	if bytes.IndexByte(plain, '\r') >= 0 {
		return fail(1, "line-ends", "the front matter is not changed: it has line ends of an old kind (CR alone)", "save the file with LF or CRLF")
	}
	e.lines = append(e.lines, 0)
	for i, b := range e.front {
		if b == '\n' {
			e.lines = append(e.lines, i+1)
		}
	}
	fields := map[string]decode.Node{}
	tree, found := decode.Unmarshal(decode.Source{File: file, Format: decode.YAML, Data: plain, FirstLine: e.first}, &fields, decode.Options{})
	if found.HasErrors() || tree.Root().Kind != decode.Map {
		at := e.first
		if len(found) > 0 {
			at = found[0].Line
		}
		return fail(at, "front-matter", "the front matter is not changed: it has mistakes", "run careerguide build, and mend what it tells")
	}
	e.tree = tree
	return e, nil
}

// bounds returns where the front matter between two lines of --- begins and
// ends.
func bounds(data []byte) (start, end int, ok bool) {
	isDelimiter := func(line []byte) bool {
		return string(bytes.TrimRight(line, " \t\r\n")) == "---"
	}
	at := 0
	if bytes.HasPrefix(data, []byte("\ufeff")) {
		at = len("\ufeff")
	}
	for at < len(data) {
		next := lineEnd(data, at)
		line := data[at:next]
		if len(bytes.TrimSpace(line)) == 0 {
			at = next
			continue
		}
		if !isDelimiter(bytes.TrimLeft(line, " \t")) {
			return 0, 0, false
		}
		start = next
		break
	}
	for at = start; start > 0 && at < len(data); {
		next := lineEnd(data, at)
		if isDelimiter(data[at:next]) {
			return start, at, true
		}
		at = next
	}
	return 0, 0, false
}

// lineEnd returns the offset after the line on which at lies.
func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(data)
}
