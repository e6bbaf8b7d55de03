// A request for a page → the page. Nothing here reaches the network, but for the national part where the
// phone holds nothing at all yet; and that says nothing of the question.

import { country_of, help_answers, help_openings, whole_answer } from "../../search/rules/answering.js";
import { find, find_near } from "../../search/rules/finding.js";
import { say } from "../../search/rules/saying.js";
import { list_page, named_in, one_page, step_ids } from "../views/answers.js";
import { areas_page, offer_page } from "../views/areas.js";
import { address, in_url, kept_address, kept_of } from "../views/heard.js";
import { home_page } from "../views/home.js";
import { about_page, error_page, help_lines_page, leave_page, privacy_page } from "../views/plain.js";
import { NOT_FOR_YOU, PER_PAGE, put } from "../views/question.js";
import { number_of, turn } from "../views/routes.js";
import { BUILT } from "./built.js";
import { fold, typed } from "./folding.js";
import { areaOf, held, placesOf, recordOf, recordsOf } from "./holding.js";
import { catalogue, onward, printed, said, sources, speechless, worded, wrong } from "./printing.js";
import { offers } from "./saved.js";
import { offered } from "./saving.js";
import { forget, recall, remember, standing } from "./visit.js";
import { now_minute } from "./wall.js";

const DAY = 1440;
const NOTHING = { method: "get", query: "", fields: [], page: 1 };
const NO_DAYS = { first: 0, last: -1 };

/** The page of a request. Never rejects: what fails is a page that says so. */
export async function answered(request, url) {
  let frame = { published: null, now: now_minute(), saved: [] };
  try {
    await worded();
    try {
      const store = await opened();
      if (store === null) return lost(said()["lost-why"], frame);
      frame = frameOf(store, frame.now);
      return await turned(await asked(request, url, store, frame), request, store, frame);
    } catch {
      return wrong(500, frame);
    }
  } catch {
    return speechless();
  }
}

/** What is held; where that is nothing, the national part is fetched first. Null: it cannot be. */
async function opened() {
  const store = await held();
  if (store !== null) return store;
  try {
    await offered();
  } catch {
    return null;
  }
  return held();
}

function frameOf({ at, known }, now) {
  const saved = Object.keys(at.areas).map((code) => known.councils[code] ?? code);
  return { published: known.knowledge.published, now, saved: saved.sort() };
}

function fieldsOf(given) {
  return [...given].flatMap(([name, value]) => (typeof value === "string" ? [{ name, value }] : []));
}

/** The request as the views take it. */
async function asked(request, url, { known }, { now }) {
  const posted = request.method === "POST";
  const query = fieldsOf(url.searchParams);
  const form = posted ? fieldsOf(await request.formData()) : [];
  const number = number_of(query);
  const kept = !posted && number > 0 ? await recall(number) : null;
  if (form.some(({ name }) => name === "clear")) await forget();
  return turn(url.pathname, posted, query, form, kept, true, known.knowledge, now);
}

async function turned(asked, request, store, frame) {
  const { known } = store;
  const lines = () => linesOf(store, asked, frame);
  switch (asked.kind) {
    case "home":
      return printed("home.html", home_page(known.knowledge, lines(), NOTHING, frame.now, catalogue), frame);
    case "help-lines":
      return printed("help-lines.html", help_lines_page(lines(), known.knowledge.needs, catalogue), frame);
    case "areas":
      return printed("areas.html", await areasOf(store), frame);
    case "about":
      return printed("text.html", about_page(sources, catalogue), frame);
    case "privacy":
      return printed("text.html", privacy_page(catalogue), frame);
    case "refused":
      return refused(asked.heard.refused, frame, lines());
    case "see":
      return onward(address(asked.path, queryOf(asked.heard), asked.heard.page));
    case "keep":
      if (request.mode === "navigate") {
        return onward(kept_address(asked.path, await remember(kept_of(asked.heard))));
      }
      return asked.id === "" ? list(asked, store, frame) : service(asked, store, frame);
    case "list":
      return list(asked, store, frame);
    case "service":
      return service(asked, store, frame);
  }
  return wrong(404, frame, lines());
}

/** National help lines, for pages that ask nothing. */
function linesOf(store, asked, frame) {
  const { knowledge } = trusting(store, asked, frame);
  return help_answers(help_openings(knowledge, "", frame.now), [], knowledge);
}

function refused({ field, why }, frame, lines) {
  return wrong(422, frame, lines, field, catalogue[why].map((part) => part.name).join(""));
}

