// A page out of its template and what a view made for it, as the server would send it.

import { phone_site, wrong_page } from "../views/frame.js";
import { carrying, spoken_in } from "../views/languages.js";
import { BUILT } from "./built.js";
import { render } from "./pages.js";
import { SHELL } from "./saved.js";

const OWN = "private, no-cache";

/** The languages that were read, by tag. */
const read = {};

function partOf(part) {
  return typeof part === "string" ? { kind: "text", name: part } : { kind: part[0], name: part[1] };
}

const SERVED = BUILT.languages.map(({ tag }) => tag);

/** A language: its `catalogue`, key → parts, as search/catalogue.py reads it; `plain`, every sentence without
 * values, which templates call `t`; its page `script`; and
 * `lang`, which links carry on. `asked`: a tag, or "". Read once in the life of a worker. The first comes with
 * the shell, others are fetched when they are first spoken; without signal the first speaks for them. */
export async function worded(asked) {
  const tag = spoken_in(asked, navigator.languages, SERVED);
  const files = BUILT.further[tag] ?? BUILT.shell;
  if (!(tag in read)) {
    try {
      read[tag] = await wordsOf(files);
    } catch (error) {
      if (tag === SERVED[0]) throw error;
      return { ...(await worded(SERVED[0])), lang: carrying(asked, SERVED) };
    }
  }
  return { ...read[tag], script: files.script, lang: carrying(asked, SERVED) };
}

async function wordsOf({ words, script }) {
  let told;
  try {
    told = await (await caches.match(words)).json();
  } catch {
    told = await (await taken([words, script])).json();
  }
  const found = { catalogue: {}, plain: {} };
  for (const [key, parts] of Object.entries(told)) {
    found.catalogue[key] = [parts].flat().map(partOf);
    if (typeof parts === "string") found.plain[key] = parts;
  }
  return found;
}

/** Fetch what belongs to a language, and keep it with the shell. Gives the first. */
async function taken(files) {
  const cache = await caches.open(SHELL);
  await cache.addAll(files);
  return cache.match(files[0]);
}

/** What stands in for a page when not even the words are there. */
export function speechless() {
  const [lang, dir, why, ring, again] = BUILT.speechless;
  const html = `<!doctype html><html lang="${lang}" dir="${dir}" data-made-by="phone"><title>Saturday</title>
<p>${why} ${ring} <a href="tel:999">999</a>.</p>
<p><a href="/">${again}</a></p></html>`;
  return new Response(html, { status: 500, headers: { ...BUILT.headers, "Content-Type": "text/html; charset=utf-8" } });
}

/** What is saved, as every page says it. `published`: minute, null for nothing; `saved`: names of areas; `more`:
 * bytes of a newer list. */
function siteOf({ published, now, saved, more, words }) {
  const { style, icon } = BUILT.shell;
  const made = phone_site(published, now, saved, more, style, icon, words.catalogue);
  return { ...made, script: words.script, lang: words.lang, languages: BUILT.languages };
}

/** A page. `frame`: `published`, `now`, `saved` and `more`, of `frameOf`, and `words`, of `worded`. */
export function printed(template, page, frame, status = 200) {
  const html = render(template, { page, site: siteOf(frame), t: frame.words.plain });
  const headers = { ...BUILT.headers, "Content-Type": "text/html; charset=utf-8", "Cache-Control": OWN };
  return new Response(html, { status, headers });
}

/** The page of what went wrong: `status` as of HTTP. */
export function wrong(status, frame, lines, field = "", why = "") {
  return printed("error.html", wrong_page(status, field, why, lines, frame.words.catalogue), frame, status);
}

/** A way on to another page of ours. */
export function onward(address) {
  return new Response(null, { status: 303, headers: { Location: address, "Cache-Control": "no-store" } });
}
