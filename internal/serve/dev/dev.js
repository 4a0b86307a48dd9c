const prefix = "/.careerguide/";
const script = document.currentScript; // not deferred: no script of the page has run yet
let version = script.dataset.version;
script.remove(); // the page is the one of a build from here on
const here = () => location.pathname;

// --- errors over the page ---

const mistake = (m) => {
  const place = `${m.file}:${m.line}:${m.column}`;
  const lines = (m.source || []).map((r) => make("span", { class: r.number === m.line ? "at" : "" }, `${r.number === m.line ? ">" : " "}${String(r.number).padStart(5)}  ${r.text}`));
  return make("article", {},
    make("div", { class: "place" }, m.editor ? make("a", { href: m.editor }, place) : place),
    make("p", { class: "message" }, (m.severity === "error" ? "" : m.severity + ": ") + m.message),
    m.hint ? make("p", { class: "hint" }, m.hint) : null,
    lines.length ? make("pre", { tabindex: "0", role: "group", "aria-label": `Source lines of ${place}` }, ...lines) : null);
};

let told = "";
const showErrors = ({ errors, count }) => {
  open.classList.toggle("bad", count > 0);
  open.textContent = count ? `Writer (errors: ${count})` : "Writer";
  if (!count) overlay.close(); // the focus goes back to where it was
  const news = JSON.stringify(errors) + count;
  if (news === told) return; // what was closed stays closed
  told = news;
  if (!count) return;
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", () => overlay.close());
  const title = make("h2", { id: "cg-errors" }, count === 1 ? "1 error: a build would stop here" : `${count} errors: a build would stop here`);
  const more = count > errors.length ? make("p", {}, `and ${count - errors.length} more`) : null;
  overlay.replaceChildren(make("div", { class: "sheet" }, make("div", { class: "bar" }, title, close), ...errors.map(mistake), more));
  if (!overlay.open) overlay.showModal();
  close.focus({ preventScroll: true });
};

// --- updates of the page ---

const served = { head: snapshot(document.head), body: snapshot(document.body) };
const scripts = (doc) => [...doc.scripts].filter((s) => s.src).map((s) => s.getAttribute("src")).join();
const loaded = scripts(document);
const sheets = (doc) => [...doc.querySelectorAll("link")].filter(isSheet).map((e) => e.getAttribute("href"));
const styled = sheets(document).length;
const [navigation] = performance.getEntriesByType("navigation");
const status = (navigation && navigation.responseStatus) || 200;
const found = (s) => s < 400;

