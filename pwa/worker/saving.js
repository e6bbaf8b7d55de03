// Saving and removing areas. An edition is whole on this phone or it is not there: everything is fetched and
// checked first, then one write of the pointer makes it count.

import { address, file, holds, keep, keepOffers, offers, point, pointer, prune } from "./saved.js";
import { Refused, bytes, newest } from "./trusted.js";

const AT_ONCE = 4;

/** One saving at a time, over all tabs and over an old and a new worker. */
function alone(work) {
  return navigator.locks.request("saturday-saving", work);
}

/** Save a council's area, or hold the national part alone (area ""). `told(done, total)`: bytes fetched. */
export function save(area, told) {
  return alone(async () => {
    const { before, document } = await looked();
    if (area !== "" && !(area in document.areas)) throw new Refused("unknown");
    const had = before === null ? [] : Object.keys(before.areas);
    const wanted = area === "" || had.includes(area) ? had : [...had, area];
    return taken(document, wanted, told);
  });
}

/** Look for a newer edition, and bring all that is saved up to it. */
export function renew(told) {
  return save("", told);
}

/** Forget an area. The national part stays while anything does. */
export function remove(area) {
  return alone(async () => {
    const before = await pointer();
    if (before === null) return;
    const { [area]: gone, ...areas } = before.areas;
    if (gone === undefined) return;
    const after = { ...before, areas };
    await point(after);
    await prune(await named(after));
  });
}

/** Ask for `current.json`. What it withdraws is dropped at once, whatever comes of the rest. */
async function looked() {
  const before = await pointer();
  const { document, key } = await newest(before, Date.now());
  await keepOffers(document);
  if (before !== null) {
    const withdrawn = [...new Set([...before.withdrawn, ...document.withdrawn])];
    const { version, edition } = document;
    await point({ ...before, version, newest: edition, withdrawn, looked: Date.now() });
  }
  return { before, document: { ...document, key } };
}

/** Fetch what is missing of an edition, then point to it. */
async function taken(document, wanted, told) {
  const areas = {};
  for (const code of wanted) if (code in document.areas) areas[code] = document.areas[code].sha256;
  const manifests = [document.national.sha256, ...Object.values(areas)];
  await fetchAll(manifests.map((sha256) => ({ sha256, size: 0 })), () => {});
  const shards = new Map();
  for (const sha of manifests) for (const shard of (await file(sha)).shards) shards.set(shard.sha256, shard);
  await fetchAll([...shards.values()], told);
  const after = {
    edition: document.edition,
    newest: document.edition,
    published_at: document.published_at,
    horizon: document.horizon,
    national: document.national.sha256,
    areas,
    withdrawn: document.withdrawn,
    version: document.version,
    key: document.key,
    looked: Date.now(),
  };
  await point(after);
  await prune(new Set([...manifests, ...shards.keys()]));
  return after;
}

/** Every file that a pointer names. */
async function named(at) {
  const manifests = [at.national, ...Object.values(at.areas)];
  const found = new Set(manifests);
  for (const sha of manifests) for (const shard of (await file(sha)).shards) found.add(shard.sha256);
  return found;
}

/** Fetch the files that are not held yet, a few at once. The first failure ends it. */
async function fetchAll(files, told) {
  const missing = [];
  for (const each of files) if (!(await holds(each.sha256))) missing.push(each);
  const total = missing.reduce((sum, each) => sum + each.size, 0);
  let done = 0;
  let failed = false;
  told(0, total);
  const worker = async () => {
    while (missing.length > 0 && !failed) {
      const { sha256, size } = missing.pop();
      try {
        await keep(sha256, await bytes(address(sha256), sha256));
      } catch (error) {
        failed = true;
        throw error instanceof Refused ? error : new Refused("full");
      }
      done += size;
      told(done, total);
    }
  };
  const all = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  const broken = all.find((each) => each.status === "rejected");
  if (broken !== undefined) throw broken.reason;
}

/** What may be saved, fetched if it never was. Throws Refused. */
export async function offered() {
  return (await offers()) ?? (await save("", () => {}), offers());
}
