// The sheet of a job description: its blanks, its facts, its lists and what
// of it leaves the page. Whatever a reader types becomes text, never markup.

const blank = /\[([^[\]\n^][^[\]\n]{0,79})\]/g;
const lists = "section > ul, section > ol";

// Facts in the order in which they stand, where the template lacks them.
const order = ["title", "company", "pay", "employment", "workplace", "location", "countries", "travel", "physical", "reports-to", "experience", "starts", "length", "closes", "apply", "equal-opportunity"];
const inShort = ["company", "pay", "employment", "workplace", "location", "countries", "closes", "apply"];
const shortItems = 5;

const make = (name, className, text = "") => {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
};

// squeeze is the text of an element as one line, without what the page adds.
const squeeze = (element, without = "button") => {
  const read = (n) => (n.nodeType === 3 ? n.data : n.nodeType !== 1 || n.matches(without) ? "" : [...n.childNodes].map(read).join(""));
  return [...element.childNodes].map(read).join("").replace(/\s+/g, " ").trim();
};

// mark names a text briefly (FNV-1a, 32 bits), so that what was struck stays
// struck when the template around it changes.
const mark = (text) => {
  let h = 0x811c9dc5;
  for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 0x01000193);
  return (h >>> 0).toString(36);
};

// sheet returns what a form does with the template. known are the names of
// the blanks that have a field; changed is called when a reader has struck or
// added an item.
export const sheet = (root, known, t, changed) => {
  const struck = new Set();
  let added = []; // pairs of a list's name and a text

  // write puts a text into an element, its blanks as elements of their own.
  const write = (element, text) => {
    const parts = [];
    let end = 0;
    for (const m of text.matchAll(blank)) {
      if (!known.has(m[1])) continue;
      parts.push(text.slice(end, m.index), blankOf(m[1]));
      end = m.index + m[0].length;
    }
    element.replaceChildren(...parts, text.slice(end));
  };
  const blankOf = (name) => {
    const span = make("span", "blank", `[${name}]`);
    span.dataset.name = name;
    return span;
  };
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (texts.currentNode.data.includes("[")) found.push(texts.currentNode);
  for (const node of found) {
    const holder = document.createElement("span");
    write(holder, node.data);
    node.replaceWith(...holder.childNodes);
  }

  // Facts are lines of a label and a value.
  const facts = new Map();
  let factList = root.querySelector("li[data-fact]")?.parentElement;
  const fact = (key, label) => {
    if (facts.has(key)) return facts.get(key);
    let item = root.querySelector(`li[data-fact="${key}"]`);
    let text = "";
    const value = make("span");
    if (item) {
      const [strong, ...rest] = item.childNodes;
      value.append(...rest);
      text = value.textContent.trim();
      item.replaceChildren(strong, value);
      strong.after(" ");
    } else {
      if (!factList) {
        const section = make("section", "made");
        factList = make("ul");
        section.append(make("h4", "", t("part.additional-information")), factList);
        root.append(section);
      }
      item = make("li");
      item.dataset.fact = key;
      item.append(make("strong", "", `${label}:`), " ", value);
      const after = [...factList.querySelectorAll("li[data-fact]")].filter((i) => order.indexOf(i.dataset.fact) < order.indexOf(key)).at(-1);
      if (after) after.after(item);
      else factList.prepend(item);
    }
    const f = { item, value, text };
    facts.set(key, f);
    return f;
  };

  root.querySelectorAll("li[data-fact]").forEach((item) => fact(item.dataset.fact));

  // Items can be struck out, and added.
  const button = (item, label, act) => {
    const b = make("button", "strike");
    b.type = "button";
    b.addEventListener("click", act);
    item.prepend(b);
    const show = () => {
      const out = item.classList.contains("struck");
      b.textContent = out ? "↺" : "×";
      b.setAttribute("aria-label", t(out ? "draft.restore" : label, { item: squeeze(item) }));
    };
    show();
    return show;
  };
  const shows = new Map();
  const strikable = (item) => {
    const key = mark(squeeze(item));
    item.dataset.key = key;
    shows.set(item, button(item, "draft.strike", () => {
      if (!struck.delete(key)) struck.add(key);
      draw();
      changed();
    }));
  };
  const adders = new Map();
  const adder = (list, name) => {
    const row = make("li", "add");
    const open = make("button", "", t("draft.add"));
    const heading = list.closest("section").querySelector("h4")?.textContent || "";
    const label = t("draft.add-to", { list: heading });
    open.type = "button";
    open.setAttribute("aria-label", label);
    const field = make("input");
    field.maxLength = 500;
    field.setAttribute("aria-label", label);
    field.hidden = true;
    row.append(open, field);
    list.append(row);
    adders.set(name, row);
    const close = () => { field.hidden = true; open.hidden = false; };
    const take = () => {
      const text = field.value.replace(/\s+/g, " ").trim();
      field.value = "";
      if (!text) return false;
      added.push([name, text]);
      addItem(name, text);
      draw();
      changed();
      return true;
    };
    open.addEventListener("click", () => { open.hidden = true; field.hidden = false; field.focus(); });
    field.addEventListener("keydown", (e) => {
      if (e.isComposing) return;
      if (e.key === "Enter") {
        e.preventDefault();
        if (!take()) { close(); open.focus(); }
      } else if (e.key === "Escape") {
        field.value = "";
        close();
        open.focus();
      }
    });
    field.addEventListener("blur", () => { take(); close(); });
  };
  const addItem = (name, text) => {
    const row = adders.get(name);
    if (!row) return;
    const item = make("li", "added"), value = make("span");
    write(value, text);
    item.append(value);
    button(item, "draft.strike", () => {
      added = added.filter((a) => a[0] !== name || a[1] !== text);
      item.remove();
      row.querySelector("button").focus();
      changed();
    });
    row.before(item);
  };
  const begin = () => {
    [...root.querySelectorAll(lists)].forEach((list, i) => {
      for (const item of list.children) strikable(item);
      adder(list, `${list.closest("section").id || "list"}.${i}`);
    });
  };
  const draw = () => {
    for (const [item, show] of shows) {
      item.classList.toggle("struck", struck.has(item.dataset.key));
      show();
    }
  };

  const load = (s) => {
    struck.clear();
    s.s.forEach((key) => struck.add(key));
    added = s.a.filter(([name]) => adders.has(name));
    root.querySelectorAll("li.added").forEach((item) => item.remove());
    added.forEach(([name, text]) => addItem(name, text));
    draw();
  };

  // fill writes the title, the facts (null for one as the template has it) and
  // the blanks, and leaves out what a short version leaves out.
  const fill = (title, values, blanks, short) => {
    root.querySelector("h3").textContent = title;
    for (const [key, label, text] of values) {
      if (text === null && !facts.has(key)) continue;
      const f = fact(key, label);
      write(f.value, text ?? f.text);
      f.item.hidden = !f.value.textContent.trim();
    }
    for (const span of root.querySelectorAll(".blank")) {
      const value = blanks.get(span.dataset.name);
      span.textContent = value || `[${span.dataset.name}]`;
      span.classList.toggle("done", !!value);
    }
    for (const section of root.querySelectorAll("section")) {
      let paragraphs = 0;
      for (const e of section.querySelectorAll(":scope > :not(h4, ul, ol)")) e.classList.toggle("cut", short && paragraphs++ > 0);
      for (const list of section.querySelectorAll(":scope > ul, :scope > ol")) {
        let n = 0;
        for (const item of list.querySelectorAll(":scope > li:not(.add, .struck, [hidden])")) {
          item.classList.toggle("cut", short && (item.dataset.fact ? !inShort.includes(item.dataset.fact) : n++ >= shortItems));
        }
      }
      section.hidden = !section.querySelector(":scope > :not(h4, ul, ol, .cut), li:not(.add, .struck, .cut, [hidden])") && (short || section.className === "made");
    }
  };

  // blocks is what leaves the page: title, headings, paragraphs and items.
  const blocks = () => {
    const list = [];
    const push = (kind, text) => { if (text) list.push({ kind, text }); };
    const items = (parent) => {
      for (const item of parent.children) {
        if (item.hidden || item.matches(".add, .struck, .cut")) continue;
        push("item", squeeze(item, "button, ul, ol"));
        item.querySelectorAll(":scope > ul, :scope > ol").forEach(items);
      }
    };
    const walk = (parent) => {
      for (const e of parent.children) {
        if (e.hidden || e.matches(".cut, h4, button")) continue;
        if (e.matches("ul, ol")) items(e);
        else if (e.matches("table")) [...e.rows].forEach((r) => push("paragraph", [...r.cells].map((c) => squeeze(c)).join(" | ")));
        else if (e.matches("div, blockquote, figure, dl") && e.firstElementChild) walk(e);
        else push("paragraph", squeeze(e));
      }
    };
    push("title", squeeze(root.querySelector("h3")));
    for (const section of root.querySelectorAll("section")) {
      if (section.hidden) continue;
      const before = list.length;
      walk(section);
      const heading = section.querySelector("h4");
      if (list.length > before && heading) list.splice(before, 0, { kind: "heading", text: squeeze(heading) });
    }
    return list;
  };
  return { begin, load, fill, blocks, changes: () => ({ s: [...struck], a: added }) };
};
