package check

import (
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// trace is what is kept of an article for rules over the site: samples of its
// text and its answers, and what it links to.
type trace struct {
	article *content.Article
	first   int    // the line on which its text begins
	text    sketch // nil for a short one
	answers []answer
	links   []string // slugs of roles
}

// answer is the answer to a question of the FAQ.
type answer struct {
	question string
	at       diag.Position
	words    []uint64 // hashes, rising; each as often as it stands there
	sample   sketch
}

const (
	shortText   = 100 // words; less is not compared
	shortAnswer = 12
	textRun     = 3 // words
	answerRun   = 2
	textSample  = 128

	// alikeRuns is the share of runs of words in common from which two articles
	// are nearly the same: some six words in a hundred changed one by one, or a
	// sixth of the text written anew.
	alikeRuns = 0.7
	// alikeWords is the share of words in common above which two answers are
	// alike.
	alikeWords = 0.9
)

// traceOf makes an article's trace. The role's own names do not count: an
// article copied for another role differs in nothing else.
func traceOf(a *article) trace {
	t := trace{article: a.Article, first: a.lines[0].number}
	for _, l := range a.lines {
		if strings.TrimSpace(l.text) != "" {
			t.first = l.number
			break
		}
	}
	var names []string
	if a.Role != nil {
		names = []string{plainWords(a.Role.Plural), plainWords(a.Title)}
	}
	words := func(text string) []uint64 {
		text = " " + plainWords(text) + " "
		for _, n := range names {
			if n != "" {
				text = strings.ReplaceAll(text, " "+n+" ", " \x00 ")
			}
		}
		return hashes(strings.Fields(text))
	}
	all := words(a.body.Intro.Text)
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		all = append(all, words(s.Body.Text)...)
		for j := range s.Parts {
			part := words(s.Parts[j].Body.Text)
			all = append(all, part...)
			if a.Role != nil && s.Key == content.FAQ && len(part) >= shortAnswer {
				sample := sketchOf(part, answerRun, len(part))
				slices.Sort(part)
				t.answers = append(t.answers, answer{s.Parts[j].Heading, s.Parts[j].Position, part, sample})
			}
		}
	}
	if len(all) >= shortText {
		t.text = sketchOf(all, textRun, textSample)
	}
	if a.Role != nil {
		for ref := range a.body.References() {
			if slug := a.site.RoleAt(a.Article, ref.Destination); slug != "" && slug != a.Slug {
				t.links = append(t.links, slug)
			}
		}
	}
	return t
}

// copies returns, by article, the article that its text is nearly that of.
func (w *whole) copies() map[*content.Article]*content.Article {
	if w.copied != nil {
		return w.copied
	}
	w.copied = map[*content.Article]*content.Article{}
	var sketches []sketch
	var of []*content.Article
	for _, t := range w.traces {
		if t.text != nil {
			sketches, of = append(sketches, t.text), append(of, t.article)
		}
	}
	alike := func(i, j int) bool { return sketches[i].similar(sketches[j]) >= alikeRuns }
	pairs(sketches, alike, func(i, j int) { w.copied[of[j]] = of[i] })
	return w.copied
}

func nearDuplicate(w *whole) {
	copies := w.copies()
	for _, t := range w.traces {
		if first := copies[t.article]; first != nil {
			w.reportAt(t.article, diag.Position{Line: t.first, Column: 1}, "write it anew, or make one article of the two: search engines show one of them", "the text is nearly that of %s", first.File)
		}
	}
}

// faqAlike finds answers that two roles share. Of an article that is a copy
// altogether it says nothing more.
func faqAlike(w *whole) {
	copies := w.copies()
	var sketches []sketch
	var answers []*answer
	var of []*content.Article
	for i := range w.traces {
		t := &w.traces[i]
		if copies[t.article] != nil {
			continue
		}
		for j := range t.answers {
			sketches, answers, of = append(sketches, t.answers[j].sample), append(answers, &t.answers[j]), append(of, t.article)
		}
	}
	alike := func(i, j int) bool { return of[i] != of[j] && shared(answers[i].words, answers[j].words) > alikeWords }
	pairs(sketches, alike, func(i, j int) {
		w.reportAt(of[j], answers[j].at, "answer it for this role", "the answer to %q is nearly that of %s, line %d", answers[j].question, of[i].File, answers[i].at.Line)
	})
}

// shared returns the share of words that two sorted lists have in common.
func shared(a, b []uint64) float64 {
	both := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case b[j] < a[i]:
			j++
		default:
			i, j, both = i+1, j+1, both+1
		}
	}
	return 2 * float64(both) / float64(len(a)+len(b))
}
