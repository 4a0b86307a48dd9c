// What a reader has filled in: kept in the browser, and written into a link.
// A draft is {f: {field: text}, b: {blank: text}, s: [struck items' marks],
// a: [[list, text]]}. It comes from where anybody can write, so whatever is
// not of this shape is left out.

const version = "t1.";
const most = { link: 8000, text: 64000, value: 2000, entries: 200 };

const texts = (o) => (o && typeof o === "object" && !Array.isArray(o)
  ? Object.entries(o).filter(([k, v]) => typeof v === "string" && k.length <= 100 && v.length <= most.value).slice(0, most.entries) : []);
const array = (a) => (Array.isArray(a) ? a.slice(0, most.entries) : []);
const short = (s) => typeof s === "string" && s.length <= most.value;

export const clean = (raw) => ({
  f: new Map(texts(raw?.f)),
  b: new Map(texts(raw?.b)),
  s: array(raw?.s).filter(short),
  a: array(raw?.a).filter((p) => Array.isArray(p) && p.length === 2 && p.every(short)),
});
export const isEmpty = (d) => !d.f.size && !d.b.size && !d.s.length && !d.a.length;

const text = (d) => {
  const o = {};
  if (d.f.size) o.f = Object.fromEntries(d.f);
  if (d.b.size) o.b = Object.fromEntries(d.b);
  if (d.s.length) o.s = d.s;
  if (d.a.length) o.a = d.a;
  return JSON.stringify(o);
};
const parse = (s) => {
  try {
    const raw = JSON.parse(s);
    return raw && typeof raw === "object" && !Array.isArray(raw) ? clean(raw) : null;
  } catch { return null; }
};

// through sends bytes through a stream; it fails beyond the most that a draft
// may hold, so that few bytes cannot become very many.
const through = async (bytes, transform) => {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most.text) {
      reader.cancel();
      throw new RangeError("too long");
    }
    chunks.push(value);
  }
  return new Blob(chunks);
};

// link returns the page's address with the draft in its fragment; "" if that
// would be too long.
export const link = async (page, d) => {
  const data = new TextEncoder().encode(text(d));
  if (data.length > most.text) return "";
  const packed = new Uint8Array(await (await through(data, new CompressionStream("deflate-raw"))).arrayBuffer());
  let binary = "";
  for (const b of packed) binary += String.fromCharCode(b);
  const url = `${page}#${version}${btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
  return url.length > most.link ? "" : url;
};

// linked returns the draft of a fragment: undefined if it holds none, null if
// it is broken.
export const linked = async (fragment) => {
  const m = /^#t\d+\./.exec(fragment);
  if (!m) return undefined;
  if (m[0] !== `#${version}` || fragment.length > most.link) return null;
  try {
    const binary = atob(fragment.slice(m[0].length).replaceAll("-", "+").replaceAll("_", "/"));
    return parse(await (await through(Uint8Array.from(binary, (c) => c.charCodeAt(0)), new DecompressionStream("deflate-raw"))).text());
  } catch { return null; }
};

// The browser's own storage may be full or forbidden.
export const stored = (key) => {
  try { return parse(localStorage.getItem(key) || ""); } catch { return null; }
};
export const store = (key, d) => {
  try {
    if (isEmpty(d)) localStorage.removeItem(key);
    else localStorage.setItem(key, text(d));
    return true;
  } catch { return false; }
};