// apply makes the page like one that was fetched, or returns false.
const apply = (doc) => {
  const [sheet, ...others] = sheets(doc);
  if (scripts(doc) !== loaded || sheets(doc).length !== styled || others.length) return false;
  const last = doc.body.lastChild; // what stands behind </body>, and was not there when the script ran
  if (last && blank(last)) last.remove();
  for (const { name, value } of [...doc.documentElement.attributes]) {
    if (name !== "class") document.documentElement.setAttribute(name, value);
  }
  if (!patchHead(served.head, doc.head) || !patch(served.body, doc.body)) return false;
  swap(sheet);
  return true;
};
const fetched = async () => {
  const response = await fetch(here() + location.search, { cache: "no-store", headers: { Accept: "text/html" } });
  if (response.redirected) {
    location.replace(response.url + location.hash);
    return;
  }
  if (!response.ok && response.status !== 404) return; // the overlay says why
  const doc = new DOMParser().parseFromString(await response.text(), "text/html");
  const own = doc.querySelector(`script[src^="${prefix}"]`);
  if (own) {
    version = own.dataset.version;
    own.remove();
  }
  if (found(response.status) !== found(status) || !apply(doc)) {
    location.reload();
    return;
  }
  refresh();
};
let running = false, again = false;
const update = async () => {
  again = true;
  if (running) return;
  for (running = true; again;) {
    again = false;
    await fetched().catch(() => {}); // the stream ends too, and comes back
  }
  running = false;
};
// swap takes another stylesheet when it has arrived.
const swap = (href) => {
  const all = [...document.querySelectorAll("link")].filter(isSheet);
  const last = all.at(-1);
  if (!href || !last || last.getAttribute("href") === href) return;
  const link = last.cloneNode();
  link.setAttribute("href", href);
  link.addEventListener("load", () => { for (const e of all) e.remove(); });
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
  const within = root.activeElement && panel.contains(root.activeElement), top = panel.scrollTop;
  const close = make("button", { type: "button" }, "Close");
  close.addEventListener("click", hide);
  const source = info.source ? (info.editor ? make("a", { href: info.editor }, info.source) : info.source) : "made from many articles";
  const facts = make("dl", {}, make("dt", {}, "Source"), make("dd", {}, source), make("dt", {}, "Layout"), make("dd", {}, info.layout + ".html"));
  if (info.words) facts.append(make("dt", {}, "Words"), make("dd", {}, info.words.toLocaleString("en")));
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
  if (within) close.focus({ preventScroll: true });
  panel.scrollTop = top;
  return close;
};
// local shows a picture of the site from this server.
const local = (address) => {
  const canonical = document.querySelector('link[rel="canonical"]');
  const origin = canonical ? new URL(canonical.href).origin : "";
  return origin && address.startsWith(origin + "/") ? address.slice(origin.length) : address;
};
const show = async () => {
  await refresh();
  if (!info) return;
  panel.hidden = false;
  open.hidden = true; // the panel would cover it
  fill().focus();
};
const hide = () => {
  const within = panel.contains(root.activeElement);
  panel.hidden = true;
  open.hidden = false;
  if (within) open.focus();
};
open.addEventListener("click", show);
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && !e.defaultPrevented && !overlay.open && !panel.hidden) hide();
});

// --- the event stream ---

// Browsers open six connections to a server, and would load no seventh page
// beside six streams. So streams are for four pages that somebody sees, each of
// which holds a lock; the others ask once a second.
const streams = 4;
const hold = async () => {
  if (!navigator.locks) return () => {}; // a host that is no loopback
  for (let i = 0; i < streams; i++) {
    const release = await new Promise((resolve) => {
      navigator.locks.request(prefix + i, { ifAvailable: true }, (lock) => lock ? new Promise((done) => resolve(done)) : resolve(null)).catch(() => resolve(null));
    });
    if (release) return release;
  }
  return null;
};
let events = null, timer = 0, turn = 0, release = null;
const pause = (ms) => {
  events.close();
  clearTimeout(timer);
  timer = setTimeout(listen, ms);
};
const listen = async () => {
  const own = ++turn;
  clearTimeout(timer);
  if (document.hidden && release) release = release();
  const held = release || (document.hidden ? null : await hold());
  if (own !== turn) {
    if (held && held !== release) held();
    return;
  }
  release = held;
  if (events) events.close();
  events = new EventSource(`${prefix}events?page=${encodeURIComponent(here())}&version=${version}`);
  const on = (name, act) => events.addEventListener(name, (e) => act(JSON.parse(e.data)));
  on("page", (d) => { if (d.version !== version) update(); });
  on("panel", refresh);
  on("style", (d) => { if (styled === 1) swap(d.url); else location.reload(); });
  on("reload", () => location.reload());
  on("moved", (d) => location.replace(d.url + location.hash));
  on("errors", (d) => { // the last one of what a new stream tells
    showErrors(d);
    if (!release) pause(1000);
    else refresh();
  });
  events.onerror = () => pause(300); // comes back with the version that is shown then
};
addEventListener("pagehide", () => events && events.close());
addEventListener("pageshow", (e) => { if (e.persisted) listen(); });
document.addEventListener("visibilitychange", listen);
listen();
refresh();
