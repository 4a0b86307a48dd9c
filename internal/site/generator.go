package site

import "slices"

// GeneratorURL is the address of the page where a reader picks a job
// description template.
const GeneratorURL = "/job-description-generator/"

// Generates reports whether there is a template to pick.
func (s *Site) Generates() bool {
	return slices.ContainsFunc(s.Roles, func(r *Role) bool { return r.HasTemplate() && !r.NoIndex })
}
