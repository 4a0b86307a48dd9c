package onet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/frontmatter"
)

// Limits on what an article lists.
const (
	maxSkills       = 15 // of the most important ones
	maxKnowledge    = 10 // and of abilities
	maxTechnologies = 15 // of those most asked for
	maxRelated      = 10
	important       = 3.0 // on O*NET's scale: "important"
	leastElements   = 5   // are listed even where none is important
)

// sourceMark begins the comment that says where the figures come from, and
// ownsMark the one that names the fields that an update refreshes. An article
// without it is a writer's own and is never changed.
const (
	sourceMark = "# Source: "
	ownsMark   = "# Refreshed by import onet --update: "
)

// owned are the fields that an update refreshes, in the order of an article.
var owned = []string{"alternate_titles", "hidden_titles", "codes", "salary", "education", "skills", "related"}

// text returns a new article about an occupation. Related are slugs of roles.
func (r *Release) text(o *Occupation, s *Survey, alternates, found, related []string) string {
	var b strings.Builder
	b.WriteString("---\n" + r.sourceComment(s) + "\n" + ownsMark + strings.Join(owned, ", ") + "\n")
	fields := []decode.Node{
		frontmatter.Field("title", frontmatter.Text(o.Role)),
		frontmatter.Field("plural", frontmatter.Text(o.Title)),
		frontmatter.Field("summary", frontmatter.Text(Summary(o.Description))),
		frontmatter.Field("category", frontmatter.Word(majorGroups[o.Code[:2]].slug)),
	}
	for _, f := range []decode.Node{
		frontmatter.Field("alternate_titles", texts(alternates)),
		frontmatter.Field("hidden_titles", texts(found)),
		frontmatter.Field("codes", frontmatter.Map(frontmatter.Field("onet_soc", frontmatter.Word(o.Code)))),
		frontmatter.Field("salary", salary(o, s)),
		frontmatter.Field("education", education(o.Education)),
		frontmatter.Field("skills", skills(o)),
		frontmatter.Field("related", slugs(related)),
	} {
		if len(f.Items) > 0 {
			fields = append(fields, f)
		}
	}
	fields = append(fields, frontmatter.Field("links", frontmatter.List(frontmatter.Map(
		frontmatter.Field("title", frontmatter.Text(o.Title+" on O*NET OnLine")),
		frontmatter.Field("url", frontmatter.Text("https://www.onetonline.org/link/summary/"+o.Code))))))
	b.WriteString(frontmatter.Block(fields...))
	b.WriteString("---\n" + r.body(o))
	return b.String()
}

func (r *Release) sourceComment(s *Survey) string {
	text := sourceMark + r.Name() + ", USDOL/ETA, CC BY 4.0"
	if s != nil {
		text += "; OEWS May " + s.Year + ", BLS, public domain"
	}
	return text
}

func (r *Release) body(o *Occupation) string {
	var b strings.Builder
	b.WriteString(markdown(sentence(o.Description)) + "\n")
	if len(o.Tasks) > 0 {
		b.WriteString("\n## Duties\n\n")
		for _, t := range o.Tasks {
			b.WriteString("- " + markdown(t.Text) + "\n")
		}
	}
	z := r.Zones[o.Zone]
	if z.Name != "" {
		fmt.Fprintf(&b, "\n## Experience\n\nO\\*NET places this occupation in %s. %s\n", markdown(z.Name), markdown(sentence(z.Experience)))
	}
	training := oneLine(markdown(sentence(z.Education)) + " " + markdown(sentence(z.Training)))
	if o.Suppressed {
		training = strings.TrimSpace(training + " Levels of education whose shares O\\*NET holds for too imprecise to publish are not listed.")
	}
	if training != "" {
		b.WriteString("\n## Education and Training\n\n" + training + "\n")
	}
	fmt.Fprintf(&b, `
## Sources

This page includes information from the [%s](https://www.onetcenter.org/database.html) by the U.S. Department of Labor, Employment and Training Administration (USDOL/ETA). Used under the [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/) license. O\*NET® is a trademark of USDOL/ETA. The publisher of this site has modified some of this information. USDOL/ETA has not approved, endorsed, or tested these modifications.
`, markdown(r.Name()))
	return b.String()
}

