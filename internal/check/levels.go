package check

import (
	"fmt"
	"slices"

	"careerguide/internal/config"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/site"
)

// severities are what a site or an article may set a rule to, beside off.
var severities = map[config.Level]diag.Severity{config.Notice: diag.Notice, config.Warning: diag.Warning, config.Error: diag.Error}

// names returns the names of all rules, sorted.
func names() []string {
	list := make([]string, len(rules))
	for i := range rules {
		list[i] = rules[i].Name
	}
	slices.Sort(list)
	return list
}

// levelled gives findings the severities that the site and its articles ask
// for, an article before its site, and leaves out what is switched off. What
// a build says has no level: it holds whatever they ask for.
func levelled(s *site.Site, found diag.List) diag.List {
	known := names()
	var kept diag.List
	for _, f := range found {
		if _, ours := slices.BinarySearch(known, f.Rule); ours {
			level := s.Config.Check[f.Rule]
			if a := s.About(f); a != nil && a.Check[f.Rule] != "" {
				level = a.Check[f.Rule]
			}
			if level == config.Off {
				continue
			}
			if severity, ok := severities[level]; ok {
				f.Severity = severity
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// unknownRules reports levels of rules that there are not.
func unknownRules(s *site.Site) diag.List {
	known := names()
	var found diag.List
	check := func(levels config.Levels, file string, position func(path string) diag.Position) {
		for name := range levels {
			if _, ok := slices.BinarySearch(known, name); ok {
				continue
			}
			did := ""
			if near, ok := decode.Nearest(name, known, nil); ok {
				did = fmt.Sprintf(" (did you mean %q?)", near)
			}
			found = append(found, diag.Finding{File: file, Position: position("check." + name), Severity: diag.Error, Rule: "unknown-rule",
				Message: fmt.Sprintf("no rule %q%s", name, did), Hint: "careerguide check --list names them all"})
		}
	}
	check(s.Config.Check, config.SiteFile, s.Config.Position)
	for _, a := range s.Published() {
		check(a.Check, a.File, a.Position)
	}
	return found
}
