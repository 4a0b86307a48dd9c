// The dev server's script: keeps the page up to date, shows errors over it,
// and adds the writer's panel. It is on no page that a build writes.
(() => {
  "use strict";
  const prefix = "/.careerguide/";
  const script = document.currentScript;
  let version = script ? script.dataset.version : "";
  const here = () => location.pathname;

  // Everything that the script shows lives in a shadow tree outside of the
  // body, so that neither the page's styles nor an update reach it.
  const host = document.createElement("careerguide-dev");
  const root = host.attachShadow({ mode: "open" });
  document.documentElement.append(host);
  root.innerHTML = `<style>
    :host { all: initial; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .overlay, .panel, .open, .mark { font: 14px/1.5 system-ui, sans-serif; color: #1b1b1b; }
    .overlay { position: fixed; inset: 0; z-index: 2147483646; background: #0009; overflow: auto; padding: 4vh 3vw; }
    .sheet { max-width: 60rem; margin: auto; background: #fff; border-top: 4px solid #b3261e; padding: 1rem 1.25rem 1.25rem; }
    h2 { font-size: 1.1rem; margin: 0 0 .75rem; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
    article { border-top: 1px solid #ddd; padding: .75rem 0; }
    .place { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere; }
    .message { font-weight: 600; margin: .25rem 0; overflow-wrap: anywhere; } .hint { margin: .25rem 0; color: #555; overflow-wrap: anywhere; }
    pre { margin: .5rem 0 0; padding: .5rem; background: #f5f5f5; overflow: auto; font: 13px/1.5 ui-monospace, monospace; }
    pre .at { background: #fbe0dd; display: block; } pre span { display: block; white-space: pre; }
    a { color: #0b57d0; } button { font: inherit; color: inherit; background: #fff; border: 1px solid #767676; border-radius: 3px; padding: .15rem .6rem; cursor: pointer; }
    :focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px; }
    .bar { display: flex; justify-content: space-between; align-items: start; gap: 1rem; }
    .open { position: fixed; right: .75rem; bottom: .75rem; z-index: 2147483644; background: #fff; border: 1px solid #767676; border-radius: 3px; padding: .25rem .6rem; opacity: .9; }
    .open.bad { background: #b3261e; color: #fff; border-color: #b3261e; }
    .mark { position: fixed; left: .75rem; bottom: .75rem; z-index: 2147483643; background: #7a4b00; color: #fff; padding: .25rem .6rem; border-radius: 3px; }
    .panel { position: fixed; right: 0; top: 0; bottom: 0; width: min(26rem, 100vw); z-index: 2147483645; background: #fff; border-left: 1px solid #999; overflow: auto; padding: 1rem 1.25rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem; margin: 0; } dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
    ul { margin: .25rem 0; padding-left: 1.1rem; }
    .result { border: 1px solid #ddd; padding: .6rem; } .result .t { color: #1a0dab; font-size: 1.1rem; line-height: 1.3; } .result .u { color: #0b6b2e; font-size: .8rem; overflow-wrap: anywhere; } .result p { margin: .2rem 0 0; font-size: .85rem; color: #444; }
    .card { border: 1px solid #ddd; } .card img { display: block; width: 100%; aspect-ratio: 1200/630; object-fit: cover; } .card div { padding: .6rem; }
    @media (prefers-color-scheme: dark) {
      .overlay, .panel, .open { color: #eee; } .sheet, .panel, .open, button { background: #1e1e1e; } .open.bad { background: #b3261e; }
      pre { background: #2a2a2a; } pre .at { background: #5c221d; } a, .result .t { color: #a8c7fa; } .hint, dt, .result p { color: #bbb; } .result .u { color: #7fcf98; } article, .result, .card { border-color: #444; }
    }
    @media print { :host { display: none; } }
  </style>
  <div class="overlay" role="alertdialog" aria-modal="true" aria-labelledby="cg-errors" hidden></div>
  <p class="mark" hidden></p>
  <button class="open" type="button" aria-haspopup="dialog" aria-expanded="false">Writer</button>
  <section class="panel" role="dialog" aria-label="Writer’s panel" hidden></section>`;
  const [overlay, mark, open, panel] = [".overlay", ".mark", ".open", ".panel"].map((s) => root.querySelector(s));

  // make builds an element; text is never read as HTML.
  const make = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value !== undefined && value !== null && value !== "") element.setAttribute(name, value);
    }
    element.append(...children.filter((c) => c !== null && c !== undefined));
    return element;
  };

  // --- errors over the page ---

  const mistake = (m) => {
    const place = `${m.file}:${m.line}:${m.column}`;
    const lines = (m.source || []).map((r) => make("span", { class: r.number === m.line ? "at" : "" }, `${String(r.number).padStart(5)}  ${r.text}`));
    return make("article", {},
      make("div", { class: "place" }, m.editor ? make("a", { href: m.editor }, place) : place),
      make("p", { class: "message" }, (m.severity === "error" ? "" : m.severity + ": ") + m.message),
      m.hint ? make("p", { class: "hint" }, m.hint) : null,
      lines.length ? make("pre", { tabindex: "0" }, ...lines) : null);
  };

  let focused = null;
  const closeOverlay = () => {
    if (overlay.hidden) return;
    overlay.hidden = true;
    if (focused && focused.focus) focused.focus({ preventScroll: true });
  };
  const showErrors = ({ errors, count }) => {
    open.classList.toggle("bad", count > 0);
    open.textContent = count ? `Writer (errors: ${count})` : "Writer";
    if (!count) return closeOverlay();
    const close = make("button", { type: "button" }, "Close");
    close.addEventListener("click", closeOverlay);
    const title = make("h2", { id: "cg-errors" }, count === 1 ? "1 error: a build would stop here" : `${count} errors: a build would stop here`);
    const more = count > errors.length ? make("p", {}, `and ${count - errors.length} more`) : null;
    overlay.replaceChildren(make("div", { class: "sheet" }, make("div", { class: "bar" }, title, close), ...errors.map(mistake), more));
    if (overlay.hidden) focused = document.activeElement;
    overlay.hidden = false;
    close.focus({ preventScroll: true });
  };

  // --- updates of the page ---

  // morph makes an element like another one, touching as little as it can:
  // what is equal stays, and so does what the reader typed or opened.
  const morph = (from, to) => {
    if (from.isEqualNode(to)) return;
    for (const { name } of [...from.attributes]) {
      if (!to.hasAttribute(name) && !kept(from, name)) from.removeAttribute(name);
    }
    for (const { name, value } of [...to.attributes]) {
      if (from.getAttribute(name) !== value && !kept(from, name)) from.setAttribute(name, value);
    }
    morphChildren(from, to);
  };
  const kept = (element, name) =>
    (name === "open" && (element.localName === "details" || element.localName === "dialog")) ||
    ((name === "value" || name === "checked") && element.localName === "input") ||
    (name === "selected" && element.localName === "option");
  const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.nodeType !== 1 || (a.id || "") === (b.id || ""));
  const morphChildren = (from, to) => {
    if (from.localName === "textarea") return; // what is typed stays
    const next = [...to.childNodes];
    let at = from.firstChild;
    for (const want of next) {
      if (at && !alike(at, want)) {
        let found = at.nextSibling; // look ahead for what was kept
        for (let n = 0; found && n < 50 && !(found.isEqualNode(want) || (want.id && alike(found, want))); n++) found = found.nextSibling;
        if (found && (found.isEqualNode(want) || (want.id && alike(found, want)))) {
          while (at !== found) { const gone = at; at = at.nextSibling; gone.remove(); }
        }
      }
      if (at && alike(at, want)) {
        const same = at;
        at = at.nextSibling;
        if (same.nodeType === 1) morph(same, want);
        else if (same.nodeValue !== want.nodeValue) same.nodeValue = want.nodeValue;
      } else {
        from.insertBefore(document.importNode(want, true), at);
      }
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  };

  const scripts = (doc) => [...doc.scripts].filter((s) => s.src && !s.src.includes(prefix)).map((s) => s.getAttribute("src")).join();
  let running = null, again = false;
  const update = async () => {
    if (running) { again = true; return; }
    running = (async () => {
      do {
        again = false;
        const response = await fetch(here() + location.search, { cache: "no-store", headers: { Accept: "text/html" } });
        if (response.redirected) { location.replace(response.url + location.hash); return; }
        if (!response.ok && response.status !== 404) return; // the overlay says why
        const doc = new DOMParser().parseFromString(await response.text(), "text/html");
        if (scripts(doc) !== scripts(document)) { location.reload(); return; }
        const own = doc.querySelector(`script[src^="${prefix}"]`);
        if (own) version = own.dataset.version || version;
        const [x, y] = [scrollX, scrollY];
        for (const { name, value } of [...doc.documentElement.attributes]) document.documentElement.setAttribute(name, value);
        morphHead(doc.head);
        morph(document.body, doc.body);
        if (scrollX !== x || scrollY !== y) scrollTo(x, y);
        dispatchEvent(new CustomEvent("careerguide:update"));
        refresh();
      } while (again);
    })().catch(() => {});
    await running;
    running = null;
  };
  // morphHead leaves a stylesheet that is the same alone, and swaps one that
  // is not when the new one has arrived.
  const morphHead = (head) => {
    const sheets = [...head.querySelectorAll('link[rel="stylesheet"]')];
    if (sheets.length) swap(sheets[0].getAttribute("href"));
    const mine = [...document.head.children].filter((e) => e.localName !== "style" && !(e.localName === "link" && e.rel === "stylesheet"));
    const theirs = [...head.children].filter((e) => e.localName !== "style" && !(e.localName === "link" && e.rel === "stylesheet"));
    const gone = mine.filter((e) => !theirs.some((t) => t.isEqualNode(e)));
    const come = theirs.filter((t) => !mine.some((e) => t.isEqualNode(e)));
    for (const e of gone) e.remove();
    for (const t of come) document.head.append(document.importNode(t, true));
  };
  const swap = (href) => {
    const last = [...document.querySelectorAll('link[rel="stylesheet"]')].pop();
    if (!href || (last && last.getAttribute("href") === href)) return;
    if (!last) { document.head.append(make("link", { rel: "stylesheet", href })); return; }
    const link = last.cloneNode();
    link.setAttribute("href", href);
    link.addEventListener("load", () => last.remove());
    link.addEventListener("error", () => link.remove());
    last.after(link);
  };

  // --- the writer's panel ---

  let info = null;
  const refresh = async () => {
    try {
      const response = await fetch(prefix + "page?page=" + encodeURIComponent(here()), { cache: "no-store" });
      if (!response.ok) return;
      info = await response.json();
    } catch { return; }
    mark.hidden = !(info.draft || info.future);
    mark.textContent = info.draft ? "Draft: a build leaves this out" : "Published in the future: a build leaves this out";
    if (!panel.hidden) fill();
  };
  const meta = (name) => {
    const element = document.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
    return element ? element.content : "";
  };
  const list = (title, items) => items.length ? [make("h3", {}, title), make("ul", {}, ...items.map((i) => make("li", {}, i)))] : [];
  const fill = () => {
    const close = make("button", { type: "button" }, "Close");
    close.addEventListener("click", () => toggle(false));
    const source = info.source ? (info.editor ? make("a", { href: info.editor }, info.source) : info.source) : "made from many articles";
    const facts = make("dl", {}, make("dt", {}, "Source"), make("dd", {}, source), make("dt", {}, "Layout"), make("dd", {}, info.layout + ".html"));
    if (info.words) facts.append(make("dt", {}, "Words"), make("dd", {}, info.words.toLocaleString()));
    const canonical = document.querySelector('link[rel="canonical"]');
    const result = make("div", { class: "result" },
      make("div", { class: "t" }, document.title), make("div", { class: "u" }, canonical ? canonical.href : location.href), make("p", {}, meta("description")));
    const image = meta("og:image");
    const card = make("div", { class: "card" }, image ? make("img", { src: local(image), alt: "" }) : null,
      make("div", {}, make("strong", {}, meta("og:title") || document.title), make("p", {}, meta("og:description") || meta("description"))));
    panel.replaceChildren(make("div", { class: "bar" }, make("h2", {}, "This page"), close), facts,
      make("h3", {}, "Findings"), ...(info.findings.length ? info.findings.map(mistake) : [make("p", {}, info.source ? "none" : "findings stand on the pages of their articles")]),
      ...list("Sections that it lacks", info.sections), ...list("Fields that it lacks", info.fields),
      make("h3", {}, "Search result"), result, make("h3", {}, "Card"), card,
      ...list("Pages of this role", info.pages.map((p) => p.current ? make("strong", {}, p.title) : make("a", { href: p.url }, p.title))));
    return close;
  };
  // local shows a picture of the site from this server.
  const local = (address) => {
    const canonical = document.querySelector('link[rel="canonical"]');
    return canonical && address.startsWith(new URL(canonical.href).origin) ? address.slice(new URL(canonical.href).origin.length) : address;
  };
  const toggle = async (show) => {
    if (show && !info) await refresh();
    if (show && !info) return;
    panel.hidden = !show;
    open.setAttribute("aria-expanded", String(show));
    if (show) fill().focus();
    else open.focus();
  };
  open.addEventListener("click", () => toggle(panel.hidden));
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    if (!overlay.hidden) closeOverlay();
    else if (!panel.hidden) toggle(false);
  });

  // --- the event stream ---

  let events = null;
  const listen = () => {
    events = new EventSource(`${prefix}events?page=${encodeURIComponent(here())}&version=${version}`);
    const on = (name, act) => events.addEventListener(name, (e) => act(JSON.parse(e.data)));
    on("page", (d) => { if (d.version !== version) update(); else refresh(); });
    on("style", (d) => swap(d.url));
    on("reload", () => location.reload());
    on("moved", (d) => location.replace(d.url + location.hash));
    on("errors", (d) => { showErrors(d); refresh(); });
    events.onerror = () => { // come back with the version that is shown now
      events.close();
      setTimeout(listen, 300);
    };
  };
  addEventListener("pagehide", () => events && events.close());
  addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
  listen();
  refresh();
})();
