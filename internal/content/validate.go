package content

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"careerguide/internal/career"
	"careerguide/internal/config"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// validator collects what is impossible in the front matter of one article.
// It does not judge what is merely implausible.
type validator struct {
	article *Article
	tree    *decode.Tree
	cfg     *config.Site
	found   diag.List
}

func (v *validator) report(severity diag.Severity, path, rule, hint, format string, args ...any) {
	file, at := v.article.place(v.tree, path)
	v.found = append(v.found, diag.Finding{
		File: file, Position: at, Severity: severity, Rule: rule,
		Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}

// given reports whether a field of the salary has text in the article or in
// the table of pay.
func (v *validator) given(path string) bool {
	return v.tree.Has(path) || v.article.rowOf(path) != nil
}

// reported reports whether the decoder has refused a field already.
func (v *validator) reported(field string) bool {
	at := v.tree.Position(field)
	return v.tree.Has(field) && slices.ContainsFunc(v.found, func(f diag.Finding) bool { return f.Position == at })
}

// meta checks the fields that every article has, and sets its slug.
func (v *validator) meta(f File) {
	a := v.article
	v.seen("", reflect.ValueOf(a.Meta))
	a.Slug = string(a.Meta.Slug)
	if a.Slug == "" {
		a.Slug = slugOf(f)
		if !career.IsSlug(a.Slug) {
			v.report(diag.Error, "", "slug", "rename the file to lower-case letters, digits and hyphens, or set slug:",
				"the file's name gives no slug: %q", a.Slug)
		}
	}
	if a.Summary == "" && a.Kind != CategoryKind && !v.reported("summary") {
		v.report(diag.Error, "", "missing-field", "it is what search engines show below the title", "missing field %q", "summary")
	}
	if n := utf8.RuneCountInString(a.Summary); n > 160 {
		v.report(diag.Warning, "summary", "long-summary", "search engines cut it after about 160", "summary has %d characters", n)
	}
	if a.Kind != RoleKind {
		for _, page := range config.RolePages {
			if len(a.Aliases.Of(page)) > 0 {
				v.report(diag.Error, "aliases."+string(page), "aliases", "write aliases: [/old-path/]", "only a role has a page %q", page)
			}
		}
	}
	if a.Published.Known() && a.Updated.Known() && a.Updated.Time().Before(a.Published.Time()) && a.Updated.Day != 0 && a.Published.Day != 0 {
		v.report(diag.Error, "updated", "dates", "", "updated %s is before published %s", a.Updated, a.Published)
	}
	if a.Image != "" && !IsBeside(a.Image) && !strings.HasPrefix(a.Image, "/") {
		v.report(diag.Error, "image", "image", "name a file beside the article, or one below assets/ as /images/…", "image %q is no file of the site", a.Image)
	}
}

// role checks the fields that only a role has, and fills in what follows
// from others.
func (v *validator) role() {
	a, r := v.article, v.article.Role
	switch r.Article {
	case "":
		r.Article = career.Article(a.Title)
	case "a", "an":
	default:
		v.report(diag.Error, "article", "value", `write a or an`, "unknown article %q", r.Article)
	}
	v.seen("", reflect.ValueOf(r).Elem())
	v.mergePay()
	if r.Plural == "" {
		r.Plural = career.Plural(a.Title)
	}
	v.salary()
	v.experience()
	v.posting()
	v.lists()
	for i, e := range r.Education {
		v.within(fmt.Sprintf("education[%d].share", i), e.Share, 0, 100, "percent")
	}
	for i, s := range r.Skills {
		v.within(fmt.Sprintf("skills[%d].importance", i), s.Importance, 0, 100, "")
	}
	v.within("working_hours.min", r.WorkingHours.Min, 0, 168, "hours a week")
	v.within("working_hours.max", r.WorkingHours.Max, 0, 168, "hours a week")
	v.ordered("working_hours", r.WorkingHours.Min, r.WorkingHours.Max)
	v.outlook()
	for name, steps := range map[string][]career.Step{"from": r.Progression.From, "to": r.Progression.To} {
		for i, s := range steps {
			if s.Slug == "" && s.Title == "" {
				v.report(diag.Error, fmt.Sprintf("progression.%s[%d]", name, i), "empty", "write a role's slug, or {title: …}", "a step names no role")
			}
		}
	}
}

func (v *validator) outlook() {
	o := v.article.Role.Outlook
	v.within("outlook.growth_percent", o.GrowthPercent, -100, 10_000, "percent")
	v.within("outlook.annual_openings", o.AnnualOpenings, 0, 1e9, "")
	for name, year := range map[string]career.Number{"base_year": o.BaseYear, "projected_year": o.ProjectedYear} {
		v.within("outlook."+name, year, 1900, 2200, "")
		if year.Known() && !year.Whole() {
			v.report(diag.Error, "outlook."+name, "value", "", "%s %s is not a year", name, year)
		}
	}
	if o.ProjectedYear.Less(o.BaseYear) {
		v.report(diag.Error, "outlook.projected_year", "order", "", "projected_year %s is before base_year %s", o.ProjectedYear, o.BaseYear)
	}
	v.source("outlook.source", o.Source)
}

func (v *validator) salary() {
	s := v.article.Role.Salary
	v.figures("salary", s.Figures)
	needCurrency, needPeriod := "", "" // the figures that need one of the salary, by their path
	if s.Any() {
		needCurrency, needPeriod = "salary", "salary"
	}
	for i, r := range s.Regions {
		path := fmt.Sprintf("salary.regions[%d]", i)
		v.figures(path, r.Figures)
		v.source(path+".source", r.Source)
		if r.Any() && r.Currency == "" {
			needCurrency = cmp.Or(needCurrency, path)
		}
		if r.Any() && r.Period == "" {
			needPeriod = cmp.Or(needPeriod, path)
		}
		for j, other := range s.Regions[:i] {
			if other.Region == r.Region && r.Region != "" && other.Name == r.Name {
				v.report(diag.Error, path+".region", "duplicate", "", "region %s stands twice, here and at regions[%d]", r.Region, j)
			}
		}
	}
	for _, t := range v.article.Role.Experience {
		if t.Salary.Any() && t.Salary.Currency == "" {
			needCurrency = cmp.Or(needCurrency, "salary")
		}
		if t.Salary.Any() && t.Salary.Period == "" {
			needPeriod = cmp.Or(needPeriod, "salary")
		}
	}
	v.needs(needCurrency, "currency", "write the currency of the figures, as in currency: USD")
	v.needs(needPeriod, "period", "write what the figures are paid for: period: year")
	v.source("salary.source", s.Source)
}

// needs reports that figures lack a field that the salary does not have: at
// the salary, or at the row of the table of pay that they stand in.
func (v *validator) needs(path, field, hint string) {
	if path == "" || v.given("salary."+field) {
		return
	}
	if !v.article.alone(path) {
		path = "salary"
	}
	if v.article.alone(path) {
		hint = "fill in the column " + field + ", here or in the role's own row"
	}
	v.report(diag.Error, path, "missing-field", hint, "missing field %q", "salary."+field)
}

func (v *validator) experience() {
	for i, t := range v.article.Role.Experience {
		path := fmt.Sprintf("experience[%d]", i)
		v.within(path+".years.min", t.Years.Min, 0, 100, "years")
		v.within(path+".years.max", t.Years.Max, 0, 100, "years")
		v.ordered(path+".years", t.Years.Min, t.Years.Max)
		for name, n := range map[string]career.Number{"min": t.Salary.Min, "max": t.Salary.Max, "mean": t.Salary.Mean, "median": t.Salary.Median} {
			v.notNegative(path+".salary."+name, name, n)
		}
		v.ordered(path+".salary", t.Salary.Min, t.Salary.Max)
	}
}

func (v *validator) posting() {
	p := v.article.Role.Posting
	if p == nil {
		return
	}
	pay := p.Pay
	v.notNegative("posting.pay.min", "min", pay.Min)
	v.notNegative("posting.pay.max", "max", pay.Max)
	v.ordered("posting.pay", pay.Min, pay.Max)
	if pay.Min.Known() || pay.Max.Known() {
		if !v.tree.Has("posting.pay.currency") && !v.given("salary.currency") {
			v.report(diag.Error, "posting.pay", "missing-field", "write the currency of the figures, as in currency: USD", "missing field %q", "posting.pay.currency")
		}
		if !v.tree.Has("posting.pay.period") && !v.given("salary.period") {
			v.report(diag.Error, "posting.pay", "missing-field", "write what the figures are paid for: period: year", "missing field %q", "posting.pay.period")
		}
	}
}

// figures checks amounts: none negative, none out of order.
func (v *validator) figures(path string, f career.Figures) {
	for _, n := range f.Named() {
		v.notNegative(path+"."+n.Name, n.Name, n.Value)
	}
	v.ordered(path, f.Min, f.Max)
	known := f.Percentiles()
	for i := 1; i < len(known); i++ {
		if known[i].Value.Less(known[i-1].Value) {
			v.report(diag.Error, path+"."+known[i].Name, "order", "percentiles rise from p10 to p90",
				"%s %s is below %s %s", known[i].Name, known[i].Value, known[i-1].Name, known[i-1].Value)
		}
	}
}

func (v *validator) notNegative(path, name string, n career.Number) {
	if n.Negative() {
		v.report(diag.Error, path, "negative", "", "%s is negative: %s", name, n)
	}
}

func (v *validator) ordered(path string, low, high career.Number) {
	if high.Less(low) {
		v.report(diag.Error, path+".max", "order", "", "min %s is above max %s", low, high)
	}
}

func (v *validator) within(path string, n career.Number, low, high int, unit string) {
	if n.Less(career.Int(low)) || career.Int(high).Less(n) {
		name := path[strings.LastIndexByte(path, '.')+1:]
		message := fmt.Sprintf("%s %s is not between %d and %d", name, n, low, high)
		if unit != "" {
			message += " " + unit
		}
		v.report(diag.Error, path, "range", "", "%s", message)
	}
}

// source checks that a key is one of sources.yaml.
func (v *validator) source(path string, s career.Source) {
	if s.Key == "" {
		if s.Name == "" && s != (career.Source{}) {
			v.report(diag.Error, path, "missing-field", "write it as {name: …, url: …, year: …}, or name a key of "+config.SourcesFile, "missing field %q", "name")
		}
		return
	}
	if message := v.cfg.UnknownSource(s.Key); message != "" {
		v.report(diag.Error, path, "unknown-source", "add it to "+config.SourcesFile+", or describe it in place: {name: …, url: …, year: …}", "%s", message)
	}
}
