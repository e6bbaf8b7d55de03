// A page out of its template and what a view made for it, as the server would send it.

import { phone_site, wrong_page } from "../views/frame.js";
import { BUILT } from "./built.js";
import { render } from "./pages.js";

const OWN = "private, no-cache";

/** Key → parts, as search/catalogue.py reads it; and every sentence without values, which templates call
 * `t`. Both are empty until `worded`. */
export const catalogue = {};
const plain = {};

/** Whose data the directory stands on, as the About page takes it. */
export const sources = [];

function partOf(part) {
  return typeof part === "string" ? { kind: "text", name: part } : { kind: part[0], name: part[1] };
}

/** Read the words, once in the life of a worker. They come with the shell. */
export async function worded() {
  if ("skip" in plain) return;
  const found = (await caches.match(BUILT.shell.words)) ?? (await fetch(BUILT.shell.words));
  const told = await found.json();
  sources.push(...told.sources);
  for (const [key, parts] of Object.entries(told.words)) {
    catalogue[key] = [parts].flat().map(partOf);
    if (typeof parts === "string") plain[key] = parts;
  }
}

export function said() {
  return plain;
}

/** What stands in for a page when not even the words are there. */
export function speechless() {
  const html = `<!doctype html><html lang="en-GB" data-made-by="phone"><title>Saturday</title>
<p>This phone can’t show that now. In an emergency ring <a href="tel:999">999</a>.</p>
<p><a href="/">Start again</a></p></html>`;
  return new Response(html, { status: 500, headers: { ...BUILT.headers, "Content-Type": "text/html; charset=utf-8" } });
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
