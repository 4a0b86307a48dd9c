// Package decode reads what a writer fills in (the front matter of an
// article, site.yaml, sources.yaml) into Go structs, from YAML, TOML or JSON.
//
// It works in two steps. A parser for each format (yaml.go, toml.go, json.go)
// makes one common tree of [Node], each with its place in the file; YAML that
// is plain enough is read without its library (yamlplain.go). One decoder
// (value.go) then fills a struct from that tree, so that a field means the
// same in all three formats. Everything that is wrong is told at once, each
// thing as a finding at its place:
//
//	content/roles/nurse.md:7:1: unknown field "salery" (did you mean "salary"?)
//
// # Fields
//
// A struct field is named by its json tag; embedded structs without one give
// their fields to the struct around them. A decode tag refines it:
//
//	Title  string   `json:"title" decode:"required"`  // missing or empty is an error
//	Name   string   `json:"name" decode:"short"`      // a bare value in place of the struct sets this field (a list, if it is one)
//	Key    string   `json:"key" decode:"short,hidden"`// set by the short form alone, never by name
//	Tags   []string `json:"tags" decode:"list"`       // one value is a list of one
//	Bio    string   `json:"bio" decode:"text"`        // line breaks and spaces are kept
//
// Text not tagged "text" is one line: runs of white space become one space.
//
// # Types
//
// Strings, booleans, integers, floats, slices, maps with text for keys,
// pointers and structs work as one expects. A null, or text that is empty
// where a type wants some form of it, is as good as absent. Beyond these,
//
//   - an encoding.TextUnmarshaler is given the text of a scalar. It takes text
//     (and dates), or numbers alone if it has a method DecodesNumber().
//     What its error says is the finding; see [WordError] and [HintError];
//   - a [NodeUnmarshaler] is given the node itself, for values that may have
//     several shapes;
//   - a [Node] keeps the node as it is.
//
// # Limits
//
// What is too large, too deep or expands without end is refused in bounded
// time: see [MaxSize], [MaxDepth] and [MaxNodes].
package decode

import (
	"fmt"

	"careerguide/internal/diag"
)

// Format is the notation of a source.
type Format int

// The formats.
const (
	YAML Format = iota
	TOML
	JSON
)

// String returns the format's name, "YAML".
func (f Format) String() string { return [...]string{"YAML", "TOML", "JSON"}[f] }

// Limits on what is read. Anything beyond them is an error with rule "limit".
const (
	MaxSize     = 1 << 20 // bytes of a source
	MaxDepth    = 100     // mappings and lists inside one another
	MaxNodes    = 100_000 // values, those that YAML aliases repeat included
	MaxFindings = 100     // findings told of one source
)

// Source is a document to read.
type Source struct {
	File      string // as findings name it
	Format    Format
	Data      []byte
	FirstLine int // the line of File on which Data begins, from 1; 0 is read as 1
}

// Options adapt the decoder to its field.
type Options struct {
	// Meanings leads from a word that a writer may use to the known one of
	// the same meaning: "average" to "mean", "freelance" to "contractor".
	Meanings map[string]string
}

// Unmarshal reads src into the value that into points to. The findings have
// all that is wrong; what is right is set nevertheless. The tree is never nil.
// An into that is no pointer, or whose type the decoder cannot fill, panics.
func Unmarshal(src Source, into any, o Options) (*Tree, diag.List) {
	v := pointed(into)
	p, tree, ok := parsed(src)
	if ok {
		d := &Decoder{parse: p, options: o, root: infoOf(v.Type())}
		d.value(tree.root, v, d.root, fieldOptions{})
	}
	return tree, p.findings
}

// Read returns the tree of src, for who asks where its values stand. It is
// that of Unmarshal, and like it never nil.
func Read(src Source) *Tree {
	_, tree, _ := parsed(src)
	return tree
}

// parsed makes the tree of src, and reports whether it can be decoded.
func parsed(src Source) (p *parse, tree *Tree, ok bool) {
	p = newParse(src)
	if !p.run() {
		// What there is of the tree is without places.
		return p, &Tree{root: newParse(src).root}, false
	}
	p.finish(p.root)
	if p.root.blank() {
		p.root.Kind, p.root.Text = Map, ""
	}
	return p, &Tree{root: p.root}, true
}

// parse is the state of reading one source: the findings so far, and the tree
// that the format's parser is making.
type parse struct {
	file     string
	format   Format
	data     []byte
	first    int // file line of the first line of data
	root     *Node
	findings diag.List
	ascii    bool // all of the data
	broken   bool // the tree is not to be decoded
	arena    arena
	nodes    int
}

func newParse(src Source) *parse {
	p := &parse{file: src.File, format: src.Format, data: src.Data, first: max(src.FirstLine, 1)}
	p.root = &Node{Kind: Map, Line: int32(p.first), Column: 1}
	p.root.KeyLine, p.root.KeyColumn = p.root.Line, p.root.Column
	return p
}

// run makes the tree, or says why there is none.
func (p *parse) run() bool {
	if !p.admit() {
		return false
	}
	switch p.format {
	case YAML:
		return p.yaml()
	case TOML:
		return p.toml()
	case JSON:
		return p.json()
	}
	panic(fmt.Sprintf("decode: unknown format %d", p.format))
}

// add tells a finding, unless there are too many already.
func (p *parse) add(at diag.Position, rule, message, hint string) {
	switch {
	case p.full():
		return
	case len(p.findings) == MaxFindings:
		rule, message, hint = "limit", fmt.Sprintf("more than %d errors; the rest are not shown", MaxFindings), ""
	}
	p.findings = append(p.findings, diag.Finding{
		File: p.file, Position: at, Severity: diag.Error, Rule: rule, Message: message, Hint: hint,
	})
}

// full reports whether no further findings are told.
func (p *parse) full() bool { return len(p.findings) > MaxFindings }

// fail tells a finding after which the document is not decoded.
func (p *parse) fail(at diag.Position, rule, message, hint string) {
	p.add(at, rule, message, hint)
	p.broken = true
}

// count notes another n nodes at a depth and reports whether they are within
// the limits.
func (p *parse) count(n, depth int, at diag.Position) bool {
	if depth > MaxDepth {
		p.fail(at, "limit", fmt.Sprintf("more than %d levels of mappings and lists inside one another", MaxDepth), "")
		return false
	}
	if p.nodes += n; p.nodes > MaxNodes {
		p.fail(at, "limit", fmt.Sprintf("more than %d values", MaxNodes), "")
		return false
	}
	return true
}
