// Package check judges a site: what a build renders as written, but what is
// implausible, out of date, or said twice and differently. A rule is a
// function over one article or over the whole site; rules.go lists them.
package check

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// Options are what judging takes from the world.
type Options struct {
	Now time.Time // the day that ages are counted to
}

// article is what a rule over one article is given.
type article struct {
	*content.Article
	site *site.Site
	role *site.Role // nil for what is no role
	body *content.Body
	text []line // the body as written
	now  time.Time

	rule  *Rule
	found *diag.List
}

// line is a line of a body.
type line struct {
	number  int    // in the file
	text    string // as written
	section string // the key of the section that it stands in; "" before the first and in free ones
	part    string // the id of the part that it stands in
}

// report tells of a field, by its path.
func (a *article) report(path, hint, format string, args ...any) {
	a.reportAs(a.rule.Severity, path, hint, format, args...)
}

func (a *article) reportAs(severity diag.Severity, path, hint, format string, args ...any) {
	*a.found = append(*a.found, a.Finding(severity, path, a.rule.Name, fmt.Sprintf(format, args...), hint))
}

// reportAt tells of a place in the body.
func (a *article) reportAt(at diag.Position, hint, format string, args ...any) {
	*a.found = append(*a.found, diag.Finding{File: a.File, Position: at, Severity: a.rule.Severity, Rule: a.rule.Name, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// Run judges a site and returns what it finds: what is wrong with bodies and
// their links, as a build would say, and what the rules say of the rest.
func Run(s *site.Site, o Options) diag.List {
	articles := s.Published()
	findings := make([]diag.List, len(articles))
	prints := make([]print, len(articles))
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(articles)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(articles); i = int(next.Add(1)) - 1 {
				findings[i], prints[i] = judge(s, articles[i], o)
			}
		})
	}
	wg.Wait()
	found := slices.Concat(findings...)
	w := &whole{site: s, prints: prints, found: &found}
	for i := range rules {
		if rule := &rules[i]; rule.site != nil {
			w.rule = rule
			rule.site(w)
		}
	}
	return apply(s, found)
}

// judge runs the rules over one article.
func judge(s *site.Site, a *content.Article, o Options) (diag.List, print) {
	body, found := a.ReadBody()
	found = append(found, s.CheckBody(a, body)...)
	v := &article{Article: a, site: s, body: body, now: o.Now, found: &found}
	if a.Kind == content.RoleKind {
		v.role = s.Role(a.Slug)
	}
	v.text = lines(a, body)
	for i := range rules {
		rule := &rules[i]
		if rule.article == nil || rule.roles && v.role == nil {
			continue
		}
		v.rule = rule
		rule.article(v)
	}
	return found, printOf(v)
}

// lines splits a body as it is written, and says where each line stands.
func lines(a *content.Article, body *content.Body) []line {
	text, first := a.Text()
	rows := strings.Split(text, "\n")
	list := make([]line, len(rows))
	section, part := -1, -1
	for i, row := range rows {
		n := first + i
		for section+1 < len(body.Sections) && body.Sections[section+1].Line <= n {
			section, part = section+1, -1
		}
		list[i] = line{number: n, text: row}
		if section < 0 {
			continue
		}
		s := &body.Sections[section]
		for part+1 < len(s.Parts) && s.Parts[part+1].Line <= n {
			part++
		}
		list[i].section = s.Key
		if part >= 0 {
			list[i].part = s.Parts[part].ID
		}
	}
	return list
}

// whole is what a rule over the site is given.
type whole struct {
	site   *site.Site
	prints []print
	rule   *Rule
	found  *diag.List
}

func (w *whole) report(a *content.Article, path, hint, format string, args ...any) {
	*w.found = append(*w.found, a.Finding(w.rule.Severity, path, w.rule.Name, fmt.Sprintf(format, args...), hint))
}

// apply sets the severities that the site and its articles ask for, leaves
// out what is switched off, and tells of rules that there are not.
func apply(s *site.Site, found diag.List) diag.List {
	known := make([]string, len(rules))
	for i := range rules {
		known[i] = rules[i].Name
	}
	slices.Sort(known)
	var kept diag.List
	unknown := func(name string, at func(path string) diag.Position, file string) {
		if _, ok := slices.BinarySearch(known, name); ok {
			return
		}
		did := ""
		if near, ok := decode.Nearest(name, known, nil); ok {
			did = fmt.Sprintf(" (did you mean %q?)", near)
		}
		kept = append(kept, diag.Finding{File: file, Position: at("check." + name), Severity: diag.Error, Rule: "unknown-rule",
			Message: fmt.Sprintf("no rule %q%s", name, did), Hint: "careerguide check --list names them all"})
	}
	for name := range s.Config.Check {
		unknown(name, s.Config.Position, config.SiteFile)
	}
	for _, a := range s.Published() {
		for name := range a.Check {
			unknown(name, a.Position, a.File)
		}
	}
	for _, f := range found {
		_, ours := slices.BinarySearch(known, f.Rule)
		level := s.Config.Check[f.Rule]
		if a := s.Article(f.File); a != nil && a.Check[f.Rule] != "" {
			level = a.Check[f.Rule]
		}
		if !ours {
			level = ""
		}
		switch level {
		case config.Off:
			continue
		case config.Notice:
			f.Severity = diag.Notice
		case config.Warning:
			f.Severity = diag.Warning
		case config.Error:
			f.Severity = diag.Error
		}
		kept = append(kept, f)
	}
	return kept.Sorted()
}

// perYear returns a figure for a full-time year; 2,080 hours are one.
func perYear(n career.Number, p career.Period) float64 { return n.Float() * p.PerYear() }
