package decode

import (
	"strings"
	"testing"
)

// scalars are in the places that scalars may have, and some that they may not.
var scalars = []string{
	"b", "b c", "b  c ", "", " ", "'b'", `"b"`, "'it''s'", `"say \"b\""`, `"\u0041\x42\e\0"`, `'\n'`, "b'c", `b"c`, "it's", `"a" b`,
	"null", "Null", "NULL", "nULL", "~", "~a", "nulls", "none", "true", "True", "TRUE", "tRUE", "truely", "false", "False", "FALSE", "falsey",
	"yes", "Yes", "YES", "no", "No", "NO", "on", "On", "off", "OFF", "y", "Y", "n", "N", "o", "<", "<<", "<<<",
	"0", "-0", "+0", "-0.0", "+0.0", "00", "0.", "0.0", "1", "-1", "+1", "1.", "1.5", "-1.5", ".5", "-.5", "+.5", ".", "..", "...", "....", "-", "--", "---", "+", "+-1", "-+1", "++1", "--1",
	"012", "0o17", "0O17", "08", "09", "-012", "0x1f", "0X1F", "0x", "-0x1f", "+0x1f", "0x-1", "0b101", "0B1", "0b2", "0x1_f", "0_1", "1_000", "1__000", "_1", "1_", "-_1", "+_1", "._1", ".1_0", "1_.5", "1._5", "1_e5", "0_x1f", "0x_1f", "0xg",
	"1e3", "1E3", "1E-3", "1E+3", "1_e-5", "1e_-5", "0xe-1", "0xe+1", "1e+3", "1e-3", "1.5e3", ".5e3", "1e", "e1", "1e1.5", "1e400", "-1e400", "+1e400", ".1e400", "1_0e400", "1e-400", "0e400", "01e400", "0x1p4", "0x.8p1", "1e4_00", ".e5", "1.e5", "1e5e5",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", "+18446744073709551615", "+18446744073709551616", "-18446744073709551615",
	"0xffffffffffffffff", "0xfffffffffffffffff", "0777777777777777777777777", "0b11111111111111111111111111111111111111111111111111111111111111111", "123456789012345", "1234567890123456", "12345678901234.5", "123456789012345678901234567890",
	strings.Repeat("1", 350), strings.Repeat("1", 450), "." + strings.Repeat("1", 450), strings.Repeat("1", 450) + "a", "1" + strings.Repeat("_1", 450),
	".inf", ".Inf", ".INF", ".iNF", "-.inf", "+.inf", "-.Inf", "+.INF", "--.inf", "+-.inf", ".nan", ".NaN", ".NAN", ".Nan", "-.nan", "inf", "nan", "infinity", ".infinity", "-inf", "+Inf", "-infinity", "1inf", "-.", "+.",
	"2024", "2024-05", "2024-05-01", "2024-5-1", "2024-13-45", "2024-05-01T10:00:00Z", "2024-05-01 10:00:00", "2024-05-01t10:00:00+01:00", "2024-", "2024-05-01x", "20240501", "1:30", "12:30:45", "190:20:30", "190:20:30.15", "15-1253.00", "51-2041",
	"401(k)", "5%", "$5", "5 years", "1-2", "3+", "C++", "c#", "# c", "b # c", "b #", "b#c", "#b", "b: c", "b:c", "b :c", "b : c", "b:", ":b", ": b", ":", "::", "http://x.org/?a=b&c=d#e", "b, c", ",b", "b,", "[b]", "[b", "b]", "]", "{b: c}", "{b", "}", "{}", "[]",
	"&a b", "*a", "!b", "!!str b", "!!int 1", "!", "|", ">", "|-", "| b", ">b", "% b", "%", "@b", "`b`", "? b", "?b", "?", "- b", "-b", "-\u00a0b", "=", "=b", "\\n", "b\\", "é", "é: ü", "é # ü", "\u00a0", "日本語", "1\u00a0000", "(b)", "^b", "/b/", ";b", "b;", "$", "&", "b&c", "b*c", "b!", "b?", "b|c", "b>c", "b@c", "b%c", "b`c",
	"b\n", "b\n  c", "\n  b", "|\n    b\n    c", ">\n    b\n\n     c\n    d", "|-\n    b\n", ">+\n    b\n\n", "\n    b: c", "\n    - b", "\n  - b\n  - c: d", "\n- b", "# c\n  b: d", "b # c\n# d", "'b' # c", "'b'# c", "[b] # c", "b   # c\n\n",
}

var contexts = []string{
	"a: %s", "a: %s\n", "a: %s\nz: x", "é: %s\nz: x", "a:\n  b: %s\n  y: x\nz: w", "- %s", "- %s\n- x", "a:\n- %s\n- x\nz: y", "a:\n  - %s\nz: y", "- - %s\n  - x", "- a: %s\n  z: x", "-  a: %s\n   z: x",
	"a: [%s]", "a: [%s, x]", "a: [x,%s]", "a: [ %s ] # x", "a: [[%s], x]", "a: {b: %s}", "a: {b: %s, c: d}", "a: {é: %s , c: d}", "a: {b: {c: %s}}", "- {a: [%s]}\n- x",
	"%s: x", "%s : x\ny: z", "a:\n  %s: x\n  y: z", "- %s: x\n  y: z", "a: {%s: x}", "a: {y: z, %s: x, w: v}", "%s", "a: \"%s\"\nb: c", "a: '%s'\nb: c", "a: |\n  %s\nb: c", "a: >\n  x\n  %s\n  y\nb: c", "# %s\na: b", "a: b # %s\nc: d", "a:%s", "-%s", "a: x%s\nb: c", "a: 1%s\nb: c", "a: x %s\nb: c",
}

// Whatever stands wherever, both readers agree.
func TestPlainYAMLAgrees(t *testing.T) {
	read, all := 0, 0
	for _, context := range contexts {
		for _, scalar := range scalars {
			all++
			if same(t, strings.ReplaceAll(context, "%s", scalar)) {
				read++
			}
		}
	}
	if read < all/3 {
		t.Errorf("only %d of %d are plain YAML", read, all)
	}
}

// FuzzFastYAML looks for data that the two readers do not read alike. Each
// input is read as it stands, and as a row of parts, one a byte: that gets
// deeper into the layout of lines than changing bytes does.
func FuzzFastYAML(f *testing.F) {
	parts := []string{
		"a", "b c", "é", ":", ": ", " :", " ", "  ", "    ", "\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\na: ", "\nb:", "\n  c: ", "\n    d: ", "- ", "-", "- - ", "- e: ",
		"[", "]", "{", "}", ",", ", ", "[f, g]", "{h: i}", "#", " # j", "\n# k", "\n   # l", "'", "\"", "''", "\\", "'m'", "\"n\\\"\"", "|", "|\n  o\n", "|-\n    p\n    q\n", ">", ">+\n  r\n\n   s\n  t\n", "+", "2",
		"null", "~", "true", "yes", "0x1f", "1_0", "1.5", "1e400", ".inf", "2024-01-02", "---", "\n---", "...", "\n...", "?", "? ", "&", "*", "!", "<<", "%", "@", "`", "\t", "\r", "\u2028", "\ufeff",
	}
	f.Add(whole[YAML])
	for i, context := range contexts {
		for j := i % 7; j < len(scalars); j += 7 {
			f.Add(strings.ReplaceAll(context, "%s", scalars[j]))
		}
	}
	f.Fuzz(func(t *testing.T, data string) {
		same(t, data)
		var b strings.Builder
		for i := range min(len(data), 200) {
			b.WriteString(parts[int(data[i])%len(parts)])
		}
		same(t, b.String())
	})
}
