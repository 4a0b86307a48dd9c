package check

import "careerguide/internal/diag"

// Rule is one thing that check looks for.
type Rule struct {
	Name     string        // stable: "pay-stale"
	Severity diag.Severity // unless a site or an article sets another
	About    string        // one sentence: what it finds
	Example  string        // lines of an article that break it

	roles   bool // only articles about roles
	article func(*article)
	site    func(*whole)
}

// Rules returns every rule, in the order of the documentation.
func Rules() []Rule { return rules }

var rules = []Rule{
	{Name: "pay-source", Severity: diag.Warning, roles: true, article: paySource,
		About: "A figure of pay names no source, or no date.", Example: "salary: {currency: USD, period: year, median: 79000}"},
	{Name: "pay-stale", Severity: diag.Warning, roles: true, article: payStale,
		About: "A figure of pay is older than 30 months.", Example: "salary: {…, median: 79000, source: bls-oews-2020, as_of: 2020-05}"},
	{Name: "pay-mean-alone", Severity: diag.Warning, roles: true, article: payMeanAlone,
		About: "A mean stands alone, with neither median nor percentiles.", Example: "salary: {…, mean: 80000}"},
	{Name: "pay-outside-posting", Severity: diag.Error, roles: true, article: payOutsidePosting,
		About: "The mean or median lies outside the range that the posting offers.", Example: "salary: {…, median: 80000}\nposting: {pay: {min: 85000, max: 135000}}"},
	{Name: "pay-range-open", Severity: diag.Warning, roles: true, article: payOpen,
		About: "The posting's range has one end only.", Example: "posting: {pay: {min: 85000}}"},
	{Name: "pay-range-wide", Severity: diag.Warning, roles: true, article: payWide,
		About: "The posting's range is wider than half of its minimum; above the whole of it, an error.", Example: "posting: {pay: {min: 50000, max: 90000}}"},
	{Name: "pay-periods", Severity: diag.Warning, roles: true, article: payPeriods,
		About: "Salary and posting state pay for different periods, and disagree by over 5% at 2,080 hours a year.", Example: "salary: {period: year, median: 80000}\nposting: {pay: {min: 20, max: 24, period: hour}}"},
	{Name: "pay-region-currency", Severity: diag.Warning, roles: true, article: payRegionCurrency,
		About: "A region's figures are in a currency that is not its country's.", Example: "regions: [{region: DE, currency: USD, median: 60000}]"},
	{Name: "pay-currency", Severity: diag.Warning, roles: true, article: payCurrency,
		About: "The posting or a tier is in another currency than the salary.", Example: "salary: {currency: EUR, …}\nposting: {pay: {min: 85000, max: 120000, currency: USD}}"},
	{Name: "pay-magnitude", Severity: diag.Warning, roles: true, article: payMagnitude,
		About: "A figure of pay is a digit off, or for another period than it says: percentiles, tiers or regions lie far apart, or no full-time year pays so.", Example: "salary: {…, period: year, median: 79000, p90: 1200000}"},
	{Name: "pay-prose", Severity: diag.Warning, roles: true, article: payProse,
		About: "The text states a mean or median that is not the field's, or a figure that is one digit off a field's.", Example: "salary: {…, median: 79000}\n\n## Salary\n\nThe median is $97,000 a year."},
	{Name: "outlook-prose", Severity: diag.Warning, roles: true, article: outlookProse,
		About: "The text states a growth, openings or years of the projection that are not the field's.", Example: "outlook: {growth_percent: 17}\n\n## Outlook\n\nEmployment is projected to grow 7%."},
	{Name: "tier-years", Severity: diag.Warning, roles: true, article: tierYears,
		About: "Tiers of experience overlap, leave a gap, do not rise, or one with an open end is not the last.", Example: "experience:\n  - {tier: Mid, years: {min: 2, max: 4}}\n  - {tier: Senior, years: {min: 5}}"},
	{Name: "tier-pay", Severity: diag.Warning, roles: true, article: tierPay,
		About: "A tier is paid no more than the one before it.", Example: "experience:\n  - {tier: Mid, salary: {mean: 80000}}\n  - {tier: Senior, salary: {mean: 78000}}"},
	{Name: "tier-bound", Severity: diag.Warning, roles: true, article: tierBound,
		About: "The top tier excludes the number of years at which the tier before it ends.", Example: "experience: [{tier: Mid, years: {min: 2, max: 5}}, {tier: Senior, years: {min: 5}}]\n\n## Experience\n\nSenior engineers have over 5 years."},
	{Name: "tier-unknown", Severity: diag.Warning, roles: true, article: tierUnknown,
		About: "A certification is for a tier that the article does not have.", Example: "experience: [{tier: Senior level}]\ncertifications: [{name: CSQA, tier: Senoir level}]"},
	{Name: "education-shares", Severity: diag.Warning, roles: true, article: educationShares,
		About: "The shares of education do not add up to 100, give or take 1.", Example: "education: [{level: bachelor, share: 62}, {level: master, share: 20}]"},
	{Name: "education-demand", Severity: diag.Warning, roles: true, article: educationDemand,
		About: "The template demands a degree that the article calls optional.", Example: "### Qualifications\n\n- Bachelor's degree in computer science\n\n## FAQ\n\n### Do I need a degree?\n\nNot always: no degree is required."},
	{Name: "placeholder-undeclared", Severity: diag.Warning, roles: true, article: placeholderUndeclared,
		About: "A placeholder of the template is neither a common one, such as [Company], nor declared in posting.placeholders.", Example: "### Job brief\n\n[Compnay name] is looking for …"},
	{Name: "placeholder-unused", Severity: diag.Warning, roles: true, article: placeholderUnused,
		About: "A declared placeholder stands nowhere in the template.", Example: "posting: {placeholders: [produkt]}\n\n### Job brief\n\nWe make [product]."},
	{Name: "item-twice", Severity: diag.Warning, roles: true, article: itemTwice,
		About: "The same item stands in two lists of the template, the duties or the tiers.", Example: "### Responsibilities\n\n- Monitor results\n\n### Qualifications\n\n- Monitor results"},
	{Name: "benefit-twice", Severity: diag.Warning, roles: true, article: benefitTwice,
		About: "Two benefits are the same by different names.", Example: "benefits: [401(k), Retirement plan]"},
	{Name: "year-typed", Severity: diag.Warning, roles: true, article: yearTyped,
		About: "A year of updating is typed by hand: in a title, a summary or a heading, or in the text where it is not that of updated.", Example: "title: Nurse (Updated for 2024)\nupdated: 2025-03-01"},
	{Name: "date-order", Severity: diag.Warning, article: dateOrder,
		About: "A date cannot be: it lies in the future, or is out of order with another.", Example: "updated: 2062-03-01"},
	{Name: "wording", Severity: diag.Warning, roles: true, article: excluding,
		About: "The job description uses a wording that keeps people out: gendered, about age, \"native speaker\".", Example: "- Native speaker of English"},
	{Name: "code-unknown", Severity: diag.Warning, roles: true, article: codeUnknown,
		About: "A code belongs to no group of its classification.", Example: "codes: {onet_soc: 16-1253.00}"},
	{Name: "title-long", Severity: diag.Warning, article: titleLong,
		About: "The title is longer than search engines show.", Example: "title: A title of more than sixty characters …"},
	{Name: "summary-length", Severity: diag.Warning, article: summaryLength,
		About: "The summary is missing or says little; the build itself warns of one over 160 characters.", Example: "summary: What nurses do."},
	{Name: "missing-sections", Severity: diag.Warning, roles: true, article: missingSections,
		About: "A role lacks sections that readers look for.", Example: "an article without ## Salary and without salary:"},
	{Name: "heading-misplaced", Severity: diag.Warning, roles: true, article: headingMisplaced,
		About: "A heading's level puts it where it does not belong: a section inside another, a question outside of the FAQ, a level left out.", Example: "## FAQ\n\n## Do nurses need a degree?"},
	{Name: "heading-twice", Severity: diag.Warning, article: headingTwice,
		About: "Two sections, or two questions, have the same heading.", Example: "### Do nurses need a degree?\n\n### Do nurses need a degree?"},
	{Name: "heading-misspelt", Severity: diag.Warning, roles: true, article: headingMisspelt,
		About: "A heading is one letter away from that of a known section, or of a part of the template.", Example: "## Salary Expectatons"},
	{Name: "part-empty", Severity: diag.Warning, article: partEmpty,
		About: "Nothing stands below a third-level heading: a question has no answer, a part of the template no text.", Example: "## FAQ\n\n### Do nurses need a degree?\n\n### Do nurses work at night?\n\nMany do."},
	{Name: "related-self", Severity: diag.Warning, roles: true, article: relatedSelf,
		About: "A role is related to itself, or a step to itself.", Example: "related: [nurse]   # in nurse.md"},
	{Name: "progression-cycle", Severity: diag.Warning, site: progressionCycle,
		About: "Steps from role to role go in a circle.", Example: "progression: {to: [lead]}   # and in lead.md: progression: {to: [nurse]}"},
	{Name: "title-taken", Severity: diag.Warning, site: titleTaken,
		About: "An alternate title is the title of another role, or two roles have one title.", Example: "alternate_titles: [Nurse]   # and there is nurse.md"},
	{Name: "orphan", Severity: diag.Warning, site: orphan,
		About: "No article leads to a role.", Example: "a role that is in no related, no progression and no link"},
	{Name: "category-misspelt", Severity: diag.Warning, site: categoryMisspelt,
		About: "A category that one role alone names has almost the name of another.", Example: "category: helthcare"},
	{Name: "faq-alike", Severity: diag.Warning, site: faqAlike,
		About: "The answers to a question are over 90% alike for two roles.", Example: "### What does a nurse earn?\n\nThe answer of another role, with another title in it."},
	{Name: "near-duplicate", Severity: diag.Warning, site: nearDuplicate,
		About: "The text of two articles is nearly the same: over 70% of its runs of three words.", Example: "an article copied for another role"},
	{Name: movedRule, Severity: diag.Warning,
		About: "An article was at another address in an earlier build, and nothing redirects from there. Only where there is a record of that build, in .careerguide/.", Example: "# nurse.md became registered-nurse.md, and has no\naliases: [/roles/nurse/]"},
	{Name: externalRule, Severity: diag.Warning,
		About: "An outside link is dead. Only check --external asks.", Example: "[statistics](https://example.org/gone)"},
}
