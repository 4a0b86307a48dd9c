package content

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"careerguide/internal/decode"
	"careerguide/internal/diag"
)

// maxFile bounds an article's size in bytes.
const maxFile = 16 << 20

// delimiters open and close front matter on a line of their own.
var delimiters = []struct {
	line   string
	format decode.Format
}{
	{"---", decode.YAML},
	{"+++", decode.TOML},
	{";;;", decode.JSON},
}

// split parts a file into its front matter and its body. Only a delimiter at
// the start of a line closes front matter, so one inside a block scalar does
// not. bodyLine is the line of the file on which the body starts.
func split(file string, data []byte) (front decode.Source, body []byte, bodyLine int, found *diag.Finding) {
	fail := func(line, column int, rule, message, hint string) (decode.Source, []byte, int, *diag.Finding) {
		return decode.Source{}, nil, 0, &diag.Finding{File: file, Position: diag.Position{Line: line, Column: column}, Severity: diag.Error, Rule: rule, Message: message, Hint: hint}
	}
	if len(data) > maxFile {
		return fail(1, 1, "file-size", "the file is larger than 16 MiB", "")
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(data, '\r') >= 0 {
		data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	if at := invalid(data); at >= 0 {
		line, column := lineColumn(data, at)
		if data[at] == 0 {
			return fail(line, column, "encoding", "the file has a NUL byte", "save it as plain text in UTF-8")
		}
		return fail(line, column, "encoding", "the file is not UTF-8", "save it in the encoding UTF-8")
	}
	rest := bytes.TrimLeft(data, " \t\n")
	if len(rest) == 0 {
		return fail(1, 1, "front-matter", "the file is empty", "begin it with front matter between two lines of ---")
	}
	first := 1 + bytes.Count(data[:len(data)-len(rest)], []byte("\n"))
	opening, after, _ := bytes.Cut(rest, []byte("\n"))
	for _, d := range delimiters {
		if strings.TrimRight(string(opening), " \t") != d.line {
			continue
		}
		for start := 0; start < len(after); {
			end := bytes.IndexByte(after[start:], '\n')
			next := len(after)
			if end >= 0 {
				next = start + end + 1
			}
			if strings.TrimRight(string(after[start:next]), " \t\n") == d.line {
				front = decode.Source{File: file, Format: d.format, Data: after[:start], FirstLine: first + 1}
				return front, after[next:], first + 1 + bytes.Count(after[:next], []byte("\n")), nil
			}
			start = next
		}
		return fail(first, 1, "front-matter", "the front matter that begins here is not closed", "end it with a line of "+d.line)
	}
	if rest[0] == '{' {
		decoder := json.NewDecoder(bytes.NewReader(rest))
		var raw json.RawMessage
		err := decoder.Decode(&raw)
		end := int(decoder.InputOffset())
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			return fail(first, 1, "front-matter", "the front matter that begins here is not closed", "end it with }")
		}
		if err != nil { // let the decoder say where
			end = len(rest)
		}
		front = decode.Source{File: file, Format: decode.JSON, Data: rest[:end], FirstLine: first}
		return front, rest[end:], first + bytes.Count(rest[:end], []byte("\n")), nil
	}
	return fail(first, 1, "front-matter", "the file has no front matter", "begin it with a line of ---, the fields, and another line of ---")
}

// invalid returns the offset of the first byte that is no UTF-8 or is NUL, or -1.
func invalid(data []byte) int {
	if utf8.Valid(data) {
		return bytes.IndexByte(data, 0)
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return i
		}
		i += size
	}
	return -1
}

func lineColumn(data []byte, at int) (line, column int) {
	before := data[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return 1 + bytes.Count(before, []byte("\n")), 1 + utf8.RuneCount(before[start:])
}
