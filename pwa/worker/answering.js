// A request for a page → the page. Nothing here reaches the network, but for the national part where the
// phone holds nothing at all yet, and for what is gone of all that is saved; that says nothing of the question.

import { answer_of } from "../../search/rules/answering.js";
import { find, find_near, held_code } from "../../search/rules/finding.js";
import { country_of, help_answers, help_openings } from "../../search/rules/helping.js";
import { say } from "../../search/rules/saying.js";
import { list_page, one_page, step_ids } from "../views/answers.js";
import { areas_page, offer_page } from "../views/areas.js";
import { value_of } from "../views/fields.js";
import { address, in_url, kept_address, kept_of } from "../views/heard.js";
import { home_page } from "../views/home.js";
import { about_page, error_page, help_lines_page, leave_page, privacy_page } from "../views/plain.js";
import { NOT_FOR_YOU, PER_PAGE, put } from "../views/question.js";
import { number_of, turn } from "../views/routes.js";
import { BUILT } from "./built.js";
import { fold, typed } from "./folding.js";
import { areaOf, held, namesOf, placesOf, recordOf } from "./holding.js";
import { onward, printed, speechless, worded, wrong } from "./printing.js";
import { offers, pointer } from "./saved.js";
import { mended, offered } from "./saving.js";
import { ordered, surveyed, unsurveyed } from "./surveying.js";
import { Refused } from "./trusted.js";
import { forget, recall, remember, settle, settled, soon, standing } from "./visit.js";
import { now_minute } from "./wall.js";

const DAY = 1440;
/** The number of a question that nobody asks. */
const NUMBERED = [{ name: "v", value: "1" }];
const NO_DAYS = { first: 0, last: -1 };
/** A pointer before anything is saved, and what one of an older format lacks. */
const NOTHING = { areas: {}, names: {}, edition: "", published: null, more: 0 };

/** How often the next question was rehearsed in this worker's life, and how often that is enough. */
let rehearsals = 0;
const ENOUGH = 6;

/** The page of a request. Never rejects: what fails is a page that says so. `goingOn` is given the work that
 * the page need not wait for. */
export async function answered(request, url, goingOn) {
  try {
    const said = request.method === "POST" ? request.formData() : [];
    const [at, words, given] = await Promise.all([pointer(), worded(url.searchParams.get("lang") ?? ""), said]);
    let frame = { now: now_minute(), ...frameOf(at), words };
    const form = fieldsOf(given);
    const page = async (store) => {
      frame = { ...frame, ...frameOf(store.at) };
      const turn = await asked(request, url, form, store, frame);
      frame.words = await worded(value_of(turn.heard.fields, "lang"));
      return turned(turn, request, store, frame, goingOn);
    };
    const plain = !/^\/(find|services\/.+)$/.test(url.pathname);
    try {
      const store = await held(url.pathname === "/find", value_of(form, "q") !== "");
      if (store !== null) return await page(store);
    } catch {
      // A file is gone or spoilt: see below.
    }
    try {
      if (!plain || frame.saved.length > 0) {
        await mended();
        return await page(await held());
      }
    } catch (error) {
      if (!plain) return await (error instanceof Refused ? lost(error.why, frame) : wrong(500, frame, handy().lines));
    }
    return await page(await bare(url.pathname));
  } catch {
    return speechless();
  }
}

/** What a page has that asks nothing, where nothing is held: it may not be refused for that. */
async function bare(path) {
  const told = await (path === "/" ? offered() : offers()).catch(() => null);
  return { at: await pointer(), known: { ...handy(told?.sample), questions: [], sources: [] }, shards: [] };
}

/** What comes with the worker: pathways, and lines that are open at any hour. */
function handy(sample = false) {
  const { lines, pathways } = BUILT.hand;
  const always = { channel: "phone", nation: "", needs: [], hours: [], any_hour: true, verified: true, seen: -1 };
  const help_lines = lines.map(([id, name, number, say], rank) => ({ id, name, number, say, rank, ...always }));
  const needs = pathways.map(([code, name]) => ({ code, name, pathway: code, words: [] }));
  const knowledge = { needs, help_lines, facts: [], told: [], cover: NO_DAYS, published: 0, sample };
  return { knowledge, lines: help_answers(help_openings(knowledge, "", 0), [], knowledge) };
}

/** What the frame of every page says of a pointer: how old it is, and which areas it names. */
function frameOf(at) {
  const { areas, names, published, more } = { ...NOTHING, ...at };
  return { published, saved: Object.keys(areas).map((code) => names[code] ?? code).sort(), more };
}

