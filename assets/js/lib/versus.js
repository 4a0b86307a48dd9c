// What the comparison is made of: elements, words and figures as the language
// writes them, and the chart. The figures are written as internal/career does.

// el makes an element. Children are elements or texts; what is empty is left
// out.
export const el = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
const fill = (element, attributes, children) => {
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter((c) => c || c === 0));
  return element;
};

export const format = (words, lang) => {
  const formats = new Map();
  const intl = (key, options) => {
    if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(lang, options));
    return formats.get(key);
  };
  const t = (key, values = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const number = (n) => intl("number", { maximumFractionDigits: 3 }).format(n);
  // An amount has decimals only where it is no whole number.
  const money = (n, currency) => {
    if (!currency) return number(n);
    const usual = intl(currency, { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
    const digits = Number.isInteger(n) ? 0 : Math.max(usual, (String(n).split(".")[1] || "").length);
    return intl(`${currency} ${digits}`, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);
  };
  const percent = (n, signed) => (signed && n > 0 ? "+" : "") + t("percent", { number: number(n) });
  const date = (text) => {
    const [year, month, day] = (text || "").split("-").map(Number);
    if (!year) return "";
    return t(day ? "date.day" : "date.month", { year, month: t(`month.${month}`), day });
  };
  const list = (names, join) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${t(join)} ${names.at(-1)}`);
  return { t, number, money, percent, date, list };
};

const wide = 320, margin = 4, rowHeight = 46;
const round = (v) => Math.round(v * 10) / 10;

// versusChart draws pay as internal/figure/sides.go does; null if there is
// nothing to draw.
export const versusChart = (rows, text, unit) => {
  const high = Math.max(0, ...rows.flatMap(({ title, ...figures }) => Object.values(figures).filter((v) => v !== undefined)));
  if (!high) return null;
  const power = 10 ** Math.floor(Math.log10(high / 4));
  const step = power * ([1, 2, 5].find((factor) => high <= 4 * factor * power) || 10);
  const end = Math.ceil(high / step) * step;
  const place = (v) => round(margin + (v / end) * (wide - 2 * margin));
  const path = (name, d) => svg("path", { class: name, d });
  const ticks = [];
  for (let v = 0; v <= end + step / 2; v += step) ticks.push(v);
  const parts = [];
  rows.forEach((r, i) => {
    const y = i * rowHeight + 20, letters = [...r.title];
    parts.push(svg("text", { class: "name", "text-anchor": "start", x: 0, y: y - 6 }, letters.length > 44 ? letters.slice(0, 43).join("") + "…" : r.title));
    const band = (name, from, to, top, height) => { if (from !== undefined && to !== undefined) parts.push(path(name, `M${place(from)} ${top}H${place(to)}v${height}H${place(from)}z`)); };
    const mark = (name, v) => { if (v !== undefined) parts.push(path(name, `M${place(v)} ${y}v18`)); };
    for (const v of ticks) mark("axis", v);
    band("range", r.min, r.max, y + 6, 6);
    band("band", r.p10, r.p90, y + 2, 14);
    band("inner", r.p25, r.p75, y + 2, 14);
    mark("mark mean", r.mean);
    mark("mark", r.median);
  });
  const foot = rows.length * rowHeight;
  parts.push(path("axis", `M0 ${foot}H${wide}`));
  for (const v of end > 3.5 * step ? ticks.filter((_, i) => i % 2 === 0) : ticks) {
    const [anchor, x] = v === 0 ? ["start", 0] : v > end - step / 2 ? ["end", wide] : ["middle", place(v)];
    parts.push(svg("text", { "text-anchor": anchor, x, y: foot + 15, "data-value": v, "data-pay": unit }, text(v)));
  }
  return svg("svg", { class: "pay sides", viewBox: `0 0 ${wide} ${foot + 20}`, "aria-hidden": "true", focusable: "false" }, ...parts);
};
