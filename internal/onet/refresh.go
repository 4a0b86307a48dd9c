package onet

import (
	"slices"
	"strconv"
	"strings"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
	"careerguide/internal/frontmatter"
)

// refresher changes an article that the import made to what the release says
// now. It sets figures, adds what is new to lists and takes nothing out of
// them, so that no word of a writer is lost.
type refresher struct {
	*frontmatter.Editor
	file  string
	found diag.List
}

// owns returns the fields that an article leaves to the import; none if it is
// a writer's own.
func owns(e *frontmatter.Editor) []string {
	names, ok := strings.CutPrefix(e.Comment(ownsMark), ownsMark)
	if !ok {
		return nil
	}
	return strings.FieldsFunc(names, func(r rune) bool { return r == ',' || r == ' ' })
}

// refresh makes the changes of an update.
func (r *refresher) refresh(release *Release, o *Occupation, s *Survey, alternates, found, related []string) {
	for _, field := range owns(r.Editor) {
		switch field {
		case "alternate_titles":
			r.texts(field, alternates, "hidden_titles")
		case "hidden_titles":
			r.texts(field, found, "alternate_titles")
		case "codes":
			r.codes(o)
		case "salary":
			r.salary(o, s)
		case "education":
			r.education(o.Education)
		case "skills":
			r.skills(o)
		case "related":
			r.texts(field, related, "")
		}
	}
	comment := release.sourceComment(s)
	if _, wages, ok := strings.Cut(r.Comment(sourceMark), "; OEWS"); ok && s == nil {
		comment += "; OEWS" + wages
	}
	r.SetComment(sourceMark, comment)
}

// texts adds the words that neither the list nor the other one has.
func (r *refresher) texts(field string, words []string, other string) {
	seen := map[string]bool{}
	for _, name := range []string{field, other, "title", "plural"} {
		n := r.Root().Get(name)
		if n == nil {
			continue
		}
		seen[strings.ToLower(n.Text)] = true
		for _, item := range n.Items {
			seen[strings.ToLower(item.Text)] = true
		}
	}
	var items []decode.Node
	for _, w := range words {
		if !seen[strings.ToLower(w)] {
			items = append(items, frontmatter.Text(w))
		}
	}
	r.items(field, items)
}

// items adds items to a list, which is made where there is none.
func (r *refresher) items(field string, items []decode.Node) {
	if len(items) == 0 {
		return
	}
	if list := r.Root().Get(field); list != nil {
		r.Append(list, items...)
		return
	}
	r.Set(r.Root(), field, frontmatter.List(items...))
}

func (r *refresher) codes(o *Occupation) {
	if codes := r.Root().Get("codes"); codes != nil {
		r.Set(codes, "onet_soc", frontmatter.Word(o.Code))
		return
	}
	r.Set(r.Root(), "codes", frontmatter.Map(frontmatter.Field("onet_soc", frontmatter.Word(o.Code))))
}

// salary sets the survey's figures where the salary is the survey's: its
// source is a year of OEWS, in dollars. Regions and a range are the writer's,
// and so is a note that the import has not written.
func (r *refresher) salary(o *Occupation, s *Survey) {
	now := salary(o, s)
	if len(now.Items) == 0 {
		return
	}
	old := r.Root().Get("salary")
	if old == nil {
		r.Set(r.Root(), "salary", now)
		return
	}
	if source, currency := old.Get("source"), old.Get("currency"); source == nil || !strings.HasPrefix(source.Text, oewsPrefix) || currency != nil && currency.Text != "USD" {
		r.found = append(r.found, diag.Finding{File: r.file, Position: old.KeyPosition(), Severity: diag.Notice, Rule: "own-salary",
			Message: "the salary is not changed: its source is not a year of OEWS", Hint: "take salary out of the comment that names what is refreshed"})
		return
	}
	note := old.Get("note")
	ownNoteNow := note == nil || s.wrote(note.Text)
	for _, f := range now.Items {
		if f.Key != "note" || ownNoteNow {
			r.Set(old, f.Key, f)
		}
	}
	gone := []string{}
	for _, f := range figures {
		gone = append(gone, f.field)
	}
	if ownNoteNow {
		gone = append(gone, "note")
	}
	for _, field := range gone {
		if now.Get(field) == nil {
			r.Remove(old, field)
		}
	}
}

// education sets the shares of the levels and adds the levels that are new.
// Where the release gives shares, one that it does not give is taken out.
func (r *refresher) education(shares []Share) {
	if len(shares) == 0 {
		return
	}
	now := education(shares)
	old := r.Root().Get("education")
	if old == nil {
		r.Set(r.Root(), "education", now)
		return
	}
	left := slices.Clone(shares)
	for i := range old.Items {
		item := &old.Items[i]
		level := item.Get("level")
		if level == nil {
			continue
		}
		at := slices.IndexFunc(left, func(s Share) bool { return string(s.Level) == level.Text })
		if at < 0 {
			r.Remove(item, "share")
			continue
		}
		r.Set(item, "share", percent(left[at]))
		left = slices.Delete(left, at, at+1)
	}
	for _, s := range left {
		r.Append(old, frontmatter.Map(frontmatter.Field("level", frontmatter.Word(string(s.Level))), frontmatter.Field("share", percent(s))))
	}
}

// skills sets the importance of the skills that O*NET rates and adds those
// that are new.
func (r *refresher) skills(o *Occupation) {
	old := r.Root().Get("skills")
	now := skills(o)
	if old == nil {
		r.items("skills", now.Items)
		return
	}
	seen := map[string]bool{}
	for i := range old.Items {
		item := &old.Items[i]
		name := item.Text
		if n := item.Get("name"); n != nil {
			name = n.Text
		}
		seen[strings.ToLower(name)] = true
		if item.Get("importance") == nil {
			continue
		}
		kind := ""
		if n := item.Get("kind"); n != nil {
			kind = n.Text
		}
		for _, e := range o.Elements {
			if e.Name == name && (kind == "" || kind == string(e.Kind)) {
				r.Set(item, "importance", frontmatter.Figure(strconv.Itoa(e.Standard())))
				break
			}
		}
	}
	var items []decode.Node
	for _, item := range now.Items {
		if !seen[strings.ToLower(item.Get("name").Text)] {
			items = append(items, item)
		}
	}
	r.items("skills", items)
}
