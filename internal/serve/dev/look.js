// What the dev server shows over a page: its look, and its parts. They live in
// a shadow tree outside of the body, so that neither the page's styles nor an
// update reach them. The overlay is a modal dialog: it stands over dialogs of
// the page, and nothing behind it can be reached.
const look = `
  <style>
    :host { all: initial; color-scheme: light dark; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .overlay, .panel, .open, .mark { font: 14px/1.5 system-ui, sans-serif; color: #1b1b1b; }
    .overlay { width: 100%; max-width: none; height: 100%; max-height: none; margin: 0; border: 0; background: #0009; overflow: auto; padding: 4vh 3vw; }
    .overlay::backdrop { background: none; }
    .sheet { max-width: 60rem; margin: auto; background: #fff; border-top: 4px solid #b3261e; padding: 1rem 1.25rem 1.25rem; }
    h2 { font-size: 1.1rem; margin: 0 0 .75rem; } h3 { font-size: .95rem; margin: 1rem 0 .25rem; }
    article { border-top: 1px solid #ddd; padding: .75rem 0; }
    .place { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere; }
    .message { font-weight: 600; margin: .25rem 0; overflow-wrap: anywhere; } .hint { margin: .25rem 0; color: #555; overflow-wrap: anywhere; }
    pre { margin: .5rem 0 0; padding: .5rem 0; background: #f5f5f5; overflow: auto; font: 13px/1.5 ui-monospace, monospace; }
    pre span { display: block; min-width: max-content; padding: 0 .5rem; white-space: pre; } pre .at { background: #fbe0dd; }
    a { color: #0b57d0; } button { font: inherit; color: inherit; background: #fff; border: 1px solid #767676; border-radius: 3px; padding: .15rem .6rem; cursor: pointer; }
    :focus-visible { outline: 2px solid #0b57d0; outline-offset: 2px; }
    .bar { display: flex; justify-content: space-between; align-items: start; gap: 1rem; }
    .open { position: fixed; right: .75rem; bottom: .75rem; z-index: 2147483644; background: #fff; border: 1px solid #767676; border-radius: 3px; padding: .25rem .6rem; opacity: .9; }
    .open.bad { background: #b3261e; color: #fff; border-color: #b3261e; }
    .mark { position: fixed; left: .75rem; bottom: .75rem; max-width: calc(100vw - 12rem); margin: 0; z-index: 2147483643; background: #7a4b00; color: #fff; padding: .25rem .6rem; border-radius: 3px; }
    .panel { position: fixed; right: 0; top: 0; bottom: 0; width: min(26rem, 100vw); z-index: 2147483645; background: #fff; border-left: 1px solid #999; overflow: auto; padding: 1rem 1.25rem; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .75rem; margin: 0; } dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
    ul { margin: .25rem 0; padding-left: 1.1rem; }
    .result { border: 1px solid #ddd; padding: .6rem; } .result .t { color: #1a0dab; font-size: 1.1rem; line-height: 1.3; } .result .u { color: #0b6b2e; font-size: .8rem; overflow-wrap: anywhere; } .result p { margin: .2rem 0 0; font-size: .85rem; color: #444; }
    .card { border: 1px solid #ddd; } .card img { display: block; width: 100%; aspect-ratio: 1200/630; object-fit: cover; } .card div { padding: .6rem; } .card p { margin: .2rem 0 0; }
    @media (prefers-color-scheme: dark) {
      .overlay, .panel, .open { color: #eee; } .sheet, .panel, .open, button { background: #1e1e1e; } .open.bad { background: #b3261e; }
      :focus-visible { outline-color: #a8c7fa; }
      pre { background: #2a2a2a; } pre .at { background: #5c221d; } a, .result .t { color: #a8c7fa; } .hint, dt, .result p { color: #bbb; } .result .u { color: #7fcf98; } article, .result, .card { border-color: #444; }
    }
    @media print { .overlay, .panel, .open, .mark { display: none; } }
  </style>
  <dialog class="overlay" role="alertdialog" aria-labelledby="cg-errors"></dialog>
  <p class="mark" hidden></p>
  <button class="open" type="button" aria-haspopup="dialog">Writer</button>
  <section class="panel" role="dialog" aria-label="Writer’s panel" hidden></section>`;
const host = document.createElement("careerguide-dev");
host.lang = "en";
host.dir = "ltr";
const root = host.attachShadow({ mode: "open" });
root.innerHTML = look;
document.documentElement.append(host);
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
