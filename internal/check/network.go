package check

import (
	"fmt"
	"slices"
	"strings"

	"careerguide/internal/site"

	"github.com/agnivade/levenshtein"
)

func relatedSelf(a *article) {
	for i, slug := range a.Role.Related {
		if string(slug) == a.Slug {
			a.report(fmt.Sprintf("related[%d]", i), "take it out", "the role is related to itself")
		}
	}
	for i, s := range a.Role.Progression.From {
		if string(s.Slug) == a.Slug {
			a.report(fmt.Sprintf("progression.from[%d]", i), "take it out", "the role is a step from itself")
		}
	}
	for i, s := range a.Role.Progression.To {
		if string(s.Slug) == a.Slug {
			a.report(fmt.Sprintf("progression.to[%d]", i), "take it out", "the role is a step to itself")
		}
	}
}

// progressionCycle finds roles that lead to one another in a circle.
func progressionCycle(w *whole) {
	next := map[string][]string{}
	edge := func(from, to string) {
		if from != to && !slices.Contains(next[from], to) {
			next[from] = append(next[from], to)
		}
	}
	for _, r := range w.site.Roles {
		for _, s := range r.Role.Progression.To {
			if s.Slug != "" {
				edge(r.Slug, string(s.Slug))
			}
		}
		for _, s := range r.Role.Progression.From {
			if s.Slug != "" {
				edge(string(s.Slug), r.Slug)
			}
		}
	}
	const (
		open = 1
		done = 2
	)
	state := map[string]int{}
	var path []string
	var visit func(slug string)
	visit = func(slug string) {
		state[slug] = open
		path = append(path, slug)
		for _, to := range next[slug] {
			switch state[to] {
			case open:
				circle := append(slices.Clone(path[slices.Index(path, to):]), to)
				w.circle(circle)
			case 0:
				visit(to)
			}
		}
		path = path[:len(path)-1]
		state[slug] = done
	}
	for _, r := range w.site.Roles {
		if state[r.Slug] == 0 {
			visit(r.Slug)
		}
	}
}

// circle reports a circle at the first of its roles that names the step.
func (w *whole) circle(slugs []string) {
	for i, slug := range slugs[:len(slugs)-1] {
		r := w.site.Role(slug)
		if r == nil {
			continue
		}
		for j, s := range r.Role.Progression.To {
			if string(s.Slug) == slugs[i+1] {
				w.report(r.Article, fmt.Sprintf("progression.to[%d]", j), "a career does not lead back to where it began", "the steps go in a circle: %s", strings.Join(slugs, " → "))
				return
			}
		}
	}
	for i, slug := range slugs[1:] {
		r := w.site.Role(slug)
		if r == nil {
			continue
		}
		for j, s := range r.Role.Progression.From {
			if string(s.Slug) == slugs[i] {
				w.report(r.Article, fmt.Sprintf("progression.from[%d]", j), "a career does not lead back to where it began", "the steps go in a circle: %s", strings.Join(slugs, " → "))
				return
			}
		}
	}
}

// titleTaken finds alternate titles that are the title of another role.
func titleTaken(w *whole) {
	titles := map[string]*site.Role{}
	for _, r := range w.site.Roles {
		key := strings.ToLower(r.Title)
		if first := titles[key]; first != nil {
			w.report(r.Article, "title", "give one of them another title", "the title is that of %s too", first.File)
			continue
		}
		titles[key] = r
	}
	for _, r := range w.site.Roles {
		for i, t := range r.Role.AlternateTitles {
			if other := titles[strings.ToLower(t)]; other != nil && other != r {
				w.report(r.Article, fmt.Sprintf("alternate_titles[%d]", i), "take it out, or name the role in related", "%q is the title of %s", t, other.File)
			} else if other == r {
				w.report(r.Article, fmt.Sprintf("alternate_titles[%d]", i), "take it out", "%q is the role's own title", t)
			}
		}
	}
}

// orphan finds roles that no writer leads to: neither related nor a step, nor
// linked from any text.
func orphan(w *whole) {
	if len(w.site.Roles) < 2 {
		return
	}
	named := map[string]bool{}
	for _, r := range w.site.Roles {
		for _, slug := range r.Role.Related {
			named[string(slug)] = true
			named[r.Slug] = true // it holds both ways
		}
		for _, s := range slices.Concat(r.Role.Progression.From, r.Role.Progression.To) {
			if s.Slug != "" {
				named[string(s.Slug)] = true
				named[r.Slug] = true
			}
		}
	}
	for _, p := range w.traces {
		for _, slug := range p.links {
			named[slug] = true
		}
	}
	for _, r := range w.site.Roles {
		if !named[r.Slug] {
			w.report(r.Article, "", "name it in related of a role that is like it, or link to it", "no article leads to this role")
		}
	}
}

// categoryMisspelt finds a category that only one role names, and that has
// almost the name of another. Of two that one role each names, both are told
// of: nobody knows which is meant.
func categoryMisspelt(w *whole) {
	for _, c := range w.site.Categories {
		if c.Article != nil || len(c.Roles) != 1 {
			continue
		}
		for _, other := range w.site.Categories {
			if other == c || min(len(c.Slug), len(other.Slug)) <= 4 {
				continue
			}
			settled := len(other.Roles) > 1 || other.Article != nil // else either may be the one that is meant
			if settled && levenshtein.ComputeDistance(c.Slug, other.Slug) <= 2 || !settled && oneSlip(c.Slug, other.Slug) {
				w.report(c.Roles[0].Article, "category", "a category exists as soon as a role names it: look at its spelling", "no other role is in the category %q (did you mean %q?)", c.Slug, other.Slug)
				break
			}
		}
	}
}
