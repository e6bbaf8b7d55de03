// What is saved on this phone: files under their SHA-256, and one pointer that says which of them count.
// A page reads what the pointer names and nothing else (docs/decisions/0009-worker.md).

const FILES = "shards";
const STATE = "saved";
const POINTER = "/pointer";
const OFFERS = "/offers";

/** Parsed files by SHA-256. A worker lives for minutes; its files never change. */
const parsed = new Map();

/** Where a shard or a manifest is fetched, and kept. */
export function address(sha) {
  return `/editions/${sha}.json`;
}

async function state(name) {
  const found = await (await caches.open(STATE)).match(name);
  return found === undefined ? null : found.json();
}

async function put(name, value) {
  await (await caches.open(STATE)).put(name, new Response(JSON.stringify(value)));
}

/**
 * The pointer, null before anything was saved: `edition`, `published_at`, `horizon`, `national` (a SHA-256),
 * `areas` (council → SHA-256 of its manifest), `withdrawn`, `version`, `key` (a JWK), `looked` (milliseconds).
 */
export function pointer() {
  return state(POINTER);
}

/** Replace the pointer: one write, so it is the old one or the new one. */
export function point(to) {
  return put(POINTER, to);
}

/** The last `current.json` that was taken: what may be saved, and how large it is. Null before. */
export function offers() {
  return state(OFFERS);
}

/** Keep the `current.json` that was taken. */
export function keepOffers(document) {
  return put(OFFERS, document);
}

/** A file that the pointer names, parsed. Throws where the browser has thrown it away. */
export async function file(sha) {
  if (!parsed.has(sha)) {
    const found = await (await caches.open(FILES)).match(address(sha));
    if (found === undefined) throw new Error("a saved file is gone");
    parsed.set(sha, await found.json());
  }
  return parsed.get(sha);
}

/** Whether a file is held. */
export async function holds(sha) {
  return (await (await caches.open(FILES)).match(address(sha))) !== undefined;
}

/** Keep the bytes of a file whose SHA-256 was checked. Rejects on a full disk. */
export async function keep(sha, bytes) {
  const headers = { "Content-Type": "application/json" };
  await (await caches.open(FILES)).put(address(sha), new Response(bytes, { headers }));
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
