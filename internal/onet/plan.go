package onet

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"careerguide/internal/config"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/frontmatter"
	"careerguide/internal/source"
)

// Options are what is imported, and how.
type Options struct {
	Only     []string              // patterns of codes, as path.Match has them: "15-*"; all if empty
	Limit    int                   // at most as many occupations; 0 is all
	Update   bool                  // refresh the articles that an earlier import made
	Progress func(done, total int) // called for each occupation; may be nil
}

// Change is a file to write.
type Change struct {
	Name     string // slash-separated, from the site's root
	Old, New []byte // Old is nil for a new file
}

// Plan is what an import would write.
type Plan struct {
	Changes   []Change // sources and categories, then articles by occupation
	Created   int      // new articles
	Refreshed int      // articles of an earlier import that change
	Same      int      // and those that do not
	Kept      int      // articles of an earlier import that are left, without Update
}

// planner makes a plan.
type planner struct {
	site    fs.FS
	release *Release
	survey  *Survey
	roles   *catalogue
	groups  *catalogue
	slugs   map[string]string // of the roles that the site will have, by code
	plan    Plan
	found   diag.List
}

// Make plans an import into a site; fsys is the site's root. Survey may be
// nil. Nothing is written.
func Make(ctx context.Context, fsys fs.FS, release *Release, survey *Survey, o Options) (*Plan, diag.List, error) {
	p := &planner{site: fsys, release: release, survey: survey, slugs: map[string]string{}}
	var more diag.List
	p.roles, p.found = catalogueOf(fsys, "roles")
	p.groups, more = catalogueOf(fsys, "categories")
	p.found = append(p.found, more...)
	chosen, err := choose(release.Occupations, o)
	if err != nil {
		return nil, nil, err
	}
	if len(chosen) == 0 {
		return &p.plan, append(p.found, diag.Finding{Severity: diag.Warning, Rule: "nothing", Message: "no occupation matches; nothing is imported"}), nil
	}
	p.name(chosen)
	for i, occupation := range chosen {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		p.occupation(occupation, o.Update)
		if o.Progress != nil {
			o.Progress(i+1, len(chosen))
		}
	}
	if p.plan.Created+p.plan.Refreshed > 0 {
		p.sources()
	}
	return &p.plan, p.found, nil
}

// choose returns the occupations to import.
func choose(all []*Occupation, o Options) ([]*Occupation, error) {
	var list []*Occupation
	for _, occupation := range all {
		fits := len(o.Only) == 0
		for _, pattern := range o.Only {
			ok, err := path.Match(pattern, occupation.Code)
			if err != nil {
				return nil, fmt.Errorf("pattern %q: %w", pattern, err)
			}
			fits = fits || ok
		}
		if fits && (o.Limit == 0 || len(list) < o.Limit) {
			list = append(list, occupation)
		}
	}
	return list, nil
}

// name finds the slugs of the occupations that have an article, or get one.
func (p *planner) name(chosen []*Occupation) {
	for _, o := range p.release.Occupations {
		if made := p.roles.byCode[o.Code]; len(made) > 0 {
			if !made[0].draft {
				p.slugs[o.Code] = made[0].slug
			}
		} else if a := p.roles.bySlug[o.Slug]; a != nil && a.code == o.Code && !a.draft {
			p.slugs[o.Code] = a.slug
		}
	}
	for _, o := range chosen {
		if len(p.roles.byCode[o.Code]) == 0 && p.roles.bySlug[o.Slug] == nil && p.roles.byName[p.file(o)] == nil {
			p.slugs[o.Code] = o.Slug
		}
	}
}

func (p *planner) file(o *Occupation) string {
	return "content/roles/" + majorGroups[o.Code[:2]].slug + "/" + o.Slug + ".md"
}

// occupation plans the article of an occupation.
func (p *planner) occupation(o *Occupation, update bool) {
	made := p.roles.byCode[o.Code]
	for _, a := range made {
		if !update {
			p.plan.Kept++
			continue
		}
		p.refresh(a, o)
	}
	if len(made) > 0 {
		return
	}
	name := p.file(o)
	a := p.roles.bySlug[o.Slug]
	if a == nil {
		a = p.roles.byName[name]
	}
	if a != nil {
		p.found = append(p.found, diag.Finding{File: a.name, Severity: diag.Notice, Rule: "own-article",
			Message: fmt.Sprintf("%s (%s) is not imported: this article was not made by an import and has its place", o.Title, o.Code)})
		return
	}
	p.group(majorGroups[o.Code[:2]])
	text := p.release.text(o, p.survey, p.alternates(o, o.Shown, name), p.alternates(o, o.Found, name), p.related(o))
	p.plan.Changes = append(p.plan.Changes, Change{Name: name, New: []byte(text)})
	p.plan.Created++
}

