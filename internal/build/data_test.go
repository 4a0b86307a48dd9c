package build_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// wanted are the things of structured data on each kind of page.
var wanted = map[string][]string{
	"home": {"WebSite"}, "404": nil, "search": {"BreadcrumbList"}, "page": {"BreadcrumbList"},
	"roles": {"ItemList", "BreadcrumbList"}, "categories": {"ItemList", "BreadcrumbList"}, "category": {"ItemList", "BreadcrumbList"},
	"guides": {"ItemList", "BreadcrumbList"}, "guide": {"Article", "BreadcrumbList"},
	"overview": {"Occupation", "WebPage", "BreadcrumbList"}, "job-description": {"WebPage", "BreadcrumbList"},
	"what-they-do": {"WebPage", "BreadcrumbList"}, "faq": {"FAQPage", "BreadcrumbList"}, "related": {"WebPage", "ItemList", "BreadcrumbList"},
	"compare": {"BreadcrumbList"}, "compare-pair": {"ItemList", "BreadcrumbList"}, "generator": {"BreadcrumbList"},
	"skills": {"BreadcrumbList"}, "skill": {"ItemList", "BreadcrumbList"}, "rankings": {"ItemList", "BreadcrumbList"}, "ranking": {"WebPage", "ItemList", "BreadcrumbList"},
}

// checkData compares the structured data of a page with what it shows.
func checkData(t *testing.T, s *tree, name string) {
	t.Helper()
	doc := s.docs[name]
	d := data{T: t, site: s, name: name, doc: doc}
	var kinds []string
	for _, script := range all(doc, "script[type=application/ld+json]") {
		var thing object
		decoder := json.NewDecoder(strings.NewReader(script.FirstChild.Data))
		decoder.UseNumber()
		if err := decoder.Decode(&thing); err != nil {
			t.Errorf("%s: structured data: %v", name, err)
			continue
		}
		d.same("@context", thing["@context"], "https://schema.org")
		delete(thing, "@context")
		kind, _ := thing["@type"].(string)
		kinds = append(kinds, kind)
		d.thing(kind, thing)
	}
	if want, ok := wanted[kind(doc)]; !ok {
		t.Errorf("%s: pages of the kind %q are new: say what data they have", name, kind(doc))
	} else if !slices.Equal(kinds, want) {
		t.Errorf("%s: structured data %v, want %v", name, kinds, want)
	}
}

// data compares the things of one page.
type data struct {
	*testing.T
	site *tree
	name string
	doc  *html.Node
}

// same compares a value of the data with what the page shows.
func (d *data) same(what string, got, shown any) {
	d.Helper()
	if n, ok := got.(json.Number); ok {
		got = n.String()
	}
	if s, ok := got.(string); ok {
		got = squeeze(s)
	}
	if fmt.Sprint(got) != fmt.Sprint(shown) {
		d.Errorf("%s: structured data say %s is %q, the page shows %q", d.name, what, fmt.Sprint(got), fmt.Sprint(shown))
	}
}

// fields compares each field of a thing, and refuses those it does not know.
func (d *data) fields(thing object, shown object) {
	d.Helper()
	for name, got := range thing {
		want, ok := shown[name]
		if !ok {
			d.Errorf("%s: the test does not know %v.%s", d.name, thing["@type"], name)
			continue
		}
		if check, ok := want.(func(any)); ok {
			check(got)
			continue
		}
		d.same(fmt.Sprint(thing["@type"], ".", name), got, want)
	}
	for name, want := range shown {
		if _, ok := thing[name]; !ok && want != "" {
			if _, isFunc := want.(func(any)); !isFunc {
				d.Errorf("%s: the page shows %q, and structured data have no %v.%s", d.name, want, thing["@type"], name)
			}
		}
	}
}

func (d *data) thing(kind string, thing object) {
	d.Helper()
	switch kind {
	case "Occupation":
		d.occupation(thing)
	case "WebPage", "Article", "FAQPage":
		d.webPage(kind, thing)
	case "BreadcrumbList":
		d.breadcrumbs(thing)
	case "ItemList":
		d.itemList(thing)
	case "WebSite":
		d.fields(thing, object{"@type": "WebSite", "name": d.h1(), "url": d.site.base.String(), "inLanguage": d.lang(),
			"description": text(first(d.doc, "p.summary"))})
	default:
		d.Errorf("%s: structured data of the kind %q: say what the page shows of it", d.name, kind)
	}
}

