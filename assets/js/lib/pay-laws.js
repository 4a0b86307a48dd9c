// What laws ask of the pay in a job advertisement. A summary of each, checked
// on the day named, and no legal advice. asks: range, both of its ends;
// benefits, described in general; closes, the day when applications end.
export const checked = "2026-11-25";

// A range whose top is this many times its bottom is called very wide. No law
// names a figure: they ask for what is expected in good faith.
export const wide = 2;

export const laws = [
  { place: "Colorado", name: "Equal Pay for Equal Work Act", since: "2021-01-01", asks: ["range", "benefits", "closes"], url: "https://leg.colorado.gov/bills/sb23-105" },
  { place: "New York City", name: "Local Law 32 of 2022", since: "2022-11-01", asks: ["range"], url: "https://www.nyc.gov/site/cchr/media/pay-transparency.page" },
  { place: "California", name: "SB 1162", since: "2023-01-01", asks: ["range"], url: "https://leginfo.legislature.ca.gov/faces/billNavClient.xhtml?bill_id=202120220SB1162" },
  { place: "Washington", name: "RCW 49.58.110", since: "2023-01-01", asks: ["range", "benefits"], url: "https://app.leg.wa.gov/rcw/default.aspx?cite=49.58.110" },
  { place: "New York", name: "Labor Law § 194-b", since: "2023-09-17", asks: ["range"], url: "https://dol.ny.gov/pay-transparency" },
  { place: "Illinois", name: "HB 3129", since: "2025-01-01", asks: ["range", "benefits"], url: "https://www.ilga.gov/legislation/publicacts/fulltext.asp?Name=103-0539" },
  { place: "Minnesota", name: "Stat. 181.173", since: "2025-01-01", asks: ["range", "benefits"], url: "https://www.revisor.mn.gov/statutes/cite/181.173" },
  { place: "EU", name: "Directive 2023/970", since: "2026-06-07", asks: ["range"], url: "https://eur-lex.europa.eu/eli/dir/2023/970/oj" },
];

// remarks says what of a posting such laws would miss: [rule, laws that ask].
export const remarks = ({ min, max, benefits, closes }) => {
  const by = (what) => laws.filter((l) => l.asks.includes(what));
  const list = [];
  if (!min && !max) list.push(["none", by("range")]);
  else if (!min || !max) list.push(["open", by("range")]);
  else if (min > max) list.push(["order", []]);
  else if (max >= wide * min) list.push(["wide", by("range")]);
  if (!benefits) list.push(["benefits", by("benefits")]);
  if (!closes) list.push(["closes", by("closes")]);
  return list;
};
