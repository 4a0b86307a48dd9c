package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser returns the process's one parser, which may be used by many
// goroutines at once: what a parse needs to remember is in its context.
var newParser = sync.OnceValue(func() parser.Parser {
	guarded := func(p parser.BlockParser, priority int) util.PrioritizedValue {
		return util.Prioritized(guardedBlock{p}, priority)
	}
	return parser.NewParser(
		parser.WithBlockParsers(
			guarded(headingParser{parser.NewSetextHeadingParser()}, 100),
			guarded(extension.NewDefinitionListParser(), 101),
			guarded(extension.NewDefinitionDescriptionParser(), 102),
			guarded(parser.NewThematicBreakParser(), 200),
			guarded(parser.NewListParser(), 300),
			guarded(parser.NewListItemParser(), 400),
			guarded(parser.NewCodeBlockParser(), 500),
			guarded(headingParser{parser.NewATXHeadingParser()}, 600),
			guarded(parser.NewFencedCodeBlockParser(), 700),
			guarded(parser.NewBlockquoteParser(), 800),
			guarded(parser.NewHTMLBlockParser(), 900),
			guarded(noteParser{extension.NewFootnoteBlockParser()}, 999),
			guarded(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(inlineGuard{}, -1),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(noteMarkParser{}, 101),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
			util.Prioritized(extension.NewTypographerParser(extension.WithTypographicSubstitutions(punctuation)), 9999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitionParser{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tableParser{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)
})

// punctuation is what typewriter punctuation becomes: characters, so that
// plain text has them too.
var punctuation = map[extension.TypographicPunctuation]string{
	extension.LeftSingleQuote:  "‘",
	extension.RightSingleQuote: "’",
	extension.LeftDoubleQuote:  "“",
	extension.RightDoubleQuote: "”",
	extension.EnDash:           "–",
	extension.EmDash:           "—",
	extension.Ellipsis:         "…",
	extension.LeftAngleQuote:   "«",
	extension.RightAngleQuote:  "»",
	extension.Apostrophe:       "’",
}

// parseTree returns the syntax tree of a body, or panics with a limit.
func parseTree(source []byte) (ast.Node, *budget) {
	checkSize(source)
	b := &budget{}
	pc := parser.NewContext()
	pc.Set(budgetKey, b)
	pc.Set(sourceKey, source)
	reader := &guardedReader{Reader: text.NewReader(source)}
	return newParser().Parse(reader, parser.WithContext(pc)), b
}

// definitionParser limits the definitions of links in one paragraph: goldmark
// moves the lines that follow for each.
type definitionParser struct{ parser.ParagraphTransformer }

func (d definitionParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, definitions := node.Lines(), 0
	for i := range lines.Len() {
		segment := lines.At(i)
		if bytes.HasPrefix(bytes.TrimLeft(segment.Value(reader.Source()), " "), []byte{'['}) {
			definitions++
		} else if i == 0 {
			return
		}
	}
	b := budgetOf(pc)
	if b.work += definitions * lines.Len() * 2; b.work > maxWork {
		stop(lines.At(0).Start, "too many definitions of links in one paragraph")
	}
	d.ParagraphTransformer.Transform(node, reader, pc)
}

// tableParser limits the cells of tables: a short row is filled up to the
// width of the head, so that a table may be far larger than its source.
type tableParser struct{ parser.ParagraphTransformer }

func (t tableParser) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		delimiters := reader.Source()[segment.Start:segment.Stop]
		if !isTableDelimiter(delimiters) {
			continue
		}
		b := budgetOf(pc)
		columns := bytes.Count(delimiters, []byte{'|'}) + 1
		if b.cells += columns * (lines.Len() - i); b.cells > maxCells {
			stop(lines.At(i-1).Start, "tables of more than %d cells", maxCells)
		}
		for j := i - 1; j < lines.Len(); j++ {
			segment := lines.At(j)
			b.escapes += bytes.Count(reader.Source()[segment.Start:segment.Stop], []byte(`\|`))
			if b.escapes > maxEscapes {
				stop(segment.Start, "more than %d escaped pipes in tables", maxEscapes)
			}
		}
		break
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

func isTableDelimiter(line []byte) bool {
	for _, c := range line {
		switch c {
		case '-', '|', ':', ' ', '\t', '\r', '\n', '\f', '\v':
		default:
			return false
		}
	}
	return true
}
