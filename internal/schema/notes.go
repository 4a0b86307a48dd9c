package schema

// Note is what people have to know of a field beyond its type.
type Note struct {
	Text    string     // what it means: sentences
	Unit    string     // of a figure: "percent"
	Default string     // what holds where the field is left out
	Needed  string     // when it is required, if only sometimes: "with any figure"
	Example string     // a value, as YAML on one line
	Within  [2]float64 // the bounds of a figure, if not those of every figure
	Whole   bool       // the figure has no decimals
	Words   []string   // all that a text may be
	Pattern string     // the form of a text, as in form
	Apart   bool       // its fields are for different cases: none has all of them, and the example stands for them
}

// limit is the bound of every figure, either way.
const limit = 1e12

// amount is the bounds of money and of counts: nothing below zero.
var amount = [2]float64{0, limit}

const (
	inPeriod  = "the currency, for one period"
	ofYears   = "years"
	inPercent = "percent"
)

// notes says what each field means, by the Go type that declares it and the
// field's name: "Salary.currency". It is the one source of descriptions, units,
// bounds and examples.
var notes = map[string]Note{
	// Every article.
	"Meta.title":     {Text: "The article's title; of a role, the occupation in the singular.", Example: "Backend QA Engineer"},
	"Meta.summary":   {Text: "One or two sentences that search engines show below the title; over 160 characters is a warning.", Example: "What a backend QA engineer does, earns and needs to know."},
	"Meta.slug":      {Text: "The last part of the address.", Default: "the file's name", Example: "backend-qa-engineer"},
	"Meta.authors":   {Text: "Who wrote it.", Example: "[Ada Example]"},
	"Meta.published": {Text: "The first day on which it is published; before that day it is built only with --future.", Example: "2024-05-01"},
	"Meta.updated":   {Text: "When it was last brought up to date; without it the article stays out of the feed and the newest lists.", Example: "2025-03-01"},
	"Meta.draft":     {Text: "Built only with --drafts.", Default: "false", Example: "true"},
	"Meta.aliases":   {Text: "Old addresses that redirect here: a list, or for a role one list a page.", Example: "[/old-path/]"},
	"Meta.image":     {Text: "A picture: a file beside the article, or one below assets/ as /images/….", Example: "portrait.png", Pattern: `/[\s\S]*|[^/#:][^:]*`},
	"Meta.noindex":   {Text: "Asks search engines to leave the page out.", Default: "false", Example: "true"},
	"Meta.check":     {Text: "How much rules of careerguide check matter for this article, by the rule's name.", Default: "as the site has it", Example: "{pay-stale: off}"},

	"Aliases.overview":        {Text: "Addresses that redirect to the overview, or to the article's one page.", Example: "[/old-path/]"},
	"Aliases.job-description": {Text: "Addresses that redirect to the job description.", Example: "[/old-jd/]"},
	"Aliases.what-they-do":    {Text: "Addresses that redirect to the page “What they do”.", Example: "[/old-duties/]"},
	"Aliases.faq":             {Text: "Addresses that redirect to the questions and answers.", Example: "[/old-questions/]"},
	"Aliases.related":         {Text: "Addresses that redirect to the related careers.", Example: "[/old-related/]"},

	// A role.
	"Role.plural":           {Text: "The title in the plural.", Default: "the English plural of the title", Example: "Backend QA Engineers"},
	"Role.article":          {Text: "The indefinite article before the title.", Default: "by the sound of the title", Example: "a", Words: []string{"a", "an"}},
	"Role.category":         {Text: "The slug of the role's one category; a category exists as soon as a role names it.", Example: "quality-assurance"},
	"Role.alternate_titles": {Text: "Other titles of the occupation, shown and found by search.", Example: "[Backend Test Engineer]"},
	"Role.hidden_titles":    {Text: "Other titles that search finds and no page shows.", Example: "[Back-end QA]"},
	"Role.codes":            {Text: "The role's codes in the classifications of occupations.", Example: `{onet_soc: 15-1253.00, isco08: "2519"}`},
	"Role.review_by":        {Text: "When the article has to be looked at again; after it the page no longer says for which year it was updated.", Example: "2026-03-01"},
	"Role.seo":              {Text: "Titles and descriptions for search engines, by page.", Default: "derived from the article", Example: "{overview: {title: Backend QA Engineer Careers}}"},
	"Role.salary":           {Text: "What the job pays, as a survey would say it.", Example: "{currency: USD, period: year, median: 79000}"},
	"Role.experience":       {Text: "The tiers of experience, lowest first.", Example: "[{tier: Entry level, years: {min: 1, max: 2}}]"},
	"Role.education":        {Text: "The levels of education that people in the role have.", Example: "[{level: bachelor, requirement: typical}]"},
	"Role.certifications":   {Text: "Certificates and licences.", Example: "[ISTQB Certified Tester]"},
	"Role.working_hours":    {Text: "The hours of a working week.", Example: "{min: 36, max: 40}"},
	"Role.skills":           {Text: "What the role takes, most important first.", Example: "[SQL]"},
	"Role.outlook":          {Text: "How employment in the role is projected to change.", Example: "{growth_percent: 17, base_year: 2023, projected_year: 2033}"},
	"Role.progression":      {Text: "The roles before this one and after it.", Example: "{to: [{title: QA Director}]}"},
	"Role.related":          {Text: "Slugs of related roles; holds both ways, and more are computed.", Example: "[frontend-qa-engineer]"},
	"Role.links":            {Text: "Further reading.", Example: "[{title: How to become a nurse, url: /guides/how-to-become-a-nurse/}]"},
	"Role.posting":          {Text: "The facts of the job description template. Text in [square brackets] is a placeholder for the reader to fill in.", Example: "{employment_type: full-time, workplace: hybrid}"},

	"Codes.onet_soc": {Text: "The code of O*NET-SOC, or of SOC.", Example: "15-1253.00"},
	"Codes.isco08":   {Text: "The code of the ILO's ISCO-08.", Example: `"2519"`},
	"Codes.esco":     {Text: "The occupation in ESCO.", Example: `"2519.3"`},

	"SEO.overview":        {Text: "What search engines show of the overview.", Example: "{title: Backend QA Engineer Careers}"},
	"SEO.job-description": {Text: "What search engines show of the job description.", Example: "{title: Backend QA Engineer Job Description Template}"},
	"SEO.what-they-do":    {Text: "What search engines show of the page “What they do”.", Example: "{title: What Backend QA Engineers Do All Day}"},
	"SEO.faq":             {Text: "What search engines show of the questions and answers.", Example: "{title: Questions about Backend QA Engineers}"},
	"SEO.related":         {Text: "What search engines show of the related careers.", Example: "{title: Careers beside Backend QA}"},
	"PageSEO.title":       {Text: "The page's title in search results.", Default: "derived", Example: "Backend QA Engineer Careers"},
	"PageSEO.description": {Text: "The page's description in search results.", Default: "derived", Example: "Pay, education and experience of backend QA engineers."},

	// Pay.
	"Salary.currency": {Text: "The currency of the figures.", Needed: "with any figure", Example: "USD"},
	"Salary.period":   {Text: "The time that the figures are paid for.", Needed: "with any figure", Example: "year"},
	"Salary.source":   {Text: "Where the figures come from: a key of sources.yaml, or a source described in place.", Example: "{name: Occupational Employment and Wage Statistics, year: 2024}"},
	"Salary.as_of":    {Text: "The date that the figures speak of.", Example: "2024-05"},
	"Salary.note":     {Text: "What a reader has to know of the figures.", Example: "Varies with location and industry."},
	"Salary.regions":  {Text: "Pay in countries and their subdivisions; what a region does not give it inherits.", Example: "[{region: US-CA, mean: 96000}]"},

	"Figures.mean":   {Text: "The arithmetic average; never published as the median.", Unit: inPeriod, Example: "80000", Within: amount},
	"Figures.median": {Text: "Half of the people earn less.", Unit: inPeriod, Example: "79000", Within: amount},
	"Figures.p10":    {Text: "A tenth of the people earn less; percentiles rise from p10 to p90.", Unit: inPeriod, Example: "52000", Within: amount},
	"Figures.p25":    {Text: "A quarter of the people earn less.", Unit: inPeriod, Example: "64000", Within: amount},
	"Figures.p75":    {Text: "Three quarters of the people earn less.", Unit: inPeriod, Example: "98000", Within: amount},
	"Figures.p90":    {Text: "Nine tenths of the people earn less.", Unit: inPeriod, Example: "120000", Within: amount},
	"Figures.min":    {Text: "The lower end of a usual range, where there is no survey.", Unit: inPeriod, Example: "60000", Within: amount},
	"Figures.max":    {Text: "The upper end of a usual range, where there is no survey.", Unit: inPeriod, Example: "110000", Within: amount},

	"Region.region":   {Text: "The country or subdivision.", Example: "US-CA"},
	"Region.name":     {Text: "What the region is called.", Default: "the country's name in the site's language", Example: "California"},
	"Region.currency": {Text: "The currency of the region's figures.", Default: "the salary's", Example: "EUR"},
	"Region.period":   {Text: "The time that the region's figures are paid for.", Default: "the salary's", Example: "month"},
	"Region.source":   {Text: "Where the region's figures come from: a key of sources.yaml, or a source described in place.", Default: "the salary's", Example: "{name: Occupational Employment and Wage Statistics, year: 2024}"},
	"Region.as_of":    {Text: "The date that the region's figures speak of.", Default: "the salary's", Example: "2024-05"},
	"Region.note":     {Text: "What a reader has to know of the region's figures.", Example: "Collective agreement."},

	"Source.key":       {Text: "A key of sources.yaml.", Example: "bls-oews-2024"},
	"Source.name":      {Text: "What the source is called.", Needed: "where a source is described in place", Example: "Occupational Employment and Wage Statistics"},
	"Source.url":       {Text: "Where it is found.", Example: "https://www.bls.gov/oes/"},
	"Source.publisher": {Text: "Who publishes it.", Example: "U.S. Bureau of Labor Statistics"},
	"Source.license":   {Text: "Under what licence.", Example: "Public domain"},
	"Source.date":      {Text: "When it was published.", Example: "2025-04"},
	"Source.year":      {Text: "The year that it speaks of.", Unit: "a year", Example: "2024"},

	// Experience, education, skills.
	"Tier.tier":           {Text: "What the tier is called.", Example: "Entry level"},
	"Tier.years":          {Text: "Experience in the role; without max it means “and more”.", Example: "{min: 1, max: 2}"},
	"Tier.salary":         {Text: "What the tier pays.", Example: "{min: 60000, max: 75000}"},
	"Tier.expects":        {Text: "What is expected at this tier.", Example: "[Test tools, The software life cycle]"},
	"Range.min":           {Text: "From how many years.", Unit: ofYears, Example: "1", Within: [2]float64{0, 100}},
	"Range.max":           {Text: "To how many years.", Unit: ofYears, Example: "2", Within: [2]float64{0, 100}},
	"TierSalary.min":      {Text: "The lower end of the tier's range.", Unit: inPeriod, Example: "60000", Within: amount},
	"TierSalary.max":      {Text: "The upper end of the tier's range.", Unit: inPeriod, Example: "75000", Within: amount},
	"TierSalary.mean":     {Text: "The tier's arithmetic average.", Unit: inPeriod, Example: "66000", Within: amount},
	"TierSalary.median":   {Text: "Half of the people in the tier earn less.", Unit: inPeriod, Example: "65000", Within: amount},
	"TierSalary.currency": {Text: "The currency of the tier's figures.", Default: "the salary's", Example: "USD"},
	"TierSalary.period":   {Text: "The time that the tier's figures are paid for.", Default: "the salary's", Example: "year"},

	"Education.level":       {Text: "The level of education.", Example: "bachelor"},
	"Education.requirement": {Text: "How firmly it is asked for; several required levels mean one of these.", Example: "typical"},
	"Education.fields":      {Text: "What was studied.", Example: "[Computer science, Software engineering]"},
	"Education.share":       {Text: "How many of the people in the role have it.", Unit: inPercent, Example: "62", Within: [2]float64{0, 100}},

	"Certification.name":        {Text: "What it is called.", Example: "ISTQB Certified Tester"},
	"Certification.kind":        {Text: "A certificate that one may have, or a licence that the law asks for.", Default: "certification", Example: "certification"},
	"Certification.issuer":      {Text: "Who issues it.", Example: "ISTQB"},
	"Certification.url":         {Text: "Where to read about it.", Example: "https://www.istqb.org/"},
	"Certification.tier":        {Text: "The tier of experience that it is asked for in.", Example: "Senior"},
	"Certification.requirement": {Text: "How firmly it is asked for.", Example: "helpful"},
	"Certification.region":      {Text: "Where it counts.", Example: "US"},

	"Hours.min":     {Text: "From how many hours.", Unit: "hours a week", Example: "36", Within: [2]float64{0, 168}},
	"Hours.max":     {Text: "To how many hours.", Unit: "hours a week", Example: "40", Within: [2]float64{0, 168}},
	"Hours.pattern": {Text: "When the hours fall.", Example: `"Rotating shifts, nights and weekends"`},

	"Skill.name":       {Text: "What it is called.", Example: "SQL"},
	"Skill.kind":       {Text: "The domain of O*NET that it belongs to.", Example: "technology"},
	"Skill.importance": {Text: "How important it is, as O*NET standardises it.", Unit: "points of 100", Example: "80", Within: [2]float64{0, 100}},
	"Skill.why":        {Text: "What it is needed for.", Example: "Regression runs are automated."},

	"Outlook.growth_percent":  {Text: "The change of employment over the whole projection.", Unit: inPercent, Example: "17", Within: [2]float64{-100, 10_000}},
	"Outlook.annual_openings": {Text: "Openings in a year.", Unit: "openings a year", Example: "140100", Within: [2]float64{0, 1e9}},
	"Outlook.base_year":       {Text: "The year that the projection begins with.", Unit: "a year", Example: "2023", Within: [2]float64{1900, 2200}, Whole: true},
	"Outlook.projected_year":  {Text: "The year that the projection ends with.", Unit: "a year", Example: "2033", Within: [2]float64{1900, 2200}, Whole: true},
	"Outlook.source":          {Text: "Where the projection comes from: a key of sources.yaml, or a source described in place.", Example: "{name: Employment Projections, year: 2023}"},
	"Outlook.note":            {Text: "What a reader has to know of the projection.", Example: "Covers all testers of software."},

	"Progression.from": {Text: "The roles that people come from.", Example: "[{title: QA Tester}]"},
	"Progression.to":   {Text: "The roles that people go on to.", Example: "[{title: QA Director}]"},
	"Step.slug":        {Text: "A role of the site.", Needed: "unless a title is given", Example: "qa-tester"},
	"Step.title":       {Text: "The title of a role that is not written yet.", Needed: "unless a slug is given", Example: "QA Director"},

	"Link.title": {Text: "What the link says.", Example: "How to become a nurse"},
	"Link.url":   {Text: "Where it leads.", Example: "/guides/how-to-become-a-nurse/"},

	// A ranking.
	"Ranking.by":    {Text: "The figure of a role that the ranking goes by.", Example: "salary.median"},
	"Ranking.over":  {Text: "The roles that are ranked: all, a list of slugs, {category: slug} or {skill: name}.", Default: "all", Example: "{category: healthcare}"},
	"Ranking.order": {Text: "The greatest figures first, or the least.", Default: "desc", Example: "desc"},
	"Ranking.count": {Text: "How many roles are shown.", Unit: "roles", Default: "10", Example: "10", Within: [2]float64{1, 500}, Whole: true},
	"Over.roles":    {Text: "The slugs of the roles, or all.", Example: "[nurse, paramedic]"},
	"Over.category": {Text: "The category whose roles are ranked.", Example: "healthcare"},
	"Over.skill":    {Text: "The skill that the roles name.", Example: "SQL"},

	// The template.
	"Posting.pay":                   {Text: "The range that an employer offers.", Example: "{min: 85000, max: 135000}"},
	"Posting.employment_type":       {Text: "How the person is employed.", Example: "full-time"},
	"Posting.workplace":             {Text: "Where the work is done.", Example: "hybrid"},
	"Posting.location":              {Text: "The place of work.", Example: `"[City, State]"`},
	"Posting.travel":                {Text: "Travel that the work takes.", Example: "Some travel for team meetings"},
	"Posting.physical_requirements": {Text: "What the work asks of the body.", Example: "Lifting up to 20 kg"},
	"Posting.reports_to":            {Text: "The titles of those whom the person reports to.", Example: "[Lead QA Engineer]"},
	"Posting.benefits":              {Text: "What is offered beside pay.", Example: "[401(k), Health insurance]"},
	"Posting.apply":                 {Text: "How to apply.", Example: `"Send your résumé to [email address]."`},
	"Posting.equal_opportunity":     {Text: "The employer's statement on equal opportunity.", Example: "We are an equal opportunity employer."},
	"Posting.placeholders":          {Text: "What the template asks for in square brackets, without the brackets and in the order in which a form asks for it.", Example: "[company name, start date]"},

	"PostingPay.min":      {Text: "The lower end of the offer.", Unit: inPeriod, Example: "85000", Within: amount},
	"PostingPay.max":      {Text: "The upper end of the offer.", Unit: inPeriod, Example: "135000", Within: amount},
	"PostingPay.currency": {Text: "The currency of the offer.", Default: "the salary's", Needed: "with any figure, unless the salary has one", Example: "USD"},
	"PostingPay.period":   {Text: "The time that the offer is paid for.", Default: "the salary's", Needed: "with any figure, unless the salary has one", Example: "year"},
	"PostingPay.note":     {Text: "What an applicant has to know of the offer.", Example: "Depends on experience."},

	// The site.
	"Site.title":          {Text: "The site's name.", Example: "Careers"},
	"Site.base_url":       {Text: "The address that the site is published at; it may have a path, and every link then works below it.", Example: "https://example.org/"},
	"Site.language":       {Text: "The language that the site is written in.", Default: "en-US", Example: "en-US"},
	"Site.description":    {Text: "What the site is about, for search engines.", Example: "What people do at work, what it pays and what it takes."},
	"Site.author":         {Text: "Who publishes the site.", Example: "The editors"},
	"Site.logo":           {Text: "A picture below assets/, as /images/….", Example: "/images/logo.svg"},
	"Site.social":         {Text: "The site's accounts.", Example: `{x: "@careerguide"}`},
	"Site.menu":           {Text: "The links of the main menu.", Example: "[{title: Roles, url: /roles/}]"},
	"Site.role_pages":     {Text: "The pages of a role that stand alone; one left out is folded into the overview.", Default: "all four", Example: "[job-description, faq]"},
	"Site.raw_html":       {Text: "Lets HTML in Markdown through as it is; only for writers whom you trust.", Default: "false", Example: "false"},
	"Site.check":          {Text: "How much rules of careerguide check matter, by the rule's name.", Default: "as the rule has it", Example: "{pay-stale: notice}"},
	"Site.markdown_pages": {Text: "Publishes each role as a Markdown file too.", Default: "false", Example: "true"},
	"Site.documents":      {Text: "Publishes each job description template as .docx, .md and .txt too.", Default: "false", Example: "true"},
	"Site.compare_pages":  {Text: "Makes a page for each pair of roles that a writer related.", Default: "false", Example: "true"},
	"Site.social_cards":   {Text: "Makes a picture of each role, with its title and pay, for where its address is shared.", Default: "false", Example: "true"},
	"Site.images":         {Text: "What is made of the pictures beside articles.", Example: "{variants: false}"},
	"Images.variants":     {Text: "Makes smaller forms of each PNG and JPEG wider than 480 pixels, for small screens, and of a PNG a lighter WebP.", Default: "true", Example: "false"},
	"Site.theme":          {Text: "Colours, fonts and measures of the default theme, as CSS writes them.", Default: "the theme's own", Example: `{accent: "#8c2f1a"}`},
	"Theme.accent":        {Text: "The colour of links, charts and marks.", Example: `"#8c2f1a"`},
	"Theme.accent_dark":   {Text: "The same on dark screens.", Example: `"#f0a58f"`},
	"Theme.paper":         {Text: "The colour of the page's background.", Example: `"#fffdf8"`},
	"Theme.paper_dark":    {Text: "The same on dark screens.", Example: `"#16181c"`},
	"Theme.ink":           {Text: "The colour of text.", Example: `"#222222"`},
	"Theme.ink_dark":      {Text: "The same on dark screens.", Example: `"#e8e6e3"`},
	"Theme.font":          {Text: "The font families of text.", Example: "Georgia, serif"},
	"Theme.heading":       {Text: "The font families of headings.", Example: "system-ui, sans-serif"},
	"Theme.text":          {Text: "The size of text.", Example: "1.125rem"},
	"Theme.space":         {Text: "The space between paragraphs and blocks.", Example: "1.5rem"},
	"Theme.measure":       {Text: "The length of the longest line of text.", Example: "35rem"},
	"Site.hosting":        {Text: "Where the site is served; the build writes what that host reads: redirects, headers and the like.", Default: "none", Example: "netlify"},
	"Site.security":       {Text: "Whom to tell of a hole in the site: makes /.well-known/security.txt (RFC 9116).", Default: "no such file", Example: "{contact: security@example.org, expires: 2027-06-30}"},
	"Site.deploy":         {Text: "Where careerguide deploy sends the site: a target, or a list of them, of which the first is meant where none is named. Secrets never stand here.", Example: "[{name: live, to: s3://careers, region: eu-central-1}]", Apart: true},
	"Target.name":         {Text: "What the target is called.", Default: "folder, s3 or sftp, whichever it is", Example: "live"},
	"Target.to":           {Text: "A folder of releases, a bucket or a folder on a server.", Example: "/srv/www/careers"},
	"Target.keep":         {Text: "How many releases of a folder are kept, to go back to.", Unit: "releases", Default: "5", Example: "5", Within: [2]float64{2, 100}, Whole: true},
	"Target.region":       {Text: "The region of a bucket; some services call it auto.", Default: "us-east-1", Example: "eu-central-1"},
	"Target.endpoint":     {Text: "The address of a service that speaks the protocol of Amazon S3, if it is another one.", Default: "Amazon's", Example: "https://s3.example.org"},
	"Target.path_style":   {Text: "Whether the bucket stands in the path of addresses, not in the host's name.", Default: "true where there is an endpoint", Example: "true"},
	"Target.host_key":     {Text: "The public key of an SFTP server, as it stands in known_hosts without the server's name.", Default: "those of known_hosts", Example: `"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ5uM0pfzQWz5KMZgXFo8W0sYbEpHsTvDyi0g8bD7eX1"`},
	"Target.max_deletes":  {Text: "A deploy that would delete more files than this is refused.", Unit: "files", Default: "256, or a twentieth of the files that are there if that is more", Example: "500", Within: [2]float64{0, 1e7}, Whole: true},
	"Target.review_pay":   {Text: "A deploy that moves a role's pay by more than this is refused until it is accepted.", Unit: "percent", Default: "25", Example: "25", Within: [2]float64{0, 1e4}, Whole: true},
	"Social.x":            {Text: "The name of the account on X.", Example: `"@careerguide"`, Pattern: "@[A-Za-z0-9_]+"},
	"MenuItem.title":      {Text: "What the link says.", Example: "Roles"},
	"MenuItem.url":        {Text: "Where it leads.", Example: "/roles/"},

	// Where it is served.
	"Hosting.host":           {Text: "The service, or the program of your own server.", Example: "github-pages"},
	"Hosting.domain":         {Text: "The domain that GitHub Pages serves the site at; other hosts are told where they are set up.", Default: "the host of base_url, unless it ends in github.io", Example: "careers.example.org"},
	"Hosting.policy":         {Text: "What pages may load and do beyond the site itself, by directive of the Content-Security-Policy.", Default: "nothing from elsewhere, no script or style in the page", Example: "{img-src: https://img.example.org}", Apart: true},
	"Policy.default-src":     {Text: "Sources of everything that no other directive names.", Example: "https://cdn.example.org"},
	"Policy.script-src":      {Text: "Sources of scripts.", Example: "https://stats.example.org"},
	"Policy.style-src":       {Text: "Sources of styles.", Example: "unsafe-inline"},
	"Policy.img-src":         {Text: "Sources of pictures.", Example: "https://img.example.org"},
	"Policy.font-src":        {Text: "Sources of fonts.", Example: "https://fonts.example.org"},
	"Policy.connect-src":     {Text: "What scripts may ask.", Example: "https://stats.example.org"},
	"Policy.media-src":       {Text: "Sources of sound and film.", Example: "https://film.example.org"},
	"Policy.frame-src":       {Text: "Pages that may be shown in a frame.", Example: "https://player.example.org"},
	"Policy.form-action":     {Text: "Where forms may be sent.", Example: "https://forms.example.org"},
	"Policy.frame-ancestors": {Text: "Sites that may show a page of this one in a frame; GitHub Pages cannot tell.", Default: "none", Example: "https://partner.example.org"},

	"Security.contact":             {Text: "Where a hole is told, the best way first.", Example: "security@example.org"},
	"Security.expires":             {Text: "The last day, or month, on which the rest holds: at most a year ahead, says RFC 9116.", Example: "2027-06-30"},
	"Security.encryption":          {Text: "The key to encrypt a report with.", Example: "https://example.org/pgp-key.txt"},
	"Security.acknowledgments":     {Text: "The page that thanks those who have told of a hole.", Example: "/thanks/"},
	"Security.preferred_languages": {Text: "The languages that reports may be written in.", Example: "[en, de]"},
	"Security.policy":              {Text: "The page that says how reports are dealt with.", Example: "/security-policy/"},
	"Security.hiring":              {Text: "The page of open posts in security.", Example: "https://example.org/jobs/"},
}