function fieldsOf(given) {
  return [...given].flatMap(([name, value]) => (typeof value === "string" ? [{ name, value }] : []));
}

/** The request as the views take it. */
async function asked(request, url, form, { known }, { now }) {
  const posted = request.method === "POST";
  const query = fieldsOf(url.searchParams);
  const number = number_of(query);
  const kept = !posted && number > 0 ? await recall(number) : null;
  if (form.some(({ name }) => name === "clear")) {
    unsurveyed();
    await forget(false);
    await settle("").catch(() => {});
  }
  return turn(url.pathname, posted, query, form, kept, true, known.knowledge, now);
}

async function turned(asked, request, store, frame, goingOn) {
  const { known } = store;
  const { catalogue } = frame.words;
  const lines = () => linesOf(store, asked, frame);
  switch (asked.kind) {
    case "home":
      return printed(
        "home.html",
        home_page(known.knowledge, lines(), inLanguage(frame), await settled(), frame.now, catalogue),
        frame,
      );
    case "help-lines":
      return printed("help-lines.html", help_lines_page(lines(), known.knowledge.needs, catalogue), frame);
    case "areas":
      return printed("areas.html", await areasOf(catalogue), frame);
    case "about":
      return printed("text.html", about_page(known.sources, catalogue), frame);
    case "privacy":
      return printed("text.html", privacy_page(catalogue), frame);
    case "refused":
      return refused(asked.heard.refused, frame, lines());
    case "see":
      return onward(address(asked.path, queryOf(asked.heard), asked.heard.page));
    case "keep":
      if (request.mode === "navigate") {
        const { number, writing } = remember(kept_of(asked.heard));
        goingOn(writing.catch(() => {}));
        return onward(kept_address(asked.path, number));
      }
      return asked.id === "" ? list(asked, store, frame, goingOn) : service(asked, store, frame);
    case "list":
      return list(asked, store, frame, goingOn);
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
  return wrong(422, frame, lines, field, frame.words.plain[why]);
}

/** Nothing but the language, where one was asked for. */
function inLanguage({ words: { lang } }) {
  const fields = lang === "" ? [] : [{ name: "lang", value: lang.slice("?lang=".length) }];
  return { method: "get", query: "", fields, page: 1 };
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
async function placed(near, store, { catalogue, plain }) {
  const nowhere = { place: null, say: "", suggestions: [], save: [] };
  if (near === "") return nowhere;
  const areas = await placesOf(store);
  const here = near === plain["near-me"];
  const position = here ? await standing() : null;
  if (here && position === null) return { ...nowhere, say: plain["near-again"] };
  const text = typed(near);
  const code = position === null ? held_code(areas, text) : null;
  const names = code === null ? await namesOf(store) : null;
  const found =
    code ?? (position === null ? find(names, areas, text) : find_near(names, areas, position.lat, position.lon));
  const missing = found.place !== null && areaOf(store, found.place.councils) === null;
  const wanted = missing ? found.place.councils : found.save;
  const document = wanted.length > 0 ? await offers() : null;
  const save = wanted.filter((code) => document === null || code in document.areas);
  // Where nothing lies near there is nothing to save: what is reached from anywhere is all there is.
  if (wanted.length > 0 && save.length === 0) return { ...nowhere, say: plain["place-bare"] };
  const told = found.say === null ? "" : say(found.say, catalogue);
  return { place: found.place, say: told, suggestions: found.suggestions, save };
}

async function list(asked, store, frame, goingOn) {
  const found = await placed(asked.near, store, frame.words);
  if (found.save.length > 0) return offer(asked.near, found.save, frame);
  const words = fold(asked.typed);
  const known = trusting(store, asked, frame);
  const of = (turn) => put(turn.heard, found, words, turn.at);
  const area = found.place === null ? null : areaOf(store, found.place.councils);
  const question = of(asked);
  const held = await surveyed(store, area, question.question, known.knowledge);
  const shown = (asked) => listed(asked, of(asked), held, known, frame);
  goingOn(rehearsed(asked, shown, held, known.knowledge, frame.now).catch(() => {}));
  return shown(asked) ?? wrong(404, frame, linesOf(store, asked, frame));
}

/** The page of a list, null where it has no such page. */
function listed(asked, question, held, known, frame) {
  const answer = answer_of(held, known.knowledge, question.question, asked.heard.page, PER_PAGE, NOT_FOR_YOU);
  held.names ??= new Map([...held.rows, ...held.bound].map(({ seen: { held: { record } } }) => [record.id, record.name]));
  const names = {};
  for (const id of step_ids(answer)) names[id] = held.names.get(id);
  const page = list_page(asked, question, answer, names, queryOf(asked.heard), known, frame.words.catalogue);
  return page === null ? null : printed("find.html", page, frame);
}

/** Browsers translate code as it runs, and better what ran before: in a worker's life, while nobody waits, the next
 * question is answered a few times before it is asked, with a fact that is nobody's, and the page is thrown away
 * (docs/decisions/0011-slow-phone.md). */
async function rehearsed({ path, heard }, shown, held, knowledge, now) {
  await soon();
  const body = new URLSearchParams(kept_of(heard).map(({ name, value }) => [name, value]));
  body.set("age", "34");
  while (rehearsals < ENOUGH) {
    const form = fieldsOf(await new Request(path, { method: "POST", body }).formData());
    if (!ordered(held)) return;
    rehearsals += 1;
    const kept = kept_of(turn(path, true, [], form, null, true, knowledge, now).heard);
    shown(turn(path, false, NUMBERED, [], kept, true, knowledge, now));
    await soon();
  }
}

async function service(asked, store, frame) {
  const found = await placed(asked.near, store, frame.words);
  const one = await recordOf(store, asked.id);
  if (one === null && found.save.length > 0) return offer(asked.near, found.save, frame);
  if (one === null) return lost("place", frame);
  const question = put(asked.heard, found, [], asked.at);
  const known = trusting(store, asked, frame);
  const first = (service) => one.named.find((each) => each.service_id === service);
  const named = one.detail.alternatives.map(first).filter(Boolean).map(({ id, name }) => ({ id, name }));
  const openings = help_openings(known.knowledge, country_of(question.question.place), asked.at);
  const query = queryOf(asked.heard);
  const page = one_page(asked, question, one.record, one.detail, named, openings, query, known, frame.words.catalogue);
  return page === null ? wrong(404, frame, linesOf(store, asked, frame)) : printed("service.html", page, frame);
}

// -- the pages that say what is held -----------------------------------------------------------------

/** What may be saved and what is, of the pointer and the last offers alone. */
async function areasOf(catalogue) {
  const at = await pointer();
  const document = await (at === null ? offered() : offers());
  const { areas: held, names, edition } = { ...NOTHING, ...at };
  const { areas: offered_areas, national } = document ?? { areas: {}, national: { size: 0 } };
  const listed = Object.keys(offered_areas).filter((code) => offered_areas[code].own > 0);
  const areas = [...new Set([...listed, ...Object.keys(held)])].map((code) => {
    return { code, name: names[code] ?? code, size: 0, ...offered_areas[code] };
  });
  const saved = Object.keys(held).map((code) => ({ code, edition }));
  const first = at === null ? national.size : 0;
  return areas_page(areas, national.size, first, saved, await settled(), catalogue);
}

/** Instead of an answer: the area that would have to be saved. The question stays where it was asked. */
async function offer(near, councils, frame) {
  const document = await offers();
  const areas = councils.map((code) => ({ ...document.areas[code], code }));
  return printed("areas.html", offer_page(areas, near, frame.words.catalogue), frame);
}

/** A page of the phone's own for what it cannot answer. `why`: of Refused. Where something is saved: what is,
 * and the button that brings it again. */
async function lost(why, frame) {
  const { catalogue, plain } = frame.words;
  const because = plain[`failed-${why}`];
  if (frame.saved.length > 0 && why !== "place") {
    const page = { ...(await areasOf(catalogue)), lead: `${because} ${plain["lost-mend"]}` };
    return printed("areas.html", page, frame, 503);
  }
  const page = error_page(plain["lost-title"], plain["lost-advice"], "", because, handy().lines, catalogue);
  return printed("error.html", page, frame, 503);
}

/** What "Leave" opens. It needs nothing that is saved. */
export async function left(url) {
  try {
    const words = await worded(url.searchParams.get("lang") ?? "");
    const frame = { ...frameOf(null), now: now_minute(), words };
    return printed("leave.html", leave_page(words.catalogue), frame);
  } catch {
    return speechless();
  }
}

/** The addresses that this worker answers: those of its pages, however they are misspelt after that. */
export function answers(path) {
  const first = path.split("/").find(Boolean) ?? "";
  return first === "services" || BUILT.pages.includes(`/${first}`);
}
