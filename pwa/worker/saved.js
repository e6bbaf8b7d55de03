// What is saved on this phone: files under their SHA-256, and one pointer that says which of them count.
// A page reads what the pointer names and nothing else (docs/decisions/0009-worker.md).

import { BUILT } from "./built.js";
import { sha_of } from "./trusted.js";

/** The store of the shell: what every page needs, and the words of other languages. */
export const SHELL = `shell-${BUILT.version}`;
const FILES = "shards";
const STATE = "saved";
const POINTER = "/pointer";
const OFFERS = "/offers";

/** Promises of parsed files by SHA-256. A worker lives for minutes; its files never change. */
const parsed = new Map();

/** The promise of the pointer, null before it was read. Nobody but the worker in control replaces it. */
let current = null;

/** Where a shard or a manifest is fetched, and kept. */
export function address(sha) {
  return `/editions/${sha}.json`;
}

/** What is kept under a name; null for nothing, and for what cannot be read. */
async function state(name) {
  try {
    return await (await caches.match(name, { cacheName: STATE })).json();
  } catch {
    return null;
  }
}

async function put(name, value) {
  await (await caches.open(STATE)).put(name, new Response(JSON.stringify(value)));
}

/**
 * The pointer, null before anything was saved: `format`, `edition`, `published` (minute), `cover`, `national` (a
 * SHA-256), `areas` (council → SHA-256 of its manifest), their `names`, `withdrawn`, `version`, the `newest`
 * edition that it was seen with, `looked` (milliseconds), `more` (bytes of a newer list that was not taken).
 */
export function pointer() {
  return (current ??= state(POINTER));
}

/** Replace the pointer: one write, so it is the old one or the new one. */
export async function point(to) {
  await put(POINTER, to);
  current = Promise.resolve(to);
}

/** The last `current.json` that was taken: what may be saved, and how large it is. Null before. */
export async function offers() {
  const document = await state(OFFERS);
  return document?.format === BUILT.format ? document : null;
}

/** Keep the `current.json` that was taken. */
export function keepOffers(document) {
  return put(OFFERS, document);
}

/** A file that the pointer names, parsed. Rejects where the browser has thrown it away. */
export function file(sha) {
  if (!parsed.has(sha)) {
    const reading = kept(sha).then((found) => {
      if (found === undefined) throw new Error("gone");
      return found.json();
    });
    parsed.set(sha, reading);
    reading.catch(() => parsed.delete(sha));
  }
  return parsed.get(sha);
}

function kept(sha) {
  return caches.match(address(sha), { cacheName: FILES });
}

/** Whether a file is held, and is what its name says. */
export async function sound(sha) {
  const found = await kept(sha);
  return found !== undefined && (await sha_of(await found.arrayBuffer())) === sha;
}

/** Keep the bytes of a file whose SHA-256 was checked. Rejects on a full disk. */
export async function keep(sha, bytes) {
  const headers = { "Content-Type": "application/json" };
  await (await caches.open(FILES)).put(address(sha), new Response(bytes, { headers }));
  parsed.delete(sha);
}

/** Remove every file that is not among these. */
export async function prune(named) {
  const cache = await caches.open(FILES);
  for (const request of await cache.keys()) {
    const sha = new URL(request.url).pathname.slice("/editions/".length, -".json".length);
    if (!named.has(sha)) {
      parsed.delete(sha);
      await cache.delete(request);
    }
  }
}
