package page

import "html/template"

// The types below are what layouts receive: the whole of what a page reads.
// Texts are in the site's language and figures are formatted; HTML is safe.

// Link leads to a page of the site (URL with the base URL's path, ready for
// href) or elsewhere.
type Link struct {
	Title   string
	URL     string // "" where there is nothing to lead to: text only
	Current bool   // the page itself
}

// Site is what every page shows of the site.
type Site struct {
	Title       string
	Description string
	Language    string // for html lang: "en-US"
	Dir         string // "rtl" for a language written from the right; else ""
	Home        string // URL of the home page: "/" or "/sub/"
	Search      Link   // the search page
	SearchIndex string // URL of the folder of the search's index
	Roles       string // URL of the list of all roles
	Feed        string
	Stylesheet  string // URL of the bundle; "" if the site has no stylesheet
	Script      string // likewise
	Logo        *Image
	Menu        []Link
	Footer      []Link // rankings, skills and comparisons if there are any, and standalone pages
	Social      string // the site's X handle, "@…"
	Policy      string // Content-Security-Policy for a meta element; "" where the host sends it, or none is known
	Icon        string // URL of favicon.svg or favicon.ico below assets/static; else ""
}

// Image is a picture with its size in CSS pixels, 0 if unknown.
type Image struct {
	URL           string
	Alt           string
	Width, Height int

	// Further forms for a browser to choose from, as attributes have them.
	Srcset, WebP, Sizes string
}

// Head is what a page says of itself to browsers, search engines and
// services that preview links.
type Head struct {
	Title       string // the title element, with the site's name
	Description string
	Canonical   string // absolute; "" on 404.html
	Type        string // og:type: website, article, profile
	Image       string // absolute; may be ""
	ImageWidth  int    // 0 if unknown, and ImageHeight with it
	ImageHeight int
	ImageAlt    string // may be ""
	NoIndex     bool
	Published   string // ISO 8601; may be ""
	Modified    string // ISO 8601; may be ""
	Authors     []string
	Previous    string // URLs of the neighbours of a page in a paged list
	Next        string
	JSONLD      template.HTML // whole script elements
}

// Common is on all pages; every data type embeds it.
type Common struct {
	Site   *Site
	Head   Head
	Layout string // the layout's name, "overview": for a class on body
	Script string // URL of the layout's own script; "" if it has none
	Title  string // the h1
	Crumbs []Link // from home to this page; empty on home and 404
}

// Byline is who wrote an article and when.
type Byline struct {
	Authors      string // "Ada Example and Bo Example"; may be ""
	Published    string // as the language writes it; may be ""
	Updated      string
	UpdatedISO   string // for the datetime attribute
	PublishedISO string
}

// RoleHeader stands on every page of a role.
type RoleHeader struct {
	Title      string
	Category   Link
	Alternates []string // alternate titles, at most 30
	Byline     Byline
	Tabs       []Link // the role's pages that exist, the overview first
}

// Section is one h2 of a page with everything below it. At most one of the
// typed parts is set, by what the section is about.
type Section struct {
	ID      string
	Key     string        // "salary", "faq" …; "" for a free section
	Heading template.HTML // inline HTML
	Body    template.HTML // the writer's prose; may be ""
	Parts   []Part        // the h3s that the writer wrote, in order

	Salary     *Salary
	Experience []Tier
	Education  *Education
	Outlook    *Outlook
	Path       *Path
	Skills     []Skill
	Hours      *Hours
	Template   *Template
	Related    []CardLink // where the related roles have no page of their own
	Links      []Link     // likewise, further reading
	Compare    []Link     // likewise, comparisons
}

// Part is an h3 with what stands below it: a question of the FAQ, say.
type Part struct {
	ID      string
	Heading template.HTML
	Body    template.HTML
}

// Fact is a line of the facts at a glance. Its HTML is text, and amounts of
// pay as pay.go marks them.
type Fact struct {
	Label string
	Value template.HTML
	Note  template.HTML // may be ""
	URL   string        // the section that says more; may be ""
}

// Citation is where figures come from.
type Citation struct {
	Name      string // "" if no source was given: the page says so
	URL       string
	Publisher string
	License   string
	Date      string // of the figures, or of the source: "May 2024"; may be ""
}

// Salary is the pay that a survey found. Its HTML is text, and amounts of pay
// as pay.go marks them.
type Salary struct {
	Headline     template.HTML // "$79,000"
	Label        template.HTML // "median pay per year"
	Periods      []PayPeriod   // that a reader may have the page's pay in
	Chart        template.HTML // svg element; "" if there is nothing to draw
	Period       template.HTML // "per year"
	Caption      template.HTML // "Pay per year"
	Rows         []Fact        // the figures, in rising rank; Note explains the term
	Note         string
	Source       Citation
	Regions      []RegionPay
	PostingRange template.HTML // the range of the job description; may be ""
}

