package career

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
)

// Number is a decimal figure with up to three decimals, or unknown. The zero
// value is unknown. Unlike a float it is exact: 48.25 is 48.25.
type Number struct {
	// shifted is the figure in thousandths, and one more unless it is negative:
	// a role has some thirty figures, and a bool beside each doubles their size.
	shifted int64
}

// thousandths returns n thousandths as a known number.
func thousandths(n int64) Number {
	if n >= 0 {
		n++
	}
	return Number{n}
}

// milli returns the figure in thousandths, 0 where it is unknown.
func (n Number) milli() int64 {
	if n.shifted > 0 {
		return n.shifted - 1
	}
	return n.shifted
}

// maxNumber bounds every figure: a trillion, above any wage in any currency.
const maxNumber = 1_000_000_000_000

// Int returns n as a known number.
func Int(n int) Number { return thousandths(int64(n) * 1000) }

// Float returns f, rounded to thousandths, as a known number.
func Float(f float64) Number { return thousandths(int64(math.Round(f * 1000))) }

// Known reports whether there is a figure.
func (n Number) Known() bool { return n.shifted != 0 }

// Float returns the figure, or 0 where it is unknown.
func (n Number) Float() float64 { return float64(n.milli()) / 1000 }

// IsZero reports whether the number is unknown; it makes omitzero work.
func (n Number) IsZero() bool { return !n.Known() }

// Compare orders two known numbers.
func (n Number) Compare(m Number) int { return cmp.Compare(n.milli(), m.milli()) }

// Less reports whether both are known and n is below m.
func (n Number) Less(m Number) bool { return n.Known() && m.Known() && n.milli() < m.milli() }

// Negative reports whether n is known and below zero.
func (n Number) Negative() bool { return n.shifted < 0 }

// Whole reports whether n has no decimals.
func (n Number) Whole() bool { return n.milli()%1000 == 0 }

// Or returns n, or m where n is unknown.
func (n Number) Or(m Number) Number {
	if n.Known() {
		return n
	}
	return m
}

// MarshalBinary returns the figure as bytes, none where it is unknown.
func (n Number) MarshalBinary() ([]byte, error) {
	if !n.Known() {
		return nil, nil
	}
	return binary.AppendVarint(nil, n.milli()), nil
}

// UnmarshalBinary reads what MarshalBinary wrote.
func (n *Number) UnmarshalBinary(data []byte) error {
	*n = Number{}
	if len(data) == 0 {
		return nil
	}
	milli, size := binary.Varint(data)
	if size != len(data) {
		return errors.New("not the bytes of a number")
	}
	*n = thousandths(milli)
	return nil
}

// String returns the plain decimal form, "48.25", or "" where unknown.
func (n Number) String() string {
	if !n.Known() {
		return ""
	}
	whole, rest := n.milli()/1000, n.milli()%1000
	sign := ""
	if n.Negative() {
		sign, whole, rest = "-", -whole, -rest
	}
	s := sign + strconv.FormatInt(whole, 10)
	if rest != 0 {
		s += "." + strings.TrimRight(strconv.FormatInt(1000+rest, 10)[1:], "0")
	}
	return s
}

// MarshalJSON writes the decimal form, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Known() {
		return []byte("null"), nil
	}
	return json.RawMessage(n.String()), nil
}

// DecodesNumber tells the decoder that only a number will do.
func (Number) DecodesNumber() {}

// UnmarshalText reads a plain decimal form.
func (n *Number) UnmarshalText(text []byte) error {
	f, err := strconv.ParseFloat(string(text), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return &hintError{quote(string(text)) + " is not a number", "write digits, with a point before decimals: 48.25"}
	}
	if math.Abs(f) > maxNumber {
		return &hintError{quote(string(text)) + " is too large", "figures go up to a trillion"}
	}
	*n = Float(f)
	return nil
}
