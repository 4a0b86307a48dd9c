package page

import (
	"html/template"
	"slices"
	"unicode"
	"unicode/utf8"

	"careerguide/internal/career"
	"careerguide/internal/content"
	"careerguide/internal/site"
)

// Rankings is the data of rankings.html.
type Rankings struct {
	Common
	Rankings []CardLink
}

// Ranking is the data of ranking.html: roles in the order of a figure.
type Ranking struct {
	Common
	Byline   Byline
	Summary  string
	Intro    template.HTML
	Source   Citation // of all figures; without a name where they have several
	Figure   string   // what the roles are ordered by: "Median pay per year"
	Rows     []RankingRow
	Method   []string // how the table came about, sentence by sentence
	Missing  []Link   // roles without the figure; at most maxMissing
	Sections []Section
}

// RankingRow is a role in its place.
type RankingRow struct {
	Rank   string
	Title  string
	URL    string
	Value  string
	Note   string // what the value was made of; may be ""
	Source Citation
}

// maxMissing is how many roles without the figure are named.
const maxMissing = 100

// rankings lists the rankings, and each of them.
func (m *maker) rankings() []Page {
	if len(m.site.Rankings) == 0 {
		return nil
	}
	pages := []Page{{URL: "/rankings/", Layout: "rankings", InSitemap: true, Data: func(*content.Body) any {
		d := meta{url: "/rankings/", layout: "rankings", title: m.words("title.rankings"), description: m.words("description.rankings")}
		v := Rankings{}
		for _, r := range m.site.Rankings {
			v.Rankings = append(v.Rankings, m.articleCard(r.Article))
		}
		d.ld = []object{m.itemList(d.title, v.Rankings)}
		v.Common = m.common(d)
		return v
	}}}
	for _, r := range m.site.Rankings {
		pages = append(pages, m.ranking(r))
	}
	return pages
}

func (m *maker) ranking(r *site.Ranking) Page {
	a := r.Article
	return Page{URL: a.URL(), Layout: "ranking", Source: a.File, Article: a, InSitemap: !a.NoIndex, Modified: site.Latest(a), Data: func(body *content.Body) any {
		d := meta{url: a.URL(), layout: "ranking", title: a.Title, description: a.Summary, article: a, noindex: a.NoIndex, ogType: "article",
			crumbs: []Link{{Title: m.words("rankings"), URL: m.href("/rankings/")}}}
		t := text{a, body}
		v := Ranking{Byline: m.byline(a), Summary: a.Summary, Intro: m.html(t, body.Intro), Figure: upperFirst(m.measure(r)), Method: m.method(r), Sections: m.sections(t)}
		sources := make([]Citation, len(r.Shown))
		cards := make([]CardLink, len(r.Shown))
		for i, ranked := range r.Shown {
			row := m.rankingRow(r, ranked)
			v.Rows = append(v.Rows, row)
			sources[i] = row.Source
			cards[i] = CardLink{Title: row.Title, URL: row.URL}
		}
		if !slices.ContainsFunc(sources, func(c Citation) bool { return c.Name == "" }) {
			v.Source = common(sources)
		}
		for _, role := range r.Missing[:min(maxMissing, len(r.Missing))] {
			v.Missing = append(v.Missing, Link{Title: role.Title, URL: m.href(role.URL())})
		}
		order := "https://schema.org/ItemListOrderDescending"
		if a.Ranking.Order == content.Ascending {
			order = "https://schema.org/ItemListOrderAscending"
		}
		d.ld = []object{m.webPage("WebPage", d.title, d.url, a), m.itemList(d.title, cards).text("itemListOrder", order)}
		v.Common = m.common(d)
		return v
	}}
}

// measure says what a ranking goes by: "median pay per year".
func (m *maker) measure(r *site.Ranking) string {
	return m.words("measure."+string(r.Article.Ranking.By), "per", m.per(r.Period()))
}

func (m *maker) rankingRow(r *site.Ranking, ranked site.Ranked) RankingRow {
	by, role := r.Article.Ranking.By, ranked.Role
	row := RankingRow{Rank: itoa(ranked.Rank), Title: role.Title, URL: m.href(role.URL())}
	s := role.Role.Salary
	switch {
	case by.IsPay():
		row.Value = m.locale.Money(ranked.Value, r.Currency)
		if s.Period != r.Period() {
			row.Value = m.locale.Money(career.Int(int(ranked.Value.Float()+0.5)), r.Currency)
			row.Note = m.words("ranking.given", "amount", m.locale.Money(by.Of(role.Role), s.Currency), "per", m.per(s.Period))
		}
		row.Source = m.citation(s.Source, s.AsOf)
	case by == "outlook.growth_percent":
		row.Value, row.Note = m.percent(ranked.Value, true), m.projection(role.Role.Outlook)
		row.Source = m.citation(role.Role.Outlook.Source, career.Date{})
	default:
		row.Value, row.Note = m.locale.Number(ranked.Value), m.projection(role.Role.Outlook)
		row.Source = m.citation(role.Role.Outlook.Source, career.Date{})
	}
	return row
}

// method says how a ranking came about.
func (m *maker) method(r *site.Ranking) []string {
	f := r.Article.Ranking
	over, count := "", m.count(r.Total, "roles")
	switch {
	case r.Category != nil:
		over = m.words("ranking.over.category", "count", count, "title", r.Category.Title)
	case r.Skill != nil:
		over = m.words("ranking.over.skill", "count", count, "title", r.Skill.Name)
	case f.Over.All():
		over = m.words("ranking.over.all", "count", count)
	default:
		over = m.words("ranking.over.list", "count", count)
	}
	key := "ranking.desc"
	if f.Order == content.Ascending {
		key = "ranking.asc"
	}
	list := []string{m.words(key, "roles", over, "figure", m.measure(r)), m.words("ranking.ties")}
	if r.PerYear {
		list = append(list, m.words("ranking.converted"))
	}
	number := func(n int) string { return m.locale.Number(career.Int(n)) }
	if have := r.Total - len(r.Missing); have > len(r.Shown) {
		list = append(list, m.words("ranking.shown", "shown", number(len(r.Shown)), "count", number(have)))
	}
	switch {
	case r.Tied == 1:
		list = append(list, m.words("ranking.tied.one"))
	case r.Tied > 1:
		list = append(list, m.words("ranking.tied.other", "count", number(r.Tied)))
	}
	switch {
	case len(r.Shown) == 0:
		list = append(list, m.words("ranking.empty"))
	case len(r.Missing) == 0:
		list = append(list, m.words("ranking.complete"))
	default:
		list = append(list, m.words("ranking.missing", "count", m.count(len(r.Missing), "roles")))
	}
	return list
}

// upperFirst begins a text with a capital letter.
func upperFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