func texts(list []string) decode.Node {
	items := make([]decode.Node, len(list))
	for i, s := range list {
		items[i] = frontmatter.Text(s)
	}
	return frontmatter.List(items...)
}

func slugs(list []string) decode.Node {
	items := make([]decode.Node, len(list))
	for i, s := range list {
		items[i] = frontmatter.Text(s)
	}
	return frontmatter.List(items...)
}

// salary returns the wages of an occupation, without fields if there are none.
func salary(o *Occupation, s *Survey) decode.Node {
	if s == nil {
		return frontmatter.Map()
	}
	w := s.Of(o)
	if w == nil || len(w.Figures) == 0 {
		return frontmatter.Map()
	}
	fields := []decode.Node{
		frontmatter.Field("currency", frontmatter.Word("USD")),
		frontmatter.Field("period", frontmatter.Word(string(w.Period))),
	}
	for _, f := range figures {
		if v, ok := w.Figures[f.field]; ok {
			fields = append(fields, frontmatter.Field(f.field, frontmatter.Figure(v)))
		}
	}
	fields = append(fields, frontmatter.Field("source", frontmatter.Word(s.Key())), frontmatter.Field("as_of", frontmatter.Word(s.Year+"-05")))
	if note := s.Note(o, w); note != "" {
		fields = append(fields, frontmatter.Field("note", frontmatter.Text(note)))
	}
	return frontmatter.Map(fields...)
}

// education returns the levels with their shares; the most frequent one is
// called typical, unless what O*NET suppresses could be more frequent.
func education(shares []Share) decode.Node {
	most, rest := 0, 100.0
	for i, s := range shares {
		rest -= s.Percent
		if s.Percent > shares[most].Percent {
			most = i
		}
	}
	var items []decode.Node
	for i, s := range shares {
		fields := []decode.Node{frontmatter.Field("level", frontmatter.Word(string(s.Level)))}
		if i == most && s.Percent > rest {
			fields = append(fields, frontmatter.Field("requirement", frontmatter.Word("typical")))
		}
		fields = append(fields, frontmatter.Field("share", percent(s)))
		items = append(items, frontmatter.Map(fields...))
	}
	return frontmatter.List(items...)
}

func percent(s Share) decode.Node {
	return frontmatter.Figure(strconv.FormatFloat(s.Percent, 'f', -1, 64))
}

// skills returns the most important elements of each kind, then technologies.
func skills(o *Occupation) decode.Node {
	var items []decode.Node
	seen := map[string]bool{}
	add := func(name string, fields ...decode.Node) {
		if key := strings.ToLower(name); !seen[key] {
			seen[key] = true
			items = append(items, frontmatter.Map(append([]decode.Node{frontmatter.Field("name", frontmatter.Text(name))}, fields...)...))
		}
	}
	for _, kind := range []career.SkillKind{"skill", "knowledge", "ability"} {
		limit := maxKnowledge
		if kind == "skill" {
			limit = maxSkills
		}
		for i, e := range ranked(o.Elements, kind) {
			if i >= limit || e.Importance < important && i >= leastElements {
				break
			}
			add(e.Name, frontmatter.Field("kind", frontmatter.Word(string(kind))), frontmatter.Field("importance", frontmatter.Figure(strconv.Itoa(e.Standard()))))
		}
	}
	for _, t := range o.Technologies[:min(len(o.Technologies), maxTechnologies)] {
		add(t.Name, frontmatter.Field("kind", frontmatter.Word("technology")))
	}
	return frontmatter.List(items...)
}

// ranked returns the elements of a kind, the most important first.
func ranked(elements []Element, kind career.SkillKind) []Element {
	list := slices.DeleteFunc(slices.Clone(elements), func(e Element) bool { return e.Kind != kind })
	slices.SortStableFunc(list, func(a, b Element) int {
		return cmp.Or(cmp.Compare(b.Importance, a.Importance), strings.Compare(a.Name, b.Name))
	})
	return list
}