func (d *data) h1() string   { return text(first(d.doc, "h1")) }
func (d *data) lang() string { return value(first(d.doc, "html"), "lang") }
func (d *data) url() string  { return d.site.address(d.name).String() }

func (d *data) meta(name string) string {
	return squeeze(value(first(d.doc, "meta["+name+"]"), "content"))
}

// webPage compares who wrote the page, when, and the questions of an FAQ.
func (d *data) webPage(kind string, thing object) {
	d.Helper()
	shown := object{"@type": kind, "name": d.h1(), "url": d.url(), "inLanguage": d.lang(),
		"dateModified": value(first(d.doc, "ul.byline time"), "datetime"), "datePublished": d.meta("property=article:published_time"),
		"author": func(got any) {
			var names []string
			for _, a := range things(got) {
				names = append(names, a["name"].(string))
			}
			by := names[0]
			if n := len(names); n > 1 {
				by = strings.Join(names[:n-1], ", ") + " and " + names[n-1]
			}
			d.same("author", "By "+by, text(first(d.doc, "ul.byline li")))
		}}
	if _, ok := thing["author"]; !ok {
		d.Errorf("%s: no author", d.name)
	}
	switch kind {
	case "Article":
		shown["headline"], shown["description"] = d.h1(), text(first(d.doc, "p.summary"))
	case "FAQPage":
		shown["mainEntity"] = func(got any) { d.questions(things(got)) }
		if _, ok := thing["mainEntity"]; !ok {
			d.Errorf("%s: an FAQ without questions", d.name)
		}
	}
	d.fields(thing, shown)
}

func (d *data) questions(got []object) {
	d.Helper()
	section := first(d.doc, "section#faq")
	if section == nil {
		section = first(d.doc, "section#interview-questions")
	}
	parts := all(section, "div.part")
	if len(got) != len(parts) {
		d.Errorf("%s: structured data have %d questions, the page shows %d", d.name, len(got), len(parts))
		return
	}
	for i, q := range got {
		d.same("a question", q["name"], text(first(parts[i], "h3")))
		d.same("the kind of a question", q["@type"], "Question")
		answer := q["acceptedAnswer"].(object)
		d.same("the answer to "+fmt.Sprint(q["name"]), answer["text"], text(first(parts[i], "div.prose")))
	}
}

func (d *data) breadcrumbs(thing object) {
	d.Helper()
	items, shown := things(thing["itemListElement"]), all(d.doc, "nav.crumbs li")
	if len(items) != len(shown) || len(items) < 2 {
		d.Errorf("%s: structured data have %d breadcrumbs, the page shows %d", d.name, len(items), len(shown))
		return
	}
	for i, item := range items {
		address := d.url()
		if i < len(items)-1 {
			address = d.absolute(value(first(shown[i], "a"), "href"))
		}
		d.fields(item, object{"@type": "ListItem", "position": i + 1, "name": text(shown[i]), "item": address})
	}
}

func (d *data) absolute(href string) string {
	u, err := d.site.address(d.name).Parse(href)
	if err != nil {
		d.Errorf("%s: %v", d.name, err)
		return ""
	}
	return u.String()
}

// lists are where the items of a list stand on each kind of page.
var lists = map[string]string{
	"roles": "main section.letter ul.cards > li > a", "categories": "main ul.hubs > li > a", "category": "section#roles ul.cards > li > a",
	"guides": "main ul.cards > li > a", "related": "section#related ul.cards > li > a", "overview": "section#related ul.cards > li > a",
	"skill": "main ul.cards > li > a", "rankings": "main ul.cards > li > a", "ranking": "table.ranking tbody th > a",
	"compare-pair": "div.comparison ul.cards > li > a",
}

func (d *data) itemList(thing object) {
	d.Helper()
	where := lists[kind(d.doc)]
	if where == "" {
		d.Fatalf("%s: structured data have a list: say where a page of this kind shows it", d.name)
	}
	items, shown := things(thing["itemListElement"]), all(d.doc, where)
	d.same("the length of the list", thing["numberOfItems"], len(shown))
	name := d.h1()
	if kind(d.doc) == "overview" {
		name = text(first(d.doc, "section#related h2"))
	}
	d.same("the list's name", thing["name"], name)
	if len(items) != len(shown) || len(items) == 0 {
		d.Errorf("%s: structured data list %d, the page shows %d", d.name, len(items), len(shown))
		return
	}
	for i, item := range items {
		d.fields(item, object{"@type": "ListItem", "position": i + 1, "name": text(shown[i]), "url": d.absolute(value(shown[i], "href"))})
	}
}

