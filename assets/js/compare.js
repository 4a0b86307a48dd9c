// The comparison: two roles or three side by side, from the roles as data.
// What it makes is what layouts/partials/comparison.html makes of a pair
// (internal/page/compare.go has the rules).
import { el, format, versusChart } from "./lib/versus.js";

const most = 3;
const root = document.querySelector("[data-compare]");
const words = JSON.parse(root.dataset.compare);
const form = root.querySelector("form");
const chosenList = root.querySelector(".chosen");
const state = root.querySelector("[data-state]");
const result = root.querySelector("[data-result]");
const rest = document.querySelectorAll("#pairs, #a-to-z");
const base = form.dataset.below;
const f = format(words, document.documentElement.lang);
const { t, money, number, percent } = f;
const records = new Map();
let slugs = [], shown = 0;

// source cites where figures come from, as a table's cell has it.
const cited = (source, date) => {
  source ||= {};
  const when = f.date(date || source.date) || (source.year ? String(source.year) : "");
  const href = source.url?.startsWith("/") ? root.dataset.home + source.url.slice(1) : source.url;
  const name = source.name || t("unknown.source");
  return [source.name && href ? el("a", { href }, name) : name, when && `, ${t("as-of", { date: when })}`];
};
const unknown = () => el("small", {}, t("compare.unknown"));
const roleLink = (r) => el("a", { href: `${base}${r.slug}/` }, r.title);

const same = (sources) => new Set(sources.filter(Boolean).map((s) => s.map((part) => part.outerHTML || part).join("|"))).size === 1;
const versus = (caption, roles, rows, sources) => [el("div", { class: "scroll wide" },
  el("table", { class: "versus" }, el("caption", {}, ...caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, el("span", { class: "hidden" }, t("compare.figure"))), ...roles.map((r) => el("th", { scope: "col" }, roleLink(r))))),
    el("tbody", {}, ...rows.map(([label, ...cells]) => el("tr", {}, el("th", { scope: "row" }, label), ...cells.map(([value, note]) =>
      el("td", {}, ...(value ? [value, note && " ", note && el("small", {}, note)] : [unknown()]))))),
    !same(sources) && el("tr", {}, el("th", { scope: "row" }, t("source")), ...sources.map((s) => el("td", { class: "cited" }, ...(s || []))))))),
  same(sources) && el("p", { class: "citation" }, ...sources.find(Boolean))];

// sides makes what each role says; nothing if none says anything.
const sides = (roles, of) => {
  const all = roles.map(of);
  if (!all.some((items) => items.length)) return null;
  return el("div", { class: "versus-sides" }, ...roles.map((r, i) => el("div", {}, el("h3", {}, r.title),
    all[i].length ? el("ul", {}, ...all[i].map(([label, note]) => el("li", {}, label, note?.length > 0 && " ", note?.length > 0 && el("small", {}, ...[note].flat()))))
      : el("p", { class: "remark" }, t("compare.unknown")))));
};
const section = (key, ...content) => (content.some(Boolean) ? el("section", {}, el("h2", {}, t(key)), ...content) : null);
const remark = (text) => el("p", { class: "remark" }, text);

const figures = ["min", "p10", "p25", "median", "mean", "p75", "p90", "max"];
const perYear = { hour: 2080, day: 260, week: 52, month: 12, year: 1 };
const known = (n) => n !== undefined && n !== null;
const pays = (r) => r.salary && figures.some((name) => known(r.salary[name]));

// Pay is marked as internal/page/pay.go does.
const per = (period) => el("span", { "data-per": "" }, t(`per.${period}`));
const amountOf = (n, currency, period) => el("data", { value: n, "data-pay": `${currency} ${period}` }, money(n, currency));
// parts fills in the elements of a word.
const parts = (key, values) => t(key).split(/\{(\w+)\}/).map((part, i) => (i % 2 ? values[part] : part)).filter(Boolean);
const periodsFor = (own) => el("fieldset", { class: "periods scripted", disabled: "" }, el("legend", {}, t("pay.show")),
  el("div", {}, ...Object.keys(perYear).filter((p) => p === own || p === "hour" || p === "month" || p === "year").map((p) =>
    el("label", {}, el("input", { type: "radio", name: "pay-period", value: p, ...(p === own && { checked: "" }) }), el("span", {}, t(`per.${p}`))))),
  el("p", { role: "status" }, el("span", {}, t("pay.computed"))));