// PayPeriod is a choice of the switch that puts all pay of a page into one
// period.
type PayPeriod struct {
	Value string // "hour"
	Label string // "per hour"
	Own   bool   // the page's own: its figures as they were given
}

// RegionPay is a line of the pay by region.
type RegionPay struct {
	Name    string
	Figures []Fact
	Note    string
	Source  Citation
	Bar     template.HTML // svg element or ""
}

// Tier is a step of the experience ladder.
type Tier struct {
	Name    string
	Years   string        // "1–2 years", "5 years and more"; may be ""
	Pay     template.HTML // "$60,000–$75,000 per year"; may be ""
	Bar     template.HTML // svg element on the scale of all tiers; or ""
	Expects []string
}

// Education is what people in the role have learnt.
type Education struct {
	Levels         []EducationLevel
	OneOf          bool // several are required: one of these
	Certifications []Certification
	Licenses       []Certification
}

// EducationLevel is a line of the education list.
type EducationLevel struct {
	Name        string
	Requirement string        // "typical"; may be ""
	Fields      string        // "Computer science or software engineering"; may be ""
	Share       string        // "62%"; may be ""
	Bar         template.HTML // svg element or ""
}

// Certification is a certificate or a licence.
type Certification struct {
	Name        string
	URL         string
	Issuer      string
	Requirement string
	Tier        string
	Region      string
}

// Outlook is how employment is projected to change.
type Outlook struct {
	Rows   []Fact
	Note   string
	Source Citation
}

// Path is the steps to a role and on from it.
type Path struct {
	Here string
	From []CardLink
	To   []CardLink
}

// CardLink is another role as a page shows it.
type CardLink struct {
	Title      string
	URL        string // "" for a role not written yet
	Summary    string
	Pay        template.HTML // "Median $79,000 per year"; may be ""
	Why        string        // why it is related; may be ""
	Difference string        // "12% more"; may be ""
}

// Skill is something that the role takes.
type Skill struct {
	Name       string
	URL        string        // of its hub; "" if no other role names it
	Kind       string        // as the language calls it; may be ""
	Importance string        // "80"; may be ""
	Bar        template.HTML // svg element or ""
	Why        string
}

// Hours are the hours of a working week.
type Hours struct {
	Week    string // "36–40 hours a week"; may be ""
	Pattern string
}

// Template is the job description that an employer copies.
type Template struct {
	Title     string // the role's
	Parts     []Part // job brief, responsibilities, …, in order
	Text      string // the whole as plain text
	Documents []Link // the same as files, titled ".docx"; none unless the site asks for them
	Draft     *Draft // the form that fills it in; nil where no script would work it
}

// Home is the data of home.html.
type Home struct {
	Common
	Categories []Hub
	Newest     []CardLink
	BestPaid   []CardLink
	Guides     []CardLink
	Roles      int
}

// Hub is a category as a list shows it.
type Hub struct {
	Title   string
	URL     string
	Summary string
	Count   string // "4 roles"
	Median  string // median of the roles' yearly medians in one currency; may be ""
}

// Letter is a run of roles whose titles begin alike.
type Letter struct {
	Letter string // "B"; "#" for titles that begin with no letter
	ID     string // "letter-b"
	Roles  []CardLink
}

// Roles is the data of roles.html: all roles, or those of one letter.
type Roles struct {
	Common
	Letters []Letter // what this page shows
	Index   []Link   // every letter, leading to its place here or to its page
	Pages   []Link   // the pages of a long letter
	Count   string
}

// Overview is the data of overview.html. JobDescription, WhatTheyDo and FAQ
// have the same shape with other sections.
type Overview struct {
	Common
	Role     RoleHeader
	Intro    template.HTML
	Facts    []Fact
	Contents []Link
	Sections []Section
}

// Related is the data of related.html.
type Related struct {
	Common
	Role       RoleHeader
	Related    []CardLink
	Path       *Path
	Alternates []string
	Links      []Link // further reading
	Compare    []Link // comparisons with a page of their own
	CompareAny Link   // the choice of a role to compare with, for a browser with script; zero if there is no other role
}

// Categories is the data of categories.html.
type Categories struct {
	Common
	Categories []Hub
}

// Category is the data of category.html, one page of a hub.
type Category struct {
	Common
	Summary  string
	Intro    template.HTML // on the first page only
	Sections []Section
	Count    string
	Roles    []CardLink
	Pages    []Link
}

// Guides is the data of guides.html.
type Guides struct {
	Common
	Guides []CardLink
}

// Article is the data of guide.html and page.html.
type Article struct {
	Common
	Byline   Byline
	Summary  string
	Image    *Image
	Intro    template.HTML
	Contents []Link
	Sections []Section
}

// Search is the data of search.html: until there is script, the A to Z.
type Search struct {
	Common
	Roles string // URL of the A to Z list
	Index []Link
}

// NotFound is the data of 404.html.
type NotFound struct {
	Common
	Index []Link
}

// Redirect is the data of redirect.html: an address that has moved.
type Redirect struct {
	Common
	Target string // URL
}
