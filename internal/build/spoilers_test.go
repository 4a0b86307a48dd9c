package build_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"careerguide/internal/decode"
)

// spoiler makes a file malformed. It returns what it was given where it finds
// nothing to spoil.
type spoiler struct {
	name  string
	spoil func(r *rand.Rand, data []byte) []byte
}

// splice returns data with the bytes from and to replaced.
func splice(data []byte, from, to int, middle string) []byte {
	return slices.Concat(data[:from], []byte(middle), data[to:])
}

// rows changes the lines of a file.
func rows(change func(r *rand.Rand, list []string) []string) func(r *rand.Rand, data []byte) []byte {
	return func(r *rand.Rand, data []byte) []byte {
		return []byte(strings.Join(change(r, strings.Split(string(data), "\n")), "\n"))
	}
}

// inserted puts one of texts at a random place.
func inserted(texts ...string) func(r *rand.Rand, data []byte) []byte {
	return func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data) + 1)
		return splice(data, at, at, texts[r.IntN(len(texts))])
	}
}

// valued gives a line's value another one.
func valued(values ...string) func(r *rand.Rand, data []byte) []byte {
	return rows(func(r *rand.Rand, list []string) []string {
		i, value := r.IntN(len(list)), values[r.IntN(len(values))]
		for _, mark := range []string{": ", " = ", "\t"} {
			if before, _, ok := strings.Cut(list[i], mark); ok {
				list[i] = before + mark + value
				break
			}
		}
		return list
	})
}

var spoilers = []spoiler{
	{"bit", func(r *rand.Rand, data []byte) []byte {
		out := bytes.Clone(data)
		out[r.IntN(len(out))] ^= 1 << r.IntN(8)
		return out
	}},
	{"bytes", func(r *rand.Rand, data []byte) []byte {
		out := bytes.Clone(data)
		for range 1 + r.IntN(8) {
			out[r.IntN(len(out))] = byte(r.IntN(256))
		}
		return out
	}},
	{"end lost", func(r *rand.Rand, data []byte) []byte { return data[:r.IntN(len(data))] }},
	{"start lost", func(r *rand.Rand, data []byte) []byte { return data[r.IntN(len(data)):] }},
	{"piece lost", func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data))
		return splice(data, at, min(at+1+r.IntN(40), len(data)), "")
	}},
	{"piece twice", func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data))
		to := min(at+1+r.IntN(400), len(data))
		return splice(data, to, to, string(data[at:to]))
	}},
	{"line lost", rows(func(r *rand.Rand, list []string) []string {
		i := r.IntN(len(list))
		return slices.Delete(list, i, i+1)
	})},
	{"line twice", rows(func(r *rand.Rand, list []string) []string {
		i := r.IntN(len(list))
		return slices.Insert(list, i, list[i])
	})},
	{"lines swapped", rows(func(r *rand.Rand, list []string) []string {
		i, j := r.IntN(len(list)), r.IntN(len(list))
		list[i], list[j] = list[j], list[i]
		return list
	})},
	{"line indented", rows(func(r *rand.Rand, list []string) []string {
		i := r.IntN(len(list))
		list[i] = []string{" ", "\t", "   ", "\u00a0"}[r.IntN(4)] + list[i]
		return list
	})},
	{"line out", rows(func(r *rand.Rand, list []string) []string {
		i := r.IntN(len(list))
		list[i] = strings.TrimLeft(list[i], " \t")
		return list
	})},
	{"wrong type", valued("[1, [2]]", "{a: {b: c}}", "12", "-1", "1e999", "true", "null", "~", `"x"`, "'", "", "2025-13-01", "!!binary x", "&a [*a]", "*a", "|", ">", "[", "{", "0x1F", ".inf", "99999999999999999999")},
	{"brackets", inserted("[", "]", "{", "}", "((", `"`, "'", "`", "](", "![", "<!--", "-->", "{{", "}}", "{{end}}", "{{if .X}}", "{{.Nope}}")},
	{"NUL", inserted("\x00")},
	{"control character", inserted("\x01", "\x1b[2J", "\x7f", "\u0085", "\u2028", "\u202e", "\ufeff", "\u200b")},
	{"no UTF-8", inserted("\xff", "\xc3\x28", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf", "\xe2\x82")},
	{"line ends", func(r *rand.Rand, data []byte) []byte {
		return bytes.ReplaceAll(data, []byte("\n"), []byte([]string{"\r", "\r\n", "\n\r", "\n\n"}[r.IntN(4)]))
	}},
	{"depth", inserted(strings.Repeat("[", 300), strings.Repeat("{a: ", 200), strings.Repeat("> ", 300), strings.Repeat("- ", 300), strings.Repeat("*", 500), strings.Repeat("{{if 1}}", 200))},
	{"length", inserted(strings.Repeat("a", 70_000), strings.Repeat("a: b\n", 5_000), strings.Repeat("9", 5_000), strings.Repeat("\n", 9_000), strings.Repeat("| a ", 3_000))},
	{"delimiters", inserted("\n---\n", "\n+++\n", "\n;;;\n", "\n...\n", "\n--- !x\n", "\n%YAML 9.9\n", "\n```\n", "\n# X\n", "\n[^x]: \n")},
	{"case", func(r *rand.Rand, data []byte) []byte {
		at := r.IntN(len(data))
		to := min(at+1+r.IntN(30), len(data))
		return splice(data, at, to, strings.ToUpper(string(data[at:to])))
	}},
}

// notation writes a node of front matter in TOML or JSON, which differ in the
// sign between key and value alone.
func notation(b *strings.Builder, n *decode.Node, sign string) {
	switch n.Kind {
	case decode.Map, decode.List:
		brackets := map[decode.Kind]string{decode.Map: "{}", decode.List: "[]"}[n.Kind]
		b.WriteByte(brackets[0])
		for i := range n.Items {
			if i > 0 {
				b.WriteString(", ")
			}
			if n.Kind == decode.Map {
				b.WriteString(strconv.Quote(n.Items[i].Key) + sign)
			}
			notation(b, &n.Items[i], sign)
		}
		b.WriteByte(brackets[1])
	case decode.Text:
		quoted, _ := json.Marshal(n.Text)
		b.Write(quoted)
	default:
		b.WriteString(n.Text)
	}
}

// inTOML and inJSON are an article of YAML in other notations.
func inTOML(t *testing.T, yaml []byte) []byte { return renoted(t, yaml, " = ") }
func inJSON(t *testing.T, yaml []byte) []byte { return renoted(t, yaml, ": ") }

func renoted(t *testing.T, yaml []byte, sign string) []byte {
	t.Helper()
	_, rest, _ := strings.Cut(string(yaml), "---\n")
	front, body, ok := strings.Cut(rest, "\n---\n")
	if !ok {
		t.Fatal("no front matter")
	}
	tree, _ := decode.Unmarshal(decode.Source{Data: []byte(front)}, &struct{}{}, decode.Options{})
	var b strings.Builder
	if sign == ": " {
		notation(&b, tree.Root(), sign)
		var out bytes.Buffer
		if err := json.Indent(&out, []byte(b.String()), "", "  "); err != nil {
			t.Fatal(err)
		}
		return append(out.Bytes(), "\n\n"+body...)
	}
	b.WriteString("+++\n")
	for i := range tree.Root().Items {
		item := &tree.Root().Items[i]
		b.WriteString(item.Key + sign)
		notation(&b, item, sign)
		b.WriteByte('\n')
	}
	return []byte(b.String() + "+++\n" + body)
}
