// Package docx writes plain documents in Office Open XML (ECMA-376, part 1):
// headings, paragraphs and lists, as Word and LibreOffice open them. The same
// blocks give the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"
	"time"
	"unicode"
)

// Kind is what a block is.
type Kind uint8

// The kinds of blocks.
const (
	Paragraph Kind = iota
	Title
	Heading
	Item // of a list with bullets
)

// Block is a paragraph of a document.
type Block struct {
	Kind Kind
	Text string // line ends are kept
}

// styles are the names of the kinds' paragraph styles.
var styles = [...]string{Paragraph: "", Title: "Title", Heading: "Heading1", Item: "ListBullet"}

// Write returns a document in a language (BCP 47).
func Write(language string, blocks []Block) []byte {
	var body strings.Builder
	for _, b := range blocks {
		body.WriteString("<w:p>")
		if style := styles[b.Kind]; style != "" {
			body.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
		}
		for i, line := range strings.Split(b.Text, "\n") {
			body.WriteString("<w:r>")
			if i > 0 {
				body.WriteString("<w:br/>")
			}
			body.WriteString(`<w:t xml:space="preserve">` + escape(line) + "</w:t></w:r>")
		}
		body.WriteString("</w:p>")
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", relationships},
		{"word/_rels/document.xml.rels", documentRelationships},
		{"word/styles.xml", strings.Replace(styleSheet, "LANGUAGE", escape(language), 1)},
		{"word/numbering.xml", numbering},
		{"word/document.xml", head + `<w:document ` + space + `><w:body>` + body.String() + page + `</w:body></w:document>`},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: epoch})
		if err == nil {
			_, err = w.Write([]byte(part.text))
		}
		if err != nil {
			panic(err) // memory does not fail
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// epoch is the earliest date of a zip file.
var epoch = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// escape writes text for XML, without what XML 1.0 cannot hold.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' || r == 0xFFFE || r == 0xFFFF || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // to memory
	return b.String()
}

const (
	head  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	// A4 with margins of an inch; printers scale it to Letter.
	page = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`

	contentTypes = head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`
	relationships = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	documentRelationships = head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`
	styleSheet = head + `<w:styles ` + space + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/></w:pPr></w:style></w:styles>`
	numbering = head + `<w:numbering ` + space + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>` +
		`<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
)
