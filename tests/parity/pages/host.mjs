// A phone without a browser: a JSON line in, a JSON line out. What the worker does around the views is
// here as short as it can be: the place is told by the test, everything else is compiled or a pair.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

import { whole_answer } from "./search/rules/answering.js";
import { country_of, help_answers, help_openings } from "./search/rules/helping.js";
import { assigned, fold, typed } from "./pwa/worker/folding.js";
import { spoken } from "./pwa/worker/phrases.js";
import { minute_at } from "./pwa/worker/wall.js";
import { list_page, one_page, step_ids } from "./pwa/views/answers.js";
import { address, in_url, kept_of } from "./pwa/views/heard.js";
import { home_page } from "./pwa/views/home.js";
import { help_lines_page } from "./pwa/views/plain.js";
import { NOT_FOR_YOU, PER_PAGE, put } from "./pwa/views/question.js";
import { turn } from "./pwa/views/routes.js";

let edition = null;
assigned(JSON.parse(readFileSync(new URL("letters.json", import.meta.url), "utf-8")));
const NOTHING = { method: "get", query: "", fields: [], page: 1 };

/** As urllib.parse.urlencode writes it. */
function encoded(fields) {
  const coded = (text) =>
    encodeURIComponent(text)
      .replace(/[!*'()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
      .replace(/%20/g, "+");
  return fields.map(({ name, value }) => `${coded(name)}=${coded(value)}`).join("&");
}

/** Ids and names of the first record of each, of those that there are. `by`: what they are told by. */
function named(wanted, by) {
  const first = wanted.map((each) => edition.records.find((record) => record[by] === each));
  return first.filter(Boolean).map(({ id, name }) => ({ id, name }));
}

function listed({ heard, typed: words, at }, asked, place) {
  const question = put(heard, place, fold(words), at);
  const { knowledge } = edition.known;
  const answer = whole_answer(edition.records, knowledge, question.question, heard.page, PER_PAGE, NOT_FOR_YOU);
  const names = {};
  for (const { id, name } of named(step_ids(answer), "id")) names[id] = name;
  return list_page(asked, question, answer, names, encoded(in_url(heard)), edition.known, edition.catalogue);
}

function served({ heard, id, at }, asked, place) {
  const record = edition.records.find((each) => each.id === id);
  if (record === undefined) return null;
  const question = put(heard, place, [], at);
  const detail = edition.details[id];
  const others = named(detail.alternatives, "service_id");
  const openings = help_openings(edition.known.knowledge, country_of(question.question.place), at);
  return one_page(asked, question, record, detail, others, openings, encoded(in_url(heard)), edition.known, edition.catalogue);
}

const told = {
  spoken: (groups, fillers) => {
    const { phrases, dictionary } = spoken(groups, fillers);
    return { phrases: phrases.map(({ words, needs }) => ({ words, needs })), dictionary };
  },
  hold: (given) => {
    edition = given;
    return edition.records.length;
  },
  // Of every code point between two letters: its words, then the place it makes.
  folded: (first, last) => {
    const found = [];
    for (let point = first; point < last; point++) {
      const text = `x${String.fromCodePoint(point)}y`;
      const place = typed(text);
      found.push([fold(text).join(" "), place.text, place.upper, place.words.join(" ")]);
    }
    return found;
  },
  fold,
  typed,
  minutes: (instants) => instants.map(minute_at),
  encoded,
  turn: (path, posted, query, form, kept, phone, now) =>
    turn(path, posted, query, form, kept, phone, edition.known.knowledge, now),
  kept: (heard) => kept_of(heard),
  address: (path, heard) => address(path, encoded(in_url(heard)), heard.page),
  page: (asked, place) => {
    const { knowledge } = edition.known;
    const lines = () => help_answers(help_openings(knowledge, "", asked.at), [], knowledge);
    if (asked.kind === "home") return home_page(knowledge, lines(), NOTHING, "", asked.at, edition.catalogue);
    if (asked.kind === "help-lines") return help_lines_page(lines(), knowledge.needs, edition.catalogue);
    return asked.kind === "list" ? listed(asked, asked, place) : served(asked, asked, place);
  },
};

function answer([what, ...given]) {
  try {
    return { is: told[what](...given) };
  } catch (error) {
    return { error: error.stack };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
});
