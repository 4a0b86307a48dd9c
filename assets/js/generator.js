// The generator: the templates whose title has what a reader types.
import { text } from "./lib/combobox.js";
import { terms } from "./lib/search.js";

const form = document.querySelector("[data-templates]");
const input = form.querySelector("input"), status = form.querySelector("[role=status]");
const found = document.querySelector("[data-found]"), all = document.querySelector("[data-all]");
const most = 30;

let loading;
const load = () => (loading ??= fetch(form.dataset.templates).then((r) => r.json()).then(([[before, after], ...rows]) =>
  rows.map(([title, slug]) => ({ title, url: before + slug + after, words: terms(title) }))).catch(() => { loading = undefined; return []; }));

// rank is 0 for a title that begins with the query; undefined for one that
// lacks a word of it.
const rank = (words, asked) => {
  if (!asked.every((a) => words.some((w) => w.startsWith(a)))) return undefined;
  return words.join(" ").startsWith(asked.join(" ")) ? 0 : 1;
};
const show = async () => {
  const query = input.value;
  const asked = terms(query);
  const rows = asked.length ? await load() : [];
  if (query !== input.value) return;
  const hits = rows.map((r) => ({ ...r, rank: rank(r.words, asked) })).filter((r) => r.rank !== undefined).sort((a, b) => a.rank - b.rank);
  found.replaceChildren(...hits.slice(0, most).map((r) => {
    const item = document.createElement("li"), link = text("a", r.title);
    link.href = r.url;
    item.append(link);
    return item;
  }));
  found.hidden = !hits.length;
  all.hidden = asked.length > 0;
  status.textContent = !asked.length ? "" : hits.length ? (hits.length === 1 ? form.dataset.one : form.dataset.other).replace("{count}", hits.length) : form.dataset.none;
};
input.addEventListener("focus", load);
input.addEventListener("input", show);
form.addEventListener("submit", async (e) => {
  e.preventDefault();
  await show();
  const first = found.querySelector("a");
  if (first && terms(input.value).length) location.assign(first.href);
});
