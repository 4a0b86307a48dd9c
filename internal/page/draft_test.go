package page

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/site"
)

func TestBlanks(t *testing.T) {
	for _, tt := range []struct {
		text    string
		ordered []string
		want    string
	}{
		{"", nil, ""},
		{"[b] and [a], [b] again", nil, "b|a"},
		{"[b] and [a], [c]", []string{"a", "missing", "a"}, "a|b|c"},
		{"[ ] a box, [x] ticked, [X], a footnote[^1], [] nothing", nil, ""},
		{"[[inner]] [open [closed] [over\na line]", nil, "inner|closed"},
		{"[" + strings.Repeat("n", 80) + "] [" + strings.Repeat("m", 81) + "]", nil, strings.Repeat("n", 80)},
		{"[City, State] [<img src=x>]", nil, "City, State|<img src=x>"},
	} {
		if got := strings.Join(blanks(tt.text, tt.ordered), "|"); got != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.text, tt.ordered, got, tt.want)
		}
	}
}

// draftOf returns the form of a role's template.
func draftOf(t *testing.T, l *List, scripts map[string]string) *Draft {
	t.Helper()
	l.maker.env.Scripts = scripts
	v, ok := dataOf(t, l, "/roles/nurse/job-description/").(Overview)
	if !ok || len(v.Sections) == 0 {
		t.Fatal("no job description")
	}
	for _, s := range v.Sections {
		if s.Template != nil {
			return s.Template.Draft
		}
	}
	t.Fatal("no template")
	return nil
}

func TestDraft(t *testing.T) {
	script := map[string]string{"job-description": "/assets/j.js"}
	for name, tt := range map[string]struct{ more, want string }{
		"nothing but a benefit": {"posting: {benefits: [Tea]}", `company="" location={ } pay=- - / year "" employment= workplace= reports="" apply="" blanks=[] tiers=[]`},
		"all": {`salary: {currency: USD, period: hour, median: 30}
experience: [{tier: Entry, years: {max: 2}, salary: {min: 20, max: 25.5}}, {tier: Head, salary: {median: 50}}, {tier: Chief, years: {min: 5}, salary: {min: 1000, currency: EUR, period: week}}]
posting: {pay: {min: 20, max: 40, note: Nights pay more}, employment_type: part-time, workplace: remote, location: "[City]", reports_to: [Head nurse, Ward sister], apply: "To [mail].", placeholders: [mail, Firm Name]}

## Template

### Job brief

[Beds] beds at [Firm Name].`,
			`company="Firm Name" location={ City} pay=20 40 USD hour "Nights pay more" employment=part-time workplace=remote reports="Head nurse or Ward sister" apply="To [mail]." blanks=[mail Beds] tiers=[Entry|Up to 2 years|20|25.5|USD|hour Head||||| Chief|5+ years|1000||EUR|week]`},
		"a location with more than a blank, two companies": {`posting: {location: "[City], Texas", employment_type: [intern, other]}

## Template

### Job brief

[Employer] and [Company].`, `company="Employer" location={[City], Texas } pay=- - / year "" employment=intern other workplace= reports="" apply="" blanks=[Company City] tiers=[]`},
	} {
		d := draftOf(t, small(t, map[string]string{"roles/nurse.md": role("Nurse", tt.more)}), script)
		if d == nil {
			t.Errorf("%s: no form", name)
			continue
		}
		chosen := func(options []DraftOption) string {
			i := slices.IndexFunc(options, func(o DraftOption) bool { return o.Selected })
			return options[max(i, 0)].Value
		}
		or := func(s, other string) string {
			if s == "" {
				return other
			}
			return s
		}
		var tiers []string
		for _, v := range d.Tiers {
			tiers = append(tiers, strings.Join([]string{v.Name, v.Years, v.Min, v.Max, v.Currency, v.Period}, "|"))
		}
		got := fmt.Sprintf("company=%q location=%v pay=%s %s %s %s %q employment=%s workplace=%s reports=%q apply=%q blanks=%v tiers=%v", d.Company, d.Location,
			or(d.Pay.Min, "-"), or(d.Pay.Max, "-"), or(d.Pay.Currency, "/"), chosen(d.Pay.Periods), d.Pay.Note, chosen(d.Employment), chosen(d.Workplace), d.ReportsTo, d.Apply, d.Blanks, tiers)
		if got != tt.want {
			t.Errorf("%s:\n%s, want\n%s", name, got, tt.want)
		}
	}
	if d := draftOf(t, small(t, map[string]string{"roles/nurse.md": role("Nurse", "posting: {benefits: [Tea]}")}), nil); d != nil {
		t.Error("a form that no script works")
	}
}

// A large site lists some templates of a category, and all in the index.
func TestGeneratorOfLargeSite(t *testing.T) {
	files := map[string]string{}
	for n := range 520 {
		more := "posting: {benefits: [Tea]}"
		if n%100 == 7 {
			more = ""
		}
		if n == 3 {
			more += "\nnoindex: true"
		}
		files[fmt.Sprintf("roles/r%03d.md", n)] = role(fmt.Sprintf("Role %03d", n), more)
	}
	l := small(t, files)
	v := dataOf(t, l, site.GeneratorURL).(Generator)
	if len(v.Categories) != 1 || len(v.Categories[0].Roles) != maxTemplates || v.Categories[0].More.URL != "/categories/care/" {
		t.Errorf("listed: %d, more at %q", len(v.Categories[0].Roles), v.Categories[0].More.URL)
	}
	for _, r := range v.Categories[0].Roles {
		if r.Title == "Role 003" || r.Title == "Role 007" {
			t.Errorf("%s is listed", r.Title)
		}
	}
	p, _ := l.At(site.GeneratorURL + "roles.json")
	var rows [][2]string
	if err := json.Unmarshal(p.Bytes(nil), &rows); err != nil || len(rows) != 1+520-6-1 || rows[0] != [2]string{"/roles/", "/job-description/#template"} || rows[1] != [2]string{"Role 000", "r000"} {
		t.Errorf("%v, %d rows, %v", err, len(rows), rows[:2])
	}
	if _, ok := small(t, map[string]string{"roles/nurse.md": role("Nurse", "")}).At(site.GeneratorURL); ok {
		t.Error("a generator without a template")
	}
}
