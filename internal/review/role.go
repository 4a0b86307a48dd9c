package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
)

// rolesFile holds every role as data.
const rolesFile = "roles.json"

// role is what is read of a role.
type role struct {
	Slug       string   `json:"slug"`
	Title      string   `json:"title"`
	Salary     *salary  `json:"salary"`
	Experience []tier   `json:"experience"`
	Posting    *posting `json:"posting"`
}

func (r *role) named() Role { return Role{r.Slug, r.Title, "/roles/" + r.Slug + "/"} }

// roles returns a tree's roles by slug; ok is false where it does not tell them.
func roles(ctx context.Context, t Tree) (list map[string]*role, ok bool, err error) {
	if _, ok := t.Files[rolesFile]; !ok {
		return nil, false, nil
	}
	data, err := t.Read(ctx, rolesFile)
	if err != nil {
		return nil, false, fmt.Errorf("read %s of %s: %w", rolesFile, t.Name, err)
	}
	var all struct {
		Roles []*role `json:"roles"`
	}
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, false, fmt.Errorf("read %s of %s: %w", rolesFile, t.Name, err)
	}
	list = make(map[string]*role, len(all.Roles))
	for _, r := range all.Roles {
		if r != nil && r.Slug != "" {
			list[r.Slug] = r
		}
	}
	return list, true, nil
}

// unlisted reads a role that the list leaves out, since search engines are
// asked to; nil if there is none.
func unlisted(ctx context.Context, t Tree, slug string) (*role, error) {
	name := "roles/" + slug + "/index.json"
	if _, ok := t.Files[name]; !ok {
		return nil, nil
	}
	data, err := t.Read(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	r := new(role)
	if err == nil {
		err = json.Unmarshal(data, r)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s of %s: %w", name, t.Name, err)
	}
	return r, nil
}

// rolePath is the path of a role's overview, below a site's own path.
var rolePath = regexp.MustCompile(`/roles/([a-z0-9-]+)/(?:index\.html)?$`)

// compareRoles tells roles that are on one side only, and pay that moved.
func (c *Changes) compareRoles(ctx context.Context, old, new Tree, redirects map[string]string) error {
	if sum := old.Files[rolesFile].Sum; sum != "" && sum == new.Files[rolesFile].Sum {
		return nil
	}
	before, told, err := roles(ctx, old)
	if err != nil {
		return err
	}
	after, tells, err := roles(ctx, new)
	if err != nil {
		return err
	}
	for _, side := range []struct {
		name  string
		known bool
	}{{old.Name, told}, {new.Name, tells}} {
		if !side.known && len(old.Files) > 0 {
			c.note("%s has no %s: roles and pay were not compared", side.name, rolesFile)
		}
	}
	if !tells || !told && len(old.Files) > 0 {
		return nil
	}
	for slug := range before { // a role may be there and not be listed
		if after[slug] == nil {
			r, err := unlisted(ctx, new, slug)
			if err != nil {
				return err
			}
			if r != nil {
				after[slug] = r
			}
		}
	}
	for slug := range after {
		if before[slug] == nil && !old.Partial {
			r, err := unlisted(ctx, old, slug)
			if err != nil {
				return err
			}
			if r != nil {
				before[slug] = r
			}
		}
	}
	arrived := map[string]bool{}
	for _, slug := range slices.Sorted(maps.Keys(before)) {
		was, is := before[slug], after[slug]
		if is == nil {
			to := rolePath.FindStringSubmatch(redirects["roles/"+slug+"/index.html"])
			if to != nil && after[to[1]] != nil && before[to[1]] == nil {
				is = after[to[1]]
				arrived[is.Slug] = true
				c.Roles.Moved = append(c.Roles.Moved, RoleMove{was.named(), is.named()})
			} else {
				c.Roles.Removed = append(c.Roles.Removed, was.named())
				continue
			}
		}
		c.Pay = append(c.Pay, comparePay(was, is)...)
	}
	for _, slug := range slices.Sorted(maps.Keys(after)) {
		if before[slug] == nil && !arrived[slug] {
			c.Roles.Added = append(c.Roles.Added, after[slug].named())
		}
	}
	return nil
}
