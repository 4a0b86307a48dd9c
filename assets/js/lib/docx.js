// Writes a job description for word processors, with the same parts as
// internal/docx; a test compares the two.

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const open = "http://schemas.openxmlformats.org/";
const relation = `${open}officeDocument/2006/relationships/`;
const packed = "application/vnd.openxmlformats-";
const word = `${packed}officedocument.wordprocessingml.`;
const styles = { title: "Title", heading: "Heading1", item: "ListBullet" };

// escape leaves out what XML 1.0 cannot hold.
const escape = (text) => text.replace(/[^\t\x20-\x7e\xa0-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/gu, "")
  .replace(/[&<>"'\t]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;", "\t": "&#x9;" })[c]);

const relations = (...list) => `${head}<Relationships xmlns="${open}package/2006/relationships">${
  list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relation}${type}" Target="${target}"/>`).join("")}</Relationships>`;
const part = (name) => `<Override PartName="/word/${name}.xml" ContentType="${word}${name === "document" ? "document.main" : name}+xml"/>`;
const style = (id, name, rest) => `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${rest}</w:style>`;

const parts = (language, blocks) => [
  ["[Content_Types].xml", `${head}<Types xmlns="${open}package/2006/content-types"><Default Extension="rels" ContentType="${packed}package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/>${part("document")}${part("styles")}${part("numbering")}</Types>`],
  ["_rels/.rels", relations(["officeDocument", "word/document.xml"])],
  ["word/_rels/document.xml.rels", relations(["styles", "styles.xml"], ["numbering", "numbering.xml"])],
  ["word/styles.xml", `${head}<w:styles ${space}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/><w:lang w:val="${escape(language)}"/></w:rPr></w:rPrDefault>` +
    `<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
    style("Title", "Title", `<w:pPr><w:keepNext/><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr>`) +
    style("Heading1", "heading 1", `<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr>`) +
    style("ListBullet", "List Bullet", `<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/></w:pPr>`) + `</w:styles>`],
  ["word/numbering.xml", `${head}<w:numbering ${space}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>` +
    `<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`],
  ["word/document.xml", `${head}<w:document ${space}><w:body>${blocks.map((b) => `<w:p>${styles[b.kind] ? `<w:pPr><w:pStyle w:val="${styles[b.kind]}"/></w:pPr>` : ""}<w:r><w:t xml:space="preserve">${escape(b.text)}</w:t></w:r></w:p>`).join("")}` +
    `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`],
];

const crc = (bytes) => {
  let c = ~0;
  for (const b of bytes) {
    c ^= b;
    for (let i = 0; i < 8; i++) c = (c >>> 1) ^ (0xedb88320 & -(c & 1));
  }
  return ~c >>> 0;
};

// zip packs texts, uncompressed, dated 1980-01-01.
const zip = (files) => {
  const encoder = new TextEncoder(), out = [], directory = [];
  let at = 0, size = 0;
  const record = (...fields) => {
    const bytes = new Uint8Array(fields.reduce((n, [width]) => n + width, 0)), view = new DataView(bytes.buffer);
    fields.reduce((p, [width, value]) => (width === 2 ? view.setUint16(p, value, true) : view.setUint32(p, value, true), p + width), 0);
    return bytes;
  };
  for (const [path, text] of files) {
    const name = encoder.encode(path), data = encoder.encode(text);
    // Version, flags, method, time, date, sum, sizes, lengths of name and extra.
    const common = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 33], [4, crc(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
    const local = record([4, 0x04034b50], ...common);
    const entry = record([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
    out.push(local, name, data);
    directory.push(entry, name);
    at += local.length + name.length + data.length;
    size += entry.length + name.length;
  }
  return [...out, ...directory, record([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0])];
};

export const docx = (language, blocks) => new Blob(zip(parts(language, blocks)), { type: `${word}document` });
