// The service worker: which request is whose (docs/decisions/0009-worker.md).

import { answered, answers, left } from "./answering.js";
import { BUILT } from "./built.js";
import { worded } from "./printing.js";
import { SHELL, pointer } from "./saved.js";
import { freshened, remove, save } from "./saving.js";
import { unsurveyed } from "./surveying.js";
import { forget, settle, soon, stand, tidy } from "./visit.js";

const FILES = Object.values(BUILT.shell);
const FURTHER = Object.values(BUILT.further).flatMap(Object.values);
const DAY = 24 * 60 * 60 * 1000;
const BEAT = 9000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOldShells(), self.clients.claim(), tidy(false)]));
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
  if (request.method === "GET" && [...FILES, ...FURTHER].includes(url.pathname)) {
    event.respondWith(shell(request));
  } else if (url.pathname === "/leave") {
    unsurveyed();
    event.respondWith(forget().then(() => left(url)));
  } else if (answers(url.pathname) && ["GET", "POST"].includes(request.method)) {
    event.respondWith(answered(request, url, (work) => event.waitUntil(work)));
    event.waitUntil(soon().then(() => tidy(false)));
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
  await freshened().catch(() => {});
}

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  const told = (done, total) => port.postMessage({ done, total });
  // While it goes on the page hears of it; a worker that was stopped is silent.
  const beat = setInterval(() => port.postMessage({ beat: true }), BEAT);
  const work = done(event.data, told)
    .catch(async ({ why }) => {
      const { plain } = await worded(event.data.lang ?? "");
      return { failed: plain[`failed-${why}`] ?? plain.failed };
    })
    .then((answer) => {
      clearInterval(beat);
      port.postMessage({ ok: true, ...answer });
    });
  event.waitUntil(work);
});

/** What the page script may ask for. */
async function done(message, told) {
  switch (message.do) {
    case "save":
      return save(String(message.area), told);
    case "renew": {
      const before = (await pointer())?.edition;
      return { before, ...(await save("", told)) };
    }
    case "remove":
      return remove(String(message.area));
    case "here":
      return stand({ lat: Number(message.lat), lon: Number(message.lon) });
    case "place":
      return settle(String(message.near));
    case "tidy":
      return { left: await tidy(message.touching) };
    case "forget":
      unsurveyed();
      return forget();
  }
}
