package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"careerguide/internal/diag"
)

// The limits stand far above any article that a person writes. They exist
// because goldmark takes superlinear time or space for some input and cannot
// be stopped from outside.
const (
	maxBody     = 8 << 20   // bytes
	maxLine     = 1 << 20   // bytes
	maxLines    = 400_000   // that are not blank
	maxDepth    = 100       // blocks inside one another; a list takes two
	maxBlocks   = 500_000   // of any kind
	maxMarks    = 1_000_000 // characters with a meaning inside text
	maxInline   = 100       // emphasis and links inside one another
	maxPeeks    = 400 << 20 // bytes of lines looked at by block parsers
	maxLooks    = 6_000_000 // times that block parsers look at a line; goldmark keeps 24 bytes for many of them
	maxCells    = 200_000   // of all tables
	maxEscapes  = 2_000     // escaped pipes in tables
	maxWork     = 400 << 20 // estimated steps of matching brackets, code and emphasis
	maxTargets  = 16 << 20  // bytes of all links' addresses and titles
	maxHTML     = 64 << 20  // bytes written
	maxLinkSize = 8 << 10   // bytes of one address
)

// limit is what a guard panics with; Parse makes a finding of it.
type limit struct {
	offset int // in the body
	what   string
}

// stop ends the parse of a body that has too much of something.
func stop(offset int, format string, args ...any) {
	panic(limit{offset, fmt.Sprintf(format, args...)})
}

func limitFinding(o Options, at diag.Position, what string) diag.Finding {
	return diag.Finding{File: o.File, Position: at, Severity: diag.Error, Rule: "markdown-limit",
		Message: what, Hint: "split the text, or look for a stray character repeated many times"}
}

// checkSize refuses bodies and lines that are too long, before they are parsed.
func checkSize(source []byte) {
	if len(source) > maxBody {
		stop(maxBody, "a body of more than %d MiB", maxBody>>20)
	}
	lines := 0
	for start := 0; start < len(source); {
		length := bytes.IndexByte(source[start:], '\n') + 1
		if length == 0 {
			length = len(source) - start
		}
		if length > maxLine {
			stop(start, "a line of more than %d MiB", maxLine>>20)
		}
		if length > 1 {
			if lines++; lines > maxLines {
				stop(start, "more than %d lines of text", maxLines)
			}
		}
		start += length
	}
}

// budget counts what one parse has used up.
type budget struct {
	block   ast.Node // whose text was weighed last
	blocks  int
	marks   int
	cells   int
	escapes int
	work    int
	notes   map[string]*noteDefinition
	unused  []*noteDefinition
}

var budgetKey = parser.NewContextKey()

func budgetOf(pc parser.Context) *budget { return pc.Get(budgetKey).(*budget) }

// guardedReader counts what block parsers look at: a line is looked at again
// for every container that it might continue or open.
type guardedReader struct {
	text.Reader
	peeked, looks int
}

func (r *guardedReader) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	r.looks++
	if r.peeked += len(line); r.peeked > maxPeeks || r.looks > maxLooks {
		stop(segment.Start, "lists and quotes nested too deep for their length")
	}
	return line, segment
}

// guardedBlock limits the number and the depth of blocks.
type guardedBlock struct{ parser.BlockParser }

func (g guardedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	node, state := g.BlockParser.Open(parent, reader, pc)
	if node != nil {
		b := budgetOf(pc)
		b.blocks++
		_, at := reader.Position()
		if len(pc.OpenedBlocks()) > maxDepth {
			stop(at.Start, "lists and quotes nested more than %d deep", maxDepth)
		}
		if b.blocks > maxBlocks {
			stop(at.Start, "more than %d paragraphs, headings and list items", maxBlocks)
		}
	}
	return node, state
}

// inlineGuard weighs each block's text before it is parsed for links and
// emphasis. It stands before all other inline parsers and parses nothing.
type inlineGuard struct{}

func (inlineGuard) Trigger() []byte { return []byte("[]!*_~`<'\"") }

func (inlineGuard) Parse(parent ast.Node, _ text.Reader, pc parser.Context) ast.Node {
	if b := budgetOf(pc); b.block != parent {
		b.block = parent
		b.weigh(parent.Lines(), pc)
	}
	return nil
}

var sourceKey = parser.NewContextKey()

// weigh estimates the steps that goldmark may take for a block's text: a
// bracket, a run of backticks or a tag may be looked for up to the block's
// end, a run of asterisks is compared with those before it, and an address
// is tried at each mark of a word.
func (b *budget) weigh(lines *text.Segments, pc parser.Context) {
	source := pc.Get(sourceKey).([]byte)
	var size, searches, runs, wordMarks, word, longest int
	for i := range lines.Len() {
		segment := lines.At(i)
		line := source[segment.Start:segment.Stop]
		size += len(line)
		b.marks++
		var last byte
		for _, c := range line {
			switch c {
			case '[', ']', '<':
				searches++
				b.marks++
			case '`':
				if last != c {
					searches++
				}
				b.marks++
			case '*', '_', '~':
				if last != c {
					runs++
				}
				wordMarks++
				b.marks++
			case '\'', '"':
				b.marks++
			}
			if c == ' ' || c == '\n' || c == '\t' {
				word = 0
			} else if word++; word > longest {
				longest = word
			}
			last = c
		}
	}
	b.work += searches*size + searches*searches*8 + runs*runs*4 + wordMarks*longest
	at := 0
	if lines.Len() > 0 {
		at = lines.At(0).Start
	}
	if b.work > maxWork {
		stop(at, "too many brackets, backticks, tags or asterisks in one paragraph")
	}
	if b.marks > maxMarks {
		stop(at, "more than %d marks in the text", maxMarks)
	}
}
