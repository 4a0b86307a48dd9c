package check

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/markdown"
)

// outcome is what a damage came to.
type outcome int

const (
	impossible outcome = iota // the article has nothing of the kind
	harmless                  // it contradicts nothing
	harmful                   // it contradicts a field, a type or a reference
)

// patient is an article that is damaged. Its lines keep their numbers until
// the damage is done: a line may become several, or none.
type patient struct {
	*content.Article
	ward *ward
	body *content.Body
	r    *rand.Rand
	rows []string // as they were
	now  [][]string
	at   map[int]bool // lines, as they were, where a finding may stand
	what string
	end  int            // the line of the second delimiter
	away map[string]int // lines of other files where a finding may stand
}

func newPatient(w *ward, a *content.Article, r *rand.Rand) *patient {
	p := &patient{Article: a, ward: w, body: w.bodies[a], r: r, at: map[int]bool{}, away: map[string]int{}}
	p.rows = strings.Split(string(w.files[a.File].Data), "\n")
	for i, row := range p.rows {
		p.now = append(p.now, []string{row})
		if row == "---" && i > 0 && p.end == 0 {
			p.end = i + 1
		}
	}
	return p
}

// row returns a line as it was.
func (p *patient) row(line int) string { return p.rows[line-1] }

// set writes lines in the place of one; none takes it out.
func (p *patient) set(line int, rows ...string) { p.now[line-1] = rows; p.blame(line) }

// blame says that a finding may stand on lines.
func (p *patient) blame(lines ...int) {
	for _, l := range lines {
		p.at[l] = true
	}
}

// around blames a line and its neighbours that are not empty, for what is told
// where it is missed.
func (p *patient) around(line int) {
	p.blame(line)
	for _, step := range []int{-1, 1} {
		l := line + step
		for l > 1 && l < len(p.rows) && strings.TrimSpace(p.row(l)) == "" {
			l += step
		}
		p.blame(min(max(l, 1), len(p.rows)))
	}
}

// result returns the damaged text and the lines, as they are in it, where a
// finding may stand.
func (p *patient) result() (text string, places []int) {
	var rows []string
	for i, now := range p.now {
		for range now {
			if p.at[i+1] {
				places = append(places, len(rows)+1)
			}
			rows = append(rows, now[0])
			now = now[1:]
		}
	}
	return strings.Join(rows, "\n"), places
}

// changes shows what was done.
func (p *patient) changes() string {
	var b strings.Builder
	for i, now := range p.now {
		if !slices.Equal(now, []string{p.rows[i]}) {
			fmt.Fprintf(&b, "\t%d - %.160s\n", i+1, p.rows[i])
			for _, row := range now[:min(len(now), 3)] {
				fmt.Fprintf(&b, "\t%d + %.160s\n", i+1, row)
			}
		}
	}
	return b.String()
}

// note says what the damage is, for a report of it.
func (p *patient) note(format string, args ...any) { p.what = fmt.Sprintf(format, args...) }

// pick returns one of a list.
func pick[T any](p *patient, list []T) (x T, ok bool) {
	if len(list) == 0 {
		return x, false
	}
	return list[p.r.IntN(len(list))], true
}

// stretch is a part of a line: bytes from and to.
type stretch struct{ line, from, to int }

func (p *patient) text(s stretch) string { return p.row(s.line)[s.from:s.to] }

// put writes a text in the place of a part of a line.
func (p *patient) put(s stretch, text string) {
	row := p.row(s.line)
	p.set(s.line, row[:s.from]+text+row[s.to:])
}

// puts writes texts in the place of parts of lines, which may share a line.
func (p *patient) puts(spans []stretch, texts ...string) {
	for i, s := range spans {
		row := p.row(s.line)
		out, at := "", 0
		for _, o := range p.ordered(spans, s.line) {
			out, at = out+row[at:spans[o].from]+texts[o], spans[o].to
		}
		p.set(s.line, out+row[at:])
		_ = i
	}
}

