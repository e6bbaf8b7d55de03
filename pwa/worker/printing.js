// A page out of its template and what a view made for it, as the server would send it.

import { phone_site, wrong_page } from "../views/frame.js";
import { BUILT } from "./built.js";
import { render } from "./pages.js";

/** Key → parts, as search/catalogue.py reads it. A sentence that is all text is a text in `BUILT`. */
export const catalogue = Object.fromEntries(
  Object.entries(BUILT.words).map(([key, parts]) => [key, [parts].flat().map(partOf)]),
);
const OWN = "private, no-cache";

function partOf(part) {
  return typeof part === "string" ? { kind: "text", name: part } : { kind: part[0], name: part[1] };
}

/** Every sentence without values: what templates call `t`. Made when it is first needed. */
let plain = null;

export function said() {
  if (plain === null) {
    plain = {};
    for (const [key, parts] of Object.entries(catalogue)) {
      if (parts.every((part) => part.kind === "text")) plain[key] = parts.map((part) => part.name).join("");
    }
  }
  return plain;
}

/** What is saved, as every page says it. `published`: minute, null for nothing; `saved`: names of areas. */
function siteOf({ published, now, saved }) {
  const { style, icon, script } = BUILT.shell;
  return { ...phone_site(published, now, saved, style, icon, catalogue), script };
}

/** A page. `frame`: `published`, `now` and `saved`, of `frameOf`. */
export function printed(template, page, frame, status = 200) {
  const html = render(template, { page, site: siteOf(frame), t: said() });
  const headers = { ...BUILT.headers, "Content-Type": "text/html; charset=utf-8", "Cache-Control": OWN };
  return new Response(html, { status, headers });
}

/** The page of what went wrong: `status` as of HTTP. */
export function wrong(status, frame, lines = [], field = "", why = "") {
  return printed("error.html", wrong_page(status, field, why, lines, catalogue), frame, status);
}

/** A way on to another page of ours. */
export function onward(address) {
  return new Response(null, { status: 303, headers: { Location: address, "Cache-Control": "no-store" } });
}
