// What a saved text changes on the page that is shown.
//
// The page is not compared with what is shown, but with what was served before:
// what a script of the page made, or a reader typed or opened, stands in
// neither, and stays. twins leads from a node as it was served to the one that
// is shown; both change together.
const twins = new WeakMap();
const pair = (served, shown) => {
  twins.set(served, shown);
  const children = [...shown.childNodes];
  served.childNodes.forEach((child, i) => pair(child, children[i]));
};
const snapshot = (shown) => {
  const served = shown.cloneNode(true);
  pair(served, shown);
  return served;
};

const blank = (node) => node.nodeType === Node.TEXT_NODE && !node.nodeValue.trim();
const solid = (nodes) => [...nodes].filter((n) => !blank(n));
// untouched reports whether no script added to, or took from, what was served.
const untouched = (served, shown) => {
  const was = solid(served.childNodes), is = solid(shown.childNodes);
  return was.length === is.length && was.every((node, i) => twins.get(node) === is[i]);
};
// runs reports whether an element is a script that a patch would not run.
const runs = (e) => e.localName === "script" && !/json|rules/.test(e.type);
const adds = (node) => document.importNode(node, true);

// alike nodes can be made the same by a patch.
const alike = (a, b) => a.nodeName === b.nodeName && (a.nodeType !== Node.ELEMENT_NODE || a.id === b.id);
// match pairs the nodes of two lists, in order: those that are equal or have
// one id, and between them those that are alike. It returns the node of was
// for each of now that has one.
const match = (was, now) => {
  const pairs = new Map();
  let start = 0, end = 0;
  while (start < was.length && start < now.length && was[start].isEqualNode(now[start])) pairs.set(now[start], was[start++]);
  const rest = () => Math.min(was.length, now.length) - end > start;
  while (rest() && was.at(-1 - end).isEqualNode(now.at(-1 - end))) pairs.set(now.at(-1 - end), was.at(-1 - end++));
  const stop = now.length - end, last = was.length - end, far = 50;
  const between = (from, to, at, until) => {
    for (let i = from; i < to; i++) {
      for (let k = at; k < until; k++) {
        if (alike(was[k], now[i])) {
          pairs.set(now[i], was[k]);
          at = k + 1;
          break;
        }
      }
    }
  };
  let at = start, from = start;
  for (let i = start; i < stop; i++) {
    if (blank(now[i])) continue;
    for (let k = at; k < last && k < at + far; k++) {
      if (was[k].isEqualNode(now[i]) || (now[i].id && alike(was[k], now[i]))) {
        between(from, i, at, k);
        pairs.set(now[i], was[k]);
        [from, at] = [i + 1, k + 1];
        break;
      }
    }
  }
  between(from, stop, at, last);
  return pairs;
};

// patch makes what was served, and what is shown of it, like next. It returns
// false where it cannot, as a script of the page has changed the same place,
// or would have to run: the page must be loaded anew then.
const patch = (served, next) => {
  if (served.isEqualNode(next)) return true;
  const shown = twins.get(served);
  if (!shown || runs(served)) return false;
  patchAttributes(served, shown, next);
  const pairs = match([...served.childNodes], [...next.childNodes]);
  const kept = new Set(pairs.values());
  const gone = [...served.childNodes].filter((node) => !kept.has(node));
  const texts = [...pairs].some(([n, o]) => n.nodeType !== Node.ELEMENT_NODE && n.nodeValue !== o.nodeValue);
  if ((gone.length || pairs.size < next.childNodes.length || texts) && !untouched(served, shown)) return false;
  for (const node of gone) {
    twins.get(node)?.remove();
    node.remove();
  }
  let at = null; // the node as it was served, after which the next one stands
  for (const node of [...next.childNodes]) {
    const old = pairs.get(node);
    if (old && node.nodeType === Node.ELEMENT_NODE) {
      if (!patch(old, node)) return false;
    } else if (old && old.nodeValue !== node.nodeValue) {
      const text = twins.get(old);
      if (text.nodeValue !== old.nodeValue) return false;
      old.nodeValue = text.nodeValue = node.nodeValue;
    } else if (!old) {
      if (node.nodeType === Node.ELEMENT_NODE && [node, ...node.querySelectorAll("script")].some(runs)) return false;
      const fresh = adds(node), copy = adds(node);
      pair(copy, fresh);
      if (at && twins.get(at).parentNode !== shown) return false;
      shown.insertBefore(fresh, at ? twins.get(at).nextSibling : shown.firstChild);
      served.insertBefore(copy, at ? at.nextSibling : served.firstChild);
      at = copy;
      continue;
    }
    at = old;
  }
  return true;
};

const patchAttributes = (served, shown, next) => {
  for (const { name } of [...served.attributes, ...next.attributes]) {
    const value = next.getAttribute(name);
    if (served.getAttribute(name) === value) continue;
    for (const element of [served, shown]) {
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  }
};

// patchHead replaces what is another in the head, but for stylesheets.
const isSheet = (e) => e.localName === "link" && e.relList.contains("stylesheet");
const patchHead = (served, next) => {
  const list = (head) => [...head.children].filter((e) => !isSheet(e));
  const was = list(served), now = list(next);
  for (const e of was) {
    if (now.some((n) => n.isEqualNode(e))) continue;
    twins.get(e).remove();
    e.remove();
  }
  for (const e of now) {
    if (was.some((o) => o.isEqualNode(e))) continue;
    if (runs(e)) return false;
    const fresh = adds(e), copy = adds(e);
    pair(copy, fresh);
    document.head.append(fresh);
    served.append(copy);
  }
  return true;
};