func (p *planner) refresh(a *existing, o *Occupation) {
	r := refresher{Editor: a.editor, file: a.name}
	r.refresh(p.release, o, p.survey, p.alternates(o, o.Shown, a.name), p.alternates(o, o.Found, a.name), p.related(o))
	p.found = append(p.found, r.found...)
	data, err := r.Bytes()
	switch {
	case err != nil:
		p.found = append(p.found, diag.Finding{File: a.name, Severity: diag.Warning, Rule: "intricate",
			Message: "the article is not refreshed: " + errors.Unwrap(err).Error(), Hint: "write the fields that are refreshed without anchors, tags and empty values"})
	case string(data) == string(a.data):
		p.plan.Same++
	default:
		p.plan.Changes = append(p.plan.Changes, Change{a.name, a.data, data})
		p.plan.Refreshed++
	}
}

// alternates leaves out titles that another article of the site has.
func (p *planner) alternates(o *Occupation, titles []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(titles), func(t string) bool {
		owner := p.roles.words[strings.ToLower(t)]
		return owner != "" && owner != name
	})
}

// related returns the slugs of the nearest occupations that the site has.
func (p *planner) related(o *Occupation) []string {
	var list []string
	for _, code := range o.Related {
		if slug := p.slugs[code]; slug != "" && slug != p.slugs[o.Code] && len(list) < maxRelated {
			list = append(list, slug)
		}
	}
	return list
}

// group plans the file that gives a category its title.
func (p *planner) group(g majorGroup) {
	name := "content/categories/" + g.slug + ".md"
	if p.groups.bySlug[g.slug] != nil || p.groups.byName[name] != nil {
		return
	}
	p.groups.bySlug[g.slug] = &existing{name: name, slug: g.slug}
	text := "---\n" + frontmatter.Block(frontmatter.Field("title", frontmatter.Text(g.title))) + "---\n"
	p.plan.Changes = append(p.plan.Changes, Change{Name: name, New: []byte(text)})
}

// sources plans the entries of sources.yaml that the articles cite.
func (p *planner) sources() {
	entries := []decode.Node{frontmatter.Field(p.release.Key(), frontmatter.Map(
		frontmatter.Field("name", frontmatter.Text(p.release.Name())),
		frontmatter.Field("url", frontmatter.Text("https://www.onetcenter.org/database.html")),
		frontmatter.Field("publisher", frontmatter.Text("U.S. Department of Labor, Employment and Training Administration")),
		frontmatter.Field("license", frontmatter.Text("CC BY 4.0"))))}
	if p.survey != nil {
		entries = append(entries, frontmatter.Field(p.survey.Key(), frontmatter.Map(
			frontmatter.Field("name", frontmatter.Text("Occupational Employment and Wage Statistics, May "+p.survey.Year)),
			frontmatter.Field("url", frontmatter.Text("https://www.bls.gov/oes/")),
			frontmatter.Field("publisher", frontmatter.Text("U.S. Bureau of Labor Statistics")),
			frontmatter.Field("license", frontmatter.Text("U.S. federal work, public domain")))))
	}
	old, err := source.Read(p.site, config.SourcesFile, decode.MaxSize)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		p.found = append(p.found, source.Unreadable(config.SourcesFile, err))
		return
	}
	tree, found := parseSources(old)
	var missing []decode.Node
	for _, e := range entries {
		if tree.Get(e.Key) == nil {
			missing = append(missing, e)
		}
	}
	if len(missing) == 0 {
		return
	}
	text := string(old)
	eol := "\n"
	if strings.Contains(text, "\r\n") {
		eol = "\r\n"
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += eol
	}
	text += strings.ReplaceAll(frontmatter.Block(missing...), "\n", eol)
	changed, more := parseSources([]byte(text))
	want := frontmatter.Map(append(slices.Clone(tree.Items), missing...)...)
	if found.HasErrors() || more.HasErrors() || !frontmatter.Equal(changed, &want) {
		p.found = append(p.found, diag.Finding{File: config.SourcesFile, Severity: diag.Error, Rule: "sources",
			Message: "the sources of the import cannot be added to this file", Hint: "add them by hand: " + strings.TrimSpace(frontmatter.Inline(frontmatter.Map(missing...)))})
		return
	}
	p.plan.Changes = slices.Insert(p.plan.Changes, 0, Change{config.SourcesFile, old, []byte(text)}) // before what cites them
}

func parseSources(data []byte) (*decode.Node, diag.List) {
	entries := map[string]decode.Node{}
	tree, found := decode.Unmarshal(decode.Source{File: config.SourcesFile, Format: decode.YAML, Data: data, FirstLine: 1}, &entries, decode.Options{})
	return tree.Root(), found
}
