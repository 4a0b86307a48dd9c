package onet

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// Singular returns the singular of an occupation's title: the words for
// persons lose their plural, up to what qualifies them.
//
//	Software Quality Assurance Analysts and Testers   Software Quality Assurance Analyst and Tester
//	First-Line Supervisors of Retail Sales Workers    First-Line Supervisor of Retail Sales Workers
//	Fine Artists, Including Painters and Sculptors    Fine Artist, Including Painters and Sculptors
//	Buyers and Purchasing Agents, Farm Products       Buyer and Purchasing Agent, Farm Products
func Singular(title string) string {
	head, rest := title, ""
	if at := qualifier.FindStringIndex(title); at != nil {
		head, rest = title[:at[0]], title[at[0]:]
	}
	// Each person is the last word before a comma, a slash or "and".
	var b strings.Builder
	at := 0
	for _, end := range append(conjunction.FindAllStringIndex(head, -1), []int{len(head), len(head)}) {
		part := head[at:end[0]]
		i := strings.LastIndexByte(part, ' ') + 1
		b.WriteString(part[:i] + singularWord(part[i:]) + head[end[0]:end[1]])
		at = end[1]
	}
	return b.String() + rest
}

var (
	qualifier   = regexp.MustCompile(` (of|for|in|with|to|at|from|on) |,? Except |, Including |, All Other|--| \(`)
	conjunction = regexp.MustCompile(`, and | and |, or | or |, |/`)
	person      = regexp.MustCompile(`(er|or|ist|ian|ant|ent|man|woman)s$`)
)

// persons are words for persons, in the plural, that do not end as most do.
var persons = words(`Actuaries Advocates Aides Analysts Architects Associates Athletes Attorneys Bailiffs Baristas Bellhops Blockmasons
	Brickmasons Captains Chauffeurs Chefs Chiefs Clerks Coaches Concierges Cooks Copilots Crews Detectives Entrepreneurs Escorts Executives
	Experts Guards Guides Hostesses Hosts Jockeys Judges Lifeguards Locksmiths Magistrates Maids Masons Mates Mechanics Midwives
	Millwrights Models Nannies Nurses Officials Orderlies Paralegals Paramedics Persons Pilots Poets Rabbis Referees Registrars
	Representatives Roustabouts Salespersons Scouts Secretaries Stewards Stewardesses Stonemasons Surgeons Trainees Umpires Waitresses Wardens
	Actresses Heads Hands Apprentices Pharmacists`)

// things end as words for persons do.
var things = words(`Fibers Computers Motors Containers Papers Tractors Elevators Matters Events Plants Instruments Documents Patients
	Investments Payments Restaurants Boilers Customers Letters Numbers Centers Orders Services Engines Contents Events Others`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(list) {
		set[w] = true
	}
	return set
}

func singularWord(w string) string {
	if !persons[w] && (!person.MatchString(w) || things[w]) {
		return w
	}
	switch {
	case strings.HasSuffix(w, "dwives"):
		return strings.TrimSuffix(w, "ves") + "fe"
	case strings.HasSuffix(w, "ies"):
		return strings.TrimSuffix(w, "ies") + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "ches"):
		return strings.TrimSuffix(w, "es")
	}
	return strings.TrimSuffix(w, "s")
}

// Slug returns a title as a slug: "Police and Sheriff's Patrol Officer" is
// "police-and-sheriffs-patrol-officer".
func Slug(title string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range strings.ToLower(title) {
		switch {
		case r == '\'' || r == '’':
			continue
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			hyphen = false
		default:
			hyphen = true
		}
	}
	slug := b.String()
	if len(slug) > maxSlug {
		slug = slug[:maxSlug]
		slug = slug[:max(strings.LastIndexByte(slug, '-'), 1)]
	}
	return slug
}

const maxSlug = 150

// name gives every occupation its title in the singular and its slug. Of two
// with the same slug the second has its code in it.
func (r *Release) name() {
	taken := map[string]bool{}
	for _, o := range r.Occupations {
		o.Role = Singular(o.Title)
		o.Slug = Slug(o.Role)
		if taken[o.Slug] {
			o.Slug += "-" + Slug(o.Code)
		}
		taken[o.Slug] = true
	}
}

const (
	maxShown = 40  // alternate titles shown
	maxFound = 200 // further ones that search finds
)

// shareAlternates gives each alternate title to one occupation of the whole
// release, whatever is imported of it: to the one that has the fewest, which is
// the most specific, and to what others leave over last. Titles of occupations
// are nobody's alternates. Those found in the most sources come first.
func (r *Release) shareAlternates() {
	owner := map[string]*Occupation{}
	for _, o := range r.Occupations {
		owner[strings.ToLower(o.Title)], owner[strings.ToLower(o.Role)] = nil, nil
	}
	order := slices.Clone(r.Occupations)
	slices.SortStableFunc(order, func(a, b *Occupation) int {
		return cmp.Or(cmp.Compare(rank(!a.residual()), rank(!b.residual())), cmp.Compare(len(a.Alternates), len(b.Alternates)))
	})
	for _, o := range order {
		var own []Alternate
		for _, a := range o.Alternates {
			key := strings.ToLower(a.Title)
			if _, taken := owner[key]; !taken {
				owner[key] = o
				own = append(own, a)
			}
		}
		slices.SortStableFunc(own, func(a, b Alternate) int {
			return cmp.Or(cmp.Compare(b.Sources, a.Sources), strings.Compare(a.Title, b.Title))
		})
		for i, a := range own[:min(len(own), maxShown+maxFound)] {
			if i < maxShown {
				o.Shown = append(o.Shown, a.Title)
			} else {
				o.Found = append(o.Found, a.Title)
			}
		}
		slices.Sort(o.Shown)
		slices.Sort(o.Found)
	}
}
