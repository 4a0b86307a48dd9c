package decode

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"careerguide/internal/diag"
)

// The types of the tests: a small role.

type role struct {
	Title     string             `json:"title" decode:"required"`
	Summary   string             `json:"summary,omitempty" decode:"required"`
	Slug      slug               `json:"slug,omitempty"`
	Published date               `json:"published,omitempty"`
	Draft     bool               `json:"draft,omitempty"`
	Names     []string           `json:"alternate_titles,omitempty"`
	Benefits  []string           `json:"benefits,omitempty" decode:"list"`
	Bio       string             `json:"bio,omitempty" decode:"text"`
	Workplace workplace          `json:"workplace,omitempty"`
	Salary    *salary            `json:"salary,omitempty"`
	Skills    []skill            `json:"skills,omitempty"`
	SEO       map[workplace]seo  `json:"seo,omitempty"`
	Codes     map[string]string  `json:"codes,omitempty"`
	Aliases   aliases            `json:"aliases,omitempty"`
	Menu      []seo              `json:"menu,omitempty"`
	Count     int                `json:"count,omitempty"`
	Small     uint8              `json:"small,omitempty"`
	Share     float64            `json:"share,omitempty"`
	Raw       Node               `json:"raw,omitempty"`
	AsOf      date               `json:"as_of,omitempty"`
	hidden    map[string]float64 //lint:ignore U1000 an unexported field is no field
}

type salary struct {
	Currency string `json:"currency,omitempty"`
	Figures
	Regions []region `json:"regions,omitempty"`
	Source  source   `json:"source,omitempty"`
	AsOf    date     `json:"as_of,omitempty"`
}

type Figures struct {
	Mean   number `json:"mean,omitempty"`
	Median number `json:"median,omitempty"`
}

type region struct {
	Region string `json:"region" decode:"required"`
	Figures
}

type source struct {
	Key  string `json:"key,omitempty" decode:"short,hidden"`
	Name string `json:"name,omitempty" decode:"required"`
	Slug slug   `json:"slug,omitempty"`
}

type skill struct {
	Name       string `json:"name" decode:"required,short"`
	Importance number `json:"importance,omitempty"`
}

type seo struct {
	Title string `json:"title,omitempty"`
}

var (
	slugForm = regexp.MustCompile(`^[a-z0-9-]+$`)
	dateForm = regexp.MustCompile(`^\d{4}-\d\d(-\d\d)?$`)
)

type slug string

func (s *slug) UnmarshalText(text []byte) error {
	if !slugForm.Match(text) {
		return hintErr{fmt.Sprintf("%q is not a slug", shorten(string(text)))}
	}
	*s = slug(text)
	return nil
}

type hintErr struct{ message string }

func (e hintErr) Error() string { return e.message }
func (e hintErr) Hint() string  { return "write small letters" }

type date string

func (d *date) UnmarshalText(text []byte) error {
	if !dateForm.Match(text) {
		return hintErr{fmt.Sprintf("%q is not a date", shorten(string(text)))}
	}
	*d = date(text)
	return nil
}

type workplace string

func (w *workplace) UnmarshalText(text []byte) error {
	known := []string{"on-site", "hybrid", "remote"}
	if !slices.Contains(known, string(text)) {
		return wordErr{string(text), known}
	}
	*w = workplace(text)
	return nil
}

type wordErr struct {
	word  string
	known []string
}

func (e wordErr) Error() string   { return fmt.Sprintf("unknown workplace %q", shorten(e.word)) }
func (e wordErr) Word() string    { return e.word }
func (e wordErr) Known() []string { return e.known }

type number struct{ text string }

func (n *number) UnmarshalText(text []byte) error { n.text = string(text); return nil }
func (number) DecodesNumber()                     {}

// aliases is a list of addresses, or one a page.
type aliases struct {
	All  []string
	Page map[string][]string
}

func (a *aliases) UnmarshalNode(n *Node, d *Decoder) {
	switch n.Kind {
	case Map:
		d.Decode(n, &a.Page)
	case List:
		d.Decode(n, &a.All)
	default:
		d.WrongShape(n, "a list or a mapping")
	}
}

var meanings = map[string]string{"average": "mean", "home-office": "remote"}

func read(format Format, data string) (role, *Tree, diag.List) {
	var r role
	tree, list := Unmarshal(Source{File: "a.md", Format: format, Data: []byte(data), FirstLine: 2}, &r, Options{Meanings: meanings})
	return r, tree, list
}

// show prints findings one a line, each with its rule and hint.
func show(list diag.List) string {
	var b strings.Builder
	for _, f := range list.Sorted() {
		fmt.Fprintf(&b, "%d:%d %s: %s", f.Line, f.Column, f.Rule, f.Message)
		if f.Hint != "" {
			b.WriteString(" | " + f.Hint)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func wantFindings(t *testing.T, list diag.List, want ...string) {
	t.Helper()
	got := show(list)
	if w := strings.Join(want, "\n"); got != strings.TrimPrefix(w+"\n", "\n") {
		t.Errorf("findings:\n%swant:\n%s", got, w)
	}
}

func spot(p diag.Position) string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }
