package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
)

// intro stands for the text before the first section, where keys of sections
// are asked for.
const intro = "intro"

// line is a line of a body. Comments and blocks of code, which are no prose,
// are blanked out character by character.
type line struct {
	number  int // in the file
	text    string
	section *markdown.Section // nil in the introduction
	part    *markdown.Part    // nil before a section's first

	counted, runes int // bytes from the start whose characters are counted
}

// key is the key of the section that a line stands in: intro before the
// first, "" in a free one.
func (l *line) key() string {
	if l.section == nil {
		return intro
	}
	return l.section.Key
}

// at is the place of a byte of a line. Places are mostly asked for from left to
// right, and a line may be all of a text: it counts on from the one before.
func (l *line) at(offset int) diag.Position {
	if offset < l.counted {
		l.counted, l.runes = 0, 0
	}
	l.runes += utf8.RuneCountInString(l.text[l.counted:offset])
	l.counted = offset
	return diag.Position{Line: l.number, Column: 1 + l.runes}
}

// appendLines splits a body as it is written, and says where each line stands.
func appendLines(list []line, body *content.Body) []line {
	first := max(body.FirstLine, 1)
	text := blanked(string(body.Source))
	list = slices.Grow(list, strings.Count(text, "\n")+1)
	section, part := -1, -1
	for row := range strings.SplitSeq(text, "\n") {
		list = append(list, line{number: first + len(list), text: row})
		l := &list[len(list)-1]
		for section+1 < len(body.Sections) && body.Sections[section+1].Line <= l.number {
			section, part = section+1, -1
		}
		if section < 0 {
			continue
		}
		l.section = &body.Sections[section]
		for part+1 < len(l.section.Parts) && l.section.Parts[part+1].Line <= l.number {
			part++
		}
		if part >= 0 {
			l.part = &l.section.Parts[part]
		}
	}
	return list
}

// blanked returns a text with spaces in the place of comments and of fenced
// blocks of code.
func blanked(text string) string {
	if !strings.Contains(text, "<!--") && !strings.Contains(text, "```") && !strings.Contains(text, "~~~") {
		return text
	}
	var b strings.Builder
	blank := func(s string) {
		for _, r := range s {
			if r == '\n' {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
		}
	}
	fence, comment := "", false
	for row := range strings.Lines(text) {
		trimmed := strings.TrimLeft(row, " ")
		switch {
		case fence != "":
			blank(row)
			if rest := strings.TrimRight(trimmed, " \n"); strings.HasPrefix(rest, fence) && strings.Trim(rest, fence[:1]) == "" {
				fence = ""
			}
			continue
		case !comment && (strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~")):
			mark := trimmed[:1]
			fence = trimmed[:len(trimmed)-len(strings.TrimLeft(trimmed, mark))]
			blank(row)
			continue
		}
		for row != "" {
			mark := "<!--"
			if comment {
				mark = "-->"
			}
			before, after, found := strings.Cut(row, mark)
			if comment {
				blank(before)
			} else {
				b.WriteString(before)
			}
			if found {
				blank(mark)
				comment = !comment
			}
			row = after
		}
	}
	return b.String()
}

// passage is a paragraph, an item of a list, a heading or a row of a table:
// lines in which a sentence may go on.
type passage struct {
	text  string // its lines, joined by spaces
	lines []line

	starts []int // where each line begins in text, once it is asked for
}

func (p *passage) key() string { return p.lines[0].key() }

// at is the place of a byte of a passage.
func (p *passage) at(offset int) diag.Position {
	if p.starts == nil {
		start := 0
		for i := range p.lines {
			p.starts = append(p.starts, start)
			start += len(p.lines[i].text) + 1
		}
	}
	i, exact := slices.BinarySearch(p.starts, offset)
	if !exact {
		i--
	}
	return p.lines[i].at(min(offset-p.starts[i], len(p.lines[i].text)))
}

// appendPassages joins lines into passages.
func appendPassages(list []passage, lines []line) []passage {
	start := 0
	end := func(i int) {
		switch i - start {
		case 0:
		case 1:
			list = append(list, passage{text: lines[start].text, lines: lines[start:i]})
		default:
			texts := make([]string, 0, i-start)
			for _, l := range lines[start:i] {
				texts = append(texts, l.text)
			}
			list = append(list, passage{text: strings.Join(texts, " "), lines: lines[start:i]})
		}
		start = i
	}
	for i := range lines {
		trimmed := strings.TrimLeft(lines[i].text, " \t>")
		switch {
		case trimmed == "":
			end(i)
			start = i + 1
		case trimmed[0] == '#' || trimmed[0] == '|' || itemMark(lines[i].text) > 0 || i > 0 && strings.HasPrefix(strings.TrimLeft(lines[i-1].text, " >"), "#"):
			end(i)
		}
	}
	end(len(lines))
	return list
}

// in yields the passages of sections, by their keys; intro and "" are keys.
func (a *article) in(keys ...string) func(yield func(*passage) bool) {
	return func(yield func(*passage) bool) {
		for i := range a.passages {
			if p := &a.passages[i]; slices.Contains(keys, p.key()) && !yield(p) {
				return
			}
		}
	}
}

// sentences yields where the sentences of a text begin and end. A full stop
// inside a figure, as in 48.25, ends none.
func sentences(text string) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		from := 0
		for i := 0; i < len(text); i++ {
			switch text[i] {
			case '.', '!', '?':
				if i+1 < len(text) && text[i+1] != ' ' && text[i+1] != '[' {
					continue
				}
				if !yield(from, i+1) {
					return
				}
				from = i + 1
			}
		}
		if from < len(text) {
			yield(from, len(text))
		}
	}
}

// itemMark returns the length of what begins an item of a list ("- ", "12. "),
// with its indentation; 0 if a line begins none.
func itemMark(text string) int {
	n := len(text) - len(strings.TrimLeft(text, " "))
	rest := text[n:]
	if len(rest) > 1 && strings.IndexByte("-*+", rest[0]) >= 0 && rest[1] == ' ' {
		return n + 2
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits > 0 && digits+1 < len(rest) && (rest[digits] == '.' || rest[digits] == ')') && rest[digits+1] == ' ' {
		return n + digits + 2
	}
	return 0
}

// oneSlip reports whether one character dropped, added, changed, or changed
// places with its neighbour makes b of a.
func oneSlip(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) > len(b) {
		return a[i+1:] == b[i:]
	}
	return a[i+1:] == b[i+1:] || i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
