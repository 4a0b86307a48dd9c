// The script of every page: the search in its header, and the period of pay.
import { combobox, count, text } from "./lib/combobox.js";
import { pay } from "./lib/pay.js";
import { search } from "./lib/search.js";

document.querySelectorAll("form[data-index]").forEach(combobox);
pay();

// The page of the search shows what its address asks for.
const results = document.querySelector("[data-results]");
const query = new URLSearchParams(location.search).get("q");
if (results && query) {
  const form = document.querySelector("main form[data-index]");
  form.querySelector("input").value = query;
  const rest = document.querySelector("#a-to-z");
  rest.hidden = true; // and comes again below the results: it would jump
  search(form.dataset.index, query, 50).then((found) => {
    results.querySelector("[role=status]").textContent = found.length ? count(form, found.length) : form.dataset.none;
    results.querySelector("ol").replaceChildren(...found.map((r) => {
      const item = document.createElement("li");
      const link = text("a", r.title);
      link.href = r.url;
      item.append(link, text("small", [r.kind, r.note].filter(Boolean).join(" · ")));
      return item;
    }));
    results.hidden = rest.hidden = false;
  });
}
