package paytable

import "strings"

// Renamed returns the table with another slug in the place of a role's, and
// every other byte as it was. The table is one that Load reads without errors.
func Renamed(data []byte, old, new string) []byte {
	text := string(plain(data))
	s := scanner{text: text, line: 1, width: maxColumns}
	column := -1
	var places []int // of the slugs, in text
	for s.next() {
		switch {
		case s.blank() || s.fault.message != "":
		case column < 0:
			for i, c := range s.cells {
				if f, ok := fieldNamed(c.text); ok && f == roleField {
					column = i
				}
			}
			if column < 0 {
				return data
			}
		case column < len(s.cells) && s.cells[column].text == old:
			at := s.cells[column].at
			places = append(places, at+strings.Index(text[at:], old)) // behind a quote, maybe
		}
	}
	out := make([]byte, 0, len(data))
	raw := len(data) - len(strings.TrimPrefix(string(data), "\ufeff"))
	out = append(out, data[:raw]...)
	for i, at := 0, 0; raw < len(data); {
		if i < len(places) && at == places[i] {
			out = append(out, new...)
			raw, at, i = raw+len(old), at+len(old), i+1
			continue
		}
		if data[raw] == '\r' && raw+1 < len(data) && data[raw+1] == '\n' {
			out = append(out, '\r')
			raw++
		}
		out = append(out, data[raw])
		raw, at = raw+1, at+1
	}
	return out
}
