// What the person says, for this visit only: gone after 15 idle minutes, at "Leave" and at "Clear".

const IDLE = 15 * 60 * 1000;
const MOST = 100;
const NUMBERS = 10 ** 9;

const SOON = 300;

/** The question kept last: its page need not wait for the disk. It ends with the visit. */
let latest = null;
/** How many visits have ended in this worker's life. */
let ended = 0;

/** Once the page is made. */
export function soon() {
  return new Promise((resolve) => setTimeout(resolve, SOON));
}

/** Whether a visit that was touched at a moment goes on at another. */
function fresh(touched, now) {
  return now - touched < IDLE && now >= touched;
}

/** Work on both stores once the page is made; not at all where the visit has ended by then: a phone may have
 * slept in between. */
async function later(work) {
  const [before, from] = [ended, Date.now()];
  await soon();
  if (before === ended && fresh(from, Date.now())) await within(work);
}

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened(name) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("questions");
    request.result.createObjectStore("kept");
  };
  return promised(request);
}

/** Work on both stores in one transaction. What has been idle too long is gone before the work sees it. */
async function within(work, name = "visit") {
  const database = await opened(name);
  try {
    const transaction = database.transaction(["questions", "kept"], "readwrite");
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [questions, kept] = ["questions", "kept"].map((name) => transaction.objectStore(name));
    const touched = await promised(kept.get("touched"));
    const now = Date.now();
    if (touched !== undefined && !fresh(touched, now)) {
      questions.clear();
      kept.clear();
    }
    const found = await work(questions, kept, now);
    await ended;
    return found;
  } finally {
    database.close();
  }
}

/** Keep what was said, under a number that means nothing elsewhere. `fields`: name and value, in order.
 * Gives the number at once, and the writing that goes on. */
export function remember(fields) {
  const number = 1 + Math.floor(Math.random() * (NUMBERS - 1));
  latest = { number, fields, touched: Date.now() };
  const writing = later(async (questions, kept, now) => {
    const numbers = await promised(questions.getAllKeys());
    const order = (await promised(kept.get("order"))) ?? [];
    const after = [...order.filter((each) => each !== number && numbers.includes(each)), number];
    for (const old of after.splice(0, after.length - MOST)) questions.delete(old);
    questions.put(fields, number);
    kept.put(after, "order");
    kept.put(now, "touched");
  });
  return { number, writing };
}

/** What was said under a number, null when it is gone. */
export async function recall(number) {
  const now = Date.now();
  if (latest !== null && latest.number === number && fresh(latest.touched, now)) {
    latest.touched = now;
    // By then somebody may have touched the page again: that is not taken back.
    later(async (_, kept) => void (latest && kept.put(latest.touched, "touched"))).catch(() => {});
    return latest.fields;
  }
  return within(async (questions, kept, now) => {
    const fields = await promised(questions.get(number));
    if (fields !== undefined) kept.put(now, "touched");
    return fields ?? null;
  }).catch(() => null);
}

/** Keep where the phone is, for the visit. */
export function stand(position) {
  return within(async (_, kept, now) => {
    kept.put(position, "position");
    kept.put(now, "touched");
  });
}

/** Where the phone is, null when it was not asked. */
export function standing() {
  return within(async (_, kept, now) => {
    const position = await promised(kept.get("position"));
    if (position !== undefined) kept.put(now, "touched");
    return position ?? null;
  }).catch(() => null);
}

/** Forget what was said; where the phone is, too, unless that is still asked about. */
export function forget(here = true) {
  latest = null;
  ended += 1;
  return within(async (questions, kept) => {
    questions.clear();
    if (here) kept.clear();
    else kept.delete("order");
  }).catch(() => {});
}

/** Remember a place past the visit, and apart from it: somebody asked for that. "" forgets it. */
export function settle(near) {
  return within(async (_, kept) => void (near === "" ? kept.clear() : kept.put(near, "near")), "place");
}

/** The place that is remembered, "" for none. */
export function settled() {
  return within(async (_, kept) => (await promised(kept.get("near"))) ?? "", "place").catch(() => "");
}

/** Drop what has been idle too long. Gives whether anything is left; `touching` puts off its end. */
export async function tidy(touching) {
  const now = Date.now();
  if (latest !== null && !fresh(latest.touched, now)) latest = null;
  if (touching && latest !== null) latest.touched = now;
  const kept = within(async (_, kept) => {
    const left = (await promised(kept.get("touched"))) !== undefined;
    if (left && touching) kept.put(now, "touched");
    return left;
  });
  return (await kept.catch(() => false)) || latest !== null;
}
