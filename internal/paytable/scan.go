package paytable

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"careerguide/internal/diag"
)

// scanner parts the text of the file into rows.
type scanner struct {
	text  string
	at    int // offset of what comes next
	line  int // of at, from 1
	width int // cells that are kept of a row

	start, startLine int    // of the row
	cells            []cell // the first of the row
	count            int    // of all of its cells
	surplus          int    // offset of the first that is not kept
	fault            fault
}

// cell is a cell without the quotes and the space around it.
type cell struct {
	text string
	at   int // offset of its first character, be it a quote
}

// fault is why a row cannot be read; no message is none.
type fault struct {
	at            int
	message, hint string
}

// next reads a row. It reports false at the end of the text.
func (s *scanner) next() bool {
	s.cells, s.count, s.fault = s.cells[:0], 0, fault{}
	s.start, s.startLine = s.at, s.line
	if s.at >= len(s.text) {
		return false
	}
	for more := true; more; {
		c := s.cell()
		if s.fault.message != "" {
			break
		}
		if s.count++; s.count <= s.width {
			s.cells = append(s.cells, c)
		} else if s.count == s.width+1 {
			s.surplus = c.at
		}
		more = s.at < len(s.text) && s.text[s.at] == ','
		if more || s.at < len(s.text) {
			s.at++ // the comma, or the end of the line
		}
	}
	s.line += strings.Count(s.text[s.start:s.at], "\n")
	return true
}

// cell reads up to the comma or the end of the line behind a cell. After a
// fault it stands behind that line.
func (s *scanner) cell() cell {
	s.spaces()
	if s.at < len(s.text) && s.text[s.at] == '"' {
		return s.quoted()
	}
	start := s.at
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ',', '\n':
			return cell{trimRight(s.text[start:s.at]), start}
		case '"':
			s.fail(s.at, "a quote in a cell that does not begin with one", `put the whole cell in quotes, and write each quote in it twice: "a ""b"" c"`)
			return cell{}
		}
		s.at++
	}
	return cell{trimRight(s.text[start:]), start}
}

func (s *scanner) quoted() cell {
	open := s.at
	s.at++
	start, doubled := s.at, false
	for {
		n := strings.IndexByte(s.text[s.at:], '"')
		if n < 0 {
			s.at = open
			s.fail(open, "the quote that opens here is not closed", "close it; a quote that is meant as such is written twice")
			return cell{}
		}
		s.at += n + 1
		if s.at >= len(s.text) || s.text[s.at] != '"' {
			break
		}
		doubled = true
		s.at++
	}
	text := s.text[start : s.at-1]
	if doubled {
		text = strings.ReplaceAll(text, `""`, `"`)
	}
	s.spaces()
	if s.at < len(s.text) && s.text[s.at] != ',' && s.text[s.at] != '\n' {
		at, message := s.at, "text after the quote that closes a cell"
		if n := strings.Count(s.text[open:at], "\n"); n > 0 { // it is rather the next cell's own
			line := s.line + strings.Count(s.text[s.start:at], "\n")
			s.at, at, message = open, open, fmt.Sprintf("the quote that opens here closes on line %d, with text behind it", line)
		}
		s.fail(at, message, "close it before the comma; a quote that is meant as such is written twice")
		return cell{}
	}
	return cell{strings.TrimFunc(text, isSpace), open}
}

// fail notes a fault and goes behind the line.
func (s *scanner) fail(at int, message, hint string) {
	s.fault = fault{at, message, hint}
	if n := strings.IndexByte(s.text[s.at:], '\n'); n >= 0 {
		s.at += n + 1
	} else {
		s.at = len(s.text)
	}
}

func (s *scanner) spaces() {
	for s.at < len(s.text) && (s.text[s.at] == ' ' || s.text[s.at] == '\t') {
		s.at++
	}
}

// blank reports whether the row has no text at all.
func (s *scanner) blank() bool {
	for _, c := range s.cells {
		if c.text != "" {
			return false
		}
	}
	return s.fault.message == "" && (s.count <= s.width || strings.Trim(s.text[s.surplus:s.at], ", \t\n") == "")
}

func trimRight(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || s[len(s)-1] == '\t') {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// place turns an offset into a place, from that of a line's start at or before it.
func place(text string, start, line, at int) diag.Position {
	between := text[start:at]
	if last := strings.LastIndexByte(between, '\n'); last >= 0 {
		line += strings.Count(between, "\n")
		between = between[last+1:]
	}
	return diag.Position{Line: line, Column: utf8.RuneCountInString(between) + 1}
}

// plain takes a byte-order mark off and makes every line end one of "\n".
func plain(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
}

// unreadable returns the offset of the first character that has no place in
// text, with what is wrong with it; -1 if there is none.
func unreadable(text string) (at int, message, hint string) {
	for i := 0; i < len(text); {
		if c := text[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return i, "not UTF-8 text", "save the file in the encoding UTF-8; spreadsheets call it CSV UTF-8"
		case r < ' ' || r >= 0x7f && r < 0xa0 && r != 0x85:
			return i, "a control character is not allowed in text", "delete it"
		}
		i += size
	}
	return -1, "", ""
}
