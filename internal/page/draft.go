package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/site"
)

// Draft is the form with which a reader fills in a job description. A page
// has one only where the layout's script is there to work it.
type Draft struct {
	Slug       string // the role's: files that are saved are called after it
	Title      string // the role's
	Company    string // the placeholder that the company's name fills, "Company Name"; "" if the text has none
	Location   DraftField
	Pay        DraftPay
	Employment []DraftOption // what the template says first
	Workplace  []DraftOption
	ReportsTo  string
	Apply      string
	Blanks     []string // the other placeholders, in the order to ask for them
	Tiers      []DraftTier
}

// DraftField is a field that may fill a placeholder of the text.
type DraftField struct{ Value, Blank string }

// DraftPay is the range that the posting offers, as numbers.
type DraftPay struct {
	Min, Max, Currency, Note string
	Periods                  []DraftOption
}

// DraftOption is a choice. Value "" leaves the template's own text.
type DraftOption struct {
	Value, Title string
	Selected     bool
}

// unsaid stands for a choice that the template leaves open.
const unsaid = "–"

// DraftTier is a variant of the template: what a tier of experience changes.
type DraftTier struct {
	Name, Years                string // "5+ years"; may be ""
	Min, Max, Currency, Period string // pay; may be ""
}

// blank is text in square brackets that a reader fills in. A tick box or a
// footnote's mark is none.
var blank = regexp.MustCompile(`\[([^\[\]\n^][^\[\]\n]{0,79})\]`)

// blanks returns the placeholders of a text, each once, those that the writer
// ordered first.
func blanks(text string, ordered []string) []string {
	var list, found []string
	for _, match := range blank.FindAllStringSubmatch(text, -1) {
		name := match[1]
		if strings.TrimSpace(name) != "" && name != "x" && name != "X" && !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	for _, name := range ordered {
		if slices.Contains(found, name) && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, name := range found {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// draft makes the form for a template; nil where no script would work it.
func (m *maker) draft(r *site.Role, text string) *Draft {
	if m.env.Scripts[string(config.JobDescription)] == "" || !m.cfg.StandsAlone(config.JobDescription) {
		return nil
	}
	p := r.Role.Posting
	if p == nil {
		p = &career.Posting{}
	}
	s := r.Role.Salary
	d := &Draft{Slug: r.Slug, Title: r.Title, Apply: p.Apply, ReportsTo: m.list(p.ReportsTo, "or")}
	d.Blanks = blanks(text, p.Placeholders)
	take := func(name string) string {
		d.Blanks = slices.DeleteFunc(d.Blanks, func(b string) bool { return b == name })
		return name
	}
	d.Location.Value = p.Location
	if whole := blank.FindStringSubmatch(p.Location); whole != nil && whole[0] == strings.TrimSpace(p.Location) && slices.Contains(d.Blanks, whole[1]) {
		d.Location = DraftField{Blank: take(whole[1])}
	}
	names := strings.Split(strings.ToLower(m.words("draft.company-names")), ",")
	for i := range names {
		names[i] = strings.TrimSpace(names[i])
	}
	if i := slices.IndexFunc(d.Blanks, func(b string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(b))) }); i >= 0 {
		d.Company = take(d.Blanks[i])
	}
	currency, period := p.Pay.Currency.Or(s.Currency), p.Pay.Period.Or(s.Period)
	d.Pay = DraftPay{Min: p.Pay.Min.String(), Max: p.Pay.Max.String(), Currency: string(currency), Note: p.Pay.Note}
	if period == "" {
		period = "year"
	}
	for _, q := range career.Periods {
		d.Pay.Periods = append(d.Pay.Periods, DraftOption{string(q), m.per(q), q == period})
	}
	d.Employment = m.employmentOptions(p.EmploymentType)
	if p.Workplace == "" {
		d.Workplace = append(d.Workplace, DraftOption{Title: unsaid, Selected: true})
	}
	for _, w := range career.Workplaces {
		d.Workplace = append(d.Workplace, DraftOption{string(w), m.words("workplace." + string(w)), w == p.Workplace})
	}
	for _, t := range r.Role.Experience {
		v := DraftTier{Name: t.Tier, Years: m.years(t.Years)}
		if t.Salary.Min.Known() || t.Salary.Max.Known() {
			v.Min, v.Max = t.Salary.Min.String(), t.Salary.Max.String()
			v.Currency, v.Period = string(t.Salary.Currency.Or(s.Currency)), string(t.Salary.Period.Or(s.Period))
		}
		d.Tiers = append(d.Tiers, v)
	}
	return d
}

// employmentOptions lists the types of employment. Where the template names
// several, they are a choice of their own.
func (m *maker) employmentOptions(types []career.EmploymentType) []DraftOption {
	var options []DraftOption
	var values, titles []string
	for _, t := range types {
		values, titles = append(values, string(t)), append(titles, m.words("employment."+string(t)))
	}
	if len(types) != 1 {
		options = append(options, DraftOption{strings.Join(values, " "), cmp.Or(m.list(titles, "or"), unsaid), true})
	}
	for _, t := range career.EmploymentTypes {
		options = append(options, DraftOption{string(t), m.words("employment." + string(t)), len(types) == 1 && types[0] == t})
	}
	return options
}
