// Package check judges a site: what a build renders as written, but what is
// implausible, out of date, or said twice and differently. A rule is a
// function over one article or over the whole site; rules.go lists them.
package check

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/diag"
	"careerguide/internal/markdown"
	"careerguide/internal/site"
)

// Options are what judging takes from the world.
type Options struct {
	Now time.Time // the day that ages are counted to
}

// article is what a rule over one article is given. One after the other is
// judged in the same memory: see judge.
type article struct {
	*content.Article
	site     *site.Site
	body     *content.Body
	lines    []line    // of the body
	passages []passage // of the body
	items    []item    // of the lists that a job description is made of
	figures  []figures // of pay; none where it is about no role
	words    []uint64  // of the text, see traceOf
	now      time.Time

	rule  *Rule
	place func(path string) (file string, at diag.Position) // nil until a field is reported
	found *diag.List
}

// report tells of a field, by its path.
func (a *article) report(path, hint, format string, args ...any) {
	a.reportAs(a.rule.Severity, path, hint, format, args...)
}

// reportAs tells of a field with a severity that is not the rule's.
func (a *article) reportAs(severity diag.Severity, path, hint, format string, args ...any) {
	if a.place == nil {
		a.place = a.PlacesBy(a.body)
	}
	file, at := a.place(path)
	a.add(severity, file, at, hint, format, args...)
}

// reportAt tells of a place in the body.
func (a *article) reportAt(at diag.Position, hint, format string, args ...any) {
	a.add(a.rule.Severity, a.File, at, hint, format, args...)
}

func (a *article) add(severity diag.Severity, file string, at diag.Position, hint, format string, args ...any) {
	*a.found = append(*a.found, diag.Finding{File: file, Position: at, Severity: severity, Rule: a.rule.Name, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// sections yields the body's sections that have one of the keys.
func (a *article) sections(keys ...string) func(yield func(*markdown.Section) bool) {
	return func(yield func(*markdown.Section) bool) {
		for i := range a.body.Sections {
			if s := &a.body.Sections[i]; slices.Contains(keys, s.Key) && !yield(s) {
				return
			}
		}
	}
}

// Run judges a site and returns what it finds: what is wrong with bodies and
// their links, as a build would say, and what the rules say of the rest.
func Run(s *site.Site, o Options) diag.List {
	articles := s.Published()
	findings := make([]diag.List, len(articles))
	traces := make([]trace, len(articles))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(articles)) {
		wg.Go(func() {
			var v article
			for i := int(next.Add(1)) - 1; i < len(articles); i = int(next.Add(1)) - 1 {
				findings[i], traces[i] = v.judge(s, articles[i], o)
			}
		})
	}
	wg.Wait()
	return conclude(s, traces, slices.Concat(findings...))
}

// conclude adds what the rules over the site find to what is found of its
// articles, and sets the levels of all.
func conclude(s *site.Site, traces []trace, found diag.List) diag.List {
	w := &whole{site: s, traces: traces, found: &found}
	for i := range rules {
		if rule := &rules[i]; rule.site != nil {
			w.rule = rule
			rule.site(w)
		}
	}
	return append(unknownRules(s), levelled(s, found)...).Sorted()
}

// judge runs the rules over one article. What v was before is lost, but its
// lists serve anew.
func (v *article) judge(s *site.Site, a *content.Article, o Options) (diag.List, trace) {
	body, found := a.ReadBody()
	found = append(found, s.CheckBody(a, body)...)
	*v = article{Article: a, site: s, body: body, now: o.Now, found: &found, lines: v.lines, passages: v.passages, items: v.items, figures: v.figures, words: v.words}
	v.lines = appendLines(v.lines[:0], body)
	v.passages = appendPassages(v.passages[:0], v.lines)
	v.items = v.appendItems(v.items[:0])
	v.figures = v.appendFigures(v.figures[:0])
	for i := range rules {
		if rule := &rules[i]; rule.article != nil && (a.Role != nil || !rule.roles) {
			v.rule = rule
			rule.article(v)
		}
	}
	return found, traceOf(v)
}

// whole is what a rule over the site is given.
type whole struct {
	site   *site.Site
	traces []trace
	copied map[*content.Article]*content.Article // see copies
	rule   *Rule
	found  *diag.List
}

// report tells of a field of an article.
func (w *whole) report(a *content.Article, path, hint, format string, args ...any) {
	*w.found = append(*w.found, a.Finding(w.rule.Severity, path, w.rule.Name, fmt.Sprintf(format, args...), hint))
}

// reportAt tells of a place in an article.
func (w *whole) reportAt(a *content.Article, at diag.Position, hint, format string, args ...any) {
	*w.found = append(*w.found, diag.Finding{File: a.File, Position: at, Severity: w.rule.Severity, Rule: w.rule.Name, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// perYear returns a figure for a full-time year; 2,080 hours are one.
func perYear(n career.Number, p career.Period) float64 { return n.Float() * p.PerYear() }

// each returns how a message says what pay is for: "a year", "an hour".
func each(p career.Period) string {
	if p == career.Hour {
		return "an hour"
	}
	return "a " + string(p)
}
