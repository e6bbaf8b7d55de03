// Saving and removing areas. An edition is whole on this phone or it is not there: everything is fetched and
// checked first, then one write of the pointer makes it count.

import { BUILT } from "./built.js";
import { address, file, keep, keepOffers, offers, point, pointer, prune, sound } from "./saved.js";
import { Refused, bytes, newest, past } from "./trusted.js";

const AT_ONCE = 4;
/** Bytes that are fetched without a tap, once a day (docs/decisions/0009, What it costs). */
const LITTLE = 100000;
const SAVING = "saturday-saving";
const unheard = () => {};

/** Change the pointer, as it is by then; nobody else does meanwhile. */
function pointing(change) {
  return navigator.locks.request("saturday-pointing", async () => point(change(await pointer())));
}

/** One saving at a time, over all tabs and over an old and a new worker. On a full phone what does not count
 * goes, so that the next one has more room. */
function saving(work) {
  return navigator.locks.request(SAVING, async () => {
    try {
      return await work();
    } catch (error) {
      const full = error.name === "QuotaExceededError" || error.why === "full";
      if (full) await swept();
      throw full ? new Refused("full") : error;
    }
  });
}

/** Save a council's area, or hold the national part alone (area ""), and bring all that is saved up to the
 * newest edition. `told(done, total)`: bytes fetched. */
export function save(area, told) {
  return saving(async () => taken(await looked(), area, told, Infinity));
}

/** Look for a newer edition, and take it where that is little; else the pointer says how much `more` it is. */
export function freshened() {
  return saving(async () => {
    const document = await looked();
    const most = navigator.connection?.saveData ? 0 : LITTLE;
    try {
      await taken(document, "", unheard, most);
    } catch (error) {
      if (error.why === "more") await pointing((at) => ({ ...at, more: error.bytes }));
    }
  });
}

/** Make whole what is saved: files that are gone or spoilt are fetched again, or the newest edition where those
 * cannot be had. All of it, whatever was asked: it says nothing of the question. Throws Refused. */
export function mended() {
  return saving(async () => {
    const at = await pointer();
    if (readable(at)) {
      try {
        return await whole(manifestsOf(at), unheard, Infinity);
      } catch (error) {
        if (error.why === "full") throw error;
      }
    }
    return taken(await looked(), "", unheard, Infinity);
  });
}

/** Forget an area. The national part stays. A saving that goes on elsewhere is not waited for; it sweeps. */
export async function remove(area) {
  await pointing((at) => {
    const { [area]: gone, ...areas } = at.areas;
    return { ...at, areas };
  });
  await navigator.locks.request(SAVING, { ifAvailable: true }, (lock) => lock && swept());
}

/** Whether a pointer's files are such as this worker reads. */
export function readable(at) {
  return at !== null && at.format === BUILT.format;
}

/** Ask for `current.json`. What it withdraws is dropped at once, whatever comes of the rest. */
async function looked() {
  const before = await pointer();
  const document = await newest(before);
  const { version, edition, withdrawn } = document;
  if (before !== null) {
    await pointing((at) => {
      const gone = [...new Set([...at.withdrawn, ...withdrawn])];
      return { ...at, version, newest: edition, withdrawn: gone, looked: Date.now() };
    });
  }
  if (document.format !== BUILT.format) throw new Refused("format");
  if (readable(before) && Object.keys(before.areas).length > 0 && past(document.expires)) {
    throw new Refused("expired");
  }
  await keepOffers(document);
  return document;
}

/** Fetch what is missing of an edition, then point to it. Not where it has an area no more that is saved: what is
 * on a phone is removed by a tap alone. Throws Refused. */
async function taken(document, area, told, most) {
  const before = await pointer();
  const had = before === null ? [] : Object.keys(before.areas);
  const [areas, names] = [{}, {}];
  for (const code of area === "" ? had : [...had, area]) {
    if (!(code in document.areas)) throw new Refused("unknown");
    ({ sha256: areas[code], name: names[code] } = document.areas[code]);
  }
  const { edition, published, cover, format, withdrawn, version } = document;
  const national = document.national.sha256;
  const named = await whole([national, ...Object.values(areas)], told, most);
  await pointing((at) => {
    for (const code of had) if (!(code in at.areas)) delete areas[code];
    const told = { edition, newest: edition, published, cover, format, withdrawn, version };
    return { ...told, national, areas, names, looked: Date.now() };
  });
  await prune(named);
  return { edition };
}

/** Fetch what is missing or spoilt of manifests and of all that they name. Gives the SHA-256 of each. */
async function whole(manifests, told, most) {
  await fetchAll(manifests.map((sha256) => ({ sha256, size: 0 })), unheard, Infinity);
  const shards = new Map();
  for (const sha of manifests) for (const shard of (await file(sha)).shards) shards.set(shard.sha256, shard);
  await fetchAll([...shards.values()], told, most);
  return new Set([...manifests, ...shards.keys()]);
}

function manifestsOf(at) {
  return [at.national, ...Object.values(at.areas)];
}

/** Remove every file that the pointer does not name. */
async function swept() {
  const at = await pointer();
  const named = new Set(at === null ? [] : manifestsOf(at));
  for (const sha of [...named]) {
    const { shards } = await file(sha).catch(() => ({ shards: [] }));
    for (const { sha256 } of shards) named.add(sha256);
  }
  await prune(named);
}

/** Fetch the files that are not held whole, a few at once; none where they are more than `most` bytes. The
 * first failure ends it. */
async function fetchAll(files, told, most) {
  const missing = [];
  for (const each of files) if (!(await sound(each.sha256))) missing.push(each);
  const total = missing.reduce((sum, each) => sum + each.size, 0);
  if (total > most) throw new Refused("more", total);
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
  return (await offers()) ?? saving(looked);
}
