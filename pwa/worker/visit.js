// What the person says, for this visit only: gone after 15 idle minutes, at "Leave" and at "Clear".

const IDLE = 15 * 60 * 1000;
const MOST = 100;
const NUMBERS = 10 ** 9;

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function opened() {
  const request = indexedDB.open("visit", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("questions");
    request.result.createObjectStore("kept");
  };
  return promised(request);
}

/** Work on both stores in one transaction. What has been idle too long is gone before the work sees it. */
async function within(work) {
  const database = await opened();
  try {
    const transaction = database.transaction(["questions", "kept"], "readwrite");
    const ended = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    const [questions, kept] = ["questions", "kept"].map((name) => transaction.objectStore(name));
    const touched = await promised(kept.get("touched"));
    const now = Date.now();
    if (touched !== undefined && !(now - touched < IDLE && now >= touched)) {
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

/** Keep what was said, under a number that means nothing elsewhere. `fields`: name and value, in order. */
export function remember(fields) {
  return within(async (questions, kept, now) => {
    const numbers = await promised(questions.getAllKeys());
    const order = (await promised(kept.get("order"))) ?? [];
    let number = 0;
    while (number === 0 || numbers.includes(number)) number = Math.floor(Math.random() * NUMBERS);
    const after = [...order.filter((each) => numbers.includes(each)), number];
    for (const old of after.splice(0, after.length - MOST)) questions.delete(old);
    questions.put(fields, number);
    kept.put(after, "order");
    kept.put(now, "touched");
    return number;
  });
}

/** What was said under a number, null when it is gone. */
export function recall(number) {
  return within(async (questions, kept, now) => {
    const fields = await promised(questions.get(number));
    if (fields !== undefined) kept.put(now, "touched");
    return fields ?? null;
  });
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
  return within(async (_, kept) => (await promised(kept.get("position"))) ?? null);
}

/** Forget all of it. */
export function forget() {
  return within(async (questions, kept) => {
    questions.clear();
    kept.clear();
  });
}

/** Drop what has been idle too long. */
export function tidy() {
  return within(async () => undefined);
}
