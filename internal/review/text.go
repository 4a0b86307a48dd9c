package review

import (
	"fmt"
	"io"
	"strings"
)

// WriteText writes the changes for people, with what a deploy would refuse.
func (c *Changes) WriteText(w io.Writer, refused []Refusal) error {
	var b strings.Builder
	say := func(format string, args ...any) { b.WriteString(line(fmt.Sprintf(format, args...)) + "\n") }
	say("%s, compared with %s", c.New, c.Old)
	for _, note := range c.Notes {
		say("note: %s", note)
	}
	part := func(heading string, n int) {
		b.WriteString("\n")
		say("%s: %d", heading, n)
	}
	if c.Same() {
		say("nothing changed")
	}
	r := c.Roles
	if n := len(r.Added) + len(r.Removed) + len(r.Moved); n > 0 {
		part("Roles added, removed or moved", n)
		for _, v := range r.Added {
			say("  + %s  %s", v.Title, v.Address)
		}
		for _, v := range r.Removed {
			say("  - %s  %s", v.Title, v.Address)
		}
		for _, v := range r.Moved {
			say("  > %s  %s → %s", v.New.Title, v.Old.Address, v.New.Address)
		}
	}
	if len(c.Pay) > 0 {
		part("Pay", len(c.Pay))
		for i := range c.Pay {
			say("  %s: %s", c.Pay[i].Label, c.Pay[i].what())
		}
	}
	if len(c.Lost) > 0 {
		part("Addresses lost without a redirect", len(c.Lost))
		for _, address := range c.Lost {
			say("  %s", address)
		}
	}
	if len(c.Moved) > 0 {
		part("Pages that redirect now", len(c.Moved))
		for _, m := range c.Moved {
			say("  %s → %s", m.From, m.To)
		}
	}
	if len(c.Pages) > 0 {
		part("Titles and descriptions", len(c.Pages))
		for _, p := range c.Pages {
			say("  %s", p.Address)
			for _, t := range []struct {
				name   string
				change *TextChange
			}{{"title", p.Title}, {"description", p.Description}} {
				if t.change != nil {
					say("    %s was: %s", t.name, t.change.Old)
					say("    %s now: %s", strings.Repeat(" ", len(t.name)), t.change.New)
				}
			}
			if p.Hidden {
				say("    search engines are asked to leave it out now")
			}
			if p.Shown {
				say("    search engines may show it now")
			}
		}
	}
	b.WriteString("\n")
	say("%s", c.Counts.files())
	if len(refused) > 0 {
		b.WriteString("\n")
		say("careerguide deploy refuses, until it is accepted by name:")
		for _, r := range refused {
			say("  --accept %s  %s", Quoted(r.Accept), r.Message)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
