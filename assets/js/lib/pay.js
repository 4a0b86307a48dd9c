// Pay, in the period that a reader chooses: the switch that stands with the
// figures (layouts/partials/salary.html) converts all amounts of its page that
// internal/page/pay.go marks. A page's own period shows them as they were
// written. The choice is kept for other pages.

const perYear = { hour: 2080, day: 260, week: 52, month: 12, year: 1 }; // as career.Period has it
const unit = /^([A-Z]{3}) (hour|day|week|month|year)$/;
const key = "pay-period";

// The browser's own storage may be forbidden, and may hold anything.
const stored = () => {
  try { return localStorage.getItem(key); } catch { return null; }
};
const store = (period) => {
  try { localStorage.setItem(key, period); } catch { /* then it is for this page */ }
};

const formats = new Map();
// money writes an amount as the page's language does: pay by the hour has the
// decimals that its currency has, two at most, all other is whole.
const money = (amount, currency, period) => {
  const id = `${currency} ${period}`;
  if (!formats.has(id)) {
    const style = (digits) => new Intl.NumberFormat(document.documentElement.lang, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(id, style(period === "hour" ? Math.min(2, new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits) : 0));
  }
  return formats.get(id).format(amount);
};

const written = new WeakMap(); // what elements held before the first change
const set = (element, text) => {
  if (!written.has(element)) written.set(element, element.textContent);
  const wanted = text ?? written.get(element);
  if (element.textContent !== wanted) element.textContent = wanted;
};

// converted returns an amount in another period; undefined to leave it as it
// was written.
const converted = (element, period) => {
  const [, currency, own] = unit.exec(element.dataset.pay) || [];
  const value = Number(element.getAttribute("value") ?? element.dataset.value);
  if (!currency || own === period || !Number.isFinite(value)) return undefined;
  return money((value * perYear[own]) / perYear[period], currency, period);
};

// note says below the facts at the top, too, that they are computed.
const note = (box, computed) => {
  const facts = document.querySelector("section.facts");
  if (!facts?.querySelector("[data-pay]")) return;
  let line = facts.querySelector(".computed");
  if (!line && computed) {
    line = document.createElement("p");
    line.className = "computed";
    line.textContent = box.querySelector("[role=status]").textContent;
    facts.append(line);
  }
  if (line) line.hidden = !computed;
};

export const pay = () => {
  let choice = stored();
  const apply = () => {
    const box = document.querySelector("fieldset.periods");
    if (!box) return;
    const radios = [...box.querySelectorAll("input")];
    const own = radios.find((r) => r.defaultChecked);
    const chosen = radios.find((r) => r.value === choice) || own;
    if (!own) return;
    const computed = chosen !== own;
    chosen.checked = true;
    box.disabled = false;
    box.classList.toggle("computed", computed);
    note(box, computed);
    for (const e of document.querySelectorAll("[data-pay]")) set(e, computed ? converted(e, chosen.value) : undefined);
    for (const e of document.querySelectorAll("[data-per]")) set(e, computed ? chosen.nextElementSibling.textContent : undefined);
  };
  document.addEventListener("change", (e) => {
    if (!e.target.closest(".periods")) return;
    choice = e.target.value;
    store(choice);
    apply();
  });
  document.addEventListener("pay", apply); // there are new figures on the page
  addEventListener("pageshow", (e) => { // back on a page that was kept as it was left
    if (!e.persisted) return;
    choice = stored() ?? choice;
    apply();
  });
  apply();
};