// ordered returns which of spans stand on a line, from left to right.
func (p *patient) ordered(spans []stretch, line int) []int {
	var list []int
	for i, s := range spans {
		if s.line == line {
			list = append(list, i)
		}
	}
	slices.SortFunc(list, func(a, b int) int { return spans[a].from - spans[b].from })
	return list
}

// matches returns every match of a form in lines of the file from one to
// another, both inclusive: its first group, or all of it where it has none.
func (p *patient) matches(form string, from, to int) []stretch {
	re := regexp.MustCompile(form)
	var list []stretch
	for line := from; line <= to; line++ {
		for _, m := range re.FindAllStringSubmatchIndex(p.row(line), -1) {
			if len(m) > 2 {
				m = m[2:]
			}
			if m[0] >= 0 {
				list = append(list, stretch{line, m[0], m[1]})
			}
		}
	}
	return list
}

// front returns the matches in the front matter, and prose those below it.
func (p *patient) front(form string) []stretch { return p.matches(form, 2, p.end-1) }
func (p *patient) prose(form string) []stretch { return p.matches(form, p.end+1, len(p.rows)) }

// field returns where the value of a field stands that is a word or a figure.
func (p *patient) field(path string) stretch {
	at := p.Position(path)
	row := []rune(p.row(at.Line))
	from := len(string(row[:at.Column-1]))
	rest := p.row(at.Line)[from:]
	to := strings.IndexAny(rest, ",}] ")
	if to < 0 {
		to = len(rest)
	}
	return stretch{at.Line, from, from + to}
}

// has reports whether a field is written down.
func (p *patient) has(path string) bool {
	at := p.Position(path)
	parent := path[:max(strings.LastIndexAny(path, ".["), 0)]
	return at.Line > 1 && at != p.Position(parent)
}

func linesOfSpans(spans []stretch) []int {
	var list []int
	for _, s := range spans {
		list = append(list, s.line)
	}
	return list
}

// inSections returns the lines of sections that match a form.
func (p *patient) inSections(form string, keys ...string) []int {
	var list []int
	for i := range p.body.Sections {
		if s := &p.body.Sections[i]; slices.Contains(keys, s.Key) {
			list = append(list, linesOfSpans(p.matches(form, s.Line, p.sectionEnd(i)))...)
		}
	}
	return list
}

// sectionEnd returns the last line of the section with an index.
func (p *patient) sectionEnd(i int) int {
	if i+1 < len(p.body.Sections) {
		return p.body.Sections[i+1].Line - 1
	}
	return len(p.rows)
}

// partEnd returns the last line of a part of a section.
func (p *patient) partEnd(i, j int) int {
	if parts := p.body.Sections[i].Parts; j+1 < len(parts) {
		return parts[j+1].Line - 1
	}
	return p.sectionEnd(i)
}

// sectionOf returns the index of the section with a key, -1 if there is none.
func (p *patient) sectionOf(key string) int {
	return slices.IndexFunc(p.body.Sections, func(s markdown.Section) bool { return s.Key == key })
}

// misspelt returns a word with a slip of the fingers in it: two letters
// changed places, one left out, twice or another.
func misspelt(p *patient, word string) string {
	letters := []int{}
	runes := []rune(word)
	for i, r := range runes {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			letters = append(letters, i)
		}
	}
	for {
		i := letters[p.r.IntN(len(letters))]
		out := slices.Clone(runes)
		switch p.r.IntN(4) {
		case 0:
			if i+1 < len(out) {
				out[i], out[i+1] = out[i+1], out[i]
			}
		case 1:
			out = slices.Delete(out, i, i+1)
		case 2:
			out = slices.Insert(out, i, out[i])
		default:
			out[i] = rune('a' + p.r.IntN(26))
		}
		if s := string(out); s != word && len(out) > 0 && out[len(out)-1] != ' ' && out[0] != ' ' {
			return s
		}
	}
}
