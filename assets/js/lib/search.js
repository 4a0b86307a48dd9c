// Searches the index that the build writes (internal/search says how its
// files are called and what is in them). A search loads few and small ones.

const perFile = 8;
const files = new Map();

const load = (base, name) => {
  const url = base + name;
  if (!files.has(url)) {
    files.set(url, fetch(url).then((r) => (r.ok ? r.json() : null)).catch(() => { files.delete(url); return null; }));
  }
  return files.get(url);
};

const fileName = (prefix) => [...prefix].map((c) => (/[a-z0-9]/.test(c) ? c : `-${c.codePointAt(0).toString(16)}-`)).join("") + ".json";

// terms splits a text as the index does.
export const terms = (text) => text.normalize("NFD").toLowerCase().replaceAll("ß", "ss").replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}+#]+/u).filter(Boolean);

// lists loads the terms that begin with a text: term to document to weight.
const lists = async (base, text) => {
  const found = new Map();
  const letters = [...text];
  const prefixes = (await load(base, fileName(letters[0]))) || [];
  const fit = prefixes.filter((p) => (p.endsWith("$") ? p.slice(0, -1) === text || p.slice(0, -1).startsWith(text) : text.startsWith(p) || p.startsWith(text)));
  // A short text begins many files: the first few will do.
  for (const data of await Promise.all(fit.slice(0, 3).map((p) => load(base, fileName(p))))) {
    for (const [term, rows] of Object.entries(data || {})) {
      if (!term.startsWith(text)) continue;
      const documents = new Map();
      for (const [weight, ...steps] of rows) {
        let n = 0;
        for (const step of steps) {
          n += step;
          if (!(documents.get(n) >= weight)) documents.set(n, weight);
        }
      }
      found.set(term, documents);
    }
  }
  return found;
};

// typo reports whether two words differ by one letter: changed, missing, too
// many, or swapped with its neighbour.
export const typo = (a, b) => {
  if (a === b) return false;
  const [x, y] = a.length <= b.length ? [[...a], [...b]] : [[...b], [...a]];
  if (y.length - x.length > 1) return false;
  let i = 0;
  while (i < x.length && x[i] === y[i]) i++;
  const same = (from, to) => x.slice(from).join("") === y.slice(to).join("");
  if (x.length < y.length) return same(i, i + 1);
  return same(i + 1, i + 1) || (x[i] === y[i + 1] && x[i + 1] === y[i] && same(i + 2, i + 2));
};

// meant finds the words of the index that a mistyped one may mean.
const meant = async (base, word) => {
  const letters = [...word];
  if (letters.length < 4) return [];
  const near = new Set();
  const lookIn = (words) => { for (const w of words || []) if (typo(word, w)) near.add(w); };
  const prefixes = (await load(base, fileName(letters[0]))) || [];
  const own = prefixes.filter((p) => p.startsWith(letters.slice(0, 2).join("")));
  const fit = own.filter((p) => p.length < 3 || word.startsWith(p.slice(0, 3))).concat(own).slice(0, 2);
  for (const data of await Promise.all(fit.map((p) => load(base, fileName(p))))) lookIn(Object.keys(data || {}).filter((t) => !t.includes(" ")));
  if (!near.size) {
    const keys = [...new Set([letters.slice(2, 4), letters.slice(1, 3), letters.slice(3, 5)].filter((k) => k.length === 2).map((k) => k.join("")))];
    for (const words of await Promise.all(keys.map((k) => load(base, "~" + fileName(k))))) lookIn(words);
  }
  return [...near].slice(0, 2);
};

// search returns the documents for a query, the best first: exact titles,
// then those that have every word, then those that have most. The last word
// may be unfinished.
export const search = async (base, query, limit) => {
  const words = terms(query).slice(0, 6);
  if (!words.length || (words.length === 1 && [...words[0]].length < 2)) return [];
  const score = new Map();
  const add = (n, matched, weight) => {
    const s = score.get(n) || { matched: 0, weight: 0 };
    s.matched += matched;
    s.weight += weight;
    score.set(n, s);
  };
  const whole = words.join(" ");
  const of = async (word, last) => {
    const best = new Map();
    const take = (documents, factor) => { for (const [n, w] of documents) best.set(n, Math.max(best.get(n) || 0, w * factor)); };
    const found = await lists(base, word);
    for (const [term, documents] of found) {
      if (term.includes(" ")) continue;
      if (term === word) take(new Map([...documents].map(([n, w]) => [n, words.length > 1 ? Math.min(w, 7) : w])), 1);
      else if (last) take(new Map([...documents].map(([n, w]) => [n, Math.min(w, 7)])), 0.9);
    }
    if (!best.size) {
      for (const near of await meant(base, word)) take(new Map([...((await lists(base, near)).get(near) || [])].map(([n, w]) => [n, Math.min(w, 7)])), 0.5);
    }
    return best;
  };
  const all = await Promise.all(words.map((w, i) => of(w, i === words.length - 1)));
  for (const best of all) for (const [n, w] of best) add(n, 1, w);
  if (words.length > 1) {
    for (const [term, documents] of await lists(base, whole)) for (const [n, w] of documents) add(n, words.length, term === whole ? w : 8);
  }
  const most = Math.max(...[...score.values()].map((s) => s.matched), 0);
  const least = Math.min(most, words.length);
  const numbers = [...score].filter(([, s]) => s.matched >= least).sort((a, b) => b[1].weight - a[1].weight || a[0] - b[0]).slice(0, limit).map(([n]) => n);
  const rows = await Promise.all(numbers.map((n) => load(base, `_${Math.floor(n / perFile)}.json`)));
  return rows.map((r, i) => r && r[numbers[i] % perFile]).filter(Boolean).map(([title, url, kind, note]) => ({ title, url, kind, note }));
};