const payParts = (roles) => {
  const paid = roles.filter(pays);
  const unique = (key) => [...new Set(paid.map((r) => r.salary[key]))];
  const currencies = unique("currency"), periods = unique("period");
  if (!paid.length) return [remark(t("compare.nothing"))];
  const remarks = [];
  const period = periods.length > 1 ? "year" : periods[0];
  if (periods.length > 1) remarks.push(t("compare.converted"));
  const amount = (r, name) => {
    const n = r.salary?.[name];
    if (!known(n)) return undefined;
    return r.salary.period === period ? n : Math.round(n * perYear[r.salary.period]);
  };
  const rows = figures.filter((name) => roles.some((r) => known(amount(r, name)))).map((name) =>
    [t(`pay.${name}`), ...roles.map((r) => { const n = amount(r, name); return [known(n) && amountOf(n, r.salary.currency, period)]; })]);
  const table = versus(parts("table.pay", { per: per(period) }), roles, rows, roles.map((r) => pays(r) && cited(r.salary.source, r.salary.as_of)));
  if (currencies.length > 1) {
    remarks.push(t("compare.currencies", { currencies: currencies.join(", ") }));
    return [...remarks.map(remark), periodsFor(period), ...table];
  }
  if (roles.length === 2) {
    const [a, b] = roles;
    const by = ["median", "mean"].find((name) => known(amount(a, name)) && known(amount(b, name)));
    if (by && amount(a, by) > 0 && amount(b, by) > 0) {
      const [more, less] = amount(a, by) < amount(b, by) ? [b, a] : [a, b];
      const difference = Math.round((amount(more, by) / amount(less, by) - 1) * 100);
      remarks.unshift(difference ? t(`compare.${by}.more`, { a: more.title, b: less.title, percent: percent(difference) }) : t(`compare.${by}.same`, { a: a.title, b: b.title }));
    }
  }
  const chart = versusChart(roles.map((r) => ({ title: r.title, ...Object.fromEntries(figures.map((name) => [name, amount(r, name)])) })), (n) => money(n, currencies[0]), `${currencies[0]} ${period}`);
  return [...remarks.map(remark), periodsFor(period), chart && el("div", { class: "chart" }, chart), ...table];
};

const range = (min, max, write) => {
  if (known(min) && known(max)) return min === max ? [write(min)] : parts("pay.range", { min: write(min), max: write(max) });
  if (known(min)) return parts("pay.from", { min: write(min) });
  return known(max) ? parts("pay.upto", { max: write(max) }) : [];
};
const years = ({ min, max } = {}) => {
  if (known(min) && known(max)) return min === max ? t(min === 1 ? "years.one.one" : "years.one", { count: number(min) }) : t("years.range", { min: number(min), max: number(max) });
  if (known(min)) return t("years.from", { min: number(min) });
  return known(max) ? t("years.upto", { max: number(max) }) : "";
};
const tiers = (r) => (r.experience || []).map((tier) => {
  const pay = tier.salary || {}, currency = pay.currency || r.salary?.currency, period = pay.period || r.salary?.period;
  const write = (n) => amountOf(n, currency, period);
  const usual = range(pay.min, pay.max, write);
  const by = known(pay.median) ? "median" : known(pay.mean) ? "mean" : "";
  const said = [[years(tier.years)].filter(Boolean), usual.length ? [...usual, " ", per(period)] : [], by ? parts(`card.${by}`, { amount: write(pay[by]), per: per(period) }) : []].filter((s) => s.length);
  return [tier.tier, said.flatMap((s, i) => (i ? ["; ", ...s] : s))];
});
const education = (r) => [
  ...(r.education || []).map((e) => [t(`level.${e.level}`), [e.requirement && t(`requirement.${e.requirement}`), known(e.share) && percent(e.share), f.list(e.fields || [], "or")].filter(Boolean).join("; ")]),
  ...(r.certifications || []).filter((c) => c.kind === "license").map((c) => [c.name, [t("license"), c.requirement && t(`requirement.${c.requirement}`)].filter(Boolean).join("; ")]),
];

