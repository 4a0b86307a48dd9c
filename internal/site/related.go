package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/diag"
)

// Relation is a role that is related to another one, and why.
type Relation struct {
	Card     *Card
	Linked   bool     // a writer named one in the other's related
	Before   bool     // a step leads from it to the role
	After    bool     // a step leads from the role to it
	Category bool     // both are of one category
	Skills   []string // that both name, the rarest first; at most three
}

const (
	maxRelated = 8 // computed ones fill up to as many
	// commonSkill is the number of roles above which a skill says nothing of
	// how roles are related; it bounds the work to n × commonSkill.
	commonSkill = 200
	neighbours  = 12 // of the same category, by title
	// stepScore is what a step from one role to the other weighs: as much as a
	// skill that one role in ten names.
	stepScore = 2.4
)

// linkRoles resolves what roles name of one another, and computes the rest.
func (s *Site) linkRoles() diag.List {
	var found diag.List
	own := make([]int, len(s.Roles)) // how many roles each one names
	for n, r := range s.Roles {
		for i, slug := range r.Role.Related {
			other, finding := s.named(r, "related", i, slug)
			if finding != nil {
				found = append(found, *finding)
			}
			if other != nil && other != r {
				r.named = append(r.named, other)
			}
		}
		own[n] = len(r.named)
		r.From, found = s.steps(r, "progression.from", r.Role.Progression.From, found)
		r.To, found = s.steps(r, "progression.to", r.Role.Progression.To, found)
	}
	for n, r := range s.Roles {
		for _, other := range r.named[:own[n]] {
			other.named = append(other.named, r)
		}
	}
	for _, r := range s.Roles {
		for _, step := range r.From {
			if step.role != nil {
				linkStep(step.role, r)
			}
		}
		for _, step := range r.To {
			if step.role != nil {
				linkStep(r, step.role)
			}
		}
	}
	return found
}

// linkStep notes that a step leads from one role to another, whichever of
// them says so.
func linkStep(from, to *Role) {
	if !slices.Contains(from.after, to) {
		from.after = append(from.after, to)
		to.before = append(to.before, from)
	}
}

// named returns the role that an item of a field names; nil with a finding if it cannot
// be shown.
func (s *Site) named(r *Role, field string, i int, slug career.Slug) (*Role, *diag.Finding) {
	if other := s.roles[string(slug)]; other != nil {
		return other, nil
	}
	if slug == "" {
		return nil, nil // said by the decoder
	}
	path := fmt.Sprintf("%s[%d]", field, i)
	if a := s.bySlug[r.Kind][string(slug)]; a != nil {
		f := r.Finding(diag.Notice, path, "hidden", fmt.Sprintf("%q is left out: %s is not published", slug, a.File), "")
		return nil, &f
	}
	did := ""
	if near := s.near("role", string(slug), func() []string { return slices.Collect(maps.Keys(s.roles)) }); near != "" && near != r.Slug {
		did = fmt.Sprintf(" (did you mean %q?)", near)
	}
	hint := "name a role by its slug: the name of its file without .md"
	if strings.HasPrefix(path, "progression") {
		hint += "; or write {title: …} for a role not written yet"
	}
	f := r.Finding(diag.Error, path, "dangling-role", fmt.Sprintf("no role %q%s", slug, did), hint)
	return nil, &f
}

func (s *Site) steps(r *Role, name string, steps []career.Step, found diag.List) ([]Step, diag.List) {
	if len(steps) == 0 {
		return nil, found
	}
	list := make([]Step, 0, len(steps))
	for i, step := range steps {
		if step.Slug == "" {
			if step.Title != "" {
				list = append(list, Step{Title: step.Title})
			}
			continue
		}
		other, finding := s.named(r, name, i, step.Slug)
		if finding != nil {
			found = append(found, *finding)
		}
		if other != nil && other != r {
			list = append(list, Step{Title: other.Title, Card: &other.Card, role: other})
		}
	}
	return list, found
}

// hasRelations reports whether anything is related to the role.
func (r *Role) hasRelations() bool {
	if len(r.named)+len(r.before)+len(r.after) > 0 || r.Category != nil && len(r.Category.Roles) > 1 {
		return true
	}
	return slices.ContainsFunc(r.skills, func(skill *Skill) bool { return skill != nil && len(skill.Roles) <= commonSkill })
}
