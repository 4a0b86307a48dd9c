package decode

import (
	"strconv"
	"strings"
)

// scalar reads a scalar on one line, up to the end of its quotes or, where it
// has none, up to what ends it: a colon, a comment, the end of the line and,
// between brackets, a comma or a bracket.
func (y *plainYAML) scalar(flow bool) (s string, quoted, ok bool) {
	switch y.byte() {
	case '"':
		s, ok = y.doubleQuoted()
		return s, true, ok
	case '\'':
		s, ok = y.singleQuoted()
		return s, true, ok
	case '-':
		if y.blank(y.pos+1) || flow && strings.IndexByte(",[]{}", y.text[y.pos+1]) >= 0 {
			return "", false, false
		}
	case 0, '\n', ' ', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '%', '@', '`':
		return "", false, false
	}
	i := y.pos
loop:
	for ; i < len(y.text); i++ {
		switch y.text[i] {
		case '\n':
			break loop
		case '#':
			if y.text[i-1] == ' ' {
				break loop
			}
		case ':':
			if y.blank(i + 1) {
				break loop
			}
			if flow && strings.IndexByte(",[]{}", y.text[i+1]) >= 0 {
				return "", false, false
			}
		case ',', '[', ']', '{', '}':
			if flow {
				break loop
			}
		}
	}
	for y.text[i-1] == ' ' {
		i--
	}
	s = y.text[y.pos:i]
	y.pos = i
	return s, false, true
}

func (y *plainYAML) singleQuoted() (string, bool) {
	start := y.pos + 1
	escaped := false
	for i := start; i < len(y.text) && y.text[i] != '\n'; i++ {
		if y.text[i] != '\'' {
			continue
		}
		if i+1 < len(y.text) && y.text[i+1] == '\'' {
			escaped = true
			i++
			continue
		}
		y.pos = i + 1
		s := y.text[start:i]
		if escaped {
			s = strings.ReplaceAll(s, "''", "'")
		}
		return s, true
	}
	return "", false
}

// doubleQuoted knows the escapes that writers use.
func (y *plainYAML) doubleQuoted() (string, bool) {
	start := y.pos + 1
	var unescaped []byte
	for i := start; i < len(y.text); i++ {
		switch y.text[i] {
		case '\n':
			return "", false
		case '"':
			y.pos = i + 1
			if unescaped != nil {
				return string(append(unescaped, y.text[start:i]...)), true
			}
			return y.text[start:i], true
		case '\\':
			unescaped = append(unescaped, y.text[start:i]...)
			i++
			if i == len(y.text) {
				return "", false
			}
			b := y.text[i]
			switch b {
			case '"', '\\', '/':
			case 'n':
				b = '\n'
			case 't':
				b = '\t'
			default:
				return "", false
			}
			unescaped = append(unescaped, b)
			start = i + 1
		}
	}
	return "", false
}

// blockScalar reads the lines below | or >, indented deeper than the column.
// It ends before the line break of the last.
func (y *plainYAML) blockScalar(n *Node, column int) bool {
	y.place(n)
	folded := y.byte() == '>'
	y.pos++
	chomp := y.byte()
	if chomp == '-' || chomp == '+' {
		y.pos++
	}
	if !y.restOfLine() {
		return false
	}
	var b strings.Builder
	indent := -1    // of the text
	lines := 0      // since the last one with text, which y is in
	breaks := 0     // those of them that are empty
	broken := false // the last line with text has a line break
	deeper := false // and begins with a space
	for end := y.pos; end < len(y.text); {
		start := end + 1
		lines++
		first := start
		for first < len(y.text) && y.text[first] == ' ' {
			first++
		}
		if first == len(y.text) || y.text[first] == '\n' {
			// Spaces alone may be text or not.
			if first > start {
				return false
			}
			if first < len(y.text) {
				breaks++
			}
			end = first
			continue
		}
		if indent < 0 {
			indent = first - start
			if indent <= column {
				return false
			}
			b.Grow(64)
		}
		if first-start < indent {
			break
		}
		y.line += lines
		y.start, lines = start, 0
		y.mark, y.column = start, 1
		space := first-start > indent
		switch {
		case !broken:
		case folded && !deeper && !space:
			if breaks == 0 {
				b.WriteByte(' ')
			}
		default:
			b.WriteByte('\n')
		}
		for ; breaks > 0; breaks-- {
			b.WriteByte('\n')
		}
		y.pos = first
		y.comment()
		end = y.pos
		b.WriteString(y.text[start+indent : end])
		broken, deeper = end < len(y.text), space
	}
	if indent < 0 {
		return false
	}
	if broken && chomp != '-' {
		b.WriteByte('\n')
	}
	for ; breaks > 0 && chomp == '+'; breaks-- {
		b.WriteByte('\n')
	}
	n.Kind, n.Plain, n.Text = Text, false, b.String()
	return true
}

// resolve makes n the scalar that s is. Without quotes it may be no text.
func (n *Node) resolve(s string, quoted bool) {
	n.Kind, n.Plain, n.Text = Text, !quoted, s
	if quoted {
		return
	}
	switch s[0] {
	case '~', 'n', 'N', 't', 'T', 'f', 'F':
		switch s {
		case "~", "null", "Null", "NULL":
			n.Kind, n.Text = Null, ""
		case "true", "True", "TRUE", "false", "False", "FALSE":
			n.Kind = Bool
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.':
		if isNumber(s) {
			n.Kind = Number
		}
	}
}

// isNumber reports whether the YAML library takes s for a number, or would if
// it were not too large. It begins with a digit, a sign or a dot.
func isNumber(s string) bool {
	if len(s) < 16 && plainDecimal(s) {
		return true
	}
	for i := range len(s) {
		switch c := s[i]; {
		case (c == '-' || c == '+') && i > 0 && strings.IndexByte("eE_", s[i-1]) < 0:
			return false // a date, or a code such as 15-1253.00
		case c >= '0' && c <= '9', c == '.', c == '+', c == '-', c == '_',
			c >= 'a' && c <= 'f', c >= 'A' && c <= 'F', c == 'x', c == 'X', c == 'o', c == 'O':
		default:
			return isInfinite(s)
		}
	}
	if s[0] == '.' {
		_, err := strconv.ParseFloat(s, 64)
		return err == nil || beyondFloats(s)
	}
	digits := strings.ReplaceAll(s, "_", "")
	if _, err := strconv.ParseInt(digits, 0, 64); err == nil {
		return true
	}
	if _, err := strconv.ParseUint(strings.TrimPrefix(digits, "+"), 0, 64); err == nil {
		return true
	}
	if strings.Trim(digits, "0123456789.eE+-") == "" {
		if _, err := strconv.ParseFloat(digits, 64); err == nil {
			return true
		}
	}
	return beyondFloats(s)
}

// beyondFloats reports whether s, which is no number to the library, is one
// that is too large.
func beyondFloats(s string) bool {
	_, problem := decimal(s)
	return problem == tooLarge
}

// isInfinite reports whether s is one of YAML's words for what is no figure.
func isInfinite(s string) bool {
	switch strings.TrimLeft(s, "+-") {
	case ".inf", ".Inf", ".INF":
		return s[0] == '.' || s[1] == '.'
	}
	return s == ".nan" || s == ".NaN" || s == ".NAN"
}
