// What is held, as the rules take it: records, details, places, knowledge. Reads the pointer's files alone.

import { details, identifiers, location_ids, record_at, rows_for, service_ids, taken_apart } from "../../search/rules/packs.js";
import { assigned } from "./folding.js";
import { spoken } from "./phrases.js";
import { file, pointer } from "./saved.js";
import { readable } from "./saving.js";

/** Lists taken apart, by their SHA-256 and whether with words: those of the last area alone. */
const apart = new Map();

/** What typed words may mean, as the rules take it, and the SHA-256 of its file. */
let said = { sha: "", phrases: [], dictionary: [] };

/** What the pointer names, opened; of one that was replaced nothing is kept. */
let opened = {};

/** Everything that the pointer names, opened: null where nothing is saved that can be read. `listing`: whether the
 * lists will be wanted, `typed`: with their words. */
export async function held(listing, typed) {
  const at = await pointer();
  if (!readable(at)) return null;
  let store = opened;
  if (store.at !== at) {
    for (const sha of Object.values(at.areas)) soon(sha);
    store = { at, shards: await manifest(at.national) };
  }
  if (listing) begun(store, typed).catch(() => {});
  if (store !== opened) {
    const { knowledge: lasting, extra, sources, letters } = await file(one(store.shards, "knowledge"));
    const knowledge = { ...lasting, published: at.published, cover: at.cover };
    assigned(letters);
    store.known = { knowledge, questions: extra.questions, councils: extra.councils, sources };
    opened = store;
  }
  return store;
}

/** What people call places, and codes that no saved area holds. */
export function namesOf({ shards }) {
  return file(one(shards, "names"));
}

/** The knowledge with what typed words may mean. */
export async function wordy({ shards }, knowledge) {
  const sha = one(shards, "phrases");
  if (said.sha !== sha) said = { sha, ...spoken(await file(sha), knowledge.fillers) };
  return { ...knowledge, phrases: said.phrases, dictionary: said.dictionary };
}

/** Begin to read a file that will be wanted: reading waits for the disk, and several wait together. */
function soon(sha) {
  file(sha).catch(() => {});
}

async function manifest(sha) {
  return (await file(sha)).shards;
}

function one(shards, kind) {
  return shards.find((shard) => shard.kind === kind).sha256;
}

/** The place parts of every saved area. */
export async function placesOf({ at }) {
  const areas = await Promise.all(Object.values(at.areas).map(manifest));
  return Promise.all(areas.map((shards) => file(one(shards, "place"))));
}

/** The saved area that answers for a place: any of its councils' will do (answers.md, Reach). */
export function areaOf({ at }, councils) {
  return councils.find((code) => code in at.areas) ?? null;
}

/** The cuts of the national part, and of an area where one is asked for: list, words and detail of each. */
async function cutsOf({ at, shards }, area) {
  const parts = [shards];
  if (area !== null) parts.push(await manifest(at.areas[area]));
  return parts.flatMap((part) => {
    const [lists, words, details] = ["list", "words", "detail"].map((kind) => part.filter((s) => s.kind === kind));
    return lists.map((list, n) => ({ list: list.sha256, words: words[n].sha256, detail: details[n].sha256 }));
  });
}

/** Begin to read what a list needs, where there is no doubt what: while the rest is looked up it comes. */
async function begun(store, typed) {
  const areas = Object.keys(store.at.areas);
  if (typed) soon(one(store.shards, "phrases"));
  for (const { list, words } of await cutsOf(store, areas.length === 1 ? areas[0] : null)) {
    soon(list);
    if (typed) soon(words);
  }
  await placesOf(store);
}

/** A list taken apart, its records put together as they are asked for. */
async function listOf(cut, typed) {
  const [list, words] = await Promise.all([file(cut.list), typed ? file(cut.words) : null]);
  return { held: taken_apart(list, words), records: [] };
}

/**
 * The records of the country and of one area that have one of some needs (all, where none is asked for), as
 * `survey` takes them: `held`, and the `clauses` that it numbers; hours have numbers too. `typed`: whether words are asked for.
 */
export async function recordsFor(store, area, typed, needs) {
  const cuts = await cutsOf(store, area);
  const keys = cuts.map((cut) => `${cut.list} ${typed}`);
  for (const key of apart.keys()) if (!keys.includes(key)) apart.delete(key);
  const lists = await Promise.all(cuts.map(async (cut, n) => {
    if (!apart.has(keys[n])) apart.set(keys[n], await listOf(cut, typed));
    return apart.get(keys[n]);
  }));
  const found = { held: [], clauses: [], hours: 0 };
  for (const list of lists) added(found, list, needs, store);
  return found;
}

function added(found, { held: columns, records }, needs, store) {
  const { held, clauses } = found;
  const [place, numbers] = [[], []];
  for (const row of rows_for(columns, needs)) {
    if (store.at.withdrawn.includes(columns.ids[row])) continue;
    records[row] ??= record_at(columns, row, "", null);
    const rule = columns.rule[row];
    numbers[rule] ??= columns.rules[rule].map((n) => (place[n] ??= clauses.push(columns.clauses[n]) - 1));
    held.push({ record: records[row], clauses: numbers[rule], hours: found.hours + columns.hour[row] });
  }
  found.hours += columns.hours.length;
}

/** One record with its detail and the names of its alternatives, null where it is not held. What is withdrawn
 * is neither: records are, each by its id (`directory withdraw`). */
export async function recordOf(store, id) {
  const { withdrawn } = store.at;
  if (withdrawn.includes(id)) return null;
  for (const area of [null, ...Object.keys(store.at.areas)]) {
    for (const cut of await cutsOf(store, area)) {
      const list = await file(cut.list);
      const row = identifiers(list.ids).indexOf(id);
      if (row < 0) continue;
      const shard = await file(cut.detail);
      const service = service_ids(shard)[row];
      const record = record_at(taken_apart(list, null), row, service, location_ids(shard)[row]);
      return { record, detail: details(shard, list)[row], named: shard.named.filter((each) => !withdrawn.includes(each.id)) };
    }
  }
  return null;
}
