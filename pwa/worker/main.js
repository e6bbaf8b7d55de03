// The service worker: which request is whose (docs/decisions/0009-worker.md).

import { answered, answers, left } from "./answering.js";
import { BUILT } from "./built.js";
import { pointer } from "./saved.js";
import { remove, renew, save } from "./saving.js";
import { Refused } from "./trusted.js";
import { forget, stand, tidy } from "./visit.js";

const SHELL = `shell-${BUILT.version}`;
const FILES = Object.values(BUILT.shell);
const DAY = 24 * 60 * 60 * 1000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOldShells(), self.clients.claim(), tidy()]));
});

async function dropOldShells() {
  for (const name of await caches.keys()) {
    if (name.startsWith("shell-") && name !== SHELL) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "GET" && FILES.includes(url.pathname)) {
    event.respondWith(shell(request));
  } else if (url.pathname === "/leave") {
    event.respondWith(forget().then(left, left));
  } else if (answers(url.pathname) && ["GET", "POST"].includes(request.method)) {
    event.respondWith(answered(request, url));
    if (url.pathname === "/") event.waitUntil(daily());
  }
});

async function shell(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** Once a day, when the first page is opened: is there a newer list, is anything withdrawn? */
async function daily() {
  const at = await pointer();
  if (at === null || Math.abs(Date.now() - at.looked) < DAY) return;
  await renew(() => {}).catch(() => {});
}

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  const told = (done, total) => port.postMessage({ done, total });
  const work = done(event.data, told).then(
    (answer) => port.postMessage({ ok: true, ...answer }),
    (error) => port.postMessage({ failed: error instanceof Refused ? error.why : "failed" }),
  );
  event.waitUntil(work);
});

/** What the page script may ask for. */
async function done(message, told) {
  switch (message.do) {
    case "save":
      return { edition: (await save(String(message.area), told)).edition };
    case "renew": {
      const before = (await pointer())?.edition;
      return { before, edition: (await renew(told)).edition };
    }
    case "remove":
      return remove(String(message.area));
    case "here":
      return stand({ lat: Number(message.lat), lon: Number(message.lon) });
    case "forget":
      return forget();
  }
  throw new Refused("failed");
}