/** As urllib.parse.urlencode writes what may stand in a URL. */
function queryOf(heard) {
  const coded = (text) =>
    encodeURIComponent(text)
      .replace(/[!*'()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
      .replace(/%20/g, "+");
  return in_url(heard).map(({ name, value }) => `${coded(name)}=${coded(value)}`).join("&");
}

/** The knowledge to judge hours by. A clock that is before the edition's own day is wrong: then no day is
 * covered, and nothing is said to be open (answers.md section 7). A moment that was asked for is no clock. */
function trusting({ known }, { heard }, { now, published }) {
  const given = heard.fields.some(({ name }) => name === "at");
  if (given || Math.floor(now / DAY) >= Math.floor(published / DAY)) return known;
  return { ...known, knowledge: { ...known.knowledge, cover: NO_DAYS } };
}

// -- the pages that answer ---------------------------------------------------------------------------

/** Where `near` is: the place and what to say of it, and the councils of which one would have to be saved. */
async function placed(near, store) {
  const nowhere = { place: null, say: "", suggestions: [], save: [] };
  if (near === "") return nowhere;
  const areas = await placesOf(store);
  const position = near === said()["near-me"] ? await standing() : null;
  const found =
    position === null
      ? find(store.names, areas, typed(near))
      : find_near(store.names, areas, position.lat, position.lon);
  const missing = found.place !== null && areaOf(store, found.place.councils) === null;
  const save = missing ? found.place.councils : found.save;
  const told = found.say === null ? "" : say(found.say, catalogue);
  return { place: found.place, say: told, suggestions: found.suggestions, save };
}

async function list(asked, store, frame) {
  const found = await placed(asked.near, store);
  if (found.save.length > 0) return offer(asked.near, found.save, store, frame);
  const words = fold(asked.typed);
  const question = put(asked.heard, found, words, asked.at);
  const area = found.place === null ? null : areaOf(store, found.place.councils);
  const records = await recordsOf(store, area, words.length > 0);
  const known = trusting(store, asked, frame);
  const answer = whole_answer(records, known.knowledge, question.question, asked.heard.page, PER_PAGE, NOT_FOR_YOU);
  const names = {};
  for (const { id, name } of named_in(step_ids(answer), records)) names[id] = name;
  const page = list_page(asked, question, answer, names, queryOf(asked.heard), known, catalogue);
  return page === null ? wrong(404, frame, linesOf(store, asked, frame)) : printed("find.html", page, frame);
}

async function service(asked, store, frame) {
  const found = await placed(asked.near, store);
  const one = await recordOf(store, asked.id);
  if (one === null && found.save.length > 0) return offer(asked.near, found.save, store, frame);
  if (one === null) return lost(said()["lost-place"], frame);
  const question = put(asked.heard, found, [], asked.at);
  const known = trusting(store, asked, frame);
  const first = (service) => one.named.find((each) => each.service_id === service);
  const named = one.detail.alternatives.map(first).filter(Boolean).map(({ id, name }) => ({ id, name }));
  const openings = help_openings(known.knowledge, country_of(question.question.place), asked.at);
  const query = queryOf(asked.heard);
  const page = one_page(asked, question, one.record, one.detail, named, openings, query, known, catalogue);
  return page === null ? wrong(404, frame, linesOf(store, asked, frame)) : printed("service.html", page, frame);
}

// -- the pages that say what is held -----------------------------------------------------------------

function areaFrom(code, document, councils) {
  return { code, name: councils[code] ?? code, size: document.areas[code].size };
}

async function areasOf({ at, known }) {
  const document = await offers();
  const codes = Object.keys(document.areas).filter((code) => code in known.councils && document.areas[code].rows > 0);
  const saved = Object.keys(at.areas).map((code) => ({ code, edition: at.edition }));
  const areas = codes.map((code) => areaFrom(code, document, known.councils));
  return areas_page(areas, document.national.size, saved, catalogue);
}

/** Instead of an answer: the area that would have to be saved. The question stays where it was asked. */
async function offer(near, councils, { known }, frame) {
  const document = await offers();
  const codes = councils.filter((code) => code in document.areas);
  const areas = codes.map((code) => areaFrom(code, document, known.councils));
  return printed("areas.html", offer_page(areas, near, catalogue), frame);
}

/** A page of the phone's own for what it cannot answer. */
function lost(why, frame) {
  const words = said();
  const page = error_page(words["lost-title"], words["lost-advice"], "", why, [], catalogue);
  return printed("error.html", page, frame, 503);
}

/** What "Leave" opens. It needs nothing that is saved. */
export async function left() {
  try {
    await worded();
    return printed("leave.html", leave_page(catalogue), { published: null, now: now_minute(), saved: [] });
  } catch {
    return speechless();
  }
}

/** The addresses that this worker answers. */
export function answers(path) {
  return BUILT.pages.includes(path) || /^\/services\/[^/]+$/.test(path);
}
