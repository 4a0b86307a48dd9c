// The job description as a form: what a reader fills in follows in the
// preview, is kept in the browser, and leaves it only by the reader's hand.
import { docx } from "./lib/docx.js";
import { clean, isEmpty, link, linked, store, stored } from "./lib/draft.js";
import { html, json, markdown, plain, posting } from "./lib/formats.js";
import { checked, remarks } from "./lib/pay-laws.js";
import { sheet } from "./lib/sheet.js";
import { el, format } from "./lib/versus.js";

const start = (form) => {
  const root = document.querySelector(".sheet"), tools = document.querySelector(".tools"), panel = form.closest("details");
  const words = {};
  for (const e of form.querySelector("template").content.children) words[e.dataset.word] = e.textContent;
  const lang = document.documentElement.lang, key = `draft:${location.pathname}`;
  const { t, money } = format(words, lang);
  let dates; // a page's first use of Intl is slow: it waits until it is needed
  const date = (iso) => (dates ??= new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" })).format(new Date(`${iso}T00:00Z`));
  const say = (near, text) => { near.closest("[data-part]").querySelector("[role=status]").textContent = text; };

  const controls = [...form.querySelectorAll("[name], [data-blank]")];
  const named = new Map(controls.filter((c) => c.name).map((c) => [c.name, c]));
  const blanked = controls.filter((c) => c.dataset.blank);
  const value = (name) => named.get(name)?.value.trim() ?? "";
  const initial = (c) => (c.type === "checkbox" ? "" : c.options ? ([...c.options].find((o) => o.defaultSelected) ?? c.options[0])?.value ?? "" : c.defaultValue);
  const current = (c) => (c.type === "checkbox" ? (c.checked ? "1" : "") : c.value);
  const differs = (name) => named.has(name) && current(named.get(name)) !== initial(named.get(name));
  const set = (c, text) => {
    if (c.type === "checkbox") c.checked = text === "1";
    else if (!c.options || [...c.options].some((o) => o.value === text)) c.value = text;
  };
  const number = (name) => Number(value(name)) || 0;
  const chosen = (name) => named.get(name)?.selectedOptions[0];

  const view = sheet(root, new Set(blanked.map((c) => c.dataset.blank)), t, () => update());
  view.begin();
  // A blank that the sheet does not show in one piece cannot be filled.
  for (const c of blanked) if (!c.name && ![...root.querySelectorAll(".blank")].some((b) => b.dataset.name === c.dataset.blank)) c.closest("label").hidden = true;

  const pay = () => {
    const code = value("currency").toUpperCase(), min = number("min"), max = number("max");
    const amount = (n) => (/^[A-Z]{3}$/.test(code) ? money(n, code) : `${money(n)} ${code}`.trim());
    const range = min && max ? (min === max ? amount(min) : t("pay.range", { min: amount(min), max: amount(max) })) : min ? t("pay.from", { min: amount(min) }) : max ? t("pay.upto", { max: amount(max) }) : "";
    return [range && `${range} ${chosen("period").textContent}`, value("note")].filter(Boolean).join(". ");
  };
  const render = () => {
    const own = (name, text = value(name)) => (differs(name) ? text : null);
    const tier = chosen("tier");
    const choice = (name) => own(name, chosen(name).textContent);
    const title = value("title") || form.dataset.title;
    view.fill(title, [
      ["title", t("posting.title"), own("title", title)],
      ["company", t("draft.company"), own("company")],
      ["pay", t("posting.pay"), ["min", "max", "currency", "period", "note"].some(differs) ? pay() : null],
      ["employment", t("posting.employment"), choice("employment")],
      ["workplace", t("posting.workplace"), choice("workplace")],
      ["location", t("posting.location"), own("location")],
      ["countries", t("draft.countries"), own("countries")],
      ["reports-to", t("posting.reports-to"), own("reports")],
      ["experience", t("draft.experience"), tier?.dataset.years || null],
      ["starts", t("draft.starts"), own("starts", value("starts") && date(value("starts")))],
      ["length", t("draft.length"), own("length")],
      ["closes", t("draft.closes"), own("closes", value("closes") && date(value("closes")))],
      ["apply", t("posting.apply"), own("apply")],
    ], new Map(blanked.map((c) => [c.dataset.blank, c.value.trim()])), !!named.get("short").checked);
    report();
  };

  // job is the form's values as JobPosting needs them.
  const job = () => posting({
    title: value("title"), company: value("company"), location: value("location"),
    countries: value("countries"), workplace: value("workplace"), employment: value("employment"), starts: value("starts"), closes: value("closes"),
    pay: { min: number("min"), max: number("max"), currency: /^[A-Za-z]{3}$/.test(value("currency")) ? value("currency").toUpperCase() : "", period: value("period") },
  }, view.blocks());
  const report = () => {
    const { missing } = job();
    const open = [...root.querySelectorAll(".blank:not(.done)")].filter((b) => !b.closest(".struck, .cut, [hidden]")).length;
    const labels = { title: "posting.title", company: "draft.company", location: "posting.location", countries: "draft.countries" };
    form.querySelector("[data-posting]").textContent = [
      missing.length ? t("draft.missing", { fields: missing.map((m) => t(labels[m])).join(", ") }) : t("draft.ready"),
      open && t(open === 1 ? "draft.open.one" : "draft.open.other", { count: open }),
    ].filter(Boolean).join(" ");
    for (const b of tools.querySelectorAll('[value="json"]')) b.setAttribute("aria-disabled", String(missing.length > 0));
    const benefits = [...root.querySelectorAll("section")].some((s) => (/benefits$/.test(s.id) || s.querySelector("h4")?.textContent.trim() === t("part.benefits"))
      && s.querySelector("li:not(.struck, .add), p"));
    const found = remarks({ min: number("min"), max: number("max"), benefits, closes: value("closes") });
    const cite = ([rule, laws]) => el("li", {}, t(`law.${rule}`), laws.length > 0 && el("small", {}, ` ${t("law.asked")} `, ...laws.flatMap((l, i) => [
      i > 0 && ", ", el("a", { href: l.url, ...(panel.open && { title: `${l.name}, ${t("law.since", { date: date(l.since) })}` }) }, l.place)])));
    form.querySelector("[data-laws]").replaceChildren(...found.map(cite));
    if (panel.open) form.querySelector("[data-checked]").textContent = t("law.checked", { date: date(checked) });
  };

  const draft = () => ({
    f: new Map([...named].filter(([name]) => differs(name)).map(([name, c]) => [name, current(c)])),
    b: new Map(blanked.filter((c) => !c.name && c.value).map((c) => [c.dataset.blank, c.value])),
    ...view.changes(),
  });
  const show = (d) => {
    form.reset();
    for (const [name, text] of d.f) if (named.has(name)) set(named.get(name), text);
    for (const c of blanked) if (!c.name && d.b.has(c.dataset.blank)) c.value = d.b.get(c.dataset.blank);
    view.load(d);
    render();
    document.documentElement.classList.toggle("drafted", !isEmpty(d));
  };
  const update = () => {
    render();
    const d = draft();
    store(key, d);
    document.documentElement.classList.toggle("drafted", !isEmpty(d));
    if (/^#t\d/.test(location.hash)) history.replaceState(null, "", location.pathname + location.search);
  };

  form.addEventListener("submit", (e) => e.preventDefault());
  form.addEventListener("input", (e) => {
    if (e.target.name === "tier") {
      const o = chosen("tier"), d = o.dataset;
      set(named.get("title"), o.value ? t("draft.tier-title", { title: form.dataset.title, tier: o.value }) : form.dataset.title);
      for (const name of ["min", "max", "currency", "period"]) set(named.get(name), d.min || d.max ? d[name] ?? "" : initial(named.get(name)));
    }
    update();
  });
  root.addEventListener("click", (e) => {
    const field = e.target.matches(".blank") && blanked.find((c) => c.dataset.blank === e.target.dataset.name);
    if (field) reveal(field);
  });
  panel.addEventListener("toggle", report);
  const reveal = (field) => {
    panel.open = true;
    field.focus();
  };

  // What leaves the page.
  const forms = {
    txt: () => plain(view.blocks()),
    md: () => markdown(view.blocks()),
    html: () => html(view.blocks()),
    json: () => json(job().data),
    docx: () => docx(lang, view.blocks()),
  };
  const types = { txt: "text/plain", md: "text/markdown", json: "application/ld+json" };
  const copy = async (text, rich) => {
    const flavours = { "text/plain": text, ...(rich && { "text/html": text }) };
    try {
      if (rich) await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(flavours).map(([type, s]) => [type, new Blob([s], { type })])))]);
      else await navigator.clipboard.writeText(text);
      return true;
    } catch { /* the older way */ }
    const put = (e) => {
      e.preventDefault();
      for (const [type, s] of Object.entries(flavours)) e.clipboardData.setData(type, s);
    };
    document.addEventListener("copy", put);
    getSelection().selectAllChildren(root); // without a selection, some copy nothing
    const done = document.execCommand("copy");
    getSelection().removeAllRanges();
    document.removeEventListener("copy", put);
    return done;
  };
  const save = (ext) => {
    const made = forms[ext](), a = document.createElement("a");
    a.href = URL.createObjectURL(made instanceof Blob ? made : new Blob([made], { type: types[ext] }));
    a.download = `${form.dataset.slug}-job-description.${ext}`;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 60000);
    return a.download;
  };
  const print = () => {
    const all = document.documentElement.classList;
    all.add("printing");
    addEventListener("afterprint", () => all.remove("printing"), { once: true });
    window.print();
  };
  const act = {
    copy: async (b) => say(b, t(await copy(forms[b.value](), b.value === "html") ? "draft.copied" : "draft.not-copied")),
    save: (b) => say(b, t("draft.saved", { file: save(b.value) })),
    print,
    fill: () => reveal(controls[0]),
    share: async (b) => {
      const url = await link(location.href.split("#")[0], draft());
      if (!url) return say(b, t("draft.link-long"));
      history.replaceState(null, "", url);
      say(b, t(await copy(url) ? "draft.link-copied" : "draft.not-copied"));
    },
    clear: (b) => {
      show(clean());
      update();
      say(b, t("draft.cleared"));
    },
  };
  for (const part of [tools, form]) {
    part.addEventListener("click", (e) => {
      const b = e.target.closest("button[data-act]");
      if (!b) return;
      if (b.getAttribute("aria-disabled") === "true") return say(b, form.querySelector("[data-posting]").textContent);
      act[b.dataset.act](b);
    });
  }

  panel.open = matchMedia("(min-width: 64rem)").matches;
  document.querySelectorAll(".files").forEach((e) => { e.hidden = true; }); // the blank ones
  show(stored(key) || clean());
  const fromLink = async () => {
    const d = await linked(location.hash);
    if (d === undefined) return;
    if (d) show(d);
    say(form, t(d ? "draft.from-link" : "draft.broken-link"));
    say(tools.firstElementChild, t(d ? "draft.from-link" : "draft.broken-link"));
  };
  addEventListener("hashchange", fromLink);
  fromLink();
};

const form = document.querySelector("form.draft");
if (form) start(form);
