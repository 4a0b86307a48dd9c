package site

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/content"
	"careerguide/internal/diag"
)

// CheckBody reports every reference of an article's body that leads nowhere.
// It may be called from many goroutines at once.
func (s *Site) CheckBody(a *content.Article, body *content.Body) diag.List {
	var found diag.List
	for ref, kind := range body.References() {
		if _, _, p := s.resolve(a, body, ref.Destination, kind); p != nil {
			found = append(found, diag.Finding{File: a.File, Position: ref.Position, Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	return found
}

// checkLinks reports every address in front matter or in site.yaml that leads
// nowhere.
func (s *Site) checkLinks() diag.List {
	var found diag.List
	for _, a := range s.Published() {
		if strings.HasPrefix(a.Image, "/") {
			if _, _, p := s.resolveAsset(a.Image); p != nil {
				found = append(found, a.Finding(p.severity, "image", p.rule, p.message, p.hint))
			}
		}
		if a.Role == nil {
			continue
		}
		for u, at := range urls(a.Role) {
			if p := s.checkURL(u); p != nil {
				found = append(found, a.Finding(p.severity, at.path(), p.rule, p.message, p.hint))
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(s.Config.Sources)) {
		if p := s.checkURL(s.Config.Sources[key].URL); p != nil {
			found = append(found, diag.Finding{File: config.SourcesFile, Position: s.Config.SourcePosition(key + ".url"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	site := func(field string, u career.URL) {
		if p := s.checkURL(u); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position(field), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	for i, m := range s.Config.Menu {
		site(fmt.Sprintf("menu[%d].url", i), m.URL)
	}
	for field, u := range s.Config.Security.Addresses() {
		site(field, u)
	}
	if logo := string(s.Config.Logo); isOutside(logo) {
		if p := s.refusedPicture(logo); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position("logo"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	} else if strings.HasPrefix(logo, "/") {
		if _, _, p := s.resolveAsset(logo); p != nil {
			found = append(found, diag.Finding{File: config.SiteFile, Position: s.Config.Position("logo"), Severity: p.severity, Rule: p.rule, Message: p.message, Hint: p.hint})
		}
	}
	return found
}

// field is one of a role's, or an item of one of its lists: "links[%d].url".
type field struct {
	name string
	item int
}

func (f field) path() string {
	if !strings.Contains(f.name, "%d") {
		return f.name
	}
	return fmt.Sprintf(f.name, f.item)
}

// urls yields every address in a role's front matter, with its field.
func urls(r *content.Role) iter.Seq2[career.URL, field] {
	return func(yield func(career.URL, field) bool) {
		more := yield(r.Salary.Source.URL, field{name: "salary.source.url"}) && yield(r.Outlook.Source.URL, field{name: "outlook.source.url"})
		for i := 0; more && i < len(r.Links); i++ {
			more = yield(r.Links[i].URL, field{"links[%d].url", i})
		}
		for i := 0; more && i < len(r.Certifications); i++ {
			more = yield(r.Certifications[i].URL, field{"certifications[%d].url", i})
		}
		for i := 0; more && i < len(r.Salary.Regions); i++ {
			more = yield(r.Salary.Regions[i].Source.URL, field{"salary.regions[%d].source.url", i})
		}
	}
}

func (s *Site) checkURL(u career.URL) *problem {
	if !u.IsLocal() {
		return nil
	}
	_, _, p := s.resolveAddress(string(u), anchorsFor(nil, nil))
	return p
}

// Href returns an address typed in front matter or site.yaml for an href; ""
// if it leads to something that is not published.
func (s *Site) Href(u career.URL) string {
	if !u.IsLocal() {
		return string(u)
	}
	target, _, _ := s.resolveAddress(string(u), anchorsFor(nil, nil))
	return target.URL
}