const skillKey = (name) => name.normalize("NFKD").toLowerCase().replace(/[\p{M}'’]/gu, "").replace(/[+#&@*%]/g, " $& ").replace(/[^\p{L}\p{N}\p{So}+#&@*%]+/gu, " ").trim();
const skills = (roles) => {
  const has = roles.map((r) => new Set((r.skills || []).map((s) => skillKey(s.name))));
  const isShared = (s) => has.every((keys) => keys.has(skillKey(s.name)));
  const shared = (roles[0].skills || []).filter(isShared);
  const rest = sides(roles, (r) => (r.skills || []).filter((s) => !isShared(s)).map((s) => [s.name]));
  if (!shared.length && !rest) return [];
  return [...(shared.length ? [el("h3", {}, t("compare.skills.shared")), el("ul", { class: "shared" }, ...shared.map((s) => el("li", {}, s.name)))] : [remark(t("compare.skills.none"))]), rest];
};

const outlook = (roles) => {
  const of = (key, cell) => {
    const cells = roles.map((r) => (known(r.outlook?.[key]) ? cell(r.outlook) : [""]));
    return cells.some(([value]) => value) ? [cells] : [];
  };
  const rows = [
    ...of("growth_percent", (o) => [percent(o.growth_percent, true), o.base_year && o.projected_year ? `${o.base_year}–${o.projected_year}` : ""]).map((c) => [t("outlook.growth"), ...c]),
    ...of("annual_openings", (o) => [number(o.annual_openings)]).map((c) => [t("outlook.openings"), ...c]),
  ];
  if (!rows.length) return [];
  return versus([t("table.outlook")], roles, rows, roles.map((r) => r.outlook && (known(r.outlook.growth_percent) || known(r.outlook.annual_openings)) && cited(r.outlook.source)));
};

const show = (roles) => result.replaceChildren(...[
  section("compare.roles", el("ul", { class: "cards" }, ...roles.map((r) => el("li", {}, roleLink(r), el("p", {}, r.summary))))),
  section("compare.pay", ...payParts(roles)),
  section("compare.experience", sides(roles, tiers)),
  section("compare.education", sides(roles, education)),
  section("compare.skills", ...skills(roles)),
  section("compare.outlook", ...outlook(roles)),
].filter(Boolean));

// read gets a role as data; null if there is none, undefined if it failed.
const read = async (slug) => {
  if (records.has(slug)) return records.get(slug);
  try {
    const response = await fetch(`${base}${slug}/index.json`);
    if (!response.ok && response.status !== 404) return undefined;
    const record = response.ok ? await response.json() : null;
    records.set(slug, record);
    return record;
  } catch {
    return undefined;
  }
};

const address = () => (slugs.length ? `?roles=${slugs.join(",")}` : location.pathname);

const draw = async () => {
  const own = ++shown;
  // What lies below would jump: it comes again below the comparison.
  for (const e of rest) e.hidden = slugs.length > 1 && !result.firstChild;
  const found = await Promise.all(slugs.map(read));
  if (own !== shown) return;
  const roles = found.filter(Boolean);
  chosenList.replaceChildren(...roles.map((r) => {
    const button = el("button", { type: "button", "aria-label": t("compare.remove", { title: r.title }) }, "×");
    button.addEventListener("click", () => {
      change(slugs.filter((s) => s !== r.slug));
      form.querySelector("input").focus();
    });
    return el("li", {}, el("span", {}, r.title), button);
  }));
  form.hidden = roles.length >= most;
  const lost = slugs.filter((_, i) => found[i] === null), failed = found.some((r) => r === undefined);
  slugs = slugs.filter((_, i) => found[i] !== null);
  for (const e of rest) e.hidden = false;
  if (roles.length > 1) {
    show(roles);
    document.dispatchEvent(new Event("pay"));
  } else result.replaceChildren();
  state.textContent = [
    ...lost.map((slug) => t("compare.missing", { slug })), failed && t("compare.failed"),
    roles.length === 1 && t("compare.one-more"), roles.length > 1 && t("compare.done", { titles: roles.map((r) => r.title).join(", ") }), roles.length >= most && t("compare.full"),
  ].filter(Boolean).join(" ");
};

const change = (list) => {
  slugs = list;
  form.hidden = slugs.length >= most;
  history.pushState(null, "", address());
  draw();
};

// asked returns what the address asks for: slugs of roles, each once.
const asked = () => [...new Set((new URLSearchParams(location.search).get("roles") || "").split(",").map((s) => s.trim()).filter(Boolean))].slice(0, most);

// A slug that could be none of a role is told to be missing without being
// asked for: its text must lead nowhere else.
const start = () => {
  slugs = asked();
  for (const slug of slugs) if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) records.set(slug, null);
  form.hidden = slugs.length >= most;
  draw();
};

form.addEventListener("choose", (e) => {
  e.preventDefault();
  const slug = e.detail.slice(base.length).split("/")[0];
  const input = form.querySelector("input");
  input.value = "";
  if (!slugs.includes(slug) && slugs.length < most) change([...slugs, slug]);
});
addEventListener("popstate", start);
start();
