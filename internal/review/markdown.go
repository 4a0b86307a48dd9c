package review

import (
	"fmt"
	"io"
	"strings"
)

const (
	sectionBytes = 10_000 // of Markdown, that a list may take: hosts take 65,536 for a comment
	cellRunes    = 200    // of a site's text in one place
)

// WriteMarkdown writes the changes as a comment on a pull request. Texts of the
// site are shown as code in which no character means anything, so that a title
// can neither break a table nor mention anybody.
func (c *Changes) WriteMarkdown(w io.Writer, refused []Refusal) error {
	var b strings.Builder
	fmt.Fprintf(&b, "### What this changes\n\nCompared with %s.\n", code(c.Old))
	for _, note := range c.Notes {
		fmt.Fprintf(&b, "\n> %s\n", code(note))
	}
	if c.Same() {
		b.WriteString("\nNothing changed.\n")
	}
	if len(refused) > 0 {
		rows := make([]string, len(refused))
		for i, r := range refused {
			rows[i] = row(code(r.Accept), code(r.Message))
		}
		table(&b, "A deploy refuses, until it is accepted by name", len(refused), "| accept | why |\n|---|---|\n", rows)
	}
	var rows []string
	for _, v := range c.Roles.Added {
		rows = append(rows, row("added", code(v.Title), code(v.Address)))
	}
	for _, v := range c.Roles.Removed {
		rows = append(rows, row("removed", code(v.Title), code(v.Address)))
	}
	for _, v := range c.Roles.Moved {
		rows = append(rows, row("moved", code(v.New.Title), code(v.Old.Address)+" → "+code(v.New.Address)))
	}
	table(&b, "Roles", len(rows), "| | role | address |\n|---|---|---|\n", rows)
	rows = nil
	for i := range c.Pay {
		rows = append(rows, row(code(c.Pay[i].Label), code(c.Pay[i].what())))
	}
	table(&b, "Pay", len(rows), "| role | change |\n|---|---|\n", rows)
	rows = nil
	for _, address := range c.Lost {
		rows = append(rows, row(code(address)))
	}
	table(&b, "Addresses lost without a redirect", len(rows), "| address |\n|---|\n", rows)
	rows = nil
	for _, m := range c.Moved {
		rows = append(rows, row(code(m.From), code(m.To)))
	}
	table(&b, "Pages that redirect now", len(rows), "| from | to |\n|---|---|\n", rows)
	rows = nil
	for _, p := range c.Pages {
		for _, t := range []struct {
			name   string
			change *TextChange
		}{{"title", p.Title}, {"description", p.Description}} {
			if t.change != nil {
				rows = append(rows, row(code(p.Address), t.name, code(t.change.Old), code(t.change.New)))
			}
		}
		if p.Hidden || p.Shown {
			states := []string{"shown", "hidden"}
			if p.Shown {
				states = []string{"hidden", "shown"}
			}
			rows = append(rows, row(code(p.Address), "search engines", states[0], states[1]))
		}
	}
	table(&b, "Titles and descriptions", len(c.Pages), "| page | | was | is |\n|---|---|---|---|\n", rows)
	fmt.Fprintf(&b, "\n%s\n", c.Counts.files())
	_, err := io.WriteString(w, b.String())
	return err
}

// table writes a table about n things, as much of it as a comment can hold.
func table(b *strings.Builder, heading string, n int, head string, rows []string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(b, "\n**%s: %d**\n\n%s", heading, n, head)
	written := 0
	for i, row := range rows {
		if written += len(row); written > sectionBytes {
			fmt.Fprintf(b, "\nand %d more\n", len(rows)-i)
			return
		}
		b.WriteString(row)
	}
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// code shows text of a site as it is. Whatever could be a mark of
// Markdown is written as a number, which it takes for none;
// inside code, hosts make no mention or reference of it.
func code(s string) string {
	s = strings.Join(strings.Fields(line(s)), " ")
	var b strings.Builder
	b.WriteString("<code>")
	n := 0
	for _, r := range s {
		if n++; n > cellRunes {
			b.WriteString("…")
			break
		}
		if r >= 0x80 || strings.ContainsRune(" ,/()+-", r) || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	b.WriteString("</code>")
	return b.String()
}
