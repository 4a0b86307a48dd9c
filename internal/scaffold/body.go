package scaffold

// bodies are what new articles say, by kind. What stands in HTML comments is
// for the writer: the build drops it. What stands in [square brackets] is to be
// replaced.
var bodies = map[string]string{
	"guide": `<!-- Say in a paragraph what the reader will know at the end. Sections begin with ##. -->

[What this guide is about, and for whom.]

## [First section]

[Text.]
`,
	"page": `<!-- Sections begin with ##. The title is the page's only heading above them. -->

[Text.]
`,
	"role": `<!-- Comments like this one are for you; the build drops them. Replace what stands in
     [square brackets], and delete the sections that you do not need: a role without the
     section that a page is made of does not get that page. -->

<!-- The introduction: two or three sentences on who this person is and why the work is done. -->

[Introduction.]

## Duties and responsibilities

<!-- A list of what the person does, each item beginning with a verb. Stands on the job description. -->

- [First duty]
- [Second duty]

## What they do

<!-- A day at work, in prose. -->

[What the work is like.]

## Skills

<!-- Which skills, and what each is needed for. The field skills: lists them. -->

[Skills.]

## Experience

<!-- What each tier of experience brings. The field experience: has the figures. -->

[Experience.]

## Education

<!-- The usual way into the job. The fields education: and certifications: list levels and licences. -->

[Education.]

## Salary

<!-- What moves pay up and down. The field salary: has the figures and their source. -->

[Salary.]

## Outlook

<!-- Where the occupation is going, and why. The field outlook: has the figures. -->

[Outlook.]

## Career path

<!-- Where people come from and go to. The field progression: names the roles. -->

[Career path.]

## Work environment

<!-- Where, when and with whom. The field working_hours: has the hours. -->

[Work environment.]

## How to become

<!-- The steps, in order. -->

1. [First step]
2. [Second step]

## Job description template

<!-- The text that employers copy; its [square brackets] stay for them to fill in. Without a part of
     its own for responsibilities it takes the duties above. The field posting: has the facts. -->

### Job brief

[Company] is looking for [this role] who [does what].

### Qualifications

- [First qualification]

### Benefits

- [First benefit]

## FAQ

<!-- Each question is a heading with ###; what follows it is the answer. -->

### [A question that readers ask?]

[The answer.]

## Interview questions

<!-- Each question is a heading with ###; below it, what a good answer shows. -->

### [A question for the interview?]

[What a good answer shows.]

## Conclusion

<!-- Two or three sentences, and what to read next. -->

[Conclusion.]
`,
}
