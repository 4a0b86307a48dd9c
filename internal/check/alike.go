package check

import (
	"math/bits"
	"slices"
	"strings"

	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
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
	words    []uint64 // their numbers, rising; each as often as it stands there
	marks    uint64   // a bit for each word, the same for the same one
	sample   sketch   // by which it is looked up
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
	// alikeWords is the percentage of words in common above which two answers
	// are alike.
	alikeWords = 90
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
	var names [][]uint64
	if a.Role != nil {
		names = [][]uint64{appendHashes(nil, a.Role.Plural), appendHashes(nil, a.Title)}
	}
	all := slices.Grow(a.words[:0], a.body.Words)
	add := func(text string) (added []uint64) {
		from := len(all)
		all = appendHashes(all, text)
		for _, name := range names {
			all = all[:from+len(withoutName(all[from:], name))]
		}
		return all[from:]
	}
	add(a.body.Intro.Text)
	for i := range a.body.Sections {
		s := &a.body.Sections[i]
		add(s.Body.Text)
		for j := range s.Parts {
			part := &s.Parts[j]
			if words := add(part.Body.Text); a.Role != nil && s.Key == content.FAQ && len(words) >= shortAnswer {
				t.answers = append(t.answers, answerOf(part, words))
			}
		}
	}
	a.words = all
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

// answerOf makes a question's answer of the words below it.
func answerOf(part *markdown.Part, words []uint64) answer {
	a := answer{question: part.Heading, at: part.Position, words: slices.Clone(words), sample: sketchOf(words, answerRun, entries)}
	slices.Sort(a.words)
	for _, w := range words {
		a.marks |= 1 << (w % 64)
	}
	return a
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
	var answers []answer
	var of []*content.Article
	for i := range w.traces {
		t := &w.traces[i]
		if copies[t.article] != nil {
			continue
		}
		for _, a := range t.answers {
			sketches, answers, of = append(sketches, a.sample), append(answers, a), append(of, t.article)
		}
	}
	alike := func(i, j int) bool { return alikeAnswers(&answers[i], &answers[j]) && of[i] != of[j] }
	pairs(sketches, alike, func(i, j int) {
		w.reportAt(of[j], answers[j].at, "answer it for this role", "the answer to %q is nearly that of %s, line %d", answers[j].question, of[i].File, answers[i].at.Line)
	})
}

// alikeAnswers reports whether two answers have more than alikeWords of their
// words in common. Most pairs it leaves after a look at their marks.
func alikeAnswers(a, b *answer) bool {
	all := len(a.words) + len(b.words)
	enough := func(lacking int) bool { return 100*lacking < (100-alikeWords)*all } // words that the other does not have
	if !enough(bits.OnesCount64(a.marks ^ b.marks)) {
		return false
	}
	lacking, i, j := 0, 0, 0
	for i < len(a.words) && j < len(b.words) && enough(lacking) {
		switch {
		case a.words[i] < b.words[j]:
			i, lacking = i+1, lacking+1
		case b.words[j] < a.words[i]:
			j, lacking = j+1, lacking+1
		default:
			i, j = i+1, j+1
		}
	}
	return enough(lacking + len(a.words) - i + len(b.words) - j)
}
