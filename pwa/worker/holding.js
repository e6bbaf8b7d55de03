// What is held, as the rules take it: records, details, places, knowledge. Reads the pointer's files alone.

import { details, identifiers, records } from "../../search/rules/packs.js";
import { file, pointer } from "./saved.js";

/** Records by the SHA-256 of their list, with and without words: a worker that lives on decodes once. */
const decoded = new Map();

/** Everything that the pointer names, opened: null where nothing is saved. */
export async function held() {
  const at = await pointer();
  if (at === null) return null;
  const shards = await manifest(at.national);
  const { knowledge, extra } = await file(one(shards, "knowledge"));
  const known = { knowledge, questions: extra.questions, councils: extra.councils };
  return { at, known, shards, names: await file(one(shards, "names")) };
}

async function manifest(sha) {
  return (await file(sha)).shards;
}

function one(shards, kind) {
  return shards.find((shard) => shard.kind === kind).sha256;
}

/** The place parts of every saved area. */
export async function placesOf({ at }) {
  const found = [];
  for (const sha of Object.values(at.areas)) found.push(await file(one(await manifest(sha), "place")));
  return found;
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

/** Whether a record is withdrawn: by its own id or its service's. */
function without({ at }, found) {
  if (at.withdrawn.length === 0) return found;
  const gone = new Set(at.withdrawn);
  return found.filter((record) => !gone.has(record.id) && !gone.has(record.service_id));
}

/** All records of the country and of one area, in the edition's order. `typed`: whether words are asked for. */
export async function recordsOf(store, area, typed) {
  const whole = store.at.withdrawn.length > 0;
  const found = new Map();
  for (const cut of await cutsOf(store, area)) {
    const key = `${cut.list} ${typed} ${whole}`;
    if (!decoded.has(key)) {
      const words = typed ? await file(cut.words) : null;
      decoded.set(key, records(await file(cut.list), words, whole ? await file(cut.detail) : null));
    }
    for (const record of decoded.get(key)) found.set(record.id, record);
  }
  return without(store, [...found.values()]);
}

/** One record with its detail and the names of its alternatives, null where it is not held. */
export async function recordOf(store, id) {
  for (const area of [null, ...Object.keys(store.at.areas)]) {
    for (const cut of await cutsOf(store, area)) {
      const list = await file(cut.list);
      const row = identifiers(list.ids).indexOf(id);
      if (row < 0) continue;
      const shard = await file(cut.detail);
      const [record] = without(store, [records(list, null, shard)[row]]);
      return record === undefined ? null : { record, detail: details(shard, list)[row], named: shard.named };
    }
  }
  return null;
}