// fact returns a fact at a glance.
func (d *data) fact(label string) string {
	for _, row := range all(d.doc, "dl.facts > div") {
		if text(first(row, "dt")) == label {
			value := first(row, "dd")
			return strings.TrimSpace(strings.TrimSuffix(text(value), text(first(value, "small"))))
		}
	}
	return ""
}

// row returns an amount of the salary's table.
func (d *data) row(label string) string {
	for _, row := range all(d.doc, "section#salary table.figures tr") {
		if text(first(row, "th")) == label {
			return text(first(row, "td.amount"))
		}
	}
	return ""
}

func (d *data) occupation(thing object) {
	d.Helper()
	category := d.fact("O*NET-SOC code")
	if category == "" {
		category = d.fact("ISCO-08 code")
	}
	crumbs := all(d.doc, "nav.crumbs li")
	shown := object{"@type": "Occupation", "name": text(crumbs[len(crumbs)-1]), "url": d.url(), "occupationalCategory": category,
		"description": d.meta("name=description"),
		"skills": func(got any) {
			var names []string
			for _, s := range got.([]any) {
				names = append(names, s.(string))
			}
			d.same("skills", strings.Join(names, ", "), d.fact("Skills"))
		},
		"estimatedSalary":        func(got any) { d.salary(got.(object)) },
		"experienceRequirements": func(got any) { d.experience(got.(object)) },
		"educationRequirements": func(got any) {
			var shown, names []string
			for _, level := range texts(all(d.doc, "section#education ul.levels p.level b")) {
				if level != "No formal education" && level != "Some college, no degree" { // neither is a credential
					shown = append(shown, level)
				}
			}
			for _, c := range things(got) {
				names = append(names, c["name"].(string))
			}
			d.same("education", names, shown)
		},
	}
	for field, there := range map[string]bool{
		"skills": d.fact("Skills") != "", "estimatedSalary": first(d.doc, "section#salary p.headline") != nil,
		"experienceRequirements": strings.Contains(d.fact("To start with"), "year"), "educationRequirements": first(d.doc, "section#education ul.levels") != nil,
	} {
		if _, ok := thing[field]; ok != there {
			d.Errorf("%s: structured data have %s: %t; the page shows it: %t", d.name, field, ok, there)
		}
	}
	d.fields(thing, shown)
}

// salary compares the figures with the rows of the table. The test writes
// dollars by itself.
func (d *data) salary(thing object) {
	d.Helper()
	if thing["currency"] != "USD" {
		d.Errorf("%s: the test writes no %v", d.name, thing["currency"])
	}
	duration := map[string]string{"Pay per year": "P1Y", "Pay per month": "P1M", "Pay per hour": "PT1H"}[text(first(d.doc, "section#salary table.figures caption"))]
	if thing["@type"] == "MonetaryAmount" {
		d.same("value", d.dollars(thing["value"]), d.row("Average (mean)"))
		if d.row("Median") != "" {
			d.Errorf("%s: the page shows a median that structured data leave out", d.name)
		}
		return
	}
	d.same("duration", thing["duration"], duration)
	for field, label := range map[string]string{"percentile10": "10th percentile", "percentile25": "25th percentile", "median": "Median",
		"percentile75": "75th percentile", "percentile90": "90th percentile"} {
		d.same(field, d.dollars(thing[field]), d.row(label))
		delete(thing, field)
	}
	d.fields(thing, object{"@type": "MonetaryAmountDistribution", "name": "base", "currency": "USD", "duration": duration})
}

// dollars writes an amount as the page does; "" for none.
func (d *data) dollars(v any) string {
	n, ok := v.(json.Number)
	if !ok {
		return ""
	}
	whole, cents, _ := strings.Cut(n.String(), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if cents != "" {
		whole += "." + (cents + "0")[:2]
	}
	return "$" + whole
}

// experience compares the months with the years of the lowest tier.
func (d *data) experience(thing object) {
	d.Helper()
	years := text(first(d.doc, "section#experience ol.ladder p.rung span"))
	digits := strings.IndexFunc(years, func(r rune) bool { return r < '0' || r > '9' })
	n, err := strconv.Atoi(years[:max(digits, 0)])
	if err != nil {
		d.Errorf("%s: the lowest tier takes %q", d.name, years)
	}
	d.fields(thing, object{"@type": "OccupationalExperienceRequirements", "monthsOfExperience": 12 * n})
}

// things returns a list of things.
func things(v any) []object {
	list, _ := v.([]any)
	objects := make([]object, len(list))
	for i, o := range list {
		objects[i], _ = o.(object)
	}
	return objects
}
