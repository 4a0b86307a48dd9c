package onet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Limits on a workbook. Beyond them it is refused: the national one of May
// 2024 has 1,404 rows and 1.6 MB of text.
const (
	maxWorkbook = 64 << 20 // bytes of the file
	maxPart     = 64 << 20 // bytes of a part, unpacked
	maxParts    = 1000
	maxStrings  = 1 << 20
	maxRows     = 200_000
	maxColumns  = 1000
	maxNesting  = 32
)

var errTooLarge = errors.New("the workbook is larger than any of the survey's")

// workbook is an Office Open XML spreadsheet (.xlsx): a zip archive of XML
// parts. Only the values of its cells are read.
type workbook struct {
	parts   map[string]*zip.File
	strings []string
}

func openWorkbook(r io.ReaderAt, size int64) (*workbook, error) {
	if size > maxWorkbook {
		return nil, errTooLarge
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errors.New("not a workbook (.xlsx)")
	}
	if len(z.File) > maxParts {
		return nil, errTooLarge
	}
	w := &workbook{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		w.parts[f.Name] = f
	}
	const shared = "xl/sharedStrings.xml"
	if w.parts[shared] == nil {
		return w, nil
	}
	var b strings.Builder
	inText, skipped := false, 0
	return w, w.read(shared, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "rPh": // how a text is pronounced
				skipped++
			case "t":
				inText = skipped == 0
			}
		case xml.CharData:
			if inText {
				b.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "rPh":
				skipped--
			case "t":
				inText = false
			case "si":
				if len(w.strings) == maxStrings {
					return errTooLarge
				}
				w.strings = append(w.strings, b.String())
				b.Reset()
			}
		}
		return nil
	})
}

// sheets returns the names of the parts that are sheets, sorted.
func (w *workbook) sheets() []string {
	return slices.DeleteFunc(sortedKeys(w.parts), func(name string) bool {
		return path.Dir(name) != "xl/worksheets" || path.Ext(name) != ".xml"
	})
}

// read hands each token of a part to a function.
func (w *workbook) read(name string, each func(xml.Token) error) error {
	f := w.parts[name]
	if f == nil || f.UncompressedSize64 > maxPart {
		return errTooLarge
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: maxPart + 1} // the size that the archive states may be a lie
	d := xml.NewDecoder(limited)
	for depth := 0; ; {
		t, err := d.Token()
		switch {
		case limited.N <= 0:
			return errTooLarge
		case err == io.EOF:
			return nil
		case err != nil:
			return fmt.Errorf("%s: %w", name, err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
		if depth > maxNesting {
			return errTooLarge
		}
		if err := each(t); err != nil {
			return err
		}
	}
}

// errStop ends the reading of a sheet.
var errStop = errors.New("stop")

// rows hands each row of a sheet to a function, by number from 1, with its
// cells by column from 0. The cells are valid until the function returns.
func (w *workbook) rows(sheet string, each func(number int, cells []string) error) error {
	var cells []string
	var text strings.Builder
	row, column, kind, inValue := 0, 0, "", false
	err := w.read(sheet, func(t xml.Token) error {
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				cells, column = cells[:0], -1
				row++
				if n, err := strconv.Atoi(attribute(t, "r")); err == nil {
					row = n
				}
				if row > maxRows {
					return errTooLarge
				}
			case "c":
				column++
				kind = attribute(t, "t")
				if n := columnOf(attribute(t, "r")); n >= 0 {
					column = n
				}
				if column >= maxColumns {
					return errTooLarge
				}
				text.Reset()
			case "v", "t":
				inValue = true
			}
		case xml.CharData:
			if inValue {
				text.Write(t)
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "v", "t":
				inValue = false
			case "c":
				for len(cells) <= column {
					cells = append(cells, "")
				}
				cells[column] = w.text(kind, text.String())
			case "row":
				return each(row, cells)
			}
		}
		return nil
	})
	if err == errStop {
		return nil
	}
	return err
}

// text returns the text of a cell.
func (w *workbook) text(kind, value string) string {
	if kind != "s" {
		return strings.TrimSpace(value)
	}
	i, err := strconv.Atoi(value)
	if err != nil || i < 0 || i >= len(w.strings) {
		return ""
	}
	return strings.TrimSpace(w.strings[i])
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// columnOf returns the column of a cell's reference, from 0: "AB12" is 27.
func columnOf(reference string) int {
	n := 0
	for i := 0; i < len(reference) && i < 4 && reference[i] >= 'A' && reference[i] <= 'Z'; i++ {
		n = n*26 + int(reference[i]-'A') + 1
	}
	return n - 1
}

// columnName is the other way round: 27 is "AB".
func columnName(n int) string {
	name := ""
	for n++; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}
