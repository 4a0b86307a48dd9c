// A job description in the forms that it is copied and saved in. A block is
// {kind: title | heading | paragraph | item, text}.

const lines = (blocks, title, heading) => {
  const marks = { title, heading, item: "- ", paragraph: "" };
  return blocks.map((b, i) => (i && !(b.kind === "item" && blocks[i - 1].kind === "item") ? "\n" : "") + marks[b.kind] + b.text + "\n").join("");
};
export const plain = (blocks) => lines(blocks, "", "");
export const markdown = (blocks) => lines(blocks, "# ", "## ");

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
const tags = { title: "h1", heading: "h2", paragraph: "p", item: "li" };
export const html = (blocks) => blocks.map((b, i) => {
  const out = (n) => b.kind === "item" && blocks[n]?.kind !== "item";
  return `${out(i - 1) ? "<ul>\n" : ""}<${tags[b.kind]}>${escape(b.text)}</${tags[b.kind]}>\n${out(i + 1) ? "</ul>\n" : ""}`;
}).join("");

const list = (text) => text.split(/[,;]/).map((s) => s.trim()).filter(Boolean);
const today = () => {
  const d = new Date();
  return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
};

// posting makes schema.org's JobPosting of the form's values, and says which
// fields it lacks.
export const posting = (v, blocks) => {
  const remote = v.workplace === "remote", countries = list(v.countries), place = list(v.location);
  const missing = [];
  const need = (name, there) => { if (!there) missing.push(name); };
  need("title", v.title);
  need("company", v.company);
  if (remote) need("countries", countries.length);
  else need("location", place.length);
  const description = html(blocks.slice(1));
  const data = { "@context": "https://schema.org/", "@type": "JobPosting", title: v.title, description, datePosted: today() };
  if (v.closes) data.validThrough = v.closes;
  if (v.starts) data.jobStartDate = v.starts;
  const types = v.employment.split(" ").filter(Boolean).map((s) => s.toUpperCase().replaceAll("-", "_"));
  if (types.length) data.employmentType = types;
  data.hiringOrganization = { "@type": "Organization", name: v.company };
  if (remote) {
    data.jobLocationType = "TELECOMMUTE";
    data.applicantLocationRequirements = countries.map((name) => ({ "@type": "Country", name }));
  }
  if (place.length) {
    const [addressLocality, addressRegion, addressCountry] = place;
    data.jobLocation = { "@type": "Place", address: { "@type": "PostalAddress", addressLocality, addressRegion, addressCountry } };
  }
  const { min, max, currency, period } = v.pay;
  if ((min || max) && currency && !(min && max && min > max)) {
    const value = { "@type": "QuantitativeValue", unitText: period.toUpperCase() };
    if (min === max) value.value = min;
    else Object.assign(value, { minValue: min || undefined, maxValue: max || undefined });
    data.baseSalary = { "@type": "MonetaryAmount", currency, value };
  }
  return { missing, data };
};

// json writes data so that a script element could hold it.
export const json = (data) => JSON.stringify(data, null, 2).replaceAll("<", "\\u003c") + "\n";
