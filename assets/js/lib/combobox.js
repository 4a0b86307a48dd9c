import { search } from "./search.js";

// combobox makes a search form an editable combobox with a list of results
// (ARIA Authoring Practices, "combobox with list autocomplete"). What is chosen
// is opened, unless a listener of the form's event "choose" prevents it; the
// event's detail is its address. With data-below the form finds only what lies
// below that address, and chooses the first of it where none is chosen.
export const combobox = (form) => {
  const input = form.querySelector('input[name="q"]');
  const list = form.querySelector('[role="listbox"]');
  const status = form.querySelector('[role="status"]');
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(name, value); // without script it is a plain field
  let active = -1, asked = 0, timer = 0;
  const options = () => [...list.children];
  const below = form.dataset.below || "";
  const choose = (url) => {
    if (form.dispatchEvent(new CustomEvent("choose", { cancelable: true, detail: url }))) location.assign(url);
    else close();
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const select = (n) => {
    const all = options();
    if (!all.length) return;
    active = (n + all.length) % all.length;
    all.forEach((o, i) => o.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const show = (results) => {
    const same = results.length === list.children.length && results.every((r, i) => list.children[i].dataset.url === r.url);
    if (same && !list.hidden) return; // what is chosen stays chosen
    const chosen = active >= 0 && list.children[active] ? list.children[active].dataset.url : "";
    list.replaceChildren(...results.map((r, i) => option(`${list.id}-${i}`, r)));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !results.length;
    input.setAttribute("aria-expanded", String(results.length > 0));
    const still = results.findIndex((r) => r.url === chosen);
    if (still >= 0) select(still);
    status.textContent = input.value.trim() ? (results.length ? count(form, results.length) : form.dataset.none) : "";
  };
  const ask = async () => {
    const own = ++asked;
    const found = await search(form.dataset.index, input.value, below ? 40 : 8);
    const results = found.filter((r) => r.url.startsWith(below)).slice(0, 8);
    if (own === asked && document.activeElement === input) show(results);
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 80);
  });
  input.addEventListener("focus", () => { if (input.value.trim()) ask(); });
  input.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      if (list.hidden) ask();
      else select(e.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (e.key === "Escape" && !list.hidden) {
      e.preventDefault();
      asked++;
      close();
    }
  });
  form.addEventListener("focusout", (e) => {
    if (!form.contains(e.relatedTarget)) { asked++; close(); }
  });
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // the focus stays in the field
  list.addEventListener("click", (e) => {
    const chosen = e.target.closest('[role="option"]');
    if (chosen) choose(chosen.dataset.url);
  });
  form.addEventListener("submit", (e) => { // Enter comes here, too
    const chosen = list.hidden ? undefined : options()[active] || (below ? options()[0] : undefined);
    if (chosen || below || !input.value.trim()) e.preventDefault();
    if (chosen) choose(chosen.dataset.url);
  });
};

const option = (id, r) => {
  const item = document.createElement("li");
  item.id = id;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.url = r.url;
  item.append(text("span", r.title), text("small", [r.kind, r.note].filter(Boolean).join(" · ")));
  return item;
};

export const text = (name, content) => {
  const element = document.createElement(name);
  element.textContent = content;
  return element;
};

export const count = (form, n) => (n === 1 ? form.dataset.one : form.dataset.other).replace("{count}", n);
