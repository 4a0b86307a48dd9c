package site

import (
	"cmp"
	"math"
	"slices"
)

// candidate is a role that may be related to another one.
type candidate struct {
	Relation
	role  *Role
	score float64
	taken bool
}

// candidates are those of one role. They go from one role to the next.
type candidates struct {
	of   *Role
	at   []int32 // by a role's order, where it stands in the list, from 1; 0 if it does not
	list []candidate
}

// get returns the candidate that a role is. It holds until the next one is new.
func (c *candidates) get(other *Role) *candidate {
	at := &c.at[other.order]
	if *at == 0 {
		c.list = append(c.list, candidate{role: other, Relation: Relation{Card: &other.Card, Category: c.of.Category != nil && c.of.Category == other.Category}})
		*at = int32(len(c.list))
	}
	return &c.list[*at-1]
}

// candidates returns room for those of a role; free gives it back.
func (s *Site) candidates(r *Role) *candidates {
	c, _ := s.rooms.Get().(*candidates)
	if c == nil {
		c = &candidates{at: make([]int32, len(s.Roles))}
	}
	c.of = r
	return c
}

func (c *candidates) free() {
	for i := range c.list {
		c.at[c.list[i].role.order] = 0
	}
	clear(c.list)
	c.list = c.list[:0]
	c.of.site.rooms.Put(c)
}

// Related returns what is related to the role: what writers named, in their
// order, then the roles that share the rarest skills, that a step leads to or
// from, and that are of the same category.
func (r *Role) Related() []Relation {
	all := r.site.candidates(r)
	defer all.free()
	own := make([]int, 0, len(r.skills)) // the rarest first
	for i, skill := range r.skills {
		if skill != nil && len(skill.Roles) <= commonSkill && !slices.Contains(r.skills[:i], skill) {
			own = append(own, i)
		}
	}
	slices.SortStableFunc(own, func(a, b int) int { return cmp.Compare(len(r.skills[a].Roles), len(r.skills[b].Roles)) })
	for _, i := range own {
		sharing := r.skills[i].Roles
		rarity := math.Log(1 + float64(len(r.site.Roles))/float64(len(sharing)))
		for _, other := range sharing {
			if other == r {
				continue
			}
			c := all.get(other)
			c.score += rarity
			if len(c.Skills) < 3 {
				c.Skills = append(c.Skills, r.Role.Skills[i].Name)
			}
		}
	}
	for _, other := range r.before {
		c := all.get(other)
		c.Before, c.score = true, c.score+stepScore
	}
	for _, other := range r.after {
		c := all.get(other)
		c.After, c.score = true, c.score+stepScore
	}
	if c := r.Category; c != nil {
		at, _ := slices.BinarySearchFunc(c.Roles, r, func(a, b *Role) int { return cmp.Compare(a.order, b.order) })
		for i := max(0, at-neighbours); i < min(len(c.Roles), at+neighbours+1); i++ {
			if other := c.Roles[i]; other != r {
				all.get(other).score++
			}
		}
	}
	var list []Relation
	for _, other := range r.named {
		if c := all.get(other); !c.taken {
			c.Linked, c.taken = true, true
			list = append(list, c.Relation)
		}
	}
	rest := make([]*candidate, 0, len(all.list))
	for i := range all.list {
		if c := &all.list[i]; !c.taken {
			rest = append(rest, c)
		}
	}
	slices.SortFunc(rest, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.role.order, b.role.order))
	})
	for _, c := range rest[:min(len(rest), max(0, maxRelated-len(list)))] {
		list = append(list, c.Relation)
	}
	return list
}
