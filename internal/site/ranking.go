package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// Ranking is an article that orders roles by a figure.
type Ranking struct {
	*content.Article
	Category *Category // whose roles it orders; nil if not one's
	Skill    *Skill    // that the roles take; nil if not one's

	Shown    []Ranked
	Total    int             // of the roles looked at
	Tied     int             // roles left out whose figure is that of the last one shown
	Missing  []*Role         // without the figure, by title
	Currency career.Currency // of pay
	PerYear  bool            // pay of another period was made pay for a year
}

// Ranked is a role in its place. Equal figures have the same rank, and the
// next one counts them all: 1, 2, 2, 4.
type Ranked struct {
	Rank  int
	Role  *Role
	Value career.Number // of pay, in the ranking's period
}

// linkRankings finds the roles of each ranking and puts them in order.
func (s *Site) linkRankings() diag.List {
	var found diag.List
	for _, r := range s.Rankings {
		roles, more := s.rankedOver(r)
		found = append(found, more...)
		found = append(found, r.order(roles)...)
	}
	return found
}

// rankedOver returns the roles that a ranking goes over.
func (s *Site) rankedOver(r *Ranking) ([]*Role, diag.List) {
	over := r.Article.Ranking.Over
	unknown := func(path, what, name, near, hint string) ([]*Role, diag.List) {
		message := fmt.Sprintf("no %s %q", what, name)
		if near != "" {
			message += fmt.Sprintf(" (did you mean %q?)", near)
		}
		return nil, diag.List{r.Finding(diag.Error, path, "dangling-"+what, message, hint)}
	}
	switch {
	case over.Category != "":
		name := string(over.Category)
		for _, c := range s.Categories {
			if c.Slug == name {
				r.Category = c
				return c.Roles, nil
			}
		}
		near := s.near("category", name, func() []string {
			list := make([]string, len(s.Categories))
			for i, c := range s.Categories {
				list[i] = c.Slug
			}
			return list
		})
		return unknown("over.category", "category", name, near, "a category exists as soon as a role names it")
	case over.Skill != "":
		if r.Skill = s.skills[skillSlug(over.Skill)]; r.Skill != nil {
			return r.Skill.Roles, nil
		}
		near := s.near("skill", over.Skill, func() []string {
			list := make([]string, len(s.Skills))
			for i, k := range s.Skills {
				list[i] = k.Name
			}
			return list
		})
		return unknown("over.skill", "skill", over.Skill, near, "name a skill that two or more roles name")
	case over.All():
		return s.Roles, nil
	}
	var roles []*Role
	var found diag.List
	field := "over"
	if r.Position("over.roles") != r.Position(field) { // not the short form
		field = "over.roles"
	}
	for i, slug := range over.Roles {
		path := fmt.Sprintf("%s[%d]", field, i)
		switch role := s.roles[string(slug)]; {
		case role != nil && slices.Contains(roles, role):
			found = append(found, r.Finding(diag.Warning, path, "duplicate", fmt.Sprintf("%q stands twice", slug), ""))
		case role != nil:
			roles = append(roles, role)
		case slug == "":
		case s.bySlug[content.RoleKind][string(slug)] != nil:
			found = append(found, r.Finding(diag.Notice, path, "hidden", fmt.Sprintf("%q is left out: it is not published", slug), ""))
		default:
			near := s.near("role", string(slug), func() []string { return slices.Collect(maps.Keys(s.roles)) })
			_, more := unknown(path, "role", string(slug), near, "name a role by its slug: the name of its file without .md")
			found = append(found, more...)
		}
	}
	slices.SortFunc(roles, func(a, b *Role) int { return cmp.Compare(a.order, b.order) })
	return roles, found
}

// order puts roles, which come by title, in the order of their figures.
func (r *Ranking) order(roles []*Role) diag.List {
	by := r.Article.Ranking.By
	r.Total = len(roles)
	var list []Ranked
	period := career.Period("")
	var first *Role // with the currency
	for _, role := range roles {
		value := by.Of(role.Role)
		if !value.Known() {
			r.Missing = append(r.Missing, role)
			continue
		}
		if by.IsPay() {
			s := role.Role.Salary
			if first == nil {
				first, period, r.Currency = role, s.Period, s.Currency
			}
			if s.Currency != r.Currency {
				return diag.List{r.Finding(diag.Error, "by", "mixed-currencies", fmt.Sprintf("%s is in %s for %s and in %s for %s", by, r.Currency, first.File, s.Currency, role.File),
					"amounts of different currencies have no order: rank a category or a list of roles that are paid in one")}
			}
			r.PerYear = r.PerYear || s.Period != period
		}
		list = append(list, Ranked{Role: role, Value: value})
	}
	if r.PerYear {
		for i, v := range list {
			list[i].Value = career.Float(v.Value.Float() * v.Role.Role.Salary.Period.PerYear())
		}
	}
	sign := -1
	if r.Article.Ranking.Order == content.Ascending {
		sign = 1
	}
	slices.SortStableFunc(list, func(a, b Ranked) int { return sign * a.Value.Compare(b.Value) })
	for i := range list {
		list[i].Rank = i + 1
		if i > 0 && list[i].Value == list[i-1].Value {
			list[i].Rank = list[i-1].Rank
		}
	}
	n := min(r.Article.Ranking.Shown(), len(list))
	for _, v := range list[n:] {
		if n > 0 && v.Value == list[n-1].Value {
			r.Tied++
		}
	}
	r.Shown = list[:n]
	return nil
}

// Period returns what the ranking's pay is paid for.
func (r *Ranking) Period() career.Period {
	if r.PerYear || len(r.Shown) == 0 {
		return career.Year
	}
	return r.Shown[0].Role.Role.Salary.Period
}
