package decode

import (
	"encoding"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// WordError is what the error of an UnmarshalText may be, if the text is none
// of a number of known words. The finding then names the one that was meant.
type WordError interface {
	error
	Word() string
	Known() []string
}

// HintError is what the error of an UnmarshalText may be, if it can say what
// to write instead.
type HintError interface {
	error
	Hint() string
}

// text returns the text of a scalar, on one line unless lines are to be kept.
func (d *Decoder) text(n *Node, lines bool) (string, bool) {
	switch n.Kind {
	case Text:
	case Number, Bool:
		d.Error(n, "wrong-type", n.Label()+" must be text, not "+describe(n), `put it in quotes: "`+shorten(n.Text)+`"`)
		return "", false
	default:
		d.WrongShape(n, "text")
		return "", false
	}
	if tidy(n.Text) {
		return n.Text, true
	}
	for _, r := range n.Text {
		if isControl(r) {
			d.Error(n, "control-character", controlMessage(r), "delete it")
			return "", false
		}
	}
	if lines {
		return strings.ReplaceAll(n.Text, "\r\n", "\n"), true
	}
	return oneLine(n.Text), true
}

// keep returns a copy of s, so that what is decoded does not hold the whole of
// the source. Short copies lie side by side.
func (d *Decoder) keep(s string) string {
	if len(s) >= 128 {
		return strings.Clone(s)
	}
	if d.kept.Cap()-d.kept.Len() < len(s) {
		d.kept.Reset()
		d.kept.Grow(min(512, len(d.parse.data)))
	}
	start := d.kept.Len()
	d.kept.WriteString(s)
	return d.kept.String()[start:]
}

// describe names a number or a boolean as the finding does.
func describe(n *Node) string {
	if n.Kind == Number {
		return "the number " + shorten(n.Text)
	}
	return n.Kind.String()
}

// oneLine makes runs of white space one space and takes it off the ends.
// Spaces that do not break are not white space here.
func oneLine(s string) string {
	if !ragged(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', 0x85, 0x2028, 0x2029:
		return true
	}
	return false
}

// ragged reports whether s is not yet as oneLine returns it.
func ragged(s string) bool {
	space := true // at the start, a space is one too many
	for _, r := range s {
		if isSpace(r) {
			if space || r != ' ' {
				return true
			}
			space = true
		} else {
			space = false
		}
	}
	return space && s != ""
}

// tidy reports whether s is ASCII without control characters, and as oneLine
// returns it: most text is.
func tidy(s string) bool {
	space := true // at the start, a space is one too many
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == ' ' && space {
			return false
		}
		space = s[i] == ' '
	}
	return !space || s == ""
}

// textual gives the text of a scalar to a type that reads text.
func (d *Decoder) textual(n *Node, into encoding.TextUnmarshaler) {
	if n.Kind == Number || n.Kind == Bool {
		// If quotes alone would not do, what the type says is the better help.
		probe := reflect.New(reflect.TypeOf(into).Elem()).Interface().(encoding.TextUnmarshaler)
		if err := probe.UnmarshalText([]byte(n.Text)); err != nil {
			d.refused(n, err)
			return
		}
	}
	text, ok := d.text(n, false)
	if !ok || text == "" {
		return
	}
	if err := d.unmarshal(text, into); err != nil {
		d.refused(n, err)
	}
}

// unmarshal calls UnmarshalText.
func (d *Decoder) unmarshal(text string, into encoding.TextUnmarshaler) error {
	d.scratch = append(d.scratch[:0], text...)
	return into.UnmarshalText(d.scratch)
}

// numeric gives a number, in plain decimals, to a type that reads numbers.
func (d *Decoder) numeric(n *Node, into encoding.TextUnmarshaler) {
	text, ok := d.decimal(n)
	if !ok {
		return
	}
	if err := d.unmarshal(text, into); err != nil {
		d.refused(n, err)
	}
}

// decimal returns the plain decimal form of a number.
func (d *Decoder) decimal(n *Node) (string, bool) {
	if n.Kind != Number {
		if n.Kind != Text {
			d.WrongShape(n, "a number")
			return "", false
		}
		hint := "write digits only, such as 80000"
		if meant, ok := figure(n.Text); ok {
			hint = "write " + meant
		}
		d.Error(n, "wrong-type", n.Label()+" must be a number, not the text "+quote(n.Text), hint)
		return "", false
	}
	text, problem := decimal(n.Text)
	switch problem {
	case fine:
		return text, true
	case tooLarge:
		d.Error(n, "invalid-value", n.Label()+" is too large", "")
	case leadingZero:
		meant, _ := decimal(strings.TrimLeft(n.Text, "+-0_"))
		d.Error(n, "invalid-value", n.Label()+" must be a number that does not begin with 0", strings.TrimSuffix("write "+meant, "write "))
	case notFinite:
		d.Error(n, "invalid-value", n.Label()+" must be a number, not "+shorten(n.Text), "leave the field out where the figure is not known")
	default:
		d.Error(n, "invalid-value", n.Label()+" must be a number, not "+quote(n.Text), "")
	}
	return "", false
}

// whole says why a number does not fit an integer.
func (d *Decoder) whole(n *Node, text string) {
	switch {
	case strings.Contains(text, "."):
		d.Error(n, "wrong-type", n.Label()+" must be a whole number, not "+shorten(n.Text), "")
	case strings.HasPrefix(text, "-"):
		d.Error(n, "invalid-value", n.Label()+" is too small", "")
	default:
		d.Error(n, "invalid-value", n.Label()+" is too large", "")
	}
}

// boolean reads true and false, and YAML's plain yes, no, on and off.
func (d *Decoder) boolean(n *Node, v reflect.Value) {
	word := n.Text
	if n.Kind == Bool || n.Kind == Text && n.Plain {
		switch strings.ToLower(word) {
		case "true", "yes", "on":
			v.SetBool(true)
			return
		case "false", "no", "off":
			v.SetBool(false)
			return
		}
	}
	hint := ""
	switch strings.ToLower(strings.TrimSpace(word)) {
	case "true", "yes", "on", "1":
		hint = "write true"
	case "false", "no", "off", "0":
		hint = "write false"
	}
	got := describe(n)
	switch n.Kind {
	case Text:
		got = "the text " + quote(word)
	case List, Map:
		got = n.Kind.String()
	}
	d.Error(n, "wrong-type", n.Label()+" must be true or false, not "+got, hint)
}

// refused tells the error of an UnmarshalText.
func (d *Decoder) refused(n *Node, err error) {
	rule, message, hint := "invalid-value", shortenTo(err.Error(), 300), ""
	if word, ok := err.(WordError); ok {
		rule = "unknown-value"
		known := word.Known()
		if meant, ok := Nearest(word.Word(), known, d.options.Meanings); ok {
			message += " (did you mean " + quote(meant) + "?)"
		} else if len(known) > 0 && len(known) <= 12 {
			hint = "one of " + strings.Join(slices.Clone(known), ", ")
		}
	}
	if h, ok := err.(HintError); ok && h.Hint() != "" {
		hint = h.Hint()
	}
	if !utf8.ValidString(message) {
		message = strings.ToValidUTF8(message, "\uFFFD")
	}
	d.Error(n, rule, message, hint)
}
