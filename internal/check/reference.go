package check

import (
	"fmt"
	"strings"
)

// Reference returns the documentation of every rule, in Markdown.
func Reference() string {
	var b strings.Builder
	b.WriteString(`# The rules of check

` + "`careerguide check`" + ` judges what build renders as written. It shows what build finds too: unknown fields, links, anchors
and pictures that lead nowhere. This page is made from the rules themselves.

A rule is set for a site in site.yaml and for an article in its front matter, to ` + "`off`, `notice`, `warning` or `error`" + `:

` + "```yaml\ncheck: {pay-stale: off, orphan: notice}\n```" + `

An article comes before its site. What build refuses stays an error. Shown is what is at least a warning; ` + "`--severity notice`" + ` shows all.
With ` + "`--external`" + ` outside links are asked for, and answers are kept in ` + "`.careerguide/`" + ` beside content/: a week where a link is alive, a
day where it is dead. The folder has a .gitignore of its own, for it is worth nothing to others.

`)
	fmt.Fprintf(&b, "The list of wordings is of %s and follows %s.\n\n| rule | severity | finds |\n|---|---|---|\n", WordingDate, WordingSources)
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.Name, r.Name, r.Severity, r.About)
	}
	for _, r := range rules {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n```\n%s\n```\n", r.Name, r.About, r.Example)
	}
	return b.String()
}
