package paytable

import (
	"encoding/json"
	"strings"

	"careerguide/internal/career"
	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// memo is what the last cells of a column said: most rows of a survey share
// what is no figure.
type memo struct {
	role, currency, asOf, source string // the cells' texts
	row                          Row    // their values
}

// set sets a field of a row from its cell, or tells why it cannot be.
func (r *reader) set(row *Row, f field, c cell) {
	text := []byte(c.text)
	ok := true
	switch f {
	case roleField:
		if ok = c.text == r.memo.role || career.IsSlug(c.text); ok {
			r.memo.role, row.Role = c.text, c.text
		}
	case regionField:
		ok = row.Region.Region.UnmarshalText(text) == nil
	case nameField:
		row.Name = oneLine(c.text)
	case noteField:
		row.Note = oneLine(c.text)
	case currencyField:
		if c.text != r.memo.currency {
			if ok = r.memo.row.Currency.UnmarshalText(text) == nil; !ok {
				break
			}
			r.memo.currency = c.text
		}
		row.Currency = r.memo.row.Currency
	case periodField:
		ok = row.Period.UnmarshalText(text) == nil
	case asOfField:
		if c.text != r.memo.asOf {
			if ok = r.memo.row.AsOf.UnmarshalText(text) == nil; !ok {
				break
			}
			r.memo.asOf = c.text
		}
		row.AsOf = r.memo.row.AsOf
	case sourceField:
		r.source(row, c)
	default:
		ok = isDecimal(c.text) && row.figure(f).UnmarshalText(text) == nil
		if hint := noFigure(c.text); !ok && hint != "" {
			r.tell(r.here(c.at), "invalid-value", names[f]+" must be a number, not "+quote(c.text), hint)
			return
		}
	}
	if !ok {
		found := refusal(names[f], c.text)
		r.tell(r.here(c.at), found.Rule, found.Message, found.Hint)
	}
}

func (r *reader) source(row *Row, c cell) {
	if c.text != r.memo.source {
		if message := r.unknownSource(shorten(c.text, 200)); message != "" {
			r.tell(r.here(c.at), "unknown-source", message, "add it to content/sources.yaml")
			return
		}
		r.memo.source = c.text
	}
	row.Source = career.Source{Key: c.text}
}

// figure returns the row's place for a figure.
func (r *Row) figure(f field) *career.Number {
	switch f {
	case meanField:
		return &r.Mean
	case medianField:
		return &r.Median
	case p10Field:
		return &r.P10
	case p25Field:
		return &r.P25
	case p75Field:
		return &r.P75
	case p90Field:
		return &r.P90
	case minField:
		return &r.Min
	}
	return &r.Max
}

// isDecimal reports whether s is a number in plain decimals: 80000 or -48.25.
func isDecimal(s string) bool {
	whole, part, point := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return digits(whole) && (!point || digits(part)) && (len(whole) == 1 || whole[0] != '0') && len(s) < 300
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// noFigure says what to write instead of the marks that surveys have in the
// place of a figure; "" for any other text.
func noFigure(s string) string {
	if len(s) > 4 {
		return ""
	}
	switch strings.ToLower(s) {
	case "#":
		return "it marks a figure above what the survey publishes: leave the cell empty, and say so in note"
	case "*", "**", "***", "~", "-", "--", "–", "—", ".", "..", ":", "x", "n/a", "na", "n.a.", "nan", "none", "null", "nil", "?", "s", "d":
		return "leave the cell empty where there is no figure"
	}
	return ""
}

// form is the fields that have a form, as front matter has them.
type form struct {
	Role     career.Slug       `json:"role"`
	Region   career.RegionCode `json:"region"`
	Currency career.Currency   `json:"currency"`
	Period   career.Period     `json:"period"`
	AsOf     career.Date       `json:"as_of"`
	career.Figures
}

// refusal returns what is said in front matter of a text that is no value of a
// field: one decoder judges both.
func refusal(name, text string) diag.Finding {
	var value any = shorten(text, 300)
	if isDecimal(text) {
		value = json.Number(text) // whose form is right
	}
	data, err := json.Marshal(map[string]any{name: value})
	if err != nil {
		panic(err) // no text fails
	}
	_, found := decode.Unmarshal(decode.Source{File: File, Format: decode.JSON, Data: data}, &form{}, decode.Options{Meanings: meanings})
	if len(found) == 0 { // what is more than the decoder wants, such as 1e3
		return diag.Finding{Rule: "invalid-value", Message: name + " cannot be " + quote(text)}
	}
	return found[0]
}

// oneLine makes runs of white space one space, as front matter does.
func oneLine(s string) string { return strings.Join(strings.FieldsFunc(s, isSpace), " ") }

// quote puts a writer's word in quotes, shortened to what fits a message.
func quote(s string) string { return `"` + shorten(s, 60) + `"` }

func shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n++; n > limit {
			return s[:i] + "…"
		}
	}
	return s
}
